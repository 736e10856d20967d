"""Articles write names as the glossary has them."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.context import SourceContext
from l10n.checks.usage import eased
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.repair import is_certain
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
                    severity=eased(hit.term, glossary.severities.source_variant),
                    fix=hit.term.source if is_certain(hit, unit.msgid) else None,
                )


def _note(hit: TermHit) -> str:
    notes = (variant.note for variant in hit.term.variants if variant.text == hit.form.text)
    return "".join(f" ({note})" for note in notes if note)


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

RULES = (SOURCE_VARIANT,)
