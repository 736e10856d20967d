"""Tables of comma- or tab-separated cells (RFC 4180), every cell with its place.

Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, whoever wrote it; so what is
written begins with an apostrophe there, and what is read loses it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.errors import Fault, GlossaryError, Location

DELIMITERS = (",", "\t", ";", "|")
MAX_BYTES = 64 * 1024 * 1024
"""A table of a hundred thousand terms in ten locales is smaller."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
"""What OWASP ("CSV Injection") lists as the beginnings of formulas, full-width ones included, which some
spreadsheets take for the others; apostrophes before it would else be lost in reading."""
_END = re.compile(r"\r\n|[\r\n]|\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    """Without quotes, without white space around it."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""

    def where(self, name: str) -> Location:
        """Its place in the file called `name`."""
        return Location(name, self.line, self.column)


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 where it begins with its mark. Raises GlossaryError."""
    if len(data) > MAX_BYTES:
        raise GlossaryError(
            f"{len(data) // 2**20} MB is more than the {MAX_BYTES // 2**20} MB that are read",
            Location(name),
            hint="split the file",
        )
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            f"not {encoding.removesuffix('-sig').upper()}: byte 0x{error.object[error.start]:02x}",
            Location(name, line),
            hint=f"save it as UTF-8, for example: iconv -f WINDOWS-1250 -t UTF-8 {name}",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise GlossaryError(
            "a NUL character: this is UTF-16 without its mark, or no text",
            Location(name, line),
            hint="save it as UTF-8",
        )
    return text


def delimiter_of(text: str, name: str) -> str:
    """What parts the cells: a tab in `.tsv` and `.tab`, else what the first line has most of."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    first = text[: _END.search(text).start()]  # type: ignore[union-attr]
    return max(DELIMITERS, key=first.count)


def read_rows(text: str, name: str, delimiter: str) -> list[list[Cell]]:
    """The rows of a table that hold anything. Raises GlossaryError with every fault."""
    reader = _Reader(text, name, delimiter)
    rows = [row for row in reader.rows() if any(cell.text for cell in row)]
    if reader.faults:
        raise GlossaryError.of(reader.faults)
    return rows


_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_TWICE = 'a quote within quotes is written twice: ""'


class _Reader:
    """Goes through a table cell by cell."""

    def __init__(self, text: str, name: str, delimiter: str) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._name = name
        self._delimiter = delimiter
        self._bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
        self._at = 0
        self._line = 1
        self._line_start = 0

    def rows(self) -> Iterator[list[Cell]]:
        """The rows, up to quotes that nothing closes."""
        row: list[Cell] = []
        while (cell := self._cell()) is not None:
            row.append(cell)
            if self._text.startswith(self._delimiter, self._at):
                self._at += 1
                continue
            yield row
            row = []
            if not self._next_line():
                return

    def _cell(self) -> Cell | None:
        """The cell that begins here, up to what ends it; None after a fault that hides where it ends."""
        line, column = self._line, self._at - self._line_start + 1
        if self._text.startswith('"', self._at):
            value = self._quoted()
            if value is None:
                self._fault(column, "quotes that nothing closes")
                return None
        else:
            value = self._rest()
        return Cell(_unguarded(value.strip()), line, column)

    def _quoted(self) -> str | None:
        found = _QUOTED.match(self._text, self._at)
        if found is None:
            return None
        breaks = [one.end() for one in re.finditer(r"\r\n|[\r\n]", found[0])]
        if breaks:
            self._line += len(breaks)
            self._line_start = self._at + breaks[-1]
        self._at = found.end()
        after = self._at - self._line_start + 1
        if self._rest().strip():
            self._fault(after, "text after the closing quotes")
        return found[1].replace('""', '"')

    def _rest(self) -> str:
        """What is left up to a delimiter or the end of the line."""
        found = self._bare.match(self._text, self._at)
        assert found is not None
        self._at = found.end()
        return found[0]

    def _next_line(self) -> bool:
        """Go on at the next line; False where there is none."""
        end = _END.match(self._text, self._at)
        assert end is not None
        if end.end() == len(self._text):
            return False
        self._at = self._line_start = end.end()
        self._line += 1
        return True

    def _fault(self, column: int, message: str) -> None:
        self.faults.append(Fault(message, Location(self._name, self._line, column), _TWICE))


def is_formula(text: str) -> bool:
    """True for what a spreadsheet would calculate instead of showing it."""
    return _FORMULA.match(text) is not None


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    """The rows as a table, lines ended by a line feed, that `read_rows` reads the same."""
    return "".join(delimiter.join(_cell(cell, delimiter) for cell in row) + "\n" for row in rows)


def _cell(text: str, delimiter: str) -> str:
    guarded = f"'{text}" if is_formula(text) else text
    needs = any(char in guarded for char in (delimiter, '"', "\n", "\r")) or guarded != guarded.strip()
    return '"' + guarded.replace('"', '""') + '"' if needs else guarded
