"""Words: where they stand in a text, and when two of them are the same word.

A word is a run of letters and digits with their combining marks. Apostrophes and hyphens part words, so that
an ending, an elision or a compound never hides a name: `Italy's`, `l’Italie`, `EU-a` and `non-EU` all hold
the name as a word of its own. Scripts written without spaces have one word per character, which makes a term
of several characters a phrase like any other.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import chain, groupby

from l10n.model import Span

APOSTROPHES = "'\u2019\u02bc\u2018"
"""Typewriter, typographic, modifier letter, and the opening quote that editors put where they guess wrong."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
"""Soft hyphen, zero-width space and joiners, word joiner: inside a word, and no part of its spelling."""

_UNSPACED = (
    "\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Myanmar, Khmer, kana, Han."""

_MARKED = (
    (0x300, 0x2000), (0x20D0, 0x2100), (0x2CE0, 0x2E00), (0x3020, 0x30A0), (0xA660, 0xAC00), (0xFB1E, 0xFB1F),
    (0xFE00, 0xFE30),
)  # fmt: skip
"""Where the combining marks below U+10000 are, half-open: to ask for every character takes too long."""

_FOLD = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(_INVISIBLE, None)})


_PLAIN = re.compile(
    "[\0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205f\u20a0-\u20cf]*"
)
"""Latin, Greek and Cyrillic letters and common punctuation: neither marks nor invisible characters."""
_PLAIN_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 1 << 9
"""Texts whose words are remembered: few more than are looked at in turn."""
_COMPOSED = re.compile(
    "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u0148\u014a-\u017e\u0180-\u024f\u0400-\u0481\u048a-\u052f]+"
)
"""Of letters that are one character each, and that have one small letter: nearly every word."""
_ASCII_KEYS = str.maketrans({char: char.lower() if char.isalnum() else " " for char in map(chr, range(0x80))})
"""Makes an ASCII text into the keys of its words, each in its place, with spaces between."""


def _pattern(text: str) -> re.Pattern[str]:
    """What finds the words of `text`: for most texts something that is quickly made and quick."""
    return _PLAIN_WORD if _PLAIN.fullmatch(text) else _word_pattern()


@cache
def _word_pattern() -> re.Pattern[str]:
    codes = chain.from_iterable(range(*block) for block in _MARKED)
    marks = _ranges(code for code in codes if unicodedata.category(chr(code))[0] == "M")
    tail = f"[{marks}{_INVISIBLE}]*"
    return re.compile(f"[{_UNSPACED}]{tail}|(?:(?![{_UNSPACED}])[^\\W_]{tail})+")


def _ranges(codes: Iterable[int]) -> str:
    """A character class's contents for ascending code points."""
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return "".join(f"\\u{run[0]:04x}-\\u{run[-1]:04x}" for run in runs)


def words(text: str) -> tuple[Span, ...]:
    """The places of the words of `text`, in order, disjoint."""
    return tuple(Span(start, end) for start, end in word_spans(text))


def is_plain(text: str) -> bool:
    """True for most texts: words in them are runs of letters and digits, spelt as they are written."""
    return _PLAIN.fullmatch(text) is not None and "\u02bc" not in text


def word_spans(text: str) -> list[tuple[int, int]]:
    """`words` as bare pairs, for those who count every microsecond."""
    if text.isascii():
        return _ascii_spans(text.translate(_ASCII_KEYS))
    return [found.span() for found in _pattern(text).finditer(text)]


def _ascii_spans(folded: str) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for word in folded.split(" "):
        end = at + len(word)
        if word:
            spans.append((at, end))
        at = end + 1
    return spans


@lru_cache(maxsize=_REMEMBERED)
def written(text: str) -> tuple[str, ...]:
    """The words of `text` as they are written, in order; remembered, as a text has several uses in a row."""
    return tuple(_pattern(text).findall(text))


def gaps(text: str) -> list[str]:
    """What parts the words of `text`, one fewer than there are words."""
    return _pattern(text).split(text)[1:-1]


def has_word(text: str) -> bool:
    """True if `text` holds a letter or a digit."""
    return _pattern(text).search(text) is not None


def spelling(text: str) -> str:
    """`text` so that only its spelling counts: composed, one kind of apostrophe, nothing invisible."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_FOLD)


class Readings(dict[str, str]):
    """What words are read as: found out when a word is first met, and remembered.

    Half as slow to ask as `lru_cache`, which keeps account of what was asked last, and the words of texts are
    asked for by the million. It begins anew before it holds more than `MOST`.
    """

    MOST = 1 << 17

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[word] = read = self._read(word)
        return read


def word_key(word: str) -> str:
    """What two writings of one word share: its `spelling` without capitals. Interned."""
    return _KEYS[word]


def _word_key(word: str) -> str:
    if word.isascii() or _COMPOSED.fullmatch(word):
        return sys.intern(word.lower())
    return sys.intern(unicodedata.normalize("NFC", spelling(word).casefold()))


_KEYS = Readings(_word_key)


def keys(text: str) -> tuple[str, ...]:
    """The `word_key` of every word of `text`, in order."""
    if text.isascii():
        return tuple(text.translate(_ASCII_KEYS).split())
    return tuple(map(_KEYS.__getitem__, written(text)))


def spellings(text: str) -> list[str]:
    """The `spelling` of every word of `text`, in order: two texts of the same words have equal lists."""
    return list(map(spelling, written(text)))
