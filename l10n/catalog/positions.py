"""Where in a .po file the characters of an entry's texts stand, for those who point at them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile

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
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        self._lines: dict[int, str] = {}
        # Of the entry that was last asked for: who asks once often asks again.
        self._asked = (0, "")
        self._texts: list[list[Token]] = []
        self._pieces: dict[int, list[Span]] = {}

    def line(self, number: int) -> str:
        """The line of that number, without its end; "" where there is none."""
        if not 0 < number <= len(self._starts):
            return ""
        if number not in self._lines:
            start = self._starts[number - 1]
            end = self.text.find("\n", start)
            self._lines[number] = self.text[start : len(self.text) if end < 0 else end].removesuffix("\r")
        return self._lines[number]

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
            self._asked, self._texts, self._pieces = (line, msgid), self._entry(line, msgid), {}
        if which >= len(self._texts):
            return None
        literals = self._texts[which]
        if which not in self._pieces:
            self._pieces[which] = [piece for literal in literals for piece in self._characters(literal)]
        return self._between(literals, self._pieces[which], span)

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

    def _between(self, literals: list[Token], pieces: list[Span], span: Span) -> tuple[Place, Place] | None:
        if span.start == span.end <= len(pieces):
            at = pieces[span.start].start if span.start < len(pieces) else literals[-1].end - 1
            return self._place(at), self._place(at)
        if not span.start < span.end <= len(pieces):
            return None
        return self._place(pieces[span.start].start), self._place(pieces[span.end - 1].end)

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
