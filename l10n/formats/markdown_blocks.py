"""The units of a Markdown article's blocks, each by its place.

The parser says which lines are which block; the places within the lines are found here. Where the two do not
agree on a block, it is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.formats import escape
from l10n.formats.html_units import html_units
from l10n.formats.lines import BLANKS, Lines, Piece, make_unit
from l10n.formats.markdown_code import comment_units
from l10n.formats.markdown_definitions import Definition, definition
from l10n.formats.markdown_edges import after_attributes, after_marks, without_attributes
from l10n.formats.markdown_parser import ForeignText
from l10n.formats.markdown_references import normalised, references
from l10n.formats.tables import row_cells
from l10n.model import Span, Unit, UnitKind
from l10n.text.protect import markup

if TYPE_CHECKING:
    from l10n.formats.markdown_parser import Token

_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*\Z")
_CHECKBOX = re.compile(r"\[[ xX]\][ \t]+")
_CAPTION = re.compile(r":[ \t]+(?=\S)")
_QUOTES = re.compile(r"(?<![^\r\n])[ \t>]*>")

_NO_QUOTE = re.compile(r"[^>\s]")
_FIRST_IN: dict[str, tuple[UnitKind, str]] = {
    "list_item_open": ("item", ""),
    "dd_open": ("item", "definition"),
    "footnote_reference_open": ("paragraph", "footnote"),
}
"""What a paragraph is that comes first in something."""


class Blocks:
    """The blocks that `tokens` tell of, in an article whose first `start` lines are not theirs."""

    def __init__(self, lines: Lines, start: int, tokens: "Sequence[Token]") -> None:
        self._lines = lines
        self._start = start
        self._tokens = tokens
        self._labels = {normalised(token.meta["label"]) for token in tokens if token.type == "definition"}

    def units(self, code_comments: bool) -> Iterator[Unit]:
        """The units of all blocks, in the order of the text."""
        for at, token in enumerate(self._tokens):
            match token.type:
                case "inline":
                    yield from self._inline(at)
                case "tr_open":
                    yield from self._row(at)
                case "html_block":
                    yield from self._html(token)
                case "foreign_text":
                    yield from self._foreign_text(token)
                case "definition":
                    yield from self._definition(token).units(self._lines)
                case "fence" if code_comments:
                    first = self._numbers(token)[0] + 1
                    yield from comment_units(self._lines, token.info, token.content, first)

    def html(self) -> Iterator[Span]:
        """The places of the HTML blocks."""
        for token in self._tokens:
            if token.type == "html_block":
                yield self._region(token)

    def definitions(self) -> Iterator[Definition]:
        """The link definitions."""
        for token in self._tokens:
            if token.type == "definition":
                yield self._definition(token)

    def outside_units(self) -> Iterator[tuple[int, str]]:
        """Blocks that are no unit as a whole, as a picture without words is none: place and text.

        The marks of block quotes within are blanks.
        """
        for at, token in enumerate(self._tokens):
            if token.type == "tr_open":
                for cell in self._cells(at):
                    if not make_unit(self._lines, [Piece(cell)], "cell"):
                        yield cell.start, self._text(cell)
            elif token.type == "inline" and self._is_text(at):
                spans = self._spans(token)
                if spans and all(unit.syntax.startswith("html-attribute") for unit in self._inline(at)):
                    text = self._text(Span(spans[0].start, spans[-1].end))
                    yield spans[0].start, _blanked(text) if len(spans) > 1 else text

    def _is_text(self, at: int) -> bool:
        """True for the text of a block that is none of a table's cells."""
        return self._tokens[at - 1].type in ("paragraph_open", "heading_open", "dt_open")

    def _definition(self, token: "Token") -> Definition:
        return definition(self._lines.text, self._region(token), token.meta["label"])

    def _inline(self, at: int) -> Iterator[Unit]:
        token, parent = self._tokens[at], self._tokens[at - 1]
        spans = self._spans(token) if self._is_text(at) else []
        if not spans:
            return
        if parent.type == "dt_open":
            yield from self._term(spans[0])
            return
        if parent.type == "heading_open" and parent.markup[0] == "#":
            yield from self._unit(spans, "heading", parent.tag[1:], "heading", "")
            return
        prefix = self._prefix(spans[0].start)
        if parent.type == "heading_open":
            yield from self._unit(spans, "heading", parent.tag[1:], "lines", prefix)
        else:
            kind, detail = _FIRST_IN.get(self._tokens[at - 2].type, ("paragraph", ""))
            yield from self._paragraph(spans, kind, detail, prefix)

    def _term(self, span: Span) -> Iterator[Unit]:
        span = self._unmarked(span)
        if span.start < span.end and escape.guarded(self._text(span)) == self._text(span):
            yield from self._unit([span], "term", "", "term", "")

    def _unmarked(self, span: Span) -> Span:
        """`span`, that begins a line, after what makes it something else to other parsers than ours."""
        return Span(span.start + after_marks(self._text(span)), span.end)

    def _paragraph(self, spans: list[Span], kind: UnitKind, detail: str, prefix: str) -> Iterator[Unit]:
        first = self._text(spans[0])
        if kind == "item" and (found := _CHECKBOX.match(first)):
            spans[0] = Span(spans[0].start + found.end(), spans[0].end)
        elif found := _CAPTION.match(first):
            spans[0] = Span(spans[0].start + found.end(), spans[0].end)
            kind = "caption"
        elif len(spans) == 1 and first.startswith(("![", "[![")):
            alone = first[: first.rindex("{")].rstrip() if first[-1] == "}" and "{" in first else first
            if _is_image(alone):
                spans[0] = Span(spans[0].start, spans[0].start + len(alone))
                kind = "image" if kind == "paragraph" else kind
        yield from self._unit(spans, kind, detail, "lines", prefix)

    def _unit(
        self, spans: list[Span], kind: UnitKind, detail: str, writer: str, prefix: str
    ) -> Iterator[Unit]:
        """The unit of the lines at `spans`, without what begins and ends them that is no text."""
        spans[0] = Span(spans[0].start + after_attributes(self._text(spans[0])), spans[0].end)
        last = self._text(spans[-1])
        if last and last[-1] in "}>":
            spans[-1] = Span(spans[-1].start, spans[-1].start + len(without_attributes(last, kind)))
        pieces = [self._piece(span) for span in spans[:-1]]
        pieces = [piece for piece in (*pieces, Piece(spans[-1])) if piece.span.start < piece.span.end]
        if unit := make_unit(self._lines, pieces, kind, detail, prefix, writer):
            yield self._referring(unit)
        elif pieces:
            yield from self._in_tags(pieces[0].span.start, pieces[-1].span.end, prefix)

    def _referring(self, unit: Unit) -> Unit:
        """`unit` with the numbers of its brackets that are links by their own text."""
        if not self._labels or "[" not in unit.msgid:
            return unit
        numbers = references(unit.msgid, self._labels)
        return replace(unit, syntax=" ".join((unit.syntax, *map(str, numbers)))) if numbers else unit

    def _row(self, at: int) -> Iterator[Unit]:
        for span in self._cells(at):
            if unit := make_unit(self._lines, [Piece(span)], "cell", syntax="cell"):
                yield self._referring(unit)
            else:
                yield from self._in_tags(span.start, span.end, "")

    def _cells(self, at: int) -> list[Span]:
        """The places of the cells of a row, but for empty ones."""
        number, _ = self._numbers(self._tokens[at])
        contents: list[str] = []
        while self._tokens[at].type != "tr_close":
            if self._tokens[at].type == "inline":
                contents.append(self._tokens[at].content)
            at += 1
        line, line_at = self._lines[number], self._lines.span(number).start
        cells = [Span(line_at + start, line_at + end) for start, end in row_cells(line, contents)]
        if cells and "|" not in line[: cells[0].start - line_at]:
            cells[0] = self._unmarked(cells[0])
        return cells

    def _in_tags(self, start: int, end: int, prefix: str) -> Iterator[Unit]:
        """The texts in the attributes of tags that are all there is of a block."""
        if self._lines.text.find("<", start, end) >= 0:
            yield from self._html_units(start, end, prefix)

    def _html(self, token: "Token") -> Iterator[Unit]:
        region = self._region(token)
        yield from self._html_units(region.start, region.end, self._prefix(region.start))

    def _html_units(self, start: int, end: int, prefix: str) -> Iterator[Unit]:
        """The units of HTML, but for those of several lines where each line has something before it."""
        if not prefix:
            yield from html_units(self._lines, start, end)
            return
        for unit in html_units(self._unquoted if ">" in prefix else self._lines, start, end):
            if "\n" not in unit.msgid:
                yield replace(unit, prefix=prefix)

    @cached_property
    def _unquoted(self) -> Lines:
        """The lines with blanks in the place of the marks of quotes, so that HTML in them can be read."""
        return Lines(_blanked(self._lines.text))

    def _foreign_text(self, token: "Token") -> Iterator[Unit]:
        text: ForeignText = token.meta["text"]
        end = self._lines.span(self._numbers(token)[0]).end
        span = Span(end - text.start, end - text.end)
        opening = text.opening
        piece = [Piece(span)]
        if unit := make_unit(self._lines, piece, opening.kind, opening.detail, syntax=opening.syntax):
            yield self._referring(unit)

    def _numbers(self, token: "Token") -> tuple[int, int]:
        """The lines of a block, counted from 0, half-open."""
        first, last = token.map or (0, 0)
        return self._start + first, self._start + last

    def _region(self, token: "Token") -> Span:
        """The place of a block, after the marks of what it is in, to the end of its last line."""
        first, last = self._numbers(token)
        begin, end = self._lines.span(first), self._lines.span(last - 1).end
        content = token.content.split("\n", 1)[0].lstrip() if token.content else ""
        return Span(max(begin.end - len(content), begin.start) if content else begin.start, end)

    def _spans(self, token: "Token") -> list[Span]:
        """The places of the lines of a block's text; none where the parser's lines are not the article's.

        The parser gives each line without the marks and the indentation before it, so it is the end of a
        line of the article.
        """
        first, last = self._numbers(token)
        last = max(last, first + 1)
        contents = token.content.split("\n")
        while first < last - len(contents) and self._is_blank(first):
            first += 1
        while first < last - len(contents) and self._is_blank(last - 1):
            last -= 1
        if len(contents) != last - first:
            return []
        spans: list[Span] = []
        for number, content in enumerate(contents, first):
            line = self._lines[number].rstrip(BLANKS)
            wanted = content.strip(BLANKS)
            if not line.endswith(wanted):
                line = _CLOSING_HASHES.sub("", line.rstrip()).rstrip()
                if not line.endswith(wanted):
                    return []
            end = self._lines.span(number).start + len(line)
            spans.append(Span(end - len(wanted), end))
        return spans

    def _is_blank(self, number: int) -> bool:
        """True for a line of wide spaces, that a parser takes off a block although it takes it for text."""
        return not self._lines[number].replace(">", "").strip()

    def _piece(self, span: Span) -> Piece:
        """The line with the mark of a hard break where it ends in one."""
        text = self._lines.text
        if text[span.end - 1] == "\\" and escape.breaks_line(self._text(span)):
            return Piece(span, hard=True)
        if text.startswith("  ", span.end):
            end = self._lines.span(self._lines.place(span.start)[0] - 1).end
            if text.endswith("  ", span.end, end):
                return Piece(Span(span.start, end), hard=True)
        return Piece(span)

    def _prefix(self, offset: int) -> str:
        """What a further line of the block at `offset` must begin with: quote marks, else blanks."""
        _, column = self._lines.place(offset)
        if column == 1:
            return ""
        before, footnote, _ = self._lines.text[offset - column + 1 : offset].partition("[^")
        return _NO_QUOTE.sub(" ", before) + ("    " if footnote else "")

    def _text(self, span: Span) -> str:
        return self._lines.text[span.start : span.end]


def _blanked(text: str) -> str:
    """`text` with blanks in the place of what quotes its lines."""
    return _QUOTES.sub(lambda found: found.group().replace(">", " "), text)


def _is_image(text: str) -> bool:
    """True if `text` is one image and nothing else."""
    masks = markup(text)
    return len(masks) == 2 and masks[0].span.start == 0 and masks[1].span.end == len(text)
