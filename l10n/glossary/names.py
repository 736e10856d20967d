"""Names in texts: stretches of capitalised words, counted.

Made for languages that write names, and little else, with capitals: English and its like. What begins a
sentence has a capital anyway; such a word counts only where no text has it in small letters.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import compress, count, zip_longest
from operator import ne
from typing import NamedTuple

from l10n.model import Span
from l10n.text.prose import prose
from l10n.text.tokens import APOSTROPHES, keys, spelling, word_spans

LONGEST = 6
"""Words in a name, at most: `Convention on the Law of the Sea` would be cut."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_APART = _listed(
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
_CALENDAR = _listed(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december jan feb aug sept oct nov dec"
)
"""Words with capitals that name no one."""
_MONTHS = frozenset({"march", "may"})
"""Months that are names and words too; before a number they are months."""
_LINKS = _listed("of de del della di da do dos du la le van von der den ter bin ibn al el y")
"""Small words within names: `Bank of England`, `Ursula von der Leyen`."""
_TITLES = _listed("dr mr mrs ms jr sr prof gen sen rep gov lt col capt sgt rev hon no vs")
"""Abbreviations whose full stop ends no sentence, and that are no part of a name."""
_SHORT = _TITLES | {"st", "mt", "ft"}
"""All of those; some begin names: `St. Louis`."""

_FEWEST_IN_HEADLINE = 5
"""Long words. Fewer are no headline but a name."""
_HYPHENS = frozenset("-\u2010\u2011")
_ENDS_SENTENCE = re.compile(r"[.!?:\u2026\u3002]|\n\s*\n|[\"\u201c\u00ab\u201e(\[]")


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


class _Word(NamedTuple):
    """A word of a text, with what a name can be told by."""

    start: int
    end: int
    key: str
    capital: bool
    acronym: bool
    """All of it in capitals, and more than one letter."""
    initial: bool
    """It begins a sentence, so that its capital says nothing."""

    @property
    def single(self) -> bool:
        """True for one letter, as in initials."""
        return self.end - self.start == 1


class _Words:
    """The words of a text. Each is looked at closely when it is asked for: most are in small letters."""

    __slots__ = ("_written", "capitals", "keys", "spans", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = word_spans(text)
        self.keys = keys(text)
        self._written = [text[start:end] for start, end in self.spans]
        small = self.keys if text.isascii() else map(str.lower, self._written)
        self.capitals = set(compress(count(), map(ne, self._written, small)))
        """The indexes of the words with capitals."""

    def small(self) -> set[str]:
        """The keys of the words without."""
        return {key for at, key in enumerate(self.keys) if at not in self.capitals}

    def word(self, at: int) -> _Word:
        """The word of that index."""
        start, end = self.spans[at]
        capital = at in self.capitals
        acronym = capital and end - start > 1 and self._written[at].upper() == self._written[at]
        return _Word(start, end, self.keys[at], capital, acronym, self._is_initial(at))

    def _is_initial(self, at: int) -> bool:
        if not at:
            return True
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        if gap == " " or not _ENDS_SENTENCE.search(gap):
            return False
        single = len(self._written[at - 1]) == 1 and at - 1 in self.capitals
        return not _is_abbreviated(gap, self.keys[at - 1], single=single)


def candidates(texts: Iterable[str], *, minimum: int = 1) -> tuple[Candidate, ...]:
    """The names in `texts` that stand there at least `minimum` times, the most prominent first.

    Prominence is `count` and `alone` added up, so that fragments of names come late; what is equal is in the
    order of the texts. Names within names are given too, but not those that stand only within one longer
    name: `Kavanaugh` is given beside `Brett Kavanaugh`, `Brett` is not. Code, addresses and placeholders hold
    none. Takes time in proportion to the length of the texts.
    """
    listed = list(texts)
    counted = _Count()
    for index, run in _all_runs(listed):
        counted.add(index, listed[index], run)
    return tuple(sorted(counted.names(minimum), key=lambda one: -one.count - one.alone))


def name_words(texts: Iterable[str]) -> Iterator[NameWord]:
    """The words that stand in `candidates` of `texts`, each once, by text and place.

    Found out sooner than the candidates themselves: nothing is counted.
    """
    listed = list(texts)
    for index, run in _all_runs(listed):
        inside: set[int] = set()
        linked: set[int] = set()
        for first, lasts in _beginnings(listed[index], run):
            last = max(lasts, default=first - 1)
            inside.update(range(first, last + 1))
            linked.update(range(first, last))
        for at in sorted(inside):
            before = run[at - 1].key if at - 1 in linked else None
            after = run[at + 1].key if at in linked else None
            yield NameWord(index, run[at].start, run[at].end, before, after)


def _all_runs(texts: Sequence[str]) -> Iterator[tuple[int, list[_Word]]]:
    """What may be one name in any of the texts, each with the index of its text."""
    words = [_Words(prose(text)) for text in texts]
    small = frozenset().union(*(found.small() for found in words))
    for index, (text, found) in enumerate(zip(texts, words, strict=True)):
        for run in _runs(text, found, small):
            yield index, run


def _beginnings(text: str, run: Sequence[_Word]) -> Iterator[tuple[int, list[int]]]:
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

    def add(self, index: int, text: str, run: Sequence[_Word]) -> None:
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


def _named(text: str, words: Sequence[_Word]) -> tuple[str, Span]:
    """The name as it is written, and its place, the last full stop of `U.S.` included."""
    start, end = words[0].start, words[-1].end
    if words[-1].single and text[end : end + 1] == "." == text[words[-1].start - 1 : words[-1].start]:
        end += 1
    written = text[start:end]
    return spelling(written if len(words) == 1 else " ".join(written.split())), Span(start, end)


def _is_apart(word: _Word) -> bool:
    return (word.key in _APART and not word.acronym) or word.key in _TITLES


def _may_begin(text: str, run: Sequence[_Word], at: int) -> bool:
    word = run[at]
    inside_dots = at > 0 and run[at - 1].single and text[run[at - 1].end : word.start] == "."
    return word.capital and not inside_dots and not _is_apart(word)


def _may_end(run: Sequence[_Word], at: int) -> bool:
    """A name may end with a number (`COVID-19`) or a numeral (`World War I`)."""
    word = run[at]
    if not word.capital:
        return word.key.isdigit()
    return not _is_apart(word) or (word.key == "i" and at > 0)


def _is_abbreviated(gap: str, key: str, *, single: bool) -> bool:
    """True where the full stop in `gap` is of the abbreviation before it: `J. K.`, `St. Louis`.

    `single` tells that this is one capital.
    """
    return gap.strip() == "." and (single or key in _SHORT)


def _runs(text: str, words: _Words, small: Set[str]) -> Iterator[list[_Word]]:
    """The longest stretches of words that may be one name."""
    if _is_headline(words):
        return
    run: list[_Word] = []
    for at in range(len(words.keys)):
        if not run and at not in words.capitals:
            continue
        word = words.word(at)
        if run and not _joined(text, run[-1], word):
            yield run
            run = []
        goes_on = run and (word.key in _LINKS or _is_number_of(text, run[-1], word))
        if goes_on or (_is_capital(word, small) and not _is_date(text, words, at)):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_headline(words: _Words) -> bool:
    """True for a text in which nearly all words have capitals, so that capitals name nobody."""
    if len(words.capitals) < _FEWEST_IN_HEADLINE:
        return False
    spans = enumerate(words.spans)
    long = [at for at, (start, end) in spans if end - start > 3 and words.keys[at].isalpha()]
    capitals = sum(at in words.capitals for at in long)
    return len(long) >= _FEWEST_IN_HEADLINE and capitals > 0.8 * len(long)


def _is_capital(word: _Word, small: Set[str]) -> bool:
    """True where the word's capital says something."""
    return word.capital and (word.acronym or not word.initial or word.key not in small)


def _is_date(text: str, words: _Words, at: int) -> bool:
    key = words.keys[at]
    if key in _CALENDAR:
        return True
    return key in _MONTHS and at + 1 < len(words.spans) and text[words.spans[at + 1][0]].isdigit()


def _is_number_of(text: str, before: _Word, word: _Word) -> bool:
    """True for the number of `COVID-19`."""
    return word.key.isdigit() and text[before.end : word.start] in _HYPHENS


def _joined(text: str, before: _Word, word: _Word) -> bool:
    """True where nothing parts the two words of one name."""
    gap = text[before.end : word.start]
    if gap == " ":
        return True
    if gap in APOSTROPHES:
        return before.single and before.capital and word.capital
    if gap == "/":
        return before.acronym and word.acronym
    if "." in gap:
        return _is_abbreviated(gap, before.key, single=before.single and before.capital)
    return gap.isspace() or gap in _HYPHENS or gap.strip() == "&"
