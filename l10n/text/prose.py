"""A text without what is no language."""

from bisect import bisect_right
from collections.abc import Sequence

from l10n.model import Span
from l10n.text.protect import Mask, protected


def prose(text: str) -> str:
    """`text` with a space for every code point of what is `protected`: words stand where they stood."""
    parts, at = [], 0
    for mask in protected(text):
        parts += [text[at : mask.span.start], " " * (mask.span.end - mask.span.start)]
        at = mask.span.end
    return "".join((*parts, text[at:])) if parts else text


def touches(masks: Sequence[Mask], span: Span) -> bool:
    """True if some of `span` is in one of `masks`, which are in order and disjoint."""
    at = bisect_right(masks, span.start, key=lambda mask: mask.span.end)
    return at < len(masks) and masks[at].span.start < span.end
