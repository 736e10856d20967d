"""Quotation marks: which pairs a language uses, and where pairs stand in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from l10n.model import Span

ENGLISH = ("“", "”")
_LOW = ("„", "“")
_LOW_HIGH = ("„", "”")
_ANGLED = ("«", "»")
_INWARD = ("»", "«")
_SAME = ("”", "”")
_CORNER = ("「", "」")

Marks = tuple[str, str]
"""An opening and a closing quotation mark."""

_MARKS: Mapping[str, tuple[Marks, ...]] = {
    "ar": (ENGLISH, _ANGLED),
    "az": (_ANGLED, ENGLISH),
    "be": (_ANGLED, _LOW),
    "bg": (_LOW, _ANGLED),
    "bs": (_LOW_HIGH, _LOW, _INWARD, ENGLISH),
    "ca": (_ANGLED, ENGLISH),
    "cnr": (_LOW, _LOW_HIGH, _INWARD),
    "cs": (_LOW, _INWARD),
    "da": (ENGLISH, _SAME, _INWARD, _LOW),
    "de": (_LOW, _INWARD, _ANGLED),
    "el": (_ANGLED, ENGLISH),
    "en": (ENGLISH,),
    "es": (_ANGLED, ENGLISH),
    "et": (_LOW, _LOW_HIGH, _ANGLED),
    "eu": (_ANGLED, ENGLISH),
    "fa": (_ANGLED, ENGLISH),
    "fi": (_SAME, ("»", "»"), _ANGLED),
    "fr": (_ANGLED, ENGLISH),
    "gl": (ENGLISH, _ANGLED),
    "he": (("”", "”"), ENGLISH, _LOW_HIGH),
    "hr": (_LOW, _LOW_HIGH, _INWARD),
    "hu": (_LOW_HIGH, _INWARD),
    "hy": (_ANGLED,),
    "is": (_LOW, _INWARD),
    "it": (_ANGLED, ENGLISH),
    "ja": (_CORNER,),
    "ka": (_LOW, _ANGLED),
    "kk": (ENGLISH, _ANGLED),
    "lt": (_LOW, _LOW_HIGH),
    "lv": (ENGLISH, _ANGLED, _LOW, _LOW_HIGH),
    "mk": (_LOW, _INWARD),
    "nb": (_ANGLED, ENGLISH, _LOW, _SAME),
    "nl": (ENGLISH, _LOW_HIGH, _SAME),
    "nn": (_ANGLED, ENGLISH, _LOW, _SAME),
    "pl": (_LOW_HIGH, _ANGLED, _INWARD),
    "pt": (ENGLISH, _ANGLED),
    "ro": (_LOW_HIGH, _ANGLED),
    "ru": (_ANGLED, _LOW),
    "sk": (_LOW, _INWARD),
    "sl": (_LOW, _INWARD),
    "sq": (_ANGLED, ENGLISH, _LOW, _LOW_HIGH),
    "sr": (_LOW, _LOW_HIGH, _INWARD),
    "sv": (_SAME, _INWARD, ("»", "»")),
    "tr": (ENGLISH, _ANGLED),
    "uk": (_ANGLED, _LOW, _LOW_HIGH, ENGLISH),
    "zh": (ENGLISH, _CORNER),
}
"""By language: the pairs that its orthographies or its press use, the first being the one of CLDR (quotation
start and end). Inner pairs count too, for a quotation within a quotation has them."""

_KNOWN = frozenset(pair for pairs in _MARKS.values() for pair in pairs if pair[0] != pair[1])
"""What is a pair somewhere. Two equal marks are mostly a slip of a word processor, not another convention."""

_SPACED = {"fr": "\u00a0"}
"""What stands between a mark and the words, by language."""

_QUOTED = re.compile(r"([“„«»”「])([^“”„«»「」\"]+)([”“»«」])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation between a pair of marks that some language uses."""

    span: Span
    marks: Marks
    words: str


def quoted(text: str) -> Iterator[Quoted]:
    """The quotations in `text` that hold no other, in order, disjoint, unless their marks are two equal ones.

    A mark beside a space opens or closes something else, and so does one within a word.
    """
    at = 0
    while found := _QUOTED.search(text, at):
        if _is_quotation(found):
            yield Quoted(Span(*found.span()), (found[1], found[3]), found[2].strip("\u00a0\u202f"))
            at = found.end()
        else:
            at = found.end() - 1


def _is_quotation(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    apart = before.isalnum() or after.isalnum() or found[2][0] == " " or found[2][-1] == " "
    return (found[1], found[3]) in _KNOWN and not apart


def pairs_of(language: str) -> tuple[Marks, ...]:
    """The pairs that a language uses, the usual one first; none where that is not known."""
    return _MARKS.get(language, ())


def in_marks(words: str, language: str) -> str:
    """`words` as a quotation in the usual marks of a language that is known."""
    opening, closing = _MARKS[language][0]
    space = _SPACED.get(language, "")
    return f"{opening}{space}{words}{space}{closing}"
