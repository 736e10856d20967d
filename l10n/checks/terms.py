"""Terminology: the articles write names right, and translations use the glossary's terms.

`term-forbidden` and `term-missing` look only at entries whose source text holds the term. A form that is
wrong for one term may be a plain word elsewhere (`RSE` is also Spanish for corporate responsibility), so a
text that does not speak of the term is never objected to.
"""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.context import CatalogContext, Pair, SourceContext
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import TargetHit, accepts, target_forms
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule

_WHY = {
    "misspelling": "is a misspelling of",
    "wrong-language": "is another language's form of",
    "deprecated": "is no longer used for",
}


def _source_variants(context: SourceContext) -> Iterator[Finding]:
    glossary = context.glossary
    if glossary is None:
        return
    for unit in context.units:
        for hit in find_terms(glossary, unit.msgid):
            if hit.form.faulty:
                written = unit.msgid[hit.span.start : hit.span.end]
                message = f"“{written}” {_WHY[hit.form.status]} “{hit.term.source}”{_note(hit)}"
                yield replace(
                    context.finding(SOURCE_VARIANT, unit, hit.span, message),
                    severity=_eased(hit.term, glossary.severities.source_variant),
                )


def _note(hit: TermHit) -> str:
    notes = (variant.note for variant in hit.term.variants if variant.text == hit.form.text)
    return "".join(f" ({note})" for note in notes if note)


def _forbidden(context: CatalogContext) -> Iterator[Finding]:
    for pair, glossary, terms, hits in _used(context):
        for hit in hits:
            term = terms.get(hit.form.owner)
            if term is None or hit.form.kind != "forbidden":
                continue
            written = pair.translation.text[hit.span.start : hit.span.end]
            message = (
                f"“{written}” is forbidden for “{term.source}”: write “{term.targets[context.locale].term}”"
            )
            yield replace(
                context.finding(FORBIDDEN, pair, message, span=hit.span),
                severity=_eased(term, glossary.severities.forbidden),
            )


def _missing(context: CatalogContext) -> Iterator[Finding]:
    for pair, glossary, terms, hits in _used(context):
        forbidden = {hit.form.owner for hit in hits if hit.form.kind == "forbidden"}
        for term in terms.values():
            target = term.targets[context.locale]
            if term.id in forbidden or accepts(term, target, pair.translation.text, hits):
                continue
            yield replace(
                context.finding(MISSING, pair, _absent(term, target), term.source),
                severity=_eased(term, _absence(target, glossary)),
            )


def _absence(target: Target, glossary: Glossary) -> Severity:
    return Severity.ERROR if target.required or target.do_not_translate else glossary.severities.absent


def _absent(term: Term, target: Target) -> str:
    if target.do_not_translate:
        return f"“{target.term}” is not to be translated, but the translation does not hold it"
    return f"the translation of “{term.source}” holds no form of “{target.term}”"


def _eased(term: Term, severity: Severity) -> Severity:
    """A draft's findings are notes: nobody has approved the entry yet."""
    return Severity.NOTE if term.status == "draft" else severity


def _used(
    context: CatalogContext,
) -> Iterator[tuple[Pair, Glossary, dict[str, Term], tuple[TargetHit, ...]]]:
    """Each rendered translation whose source holds terms of the locale: those, and the forms it holds."""
    glossary = context.glossary
    if glossary is None:
        return
    for pair in context.pairs:
        terms = {
            hit.term.id: hit.term
            for hit in find_terms(glossary, pair.source.text)
            if context.locale in hit.term.targets
        }
        if terms:
            yield pair, glossary, terms, target_forms(glossary, context.locale, pair.translation.text)


SOURCE_VARIANT = Rule(
    id="term-source-variant",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="source",
    help="The article writes a name in a way that the glossary lists as a misspelling, as another language's "
    "or as deprecated. Write it as the message says. Admitted and short variants are fine.",
    example="migrants were taken to Shenjin",
    check=_source_variants,
)
FORBIDDEN = Rule(
    id="term-forbidden",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The translation of a text that holds a glossary term uses a form the glossary forbids for it. "
    "Stale translations are not looked at.",
    example="msgid “Giorgia Meloni” msgstr “Giorgio Meloni”",
    check=_forbidden,
)
MISSING = Rule(
    id="term-missing",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="catalog",
    help="The source text holds a glossary term and the translation none of its forms. Use the term, or add "
    "the form to `forms`, `admitted` or `derived`. An error where the entry says `required` or "
    "`do_not_translate`.",
    example="msgid “Radio Free Europe” msgstr “una emisora”",
    check=_missing,
)

RULES = (SOURCE_VARIANT, FORBIDDEN, MISSING)
