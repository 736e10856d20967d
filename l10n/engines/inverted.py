"""The marks that open questions and exclamations in Spanish: `¿` and `¡`, which engines forget.

They stand where the question begins (Real Academia Española, Ortografía 2010, 3.4.9): within a quotation that
ends with it, and behind a label with a colon, else at the beginning of the sentence.
"""

import re
from collections.abc import Sequence

from l10n.model import Span
from l10n.text.prose import prose, touches
from l10n.text.protect import Mask, protected

LEAD = re.compile(r"[\s\"'“„«»‘’‚‹›(\[¿¡*_~–—•…-]*")
"""What may stand before the first letter of a sentence."""
_OPENING = {"?": "¿", "!": "¡"}
_END = re.compile(r"([?!]+)[\"”»’')*_~ ]*\Z")
_QUOTATION = re.compile(r"(?<![^\s(\[—–*_])[\"'“„«‘](?=\S)")
_CLOSED = {'"': r'"', "'": r"'(?!\w)", "“": "”", "„": "[“”]", "«": "»", "‘": r"’(?!\w)"}
_LABEL = re.compile(r"(?:[^\s:]+ ){0,2}[^\s:]+:[*_~]*\s+(?=\S)")
"""Three words at most."""
_ASKS = re.compile(
    r"(?:qu[ée]|quién(?:es)?|cuál(?:es)?|cómo|cuándo|cuánt[oa]s?|d[óo]nde|adónde)\b", re.IGNORECASE
)
"""In a question, a colon may be part of it: `Which: this or that?`."""


def opened(text: str) -> str:
    """A sentence of Spanish that ends as a question or exclamation with the mark that opens it."""
    end = _END.search(prose(text)) if "?" in text or "!" in text else None
    if end is None:
        return text
    openings = [_OPENING[mark] for mark in dict.fromkeys(reversed(end[1]))]
    if any(mark in text for mark in (openings if len(openings) == 1 else "¿¡")):
        return text
    at = _beginning(text, *end.span(1))
    return f"{text[:at]}{''.join(openings)}{text[at:]}"


def _beginning(text: str, end: int, behind: int) -> int:
    """Where the question begins whose last marks stand from `end` to `behind`."""
    masks = protected(text)
    for quotation in reversed(list(_QUOTATION.finditer(text, 0, end))):
        span = Span(*quotation.span())
        if not touches(masks, span) and not re.search(_CLOSED[quotation[0]], text[span.end : end]):
            return span.end
    label = _LABEL.match(text, 0, end)
    if label and not _ASKS.search(label[0]) and not touches(masks, Span(label.end() - 1, label.end())):
        return _within(masks, label.end(), sum(mask.span.start >= behind for mask in masks))
    lead = LEAD.match(text)
    return min(lead.end() if lead else 0, masks[0].span.start if masks else len(text))


def _within(masks: Sequence[Mask], at: int, most: int) -> int:
    """The place behind the tags that begin at `at`, as many as end behind the question."""
    for mask in [mask for mask in masks if mask.span.start >= at][:most]:
        if mask.span.start == at and mask.kind == "tag":
            at = mask.span.end
    return at
