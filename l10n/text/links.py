"""Where the links of a text lead: the addresses in Markdown's links and images and in HTML's tags."""

import re
from collections.abc import Iterator

from l10n.model import Span
from l10n.text.protect import protected

_HINTS = re.compile(r"\]\(|<[A-Za-z]")
"""One of these is in every text with an address that can be found here."""
_BEFORE = re.compile(r"\]\(\s*<?\Z")
"""What stands before the address of a Markdown link."""
_MOST_BEFORE = 64
_ADDRESS = re.compile(
    r"""\s(?:href|src|poster)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""",
    re.IGNORECASE,
)


def destinations(text: str) -> tuple[Span, ...]:
    """Where addresses stand in `text`, a unit's Markdown or HTML, without brackets and quotes, in order.

    Those in code and in comments are none, nor are bare URLs, which lead nowhere but where they say.
    """
    return tuple(_found(text)) if _HINTS.search(text) else ()


def _found(text: str) -> Iterator[Span]:
    for mask in protected(text):
        start, end = mask.span.start, mask.span.end
        if mask.kind == "url":
            if _BEFORE.search(text, max(0, start - _MOST_BEFORE), start):
                yield mask.span
        elif mask.kind == "tag" and not text.startswith("<!--", start):
            for address in _ADDRESS.finditer(text, start, end):
                yield Span(*address.span(address.lastgroup or 0))
