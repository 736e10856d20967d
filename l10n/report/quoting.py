"""A line of a file as people are shown it: beside its number, with marks below what is meant.

Marks stand right below their characters in terminals: East Asian wide characters are two columns wide
(Unicode Standard Annex #11), combining marks and format characters none.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from l10n.report.escape import visible
from l10n.report.shown import Quote

WIDTH = 100
"""Columns, where there is no terminal to ask."""
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_CUT = "…"
_MOST_NARROW = 4
"""Code points that are looked at for a column: more of them are marks that nobody puts on one letter."""
_LEAST = 20
"""Columns of text that are shown of a line in any case."""


def columns(text: str) -> int:
    """How wide a terminal shows `text`, which holds no control characters."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def quoted_line(quote: Quote, width: int = WIDTH) -> list[str]:
    """The line, and one with marks below where anything of it is meant; cut around that where it is long.

    Neither is wider than `width`. Costs no more for a line that is a whole file.
    """
    number = str(quote.number)
    room = max(width - len(number) - 5, _LEAST)
    before, meant, after = _parts(quote, room * _MOST_NARROW)
    if columns(meant) > room - 2:
        meant, after = "".join(_first(meant, room - 3)), _CUT
    before, after = _cut(before, after, room - columns(meant))
    lines = [f"  {number} | {before}{meant}{after}"]
    if quote.start < quote.end:
        lines.append(f"  {' ' * len(number)} | {' ' * columns(before)}{'^' * max(columns(meant), 1)}")
    return lines


def _parts(quote: Quote, most: int) -> tuple[str, str, str]:
    """What is before, what is meant and what is after, without the line's indentation, fit for a terminal.

    Of each no more than about `most` code points, but with a sign where more was left out.
    """
    text, start, end = quote.text, quote.start, quote.end
    before, after = text[max(start - most, 0) : start], text[end : end + most]
    if start <= most:
        before = before.lstrip()
    if start == end and not before:
        after = after.lstrip()
    if end + most >= len(text):
        after = after.rstrip()
    left_out = _CUT if start > most else "", _CUT if end + most < len(text) else ""
    meant = visible(text[start : min(end, start + most)])
    return left_out[0] + visible(before), meant, visible(after) + left_out[1]


def _cut(before: str, after: str, room: int) -> tuple[str, str]:
    """The end of `before` and the start of `after` that have room together, half of it each if need be."""
    wide, far = columns(before), columns(after)
    left = min(wide, max(room - far, room // 2))
    right = min(far, room - left)
    if left < wide:
        before = _CUT + "".join(reversed(list(_first(reversed(before), left - 1))))
    if right < far:
        after = "".join(_first(after, right - 1)) + _CUT
    return before, after


def _first(chars: Iterable[str], room: int) -> Iterator[str]:
    """The first of `chars` that have room; the marks on a letter stay with it when read forwards."""
    for char in chars:
        room -= _width(char)
        if room < 0:
            return
        yield char
