"""The comments in code blocks, which people read although no code is translated."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from l10n.formats.lines import Lines, Piece, make_unit
from l10n.model import Span, Unit

_DOUBLE, _SINGLE = r'"(?:\\.|[^"\\\n])*"', r"'(?:\\.|[^'\\\n])*'"
_CHAR = r"'(?:\\[^'\n]{1,10}|[^'\\\n])'"
_TEMPLATE = r"`(?:\\.|[^`\\])*`"
_LONG = r'"{3}[\s\S]*?(?:"{3}|\Z)'
_SLASHES, _HASHES, _DASHES, _SEMICOLONS, _PERCENTS = (
    rf"(?:(?<=\s)|(?<![\s\S])){mark}(?!\S)[ \t]*(?P<line>[^\n]*)"
    for mark in ("//+!?", "#+", "--+", ";+", "%+")
)
_STARS = r"/\*+(?P<block>(?:(?!\*/)[\s\S])*)(?:\*/|\Z)"
_SGML = r"<!--(?P<block>(?:(?!-->)[\s\S])*)(?:-->|\Z)"

_LANGUAGES = (
    (
        "c cpp c++ h java cs csharp c# kotlin kt scala swift go golang php dart groovy proto sass scss less",
        (_DOUBLE, _SINGLE, _STARS, _SLASHES),
    ),
    ("js javascript ts typescript jsx tsx json5 jsonc", (_DOUBLE, _SINGLE, _TEMPLATE, _STARS, _SLASHES)),
    ("rust rs zig", (_DOUBLE, _CHAR, _STARS, _SLASHES)),
    ("css", (_DOUBLE, _SINGLE, _STARS)),
    ("python py yaml yml toml ruby rb r elixir julia perl pl", (_LONG, _DOUBLE, _SINGLE, _HASHES)),
    ("sh bash shell zsh fish console make makefile dockerfile nix ini conf", (_DOUBLE, _SINGLE, _HASHES)),
    ("sql", (_DOUBLE, _SINGLE, _STARS, _DASHES)),
    ("haskell hs elm ada lua", (_DOUBLE, _DASHES)),
    ("lisp scheme clojure clj elisp asm nasm", (_DOUBLE, _SEMICOLONS)),
    ("tex latex erlang erl matlab prolog", (_DOUBLE, _PERCENTS)),
    ("html xml svg vue xhtml markdown md", (_SGML,)),
)
"""Names of languages; what is a string of theirs, so that no comment begins in it, and what is a comment."""
_LANGUAGE = re.compile(r"\s*\{?\.?(?P<name>[\w+#-]+)")
_MARGIN = re.compile(r"[ \t]*(?:\*(?:[ \t]+|\Z))?")
"""What begins a line of a comment of several lines."""


def comment_units(lines: Lines, language: str, content: str, first: int) -> Iterator[Unit]:
    """The comments in code, in the order of the text.

    `language` is what the block's fence says, `content` the code, whose first line ends line `first` of the
    article, counted from 0. Comments on lines of their own, one below the other, are one unit.
    """
    named = _LANGUAGE.match(language)
    scanner = _scanner(named["name"].lower()) if named else None
    if scanner is None:
        return
    code = Lines(content)
    for group in _groups(code, scanner):
        pieces = [Piece(place) for part in group if (place := _place(lines, first, code, part))]
        unit = make_unit(lines, pieces, "comment", syntax="comment") if len(pieces) == len(group) else None
        if unit:
            yield unit


@cache
def _scanner(language: str) -> re.Pattern[str] | None:
    """Finds strings and comments, with the comments' text as group `line` or `block`."""
    for names, patterns in _LANGUAGES:
        if language in names.split():
            return re.compile("|".join(patterns))
    return None


class _Part(NamedTuple):
    """A stretch of one line of the code, counted from 0; columns are half-open."""

    row: int
    start: int
    end: int


def _groups(code: Lines, scanner: re.Pattern[str]) -> Iterator[list[_Part]]:
    """The lines of each comment."""
    group: list[_Part] = []
    for found in scanner.finditer(code.text):
        if found.lastgroup == "block":
            yield group
            group = []
            yield from _paragraphs(code, *found.span("block"))
        elif found.lastgroup == "line":
            row = code.place(found.start())[0] - 1
            row_at = code.spans[row].start
            part = _Part(row, found.start("line") - row_at, len(code[row].rstrip()))
            if code[row][: found.start() - row_at].strip():
                yield from (group, [part])
                group = []
            elif (
                part.start < part.end and group and (group[-1].row, group[-1].start) == (row - 1, part.start)
            ):
                group.append(part)
            else:
                yield group
                group = [part]
    yield group


def _paragraphs(code: Lines, start: int, end: int) -> Iterator[list[_Part]]:
    """The runs of lines with text of a comment of several lines."""
    first, last = code.place(start)[0] - 1, code.place(end)[0] - 1
    group: list[_Part] = []
    for row in range(first, last + 1):
        row_at = code.spans[row].start
        left = max(start - row_at, 0)
        line = code[row][: end - row_at].rstrip()
        left = found.end() if (found := _MARGIN.match(line, left)) else left
        if left < len(line):
            group.append(_Part(row, left, len(line)))
        else:
            yield group
            group = []
    yield group


def _place(lines: Lines, first: int, code: Lines, part: _Part) -> Span | None:
    """The place in the article of a part of the code, whose lines lost their margins on the left there."""
    row = code[part.row]
    if first + part.row >= len(lines) or not lines[first + part.row].endswith(row.lstrip()):
        return None
    end = lines.spans[first + part.row].end
    return Span(end - len(row) + part.start, end - len(row) + part.end)
