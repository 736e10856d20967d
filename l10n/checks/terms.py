"""Terminology: translations use the glossary's terms.

Only entries whose source text holds the term are looked at. A form that is wrong for one term may be a plain
word elsewhere (`RSE` is also Spanish for corporate responsibility), so a text that does not speak of the term
is never objected to.
"""

from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.context import CatalogContext
from l10n.checks.usage import Usage, eased, usages
from l10n.glossary.recognition import Level
from l10n.glossary.schema import Severities
from l10n.glossary.suspects import suspect
from l10n.model import Certainty, Finding, Severity, Span
from l10n.ports import Rule


def _forbidden(context: CatalogContext) -> Iterator[Finding]:
    for usage in usages(context):
        term, target = usage.term, usage.target
        for hit in usage.forbidden:
            message = f"“{_at(usage, hit.span)}” is forbidden for “{term.source}”: write “{target.term}”"
            certain = target.inflect == "none" and usage.found is None and term.status == "approved"
            yield _finding(
                context,
                FORBIDDEN,
                usage,
                _severities(context).forbidden,
                message,
                span=hit.span,
                fix=target.term if certain else None,
            )


def _altered(context: CatalogContext) -> Iterator[Finding]:
    for usage in _lost(context):
        if usage.target.do_not_translate:
            message = f"“{usage.target.term}” is not to be translated, but the translation does not hold it"
            yield _finding(
                context, ALTERED, usage, ALTERED.severity, message, span=_suspected(context, usage)
            )


def _missing(context: CatalogContext) -> Iterator[Finding]:
    for usage in _lost(context):
        if not usage.target.do_not_translate and _suspected(context, usage) is None:
            severity = Severity.ERROR if usage.target.required else _severities(context).absent
            message = f"the translation of “{usage.term.source}” holds no form of “{usage.target.term}”"
            yield _finding(context, MISSING, usage, severity, message)


def _near_misses(context: CatalogContext) -> Iterator[Finding]:
    for usage in _lost(context):
        span = _suspected(context, usage)
        if span is None or usage.target.do_not_translate:
            continue
        severity = Severity.ERROR if usage.target.required else _severities(context).near
        message = (
            f"“{_at(usage, span)}” is much like “{usage.target.term}” (for “{usage.term.source}”) and no "
            "form of it: a damaged name?"
        )
        yield _finding(context, NEAR, usage, severity, message, span=span)


def _derived(context: CatalogContext) -> Iterator[Finding]:
    for usage in usages(context):
        found = usage.found
        if found and found.level is Level.DERIVED and found.form not in usage.target.derived:
            message = (
                f"“{_at(usage, found.span)}” stands for “{usage.term.source}”: a word made from "
                f"“{usage.target.term}” and not the name itself"
            )
            yield _finding(context, DERIVED, usage, DERIVED.severity, message, span=found.span)


def _lost(context: CatalogContext) -> Iterator[Usage]:
    """The usages whose translation holds neither a right form nor a forbidden one."""
    return (usage for usage in usages(context) if usage.found is None and not usage.forbidden)


@lru_cache(maxsize=1 << 10)
def _suspected(context: CatalogContext, usage: Usage) -> Span | None:
    """Where the translation may have the term, damaged."""
    pair = usage.pair
    found = suspect(
        usage.term, context.locale, pair.translation.text, source=pair.source.text, taken=usage.taken
    )
    return found.span if found else None


def _at(usage: Usage, span: Span) -> str:
    return usage.pair.translation.text[span.start : span.end]


def _severities(context: CatalogContext) -> Severities:
    return context.glossary.severities if context.glossary else Severities()


def _finding(
    context: CatalogContext,
    rule: Rule[CatalogContext],
    usage: Usage,
    severity: Severity,
    message: str,
    *,
    span: Span | None = None,
    fix: str | None = None,
) -> Finding:
    eased_to = eased(usage.term, severity)
    return context.finding(rule, usage.pair, message, usage.written, span, severity=eased_to, fix=fix)


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
ALTERED = Rule(
    id="dnt-altered",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The source text holds a name that the glossary does not want translated (`do_not_translate`), and "
    "the translation does not hold it as it is. Copy it.",
    example="msgid “ActionAid said” msgstr “dijo AcciónAyuda”",
    check=_altered,
)
MISSING = Rule(
    id="term-missing",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="catalog",
    help="The source text holds a glossary term and the translation no form of its target: not as listed, "
    "not with the endings of the language, no word made from it. Use the term, or add the form to `forms`, "
    "`admitted` or `derived`. An error where the entry says `required`.",
    example="msgid “Radio Free Europe” msgstr “una emisora”",
    check=_missing,
)
NEAR = Rule(
    id="term-near-miss",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="The translation holds no form of a glossary term that the source text holds, but a word much like "
    "it. If that is the name, it is damaged: write it right. If it is right, add it to the entry.",
    example="msgid “in Shëngjin” msgstr “en Shenjin”",
    check=_near_misses,
)
DERIVED = Rule(
    id="term-derived",
    severity=Severity.NOTE,
    certainty=Certainty.POSSIBLE,
    scope="catalog",
    help="Not the term itself stands in the translation, but a word that the language makes from it: an "
    "adjective of a country, the name of its people. That is often right. List it as `derived` where it is "
    "always.",
    example="msgid “Italy's government” msgstr “италијанска влада”",
    check=_derived,
)
RULES = (FORBIDDEN, ALTERED, MISSING, NEAR, DERIVED)
