"""What stands at the edges of a block's text and is none of it: marks, anchors, attributes."""

import re

from l10n.formats.lines import BLANKS
from l10n.model import UnitKind

_MARKS = re.compile(r"(?:>[ \t]*|(?:[-*+:~]|\d{1,9}[.)]|\[[ xX]\]|#{1,6})[ \t]+|\[\^[^\[\]]+\]:[ \t]*)+")
"""Marks of quotes, items, meanings, tasks, headings and footnotes."""
_BEFORE = re.compile(r"(?:<a\s[^<>]*>[ \t]*</a>[ \t]*|\{:[^{}]*\}[ \t]*)(?=\S)")
"""What may begin a block that is no text: an anchor, kramdown's attributes of an item."""
_ANCHOR_AFTER = re.compile(r"[ \t]*<a\s[^<>]*>[ \t]*</a>\Z")


def after_marks(text: str) -> int:
    """Where `text`, a line that is one text to us, begins to be one to every parser."""
    found = _MARKS.match(text)
    return found.end() if found else 0


def after_attributes(text: str) -> int:
    """Where `text` begins after an anchor or attributes; 0 where there is nothing else."""
    found = _BEFORE.match(text) if text[:2] in ("<a", "{:") else None
    return found.end() if found else 0


def without_attributes(text: str, kind: UnitKind) -> str:
    """`text` without the attributes or the anchor that it ends in, unless there is nothing else."""
    if text[-1] == ">":
        return _ANCHOR_AFTER.sub("", text) or text
    start = text.rfind("{")
    if start <= 0 or text[start + 1] not in "#.:" or "}" in text[start:-1]:
        return text
    if text[start - 1] not in " \t" and not (kind == "heading" and text[start + 1] == "#"):
        return text
    return text[:start].rstrip(BLANKS)
