"""Placeholders, code, markup and addresses survive translation unchanged."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from l10n.checks.context import CatalogContext, Pair, Text, source_text
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.attributes import with_attribute_texts
from l10n.text.protect import MaskKind

_RULE_OF: dict[MaskKind, str] = {
    "tag": "markup-mismatch",
    "reference": "markup-mismatch",
    "url": "url-altered",
    "email": "url-altered",
}
"""Whose business a mask is; all others are placeholders or code."""

_LINK = "]("
"""What makes words a link. With a space between, readers see the brackets and the address."""

_Pieces = Counter[tuple[str, str]]
"""How often a text holds what it must keep, each with the id of the rule that sees to it."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a translation lacks of its source, and what it has too much."""

    pair: Pair
    lost: _Pieces
    added: _Pieces


@lru_cache(maxsize=2)
def _differences(context: CatalogContext) -> tuple[_Difference, ...]:
    masked = [pair for pair in context.pairs if pair.source.masks or pair.translation.masks]
    return tuple(found for pair in masked if (found := _difference(pair)))


def _difference(pair: Pair) -> _Difference | None:
    found, expected = _kept(pair.translation), _kept(pair.source)
    if found == expected or _counts_otherwise(pair, found):
        return None
    lost, added = expected - found, _without_labels(found - expected, pair.source.text)
    return _Difference(pair, lost, added) if lost or added else None


def _kept(text: Text) -> _Pieces:
    """What a translation must hold as often: `protected` but for what is text in it.

    That is character references, for a translation of `salt &amp; pepper` has a word there, and what tags say
    to readers (`title`, `alt`).
    """
    pieces = ((mask.kind, text.text[mask.span.start : mask.span.end]) for mask in text.masks)
    kept = Counter(
        (
            _RULE_OF.get(kind, "placeholder-mismatch"),
            with_attribute_texts(piece, lambda _: "…") if kind == "tag" else piece,
        )
        for kind, piece in pieces
        if kind != "entity"
    )
    if links := text.text.count(_LINK):
        kept["markup-mismatch", _LINK] = links
    return kept


def _without_labels(added: _Pieces, source: str) -> _Pieces:
    """`added` without labels of links that the source names by their own text: `[plan][]`, `[plan]`."""
    return Counter({piece: count for piece, count in added.items() if f"[{piece[1]}]" not in source})


def _counts_otherwise(pair: Pair, found: _Pieces) -> bool:
    """True for a plural form, other than the last, that holds what either source text holds.

    Many languages have a word where English counts with a figure, and the other way round; but the last form
    serves many numbers everywhere, and needs the figure.
    """
    entry = pair.entry
    if entry.msgid_plural is None or pair.form == len(entry.msgstrs) - 1:
        return False
    return found in (_kept(source_text(entry.msgid)), _kept(source_text(entry.msgid_plural)))


def _check(rule: str, what: str, context: CatalogContext) -> Iterator[Finding]:
    for one in _differences(context):
        lost, added = _of(rule, one.lost), _of(rule, one.added)
        if not lost and not added:
            continue
        parts = [f"{verb} {_listed(pieces)}" for verb, pieces in (("lost", lost), ("added", added)) if pieces]
        message = f"the translation must keep {what}: {', '.join(parts)}"
        yield context.finding(_BY_ID[rule], one.pair, message, " ".join(sorted((lost + added).elements())))


def _of(rule: str, pieces: _Pieces) -> Counter[str]:
    return Counter({piece: count for (owner, piece), count in pieces.items() if owner == rule})


def _listed(pieces: Counter[str]) -> str:
    return ", ".join(
        f"“{piece}”" if count == 1 else f"“{piece}” ×{count}" for piece, count in sorted(pieces.items())
    )


PLACEHOLDERS = Rule(
    id="placeholder-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A placeholder, piece of code, formula, shortcode or emoji code of the source text is missing from "
    "the translation, or one was added; or what is marked as not to be translated was changed. Copy them "
    "unchanged.",
    example="msgid “{count} people” msgstr “personas”",
    check=partial(_check, "placeholder-mismatch", "placeholders and code"),
)
MARKUP = Rule(
    id="markup-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A tag, label of a link, wiki page or mark of a footnote is missing from the translation, or one "
    "was added. Copy them unchanged, but for what tags say to readers (`alt`, `title`).",
    example="msgid “a <b>free</b> vote[^1]” msgstr “un voto <b>libre”",
    check=partial(_check, "markup-mismatch", "the markup"),
)
ADDRESSES = Rule(
    id="url-altered",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A URL or e-mail address of the source text is missing from the translation, was changed, or one "
    "was added. Copy addresses unchanged; where the page exists in the locale's language, say so with a "
    "suppression in a comment.",
    example="msgid “see https://example.org/report” msgstr “véase https://example.org/informe”",
    check=partial(_check, "url-altered", "addresses"),
)

RULES = (PLACEHOLDERS, MARKUP, ADDRESSES)
_BY_ID = {rule.id: rule for rule in RULES}
