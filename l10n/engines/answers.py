"""What engines are asked and what they answer, whichever they are."""

from bisect import bisect_left
from dataclasses import dataclass

Place = tuple[int, int]
"""A stretch of a text: code points from start to end, half-open."""


def overlap(one: Place, other: Place) -> bool:
    """True if two stretches have a code point in common."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence as an engine sees it."""

    text: str
    pairs: tuple[Place, ...] = ()
    """What stood between two marks that were taken out (emphasis, the brackets of a link, tags), for each
    pair of them, in order of the opening marks. The engine is asked where its words came to stand."""
    aligned: bool = False
    """True to be told of all words which came from which, not only where there are pairs."""
    hypotheses: int = 1
    """How many different translations are wanted, the best first."""
    banned: tuple[str, ...] = ()
    """Words and phrases that must not be in the translation, as they are written."""
    cautious: bool = False
    """True for a way of translating that cannot repeat itself."""

    @property
    def wants_links(self) -> bool:
        """True if it is asked which words came from which."""
        return self.aligned or bool(self.pairs)


@dataclass(frozen=True, slots=True)
class Link:
    """What came from what."""

    source: Place
    target: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation of a query."""

    text: str
    links: tuple[Link, ...] = ()
    """Which words, or parts of words, came from which; without an entry where that is not known."""
    others: tuple["Answer", ...] = ()
    """Further translations where more than one was wanted, the better ones first; none of them has others."""

    def respaced(self, text: str) -> "Answer":
        """This answer with another text, which differs in white space and capitals only.

        Where it differs more, nothing is known of what came from what.
        """
        if text == self.text or not self.links:
            return Answer(text, self.links)
        before = [at for at, char in enumerate(self.text) if not char.isspace()]
        after = [at for at, char in enumerate(text) if not char.isspace()]
        if len(before) != len(after):
            return Answer(text)

        def moved(place: Place) -> Place | None:
            first, beyond = bisect_left(before, place[0]), bisect_left(before, place[1])
            return (after[first], after[beyond - 1] + 1) if first < beyond else None

        links = (Link(link.source, target) for link in self.links if (target := moved(link.target)))
        return Answer(text, tuple(links))
