"""A language's endings: which words take which, how stems change before them, what is made of words.

Words are given folded (`word_key`), and in the script of the language's rules.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

SHORTEST_STEM = 3
"""In letters. Of less there is too little left to know a word by."""

Sort = Literal["name", "part", "word"]
"""A proper name, a word of a name of several, which may be an adjective, or a common word."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a stem's end before some endings: `k` to `c` before `i`."""

    before: re.Pattern[str]
    """Matches the beginning of the endings that it is made before."""
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    """(end of a stem, template of what stands there instead)."""

    def stems(self, stem: str) -> Iterator[str]:
        """The stems that `stem` becomes."""
        for pattern, template in self.rewrites:
            found = pattern.search(stem)
            if found:
                yield stem[: found.start()] + found.expand(template)


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Words that end alike and take the same endings."""

    words: tuple[re.Pattern[str], ...]
    """Each matches a whole word; its group is the stem."""
    exceptions: tuple[re.Pattern[str], ...]
    endings: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    sort: Sort | None = None
    """The only sort of words that it holds for; None where it holds for both."""
    capital: bool | None = None
    """Of a derivation: if what it makes of a name has a capital; None where it may be either way."""
    example: str = ""
    """`headword: form form`, for readers and tests."""

    def stems(self, word: str, sort: Sort) -> tuple[str, ...]:
        """The stems of `word`, one for each way to part it; none where this paradigm does not hold."""
        if self.sort not in (None, sort) and (self.sort, sort) != ("name", "part"):
            return ()
        found = [found[1] for pattern in self.words if (found := pattern.fullmatch(word))]
        if not found or any(pattern.fullmatch(word) for pattern in self.exceptions):
            return ()
        return tuple(stem for stem in dict.fromkeys(found) if len(stem) >= SHORTEST_STEM)

    def forms(self, word: str, sort: Sort) -> Iterator[str]:
        """The forms of `word`, in the order of the endings; none where this paradigm does not hold for it."""
        for stem in self.stems(word, sort):
            for ending in self.endings:
                yield stem + ending
            for change in self.changes:
                changed = list(change.stems(stem))
                if changed:
                    for ending in self.endings:
                        if change.before.match(ending):
                            yield from (other + ending for other in changed)


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language's words."""

    name: str
    paradigms: tuple[Paradigm, ...]
    """How words are inflected. All that hold for a word add their forms."""
    derivations: tuple[Paradigm, ...]
    """How other words are made of words; what they yield is inflected in its turn."""
    romanised: bool = False
    """The rules are in Latin letters, and Serbian Cyrillic is read as such."""
    capital_nouns: bool = False
    """Every noun has a capital, so that it does not tell a name."""
    lemmatizer: str | None = None
    """simplemma's code for the language."""
    joint: str | None = None
    """What joins an adjective and a noun in the adjective made of both: `o` in `južnoafrički`."""
    particles: frozenset[str] = frozenset()
    """Words that stand for each other in terms of several words, by the case of the term."""
    same: tuple[tuple[str, str], ...] = ()
    """(letter, the one it is read as)."""

    def inflected(self, word: str, sort: Sort) -> frozenset[str]:
        """Every form of `word`, itself included."""
        return frozenset(
            (word, *(form for paradigm in self.paradigms for form in paradigm.forms(word, sort)))
        )

    def derived(self, word: str, sort: Sort) -> "Derived":
        """Every form of every word that is made of `word`."""
        made: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
        for derivation in self.derivations:
            made[derivation.capital].update(derivation.forms(word, sort))
        capital, small, free = (
            frozenset(form for other in made[kind] for form in self.inflected(other, "word"))
            for kind in (True, False, None)
        )
        return Derived(capital, small, free)


@dataclass(frozen=True, slots=True)
class Derived:
    """Forms of the words that are made of a word."""

    capital: frozenset[str] = frozenset()
    """Those that are written with a capital if the word is."""
    small: frozenset[str] = frozenset()
    """Those that have a capital only where a sentence begins."""
    free: frozenset[str] = frozenset()
    """Those that may be written either way."""

    def __contains__(self, form: str) -> bool:
        return form in self.free or form in self.small or form in self.capital

    def isdisjoint(self, words: Set[str]) -> bool:
        """True where none of `words` is one of the forms."""
        return self.free.isdisjoint(words) and self.small.isdisjoint(words) and self.capital.isdisjoint(words)
