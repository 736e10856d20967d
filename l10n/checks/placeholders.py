"""Placeholders, code, addresses and tags survive translation unchanged."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.context import CatalogContext, pairs
from l10n.model import Certainty, Entry, Finding, Severity
from l10n.ports import Rule
from l10n.text.attributes import with_attribute_texts
from l10n.text.protect import protected


def _mismatches(context: CatalogContext) -> Iterator[Finding]:
    for entry in context.rendered:
        for at, (source, translation) in enumerate(pairs(entry)):
            found, expected = _kept(translation), _kept(source)
            if found == expected or _counts_otherwise(entry, at, found):
                continue
            lost, added = expected - found, _without_labels(found - expected, source)
            if not lost and not added:
                continue
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


def _kept(text: str) -> Counter[str]:
    """What a translation must hold as often: `protected` but for what is text in it.

    That is character references, for a translation of `salt &amp; pepper` has a word there, and what tags say
    to readers (`title`, `alt`).
    """
    pieces = ((mask.kind, text[mask.span.start : mask.span.end]) for mask in protected(text))
    return Counter(
        with_attribute_texts(piece, lambda _: "…") if kind == "tag" else piece
        for kind, piece in pieces
        if kind != "entity"
    )


def _without_labels(added: Counter[str], source: str) -> Counter[str]:
    """`added` without labels of links that the source names by their own text: `[plan][]`, `[plan]`."""
    return Counter({piece: count for piece, count in added.items() if f"[{piece}]" not in source})


def _counts_otherwise(entry: Entry, form: int, found: Counter[str]) -> bool:
    """True for a plural form, other than the last, that holds what either source text holds.

    Many languages have a word where English counts with a figure, and the other way round; but the last form
    serves many numbers everywhere, and needs the figure.
    """
    if entry.msgid_plural is None or form == len(entry.msgstrs) - 1:
        return False
    return found in (_kept(entry.msgid), _kept(entry.msgid_plural))


def _listed(pieces: Counter[str]) -> str:
    return ", ".join(
        f"“{piece}”" if count == 1 else f"“{piece}” ×{count}" for piece, count in sorted(pieces.items())
    )


MISMATCH = Rule(
    id="placeholder-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A placeholder, piece of code, formula, tag, URL, e-mail address, emoji code or label of the source "
    "text is missing from the translation, or one was added; or what is marked as not to be translated was "
    "changed. Copy them unchanged. Stale translations are not looked at.",
    example="msgid “{count} people” msgstr “personas”",
    check=_mismatches,
)

RULES = (MISMATCH,)
