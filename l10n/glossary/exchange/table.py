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
    faults: list[Fault] = []
    rows = [row for row in _rows(text, name, delimiter, faults) if any(cell.text for cell in row)]
    if faults:
        raise GlossaryError.of(faults)
    return rows


def _rows(text: str, name: str, delimiter: str, faults: list[Fault]) -> Iterator[list[Cell]]:
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at, line, line_start = 0, 1, 0
    row: list[Cell] = []
    while at <= len(text):
        place = Location(name, line, at - line_start + 1)
        if text.startswith('"', at):
            value, end = _quoted(text, at)
            if value is None:
                faults.append(
                    Fault("quotes that nothing closes", place, 'a quote within quotes is written twice: ""')
                )
                return
            breaks = [found.end() for found in re.finditer(r"\r\n|[\r\n]", text[at:end])]
            line, line_start = line + len(breaks), at + breaks[-1] if breaks else line_start
            rest = bare.match(text, end)
            assert rest is not None
            if rest[0].strip():
                after = Location(name, line, end - line_start + 1)
                faults.append(
                    Fault(
                        "text after the closing quotes", after, 'a quote within quotes is written twice: ""'
                    )
                )
            at = rest.end()
        else:
            found = bare.match(text, at)
            assert found is not None
            value, at = found[0], found.end()
        row.append(Cell(_unguarded(value.strip()), place.line or 0, place.column or 0))
        if text.startswith(delimiter, at):
            at += 1
            continue
        yield row
        row = []
        end_of_line = _END.match(text, at)
        assert end_of_line is not None
        if end_of_line.end() == at:
            return
        at = line_start = end_of_line.end()
        line += 1
        if at == len(text):
            return


_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


def _quoted(text: str, at: int) -> tuple[str | None, int]:
    found = _QUOTED.match(text, at)
    return (found[1].replace('""', '"'), found.end()) if found else (None, at)


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
