"""Names in texts: stretches of capitalised words, counted.

Made for languages that write names, and little else, with capitals: English and its like. What begins a
sentence has a capital anyway; such a word counts only where no text has it in small letters.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from l10n.glossary.name_runs import TITLES, Word, listed, runs_in
from l10n.model import Span
from l10n.text.tokens import spelling

LONGEST = 6
"""Words in a name, at most: `Convention on the Law of the Sea` would be cut."""
_APART = listed(
    "a about above after all also although always am an and another any anyone are as at be because been "
    "before being below both but by can cannot could did do does each either else even ever every everyone "
    "everything few first for from had has have he her here hers herself him himself his how however i if in "
    "indeed instead into is it its itself just last later less like many maybe me meanwhile mine more "
    "moreover most mr mrs ms much must my myself neither never nevertheless next no nobody none nor not "
    "nothing now of off often on once one only or other others our out over own perhaps please rather same "
    "several she should since so some somebody someone something soon still such than that the their them "
    "then there therefore these they this those though through thus to today together tomorrow too two under "
    "until up upon us very was we well were what when where whether which while who whom whose why will with "
    "within without would yes yesterday yet you your yours"
)
"""English function words and forms of address, which are no part of a name that they begin or end."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands."""

    text: int
    """The index of its text among those given."""
    span: Span
    """In code points of that text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name, and where it was seen."""

    text: str
    """As it is written, spaces as single spaces."""
    count: int
    """How often it stands in the texts, within longer names too."""
    alone: int
    """How often it is no part of a longer name."""
    places: tuple[Place, ...]
    """By text and place; as many as `count`."""


class NameWord(NamedTuple):
    """A word of a name, at one place."""

    text: int
    """The index of its text among those given."""
    start: int
    end: int
    before: str | None
    """The key of the word before it in the name."""
    after: str | None
    """The key of the word after it."""


def candidates(texts: Iterable[str], *, minimum: int = 1) -> tuple[Candidate, ...]:
    """The names in `texts` that stand there at least `minimum` times, the most prominent first.

    Prominence is `count` and `alone` added up, so that fragments of names come late; what is equal is in the
    order of the texts. Names within names are given too, but not those that stand only within one longer
    name: `Kavanaugh` is given beside `Brett Kavanaugh`, `Brett` is not. Code, addresses and placeholders hold
    none. Takes time in proportion to the length of the texts.
    """
    all_texts = list(texts)
    counted = _Count()
    for index, run in runs_in(all_texts):
        counted.add(index, all_texts[index], run)
    return tuple(sorted(counted.names(minimum), key=lambda one: -one.count - one.alone))


def name_words(texts: Iterable[str]) -> Iterator[NameWord]:
    """The words that stand in `candidates` of `texts`, each once, by text and place.

    Found out sooner than the candidates themselves: nothing is counted.
    """
    all_texts = list(texts)
    for index, run in runs_in(all_texts):
        ends = {first: lasts[-1] for first, lasts in _beginnings(all_texts[index], run) if lasts}
        furthest, before = -1, None
        for at, word in enumerate(run):
            furthest = max(furthest, ends.get(at, -1))
            after = run[at + 1].key if furthest > at else None
            if furthest >= at:
                yield NameWord(index, word.start, word.end, before, after)
            before = word.key if furthest > at else None


def _beginnings(text: str, run: Sequence[Word]) -> Iterator[tuple[int, list[int]]]:
    """The indexes of the words in a run that may begin a name, and of those that may end it then."""
    lasts = [at for at in range(len(run)) if _may_end(run, at)]
    for first in range(len(run)):
        if _may_begin(text, run, first):
            yield first, lasts[bisect_left(lasts, first) : bisect_left(lasts, first + LONGEST)]


class _Count:
    """Where every name stands, and the names one word longer that it stands in."""

    def __init__(self) -> None:
        self._places: dict[str, list[Place]] = {}
        self._longer: dict[str, set[str]] = {}
        self._alone: Counter[str] = Counter()

    def add(self, index: int, text: str, run: Sequence[Word]) -> None:
        """Note every name in a run of words."""
        before: int | None = None
        for first, lasts in _beginnings(text, run):
            for last, after in zip_longest(lasts, lasts[1:]):
                name, span = _named(text, run[first : last + 1])
                self._places.setdefault(name, []).append(Place(index, span))
                longer = self._longer.setdefault(name, set())
                if before is None and after is None:
                    self._alone[name] += 1
                if after is not None:
                    longer.add(_named(text, run[first : after + 1])[0])
                if before is not None and last < before + LONGEST:
                    longer.add(_named(text, run[before : last + 1])[0])
            before = first

    def names(self, minimum: int) -> Iterator[Candidate]:
        """The names of at least that count that do not always stand in the same longer one."""
        for name, places in self._places.items():
            longest = max((len(self._places[one]) for one in self._longer[name]), default=0)
            if len(places) >= minimum and len(places) > longest and len(name) > 1:
                yield Candidate(name, len(places), self._alone[name], tuple(places))


def _named(text: str, words: Sequence[Word]) -> tuple[str, Span]:
    """The name as it is written, and its place, the last full stop of `U.S.` included."""
    start, end = words[0].start, words[-1].end
    if words[-1].single and text[end : end + 1] == "." == text[words[-1].start - 1 : words[-1].start]:
        end += 1
    written = text[start:end]
    return spelling(written if len(words) == 1 else " ".join(written.split())), Span(start, end)


def _is_apart(word: Word) -> bool:
    return (word.key in _APART and not word.acronym) or word.key in TITLES


def _may_begin(text: str, run: Sequence[Word], at: int) -> bool:
    word = run[at]
    inside_dots = at > 0 and run[at - 1].single and text[run[at - 1].end : word.start] == "."
    return word.capital and not inside_dots and not _is_apart(word)


def _may_end(run: Sequence[Word], at: int) -> bool:
    """A name may end with a number (`COVID-19`) or a numeral (`World War I`)."""
    word = run[at]
    if not word.capital:
        return word.key.isdigit()
    return not _is_apart(word) or (word.key == "i" and at > 0)
