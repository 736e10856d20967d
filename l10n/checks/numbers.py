"""Numbers survive translation, however the locale writes them."""

from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.context import REMEMBERED, CatalogContext, Pair, source_text
from l10n.model import Certainty, Finding, Severity, Tag
from l10n.ports import Rule
from l10n.text.amounts import SourceFigures, TranslatedFigures, lost


@lru_cache(maxsize=REMEMBERED)
def _source(text: str, tag: Tag) -> SourceFigures | None:
    """None for a text without digits."""
    found = SourceFigures(source_text(text).prose, tag)
    return found if found.in_order else None


def _mismatches(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        source = _source(pair.source.text, context.source_locale)
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
