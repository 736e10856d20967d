"""The texts that are values in a JSON text, with their places (RFC 8259).

Comments and a comma after the last value are passed over, as in the settings of many editors.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.formats.key_paths import KeyPath
from l10n.formats.values import DEEPEST, Reading, Value, outer_space, read_tokens
from l10n.model import Span

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r\n]+|//[^\r\n]*|/\*[\s\S]*?\*/)
    | (?P<string>"(?>(?:[^"\\\x00-\x1f]+|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*)")
    | (?P<other>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])|(?:true|false|null)\b)
    | (?P<mark>[\[\]{}:,])
    """,
    re.VERBOSE,
)
_PIECES = re.compile(
    r"(?P<break>\\r\\n)"
    r"|\\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\(?P<escape>u[0-9A-Fa-f]{4}|[^u])"
    r"|(?P<text>[^\\]+)"
)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_WRITTEN = {char: f"\\{letter}" for letter, char in _ESCAPES.items() if letter != "/"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_NOT_ASCII = re.compile(r'["\\\x00-\x1f\x7f-\U0010ffff]')


@dataclass(frozen=True, slots=True)
class Document:
    """What of a JSON text is looked at."""

    values: tuple[Value, ...]
    """Values that are texts, in order."""
    keys: tuple[tuple[str, Span], ...]
    """The keys at the top, with the place of each, quotes included."""


@dataclass(slots=True)
class _Collection:
    path: KeyPath
    mapping: bool
    key: str = ""
    size: int = 0


def read_json(text: str, start: int = 0) -> Document | None:
    """The JSON text from `start` on, None where it is none or nested too far."""
    reader = _Reader(start)
    at = start
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or not reader.take(found):
            return None
        at = found.end()
    return reader.document()


class _Reader:
    """Takes tokens one by one; says of each whether it may stand there."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._open: list[_Collection] = []
        self._expected = "value"
        """`value`, `key`, `colon` or `after` (a value)."""
        self._values: list[Value] = []
        self._keys: list[tuple[str, Span]] = []

    def document(self) -> Document | None:
        """What was read, None where the text is not at its end yet."""
        if self._open or self._expected != "after":
            return None
        return Document(tuple(self._values), tuple(self._keys))

    def take(self, token: re.Match[str]) -> bool:
        match token.lastgroup:
            case "blank":
                return True
            case "mark":
                return self._mark(token.group())
            case "other":
                return self._value()
        reading = read_text(token.group(), token.start())
        span = Span(*token.span())
        if self._expected == "key":
            return reading is not None and self._key(reading.text, span)
        path = self._path()
        if not self._value():
            return False
        if reading is not None:
            self._values.append(Value(path, span, reading))
        return True

    def _path(self) -> KeyPath:
        """The path of the next value."""
        if not self._open:
            return ()
        top = self._open[-1]
        return (*top.path, top.key if top.mapping else top.size)

    def _key(self, name: str, span: Span) -> bool:
        self._open[-1].key = name
        if len(self._open) == 1:
            self._keys.append((name, span))
        self._expected = "colon"
        return True

    def _value(self) -> bool:
        if self._expected != "value":
            return False
        self._expected = "after"
        if self._open:
            self._open[-1].size += 1
        return True

    def _mark(self, mark: str) -> bool:
        match mark:
            case "{" | "[":
                path = self._path()
                if not self._value() or len(path) >= DEEPEST:
                    return False
                self._open.append(_Collection(path, mark == "{"))
                self._expected = "key" if mark == "{" else "value"
                return True
            case ":":
                expected, self._expected = self._expected, "value"
                return expected == "colon"
            case ",":
                if self._expected != "after" or not self._open:
                    return False
                self._expected = "key" if self._open[-1].mapping else "value"
                return True
        return self._close(mark == "}")

    def _close(self, mapping: bool) -> bool:
        """The end of a collection: after a value, or where its next one would begin."""
        if not self._open or self._open[-1].mapping != mapping:
            return False
        if self._expected not in ("after", "key" if mapping else "value"):
            return False
        self._open.pop()
        self._expected = "after"
        return True


def read_text(raw: str, start: int) -> Reading | None:
    """What the string `raw` says, which stands at `start` in its file; None for half of a character.

    CR LF is one line feed.
    """
    return read_tokens(raw, Span(1, len(raw) - 1), start, _PIECES, _meaning)


def _meaning(found: re.Match[str]) -> str | None:
    if found["break"]:
        return "\n"
    if found["high"]:
        high, low = int(found["high"], 16), int(found["low"], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    code = found["escape"]
    if len(code) == 1:
        return _ESCAPES.get(code)
    number = int(code[1:], 16)
    return None if 0xD800 <= number < 0xE000 else chr(number)


def write_text(old: str, text: str, ascii_only: bool) -> str:
    """`text` as a string in the style of the string `old`: its line breaks, its slashes, white space around.

    `ascii_only`: everything else is escaped.
    """
    reading = read_text(old, 0)
    begin, end = outer_space(reading.text) if reading else ("", "")
    new = f"{begin}{text}{end}"
    if "\\r\\n" in old:
        new = new.replace("\r\n", "\n").replace("\n", "\r\n")
    pattern = _NOT_ASCII if ascii_only else _SPECIAL
    new = pattern.sub(lambda found: _escaped(found.group()), new)
    if "\\/" in old:
        new = new.replace("/", "\\/")
    return f'"{new}"'


def _escaped(char: str) -> str:
    if char in _WRITTEN:
        return _WRITTEN[char]
    units = char.encode("utf-16-be", "surrogatepass")
    codes: Sequence[str] = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
    return "".join(f"\\u{code}" for code in codes)
