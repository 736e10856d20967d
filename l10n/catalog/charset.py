"""Between a catalog's bytes and its text: the charset that its header names."""

import re
from contextlib import suppress

from l10n.catalog.block import Block, blocks
from l10n.catalog.lexer import fail
from l10n.errors import CatalogError, Location

_CHARSET = re.compile(r"charset=([^ \t\n]+)")
_ASCII = "".join(map(chr, range(32, 127))) + "\n\r\t"
_HEAD = 1 << 16
"""Bytes within which the header nearly always is."""

_USUAL_HEADER = re.compile(
    rb'(?>(?:#(?!~)[^\\\r\n]*\n)*)msgid ""\nmsgstr ""\n'
    rb'(?>(?:"(?!Content-Type)(?![^\n]*charset=)[^\\\n]*\\n"\n)*)'
    rb'"Content-Type: text/plain; charset=UTF-8\\n"\n'
)
"""The beginning of a catalog as every tool writes it."""

_CONVERT = "convert it with: msgconv -t UTF-8"


def charset_of(data: bytes, name: str) -> str:
    """The codec of a catalog's bytes. UTF-8 where the header names none (`CHARSET` in templates).

    Raises CatalogError for a charset that Python does not know or that is no superset of ASCII.
    """
    return named_charset(data, name) or "utf-8"


def named_charset(data: bytes, name: str) -> str | None:
    """Like `charset_of`, but None where the header names no charset."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise CatalogError(
            "the file starts with a byte order mark, which gettext refuses",
            Location(name, 1, 1),
            hint="save it as UTF-8 without BOM",
        )
    if _USUAL_HEADER.match(data):
        return "UTF-8"
    header = _header_of(data, name)
    found = _CHARSET.search(header.entry.msgstr) if header else None
    if header is None or found is None or found[1] == "CHARSET":
        return None
    charset = found[1]
    try:
        if _ASCII.encode(charset) == _ASCII.encode("ascii"):
            return charset
    except (LookupError, ValueError):
        if data.isascii():
            return "ascii"
    at = header.source.text.find("charset=", header.start)
    fail(
        header.source.text, max(at, header.start), name, f"the charset {charset!r} is not supported", _CONVERT
    )


def _header_of(data: bytes, name: str) -> Block | None:
    """The header entry, its bytes taken one by one as gettext takes them until it knows their charset."""
    for part in (data[:_HEAD], data):
        text = part.decode("latin-1")
        # What is wrong with the file is for others to say, who know its charset.
        with suppress(CatalogError):
            for block in blocks(text, name, "latin-1"):
                if block.key == "" and not block.obsolete and (block.end < len(text) or part is data):
                    return block
    return None


def decode(data: bytes, charset: str, name: str) -> str:
    """The text of `data`; undecodable bytes become surrogates, which `encode` turns back.

    gettext tolerates such bytes in comments, so does this; whoever reads strings must refuse surrogates.
    Raises CatalogError where the text would not encode to the same bytes again.
    """
    text = data.decode(charset, "surrogateescape")
    if charset.lower() == "utf-8":
        return text
    again = text.encode(charset, "surrogateescape")
    if again != data:
        at = next((at for at, (old, new) in enumerate(zip(data, again, strict=False)) if old != new), 0)
        place = data[:at].decode(charset, "replace")
        fail(place, len(place), name, f"its {charset} bytes cannot be kept exactly", _CONVERT)
    return text


def encode(text: str, charset: str, name: str) -> bytes:
    """The bytes of `text`. Raises CatalogError for a character that the charset lacks."""
    try:
        return text.encode(charset, "surrogateescape")
    except UnicodeEncodeError as error:
        lost = text[error.start]
        message = f"the character {lost!r} (U+{ord(lost):04X}) does not exist in the file's charset {charset}"
        fail(text, error.start, name, message, _CONVERT)
