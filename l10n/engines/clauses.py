"""Cuts a sentence that is too long for a model at its clauses, and joins the translations of these."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from l10n.engines.answers import Answer, Link
from l10n.engines.repairs import with_first_letter
from l10n.locale import language
from l10n.model import Tag

_CUTS = (
    re.compile(r"[;:](?=\s)|[；：؛]"),
    re.compile(r"(?<![\s\d])\s+[–—-](?=\s)|\s+[–—-](?=\s+\D)|(?<=\w)—(?=\w)"),
    re.compile(r"(?<!\d),(?=\s)|,(?=\s+\D)|[，、،]"),
)
"""Where a clause may end, the best places first. None is within a number, an address or a marker."""
_CONJUNCTIONS = {
    "bs": "i a ali jer da dok kada koji koja koje",
    "de": "und oder aber denn weil dass während wenn der die das",
    "en": "and but or because although while when which that who where if so",
    "es": "y e o pero porque aunque mientras cuando que quien donde si",
    "fr": "et ou mais car parce quand lorsque que qui où si",
    "hr": "i a ali jer da dok kada koji koja koje",
    "it": "e o ma perché mentre quando che chi dove se",
    "mk": "и а но или бидејќи дека додека кога кој која што",
    "nl": "en of maar want omdat terwijl wanneer dat die waar als",
    "pt": "e ou mas porque embora enquanto quando que quem onde se",
    "ru": "и а но или потому что когда который которая где если",
    "sq": "dhe ose por sepse ndërsa kur që i cili ku nëse",
    "sr": "и а али или јер да док када који која које i a ali ili jer da dok kada koji koja koje",
}
"""Words that often begin a clause. For other languages only punctuation counts."""
_MARKS = {
    "ar": str.maketrans(",;", "،؛"),
    "fa": str.maketrans(",;", "،؛"),
    "ur": str.maketrans(",;", "،؛"),
    "ja": str.maketrans(",;:，", "、；：、"),
    "zh": str.maketrans(",;:", "，；："),
}
"""How languages write the marks that others write , ; and :."""
_OTHERS = str.maketrans("，、،；؛：", ",,,;;:")
_WIDE = frozenset("，、；：")
_UNSPACED = frozenset({"ja", "th", "zh"})
_ENDS = ".!?…。！？"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that is translated by itself."""

    start: int
    """In code points of the sentence."""
    text: str
    gap: str
    """What parts it from the next: a mark, white space, or both; "" for the last."""


def clauses(text: str, source: Tag, fits: Callable[[str], bool]) -> tuple[Clause, ...]:
    """A sentence in parts that each fit; () where there is no place to cut it.

    A part is cut near its middle, at the best kind of place that its middle half has.
    """
    places = list(_places(text, source))
    spans = _cut(text, (0, len(text)), places, fits)
    ends = [start for start, _ in spans[1:]] + [end for _, end in spans[-1:]]
    return tuple(
        Clause(start, text[start:end], text[end:beyond])
        for (start, end), beyond in zip(spans, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    rank: int
    start: int
    """Of the mark; `end` is where the next clause may begin."""
    end: int


def _places(text: str, source: Tag) -> Iterator[_Place]:
    for rank, pattern in enumerate(_CUTS):
        for found in pattern.finditer(text):
            yield _Place(rank, *found.span())
    words = _CONJUNCTIONS.get(language(source), "").split()
    if words:
        for found in re.finditer(rf"\s+(?=(?:{'|'.join(words)})\s)", text):
            yield _Place(len(_CUTS), *found.span())


def _cut(
    text: str, span: tuple[int, int], places: Sequence[_Place], fits: Callable[[str], bool]
) -> list[tuple[int, int]]:
    core = text[span[0] : span[1]]
    start = span[0] + len(core) - len(core.lstrip())
    end = start + len(core.strip())
    if fits(text[start:end]):
        return [(start, end)]
    inside = [
        place
        for place in places
        if text[start : max(start, place.start)].strip() and text[min(end, place.end) : end].strip()
    ]
    place = min(inside, key=lambda place: _cost(place, start, end), default=None)
    if place is None:
        return []
    left = _cut(text, (start, place.start), inside, fits)
    right = _cut(text, (place.end, end), inside, fits)
    return [*left, *right] if left and right else []


def _cost(place: _Place, start: int, end: int) -> tuple[bool, int, float]:
    off = abs(place.start - (start + end) / 2)
    far = off > (end - start) / 4
    return far, 0 if far else place.rank, off


def joined(parts: Sequence[tuple[Clause, Answer]], target: Tag) -> Answer:
    """The translation of a sentence out of those of its clauses, in order, with the marks between them.

    A full stop that a model put behind a clause, and a capital that it began one with, are taken back.
    """
    text = ""
    links: list[Link] = []
    for place, (clause, answer) in enumerate(parts):
        inner = _fitted(clause, answer, place > 0, target)
        links += (_moved(link, clause.start, len(text)) for link in inner.links)
        text += inner.text
        if place < len(parts) - 1:
            text += _between(clause.gap, target)
    return Answer(text, tuple(links))


def _fitted(clause: Clause, answer: Answer, follows: bool, target: Tag) -> Answer:
    text = answer.text.strip()
    if follows and clause.text[:1].islower():
        text = with_first_letter(clause.text, text, target)
    answer = answer.respaced(text)
    bare = text.rstrip(_ENDS)
    if clause.text.endswith(tuple(_ENDS)) or not bare or bare == text:
        return answer
    return Answer(bare, tuple(link for link in answer.links if link.target[1] <= len(bare)))


def _moved(link: Link, source: int, target: int) -> Link:
    return Link(
        (link.source[0] + source, link.source[1] + source), (link.target[0] + target, link.target[1] + target)
    )


def _between(gap: str, target: Tag) -> str:
    """What stands between two clauses, as the target language writes it."""
    spoken = language(target)
    mark = gap.strip()
    written = mark.translate(_OTHERS).translate(_MARKS.get(spoken, {}))
    if spoken in _UNSPACED:
        return written
    if mark in _WIDE:
        return f"{written} "
    return gap.replace(mark, written)
