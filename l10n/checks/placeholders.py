"""Placeholders, code, addresses and tags survive translation unchanged."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.context import CatalogContext, Pair, Text, source_text
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.attributes import with_attribute_texts


def _mismatches(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        if not pair.source.masks and not pair.translation.masks:
            continue
        found, expected = _kept(pair.translation), _kept(pair.source)
        if found == expected or _counts_otherwise(pair, found):
            continue
        lost, added = expected - found, _without_labels(found - expected, pair.source.text)
        if not lost and not added:
            continue
        parts = [f"{what} {_listed(pieces)}" for what, pieces in (("lost", lost), ("added", added)) if pieces]
        message = f"the translation must keep what is not text: {', '.join(parts)}"
        yield context.finding(MISMATCH, pair, message, " ".join(sorted((lost + added).elements())))


def _kept(text: Text) -> Counter[str]:
    """What a translation must hold as often: `protected` but for what is text in it.

    That is character references, for a translation of `salt &amp; pepper` has a word there, and what tags say
    to readers (`title`, `alt`).
    """
    pieces = ((mask.kind, text.text[mask.span.start : mask.span.end]) for mask in text.masks)
    return Counter(
        with_attribute_texts(piece, lambda _: "…") if kind == "tag" else piece
        for kind, piece in pieces
        if kind != "entity"
    )


def _without_labels(added: Counter[str], source: str) -> Counter[str]:
    """`added` without labels of links that the source names by their own text: `[plan][]`, `[plan]`."""
    return Counter({piece: count for piece, count in added.items() if f"[{piece}]" not in source})


def _counts_otherwise(pair: Pair, found: Counter[str]) -> bool:
    """True for a plural form, other than the last, that holds what either source text holds.

    Many languages have a word where English counts with a figure, and the other way round; but the last form
    serves many numbers everywhere, and needs the figure.
    """
    entry = pair.entry
    if entry.msgid_plural is None or pair.form == len(entry.msgstrs) - 1:
        return False
    return found in (_kept(source_text(entry.msgid)), _kept(source_text(entry.msgid_plural)))


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
