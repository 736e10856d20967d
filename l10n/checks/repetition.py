"""Phrases that repeat themselves as only a machine does."""

from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.context import CatalogContext, source_text
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.loops import loop, may_loop


def _loops(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        text = pair.translation
        # With small letters all are as much alike as they can be.
        suspect = bool(text.masks) or may_loop(text.lowered)
        if suspect and may_loop(text.text.split()):
            span = loop(text.prose, text.words)
            if span is not None and not _source_loops(pair.source.text):
                yield context.finding(
                    LOOP, pair, "the translation repeats itself, its source does not", span=span
                )


@lru_cache(maxsize=1024)
def _source_loops(text: str) -> bool:
    source = source_text(text)
    return loop(source.prose, source.words) is not None


LOOP = Rule(
    id="repetition-loop",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A translation says the same word or phrase three times or more in succession, or consists mostly "
    "of one phrase, and its source text does not: a translation machine got stuck. Translate it anew.",
    example="msgid “We went to the ministry and asked.” msgstr “Fuimos al ministerio, al ministerio, al "
    "ministerio”",
    check=_loops,
)

RULES = (LOOP,)
