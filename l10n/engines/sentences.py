"""Takes units apart into what an engine translates, sentence by sentence, and puts the answers together.

Marks are found in the whole unit, since a pair of them may begin in one sentence and end in the next. An
engine sees a sentence without the pairs of marks in it, which are put around the right words afterwards, or
with a marker for each mark; marks and white space at a sentence's ends it never sees.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from l10n.engines.answers import Place, Query
from l10n.engines.markers import Style
from l10n.model import Tag
from l10n.text import protect
from l10n.text.abbreviations import abbreviations
from l10n.text.protect import marks
from l10n.text.segment import sentences

_NOUNS = frozenset(
    {"code", "math", "entity", "url", "email", "placeholder", "reference", "emoji", "untranslated"}
)
"""Kinds of marks that a reader reads as words. They may change places; the others shape the text around
them, and keep their order where they are not paired; so do placeholders that only their place tells apart."""
_ARGUMENT = re.compile(r"%(?!\(|\d+\$)|\$?\{[:!}]")
"""How placeholders begin that say neither a name nor a number: `%s`, `{}`, `{:d}`."""

Role = Literal["noun", "alone", "opening", "closing"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark within a sentence."""

    start: int
    """In code points of the sentence's text."""
    end: int
    role: Role
    partner: int = -1
    """Of one that opens or closes, the index of the other among the sentence's marks."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the marks and the white space at its ends."""

    text: str
    marks: tuple[Mark, ...]
    """In order, disjoint."""

    @property
    def has_language(self) -> bool:
        """True if there is a letter outside the marks: something to translate."""
        return any(char.isalpha() for char in self.marked(lambda index: " "))

    @property
    def unpaired(self) -> tuple[Mark, ...]:
        """The marks that stand for themselves, in order."""
        return tuple(mark for mark in self.marks if mark.partner < 0)

    @property
    def pairs(self) -> tuple[tuple[Mark, Mark], ...]:
        """The marks that open something, in order, each with the one that closes it."""
        return tuple((mark, self.marks[mark.partner]) for mark in self.marks if mark.role == "opening")

    def plain(self, style: Style) -> Query:
        """The sentence without its pairs of marks, and with a marker for each of the others."""
        parts, at, length, number = [], 0, 0, 0
        places: dict[int, int] = {}
        for mark in self.marks:
            parts.append(self.text[at : mark.start])
            length += mark.start - at
            places[mark.start] = length
            if mark.partner < 0:
                parts.append(style.marker(number))
                length += len(parts[-1])
                number += 1
            at = mark.end
        spans = tuple((places[opening.start], places[closing.start]) for opening, closing in self.pairs)
        return Query("".join((*parts, self.text[at:])), spans)

    def marked(self, marker: Callable[[int], str]) -> str:
        """The text with a marker for all marks, one where several touch."""
        parts, at = [], 0
        for index, mark in enumerate(self._joined()):
            parts += [self.text[at : mark.start], marker(index)]
            at = mark.end
        return "".join((*parts, self.text[at:]))

    def restored(self, answer: str, style: Style) -> str | None:
        """A translation of `marked(style.marker)` with the marks back; None where that cannot be."""
        return self._restored(answer, style, self._joined())

    def completed(self, answer: str, style: Style) -> str | None:
        """As `restored`, where each mark has a marker: the unpaired, in order, then pair by pair."""
        paired = (mark for pair in self.pairs for mark in pair)
        return self._restored(answer, style, (*self.unpaired, *paired))

    def _joined(self) -> tuple[Mark, ...]:
        joined: list[Mark] = []
        for mark in self.marks:
            if joined and joined[-1].end == mark.start:
                noun = "noun" in (joined[-1].role, mark.role)
                joined[-1] = Mark(joined[-1].start, mark.end, "noun" if noun else "alone")
            else:
                joined.append(Mark(mark.start, mark.end, "noun" if mark.role == "noun" else "alone"))
        return tuple(joined)

    def _restored(self, answer: str, style: Style, marks: Sequence[Mark]) -> str | None:
        texts = style.pattern.split(answer)
        numbers = [int(number) for number in texts[1::2]]
        if sorted(numbers) != list(range(len(marks))):
            return None
        for is_fixed in (self._is_alone, self._is_argument):
            fixed = [number for number in numbers if is_fixed(marks[number])]
            if fixed != sorted(fixed):
                return None
        for place, number in enumerate(numbers):
            mark = marks[number]
            self._fit(texts, 2 * place + 1, mark)
            texts[2 * place + 1] = self.text[mark.start : mark.end]
        restored = "".join(texts)
        return restored if held(restored) == held(self.text) else None

    def _is_alone(self, mark: Mark) -> bool:
        return mark.role == "alone"

    def _is_argument(self, mark: Mark) -> bool:
        """True for a placeholder that only its place tells from others."""
        return _ARGUMENT.match(self.text, mark.start, mark.end) is not None

    def _fit(self, texts: list[str], place: int, mark: Mark) -> None:
        """White space beside the mark at `place` only as in the source: `** so **` is no emphasis.

        What opens or closes something has words on its inner side already.
        """
        left, right = self.text[mark.start - 1 : mark.start], self.text[mark.end : mark.end + 1]
        if mark.role in ("alone", "opening"):
            texts[place - 1] = _beside(texts[place - 1][::-1], left, mark.role)[::-1]
        if mark.role in ("alone", "closing"):
            texts[place + 1] = _beside(texts[place + 1], right, mark.role)


def _beside(answer: str, neighbour: str, role: Role) -> str:
    """What follows a marker (or precedes it, reversed), with white space as the source's neighbour says."""
    if not neighbour.isspace():
        return answer.lstrip() if role == "alone" else answer
    return f" {answer}" if answer[:1].isalnum() else answer


def held(text: str) -> Counter[tuple[str, str, bool]]:
    """The marks of a text: what each is and says, and whether it has a partner."""
    return Counter(
        (mark.kind, text[mark.span.start : mark.span.end], mark.partner is not None) for mark in marks(text)
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence in its unit; the parts of a unit tile it."""

    before: str
    """Copied: white space and marks."""
    sentence: Sentence
    after: str


_BULLET = r"[•◦‣▪▫●○■□►–—*+-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})\)"
_NUMBERED = re.compile(rf"(?:(?:{_BULLET})\s+(?=\S)|\d{{1,3}}\.\s+(?=[A-Z¿¡“\"]))")
"""Bullets, numbers and letters before an item, which no engine needs to see. `A. Smith` has an initial, and a
number with a full stop may be an ordinal before a small letter."""
_BULLETED = re.compile(rf"(?:{_BULLET})\s+(?=\S)")
"""For languages in which such a number may be an ordinal anywhere: `3. Mai`."""


def parts(text: str, source: Tag) -> tuple[Part, ...]:
    """A unit's sentences, in order."""
    bullets = _BULLETED if abbreviations(source).ordinals else _NUMBERED
    found = marks(text)
    starts = [mark.span.start for mark in found]
    return tuple(
        _part(text, (start, end), found, range(_from(starts, start), _from(starts, end)), bullets)
        for start, end in _spans(text, source, found, starts)
    )


def _from(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place - 1)


def _spans(text: str, source: Tag, found: Sequence[protect.Mark], starts: Sequence[int]) -> Iterator[Place]:
    """The sentences' spans: a hard line break ends one, and one that would end within a mark goes on."""
    ends = {mark.span.end for mark in found if mark.kind == "break"}
    for _, end in sentences(text, source):
        before = _from(starts, end) - 1
        if before < 0 or found[before].span.end <= end:
            ends.add(end)
    yield from pairwise((0, *sorted(ends)))


def _part(
    text: str, span: Place, found: Sequence[protect.Mark], inside: range, bullets: re.Pattern[str]
) -> Part:
    lead, trail = _at_the_ends(text, span, found, inside)
    first = found[lead[-1]].span.end if lead else span[0]
    last = max(first, found[trail[0]].span.start if trail else span[1])
    core = text[first:last]
    first += len(core) - len(core.lstrip())
    last = first + len(core.strip())
    kept = range(lead.stop, trail.start)
    bullet = bullets.match(text, first, last)
    if bullet and not (kept and found[kept[0]].span.start < bullet.end()):
        first = bullet.end()
    return Part(
        text[span[0] : first],
        Sentence(text[first:last], tuple(_mark(found, index, kept, first) for index in kept)),
        text[last : span[1]],
    )


def _mark(found: Sequence[protect.Mark], index: int, kept: range, start: int) -> Mark:
    mark = found[index]
    place = mark.span.start - start, mark.span.end - start
    if mark.kind in _NOUNS:
        return Mark(*place, "noun")
    if mark.partner is None or mark.partner not in kept:
        return Mark(*place, "alone")
    return Mark(*place, "opening" if index < mark.partner else "closing", mark.partner - kept.start)


def _at_the_ends(text: str, span: Place, found: Sequence[protect.Mark], inside: range) -> tuple[range, range]:
    """The marks, by index, that an engine need not see: those with nothing but white space outside of them.

    One whose partner is among the words is not one of them: where it stands, the translation decides.
    """
    lead = _run(text, span[0], found, inside)
    trail = _run(text, span[1], found, inside[::-1])[::-1]
    if lead.stop > trail.start:
        return inside, range(inside.stop, inside.stop)
    core = range(lead.stop, trail.start)
    lead = _up_to_partner(found, lead, core)
    trail = _up_to_partner(found, trail[::-1], core)[::-1]
    return lead, trail


def _run(text: str, at: int, found: Sequence[protect.Mark], inside: range) -> range:
    """The first of these marks, as far as only white space parts them from `at` and each other."""
    for count, index in enumerate(inside):
        span = found[index].span
        gap = text[at : span.start] if inside.step > 0 else text[span.end : at]
        if found[index].kind in _NOUNS or gap.strip():
            return inside[:count]
        at = span.end if inside.step > 0 else span.start
    return inside


def _up_to_partner(found: Sequence[protect.Mark], run: range, core: range) -> range:
    for count, index in enumerate(run):
        if found[index].partner in core:
            return run[:count]
    return run
