"""Names the likeliest damaged writing of a term, where a translation holds none that is right.

Likeness proves nothing. It only tells a reader where to look: what is like the term, and is not known to be
something else.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from l10n.glossary.inflection.words import WordsOf, words_of
from l10n.glossary.schema import Term
from l10n.model import Span, Tag

_LIKE = 75.0
"""The least likeness, in percent: of the letters of both writings, those in common (indel ratio)."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """What may be a term's damaged writing."""

    span: Span
    text: str
    """What stands there."""


def suspect(
    term: Term, locale: Tag, text: str, *, source: str = "", taken: Collection[Span] = ()
) -> Suspect | None:
    """The words of `text` that are most like the term; None where nothing is like it.

    To be asked where the term is not recognised. Words that `source`, the text that was translated, has too
    are right as they are, and so is what stands at the spans of `taken`, the places of other terms.
    """
    target = term.targets.get(locale)
    if target is None:
        return None
    words = words_of(text, locale)
    known = words_of(source, locale).distinct
    found = [
        (likeness, -start, -end)
        for writing in dict.fromkeys((target.term, *target.right))
        for likeness, start, end in _alike(writing, words, locale)
        if not known.issuperset(words.keys[start:end]) and not _overlaps(words.span(start, end), taken)
    ]
    if not found:
        return None
    _, start, end = max(found)
    span = words.span(-start, -end)
    return Suspect(span, text[span.start : span.end])


def _alike(writing: str, words: WordsOf, locale: Tag) -> Iterator[tuple[float, int, int]]:
    """(likeness, first word, end) of the words in place of which `writing` may have been meant."""
    from rapidfuzz.fuzz import ratio

    meant = words_of(writing, locale)
    if not meant.keys:
        return
    joined = "".join(meant.keys)
    named = writing[:1].isupper()
    for start, end in _windows(len(words.keys), len(meant.keys)):
        if named and not words.word(start)[:1].isupper():
            continue
        likeness = ratio(joined, "".join(words.keys[start:end]), score_cutoff=_LIKE)
        if likeness:
            yield likeness, start, end


def _windows(length: int, size: int) -> Iterator[tuple[int, int]]:
    """The stretches of `size` words among `length`; of one fewer or more too: a word may have been split."""
    for count in (size, size - 1, size + 1):
        if count > 0:
            yield from ((start, start + count) for start in range(length - count + 1))


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
