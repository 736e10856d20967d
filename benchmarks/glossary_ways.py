"""Ways to tell whether a translation has a term: ours, and those of other tools."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from l10n.glossary.recognition import recognised
from l10n.glossary.schema import Term
from l10n.model import Tag
from l10n.text.tokens import keys

Way = Callable[[Term, Tag, str], bool]
"""True where the text in the locale is taken to have the term."""

LIKENESS = 0.70
"""What a word has to share with the term's by edit distance, where that is all that is asked."""


def ours(term: Term, locale: Tag, text: str) -> bool:
    """This project's own, by whatever way it recognises a term."""
    return recognised(term, locale, text) is not None


def literal(term: Term, locale: Tag, text: str) -> bool:
    """Weblate's glossary check: the term as it is written, between word boundaries, whatever its capitals."""
    return any(pattern.search(text) for pattern in map(_literal, _names(term, locale)))


def casefold(term: Term, locale: Tag, text: str) -> bool:
    """The term's words one after the other, whatever capitals and punctuation are between them."""
    found = _keys(text)
    return any(
        part == words for words in map(_keys, _names(term, locale)) for part in _windows(found, len(words))
    )


def likeness(term: Term, locale: Tag, text: str) -> bool:
    """Words in a row of which each is like the term's by edit distance."""
    found = _keys(text)
    return any(
        all(
            Levenshtein.normalized_similarity(one, other, score_cutoff=LIKENESS) >= LIKENESS
            for one, other in zip(part, words, strict=True)
        )
        for words in map(_keys, _names(term, locale))
        for part in _windows(found, len(words))
    )


PEERS: dict[str, Way] = {"literal": literal, "casefold": casefold, f"edit >= {LIKENESS:.2f}": likeness}


def _names(term: Term, locale: Tag) -> Sequence[str]:
    target = term.targets[locale]
    return (target.term, *target.admitted)


@lru_cache(maxsize=1 << 14)
def _literal(term: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE)


_keys = lru_cache(maxsize=1 << 14)(keys)


def _windows(words: Sequence[str], length: int) -> Sequence[Sequence[str]]:
    return [words[at : at + length] for at in range(len(words) - length + 1)]
