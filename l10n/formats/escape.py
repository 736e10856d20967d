"""Writes a translation into Markdown so that it stays the block it is: escapes by backslash, where needed.

What begins a block or interrupts a paragraph is said in chapters 4 and 5 of CommonMark 0.31; to that come
GitHub's tables and task lists, definition lists and the blocks of site generators.
"""

import re
import string
from collections.abc import Callable

from l10n.formats.lines import BLANKS, joined
from l10n.formats.markdown_foreign import opening
from l10n.text.syntax import ATTRIBUTE

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl"
    "|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    "|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th"
    "|thead|title|tr|track|ul"
)

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
    | :{{3,}} | !{{3}} | \?{{3}} | /{{3}}                  # containers, admonitions
    | [:~][ \t]                                         # definition
    | \[[ xX]\][ \t]                                    # task
    | \+{{3}}[ \t]*\Z                                   # front matter
    | <(?:!--|\?|![A-Za-z]|!\[CDATA\[)
    | (?i: <(?:script|pre|style|textarea)(?:[\s>]|\Z) | </?(?:{_BLOCK_TAGS})(?:\s|/?>|\Z) )
    | <[A-Za-z][A-Za-z0-9-]*(?:{ATTRIBUTE})*\s*/?>\s*\Z | </[A-Za-z][A-Za-z0-9-]*\s*>\s*\Z
    """,
    re.VERBOSE,
)
"""A line that would begin or end a block if it did not begin with a backslash."""
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:[ \t]|\Z))")
_LABEL = re.compile(r"\[(?:\\.|[^\[\]\\])*\](?=:)", re.DOTALL)
"""A line that would define a link or a footnote if its colon were not escaped."""
_CLOSING_MARKS = re.compile(r"(?:(?<=[ \t])|(?<!.))(?=#+\Z)", re.DOTALL)
_BREAK = re.compile(r"\r\n|\n|\r")
_FENCE = re.compile(r"\A(?:`{3,}|~{3,})")
_PIPE = re.compile(r"(?<!\\)\|")


def lines(translation: str, prefix: str, ending: str) -> str:
    """A paragraph: one line for each hard break and one more, `prefix` before all but the first."""
    return f"{ending}{prefix}".join(guarded(text) + mark for text, mark in _lines(translation))


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


def _term(translation: str) -> str:
    """The head of a definition: one line, by itself."""
    return guarded(_one_line(translation))


def _line(translation: str) -> str:
    """A text that goes on to the end of a line, after a container's name."""
    text = _one_line(translation)
    if text.endswith("}"):
        text = f"{text[:-1]}\\}}"
    return f"\\{text}" if text[:1] in ("[", "{") else text


def _replacing(char: str, reference: str) -> Callable[[str], str]:
    """Writes a text in which no backslash escapes `char`."""
    return lambda translation: _one_line(translation).replace(char, reference)


def _escaping(chars: str) -> Callable[[str], str]:
    """Writes a text between marks, some of `chars`, that a backslash escapes."""
    pattern = re.compile(rf"\\.|[{re.escape(chars)}]|\\\Z")
    return lambda translation: pattern.sub(
        lambda found: found.group() if len(found.group()) == 2 else f"\\{found.group()}",
        _one_line(translation),
    )


def _comment(translation: str) -> str:
    """A comment in a code block: one line that ends neither the comment nor the block."""
    text = _BREAK.sub(" ", translation).strip()
    return _FENCE.sub("", text).replace("*/", "* /").replace("-->", "-- >") or "-"


WRITERS: dict[str, Callable[[str], str]] = {
    "heading": heading,
    "term": _term,
    "line": _line,
    'quoted"': _replacing('"', "&quot;"),
    "quoted'": _replacing("'", "&#39;"),
    "bracketed": _escaping("[]"),
    'title"': _escaping('"'),
    "title'": _escaping("'"),
    "title(": _escaping("()"),
    "comment": _comment,
}
"""How texts are written that stand on one line, by the first word of `Unit.syntax`."""


def guarded(line: str) -> str:
    """`line` so that it begins no block; it must not begin with blanks."""
    if found := _NUMBER.match(line) or _LABEL.match(line):
        return f"{line[: found.end()]}\\{line[found.end() :]}"
    if not _OPENING.match(line) and not opening(line):
        return line
    escaped = f"\\{line}"
    if line[0] in string.punctuation and not opening(escaped):
        return escaped
    return f"&#{ord(line[0])};{line[1:]}"


def breaks_line(line: str) -> bool:
    """True if a backslash ends `line` that is not escaped itself."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _lines(translation: str) -> list[tuple[str, str]]:
    """The lines between hard breaks, without blanks around them, each with the mark of the break after it."""
    *broken, last = _BREAK.split(translation)
    found: list[tuple[str, str]] = []
    soft: list[str] = []
    for part in broken:
        text = part.strip(BLANKS)
        soft.append(text)
        spaces = len(part) - len(part.rstrip(" "))
        mark = "\\" if breaks_line(text) else " " * spaces if spaces >= 2 else ""
        if text and mark:
            found.append((joined(soft).removesuffix(mark).rstrip(BLANKS), mark))
            soft = []
    found.append((joined([*soft, last.strip(BLANKS)]), ""))
    *found, (last, _) = [(text, mark) for text, mark in found if text.strip()] or [("\\", "")]
    return [*found, (last, "")]


def _one_line(translation: str) -> str:
    return " ".join(text for text, _ in _lines(translation))
