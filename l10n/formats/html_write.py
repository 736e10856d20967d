"""Writes a translation into HTML so that the page keeps its elements: escapes only what would harm it.

A translation may hold inline elements. What is no tag, or one that a sentence cannot hold, is shown as it is
typed; so are tags without a partner, but for those that the msgid has so.
"""

import re
from html.entities import html5

from l10n.formats.html_elements import words
from l10n.formats.html_runs import pairs
from l10n.formats.html_scan import SPACE, Token, tokens
from l10n.formats.html_text import REFERENCE

_INLINE = words(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q rb rp rt "
    "rtc ruby s samp small span strike strong sub sup time tt u var wbr"
)
"""Elements that a translator may add to a sentence."""
_BREAKS = re.compile(r"[ \t\f]*[\r\n][ \t\f\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"\n(?:[ \t\f]*\n)+")
_AMPERSAND = re.compile(rf"{REFERENCE.pattern}|&")


def inline(translation: str, msgid: str) -> str:
    """A text with inline elements."""
    found = tuple(tokens(translation, 0, len(translation)))
    kept = _Kept(msgid)
    paired = pairs(found)
    partners = {*paired, *paired.values()}
    parts = []
    for at, token in enumerate(found):
        raw = translation[token.start : token.end]
        parts.append(raw if kept.allows(token, raw, at in partners) else plain(raw, msgid))
    return "".join(parts)


def plain(translation: str, msgid: str) -> str:
    """A text in which no tag counts."""
    return _references(translation, msgid).replace("<", "&lt;")


def value(translation: str, msgid: str, quote: str) -> str:
    """An attribute's value within its quotes; with quotes where `quote` is empty."""
    text = plain(translation, msgid)
    if quote == "'":
        return text.replace("'", "&#39;")
    text = text.replace('"', "&quot;")
    return text if quote else f'"{text}"'


def spaced(translation: str, msgid: str, ending: str) -> str:
    """`translation` without spaces around it, on as few lines as `msgid` asks for.

    One where it has one; lines that end in `ending` where it has more, with blank ones only where it has any.
    """
    text = translation.strip(SPACE)
    if "\n" not in msgid:
        return _BREAKS.sub(" ", text)
    text = _LINE_BREAK.sub("\n", text)
    if not _BLANK_LINE.search(msgid):
        text = _BLANK_LINE.sub("\n", text)
    return text.replace("\n", ending)


class _Kept:
    """Says which markup of a translation may stay."""

    def __init__(self, msgid: str) -> None:
        found = tuple(tokens(msgid, 0, len(msgid)))
        paired = pairs(found)
        partners = {*paired, *paired.values()}
        self._names = _INLINE | {token.name for token in found if token.kind in ("open", "void")}
        self._alone = {
            (token.kind, token.name)
            for at, token in enumerate(found)
            if at not in partners and token.kind in ("open", "close")
        }
        self._whole = {
            msgid[token.start : token.end] for token in found if not token.name or token.kind == "raw"
        }

    def allows(self, token: Token, raw: str, paired: bool) -> bool:
        """True for a tag that belongs where it is; `raw` is its text."""
        match token.kind:
            case "open" | "close":
                return token.name in self._names and (paired or (token.kind, token.name) in self._alone)
            case "void":
                return token.name in self._names
            case "raw" | "comment" | "other":
                return raw in self._whole
        return False


def _references(text: str, msgid: str) -> str:
    """`text` with the ampersands escaped that begin no reference."""
    if "&" not in text:
        return text
    return _AMPERSAND.sub(lambda found: _reference(found.group(), msgid), text)


def _reference(text: str, msgid: str) -> str:
    known = text[-1] == ";" and (text[1] == "#" or text[1:] in html5 or text in msgid)
    return text if known else f"&amp;{text[1:]}"
