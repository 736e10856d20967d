"""The words of a .po file, exactly as GNU gettext splits them, and what it refuses.

The lexical rules are those of gettext's manual, "The Format of PO Files", and where that is silent what
`msgfmt` 0.21 does: white space and line ends mean nothing outside strings and comments; `#~` and `#|` hold
for the rest of their line; a backslash at the end of a line joins it to the next, in comments too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from l10n.errors import CatalogError, Location

KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr", "domain")

_STRING = r'"(?>(?:[^"\\\n\x00\x04\udc80-\udcff]|\\(?:[abfnrtv"\\\n]|[0-7]{1,3}|x[0-9A-Fa-f]+))*)"'
_TOKEN = re.compile(
    rf"""
    (?P<space> (?>(?: [ \t\r\f\v] | \\\n )+) )
  | (?P<eol> \n )
  | (?P<mark> \#~\|? | \#\| )
  | (?P<comment> \# (?>(?: [^\n\\] | \\\n | \\ )*) )
  | (?P<string> {_STRING} )
  | (?P<word> [A-Za-z_$][\w$]*+ )
  | (?P<number> [0-9]++ )
  | (?P<bracket> [\[\]] )
    """,
    re.VERBOSE | re.ASCII,
)
_GOOD_STRING_PART = re.compile(_STRING[:-1])
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.|\n))")
_BYTE = re.compile("[\udc80-\udcff]")
CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\n": ""}
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: [^\n]*)?\r?(?:\n|\Z)")


AFTER_QUOTE = "text after the closing quote"
AFTER_QUOTE_HINT = 'a quote inside a string is written \\"'


class Token(NamedTuple):
    """One word of the file."""

    kind: str
    """comment, string, word, number, bracket; `end` after the last."""
    text: str
    """As it stands in the file."""
    start: int
    end: int
    obsolete: bool = False
    """It stands behind `#~` on its line."""
    previous: bool = False
    """It stands behind `#|` or `#~|` on its line."""


def fail(text: str, start: int, name: str, message: str, hint: str) -> NoReturn:
    """Raise CatalogError at code point `start` of `text`, which is all of file `name`."""
    line = 1 + text.count("\n", 0, start)
    column = start - text.rfind("\n", 0, start)
    raise CatalogError(message, Location(name, line, column), hint)


def tokens(text: str, start: int, name: str) -> Iterator[Token]:
    """The tokens of `text` from code point `start` on, ending with one of kind `end`. Raises CatalogError."""
    obsolete = previous = False
    at = start
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            _refuse(text, at, name)
        kind, word = str(found.lastgroup), found[0]
        if kind == "eol":
            obsolete = previous = False
        elif kind == "mark":
            obsolete = obsolete or "~" in word
            previous = previous or "|" in word
        elif kind != "space":
            if kind == "comment" and "\x00" in word:
                fail(text, at + word.index("\x00"), name, "NUL character", _NUL)
            if kind == "comment" and "\udc80" <= word[1:2] <= "\udcff":
                _refuse(text, at + 1, name)
            yield Token(kind, word, at, found.end(), obsolete, previous)
        at = found.end()
        if kind == "comment":
            # Its line end belongs to it, so that a `#|` before it holds for the next line too.
            at += text.startswith("\n", at)
            obsolete = False
    yield Token("end", "", at, at)


def follows_string(text: str, at: int) -> bool:
    """True if a string ends before code point `at` on its line."""
    return text[text.rfind("\n", 0, at) + 1 : at].rstrip(" \t").endswith('"')


_BAD_BYTE = "byte that is not valid in the file's charset"
_BAD_BYTE_HINT = "save the file in the charset that its header names, or as UTF-8"
_NUL = "gettext would silently drop what follows on the line: remove the character"


def _refuse(text: str, at: int, name: str) -> NoReturn:
    if text[at] == '"':
        part = _GOOD_STRING_PART.match(text, at)
        _refuse_in_string(text, at, part.end() if part else at, name)
    line_start = text.rfind("\n", 0, at) + 1
    if _CONFLICT.match(text, line_start):
        hint = "two versions were joined by git: keep the right entries and remove the markers"
        fail(text, line_start, name, "merge conflict marker", hint)
    if text[at] == "\x00":
        fail(text, at, name, "NUL character", _NUL)
    if follows_string(text, at):
        fail(text, at, name, AFTER_QUOTE, AFTER_QUOTE_HINT)
    if "\udc80" <= text[at] <= "\udcff":
        fail(text, at, name, _BAD_BYTE, _BAD_BYTE_HINT)
    hint = "only comments, keywords and quoted strings can stand here; is a quote missing?"
    fail(text, at, name, f"unexpected {text[at]!r}", hint)


def _refuse_in_string(text: str, start: int, at: int, name: str) -> NoReturn:
    bad = text[at : at + 1]
    if bad in ("", "\n"):
        end = "the file" if bad == "" else "the line"
        hint = 'close the string with " (a quote inside it is written \\")'
        fail(text, start, name, f"string not closed before the end of {end}", hint)
    if bad == "\\":
        hint = r"known are \n \t \\ \" \a \b \f \r \v \123 \x41; a backslash itself is written \\"
        fail(text, at, name, f"unknown escape {text[at : at + 2].rstrip()}", hint)
    if bad == "\x00":
        fail(text, at, name, "NUL character", _NUL)
    if bad == "\x04":
        fail(
            text,
            at,
            name,
            "EOT character within a string",
            "remove the character: gettext divides texts by it",
        )
    fail(text, at, name, _BAD_BYTE, _BAD_BYTE_HINT)


def unescape(literal: str, charset: str) -> str:
    r"""The text of one quoted string, quotes included on input.

    `\303\251` and `\xc3\xa9` are bytes in the file's charset, as in gettext. Raises ValueError where they
    make no text, or a character that no string may hold (NUL, EOT).
    """
    inner = literal[1:-1]
    if "\\" not in inner:
        return inner
    text = _ESCAPE.sub(_escaped, inner)
    if _BYTE.search(text):
        text = text.encode(charset, "surrogateescape").decode(charset)
    if "\x00" in text or "\x04" in text:
        raise ValueError(literal)
    return text


def _escaped(found: re.Match[str]) -> str:
    octal, hexadecimal, char = found.groups()
    if char is not None:
        return CONTROLS.get(char, char)
    value = (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
    return chr(value) if value < 0x80 else chr(0xDC00 + value)
