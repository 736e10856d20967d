"""Finds the stretches of a text that mean something to Markdown, HTML or a template language.

The text is read as inline Markdown with HTML, whose rules for code spans, escapes, tags and links are those
of CommonMark 0.31; plain prose has next to nothing of either. To that come what GitHub, pandoc, Sphinx and
wikis add, and the placeholders of programs. The time is linear in the length of the text, whatever it holds.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from l10n.model import Span
from l10n.text.addresses import address_end, beginnings
from l10n.text.syntax import CLOSED, CLOSED_OPENING, FIRST, GROUPS, INNER, PROTECTED, TOKEN, MaskKind


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of a unit's text that is no language."""

    span: Span
    """In code points of the text."""
    kind: MaskKind
    """Of several joined masks, the first one's."""


class Token(NamedTuple):
    """A stretch that means something to Markdown or to us."""

    name: str
    start: int
    end: int
    kind: MaskKind | None = None
    """What is protected of it, if anything."""
    inner: tuple[int, int] = (0, 0)
    """Where that stands: all of the token, or part of it."""


_COMMANDS = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})?")
_WORD = re.compile(r"[^\W\d_]{2}")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, from left to right, disjoint.

    A wiki link with a caption gives two, one on each side of it.
    """
    reader = _Reader(text)
    waiting = beginnings(text)
    address = next(waiting, None)
    at = 0
    special = FIRST.search(text)
    while True:
        if special and special.start() < at:
            special = FIRST.search(text, at)
        while address and address.start < at:
            address = next(waiting, None)
        if address and (special is None or address.start <= special.start()):
            start, at = address.start, address_end(text, address)
            yield Token(address.kind, start, at, address.kind, (start, at))
            continue
        if special is None:
            return
        found = reader.read(special.start(), at)
        at = special.end()
        for token in found:
            at = token.end
            yield token


class _Reader:
    """Reads tokens at places of one text. Remembers what it looked for in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()
        self._ticks: dict[int, list[int]] | None = None

    def read(self, start: int, floor: int) -> tuple[Token, ...]:
        """What begins at `start`, which stands for something: one token or two or none.

        The spaces before a line's end, from `floor` on, belong to the break they make.
        """
        first = self._text[start]
        if first == "`":
            return (self._code(start, start),)
        if first == "\n":
            return self._line_end(start, floor)
        if first in "<{" and (closed := self._closed(start)):
            return (closed,)
        found = TOKEN[first].match(self._text, start)
        if found is None:
            return ()
        name = found.lastgroup or ""
        if special := _SPECIAL.get(name):
            return special(self, found)
        return (_token(found, name),)

    def _closed(self, start: int) -> Token | None:
        """A comment, an instruction or a shortcode."""
        opening = CLOSED_OPENING.match(self._text, start)
        if opening is None:
            return None
        closing, kind = CLOSED[opening.group()]
        if closing in self._missing:
            return None
        end = self._text.find(closing, opening.end())
        if end < 0:
            self._missing.add(closing)
            return None
        end += len(closing)
        return Token(kind, start, end, kind, (start, end))

    def _code(self, start: int, ticks_at: int) -> Token:
        """Code from `start` on whose backticks begin at `ticks_at`, or backticks that have no partner."""
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`+", self._text):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        length = 1
        while self._text.startswith("`", ticks_at + length):
            length += 1
        places = self._ticks.get(length, [])
        nearest = bisect_left(places, ticks_at + length)
        if nearest == len(places):
            return Token("ticks", ticks_at, ticks_at + length)
        end = places[nearest] + length
        return Token("code", start, end, "code", (start, end))

    def _line_end(self, start: int, floor: int) -> tuple[Token, ...]:
        spaces_at = start
        while spaces_at > floor and self._text[spaces_at - 1] == " ":
            spaces_at -= 1
        return (Token("break", spaces_at, start + 1),) if start - spaces_at >= 2 else ()

    def entity(self, found: re.Match[str]) -> tuple[Token, ...]:
        """An entity, if it exists."""
        return (_token(found, "entity"),) if _is_entity(found.group()) else ()

    def role(self, found: re.Match[str]) -> tuple[Token, ...]:
        """Code that says what it is: {term}`word` or :term:`word`."""
        token = self._code(found.start(), found.end())
        if token.name == "code":
            return (token,)
        placeholder = TOKEN["{"].match(self._text, found.start(), found.end())
        return (_token(placeholder, "placeholder"),) if placeholder else ()

    def math(self, found: re.Match[str]) -> tuple[Token, ...]:
        """A formula, if it is none of two prices or a remark in brackets."""
        return (_token(found, "math"),) if _is_formula(found) else self._without_math(found)

    def _without_math(self, found: re.Match[str]) -> tuple[Token, ...]:
        start = found.start()
        if self._text[start] == "\\":
            return (Token("escape", start, start + 2),)
        return ()

    def wiki(self, found: re.Match[str]) -> tuple[Token, ...]:
        """A link to a wiki page: as a whole, or what stands on both sides of its caption."""
        start, end = found.span()
        if found["caption"] is None:
            return (Token("page", start, end, "reference", found.span("page")),)
        caption = found.span("caption")
        return (
            Token("page_opening", start, caption[0], "reference", found.span("page")),
            *self._within(*caption),
            Token("page_closing", caption[1], end),
        )

    def _within(self, start: int, end: int) -> Iterator[Token]:
        for token in tokens(self._text[start:end]):
            inner = (token.inner[0] + start, token.inner[1] + start)
            yield token._replace(start=token.start + start, end=token.end + start, inner=inner)


_SPECIAL: dict[str, Callable[[_Reader, re.Match[str]], tuple[Token, ...]]] = {
    "entity": _Reader.entity,
    "role": _Reader.role,
    "math": _Reader.math,
    "wiki": _Reader.wiki,
}
"""Tokens that need more than their pattern."""


def _token(found: re.Match[str], name: str) -> Token:
    start, end = found.span()
    if kind := PROTECTED.get(name):
        return Token(name, start, end, kind, (start, end))
    for group in GROUPS.get(name, ()):
        if found[group]:
            return Token(name, start, end, INNER[group], found.span(group))
    return Token(name, start, end)


def _is_formula(found: re.Match[str]) -> bool:
    """False for what has words where prices and remarks have them.

    Two dollar signs make a formula in pandoc where no space follows the first and neither space precedes nor
    digit follows the second; prices can look like that too, and so can names of variables.
    """
    text, start, end = found.string, found.start(), found.end()
    if text.startswith("$$", start):
        return True
    doubtful = text[start] == "\\" or text[start + 1].isdigit() or text[end : end + 1].isalpha()
    return not doubtful or not _WORD.search(_COMMANDS.sub(" ", found.group()))


def _is_entity(text: str) -> bool:
    return text[1] == "#" or text[1:] in _entity_names()


@cache
def _entity_names() -> frozenset[str]:
    from html.entities import html5

    return frozenset(html5)
