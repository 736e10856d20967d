"""Writes a translation into Markdown so that it stays the block it is: escapes by backslash, where needed.

What begins a block or interrupts a paragraph is said in chapters 4 and 5 of CommonMark 0.31; to that come
GitHub's tables and the marks of site generators (`:::`, `!!!`, `+++`).
"""

import re

from l10n.formats.lines import BLANKS

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl"
    "|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    "|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th"
    "|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""

_OPENING = re.compile(
    rf"""
      \#{{1,6}}(?:[ \t]|\Z)                             # heading
    | >                                                 # block quote
    | [-+*](?:[ \t]|\Z)                                 # list
    | ([-*])(?:[ \t]*\1)*[ \t]*\Z                       # thematic break, perhaps only after a list's marker
    | _[ \t]*_[ \t]*_[_ \t]*\Z
    | =+[ \t]*\Z                                        # underline of a heading
    | (?=[^-]*-)[|:-][-|:\s]*\Z                         # second line of a table
    | `{{3,}}[^`]*\Z | ~{{3,}}                          # code
    | :{{3,}} | :[ \t] | !{{3}} | \?{{3}} | /{{3}} | \${{2}}  # containers, definitions, admonitions, formulas
    | \+{{3}}[ \t]*\Z                                   # front matter
    | <(?:!--|\?|![A-Za-z]|!\[CDATA\[)
    | (?i: <(?:script|pre|style|textarea)(?:[\s>]|\Z) | </?(?:{_BLOCK_TAGS})(?:\s|/?>|\Z) )
    | <[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>\s*\Z | </[A-Za-z][A-Za-z0-9-]*\s*>\s*\Z
    """,
    re.VERBOSE,
)
"""A line that would begin or end a block if it did not begin with a backslash."""
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:[ \t]|\Z))")
_LABEL = re.compile(r"\[(?:\\.|[^\[\]\\])*\](?=:)", re.DOTALL)
"""A line that would define a link or a footnote if its colon were not escaped."""
_CLOSING_MARKS = re.compile(r"(?:(?<=[ \t])|(?<!.))(?=#+\Z)", re.DOTALL)
_BREAK = re.compile(r"\r\n|\n|\r")
_PIPE = re.compile(r"(?<!\\)\|")


def paragraph(translation: str, prefix: str, ending: str) -> str:
    """A paragraph: one line for each hard break and one more, `prefix` before all but the first."""
    lines = [guarded(text) + mark for text, mark in _lines(translation)]
    return f"{ending}{prefix}".join(lines)


def without_pipes(text: str) -> str:
    """`text` with its pipes written as entities."""
    return text.replace("\\|", "|").replace("|", "&#124;")


def heading(translation: str) -> str:
    """A heading after `#` marks: one line, that does not end in what would close it."""
    return _CLOSING_MARKS.sub(r"\\", _one_line(translation), count=1)


def cell(translation: str, begins_line: bool) -> str:
    """A table cell: one line, pipes escaped."""
    text = _PIPE.sub(r"\|", _one_line(translation))
    if begins_line:
        text = guarded(text)
    return f"{text} " if text.endswith("\\") else text


def guarded(line: str) -> str:
    """`line` so that it begins no block; it must not begin with blanks."""
    if _OPENING.match(line):
        return f"\\{line}"
    if found := _NUMBER.match(line) or _LABEL.match(line):
        return f"{line[: found.end()]}\\{line[found.end() :]}"
    return line


def breaks_line(line: str) -> bool:
    """True if a backslash ends `line` that is not escaped itself."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _lines(translation: str) -> list[tuple[str, str]]:
    """The lines between hard breaks, without blanks around them, each with the mark of the break after it."""
    *broken, last = _BREAK.split(translation)
    found: list[tuple[str, str]] = []
    current = ""
    for part in broken:
        text = part.strip(BLANKS)
        current = f"{current} {text}".strip(" ")
        spaces = len(part) - len(part.rstrip(" "))
        mark = "\\" if breaks_line(text) else " " * spaces if spaces >= 2 else ""
        if text and mark:
            found.append((current.removesuffix(mark).rstrip(BLANKS), mark))
            current = ""
    found.append((f"{current} {last.strip(BLANKS)}".strip(" "), ""))
    *found, (last, _) = [(text, mark) for text, mark in found if text.strip()] or [("\\", "")]
    return [*found, (last, "")]


def _one_line(translation: str) -> str:
    return " ".join(text for text, _ in _lines(translation))
