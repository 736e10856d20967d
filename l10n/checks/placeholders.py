"""Placeholders, code, addresses and tags survive translation unchanged."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.context import CatalogContext, pairs
from l10n.model import Certainty, Entry, Finding, Severity
from l10n.ports import Rule
from l10n.text.protect import placeholders


def _mismatches(context: CatalogContext) -> Iterator[Finding]:
    for entry in context.rendered:
        for source, translation in pairs(entry):
            found = placeholders(translation)
            expected = _expected(entry, source, found)
            if found == expected:
                continue
            lost, added = expected - found, found - expected
            parts = [
                f"{what} {_listed(pieces)}" for what, pieces in (("lost", lost), ("added", added)) if pieces
            ]
            yield Finding(
                rule=MISMATCH.id,
                severity=MISMATCH.severity,
                where=context.where(entry),
                message=f"the translation must keep what is not text: {', '.join(parts)}",
                locale=context.locale,
                msgid=entry.msgid,
                msgstr=translation,
                evidence=" ".join(sorted((lost + added).elements())),
            )


def _expected(entry: Entry, source: str, found: Counter[str]) -> Counter[str]:
    """What a translation must hold. A plural form may follow the singular or the plural source text: many
    languages count with a word where English has a number, and the other way round."""
    if entry.msgid_plural is not None:
        for text in (entry.msgid, entry.msgid_plural):
            if placeholders(text) == found:
                return found
    return placeholders(source)


def _listed(pieces: Counter[str]) -> str:
    return ", ".join(
        f"“{piece}”" if count == 1 else f"“{piece}” ×{count}" for piece, count in sorted(pieces.items())
    )


MISMATCH = Rule(
    id="placeholder-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A placeholder, piece of code, tag, URL or e-mail address of the source text is missing from the "
    "translation, or one was added. Copy them unchanged. Stale translations are not looked at.",
    example="msgid “{count} people” msgstr “personas”",
    check=_mismatches,
)

RULES = (MISMATCH,)
