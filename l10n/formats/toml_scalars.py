"""TOML's strings: what one says, and a text spelled as one (TOML 1.0, "String")."""

import re

from l10n.formats.lines import line_ending
from l10n.formats.values import CONTROL, NO_TEXT, Reading, character, outer_space, read_tokens
from l10n.formats.yaml_scalars import in_quotes
from l10n.model import Span

_BASIC = re.compile(
    r"(?P<break>\r\n|\r)|(?P<joint>\\[ \t]*+[\r\n][ \t\r\n]*)"
    r"|\\(?P<escape>u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^uU\r\n])|(?P<text>[^\\\r]+)"
)
_LITERAL = re.compile(r"(?P<break>\r\n|\r)|(?P<text>[^\r]+)")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_DELIMITER = re.compile(r"(?P<marks>\"\"\"|'''|\"|')(?P<break>(?:(?<=\"\"\"|''')(?:\r\n|\n|\r))?)")
_ENDS_LINES = re.compile(r'(?<="")"|"\Z')
"""A quote that would end a string of several lines, or make it end late."""


def read_string(raw: str, start: int) -> Reading | None:
    """What the string `raw` says, which stands at `start` in its file; None for an escape of no meaning.

    Line breaks are line feeds.
    """
    opening = _DELIMITER.match(raw)
    if opening is None:
        return None
    inner = Span(opening.end(), len(raw) - len(opening["marks"]))
    return read_tokens(raw, inner, start, _BASIC if raw[0] == '"' else _LITERAL, _meaning)


def _meaning(found: re.Match[str]) -> str | None:
    match found.lastgroup:
        case "break":
            return "\n"
        case "joint":
            return ""
    code = found["escape"]
    return character(code[1:]) if len(code) > 1 else _ESCAPES.get(code)


def write_string(old: str, text: str) -> str:
    """`text` spelled as the string `old` is, in other quotes only where it must be.

    White space around what `old` says stays.
    """
    opening = _DELIMITER.match(old)
    reading = read_string(old, 0)
    begin, end = outer_space(reading.text) if reading else ("", "")
    text = f"{begin}{text}{end}"
    if opening is None or (opening["marks"] == "'" and ("'" in text or CONTROL.search(text))):
        return in_quotes(text)
    match opening["marks"]:
        case "'":
            return f"'{text}'"
        case '"':
            return in_quotes(text)
        case marks:
            return _write_lines(marks, opening["break"], text, line_ending(old))


def _write_lines(marks: str, first: str, text: str, ending: str) -> str:
    """A string of several lines."""
    if marks == "'''" and not (marks in text or text.endswith("'") or NO_TEXT.search(text)):
        inner = text
    else:
        marks = '"""'
        inner = _ENDS_LINES.sub(r'\\"', text.replace("\\", "\\\\"))
        inner = NO_TEXT.sub(lambda found: f"\\u{ord(found.group()):04x}", inner)
    if not first and inner.startswith("\n"):
        first = ending
    return f"{marks}{first}" + inner.replace("\n", ending) + marks
