"""The four kinds of comments of an entry, read and written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# GNU gettext puts file names with spaces between these (FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE).
_ISOLATE, _POP = "\u2068", "\u2069"
# White space is ASCII's, as in gettext: a no-break space is part of a file's name.
_REFERENCE = re.compile(rf"{_ISOLATE}([^{_POP}]*){_POP}([^ \t\r\f\v]*)|([^ \t\r\f\v]+)")
_FLAG = re.compile(r"range:[ \t]*[^, \t\r\f\v]+|[^, \t\r\f\v]+")
_SPACE = re.compile(r"[ \t\r\f\v]")


@dataclass(frozen=True, slots=True)
class Notes:
    """Comments by kind, in file order, as `l10n.model.Entry` has them."""

    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 10)
def notes_in(text: str) -> Notes:
    """What whole comment lines say; kept, since most entries of an article say the same of themselves."""
    return read_comments(text.split("\n")[:-1])


def read_comments(lines: Iterable[str]) -> Notes:
    """Sort comment lines, each from its `#` on, by kind. One space after the marker is not content."""
    comments: list[str] = []
    extracted: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for line in lines:
        text = line.removesuffix("\r").replace("\\\n", "")
        rest = text[2:]
        match text[1:2]:
            case ".":
                extracted.append(rest.removeprefix(" "))
            case ":":
                references += _references(rest)
            case "," | "!":
                flags += _FLAG.findall(rest)
            case _:
                comments.append(text[1:].removeprefix(" "))
    return Notes(tuple(comments), tuple(extracted), tuple(references), tuple(flags))


def _references(text: str) -> list[str]:
    if text.isprintable() and text.isascii():
        return text.split()
    return [named + tail if named or tail else plain for named, tail, plain in _REFERENCE.findall(text)]


def write_comments(notes: Notes, width: int) -> list[str]:
    """Lines in GNU's order, one for each line of a comment; references are filled up to `width` columns."""
    lines = [_line("#", line) for text in notes.comments for line in text.split("\n")]
    lines += [_line("#.", line) for text in notes.extracted for line in text.split("\n")]
    lines += _reference_lines(notes.references, width)
    if notes.flags:
        lines.append("#, " + ", ".join(notes.flags))
    return lines


def _line(marker: str, text: str) -> str:
    line = f"{marker} {text}" if text else marker
    # A backslash at the end would swallow the next line.
    return f"{line} " if line.endswith("\\") else line


@lru_cache(maxsize=1 << 10)
def _reference_lines(references: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Kept for a while, since most entries of an article have the same references."""
    lines: list[str] = []
    line = "#:"
    for reference in references:
        word = _isolated(reference)
        if line != "#:" and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = "#:"
        line += f" {word}"
    return (*lines, line) if line != "#:" else ()


def _isolated(reference: str) -> str:
    if not _SPACE.search(reference):
        return reference
    path, colon, number = reference.rpartition(":")
    if colon and number.isdigit():
        return f"{_ISOLATE}{path}{_POP}:{number}"
    return f"{_ISOLATE}{reference}{_POP}"
