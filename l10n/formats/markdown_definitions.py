"""Link definitions: where their addresses and titles stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.formats.lines import Lines, Piece, make_unit
from l10n.model import Span, Unit

_BREAK = r"[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?"
_REST = re.compile(
    rf":{_BREAK}(?:<(?P<angled>[^<>\r\n]*)>|(?P<bare>[^\s<]\S*))(?:(?=[ \t\r\n]){_BREAK}(?P<quote>[\"'(]))?"
)
_LINE = re.compile(r"(?:(?<=[\r\n])[ \t>]*)?[ \t]*(?P<text>[^\s](?:[^\r\n]*[^\s])?)[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSING = {'"': '"', "'": "'", "(": ")"}


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition; what it has not, or cannot be told, is empty."""

    destination: Span | None = None
    title: tuple[Span, ...] = ()
    """The stretches of its lines, without the quotes."""
    quote: str = ""
    """What stands before the title."""

    def units(self, lines: Lines) -> Iterator[Unit]:
        """Its title, if it has one."""
        pieces = list(map(Piece, self.title))
        if unit := make_unit(lines, pieces, "attribute", "title", syntax=f"title{self.quote}"):
            yield unit


def definition(text: str, region: Span, label: str) -> Definition:
    """The definition of `label` in the lines at `region`.

    `[//]: # (text)` and its like are comments, whose text is nobody's title.
    """
    mark = f"[{label}]"
    at = text.find(mark, region.start, region.end)
    found = _REST.match(text, at + len(mark), region.end) if at >= 0 else None
    if not found:
        return Definition()
    destination = Span(*found.span("angled" if found["bare"] is None else "bare"))
    last = region.start + len(text[region.start : region.end].rstrip()) - 1
    start = found.end("quote")
    is_comment = label in ("//", "comment") or text[destination.start : destination.end] in ("", "#")
    if not found["quote"] or text[last] != _CLOSING[found["quote"]] or is_comment:
        return Definition(destination)
    places = (part.span("text") for part in _LINE.finditer(text, start, max(last, start)))
    return Definition(destination, tuple(Span(*place) for place in places), found["quote"])
