"""YAML scalars: what one says, and a text spelled as one (YAML 1.2.2, chapters 7.3 and 8.1)."""

import re

from l10n.formats.lines import Lines
from l10n.formats.values import CONTROL, NO_TEXT, Reading, character, outer_space, read_tokens
from l10n.model import Span

_BREAK = r"(?:\r\n|\n|\r)"
_FOLD = rf"(?P<fold>[ \t]*+{_BREAK}(?:[ \t]*+{_BREAK})*[ \t]*)"
_TOKENS = {
    "": re.compile(rf"{_FOLD}|(?P<text>[^ \t\r\n]+|[ \t]+)"),
    "'": re.compile(rf"{_FOLD}|(?P<quote>'')|(?P<text>[^' \t\r\n]+|[ \t]+)"),
    '"': re.compile(
        rf"{_FOLD}|(?P<joint>\\{_BREAK}(?:[ \t]*+{_BREAK})*[ \t]*)"
        r"|\\(?P<escape>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU\r\n])"
        r'|(?P<text>[^"\\ \t\r\n]+|[ \t]+)'
    ),
}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip

_HEADER = re.compile(
    r"[|>](?P<marks>[-+0-9]{0,2})(?P<comment>(?:[ \t]+#[^\r\n]*)?)[ \t]*(?P<break>\r\n|\n|\r)"
)

_INDICATOR = re.compile(r"""[\s,\[\]{}#&*!|>'"%@`?:=<-]""")
_ENDS_PLAIN = re.compile(r":(?:\s|\Z)|\s\#|\s\Z")
_ENDS_FLOW = re.compile(r"[,\[\]{}]")
_NO_STRING = re.compile(
    r"""
      (?:null|true|false|yes|no|on|off|y|n|~|[-+]?\.(?:inf|nan))\Z
    | [-+.0-9][-+.,:0-9_]*(?:e[-+]?[0-9]+)?\Z               # numbers, versions, times, dates
    | [-+]?0[xob][0-9a-f_]+\Z
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ \t]+)[-+.:0-9 \t]*z?\Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What some version of YAML reads as something else than a text where it has no quotes."""


def read_scalar(raw: str, start: int, indent: int = 0) -> Reading | None:
    """What the scalar `raw` says, which stands at `start` in its file; None where that is not understood.

    `indent` is the number of columns before each line of a block, 0 where its first line shows it. White
    space at the end of a block is not looked at.
    """
    if raw[:1] in ("|", ">"):
        return _read_block(raw, start, indent)
    quote = raw[0] if raw[:1] in ("'", '"') else ""
    inner = Span(len(quote), len(raw) - len(quote))
    return read_tokens(raw, inner, start, _TOKENS[quote], _meaning)


def _meaning(found: re.Match[str]) -> str | None:
    piece = found.group()
    match found.lastgroup:
        case "quote":
            return "'"
        case "escape":
            code = found["escape"]
            return character(code[1:]) if len(code) > 1 else _ESCAPES.get(code)
        case kind:
            breaks = len(re.findall(_BREAK, piece))
            return "\n" * (breaks - 1) or ("" if kind == "joint" else " ")


def _read_block(raw: str, start: int, indent: int) -> Reading | None:
    if not _HEADER.match(raw):
        return None
    lines = Lines(raw)
    indent = indent or block_indent(raw)
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = breaks = 0
    before = ""
    for number in range(1, len(lines)):
        content = lines[number][indent:]
        if not content:
            breaks += 1
            continue
        if not before:
            join = "\n" * breaks
        else:
            join = "\n" * (breaks + 1) if raw[0] == "|" else _join(before, content, breaks)
        parts += [join, content]
        anchors.append((length + len(join), start + lines.span(number).start + indent))
        length += len(join) + len(content)
        before, breaks = content, 0
    if not anchors:
        return None
    if anchors[0][0]:
        anchors.insert(0, (0, start + lines.span(1).start))
    return Reading("".join(parts), tuple(anchors))


def _join(before: str, after: str, blank: int) -> str:
    """What a folded block says between two lines with `blank` empty ones between them."""
    if before[0] in " \t" or after[0] in " \t":
        return "\n" * (blank + 1)
    return "\n" * blank or " "


def block_indent(raw: str) -> int:
    """The columns before the lines of a block: as far as the line that is the least far in."""
    lines = Lines(raw)
    filled = [lines[number] for number in range(1, len(lines)) if lines[number].strip(" ")]
    return min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)


def is_string(text: str) -> bool:
    """True if every YAML reader takes `text` for a text where it has no quotes."""
    return not _NO_STRING.match(text)


def is_plain(text: str, flow: bool) -> bool:
    """True if `text` can stand on one line without quotes, and is a text then."""
    if not text or _INDICATOR.match(text) or _ENDS_PLAIN.search(text) or CONTROL.search(text):
        return False
    return is_string(text) and not (flow and _ENDS_FLOW.search(text))


def write_scalar(old: str, text: str, flow: bool = False, indent: int = 0) -> str:
    """`text` spelled as the scalar `old` is, in other quotes only where it must be.

    White space around what `old` says stays. `flow`: it stands between brackets; `indent`: see `read_scalar`.
    """
    if old[0] in "|>":
        return _write_block(old, text, indent)
    reading = read_scalar(old, 0)
    begin, end = outer_space(reading.text) if reading else ("", "")
    text = f"{begin}{text}{end}"
    if old[0] == "'" and not CONTROL.search(text):
        return "'" + text.replace("'", "''") + "'"
    return text if old[0] not in "\"'" and is_plain(text, flow) else in_quotes(text)


def in_quotes(text: str) -> str:
    """`text` in quotes, escaped as YAML and TOML both read it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'


def _write_block(old: str, text: str, indent: int) -> str:
    """The block with other lines; in quotes where a block cannot hold `text`."""
    header = _HEADER.match(old)
    assert header is not None, old
    indent = indent or block_indent(old)
    begin = old[: header.end() + len(outer_space(old[header.end() :])[0])]
    new = begin + _block_lines(text, old[0] == ">", " " * indent, header["break"])
    reading = read_scalar(new, 0, indent)
    if reading and reading.text.strip() == text and not NO_TEXT.search(text):
        return new
    old_reading = read_scalar(old, 0, indent)
    space = outer_space(old_reading.text)[0] if old_reading else ""
    return in_quotes(space + text + ("" if "-" in header["marks"] else "\n")) + header["comment"]


def _block_lines(text: str, folded: bool, prefix: str, ending: str) -> str:
    """The lines of a block that says `text`, `prefix` before all but the first."""
    first, *others = text.split("\n")
    parts = [first]
    before = first
    for line in others:
        plain = line and before and line[0] not in " \t" and before[0] not in " \t"
        parts += [ending * 2 if folded and plain else ending, prefix if line else "", line]
        before = line or before
    return "".join(parts)
