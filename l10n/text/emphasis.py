"""Pairs emphasis marks as Markdown pairs them: the delimiter algorithm of CommonMark 0.31, section 6.2.

`**`, `*` and `_` as CommonMark has them, `~~` as GitHub adds it (by the same rules, two tildes only).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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


def pairs(runs: Iterable[Run]) -> Iterator[tuple[Span, Span]]:
    """The marks among `runs` (in order of place) that pair, opening and closing, by no order.

    In linear time: a run is passed over by few searches, and leaves the waiting ones with what it holds.
    """
    waiting: list[Run] = []
    floor: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.start < run.end:
            kind = (run.char, run.opens, run.length % 3)
            at = _opener(waiting, run, floor.get(kind, -1))
            if at is None:
                floor[kind] = waiting[-1].start if waiting else -1
                break
            opener = waiting[at]
            count = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
            opener.end -= count
            yield Span(opener.end, opener.end + count), Span(run.start, run.start + count)
            run.start += count
            del waiting[at + (opener.start < opener.end) :]
        if run.opens and run.start < run.end:
            waiting.append(run)


def _opener(waiting: Sequence[Run], closer: Run, floor: int) -> int | None:
    """The last of the `waiting` runs, beginning after `floor`, that the marks of `closer` can pair with."""
    for at in range(len(waiting) - 1, -1, -1):
        opener = waiting[at]
        if opener.start <= floor:
            return None
        if opener.char == closer.char and _fit(opener, closer):
            return at
    return None


def _fit(opener: Run, closer: Run) -> bool:
    """The rule of three: runs that both open and close must not add up to a multiple of it."""
    if not (opener.closes or closer.opens) or (opener.length + closer.length) % 3:
        return True
    return opener.length % 3 == 0 and closer.length % 3 == 0
