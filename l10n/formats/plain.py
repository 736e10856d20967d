"""Plain text: paragraphs, headings, lists and quotations as people type them.

A run of lines that was wrapped by hand or by an editor is one paragraph, and its translation is wrapped at
the same width with the same indentation. Where each line stands for itself, as in news text pasted from a
page, in verse, addresses and tables, each line is one, and so is its translation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from l10n.formats.lines import Lines, Piece, line_ending, make_unit
from l10n.formats.plain_wrap import columns, wrapped
from l10n.model import Edit, FormatOptions, Span, Tag, Unit, UnitKind

WIDEST = 100
"""Columns; text with a longer line was not wrapped."""
NARROWEST = 40
"""Columns; below this, lines are verse, addresses or a signature, and stand for themselves."""

_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_BULLET = re.compile(r"(?:[-*+•◦▪‣]|[a-z]\))[ \t]+(?=\S)")
_NUMBER = re.compile(r"(?:\((\d{1,3})\)|(\d{1,3})[.)])[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"""([=\-~^"+#*])\1{2,}\Z""")
_SEPARATOR = re.compile(r"([^\w\s])(?:[ \t]*\1){2,}\Z")
_LEVELS = {"=": "1", "-": "2"}
_TABULAR = re.compile(r"\S(?: {3,}|[ ]*\t\s*)\S|\A[|+]|[|]\Z")
_SENTENCE_END = re.compile(r"""[.!?:…]["'”’»)]*\Z""")
_SIGNATURE = "-- "
"""The line before a signature (RFC 3676, section 4.3)."""
_BREAK = re.compile(r"[ \t]*[\r\n]\s*")


class PlainFormat:
    """Reads plain text."""

    name = "plain"
    suffixes = frozenset({".txt", ".text"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """Headings, paragraphs and list items, in the order of the text."""
        return tuple(_Reader(Lines(text)).units())

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation on as many lines as its width asks for where the source has several, else on one.

        The underline of a heading is drawn as long as the translation where it was as long as the source.
        """
        old = text[unit.span.start : unit.span.end]
        if translation == unit.msgid:
            return old
        first, *others = re.split(r"\r\n|\r|\n", old)
        if unit.kind == "heading" and others:
            title = _BREAK.sub(" ", translation.strip())
            return title + old[len(first) : -len(others[-1])] + _underline(first, others[-1], title)
        if not others:
            return _BREAK.sub(" ", translation.strip())
        before = columns(text[unit.span.start - unit.column + 1 : unit.span.start].expandtabs())
        width = max(NARROWEST, before + columns(first), *(columns(line.expandtabs()) for line in others))
        return wrapped(translation, before, unit.prefix, width, line_ending(text))

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """None: plain text does not say its language."""
        return ()

    def destinations(self, text: str) -> tuple[Span, ...]:
        """None: plain text has no links but those that are its text."""
        return ()


def _underline(old: str, line: str, new: str) -> str:
    """The underline of a heading that was `old` and is `new`: as long, where it was, and never shorter."""
    drawn = line.strip(" \t>")
    exact = len(drawn) == columns(old)
    length = columns(new) if exact else max(len(drawn), columns(new))
    return line.replace(drawn, drawn[0] * length)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, without its quote marks and indentation."""

    number: int
    lead: str
    """What stands before its text: quote marks and indentation."""
    text: str

    @property
    def depth(self) -> int:
        """How many quote marks it has."""
        return self.lead.count(">")

    @property
    def wide(self) -> int:
        """Columns up to the end of its text."""
        return columns(self.lead.expandtabs()) + columns(self.text)

    @property
    def indented(self) -> bool:
        """True where blanks beyond the one after a quote mark stand before its text."""
        inner = self.lead[self.lead.rfind(">") + 1 :]
        return len(inner) > (1 if self.depth else 0)


class _Reader:
    """Finds the units of one text."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def units(self) -> Iterator[Unit]:
        first = True
        for block in self._blocks():
            found = list(self._block(block, first))
            yield from found
            first = first and not found

    def _blocks(self) -> Iterator[list[_Line]]:
        """The runs of lines between blank lines and separators, each at one depth of quotation."""
        block: list[_Line] = []
        signature = False
        for number in range(len(self._lines)):
            line = _line(number, self._lines[number])
            if not line.text:
                signature = False
            elif self._lines[number][_quote_end(self._lines[number]) :] == _SIGNATURE:
                signature = True
            if block and (not line.text or signature or line.depth != block[0].depth):
                yield block
                block = []
            if line.text and not signature:
                block.append(line)
        if block:
            yield block

    def _block(self, block: list[_Line], first: bool) -> Iterator[Unit]:
        run: list[_Line] = []
        whole = True
        for number, line in enumerate(block):
            following = block[number + 1] if number + 1 < len(block) else None
            marked = bool(self._marker(line))
            if _SEPARATOR.match(line.text):
                yield from self._run(run)
                run, whole = [], False
            elif following and not marked and _underlines(line, following, alone=not run):
                yield from self._run(run)
                yield from self._heading(line, following, overlined=self._overlined(block, number))
                run, whole = [], False
            else:
                if run and marked:
                    yield from self._run(run)
                    run, whole = [], False
                run.append(line)
        if run and whole and first and self._is_title(run):
            yield from self._unit(run[:1], "heading", "1")
            run = run[1:]
        yield from self._run(run)

    def _is_title(self, run: list[_Line]) -> bool:
        """True for the article's first line if it stands alone, or by itself before lines that do."""
        if self._marker(run[0]) or run[0].depth or (len(run) > 1 and self._wrapped(run)):
            return False
        return not run[0].text.endswith((".", ",", ":", ";")) and run[0].wide <= 2 * WIDEST

    def _overlined(self, block: list[_Line], number: int) -> bool:
        return number > 0 and bool(_UNDERLINE.match(block[number - 1].text))

    def _heading(self, line: _Line, below: _Line, overlined: bool) -> Iterator[Unit]:
        """The heading with its underline in its span, so that both can change; not where a line is above."""
        for unit in self._unit([line], "heading", _LEVELS.get(below.text[0], "3")):
            end = self._lines.spans[below.number].start + len(below.lead + below.text)
            yield unit if overlined else replace(unit, span=Span(unit.span.start, end))

    def _run(self, run: list[_Line]) -> Iterator[Unit]:
        """The units of lines without blank lines, underlines or further list markers among them."""
        if run and self._marker(run[0]):
            stop = 1
            while stop < len(run) and run[stop].indented:
                stop += 1
            if self._wrapped(run):
                stop = len(run)
            yield from self._unit(run[:stop], "item")
            run = run[stop:]
        for group in [run] if self._wrapped(run) else _cut(run):
            if len(group) > 1 and self._wrapped(group):
                yield from self._unit(group, "paragraph")
            else:
                for line in group:
                    yield from self._unit([line], "paragraph")

    def _unit(self, run: list[_Line], kind: UnitKind, detail: str = "") -> Iterator[Unit]:
        skipped = len(self._marker(run[0])) if kind == "item" else 0
        pieces = []
        for line in run:
            start = self._lines.spans[line.number].start + len(line.lead)
            pieces.append(Piece(Span(start + skipped, start + len(line.text))))
            skipped = 0
        prefix = run[1].lead if len(run) > 1 else ""
        if unit := make_unit(self._lines, pieces, kind, detail, prefix):
            yield unit

    def _marker(self, line: _Line) -> str:
        """The list marker that begins the line, with the space after it; "" where there is none.

        A number before a lower-case letter is rather a date (`5. maja`), unless the line above or below has
        the number before or after it.
        """
        if found := _BULLET.match(line.text):
            return found.group()
        found = _NUMBER.match(line.text)
        if not found or (line.text[found.end()].islower() and not self._counts(line.number, _value(found))):
            return ""
        return found.group()

    def _counts(self, number: int, value: int) -> bool:
        """True if the line is one of a list that is numbered through."""
        neighbours = ((number - 1, value - 1), (number + 1, value + 1))
        numbers = (
            (_NUMBER.match(_line(at, self._lines[at]).text), wanted)
            for at, wanted in neighbours
            if 0 <= at < len(self._lines)
        )
        return any(found is not None and _value(found) == wanted for found, wanted in numbers)

    def _wrapped(self, run: list[_Line]) -> bool:
        """True if the lines look like one paragraph that was broken to fit a width.

        The sign of it: no line had room for the first word of the next one. One line in five may be short,
        since people who break lines by hand are not exact. A long word alone says nothing of the width.
        """
        several = [line.wide for line in run if len(line.text.split()) > 1]
        widest = max(several, default=0)
        if not NARROWEST <= widest <= WIDEST or self._tabular(run):
            return False
        return sum(_had_room(*pair, widest) for pair in pairwise(run)) <= len(run) // 5

    def _tabular(self, run: list[_Line]) -> bool:
        """True if half of the lines have columns."""
        found = sum(bool(_TABULAR.search(line.text[len(self._marker(line)) :])) for line in run)
        return 2 * found >= len(run)


def _had_room(line: _Line, below: _Line, width: int) -> bool:
    """True if the first word of the line `below` would have fitted on `line`."""
    return line.wide + 1 + columns(below.text.split(maxsplit=1)[0]) < width - 2


def _cut(run: list[_Line]) -> list[list[_Line]]:
    """The paragraphs of lines of which some end short, with a sentence."""
    widest = max((line.wide for line in run), default=0)
    groups: list[list[_Line]] = [[]]
    for line, below in pairwise((*run, None)):
        if line:
            groups[-1].append(line)
            if below and _SENTENCE_END.search(line.text) and _had_room(line, below, widest):
                groups.append([])
    return groups


def _line(number: int, line: str) -> _Line:
    after = _quote_end(line)
    text = line[after:].strip()
    at = line.find(text, after) if text else len(line)
    return _Line(number, line[:at], text)


def _quote_end(line: str) -> int:
    found = _QUOTE.match(line)
    return found.end() if found else 0


def _value(number: re.Match[str]) -> int:
    return int(number[1] or number[2])


def _underlines(line: _Line, below: _Line, alone: bool) -> bool:
    """True if `below` underlines `line`, which stands `alone` or below lines of text.

    A rule that is not about as long as the last line of a paragraph parts it from what follows; marks other
    than `=` and `-` are an underline at that length only, as in reStructuredText.
    """
    if not _UNDERLINE.match(below.text):
        return False
    close = abs(columns(line.text) - len(below.text)) <= 2
    return close or (alone and below.text[0] in _LEVELS)
