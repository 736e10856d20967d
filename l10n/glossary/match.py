"""Finds the glossary's terms in source texts.

Whole words, whatever their capitals (unless the term minds them), in the plural and before a possessive too;
the longest name at each place, so that North Korea is not Korea. Code, addresses and placeholders are not
looked into.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from l10n.glossary.phrases import Phrase, PhraseIndex
from l10n.glossary.plurals import plurals
from l10n.glossary.schema import FAULTY, Glossary, Term, VariantStatus
from l10n.model import Span

FormStatus = Literal["source"] | VariantStatus


@dataclass(frozen=True, slots=True)
class SourceForm:
    """One writing of a term in the source language."""

    term: Term
    text: str
    status: FormStatus
    """`source` for the canonical writing, else the variant's own."""
    plural: bool = False
    """The writing with a plural ending."""

    @property
    def faulty(self) -> bool:
        """True for a writing that an article should not hold."""
        return self.status in FAULTY


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term in a source text."""

    form: SourceForm
    span: Span
    """Its words, a plural ending included, a possessive one not."""

    @property
    def term(self) -> Term:
        """The term that was found."""
        return self.form.term


@lru_cache(maxsize=1 << 13)
def find_terms(glossary: Glossary, text: str) -> tuple[TermHit, ...]:
    """The glossary's terms in `text`, in its order, none within another.

    Deprecated terms are not looked for. A catalog of every locale holds the same source texts, so what was
    found in a text is remembered.
    """
    found = _index(glossary).longest_places(text)
    return tuple([TermHit(phrase.payload, span) for phrase, span in found])


@lru_cache(maxsize=8)
def _index(glossary: Glossary) -> PhraseIndex[SourceForm]:
    live = [term for term in glossary.terms if term.status != "deprecated"]
    english = glossary.source_locale.split("-")[0] == "en"
    singular = [form for term in live for form in _forms(term)]
    # A name of its own goes before a variant of another, and both before a plural.
    singular.sort(key=lambda form: form.status != "source")
    plural = [form for one in singular for form in _plural(one)] if english else []
    return PhraseIndex(map(_phrase, (*singular, *plural)))


def _phrase(form: SourceForm) -> Phrase[SourceForm]:
    term = form.term
    return Phrase(form.text, term.case, form, term.not_before, term.not_after)


def _forms(term: Term) -> Iterator[SourceForm]:
    yield SourceForm(term, term.source, "source")
    for variant in term.variants:
        yield SourceForm(term, variant.text, variant.status)


def _plural(form: SourceForm) -> Iterator[SourceForm]:
    """The form in the plural of English; a person has none, as `Ferris` is more often another name."""
    if form.term.kind != "person":
        for text in plurals(form.text):
            yield SourceForm(form.term, text, form.status, plural=True)
