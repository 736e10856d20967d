"""Runs of words that may be one name: those with capitals, and the small words and numbers between them.

What begins a sentence has a capital anyway; such a word counts only where no text has it in small letters.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import compress, count
from operator import ne, not_
from typing import NamedTuple

from l10n.text.prose import prose
from l10n.text.tokens import APOSTROPHES, keys, word_spans


def listed(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


_CALENDAR = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december jan feb aug sept oct nov dec"
)
"""Words with capitals that name no one."""
_MONTHS = frozenset({"march", "may"})
"""Months that are names and words too; before a number they are months."""
_LINKS = listed("of de del della di da do dos du la le van von der den ter bin ibn al el y")
"""Small words within names: `Bank of England`, `Ursula von der Leyen`."""
TITLES = listed("dr mr mrs ms jr sr prof gen sen rep gov lt col capt sgt rev hon no vs")
"""Abbreviations whose full stop ends no sentence, and that are no part of a name."""
_SHORT = TITLES | {"st", "mt", "ft"}
"""All of those; some begin names: `St. Louis`."""

_FEWEST_IN_HEADLINE = 5
"""Long words. Fewer are no headline but a name."""
_HYPHENS = frozenset("-\u2010\u2011")
_ENDS_SENTENCE = re.compile(r"[.!?:\u2026\u3002]|\n\s*\n|[\"\u201c\u00ab\u201e(\[]")


class Word(NamedTuple):
    """A word of a text, with what a name can be told by."""

    start: int
    end: int
    key: str
    capital: bool
    acronym: bool
    """All of it in capitals, and more than one letter."""
    initial: bool
    """It begins a sentence, so that its capital says nothing; False where it has none."""

    @property
    def single(self) -> bool:
        """True for one letter, as in initials."""
        return self.end - self.start == 1


class _Words:
    """The words of a text. Each is looked at closely when it is asked for: most are in small letters."""

    __slots__ = ("_written", "capitals", "keys", "small", "spans", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = word_spans(text)
        self.keys = keys(text)
        self._written = [text[start:end] for start, end in self.spans]
        small = self.keys if text.isascii() else map(str.lower, self._written)
        capital = list(map(ne, self._written, small))
        self.capitals = set(compress(count(), capital))
        """The indexes of the words with capitals."""
        self.small = set(compress(self.keys, map(not_, capital)))
        """The keys of the words without."""

    def word(self, at: int) -> Word:
        """The word of that index."""
        start, end = self.spans[at]
        capital = at in self.capitals
        acronym = capital and end - start > 1 and self._written[at].upper() == self._written[at]
        return Word(start, end, self.keys[at], capital, acronym, capital and self._is_initial(at))

    def _is_initial(self, at: int) -> bool:
        if not at:
            return True
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        if gap == " " or not _ENDS_SENTENCE.search(gap):
            return False
        single = len(self._written[at - 1]) == 1 and at - 1 in self.capitals
        return not _is_abbreviated(gap, self.keys[at - 1], single=single)


def runs_in(texts: Sequence[str]) -> Iterator[tuple[int, list[Word]]]:
    """What may be one name in any of the texts, each with the index of its text."""
    words = [_Words(prose(text)) for text in texts]
    small = frozenset().union(*(found.small for found in words))
    for index, (text, found) in enumerate(zip(texts, words, strict=True)):
        for run in _runs(text, found, small):
            yield index, run


def _runs(text: str, words: _Words, small: Set[str]) -> Iterator[list[Word]]:
    """The longest stretches of words that may be one name."""
    if _is_headline(words):
        return
    run: list[Word] = []
    for at, key in enumerate(words.keys):
        if at not in words.capitals and not (run and (key in _LINKS or key.isdigit())):
            if run:
                yield run
                run = []
            continue
        word = words.word(at)
        if run and not _joined(text, run[-1], word):
            yield run
            run = []
        goes_on = run and (key in _LINKS or _is_number_of(text, run[-1], word))
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


def _is_capital(word: Word, small: Set[str]) -> bool:
    """True where the word's capital says something."""
    return word.capital and (word.acronym or not word.initial or word.key not in small)


def _is_date(text: str, words: _Words, at: int) -> bool:
    key = words.keys[at]
    if key in _CALENDAR:
        return True
    return key in _MONTHS and at + 1 < len(words.spans) and text[words.spans[at + 1][0]].isdigit()


def _is_number_of(text: str, before: Word, word: Word) -> bool:
    """True for the number of `COVID-19`."""
    return word.key.isdigit() and text[before.end : word.start] in _HYPHENS


def _joined(text: str, before: Word, word: Word) -> bool:
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


def _is_abbreviated(gap: str, key: str, *, single: bool) -> bool:
    """True where the full stop in `gap` is of the abbreviation before it: `J. K.`, `St. Louis`.

    `single` tells that this is one capital.
    """
    return gap.strip() == "." and (single or key in _SHORT)
