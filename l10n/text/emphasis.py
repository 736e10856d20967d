"""Pairs emphasis marks as Markdown pairs them: the delimiter algorithm of CommonMark 0.31, section 6.2.

`**`, `*` and `_` as CommonMark has them, `~~` as GitHub adds it (by the same rules, two tildes only).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.model import Span


@dataclass(slots=True)
class Run:
    """A run of one mark. Shrinks from within as its marks are paired."""

    char: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int
    """As written, before any was paired."""


def run_at(text: str, start: int, end: int) -> Run:
    """The run of marks at `text[start:end]`; what it can do depends on the characters beside it."""
    char = text[start]
    before = _sort(text[start - 1 : start])
    after = _sort(text[end : end + 1])
    left = after != "space" and (after != "punctuation" or before != "word")
    right = before != "space" and (before != "punctuation" or after != "word")
    if char == "_":
        opens, closes = (
            left and (not right or before == "punctuation"),
            right and (not left or after == "punctuation"),
        )
    else:
        opens, closes = left, right
    if char == "~" and end - start != 2:
        opens = closes = False
    return Run(char, start, end, opens, closes, end - start)


def _sort(char: str) -> str:
    """What a neighbour is to a mark; the ends of a text count as space."""
    if not char or char.isspace():
        return "space"
    return "punctuation" if unicodedata.category(char)[0] in "PS" else "word"


def pairs(runs: list[Run]) -> Iterator[Span]:
    """The marks among `runs` (in order of place) that pair, by no order. Empties the list."""
    floor: dict[tuple[str, bool, int], int] = {}
    at = 0
    while at < len(runs):
        closer = runs[at]
        if not closer.closes:
            at += 1
            continue
        kind = (closer.char, closer.opens, closer.length % 3)
        opener_at = _opener(runs, at, floor.get(kind, -1))
        if opener_at is None:
            floor[kind] = runs[at - 1].start if at else -1
            at += 1
            continue
        opener = runs[opener_at]
        count = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
        opener.end -= count
        yield Span(opener.end, opener.end + count)
        yield Span(closer.start, closer.start + count)
        closer.start += count
        spent_from = opener_at + (opener.start < opener.end)
        spent_to = at + (closer.start == closer.end)
        del runs[spent_from:spent_to]
        at = spent_from
    runs.clear()


def _opener(runs: list[Run], closer_at: int, floor: int) -> int | None:
    """The nearest run before `closer_at`, beginning after `floor`, that its marks can pair with."""
    closer = runs[closer_at]
    for at in range(closer_at - 1, -1, -1):
        opener = runs[at]
        if opener.start <= floor:
            return None
        if opener.char == closer.char and opener.opens and _fit(opener, closer):
            return at
    return None


def _fit(opener: Run, closer: Run) -> bool:
    """The rule of three: runs that both open and close must not add up to a multiple of it."""
    if not (opener.closes or closer.opens) or (opener.length + closer.length) % 3:
        return True
    return opener.length % 3 == 0 and closer.length % 3 == 0
