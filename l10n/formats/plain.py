"""Plain text: paragraphs, headings and lists as people type them.

A run of lines that was wrapped by hand or by an editor is one paragraph; where each line stands for itself,
as in news text pasted from a page, each line is one. A translation is written on one line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from l10n.formats.lines import BLANKS, Lines, Piece, make_unit
from l10n.model import Edit, FormatOptions, Span, Tag, Unit, UnitKind

WIDEST = 100
"""Columns; text with a longer line was not wrapped."""
NARROWEST = 40
"""Columns; below this, lines are verse, addresses or a signature, and stand for themselves."""

_BULLET = re.compile(r"[ \t]*[-*+•][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(?=\S)")
_UNDERLINE = re.compile(r"[ \t]*(={3,}|-{3,})[ \t]*\Z")
_LEVELS = {"=": "1", "-": "2"}
_BREAK = re.compile(r"\s*[\r\n]\s*")


class PlainFormat:
    """Reads plain text."""

    name = "plain"
    suffixes = frozenset({".txt", ".text"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """Headings, paragraphs and list items, in the order of the text."""
        return tuple(_Reader(Lines(text)).units())

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation on one line: nothing else can be told apart from text in plain text."""
        if translation == unit.msgid:
            return text[unit.span.start : unit.span.end]
        return _BREAK.sub(" ", translation.strip())

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """None: nothing of the kind is looked for."""
        return ()

    def destinations(self, text: str) -> tuple[Span, ...]:
        """None: nothing of the kind is looked for."""
        return ()


class _Reader:
    """Finds the units of one text."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def units(self) -> Iterator[Unit]:
        first = True
        for start, end in self._blocks():
            found = list(self._block(start, end, first))
            yield from found
            first = first and not found

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """The runs of lines between blank lines, as line numbers, half-open."""
        start = None
        for number in range(len(self._lines)):
            if not self._lines[number].strip():
                if start is not None:
                    yield start, number
                start = None
            elif start is None:
                start = number
        if start is not None:
            yield start, len(self._lines)

    def _block(self, start: int, end: int, first: bool) -> Iterator[Unit]:
        at = start
        for number in range(start, end):
            underline = _UNDERLINE.match(self._lines[number])
            if underline and number > at:
                yield from self._run(at, number - 1)
                yield from self._unit(number - 1, number, "heading", _LEVELS[underline[1][0]])
                at = number + 1
            elif underline:
                at = number + 1
            elif number > at and self._marker(number):
                yield from self._run(at, number)
                at = number
        if at == start and first and self._is_title(start, end):
            yield from self._unit(start, start + 1, "heading", "1")
            at += 1
        yield from self._run(at, end)

    def _is_title(self, start: int, end: int) -> bool:
        """True for the article's first line if it stands alone, or by itself before lines that do."""
        if self._marker(start) or (end - start > 1 and self._wrapped(start, end)):
            return False
        line = self._lines[start].rstrip()
        return not line.endswith(".") and len(line) <= 2 * WIDEST

    def _run(self, start: int, end: int) -> Iterator[Unit]:
        """The units of lines without blank lines, underlines or further list markers among them."""
        if start >= end:
            return
        item = self._marker(start)
        if item:
            stop = start + 1
            while stop < end and self._lines[stop][0] in BLANKS:
                stop += 1
            if self._wrapped(start, end):
                stop = end
            yield from self._unit(start, stop, "item")
            start = stop
        if start < end and self._wrapped(start, end):
            yield from self._unit(start, end, "paragraph")
        else:
            for number in range(start, end):
                yield from self._unit(number, number + 1, "paragraph")

    def _unit(self, start: int, end: int, kind: UnitKind, detail: str = "") -> Iterator[Unit]:
        skipped = len(self._marker(start)) if kind == "item" else 0
        pieces = []
        for number in range(start, end):
            span, line = self._lines.spans[number], self._lines[number]
            indent = skipped or len(line) - len(line.lstrip())
            pieces.append(Piece(Span(span.start + indent, span.start + len(line.rstrip()))))
            skipped = 0
        if pieces and (unit := make_unit(self._lines, pieces, kind, detail)):
            yield unit

    def _marker(self, number: int) -> str:
        """The list marker that begins the line, with the space around it; "" where there is none.

        A number before a lower-case letter is rather a date (`5. maja`), unless the line above or below has
        the number before or after it.
        """
        line = self._lines[number]
        if found := _BULLET.match(line):
            return found.group()
        found = _NUMBER.match(line)
        if not found or (line[found.end()].islower() and not self._counts(number, int(found[1]))):
            return ""
        return found.group()

    def _counts(self, number: int, value: int) -> bool:
        """True if the line is one of a list that is numbered through."""
        neighbours = ((number - 1, value - 1), (number + 1, value + 1))
        numbers = (
            (_NUMBER.match(self._lines[at]), wanted)
            for at, wanted in neighbours
            if 0 <= at < len(self._lines)
        )
        return any(found is not None and int(found[1]) == wanted for found, wanted in numbers)

    def _wrapped(self, start: int, end: int) -> bool:
        """True if the lines look like one paragraph that was broken to fit a width.

        The sign of it: no line had room for the first word of the next one. One line in five may be short,
        since people who break lines by hand are not exact.
        """
        lines = [self._lines[number].rstrip() for number in range(start, end)]
        widest = max(map(len, lines))
        if not NARROWEST <= widest <= WIDEST:
            return False
        short = sum(len(line) + 1 + len(after.split()[0]) < widest - 2 for line, after in pairwise(lines))
        return short <= len(lines) // 5
