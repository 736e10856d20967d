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
# Within which no line ends, in Latin, Greek and Cyrillic texts.
_LETTERS = r"\xc0-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0481\u048a-\u052f\u1e00-\u1eff"
_WORD = rf"[0-9A-Za-z_'’“”{_LETTERS}]"
# Characters of such texts that take one column each.
_NARROW = re.compile(rf"[ -~\xa0-\xac\xae-\u02ff\u0482\u2010-\u2027\u202f\u20ac{_LETTERS}]*")
_PLAIN_END = re.compile(rf"(?<=[^\s(\[{{¡¿‚„]) (?={_WORD}++[.,;:!?)\]]*+ ?\Z)")
"""A space at which it is plain that a narrow text may be cut, and nowhere after that."""


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
    if not wrap:
        pieces = [escape(portion) for portion in portions]
    else:
        pieces = [piece for portion in portions for piece in broken(escape(portion), width)]
    if len(portions) < 2 and len(pieces) < 2:
        whole = "".join(pieces)
        if not wrap or len(broken(whole, width - len(keyword) - 1)) == 1:
            return (f'{prefix}{keyword} "{whole}"',)
    return (f'{prefix}{keyword} ""', *[f'{prefix}"{piece}"' for piece in pieces])


def _portions(text: str) -> list[str]:
    *lines, rest = text.split("\n")
    portions = [f"{line}\n" for line in lines]
    return [*portions, rest] if rest else portions


def broken(text: str, width: int) -> list[str]:
    """`text` (escaped, one line) cut into pieces of at most `width` columns, where it may be cut."""
    narrow = text.isascii() or _NARROW.fullmatch(text) is not None
    if narrow and len(text) <= width:
        return [text]
    never = unbreakable(text)
    pieces: list[str] = []
    start = 0
    while (end := _line_end(text, start, width, never, narrow)) < len(text):
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _line_end(text: str, start: int, room: int, never: Container[int], narrow: bool) -> int:
    """Where a line from `start` on ends: the last place for it within `room` columns, or the first after."""
    limit = start + room
    if narrow or _NARROW.fullmatch(text, start, limit + 1):
        if limit >= len(text):
            return len(text)
        space = text.rfind(" ", start + 1, limit)
        if space > 0 and _PLAIN_END.match(text, space, limit + 1):
            return space + 1
    else:
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
