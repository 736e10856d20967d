"""The forms of one word in a locale, worked out once."""

from functools import lru_cache

from l10n.glossary.inflection.language import SHORTEST_STEM, Derived, Sort
from l10n.glossary.inflection.reading import reader
from l10n.model import Tag
from l10n.text.script import to_latin
from l10n.text.tokens import word_key

_REMEMBERED = 1 << 14
"""Words; a glossary of some thousand terms in one locale has about as many."""


def forms_of(word: str, locale: Tag, sort: Sort | None = None) -> frozenset[str]:
    """Every form that `word` may have in running text, itself included, read as the locale reads words.

    `sort` says if it is a name; by default what begins with a capital is one. A word of capitals alone is an
    abbreviation: its endings stand behind a hyphen, and are words of their own. In a Cyrillic text it may be
    in Latin letters.
    """
    return _inflected(word, locale, sort or _sort(word))


def particles_like(word: str, locale: Tag) -> frozenset[str]:
    """The words that may stand for `word` in a term of several words by its case; empty for most words."""
    reads = reader(locale)
    particles = reads.language.particles if reads.language else frozenset()
    return particles if reads.key(word) in particles else frozenset()


def derived_of(word: str, locale: Tag, sort: Sort | None = None) -> Derived:
    """Every form of every word that is made of `word`: adjectives, demonyms, possessives."""
    return _derived(word, locale, sort or _sort(word))


@lru_cache(maxsize=_REMEMBERED)
def compounds_of(adjective: str, noun: str, locale: Tag, sort: Sort) -> Derived:
    """Every form of every word that is made of both words: `južnoafrički` of `Južna Afrika`."""
    reads = reader(locale)
    joint = reads.language.joint if reads.language else None
    first = reads.key(adjective)
    if joint is None or len(first) <= SHORTEST_STEM:
        return Derived()
    second = derived_of(noun, locale, sort)
    stem = first[:-1] + joint
    sets = (second.capital, second.small, second.free)
    return Derived(*(frozenset(stem + form for form in forms) for forms in sets))


def abbreviation(word: str) -> bool:
    """True for a word of two or more capitals and no other letters."""
    return len(word) > 1 and word.isupper()


def _sort(word: str) -> Sort:
    return "name" if word[:1].isupper() else "word"


@lru_cache(maxsize=_REMEMBERED)
def _inflected(word: str, locale: Tag, sort: Sort) -> frozenset[str]:
    reads = reader(locale)
    key = reads.key(word)
    if abbreviation(word):
        return frozenset((key, word_key(to_latin(word))))
    if reads.language is None:
        return frozenset((key,))
    return reads.language.inflected(key, sort)


@lru_cache(maxsize=_REMEMBERED)
def _derived(word: str, locale: Tag, sort: Sort) -> Derived:
    reads = reader(locale)
    if reads.language is None or abbreviation(word):
        return Derived()
    return reads.language.derived(reads.key(word), sort)
