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
    """The line, and one with marks below where anything of it is meant; cut around that where it is long."""
    number = str(quote.number)
    text = quote.text.strip()
    indent = len(quote.text) - len(quote.text.lstrip())
    start, end = (min(max(place - indent, 0), len(text)) for place in (quote.start, quote.end))
    before, meant, after = visible(text[:start]), visible(text[start:end]), visible(text[end:])
    before, after = _cut(before, after, max(width - len(number) - 5 - columns(meant), _LEAST))
    lines = [f"  {number} | {before}{meant}{after}"]
    if quote.start < quote.end:
        lines.append(f"  {' ' * len(number)} | {' ' * columns(before)}{'^' * max(columns(meant), 1)}")
    return lines


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
