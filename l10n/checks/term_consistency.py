"""One article calls one thing by one name."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.context import CatalogContext
from l10n.checks.usage import Usage, eased, usages
from l10n.glossary.recognition import Level
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.tokens import keys, word_key

_LONGEST_ABBREVIATION = 6
"""Letters of an abbreviation: UNESCO, NATO, EE. UU."""


def _inconsistent(context: CatalogContext) -> Iterator[Finding]:
    writings: dict[tuple[str, str], dict[str, list[Usage]]] = {}
    for usage in usages(context):
        if usage.found and usage.found.level in (Level.GIVEN, Level.INFLECTED):
            writing = _writing(usage, usage.found.form)
            if writing:
                key = usage.term.id, word_key(usage.written)
                writings.setdefault(key, {}).setdefault(writing, []).append(usage)
    for found in writings.values():
        usual = max(found, key=lambda writing: len(found[writing]))
        for writing, places in found.items():
            if not _same_name(writing, usual):
                for usage in places:
                    assert usage.found is not None
                    message = (
                        f"“{usage.written}” is “{writing}” here and “{usual}” elsewhere in this article "
                        f"({_times(len(found[usual]))}): one name for one thing?"
                    )
                    finding = context.finding(INCONSISTENT, usage.pair, message, span=usage.found.span)
                    yield replace(finding, severity=eased(usage.term, finding.severity))


def _writing(usage: Usage, form: str) -> str | None:
    """The preferred or admitted writing that was found; None for a short one, or one listed as a form."""
    return next((text for text in (usage.target.term, *usage.target.admitted) if text == form), None)


def _same_name(writing: str, usual: str) -> bool:
    """True where nobody would speak of two names: one is part or abbreviation of the other."""
    ours, theirs = keys(writing), keys(usual)
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return _is_abbreviation(writing) or _is_abbreviation(usual)


def _is_abbreviation(writing: str) -> bool:
    """True for `САД` and `EE. UU.`, of which letters alone do not tell what they stand for."""
    return writing.upper() == writing and sum(map(str.isalpha, writing)) <= _LONGEST_ABBREVIATION


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


INCONSISTENT = Rule(
    id="term-inconsistent",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="catalog",
    help="One article calls one thing by two names that the glossary admits, where the source text has the "
    "same words. Choose one. Short forms, abbreviations and parts of the other name are no second name.",
    example="“Supreme Court” as “Tribunal Supremo” and as “Corte Suprema”",
    check=_inconsistent,
)

RULES = (INCONSISTENT,)
