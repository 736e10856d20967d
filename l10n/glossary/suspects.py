"""Names the likeliest damaged writing of a term, where a translation holds none that is right.

Likeness proves nothing. It only tells a reader where to look: what is like the term, and is not known to be
something else. Common words have too many others like them, so only names are looked for.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import and_
from typing import Self

from l10n.glossary.inflection.forms import forms_of, particles_like
from l10n.glossary.inflection.words import WordsOf, words_of
from l10n.glossary.schema import Term
from l10n.model import Span, Tag

_LIKE = 75.0
"""The least likeness, in percent: of the letters of both writings, those in common (indel ratio)."""
_JOINED = 85.0
"""The same for words that were split or joined."""
_RARER = 10.0
"""How much less likeness counts for such words: letters are mistaken much more often than spaces."""
_SHORT = 3
"""Letters of a word of a longer term that may be like nothing: one wrong letter is too much of it."""


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

    To be asked where the term is not recognised. A term without a capital has no suspects. Other words that
    `source`, the text that was translated, has too are right as they are, and so is what stands at the spans
    of `taken`, the places of other terms.
    """
    target = term.targets.get(locale)
    if target is None:
        return None
    words = words_of(text, locale)
    alike = [one for writing in target.right for one in _alike(writing, words, locale)]
    if not alike:
        return None
    own = words_of(" ".join((term.source, *(variant.text for variant in term.variants))), locale)
    known = words_of(source, locale).distinct - own.distinct
    found = [
        (likeness, -start, -end)
        for likeness, start, end in alike
        if not known.issuperset(words.keys[start:end]) and not _overlaps(words.span(start, end), taken)
    ]
    if not found:
        return None
    _, start, end = max(found)
    span = words.span(-start, -end)
    return Suspect(span, text[span.start : span.end])


@dataclass(frozen=True, slots=True)
class _Meant:
    """A word of a term."""

    forms: Collection[str]
    least: float
    """The likeness without which a word is none of them."""

    @classmethod
    def of(cls, word: str, locale: Tag, *, single: bool) -> Self:
        """By the endings of the language. A particle may be any of those of its language."""
        forms = frozenset() if single else particles_like(word, locale)
        return cls(forms or forms_of(word, locale), _LIKE if single or len(word) > _SHORT else 0)

    def is_another(self, small: str) -> bool:
        """True for a word without the name's capital that is a common one: Ryder kup for Ryder Cup.

        It is none if all that it lacks is the letter that would be the capital: Unión uropea.
        """
        return small not in self.forms and all(form[1:] != small for form in self.forms)


def _alike(writing: str, words: WordsOf, locale: Tag) -> Iterator[tuple[float, int, int]]:
    """(likeness, first word, end) of the words in place of which `writing` may have been meant."""
    meant = words_of(writing, locale)
    size = len(meant.keys)
    named = meant.capitals
    if not any(named):
        return
    meant_words = [_Meant.of(meant.word(at), locale, single=size == 1) for at in range(size)]
    for start in range(len(words.keys) - size + 1):
        capitals = words.capitals[start : start + size]
        if any(map(and_, named, capitals)):
            common = any(
                named[at] and not capitals[at] and meant_words[at].is_another(words.keys[start + at])
                for at in range(size)
            )
            likeness = 0 if common else _likeness(meant_words, words.keys[start : start + size])
            if likeness >= _LIKE:
                yield likeness, start, start + size
    yield from _joined(meant, words)


def _likeness(meant: Sequence[_Meant], found: Sequence[str]) -> float:
    """How like the words are to the forms that are likest to them; 0 where a long one is like none."""
    from rapidfuzz import fuzz, process

    total, letters = 0.0, 0
    for one, word in zip(meant, found, strict=True):
        best = process.extractOne(word, one.forms, scorer=fuzz.ratio, score_cutoff=one.least)
        if best is None:
            return 0
        total += best[1] * len(word)
        letters += len(word)
    return total / letters


def _joined(meant: WordsOf, words: WordsOf) -> Iterator[tuple[float, int, int]]:
    """The same for one word that was split in two, or two words that were joined."""
    from rapidfuzz.fuzz import ratio

    joined, capital = "".join(meant.keys), meant.capitals[0]
    for size in (len(meant.keys) - 1, len(meant.keys) + 1):
        for start in range(len(words.keys) - size + 1 if size else 0):
            end = start + size
            if (words.capitals[start] or not capital) and _runs_on(words, start, end):
                likeness = ratio(joined, "".join(words.keys[start:end]), score_cutoff=_JOINED)
                if likeness:
                    yield likeness - _RARER, start, end


def _runs_on(words: WordsOf, start: int, end: int) -> bool:
    """True where nothing but spaces and hyphens parts the words."""
    return not any(words.gaps(start, end))


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
