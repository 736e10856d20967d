"""Names that are written the same way in every sentence of a locale: what may stand in for a wrong rendering.

A term that takes endings is never one of them, nor is one whose neighbours would have to agree with it.
"""

from unicodedata import normalize

from l10n import locale as locales
from l10n.glossary.match import TermHit
from l10n.glossary.schema import Target
from l10n.model import Tag
from l10n.text.tokens import keys, spellings

_ONE_FORM = frozenset({"ca", "es", "fr", "gl", "it", "pt"})
"""Romance languages without cases: a proper name has one form, whatever its part in the sentence."""
_ARTICLES = frozenset({"the", "a", "an"})
"""Of English. What stands after one may have an article in the translation, too, which agrees with it."""
_VOWELS = frozenset("aeiouh")
"""Letters before which articles, prepositions and conjunctions may be others: `l'Irak`, `e Irak`."""


def unchanging(hit: TermHit, text: str, locale: Tag) -> str | None:
    """What the hit in `text` is called in every sentence of the locale; None where endings are possible.

    That is so for what is not translated or takes no endings by its entry, and for a name that is the same in
    the source language if names take no endings in the locale's. Drafts, plurals and other capitals than the
    glossary's are in doubt.
    """
    target = hit.term.targets.get(locale)
    if target is None or not _is_plain(hit, text):
        return None
    name = _called(hit, target)
    if target.do_not_translate or target.inflect == "none":
        return name
    copied = name == hit.form.text and all(word[0].isupper() for word in spellings(name))
    return name if copied and locales.language(locale) in _ONE_FORM else None


def settled(hit: TermHit, text: str, pair: tuple[Tag, Tag]) -> str | None:
    """What may stand in a translation where another name stood for the hit; None where that is not certain.

    As `unchanging`; and, from English, for people and places that are called something else in the locale,
    where no article stands before them that its article would have to agree with, and none is part of the
    name, which many a preposition merges with.
    """
    source, locale = pair
    name = unchanging(hit, text, locale)
    if name is not None:
        return name
    target = hit.term.targets.get(locale)
    if target is None or hit.term.kind not in ("person", "place") or not _is_plain(hit, text):
        return None
    if locales.language(source) != "en" or locales.language(locale) not in _ONE_FORM:
        return None
    name = _called(hit, target)
    return name if name and name[0].isupper() and not after_article(hit, text) else None


def after_article(hit: TermHit, text: str) -> bool:
    """True for a hit in an English text that has an article before it."""
    return not _ARTICLES.isdisjoint(keys(text[: hit.span.start])[-1:])


def _is_plain(hit: TermHit, text: str) -> bool:
    """True for an approved term that stands in `text` as the glossary writes it."""
    written = text[hit.span.start : hit.span.end]
    return (
        hit.term.status == "approved"
        and not hit.form.plural
        and spellings(written) == spellings(hit.form.text)
    )


def _called(hit: TermHit, target: Target) -> str | None:
    """The right form for that writing of the term; None where another might be meant."""
    if hit.form.status == "source":
        return target.term
    if hit.form.status == "short":
        return target.short
    return hit.form.text if hit.form.text in target.right else None


def begins_with_vowel(name: str) -> bool:
    """True for a name before which the word before may be another: `l'Irak`, `e Irak`. A silent h is none."""
    return normalize("NFD", name)[:1].casefold() in _VOWELS
