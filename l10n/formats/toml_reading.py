"""The texts that are values in a TOML text, with their places (TOML 1.0)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.formats.key_paths import KeyPath
from l10n.formats.toml_scalars import read_string
from l10n.formats.values import DEEPEST, Value
from l10n.model import Span

_SIMPLE = r"""[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'"""
_SPACE = re.compile(r"(?>(?:[ \t\r\n]+|#[^\r\n]*)*)")
_KEY = re.compile(rf"[ \t]*((?:{_SIMPLE})(?:[ \t]*\.[ \t]*(?:{_SIMPLE}))*)[ \t]*")
_PART = re.compile(_SIMPLE)
_STRING = re.compile(
    r'"""(?>(?:[^"\\]|\\[\s\S]|"(?!""))*)"{3,5}'
    r"|'''(?>(?:[^']|'(?!''))*)'{3,5}"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'[^'\r\n]*'"
)
_OTHER = re.compile(r"""(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ ](?=[0-9]))?[^\s,\[\]{}#=\"']+""")
"""Numbers, truth values, dates (a time may follow after a space)."""
_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|\Z)")


class _FaultError(Exception):
    """Here the text is no TOML, or nested too far."""


@dataclass(slots=True)
class _Collection:
    """An array or an inline table that is being read."""

    path: KeyPath
    table: bool
    size: int = 0


def toml_values(text: str, start: int, end: int) -> list[Value]:
    """The texts that are values in `text[start:end]`, in order; where it has a fault, those before it."""
    reader = _Reader(text, start, end)
    found: list[Value] = []
    try:
        for values in reader.statements():
            found += values
    except _FaultError:
        pass
    return found


class _Reader:
    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._at = start
        self._end = end
        self._table: KeyPath = ()
        self._sizes: dict[KeyPath, int] = {}
        """How many tables each array of tables has so far."""

    def statements(self) -> Iterator[list[Value]]:
        """The values of one statement after the other."""
        while self._skip(_SPACE) and self._at < self._end:
            if self._text[self._at] == "[":
                self._header()
            else:
                path = (*self._table, *self._key())
                self._expect("=")
                values = list(self._value(path))
                self._require(_END)
                yield values

    def _header(self) -> None:
        brackets = "[[" if self._text.startswith("[[", self._at) else "["
        self._expect(brackets)
        path = self._placed(self._key())
        self._expect("]" * len(brackets))
        self._require(_END)
        if brackets == "[[":
            self._sizes[path] = self._sizes.get(path, 0) + 1
            path = (*path, self._sizes[path] - 1)
        self._table = path

    def _placed(self, keys: tuple[str, ...]) -> KeyPath:
        """The path of a table: where an array of tables is on the way, its last one is meant."""
        path: KeyPath = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        return (*path, keys[-1])

    def _key(self) -> tuple[str, ...]:
        found = self._require(_KEY)
        parts = [part.group() for part in _PART.finditer(found[1])]
        if len(parts) > DEEPEST:
            raise _FaultError
        return tuple(self._plain(part) if part[0] in "\"'" else part for part in parts)

    @staticmethod
    def _plain(quoted: str) -> str:
        reading = read_string(quoted, 0)
        if reading is None:
            raise _FaultError
        return reading.text

    def _value(self, path: KeyPath) -> Iterator[Value]:
        """The texts of a value, however deep: the collections it is made of are kept in a list."""
        open_: list[_Collection] = []
        yield from self._single(path, open_)
        while open_:
            top = open_[-1]
            self._skip(_SPACE)
            if self._text[self._at : self._at + 1] == ("}" if top.table else "]"):
                self._at += 1
                open_.pop()
                self._after(open_)
                continue
            if top.table:
                inner: KeyPath = (*top.path, *self._key())
                self._expect("=")
            else:
                inner = (*top.path, top.size)
            top.size += 1
            depth = len(open_)
            yield from self._single(inner, open_)
            if len(open_) == depth:
                self._after(open_)

    def _after(self, open_: list[_Collection]) -> None:
        """Passes the comma after a value of the innermost collection; at its end there need be none."""
        if not open_:
            return
        self._skip(_SPACE)
        if self._text[self._at : self._at + 1] != ("}" if open_[-1].table else "]"):
            self._expect(",")

    def _single(self, path: KeyPath, open_: list[_Collection]) -> Iterator[Value]:
        """The text that stands here, if it is one; of a collection only the beginning is read."""
        self._skip(_SPACE)
        char = self._text[self._at : self._at + 1]
        if char and char in "[{":
            if len(open_) >= DEEPEST:
                raise _FaultError
            open_.append(_Collection(path, char == "{"))
            self._at += 1
        elif char and char in "\"'":
            start = self._at
            raw = self._require(_STRING).group()
            reading = read_string(raw, start)
            if reading is None:
                raise _FaultError
            yield Value(path, Span(start, start + len(raw)), reading)
        else:
            self._require(_OTHER)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        if found := pattern.match(self._text, self._at, self._end):
            self._at = found.end()
        return found is not None

    def _require(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._at, self._end)
        if found is None:
            raise _FaultError
        self._at = found.end()
        return found

    def _expect(self, mark: str) -> None:
        if not self._text.startswith(mark, self._at, self._end):
            raise _FaultError
        self._at += len(mark)
