"""What authors say to l10n in comments of an article, in Markdown and HTML alike.

`<!-- l10n: ... -->` is a note to translators about the text that follows; nothing between
`<!-- l10n:off -->` and `<!-- l10n:on -->`, or the end, is translated. Only a format knows which of its `<!--`
begin comments: it says so with `within`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.model import Span, Unit

_OPENING, _CLOSING = "<!--", "-->"
_MARK = re.compile(r"\s*l10n:")


@dataclass(frozen=True, slots=True)
class Note:
    """A note to translators: `lines` (never empty), about the first unit after code point `end`."""

    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directives:
    """What the comments of a text ask for, in the order of the text."""

    notes: tuple[Note, ...] = ()
    excluded: tuple[Span, ...] = ()
    """Disjoint; from the end of one comment to the start of the other."""

    def applied(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """`units`, in the order of the text, but for the excluded ones, with the notes that are for them."""
        return with_notes(without_excluded(units, self.excluded), self.notes)


def directives(text: str, within: Iterable[Span] | None = None) -> Directives:
    """What the comments of `text` ask for; of those that begin in `within` (ascending, disjoint) if given."""
    notes: list[Note] = []
    excluded: list[Span] = []
    off_at: int | None = None
    for comment, said in _comments(text, [Span(0, len(text))] if within is None else within):
        match said.strip():
            case "off":
                off_at = comment.end if off_at is None else off_at
            case "on" if off_at is not None:
                excluded.append(Span(off_at, comment.start))
                off_at = None
            case "on" | "":
                pass
            case _ if off_at is None:
                lines = (" ".join(line.split()) for line in said.splitlines())
                notes.append(Note(comment.end, tuple(filter(None, lines))))
    if off_at is not None:
        excluded.append(Span(off_at, len(text)))
    return Directives(tuple(notes), tuple(excluded))


def _comments(text: str, within: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """The comments that are meant for l10n, each with what it says."""
    end = 0
    for stretch in within:
        end = max(end, stretch.start)
        while (start := text.find(_OPENING, end, stretch.end)) >= 0:
            end = start + len(_OPENING)
            mark = _MARK.match(text, end)
            if mark is None:
                continue
            closing = text.find(_CLOSING, mark.end())
            if closing < 0:
                return
            end = closing + len(_CLOSING)
            yield Span(start, end), text[mark.end() : closing]


def without_excluded(units: Iterable[Unit], spans: Sequence[Span]) -> Iterator[Unit]:
    """The `units` that share nothing with any of `spans`; both ascending and disjoint."""
    at = 0
    for unit in units:
        while at < len(spans) and spans[at].end <= unit.span.start:
            at += 1
        if at == len(spans) or unit.span.end <= spans[at].start:
            yield unit


def with_notes(units: Iterable[Unit], notes: Sequence[Note]) -> Iterator[Unit]:
    """`units`, each with those of `notes` that stand between it and the unit before; both ascending."""
    at = 0
    for unit in units:
        start = at
        while at < len(notes) and notes[at].end <= unit.span.start:
            at += 1
        said = tuple(line for note in notes[start:at] for line in note.lines)
        yield replace(unit, notes=(*unit.notes, *said)) if said else unit
