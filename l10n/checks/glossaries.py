"""Glossaries that contradict themselves."""

from collections.abc import Iterator

from l10n.glossary.lint import RULE_ID, lint
from l10n.glossary.schema import Glossary
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule


def _contradictions(glossary: Glossary) -> Iterator[Finding]:
    yield from lint(glossary)


CONTRADICTION = Rule(
    id=RULE_ID,
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="glossary",
    help="The glossary contradicts itself: of two entries, or of two forms of one, only one can ever hold. "
    "Keep the one that is right.",
    example="{term: Ђадер, forbidden: [Ђадер]}",
    check=_contradictions,
)

RULES = (CONTRADICTION,)
