"""Where in a .po file the characters of an entry's texts stand, for those who point at them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from operator import add
from typing import NamedTuple

from l10n.catalog.block import usual_entry
from l10n.catalog.charset import decode, named_charset
from l10n.catalog.lexer import Token, tokens, unescape
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.model import Span

Place = tuple[int, int]
"""Line and column of a file, both 1-based, the column in code points."""

_PIECE = re.compile(
    r"(?P<bytes>(?>(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+))|\\(?P<char>.)|(?P<plain>[^\\]+)", re.S
)
_LITERAL = re.compile(r'"(?>(?:[^"\\\n]++|\\.)*)"')
_NUMERIC = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+)")


class _Run(NamedTuple):
    """Characters of a text that are written one after the other, all with as many code points."""

    start: int
    """Where the first one is written."""
    width: int
    """Code points of each in the file."""
    length: int
    """Characters."""


@dataclass(frozen=True, slots=True)
class _Written:
    """How a text is written."""

    runs: Sequence[_Run]
    closing: int
    """Where its last quotation mark stands."""

    @property
    def length(self) -> int:
        """Its code points."""
        return sum(run.length for run in self.runs)

    def character(self, number: int) -> Span | None:
        """Where a code point of it is written; None where it has fewer."""
        for start, width, length in self.runs:
            if number < length:
                at = start + number * width
                return Span(at, at + width)
            number -= length
        return None


class Positions:
    """The places in one catalog's file. Lines end with a line feed, as gettext counts them."""

    def __init__(self, data: bytes, name: str) -> None:
        """`data` is the whole file. Raises CatalogError where it is not text in the charset it names."""
        self._charset = named_charset(data, name) or "utf-8"
        self._name = name
        self.text = decode(data, self._charset, name)
        self._lines = self.text.split("\n")
        ends = accumulate(map(len, self._lines))
        self._starts = [0, *map(add, ends, range(1, len(self._lines)))]
        # Of the entry that was last asked for: who asks once often asks again.
        self._asked = (0, "")
        self._texts: list[list[tuple[int, int]]] = []
        self._written: dict[int, _Written] = {}

    def line(self, number: int) -> str:
        """The line of that number, without its end; "" where there is none."""
        return self._lines[number - 1].removesuffix("\r") if 0 < number <= len(self._lines) else ""

    def of_translation(self, line: int, msgid: str, form: int, span: Span) -> tuple[Place, Place] | None:
        """Where what stands at `span` of a translation begins, and the place right after it.

        Of the plural form `form` of the entry whose keyword msgid stands in `line`. None where there is no
        such entry there any more, or no such text in it.
        """
        return self._place_of(line, msgid, 1 + form, span)

    def of_source(self, line: int, msgid: str, span: Span) -> tuple[Place, Place] | None:
        """The same of the msgid itself."""
        return self._place_of(line, msgid, 0, span)

    def _place_of(self, line: int, msgid: str, which: int, span: Span) -> tuple[Place, Place] | None:
        if self._asked != (line, msgid):
            self._asked, self._texts, self._written = (line, msgid), self._entry(line, msgid), {}
        if which >= len(self._texts):
            return None
        if which not in self._written:
            self._written[which] = self._as_written(self._texts[which])
        return self._between(self._written[which], span)

    def _entry(self, line: int, msgid: str) -> list[list[tuple[int, int]]]:
        """The literals of a msgid, then those of each form of its translation; none where it is not there.

        Each literal as the code points between which it stands.
        """
        if not 0 < line <= len(self._starts):
            return []
        start = self._starts[line - 1]
        usual = usual_entry(False).match(self.text, start) if self.text.startswith("msgid ", start) else None
        if usual is None or usual["plural"] is not None:
            return self._exactly(line, msgid)
        texts = [list(_LITERAL.finditer(self.text, *usual.span(name))) for name in ("id", "str")]
        said = "".join([unescape(one[0], self._charset) for one in texts[0]])
        return [[one.span() for one in text] for text in texts] if said == msgid else []

    def _exactly(self, line: int, msgid: str) -> list[list[tuple[int, int]]]:
        """The same of an entry however it is laid out."""
        try:
            words = tokens(self.text, self._starts[line - 1], self._name)
            for token in words:
                if token.kind == "end" or token.start >= self._end_of(line):
                    break
                if token.kind == "word" and token.text == "msgid":
                    source, rest = _strings(words)
                    if "".join(unescape(one.text, self._charset) for one in source) == msgid:
                        texts = [source, *_forms(rest, words)]
                        return [[(one.start, one.end) for one in text] for text in texts]
        except CatalogError:
            pass
        return []

    def _end_of(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self.text) + 1

    def _between(self, text: _Written, span: Span) -> tuple[Place, Place] | None:
        first = text.character(span.start)
        if span.start < span.end:
            last = text.character(span.end - 1)
            return (self._place(first.start), self._place(last.end)) if first and last else None
        if first is None and span.start == text.length:
            first = Span(text.closing, text.closing + 1)
        return (self._place(first.start), self._place(first.start)) if first else None

    def _as_written(self, literals: Sequence[tuple[int, int]]) -> _Written:
        """A text that is written as the literals between these places."""
        runs: list[_Run] = []
        for start, end in literals:
            if self.text.find("\\", start, end) < 0:
                runs.append(_Run(start + 1, 1, end - start - 2))
            else:
                runs += self._runs(start + 1, end - 1)
        return _Written(runs, literals[-1][1] - 1)

    def _runs(self, start: int, end: int) -> Iterator[_Run]:
        for piece in _PIECE.finditer(self.text, start, end):
            if piece["plain"]:
                yield _Run(piece.start(), 1, piece.end() - piece.start())
            elif piece["bytes"]:
                yield from self._bytes(piece["bytes"], piece.start())
            elif piece["char"] != "\n":
                yield _Run(piece.start(), 2, 1)

    def _bytes(self, written: str, start: int) -> Iterator[_Run]:
        """Of bytes given as numbers: as many of them for each character as it has bytes."""
        numbers = [Span(start + n.start(), start + n.end()) for n in _NUMERIC.finditer(written)]
        at = 0
        for char in unescape(f'"{written}"', self._charset):
            end = min(at + len(char.encode(self._charset)), len(numbers))
            yield _Run(numbers[at].start, numbers[end - 1].end - numbers[at].start, 1)
            at = min(end, len(numbers) - 1)

    def _place(self, offset: int) -> Place:
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1


def _strings(words: Iterator[Token]) -> tuple[list[Token], Token]:
    """The strings that come next, and the token after them."""
    found: list[Token] = []
    for token in words:
        if token.kind != "string":
            return found, token
        found.append(token)
    raise AssertionError("the last token is no string")


def _forms(token: Token, words: Iterator[Token]) -> Iterator[list[Token]]:
    """The strings of each form of the translation that follows, from the token after the msgid on."""
    if token.text == "msgid_plural":
        _, token = _strings(words)
    while token.kind == "word" and token.text == "msgstr":
        literals, token = _strings(words)
        if not literals and token.text == "[":
            _ = list(takewhile(lambda word: word.text != "]", words))
            literals, token = _strings(words)
        yield literals


def entry_lines(catalog: Catalog) -> list[tuple[int, int]]:
    """The first and the last line of the header and of every entry, comments included, in file order."""
    found = [
        (block.line, block.line + block.body.rstrip("\r\n").count("\n")) for block in catalog.entry_blocks
    ]
    header = catalog.header_entry
    if header is None:
        return found
    end = header.line + catalog.to_bytes().count(b"\n")
    after = [first for first, _ in found if first > header.line]
    return sorted([*found, (1, min(after, default=end + 1) - 1)])
