"""Mends names around machine translation, and only where nothing can go wrong.

A word is replaced only by another that stands in a sentence the same way: a damaged name by the right one
before translation; after it, a name that takes no endings. All else is left for the checks to report.
"""

from collections.abc import Iterator
from functools import lru_cache

from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.phrases import Match, Phrase, PhraseIndex
from l10n.glossary.recognition import recognised
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import target_forms
from l10n.model import Edit, Span, Tag
from l10n.text.splicing import spliced
from l10n.text.tokens import keys, spellings

CERTAIN = frozenset({"misspelling", "wrong-language"})
"""Statuses of variants that are the same name: an engine loses nothing when it gets the right one."""


def canonical_source(glossary: Glossary, text: str) -> str:
    """`text` with the damaged names that the glossary lists put right: what an engine should translate.

    Plurals and other capitals than the glossary's are left alone, and so are drafts.
    """
    certain = (hit for hit in find_terms(glossary, text) if is_certain(hit, text))
    return spliced(text, [Edit(hit.span, hit.term.source) for hit in certain])


def is_certain(hit: TermHit, text: str) -> bool:
    """True if the canonical writing may stand in the place of `hit` in `text`: same name, no other sense."""
    if hit.term.status != "approved" or hit.form.status not in CERTAIN or hit.form.plural:
        return False
    return spellings(text[hit.span.start : hit.span.end]) == spellings(hit.form.text)


def repair_target(glossary: Glossary, source_text: str, translation: str, locale: Tag) -> str:
    """`translation` with the uninflected terms of `source_text` put in where an engine left another form.

    A term is put in the place of a forbidden form, of the untranslated source form or of a variant of it,
    where exactly one such stands in the translation. The two latter only where the term is absent.
    """
    terms = {hit.term.id: hit.term for hit in find_terms(glossary, source_text)}
    for term in terms.values():
        target = term.targets.get(locale)
        if target and term.status == "approved" and (target.do_not_translate or target.inflect == "none"):
            translation = _repaired(glossary, term, target, translation, locale)
    return translation


def _repaired(glossary: Glossary, term: Term, target: Target, translation: str, locale: Tag) -> str:
    right = [h.span for h in target_forms(glossary, locale, translation) if h.form.kind != "forbidden"]
    wrong = [
        match for match in _wrong_forms(term, target).longest(translation) if not _within(match.span, right)
    ]
    if len(wrong) != 1:
        return translation
    only = wrong[0]
    if not only.phrase.payload and recognised(term, locale, _without(translation, only.span)):
        return translation
    place = with_own_words(translation, only.span, target.term)
    return spliced(translation, [Edit(place, _capitalised(target.term, only, translation))])


def with_own_words(text: str, span: Span, name: str) -> Span:
    """What gives way to `name` where it takes the place of `span`: also its own words that stand beside that.

    “North Korea del Norte” becomes “Corea del Norte” as a whole.
    """
    words = name.split(" ")
    for size in range(len(words) - 1, 0, -1):
        last, first = f" {' '.join(words[-size:])}", f"{' '.join(words[:size])} "
        end, start = span.end + len(last), span.start - len(first)
        if text.startswith(last, span.end) and not text[end : end + 1].isalnum():
            return Span(span.start, end)
        if text.endswith(first, 0, span.start) and not text[max(0, start - 1) : start].isalnum():
            return Span(start, span.end)
    return span


def _within(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _without(text: str, span: Span) -> str:
    """`text` with a full stop for the span, so that no phrase can reach across."""
    return f"{text[: span.start]}.{text[span.end :]}"


@lru_cache(maxsize=1024)
def _forms_index(
    source: str, variants: tuple[str, ...], forbidden: tuple[str, ...], right: tuple[str, ...]
) -> PhraseIndex[bool]:
    right_keys = {keys(form) for form in right}

    def phrases() -> Iterator[Phrase[bool]]:
        for text in forbidden:
            yield Phrase(text, True, True)
        for text in (source, *variants):
            if keys(text) not in right_keys:
                yield Phrase(text, True, False)

    return PhraseIndex(phrases())


def _wrong_forms(term: Term, target: Target) -> PhraseIndex[bool]:
    """What may stand for the term by mistake, capitals as given; the payload tells the forbidden forms.

    A short variant is none: it says less than the term, and may be what the translator wants.
    """
    variants = tuple(variant.text for variant in term.variants if variant.status != "short")
    return _forms_index(term.source, variants, target.forbidden, target.right)


def _capitalised(term: str, match: Match[bool], text: str) -> str:
    """`term`, with a capital where the form it replaces has one only because it begins a sentence."""
    if match.phrase.text[0].islower() and text[match.span.start].isupper():
        return term[0].upper() + term[1:]
    return term
