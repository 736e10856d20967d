"""Texts of HTML as translators see them: white space as one space, and most character references decoded.

A msgid is still HTML. A reference is decoded to the letter or sign that it stands for, but for those of ASCII
(`&lt;`, `&amp;`; a page that writes `&#123;` has its reasons) and of what cannot be seen (`&nbsp;`, `&shy;`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import NamedTuple

from l10n.formats.html_elements import DRAWINGS
from l10n.formats.html_scan import SPACE, Token, attributes, tokens

REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,4000}|[xX][0-9A-Fa-f]{1,4000});?|[A-Za-z][A-Za-z0-9]{1,40};?)")
"""What may be a character reference; a name only if HTML knows it."""

_BLANKS = rf"[{SPACE}]{{2,}}|[\t\n\f\r]"
_SPACES = re.compile(_BLANKS)
_CHANGED = re.compile(rf"{_BLANKS}|{REFERENCE.pattern}")
_CHANGED_IN_LINES = re.compile(rf"\r\n?|{REFERENCE.pattern}")
_MAY_CHANGE = re.compile(rf"{_BLANKS}|&|\\<")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Change(NamedTuple):
    """What a msgid writes in another way than the page: `text` for what stands at code points `start` to
    `end`."""

    start: int
    end: int
    text: str


def message(
    text: str, parts: Sequence[Token], keeps_space: bool = False
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The msgid that adjacent tokens make, and its anchors (see `Unit.anchors`).

    With `keeps_space`, line breaks and blanks stay, as in `pre`; every line break is a line feed.
    """
    at, end = parts[0].start, parts[-1].end
    anchors = [(0, at)]
    if not _MAY_CHANGE.search(text, at, end):
        return text[at:end], tuple(anchors)
    pieces: list[str] = []
    length = 0
    for token in parts:
        for change in _changes(text, token, keeps_space):
            pieces += [text[at : change.start], change.text]
            length += change.start - at + len(change.text)
            at = change.end
            if len(change.text) != change.end - change.start:
                anchors.append((length, at))
        pieces.append(text[at : token.end])
        length += token.end - at
        at = token.end
        if token.kind == "text" and text[at - 1] == "\\" and at < end:
            # Before a tag, Markdown's readers of msgids would take it for an escape.
            pieces[-1] = f"{pieces[-1][:-1]}&#92;"
            length += len("&#92;") - 1
            anchors.append((length, at))
    return "".join(pieces), tuple(anchors)


def _changes(text: str, token: Token, keeps_space: bool) -> Iterator[Change]:
    """The changes within a token, in the order of the text."""
    if token.kind in ("text", "raw", "value"):
        yield from _text_changes(text, token, keeps_space)
    elif token.name in DRAWINGS:
        for part in tokens(text, token.start, token.end):
            yield from _markup_changes(text, part)
    else:
        yield from _markup_changes(text, token)


def _markup_changes(text: str, token: Token) -> Iterator[Change]:
    if not _SPACES.search(text, token.start, token.end):
        return
    if token.kind in ("open", "close", "void"):
        yield from _tag_changes(text, token)
    else:
        yield from _single_spaces(text, token.start, token.end)


def _text_changes(text: str, token: Token, keeps_space: bool) -> Iterator[Change]:
    pattern = _CHANGED_IN_LINES if keeps_space else _CHANGED
    for found in pattern.finditer(text, token.start, token.end):
        old = found.group()
        if old[0] != "&":
            yield Change(*found.span(), "\n" if keeps_space else " ")
            continue
        if (
            token.kind == "value"
            and old[-1] != ";"
            and not _counts_in_value(text, found.end(), token.end, old)
        ):
            continue
        length, new = decoded(old)
        if new != old[:length]:
            yield Change(found.start(), found.start() + length, new)


def _tag_changes(text: str, tag: Token) -> Iterator[Change]:
    """White space between attributes is one space; a line break within a value is written as a reference."""
    at = tag.start
    for _, place, value, _ in attributes(text, tag):
        yield from _single_spaces(text, at, place[0])
        at = place[1]
        if value:
            yield from _single_spaces(text, at, value[0])
            at = value[1]
            for found in _LINE_BREAK.finditer(text, *value):
                yield Change(*found.span(), "&#10;")
    yield from _single_spaces(text, at, tag.end)


def _single_spaces(text: str, start: int, end: int) -> Iterator[Change]:
    for found in _SPACES.finditer(text, start, end):
        yield Change(*found.span(), " ")


def _counts_in_value(text: str, at: int, end: int, reference: str) -> bool:
    """True for a reference without a semicolon that an attribute's value may hold (section 13.2.5.73)."""
    return reference[1] == "#" or (reference[1:] in html5 and not text.startswith("=", at, end))


@lru_cache(maxsize=1024)
def decoded(reference: str) -> tuple[int, str]:
    """How much of what may be a reference is one, in code points, and what a msgid has in its place.

    What it stands for; else itself, a semicolon added where the page left it out.
    """
    length = len(reference)
    if reference[1] != "#" and reference[1:] not in html5:
        length = next((n for n in range(length - 1, 2, -1) if reference[1:n] in html5), 0)
    known = reference[:length]
    char = unescape(known)
    if char and all(map(_is_shown, char)):
        return length, char
    return length, known if known[-1:] in ("", ";") else f"{known};"


def _is_shown(char: str) -> bool:
    """True for what a translator can see and type without harm to the markup."""
    if char.isascii():
        return char in "\"'"
    return char != "\ufffd" and unicodedata.category(char)[0] not in "CZ"
