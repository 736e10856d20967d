"""Where in a .po file the characters of an entry's texts stand, for those who point at them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice, takewhile
from operator import add

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
_NUMERIC = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+)")


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
        self._texts: list[list[Token]] = []

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
            self._asked, self._texts = (line, msgid), self._entry(line, msgid)
        return self._between(self._texts[which], span) if which < len(self._texts) else None

    def _entry(self, line: int, msgid: str) -> list[list[Token]]:
        """The strings of a msgid, then those of each form of its translation; none where it is not there."""
        if not 0 < line <= len(self._starts):
            return []
        try:
            words = tokens(self.text, self._starts[line - 1], self._name)
            for token in words:
                if token.kind == "end" or token.start >= self._end_of(line):
                    break
                if token.kind == "word" and token.text == "msgid":
                    source, rest = _strings(words)
                    if "".join(unescape(one.text, self._charset) for one in source) == msgid:
                        return [source, *_forms(rest, words)]
        except CatalogError:
            pass
        return []

    def _end_of(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self.text) + 1

    def _between(self, literals: list[Token], span: Span) -> tuple[Place, Place] | None:
        first = self._character(literals, span.start)
        if span.start < span.end:
            last = self._character(literals, span.end - 1)
            return (self._place(first.start), self._place(last.end)) if first and last else None
        if first is None and span.start == sum(map(self._length, literals)):
            first = Span(literals[-1].end - 1, literals[-1].end)
        return (self._place(first.start), self._place(first.start)) if first else None

    def _character(self, literals: list[Token], number: int) -> Span | None:
        """Where a code point of a text is written; None where it has fewer."""
        for literal in literals:
            length = self._length(literal)
            if number < length:
                if "\\" in literal.text:
                    return next(islice(self._characters(literal), number, None))
                at = literal.start + 1 + number
                return Span(at, at + 1)
            number -= length
        return None

    def _length(self, literal: Token) -> int:
        """How many code points a string has."""
        if "\\" not in literal.text:
            return len(literal.text) - 2
        return sum(1 for _ in self._characters(literal))

    def _characters(self, literal: Token) -> Iterator[Span]:
        """Where each code point of a string is written."""
        for piece in _PIECE.finditer(literal.text, 1, len(literal.text) - 1):
            start, end = literal.start + piece.start(), literal.start + piece.end()
            if piece["plain"]:
                yield from (Span(at, at + 1) for at in range(start, end))
            elif piece["char"]:
                if piece["char"] != "\n":
                    yield Span(start, end)
            else:
                yield from self._bytes(piece["bytes"], start)

    def _bytes(self, written: str, start: int) -> Iterator[Span]:
        """Of bytes given as numbers: as many of them for each character as it has bytes."""
        numbers = [Span(start + n.start(), start + n.end()) for n in _NUMERIC.finditer(written)]
        at = 0
        for char in unescape(f'"{written}"', self._charset):
            end = min(at + len(char.encode(self._charset)), len(numbers))
            yield Span(numbers[at].start, numbers[end - 1].end)
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
