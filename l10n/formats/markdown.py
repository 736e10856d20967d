"""Markdown: CommonMark with GitHub's tables, footnotes and front matter.

markdown-it-py says which lines are which block; the places within the lines are found here, so that a
translation can be put into exactly those. Where the two do not agree on a block, it is left alone, as are
code, HTML, link definitions, and the directives of site generators.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.formats import escape
from l10n.formats.frontmatter import end_of_front_matter, front_matter_units, scalar
from l10n.formats.lines import BLANKS, Lines, Piece, line_ending, make_unit, translatable
from l10n.formats.tables import makes_table, row_cells
from l10n.model import Edit, FormatOptions, Span, Tag, Unit, UnitKind
from l10n.text.protect import markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HASHES = re.compile(r"(?:.*[ \t>])?#{1,6}[ \t]+\Z")
"""What stands before the text of a heading that has no underline."""
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*\Z")
_LINE_BELOW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}]*\}[ \t]*\Z")
_CHECKBOX = re.compile(r"\[[ xX]\][ \t]+")
_FOREIGN = re.compile(r"!!!|\?\?\?|===|\$\$")
"""What begins a paragraph that is none: admonitions, tabs and formulas of other dialects."""


class MarkdownFormat:
    """Reads Markdown."""

    name = "markdown"
    suffixes = frozenset({".md", ".markdown"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """Headings, paragraphs, list items, table cells and front-matter values, in the order of the text."""
        lines = Lines(text)
        start = end_of_front_matter(lines)
        found = list(front_matter_units(lines, start, options.front_matter_keys)) if start else []
        if start < len(lines):
            found += _Body(lines, start).units()
        return tuple(found)

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation on one line, or one more for each hard break, escaped so as to begin no block."""
        old = text[unit.span.start : unit.span.end]
        if translation == unit.msgid:
            return old
        before = text[unit.span.start - unit.column + 1 : unit.span.start]
        if unit.kind == "metadata":
            return scalar(old, text.lstrip("\ufeff").startswith("+++"), translation)
        if unit.kind == "cell":
            return escape.cell(translation, "|" not in before)
        if unit.kind == "heading" and _HASHES.match(before):
            new = escape.heading(translation)
        else:
            new = escape.paragraph(translation, unit.prefix, line_ending(text))
        below = _LINE_BELOW.match(text, unit.span.end)
        last = re.split(r"[\r\n]", before + new)[-1]
        return escape.without_pipes(new) if below and makes_table(last, below[1]) else new

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """None: nothing of the kind is looked for."""
        return ()

    def destinations(self, text: str) -> tuple[Span, ...]:
        """None: nothing of the kind is looked for."""
        return ()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin, move_to_end=False)
    return parser.disable(["inline", "text_join"])


class _Body:
    """The blocks of an article after its front matter, `start` lines down."""

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start
        self._tokens = _parser().parse(lines.text[lines.spans[start].start :])

    def units(self) -> Iterator[Unit]:
        """The units of all blocks, in the order of the text."""
        for at, token in enumerate(self._tokens):
            parent = self._tokens[at - 1].type
            if token.type == "tr_open":
                yield from self._row(at)
            elif token.type != "inline" or not token.map:
                continue
            elif parent == "heading_open":
                yield from self._heading(token, self._tokens[at - 1].tag[1:])
            elif parent == "paragraph_open":
                first = self._tokens[at - 2].type == "list_item_open"
                yield from self._paragraph(token, "item" if first else "paragraph")

    def _spans(self, token: "Token") -> list[Span]:
        """The places of the lines of a block's text; none where the parser's lines are not the article's.

        The parser gives each line without the marks and the indentation before it, so it is the end of a
        line of the article.
        """
        first, last = token.map or (0, 0)
        contents = token.content.split("\n")
        if len(contents) != last - first:
            return []
        spans: list[Span] = []
        for number, content in enumerate(contents, self._start + first):
            line = self._lines[number].rstrip()
            wanted = content.strip()
            if not line.endswith(wanted):
                line = _CLOSING_HASHES.sub("", line).rstrip()
            if not line.endswith(wanted):
                return []
            end = self._lines.spans[number].start + len(line)
            spans.append(Span(end - len(wanted), end))
        return spans

    def _heading(self, token: "Token", level: str) -> Iterator[Unit]:
        spans = self._spans(token)
        if not spans:
            return
        last = spans[-1]
        attributes = _ATTRIBUTES.search(self._text(last))
        if attributes and attributes.start():
            spans[-1] = Span(last.start, last.start + attributes.start())
        yield from self._unit(spans, "heading", level)

    def _paragraph(self, token: "Token", kind: UnitKind) -> Iterator[Unit]:
        spans = self._spans(token)
        if not spans or _FOREIGN.match(self._text(spans[0])):
            return
        checkbox = _CHECKBOX.match(self._text(spans[0])) if kind == "item" else None
        if checkbox:
            spans[0] = Span(spans[0].start + checkbox.end(), spans[0].end)
        for directive, run in groupby(spans, key=lambda span: _is_directive(self._text(span))):
            if not directive:
                yield from self._unit(list(run), kind)

    def _row(self, at: int) -> Iterator[Unit]:
        first = (self._tokens[at].map or [0])[0] + self._start
        contents: list[str] = []
        while self._tokens[at].type != "tr_close":
            if self._tokens[at].type == "inline":
                contents.append(self._tokens[at].content)
            at += 1
        line_at = self._lines.spans[first].start
        for start, end in row_cells(self._lines[first], contents):
            yield from self._unit([Span(line_at + start, line_at + end)], "cell")

    def _unit(self, spans: Sequence[Span], kind: UnitKind, detail: str = "") -> Iterator[Unit]:
        pieces = [self._piece(span) for span in spans[:-1]] + [Piece(spans[-1])]
        if kind == "paragraph" and _is_image(self._text(spans[0])) and len(spans) == 1:
            kind = "image"
        prefix = "" if kind == "cell" else self._prefix(spans[0].start)
        unit = make_unit(self._lines, [piece for piece in pieces if _filled(piece)], kind, detail, prefix)
        if unit:
            yield unit

    def _piece(self, span: Span) -> Piece:
        """The line with the mark of a hard break where it ends in one."""
        number, _ = self._lines.place(span.start)
        end = self._lines.spans[number - 1].end
        if escape.breaks_line(self._text(span)):
            return Piece(span, hard=True)
        if self._lines.text.endswith("  ", span.end, end):
            return Piece(Span(span.start, end), hard=True)
        return Piece(span)

    def _prefix(self, offset: int) -> str:
        """What a further line of the block at `offset` must begin with: quote marks, else blanks."""
        _, column = self._lines.place(offset)
        before, footnote, _ = self._lines.text[offset - column + 1 : offset].partition("[^")
        return re.sub(r"[^>\s]", " ", before) + ("    " if footnote else "")

    def _text(self, span: Span) -> str:
        return self._lines.text[span.start : span.end]


def _filled(piece: Piece) -> bool:
    return piece.span.start < piece.span.end


def _is_directive(line: str) -> bool:
    """True for a line that a site generator takes for itself: a container's fence, a tag, attributes."""
    if line.startswith((":::", "///")) or _ATTRIBUTES.match(line):
        return True
    return line.startswith("{") and not translatable(line)


def _is_image(text: str) -> bool:
    """True if `text` is one image and nothing else."""
    masks = markup(text)
    return (
        text.startswith(("![", "[!["))
        and len(masks) == 2
        and masks[0].span.start == 0
        and masks[1].span.end == len(text.rstrip(BLANKS))
    )
