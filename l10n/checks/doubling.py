"""What was typed twice: words, and the spaces between them."""

import re
from collections.abc import Iterator
from itertools import chain

from l10n import locale
from l10n.checks.context import CatalogContext
from l10n.model import Certainty, Finding, Severity, Span
from l10n.ports import Rule
from l10n.text.doubling import REDUPLICATING, doubled, may_be_doubled
from l10n.text.prose import touches

_SPACES = re.compile(r"(?<=\S)(?<![\u00a0\u202f]) {2,}(?=[^\s\u00a0\u202f])")
"""Within a line: those before its end may be a hard line break, those at its beginning indentation."""
_LONGEST = 40
"""Code points of the word before them that a message shows."""


def _words(context: CatalogContext) -> Iterator[Finding]:
    language = locale.language(context.locale)
    if language in REDUPLICATING:
        return
    if not may_be_doubled(list(chain.from_iterable([pair.translation.lowered for pair in context.pairs]))):
        return
    source_language = locale.language(context.source_locale)
    for pair in context.pairs:
        spans = [
            span
            for span in doubled(pair.translation.prose, language)
            if not touches(pair.translation.masks, span)
        ]
        if spans and not any(doubled(pair.source.prose, source_language)):
            for span in spans:
                written = pair.translation.text[span.start : span.end]
                message = f"“{written}”: the word stands twice in a row"
                yield context.finding(WORD, pair, message, span=span)


def _spaces(context: CatalogContext) -> Iterator[Finding]:
    if "  " not in context.together:
        return
    for pair in context.pairs:
        text = pair.translation.text
        if "  " not in text or _SPACES.search(pair.source.text):
            continue
        for found in _SPACES.finditer(text):
            span = Span(*found.span())
            if not touches(pair.translation.masks, span):
                before = text[max(0, span.start - _LONGEST) : span.start].rsplit(maxsplit=1)[-1]
                message = f"{span.end - span.start} spaces in a row after “{before}”: write one"
                yield context.finding(SPACE, pair, message, span=span, fix=" ")


WORD = Rule(
    id="doubled-word",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A word stands twice in a row, where the source text doubles none and the locale's language does "
    "not double that word. Remove one, or write the word that was meant.",
    example="msgstr “Vlada je je odbila predlog.”",
    check=_words,
)
SPACE = Rule(
    id="double-space",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="Two spaces or more between words, where the source text has none. Write one. Line breaks, code and "
    "no-break spaces are left alone.",
    example="msgstr “Vlada  je odbila predlog.”",
    check=_spaces,
)

RULES = (WORD, SPACE)
