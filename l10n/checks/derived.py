"""Catalogs that follow from another one are not the place to correct texts."""

from collections.abc import Iterator

from l10n.checks.context import CatalogContext
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule

_LONGEST = 80
"""Code points of a text that a message shows."""


def _edits(context: CatalogContext) -> Iterator[Finding]:
    """Texts that a person wrote or changed, unless they are what the derivation gives too."""
    if context.derivation is None:
        return
    origin, texts = context.derivation.origin, context.derivation.texts
    for entry in context.entries:
        derived = texts.get(entry.key)
        if derived is None or not entry.by_hand or entry.msgstr == derived:
            continue
        ours, theirs = _difference(entry.msgstr, derived)
        if derived:
            message = f"“{_short(ours)}” was written by hand where {origin} gives “{_short(theirs)}”: correct"
        else:
            message = f"“{_short(ours)}” was written by hand where {origin} has no text to show: translate"
        yield Finding(
            rule=EDITED.id,
            severity=EDITED.severity,
            where=context.where(entry),
            message=f"{message} it in the catalog of {origin}, then remove the text here",
            locale=context.locale,
            msgid=entry.msgid,
            msgstr=entry.msgstr,
            evidence=ours,
        )


def _difference(text: str, other: str) -> tuple[str, str]:
    """What of each is not in the other, from the first word that differs to the last.

    With a word beside it where one has words that the other lacks.
    """
    ours, theirs = text.split(" "), other.split(" ")
    shorter = min(len(ours), len(theirs))
    start = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    tail = range(shorter - start)
    end = next((at for at in tail if ours[-1 - at] != theirs[-1 - at]), len(tail))
    if start + end == shorter:
        start, end = (start - 1, end) if start else (start, max(0, end - 1))
    return " ".join(ours[start : len(ours) - end]), " ".join(theirs[start : len(theirs) - end])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


EDITED = Rule(
    id="derived-edited",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A person wrote or changed a text in a catalog that follows from another locale's. It stays, and no "
    "correction of the origin reaches it any more. Correct the origin's catalog, then remove the text here.",
    example="msgstr “Sporazum nije potpisan.” in sr@latin where sr has “Споразум је потписан.”",
    check=_edits,
)

RULES = (EDITED,)
