"""HTML, whole pages or the blocks of it that other formats hold: units, their replacements, addresses."""

import re
from collections.abc import Iterator

from l10n.formats import html_write
from l10n.formats.html_elements import words
from l10n.formats.html_parts import ATTRIBUTE, Outside, Text
from l10n.formats.html_scan import Token, attributes
from l10n.formats.html_text import message
from l10n.formats.html_walk import walk
from l10n.formats.lines import Lines, line_ending
from l10n.model import Span, Unit

_ADDRESSES = words("action background cite data formaction href longdesc poster src")
_CANDIDATE = re.compile(r"[\s,]*(?P<url>[^\s,](?:\S*[^\s,])?)(?:\s[^,]*|,|\Z)", re.ASCII)
"""One image of a `srcset`, with what says when it is to be used."""


def html_units(lines: Lines, start: int, end: int) -> Iterator[Unit]:
    """The units within code points `start` to `end` of `lines.text`, in order, spans disjoint.

    Their `syntax` is `html` for texts, `html-plain` for texts of elements that hold no tags (`title`), and
    for values of attributes `html-attribute` and the quote around it, if any. The stretch may begin and end
    anywhere. What comments say to l10n is not obeyed here; but none is ever within a unit.
    """
    for found in walk(lines.text, start, end):
        if isinstance(found, Text):
            yield _unit(lines, found)


def _unit(lines: Lines, found: Text) -> Unit:
    msgid, anchors = message(lines.text, found.parts, found.keeps_space)
    line, column = lines.place(found.start)
    return Unit(
        msgid=msgid,
        span=Span(found.start, found.end),
        kind=found.kind,
        line=line,
        column=column,
        detail=found.detail,
        syntax=found.syntax,
        anchors=anchors,
    )


def html_replacement(text: str, unit: Unit, translation: str) -> str:
    """What to put in the place of a unit of `html_units`: the translation, with `unit.prefix` before all of
    its lines but the first."""
    if translation == unit.msgid:
        return text[unit.span.start : unit.span.end]
    wanted = html_write.spaced(translation, unit.msgid, line_ending(text) + unit.prefix)
    if unit.syntax == "html-plain":
        return html_write.plain(wanted, unit.msgid)
    if unit.syntax.startswith(ATTRIBUTE):
        return html_write.value(wanted, unit.msgid, unit.syntax.removeprefix(ATTRIBUTE))
    return html_write.inline(wanted, unit.msgid)


def html_destinations(text: str, start: int, end: int) -> Iterator[Span]:
    """Where addresses stand in tags outside the units of `text[start:end]`: in order, without quotes."""
    for found in walk(text, start, end):
        if isinstance(found, Outside):
            yield from _addresses(text, found.tag)


def _addresses(text: str, tag: Token) -> Iterator[Span]:
    for name, _, value, _ in attributes(text, tag):
        if value is None:
            continue
        if name in _ADDRESSES and value[0] < value[1]:
            yield Span(*value)
        elif name in ("srcset", "imagesrcset"):
            at, end = value
            while found := _CANDIDATE.match(text, at, end):
                yield Span(*found.span("url"))
                at = found.end()
