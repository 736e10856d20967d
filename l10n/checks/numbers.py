"""Numbers survive translation, however the locale writes them."""

from collections.abc import Iterator

from l10n.checks.context import CatalogContext, Pair
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.amounts import SourceFigures, TranslatedFigures, lost, source_figures


def _mismatches(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        source = source_figures(pair.source.prose, context.source_locale)
        if source is not None and not source.as_they_stand(prose := pair.translation.prose):
            yield from _lost(context, pair, source, TranslatedFigures(prose, context.locale, source))


def _lost(
    context: CatalogContext, pair: Pair, source: SourceFigures, translation: TranslatedFigures
) -> Iterator[Finding]:
    for figure, missing in lost(source, translation):
        written = pair.source.text[figure.span.start : figure.span.end]
        if others := translation.others[figure.digits]:
            span = others.popleft().span
            wrong = pair.translation.text[span.start : span.end]
            yield context.finding(MISMATCH, pair, f"the source says “{written}”, not “{wrong}”", span=span)
        elif missing:
            yield context.finding(MISMATCH, pair, f"“{written}” of the source is missing", written)


MISMATCH = Rule(
    id="number-mismatch",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A number of the source text is missing from the translation, or stands there with other digits. "
    "However the locale writes it is fine: separators, words, Roman numerals, the 24-hour clock, converted "
    "miles, pounds and degrees.",
    example="msgid “In 2018, 1,500 people” msgstr “En 2013, 1.500 personas”",
    check=_mismatches,
)

RULES = (MISMATCH,)
