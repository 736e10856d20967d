"""Finds what is no language in a unit's text: code, tags, addresses, placeholders, Markdown's marks.

Three views of one scan. `protected` is what a translation must hold as often as its source does. `marks` adds
what shapes text (emphasis, links, hard breaks), which an engine must not see but a translator may place
differently, and says which marks belong together. `markup` is what `marks` covers.
"""

import re
from collections import Counter
from functools import lru_cache

from l10n.model import Span
from l10n.text.elements import with_kept_elements
from l10n.text.marks import Mark, found_marks
from l10n.text.scan import Mask, tokens
from l10n.text.syntax import MaskKind

__all__ = ["Mark", "Mask", "MaskKind", "marks", "markup", "placeholders", "protected"]

_CHARS = re.compile(r"[`<&{%@$:\[\]\\](?:(?<![&%$:])|(?!\s|\Z))")
"""One of these is in whatever is protected, but for addresses that begin with `www.`

A colon, price or percentage before a space begins nothing, and what ends with one begins with one, too.
"""
_MARKUP_CHARS = re.compile(r"[`<&{%@$:\[\]\\*_~\n]")


def protected(text: str) -> tuple[Mask, ...]:
    """What of `text` a translation must keep, in order, disjoint.

    Code spans and roles, formulas, HTML tags and comments, elements that are not to be translated, entities,
    URLs and link destinations (without their brackets), e-mail addresses, placeholders of Python, C and
    template languages, shortcodes, emoji codes, labels of references, pages of wiki links.
    """
    return _protected(text) if _CHARS.search(text) or "www." in text else ()


@lru_cache(maxsize=4096)
def _protected(text: str) -> tuple[Mask, ...]:
    return tuple(
        Mask(Span(*token.inner), token.kind)
        for token in with_kept_elements(text, tuple(tokens(text)))
        if token.kind
    )


def placeholders(text: str) -> Counter[str]:
    """The texts that `protected` finds, with how often each occurs."""
    return Counter(text[mask.span.start : mask.span.end] for mask in protected(text))


@lru_cache(maxsize=4096)
def marks(text: str) -> tuple[Mark, ...]:
    """All of `text` that is no language, in order, disjoint, piece by piece.

    `protected`, and emphasis marks that pair, the brackets of links and images with destination and title,
    attributes, hard line breaks and backslash escapes.
    """
    if not _MARKUP_CHARS.search(text) and "www." not in text:
        return ()
    return found_marks(text, with_kept_elements(text, tuple(tokens(text))))


def markup(text: str) -> tuple[Mask, ...]:
    """What `marks` covers, in order, disjoint, adjacent marks joined."""
    joined: list[Mask] = []
    for mark in marks(text):
        if joined and joined[-1].span.end == mark.span.start:
            joined[-1] = Mask(Span(joined[-1].span.start, mark.span.end), joined[-1].kind)
        else:
            joined.append(Mask(mark.span, mark.kind))
    return tuple(joined)
