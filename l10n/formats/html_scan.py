"""Tags, comments and texts of HTML by place, as the tokenizer of the HTML standard (section 13.2.5) has them.

Total and linear: every text is cut into tokens that tile it, and what the standard drops at the end of a file
(a tag or a comment without an end) is one token that runs to the end.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from l10n.formats.html_elements import RAW, VOID

TokenKind = Literal["text", "open", "close", "void", "raw", "value", "comment", "other"]
"""`open` and `close` are tags, `void` one that has no content. `raw` is the inside of an element that has no
tags in it, `name` tells which. `value` is an attribute's, and never one of `tokens`. `other` are
declarations, processing instructions, what cannot be a tag, and an unfinished tag."""


class Token(NamedTuple):
    """A stretch of a page: code points `start` to `end`, half-open."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    """The element, in lower case; "" for texts and `other`."""


class Attribute(NamedTuple):
    """An attribute as it stands in a tag."""

    name: str
    """In lower case."""
    place: tuple[int, int]
    """Code points of its name, half-open."""
    value: tuple[int, int] | None
    """Code points of its value, without quotes; None where there is no `=`."""
    quote: str
    """What stands around the value: a quote, an apostrophe, or nothing."""


SPACE = " \t\n\f\r"
"""What HTML takes for white space."""

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*|(?=>))"""
_TAG = re.compile(
    rf"""</?([A-Za-z](?>[^\s/>]*))(?>(?:[\s/]*[^\s/>](?>[^\s/>=]*)(?:\s*=\s*{_VALUE}|(?!\s*=)))*)([\s/]*)>""",
    re.ASCII,
)
"""Of what begins with a letter, fails only on what runs out of text."""
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*|)))?""", re.ASCII
)
_QUOTES = ("", "", '"', "'", "")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_NAME = re.compile(r"</?[A-Za-z]")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.ASCII | re.IGNORECASE) for name in RAW}


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]`, which they tile."""
    scan = _Scan(text, end)
    at = text_from = start
    while (at := text.find("<", at, end)) >= 0:
        token = scan.markup(at)
        if token is None:
            at += 1
            continue
        if text_from < at:
            yield Token("text", text_from, at)
        yield token
        at = text_from = token.end
        if token.kind == "open" and token.name in RAW:
            at = text_from = scan.raw_end(token.name, at)
            if token.end < at:
                yield Token("raw", token.end, at, token.name)
    if text_from < end:
        yield Token("text", text_from, end)


class _Scan:
    """Finds where markup ends. Remembers which ends do not come any more, so as to look for them once."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._xml = text.startswith(("<?xml", "\ufeff<?xml"))
        self._absent: set[str] = set()

    def markup(self, at: int) -> Token | None:
        """The markup that begins with the `<` at `at`; None where that is a character as any other."""
        text, end = self._text, self._end
        if found := _TAG.match(text, at, end):
            name = found[1].lower()
            if text[at + 1] == "/":
                return Token("close", at, found.end(), name)
            closed = name in VOID or (found[2][-1:] == "/" and (self._xml or name not in RAW))
            return Token("void" if closed else "open", at, found.end(), name)
        if _NAME.match(text, at, end):
            return Token("other", at, end)
        if text.startswith("<!--", at, end):
            found = _COMMENT.match(text, at, end)
            return Token("comment", at, found.end() if found else end)
        if text.startswith("<?", at, end):
            return Token("other", at, self._after("?>", at) or self._after(">", at) or end)
        if text.startswith("<![CDATA[", at, end):
            return Token("other", at, self._after("]]>", at) or self._after(">", at) or end)
        if text.startswith(("<!", "</"), at, end) and at + 2 < end:
            return Token("other", at, self._after(">", at) or end)
        return None

    def raw_end(self, name: str, at: int) -> int:
        """Where the content ends of the element whose tag ends at `at`."""
        found = None if name == "plaintext" else _RAW_END[name].search(self._text, at, self._end)
        return found.start() if found else self._end

    def _after(self, mark: str, at: int) -> int:
        """Where the next `mark` from `at` on ends; 0 where there is none."""
        if mark in self._absent:
            return 0
        found = self._text.find(mark, at, self._end)
        if found < 0:
            self._absent.add(mark)
            return 0
        return found + len(mark)


def attributes(text: str, tag: Token) -> Iterator[Attribute]:
    """The attributes of a tag, in the order they stand; of equal names the first one counts."""
    for found in _ATTRIBUTE.finditer(text, tag.start + 1 + len(tag.name), tag.end - 1):
        group = found.lastindex or 1
        value = found.span(group) if group > 1 else None
        yield Attribute(found[1].lower(), found.span(1), value, _QUOTES[group])


def first_tag(text: str, element: Token) -> Token:
    """The tag that a token begins with which is a whole element."""
    found = _TAG.match(text, element.start, element.end)
    return element._replace(end=found.end()) if found else element
