"""GNU gettext's line breaking of strings, natively.

Oracle: `msgcat` 0.21. A string is cut after each newline, then wherever it may be broken so that no piece is
wider than the line; spaces stay at the end of a piece and count.
"""

import re
from collections.abc import Container
from functools import lru_cache
from itertools import chain
from unicodedata import category, east_asian_width

from l10n.catalog.linebreak import may_end, unbreakable

PAGE_WIDTH = 79
"""Columns of a line, GNU gettext's default."""

_ESCAPED = {
    "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v",
    '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_SPECIAL = re.compile(r'[\a\b\f\n\r\t\v"\\]')
# Characters of one column each, those of Latin and Cyrillic texts.
_NARROW = re.compile(r"[ -~\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20ac]*")
# Those of them within which no line ends.
_WORD = r"[0-9A-Za-z_\xc0-\u024f\u0400-\u0481\u048a-\u052f]++"
_USUAL_LINE = re.compile(rf"{_NARROW.pattern}(?<=[\w.,]) (?={_WORD}\Z)")
"""What of a narrow text stands before its last word, where it is plain that a line may end there."""


def escape(text: str) -> str:
    """`text` as it stands between the quotes of a .po file."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


@lru_cache(maxsize=1 << 12)
def quoted_lines(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> tuple[str, ...]:
    """The lines `keyword "text"` takes, without line ends, each behind `prefix` (`#~ `, `#| `).

    With `wrap` lines end by column 79 where the text allows it, without only at its newlines. Kept for a
    while, since a source text is written in the same lines into the catalogs of all locales.
    """
    portions = _portions(text)
    width = PAGE_WIDTH - 2 - len(prefix)
    if len(portions) < 2:
        escaped = escape(text)
        room = width - len(keyword) - 1
        if not wrap or _line_end(escaped, 0, room, unbreakable(escaped)) == len(escaped):
            return (f'{prefix}{keyword} "{escaped}"',)
    lines = [f'{prefix}{keyword} ""']
    for portion in portions:
        escaped = escape(portion)
        pieces = broken(escaped, width, width) if wrap else [escaped]
        lines += [f'{prefix}"{piece}"' for piece in pieces]
    return tuple(lines)


def _portions(text: str) -> list[str]:
    *lines, rest = text.split("\n")
    portions = [f"{line}\n" for line in lines]
    return [*portions, rest] if rest else portions


def broken(text: str, width: int, first_width: int) -> list[str]:
    """`text` (escaped, one line) cut into pieces of at most `width` columns, the first of `first_width`."""
    never = unbreakable(text)
    pieces: list[str] = []
    start, room = 0, first_width
    while (end := _line_end(text, start, room, never)) < len(text):
        pieces.append(text[start:end])
        start, room = end, width
    return [*pieces, text[start:]]


def _line_end(text: str, start: int, room: int, never: Container[int]) -> int:
    """Where a line from `start` on ends: the last place for it within `room` columns, or the first after."""
    if start + room < len(text) and (usual := _USUAL_LINE.match(text, start, start + room + 1)):
        return usual.end()
    limit = _reach(text, start, room)
    if limit == len(text):
        return limit
    for at in chain(range(limit, start, -1), range(limit + 1, len(text))):
        if may_end(text, at, never):
            return at
    return len(text)


def _reach(text: str, start: int, room: int) -> int:
    """How far `room` columns reach from code point `start` on."""
    narrow = _NARROW.match(text, start, start + room)
    assert narrow is not None
    room -= narrow.end() - start
    for at in range(narrow.end(), len(text)):
        room -= _char_columns(text[at])
        if room < 0:
            return at
    return len(text)


def columns(text: str) -> int:
    """How many terminal columns `text` takes: 2 for wide East Asian characters, 0 for combining ones."""
    return len(text) if text.isascii() else sum(map(_char_columns, text))


@lru_cache(maxsize=4096)
def _char_columns(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
