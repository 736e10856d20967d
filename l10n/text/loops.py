"""Words and phrases that repeat themselves as only a machine does."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import eq

from l10n.model import Span
from l10n.text.tokens import word_key

_TIMES = 3
"""So often in succession is no slip, nor emphasis that the source text does not have."""
_LONGEST = 6
"""Words in a phrase that is looked for."""
_LONG_WORD = 20
"""Code points. Loops within a word, and of scripts without spaces, are looked for in longer ones."""
_WITHIN = re.compile(r"(?P<unit>\w{2,12}?)(?P=unit){3,}")
_GRAM = 3
_SHARE = 0.5
"""Of the words of a text: more is a loop if one phrase makes it up, in succession or not."""
_FEWEST_GRAMS = 4
_DOUBLES = 0.4
"""Of the words of a text, as white space parts them: fewer are no such loop."""


def may_loop(words: Sequence[str]) -> bool:
    """A quick look at a text cut at white space: False for nearly every one.

    Of a phrase that is there three times all words but those of the first are doubles; one of them may differ
    in what punctuation follows it.
    """
    doubles = len(words) - len(set(words))
    if doubles > len(words) * _DOUBLES or max(map(len, words)) >= _LONG_WORD:
        return True
    for size in range(1, min(_LONGEST, (doubles + 1) // (_TIMES - 1)) + 1):
        if sum(map(eq, words, words[size:])) >= size * (_TIMES - 1) - 1:
            return True
    return False


def loop(prose: str, words: Sequence[Span]) -> Span | None:
    """The first loop in a text with these words, from its first word to its last."""
    written = [word_key(prose[word.start : word.end]) for word in words]
    if found := _in_succession(written) or _all_over(written):
        return Span(words[found[0]].start, words[found[1] - 1].end)
    for word in words:
        if word.end - word.start >= _LONG_WORD and _WITHIN.search(prose, word.start, word.end):
            return word
    return None


def _in_succession(words: Sequence[str]) -> tuple[int, int] | None:
    """The first and last word, half-open, of a phrase that is repeated at once, the shortest phrase first."""
    for size in range(1, _LONGEST + 1):
        same = list(map(eq, words, words[size:]))
        if sum(same) < size * (_TIMES - 1):
            continue
        at = 0
        for repeated, run in groupby(same):
            length = len(list(run))
            if repeated and length >= size * (_TIMES - 1):
                return at, at + length + size
            at += length
    return None


def _all_over(words: Sequence[str]) -> tuple[int, int] | None:
    """The whole text, if a phrase of three words that comes back makes up most of it."""
    if len(words) < _GRAM * _FEWEST_GRAMS or len(set(words)) > len(words) * (1 - _SHARE):
        return None
    grams = Counter(zip(words, words[1:], words[2:], strict=False))
    times = max(grams.values())
    return (0, len(words)) if times >= _FEWEST_GRAMS and times * _GRAM > len(words) * _SHARE else None
