"""One entry of a .po file from its tokens, by GNU gettext's grammar."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from l10n.catalog.comments import Notes, read_comments
from l10n.catalog.lexer import (
    AFTER_QUOTE,
    AFTER_QUOTE_HINT,
    KEYWORDS,
    Token,
    fail,
    follows_string,
    tokens,
    unescape,
)
from l10n.model import Entry


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one reading step found: an entry, or text that belongs to none (`entry` is None)."""

    entry: Entry | None
    start: int
    """Code point of its first token."""
    end: int
    """Code point after its last token."""
    domain: str | None = None
    """The domain that a `domain` directive begins."""


@dataclass(slots=True)
class _Parts:
    """The strings of an entry as they are collected."""

    strings: dict[str, str] = field(default_factory=dict)
    msgstrs: list[str] = field(default_factory=list)
    keyword: Token | None = None
    """The msgid keyword."""


def parse_one(text: str, start: int, name: str, charset: str, line: int) -> Parsed:
    """Read one entry of `text` from code point `start` on, which is in `line`, with the comments before it.

    At the end of the text, and for a `domain` directive, `Parsed.entry` is None. Raises CatalogError.
    """
    return _Reader(text, start, name, charset, line).read()


class _Reader:
    def __init__(self, text: str, start: int, name: str, charset: str, line: int) -> None:
        self._text, self._name, self._charset = text, name, charset
        self._tokens: Iterator[Token] = tokens(text, start, name)
        self._start, self._line = start, line
        self._end = start
        self._obsolete = False
        self._token = next(self._tokens)

    def read(self) -> Parsed:
        start = self._token.start
        comments: list[str] = []
        while self._token.kind == "comment":
            comments.append(self._take().text)
        if self._token.kind == "end":
            return Parsed(None, start, self._end)
        self._obsolete = self._token.obsolete
        if self._is("domain"):
            self._take()
            domain = self._string()
            return Parsed(None, start, self._end, domain)
        parts = _Parts()
        if self._token.previous:
            self._source(parts, previous=True)
        self._source(parts, previous=False)
        self._translation(parts)
        self._end_of_entry()
        return Parsed(self._entry(parts, read_comments(comments)), start, self._end)

    def _take(self) -> Token:
        token = self._token
        self._end = token.end
        self._token = next(self._tokens)
        return token

    def _is(self, word: str, *, previous: bool = False) -> bool:
        token = self._token
        return token.kind == "word" and token.text == word and token.previous == previous

    def _fail(self, token: Token, message: str, hint: str) -> NoReturn:
        fail(self._text, token.start, self._name, message, hint)

    def _source(self, parts: _Parts, *, previous: bool) -> None:
        mark = "#| " if previous else ""
        wanted = ("msgctxt", "msgid", "msgid_plural")
        for word in wanted:
            if not self._is(word, previous=previous):
                if word == "msgid":
                    self._unexpected(f"{mark}msgid")
                continue
            token = self._take_consistent()
            if not previous and word == "msgid":
                parts.keyword = token
            parts.strings[mark + word] = self._strings(token)

    def _unexpected(self, wanted: str) -> NoReturn:
        token = self._token
        if token.kind == "word" and token.text not in KEYWORDS and follows_string(self._text, token.start):
            self._fail(token, AFTER_QUOTE, AFTER_QUOTE_HINT)
        if token.kind == "word" and token.text not in KEYWORDS:
            hint = "keywords are msgctxt, msgid, msgid_plural and msgstr; text must be in quotes"
            self._fail(token, f"unknown keyword {token.text}", hint)
        if token.kind == "string":
            self._fail(token, f"a string where {wanted} must stand", "is a line missing before it?")
        if token.kind == "comment":
            hint = "comments stand before an entry, and all of them before #| lines"
            self._fail(token, f"a comment where {wanted} must stand", hint)
        found = token.text or "the end of the file"
        self._fail(token, f"{found} where {wanted} must stand", "is a line missing before it?")

    def _strings(self, keyword: Token) -> str:
        """The strings after a keyword, joined; at least one."""
        pieces = [self._string(previous=keyword.previous)]
        while self._token.kind == "string" and self._token.previous == keyword.previous:
            pieces.append(self._string(previous=keyword.previous))
        return "".join(pieces)

    def _string(self, *, previous: bool = False) -> str:
        if self._token.kind != "string":
            self._unexpected("a string in quotes")
        if self._token.previous != previous:
            self._unexpected("a string behind #|" if previous else "a string without #|")
        token = self._take_consistent()
        try:
            return unescape(token.text, self._charset)
        except ValueError:
            hint = "octal and hexadecimal escapes must make characters of the file's charset, but not NUL"
            self._fail(token, "escapes that make no text", hint)

    def _take_consistent(self) -> Token:
        token = self._take()
        if token.obsolete != self._obsolete:
            message = "some lines of the entry begin with #~ and some do not"
            self._fail(token, message, "mark all of them or none")
        return token

    def _translation(self, parts: _Parts) -> None:
        keyword = parts.keyword
        assert keyword is not None
        plural = "msgid_plural" in parts.strings
        if not self._is("msgstr"):
            wanted = "msgstr[0]" if plural else "msgstr"
            if self._token.kind == "word" and self._token.text not in KEYWORDS:
                self._unexpected(wanted)
            hint = f'every entry needs one: add {wanted} ""'
            self._fail(keyword, f"the entry has no {wanted}", hint)
        while self._is("msgstr"):
            token = self._take_consistent()
            index = self._index()
            if (index is not None) != plural:
                message = (
                    "msgstr without [0] after msgid_plural" if plural else "msgstr[…] without msgid_plural"
                )
                self._fail(
                    token, message, "plural entries need both msgid_plural and msgstr[0], msgstr[1], …"
                )
            if index is not None and index != len(parts.msgstrs):
                message = f"msgstr[{index}] where msgstr[{len(parts.msgstrs)}] must stand"
                self._fail(token, message, "plural forms are numbered from 0 without gaps")
            parts.msgstrs.append(self._strings(token))
            if not plural:
                break

    def _index(self) -> int | None:
        if self._token.text != "[" or self._token.kind != "bracket":
            return None
        self._take()
        if self._token.kind != "number":
            self._unexpected("a plural form's number")
        index = int(self._take().text)
        if self._token.text != "]":
            self._unexpected("]")
        self._take()
        return index

    def _end_of_entry(self) -> None:
        """Refuse what cannot follow an entry, so that the message names what was expected there."""
        kind, text = self._token.kind, self._token.text
        if kind not in ("comment", "end") and text not in ("msgctxt", "msgid", "domain"):
            self._unexpected("the next entry")

    def _entry(self, parts: _Parts, notes: Notes) -> Entry:
        keyword = parts.keyword
        assert keyword is not None
        return Entry(
            msgid=parts.strings["msgid"],
            msgstrs=tuple(parts.msgstrs),
            msgctxt=parts.strings.get("msgctxt"),
            msgid_plural=parts.strings.get("msgid_plural"),
            comments=notes.comments,
            extracted=notes.extracted,
            references=notes.references,
            flags=notes.flags,
            previous_msgid=parts.strings.get("#| msgid"),
            previous_msgctxt=parts.strings.get("#| msgctxt"),
            previous_msgid_plural=parts.strings.get("#| msgid_plural"),
            obsolete=keyword.obsolete,
            line=self._line + self._text.count("\n", self._start, keyword.start),
        )
