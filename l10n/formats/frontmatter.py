"""Front matter: the values of chosen keys, edited in place.

YAML between `---` lines and TOML between `+++` lines; JSON is passed over. Only top-level scalars on one line
are understood: plain, in quotes or in apostrophes. Everything else is left alone, and so are order, comments
and quotes, which is why no YAML library is used.
"""

import re
import unicodedata
from collections.abc import Iterator

from l10n.formats.lines import BLANKS, Lines, translatable
from l10n.model import Span, Unit

_FENCES = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}
_BREAK = re.compile(r"\s*[\r\n]\s*")
_COMMENT = re.compile(r"[ \t]*(?:(?<=[ \t])#.*)?\Z")
_ESCAPE = re.compile(
    r"""\\(?:(?P<plain>["\\/])|x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8}))"""
)
_NOT_PLAIN = re.compile(
    r"""[\s,\[\]{}#&*!|>'"%@`?:=<-] | .*(?: :(?:\s|\Z) | \s\# | \s\Z )""", re.VERBOSE | re.DOTALL
)
"""A YAML text that needs quotes: an indicator begins it, or a key or comment would."""
_NOT_TEXT = re.compile(
    r"(?:null|true|false|yes|no|on|off|y|n|~|[-+.0-9][-+.,:0-9_a-fA-FoOxXtTzZ ]*|[-+]?\.(?:inf|nan))\Z",
    re.IGNORECASE,
)
"""A YAML text that would be read as a number, a date or a truth value without quotes."""


def end_of_front_matter(lines: Lines) -> int:
    """How many lines the front matter takes, its fences counted; 0 where there is none."""
    closing = _FENCES.get(lines[0].rstrip(BLANKS), ())
    for number in range(1, len(lines) if closing else 0):
        if lines[number].rstrip(BLANKS) in closing:
            return number + 1
    return 0


def front_matter_units(lines: Lines, end: int, keys: tuple[str, ...]) -> Iterator[Unit]:
    """The values of `keys` in the front matter that takes `end` lines, in the order of the text."""
    match lines[0][:1]:
        case "-":
            yield from _yaml_units(lines, end - 1, keys)
        case "+":
            yield from _toml_units(lines, end - 1, keys)


def _yaml_units(lines: Lines, end: int, keys: tuple[str, ...]) -> Iterator[Unit]:
    for number in range(1, end):
        found = re.match(r"""(["']?)([^\s"':#]+)\1[ \t]*:[ \t]+(?=\S)""", lines[number])
        if found and found[2] in keys and not _goes_on(lines, number + 1, end):
            yield from _value(lines, number, found.end(), found[2], plain=True)


def _goes_on(lines: Lines, number: int, end: int) -> bool:
    """True if the first line with text from `number` on is indented, as the rest of a value is."""
    while number < end and not lines[number].strip():
        number += 1
    return number < end and lines[number][0] in BLANKS


def _toml_units(lines: Lines, end: int, keys: tuple[str, ...]) -> Iterator[Unit]:
    within = ""
    for number in range(1, end):
        line = lines[number]
        quotes = '"""' if within == '"""' or (not within and '"""' in line) else "'''"
        if line.count(quotes) % 2:
            within = "" if within else quotes
        elif not within:
            if line.lstrip().startswith("["):
                return
            found = re.match(r"""[ \t]*(["']?)([A-Za-z0-9_-]+)\1[ \t]*=[ \t]*(?=["'])""", line)
            if found and found[2] in keys:
                yield from _value(lines, number, found.end(), found[2], plain=False)


def _value(lines: Lines, number: int, column: int, key: str, plain: bool) -> Iterator[Unit]:
    """The scalar at a place of a line, if it is of a kind that is understood and holds a text."""
    line = lines[number]
    at = lines.spans[number].start
    anchors: list[tuple[int, int]] | None
    if line[column] in "\"'":
        found = re.compile(_quoted(line[column], yaml=plain)).match(line, column)
        if not found or not _COMMENT.match(line, found.end()):
            return
        end = found.end()
        text, anchors = _unquoted(line[column:end], at + column, yaml=plain)
    else:
        text = re.split(r"[ \t]#", line[column:], maxsplit=1)[0].rstrip(BLANKS) if plain else ""
        end = column + len(text)
        anchors = [] if text and not _needs_quotes(text) else None
    if anchors is None or not translatable(text) or text != text.strip():
        return
    yield Unit(
        msgid=text,
        span=Span(at + column, at + end),
        kind="metadata",
        line=number + 1,
        column=column + 1,
        detail=key,
        anchors=tuple(anchors or [(0, at + column)]),
    )


def _quoted(quote: str, yaml: bool) -> str:
    if quote == '"':
        return r'"(?!"")(?:\\.|[^"\\])*"'
    return r"'(?:''|[^'])*'(?!')" if yaml else r"'(?!'')[^']*'"


def _unquoted(raw: str, start: int, yaml: bool) -> tuple[str, list[tuple[int, int]] | None]:
    """The text of a scalar in quotes that stands at `start`, with the anchors of what follows each escape.

    The anchors are None where an escape is not understood or stands for no text.
    """
    parts: list[str] = []
    anchors = [(0, start + 1)]
    at, length, end = 1, 0, len(raw) - 1
    while at < end:
        if raw[at] == "\\" and raw[0] == '"':
            found = _ESCAPE.match(raw, at)
            code = found and (found["x"] or found["u"] or found["U"])
            part = _char(code) if code else found["plain"] if found else ""
            if found is None or not part:
                return "", None
            step = len(found.group())
        else:
            part = raw[at]
            step = 2 if part == "'" and yaml and raw[0] == "'" else 1
        parts.append(part)
        at, length = at + step, length + 1
        if step > 1:
            anchors.append((length, start + at))
    return "".join(parts), anchors


def _char(code: str) -> str:
    """The character of a hexadecimal code; "" for one that is no text."""
    number = int(code, 16)
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return ""
    return "" if _is_control(chr(number)) else chr(number)


def _is_control(char: str) -> bool:
    """True for what YAML and TOML want escaped: controls, Unicode's line breaks, BOM, non-characters."""
    return unicodedata.category(char) in ("Cc", "Zl", "Zp") or char in "\ufeff\ufffe\uffff"


def _needs_quotes(text: str) -> bool:
    return bool(_NOT_PLAIN.match(text) or _NOT_TEXT.match(text)) or any(map(_is_control, text))


def scalar(old: str, toml: bool, text: str) -> str:
    """`text` written as the scalar `old` is, in other quotes only where it must be.

    Line breaks become spaces.
    """
    text = _BREAK.sub(" ", text.strip())
    if old[0] == "'" and not any(map(_is_control, text)) and not (toml and "'" in text):
        return f"'{text}'" if toml else "'" + text.replace("'", "''") + "'"
    if old[0] in "\"'" or toml or _needs_quotes(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    return text


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if _is_control(char) else char
