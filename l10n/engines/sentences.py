"""Takes units apart into what an engine translates, sentence by sentence, and puts the answers together.

Marks are found in the whole unit, since a pair of them may begin in one sentence and end in the next. What an
engine sees of a mark within a sentence is a marker; marks and white space at a sentence's ends it never sees.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.model import Tag
from l10n.text.protect import Mask, markup, protected, unmask
from l10n.text.segment import sentences

Marker = Callable[[int], str]
"""What stands for the mark of a number (0, 1, ...) in what the engine sees."""

_NOUNS = frozenset({"code", "entity", "url", "email", "placeholder", "reference"})
"""Kinds of masks that a reader reads as words. They may change places, and stay in the sentence; the others
shape the text around them, and keep their order."""
_OF_A_LINK = re.compile(r"(?:\]\(\s*<?|\]\[)\Z")
"""What stands before an address, or a label, that only belongs to a link."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mask within a sentence."""

    start: int
    """In code points of the sentence's text."""
    end: int
    is_noun: bool


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

    def marked(self, marker: Marker) -> str:
        """The text with a marker in the place of each mark."""
        parts, at = [], 0
        for index, mark in enumerate(self.marks):
            parts += [self.text[at : mark.start], marker(index)]
            at = mark.end
        return "".join((*parts, self.text[at:]))

    def restored(self, answer: str, marker: Marker) -> str | None:
        """A translation of `marked(marker)` with the marks back; None where they cannot all be put back."""
        pieces = tuple(self.text[mark.start : mark.end] for mark in self.marks)
        if unmask(answer, marker, pieces) is None:
            return None
        shape = [index for index, mark in enumerate(self.marks) if not mark.is_noun]
        places = [answer.index(marker(index)) for index in shape]
        if places != sorted(places):
            return None
        for index in shape:
            answer = self._fitted(answer, self.marks[index], marker(index))
        return unmask(answer, marker, pieces)

    def _fitted(self, answer: str, mark: Mark, marker: str) -> str:
        """`answer` with white space beside a marker only as in the source: `** so **` is no emphasis."""
        before, after = answer.split(marker)
        left, right = self.text[mark.start - 1 : mark.start], self.text[mark.end : mark.end + 1]
        before = _beside(before[::-1], left)[::-1]
        return f"{before}{marker}{_beside(after, right)}"


def _beside(answer: str, neighbour: str) -> str:
    """What follows a marker (or precedes it, reversed), with white space as the source's neighbour says."""
    if not neighbour.isspace():
        return answer.lstrip()
    return f" {answer}" if answer[:1].isalnum() else answer


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence in its unit; the parts of a unit tile it."""

    before: str
    """Copied: white space and marks."""
    sentence: Sentence
    after: str


def parts(text: str, source: Tag) -> tuple[Part, ...]:
    """A unit's sentences, in order."""
    masks = markup(text)
    nouns = [mask for mask in protected(text) if mask.kind in _NOUNS]
    return tuple(_part(text, start, end, masks, nouns) for start, end in _spans(text, source, masks))


def _spans(text: str, source: Tag, masks: Sequence[Mask]) -> Iterator[tuple[int, int]]:
    """The sentences' spans: a hard line break ends one, and one that would end within a mask goes on."""
    breaks = {m.span.end for m in masks if "\n" in text[m.span.start : m.span.end] and m.kind == "break"}
    ends = breaks.union(end for _, end in sentences(text, source))
    inside = {end for m in masks for end in ends if m.span.start < end < m.span.end}
    yield from pairwise((0, *sorted(ends - inside)))


def _part(text: str, start: int, end: int, masks: Sequence[Mask], nouns: Sequence[Mask]) -> Part:
    inside = [mask for mask in masks if start <= mask.span.start < end]
    marks = [Mark(mask.span.start, mask.span.end, _is_noun(text, mask, nouns)) for mask in inside]
    shape = {mark.start: mark.end for mark in marks if not mark.is_noun}
    shape_ends = {to: at for at, to in shape.items()}
    first, last = start, end
    while first < end and (first in shape or text[first].isspace()):
        first = shape.get(first, first + 1)
    while last > first and (last in shape_ends or text[last - 1].isspace()):
        last = shape_ends.get(last, last - 1)
    kept = tuple(
        Mark(mark.start - first, mark.end - first, mark.is_noun)
        for mark in marks
        if first <= mark.start and mark.end <= last
    )
    return Part(text[start:first], Sentence(text[first:last], kept), text[last:end])


def _is_noun(text: str, mask: Mask, nouns: Sequence[Mask]) -> bool:
    """True for a mask, perhaps joined of several, that holds more than marks and the address of a link."""
    for noun in nouns:
        if mask.span.start <= noun.span.start and noun.span.end <= mask.span.end:
            lead = text[mask.span.start : noun.span.start]
            if not _OF_A_LINK.search(lead):
                return True
    return False
