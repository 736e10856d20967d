"""Words that differ as slips of the pen do: by one letter more or less, another letter, two that swapped.

Only what is likely a slip counts. Differences at the beginning of a word make another word, and those at its
end another form of it (`Korea`, `Korean`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from unicodedata import combining, normalize

from l10n.text.tokens import word_key

_LONE = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
"""Letters with marks that Unicode does not take apart."""
_SHORTEST = 5
"""Letters of the longer of two words that differ in more than accents."""
_LONG = 6
"""From here on one letter is a small part of a word."""
_LONGEST = 100
"""Code points of what may be a word; it takes as many copies of itself to compare."""
_SPELLINGS = re.compile(
    "(?<=[a-z]{2})(?:our|or|[a-z]res?|[a-z]ers?|[cs]e|[cs]es|[isyz]e[ds]?|[iyz]ation|[sz]ing|ll?ed|ll?ing)$"
)
"""Ends of words that British and American English write in two ways, both of them right."""


class Likeness(IntEnum):
    """How likely two writings are meant to be one."""

    NONE = 0
    ENDING = 1
    """The last letter is another: often two words (`Swedes`, `Sweden`), seldom one (`Giorgia`, `Giorgio`)."""
    SOME = 2
    """One letter within the word is another, missing or added, or the last two changed places."""
    STRONG = 3
    """Only accents differ, or a letter is doubled, or two letters within the word changed places."""


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """`word` in small letters without accents."""
    key = word_key(word)
    if key.isascii():
        return key
    return "".join(char for char in normalize("NFD", key).translate(_LONE) if not combining(char))


def likeness(one: str, other: str) -> Likeness:
    """How likely `one` is a slip for `other`, or the other way round."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if word_key(one) == word_key(other) or not long.isalpha():
        return Likeness.NONE
    if short == long:
        return Likeness.STRONG if len(long) >= _SHORTEST - 1 else Likeness.NONE
    if len(long) < _SHORTEST or _SPELLINGS.sub("", short) == _SPELLINGS.sub("", long):
        return Likeness.NONE
    if len(short) == len(long):
        return _exchanged(short, long)
    return _added(short, long) if len(long) == len(short) + 1 else Likeness.NONE


def _exchanged(one: str, other: str) -> Likeness:
    differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    first, last = differ[0], differ[-1]
    if first == 0:
        return Likeness.NONE
    if len(differ) == 2 and last == first + 1 and one[first : last + 1] == other[last] + other[first]:
        return Likeness.SOME if last == len(one) - 1 else Likeness.STRONG
    if len(differ) > 1 or len(one) < _LONG:
        return Likeness.NONE
    return Likeness.ENDING if first == len(one) - 1 else Likeness.SOME


def _added(short: str, long: str) -> Likeness:
    at = next(
        (at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short)
    )
    if at == 0 or at == len(short) or short[at:] != long[at + 1 :]:
        doubled_end = at == len(short) >= _LONG - 1 and long[-1] == long[-2] != "s"
        return Likeness.STRONG if doubled_end else Likeness.NONE
    return Likeness.STRONG if long[at] in (long[at - 1], long[at + 1]) else Likeness.SOME


def alike(words: Iterable[str]) -> Iterator[tuple[str, str, Likeness]]:
    """The pairs of `words` that are alike, each once, the earlier word first; in the same order every time.

    Takes time in proportion to the number of words: those that differ by one letter have what is left of both
    in common when that letter is left out.
    """
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for word in words:
        for rest in _rests(fold(word)):
            for other in buckets[rest]:
                if (other, word) not in seen:
                    seen.add((other, word))
                    if found := likeness(other, word):
                        yield other, word, found
            buckets[rest].append(word)


def _rests(folded: str) -> Iterable[str]:
    """The word, and what is left of it without one of its letters but the first; each once, in order."""
    if len(folded) > _LONGEST:
        return ()
    return dict.fromkeys((folded, *(folded[:at] + folded[at + 1 :] for at in range(1, len(folded)))))
