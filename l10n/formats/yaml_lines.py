"""Reads the YAML that people write most, line by line: quicker than importing a parser.

Mappings and lists by indentation, values on one line, blocks, lists of words between brackets. Of a text that
holds anything else, nothing is read here; where this reads a text, a parser reads the same in it.
"""

import re
from dataclasses import dataclass

from l10n.formats.key_paths import KeyPath
from l10n.formats.lines import Lines
from l10n.formats.values import DEEPEST, NO_TEXT, Value
from l10n.formats.yaml_scalars import is_plain, is_string, read_scalar
from l10n.model import Span

_QUOTED = r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
_DASH = re.compile(r"-[ ]+(?=[^\s#])")
_KEY = re.compile(
    r"""(?:(?P<plain>[^\s\-?:,\[\]{}\#&*!|>'"%@`=<][^\s:#]*(?:[ ][^\s:#]+)*)|(["'])(?P<quoted>[^"'\\]*)\2)
        [ ]*:(?:[ ]+(?=\S)|[ ]*\Z)""",
    re.VERBOSE,
)
_LONGEST_KEY = 1000
"""Code points; YAML wants the colon of a key within 1,024."""
_ONE_LINE = re.compile(rf"{_QUOTED}|[^\s\"'].*")
_COMMENT = re.compile(r"[ ]*(?:(?<=[ ])#.*)?\Z")
_TRAILING = re.compile(r"[ \t]+#.*")
_ITEM = re.compile(
    rf"""[ ]*(?P<item>{_QUOTED}|[^\s,\[\]{{}}\#&*!|>'"%@`?:=<-][^,\[\]{{}}\#:\t"']*)[ ]*(?P<after>[,\]])""",
    re.VERBOSE,
)
_NO_ITEM = re.compile(r"[ ]*\]")
_HEADER = re.compile(r"[|>][-+]?[ ]*(?:(?<=[ ])#.*)?\Z")


class _UnclearError(Exception):
    """The text is more than can be read line by line."""


@dataclass(slots=True)
class _Collection:
    """A mapping or a list that the next line may go on with."""

    column: int
    mapping: bool
    path: KeyPath
    size: int = 0


def read_lines(lines: Lines, first: int, last: int) -> list[Value] | None:
    """The texts that are values in lines `first` to `last`, in order; None where they are not clear."""
    begin, end = lines.span(first).start, lines.span(last - 1).end
    if NO_TEXT.search(lines.text[begin:end].replace("\r", "\n")):
        return None
    try:
        return _Reader(lines, first, last).read()
    except _UnclearError:
        return None


class _Reader:
    def __init__(self, lines: Lines, first: int, last: int) -> None:
        self._lines = lines
        self._number = first
        self._last = last
        self._open: list[_Collection] = []
        self._path: KeyPath = ()
        self._awaits = True
        """The last key or dash had no value: the next line may begin a collection that is."""
        self._found: list[Value] = []

    def read(self) -> list[Value]:
        while self._number < self._last:
            number, self._number = self._number, self._number + 1
            line = self._lines[number]
            content = line.lstrip(" ")
            if content and content[0] != "#":
                self._line(line, number, len(line) - len(content))
        return self._found

    def _line(self, line: str, number: int, column: int) -> None:
        at = column
        while dash := _DASH.match(line, at):
            self._enter(at, mapping=False)
            at = dash.end()
        key = _KEY.match(line, at)
        if key is None and at == column:
            raise _UnclearError
        if key is not None:
            if len(key.group()) > _LONGEST_KEY:
                raise _UnclearError
            collection = self._enter(at, mapping=True)
            name = key["plain"] if key["quoted"] is None else key["quoted"]
            self._path = (*collection.path, name)
            at = key.end()
        if at < len(line) and line[at] != "#":
            self._awaits = False
            self._value(line, number, at)

    def _enter(self, column: int, mapping: bool) -> _Collection:
        """The collection that an entry at `column` belongs to, with the path of the entry taken note of."""
        awaits = self._awaits
        while self._open and not self._stays(self._open[-1], column, mapping):
            self._open.pop()
            awaits = False
        top = self._open[-1] if self._open else None
        if top is None or (top.column, top.mapping) != (column, mapping):
            if not awaits or len(self._open) >= DEEPEST:
                raise _UnclearError
            top = _Collection(column, mapping, self._path)
            self._open.append(top)
        self._path = (*top.path, top.size)
        top.size += 1
        self._awaits = True
        return top

    @staticmethod
    def _stays(top: _Collection, column: int, mapping: bool) -> bool:
        """True if an entry at `column` leaves the collection open; a list may be as far in as its key."""
        return top.column < column or (top.column == column and (top.mapping or not mapping))

    def _value(self, line: str, number: int, column: int) -> None:
        match line[column]:
            case "|" | ">":
                self._block(line, number, column)
            case "[":
                self._words(line, number, column)
            case _:
                found = _ONE_LINE.match(line, column)
                if found is None:
                    raise _UnclearError
                raw = found.group()
                if raw[0] not in "\"'":
                    raw = _TRAILING.sub("", raw).rstrip(" \t")
                elif not _COMMENT.match(line, found.end()):
                    raise _UnclearError
                self._scalar(raw, number, column)

    def _scalar(self, raw: str, number: int, column: int, path: KeyPath | None = None) -> None:
        """Takes note of the scalar on one line, if it is a text."""
        flow = path is not None
        if raw[0] not in "\"'" and not is_plain(raw, flow):
            if is_string(raw):
                raise _UnclearError
            return
        start = self._lines.span(number).start + column
        reading = read_scalar(raw, start)
        if reading is None:
            raise _UnclearError
        self._found.append(Value(path or self._path, Span(start, start + len(raw)), reading, flow))

    def _words(self, line: str, number: int, column: int) -> None:
        """A list between brackets, on one line."""
        at, count = column + 1, 0
        closing = _NO_ITEM.match(line, at)
        while closing is None:
            found = _ITEM.match(line, at)
            if found is None:
                raise _UnclearError
            self._scalar(found["item"].rstrip(" "), number, found.start("item"), (*self._path, count))
            at, count = found.end(), count + 1
            closing = found if found["after"] == "]" else _NO_ITEM.match(line, at)
        if not _COMMENT.match(line, closing.end()):
            raise _UnclearError

    def _block(self, line: str, number: int, column: int) -> None:
        """A block: the lines that are further in than what it belongs to."""
        if not _HEADER.match(line, column):
            raise _UnclearError
        indent, end = self._block_indent(), None
        while indent and self._number < self._last:
            text = self._lines[self._number]
            if text[:indent].strip(" "):
                break
            if text.strip():
                end = self._lines.span(self._number).start + len(text.rstrip())
            self._number += 1
        if end is not None:
            span = Span(self._lines.span(number).start + column, end)
            reading = read_scalar(self._lines.text[span.start : end], span.start, indent)
            if reading is not None:
                self._found.append(Value(self._path, span, reading, indent=indent))

    def _block_indent(self) -> int:
        """The columns before the block that follows, 0 where it has no lines."""
        blanks = 0
        for number in range(self._number, self._last):
            text = self._lines[number]
            content = text.lstrip(" ")
            here = len(text) - len(content)
            if content:
                if content[0] == "\t" or blanks > here:
                    raise _UnclearError
                return here if here > self._open[-1].column else 0
            blanks = max(blanks, here)
        return 0
