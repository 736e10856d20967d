"""The lines of an article, and units that are made of stretches of them.

A line ends with LF, CR LF or a lone CR, in any mixture, and with nothing else: form feeds and Unicode's
separators are text, as they are to every editor and Markdown parser.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from l10n.model import Span, Unit, UnitKind
from l10n.text.protect import markup

BOM = "\ufeff"
BLANKS = " \t"
"""What indents, and what may trail a line unseen."""
_ENDING = re.compile(r"\r\n|\n|\r")
_PLAIN_WORD = re.compile(r"[^`<{$\]\\]*?(?<!\S)[^\W\d_]++(?=\s|\Z)")
"""A word before anything that words may be within and yet be no language: the usual case, told fast."""
_UNSPACED = re.compile(
    "[\u2e80-\u2fff\u3001-\u312f\u31a0-\u31ff\u3280-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f"
    "\U00020000-\U0003ffff]"
)
"""Chinese and Japanese characters, their punctuation, full-width and half-width forms. Korean has spaces."""


class Lines:
    """Where each line of a text stands, without its ending; a BOM belongs to none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [int(text.startswith(BOM))]
        self._ends: list[int] = []
        for ending in _ENDING.finditer(text):
            self._ends.append(ending.start())
            self._starts.append(ending.end())
        self._ends.append(len(text))

    @cached_property
    def spans(self) -> list[Span]:
        """The places of all lines."""
        return list(map(Span, self._starts, self._ends))

    def span(self, number: int) -> Span:
        """The place of the line of that number, counted from 0."""
        return Span(self._starts[number], self._ends[number])

    def __getitem__(self, number: int) -> str:
        """The line of that number, counted from 0."""
        return self.text[self._starts[number] : self._ends[number]]

    def __len__(self) -> int:
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based, of a code point of the text."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        return number + 1, max(offset - self._starts[number], 0) + 1


def line_ending(text: str) -> str:
    """What ends the first line of `text`; LF where there is only one."""
    found = _ENDING.search(text)
    return found.group() if found else "\n"


def between(before: str, after: str) -> str:
    """What a soft line break stands for: a space, but nothing between Chinese or Japanese characters.

    So browsers show it (CSS Text Module Level 3, section 4.1.3).
    """
    return "" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after) else " "


def joined(texts: Iterable[str]) -> str:
    """The text of lines with soft breaks between them, none of which begins or ends with a blank."""
    parts: list[str] = []
    for text in filter(None, texts):
        parts += [between(parts[-1], text), text] if parts else [text]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that belongs to a unit."""

    span: Span
    hard: bool = False
    """The line break after it counts, and the mark that makes it count is within the span."""


def make_unit(
    lines: Lines,
    pieces: Sequence[Piece],
    kind: UnitKind,
    detail: str = "",
    prefix: str = "",
    syntax: str = "",
) -> Unit | None:
    """The unit of these stretches of following lines, None where there is nothing to translate in it."""
    if not pieces:
        return None
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    at, gap, last = 0, "", ""
    for piece in pieces:
        part = lines.text[piece.span.start : piece.span.end]
        if parts:
            parts.append(gap or between(last, part))
            at += len(parts[-1])
        anchors.append((at, piece.span.start))
        parts.append(part)
        at += len(part)
        gap, last = "\n" if piece.hard else "", part
    msgid = "".join(parts)
    if not translatable(msgid):
        return None
    line, column = lines.place(pieces[0].span.start)
    return Unit(
        msgid=msgid,
        span=Span(pieces[0].span.start, pieces[-1].span.end),
        kind=kind,
        line=line,
        column=column,
        detail=detail,
        syntax=syntax,
        prefix=prefix,
        anchors=tuple(anchors),
    )


def translatable(text: str) -> bool:
    """True if `text` has a letter that is not part of code, an address, a placeholder or a mark."""
    if _PLAIN_WORD.match(text):
        return True
    at = 0
    for mask in markup(text):
        if any(map(str.isalpha, text[at : mask.span.start])):
            return True
        at = mask.span.end
    return any(map(str.isalpha, text[at:]))
