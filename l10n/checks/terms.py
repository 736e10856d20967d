"""Terminology: the articles write names right, and translations use the glossary's terms.

`term-forbidden` and `term-missing` look only at entries whose source text holds the term. A form that is
wrong for one term may be a plain word elsewhere (`RSE` is also Spanish for corporate responsibility), so a
text that does not speak of the term is never objected to.
"""

from collections.abc import Iterator

from l10n.checks.context import CatalogContext, SourceContext, pairs
from l10n.errors import Location
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import TargetHit, accepts, target_forms
from l10n.model import Certainty, Entry, Finding, Severity
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
                yield Finding(
                    rule=SOURCE_VARIANT.id,
                    severity=_eased(hit.term, glossary.severities.source_variant),
                    where=Location(context.article_path, *context.locate(unit, hit.span.start)),
                    message=f"“{written}” {_WHY[hit.form.status]} “{hit.term.source}”{_note(hit)}",
                    msgid=unit.msgid,
                    evidence=written,
                )


def _note(hit: TermHit) -> str:
    notes = (variant.note for variant in hit.term.variants if variant.text == hit.form.text)
    return "".join(f" ({note})" for note in notes if note)


def _forbidden(context: CatalogContext) -> Iterator[Finding]:
    for entry, glossary, terms, hits, translation in _used(context):
        for hit in hits:
            term = terms.get(hit.form.owner)
            if term is None or hit.form.kind != "forbidden":
                continue
            written = translation[hit.span.start : hit.span.end]
            yield Finding(
                rule=FORBIDDEN.id,
                severity=_eased(term, glossary.severities.forbidden),
                where=context.where(entry),
                message=f"“{written}” is forbidden for “{term.source}”: write "
                f"“{term.targets[context.locale].term}”",
                locale=context.locale,
                msgid=entry.msgid,
                msgstr=translation,
                evidence=written,
            )


def _missing(context: CatalogContext) -> Iterator[Finding]:
    for entry, glossary, terms, hits, translation in _used(context):
        forbidden = {hit.form.owner for hit in hits if hit.form.kind == "forbidden"}
        for term in terms.values():
            target = term.targets[context.locale]
            if term.id in forbidden or accepts(term, target, translation, hits):
                continue
            yield Finding(
                rule=MISSING.id,
                severity=_eased(term, _absence(target, glossary)),
                where=context.where(entry),
                message=_absent(term, target),
                locale=context.locale,
                msgid=entry.msgid,
                msgstr=translation,
                evidence=term.source,
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
) -> Iterator[tuple[Entry, Glossary, dict[str, Term], tuple[TargetHit, ...], str]]:
    """Each rendered translation whose source holds terms of the locale: those, and the forms it holds."""
    glossary = context.glossary
    if glossary is None:
        return
    for entry in context.rendered:
        for source, translation in pairs(entry):
            terms = {
                hit.term.id: hit.term
                for hit in find_terms(glossary, source)
                if context.locale in hit.term.targets
            }
            if terms:
                yield entry, glossary, terms, target_forms(glossary, context.locale, translation), translation


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
