"""What is not translated, openly or by copying the source text."""

from collections.abc import Iterator

from l10n.checks.context import CatalogContext, Text
from l10n.glossary.match import TermHit, find_terms
from l10n.model import Certainty, Finding, Severity, State, Tag
from l10n.ports import Rule
from l10n.text.tokens import keys

PSEUDO = frozenset(map(Tag, ("en-XA", "ar-XB")))
"""The pseudo-locales, whose texts are the source texts on purpose."""
FEWEST_WORDS = 4
"""Identical texts of fewer words are often right: names, titles, numbers. Of the 1,997 human translations of
news in NTREX-128, at most 4 in any of nine languages are identical to the source, of whatever length."""


def _same(context: CatalogContext) -> Iterator[Finding]:
    if context.locale in PSEUDO or _language(context.locale) == _language(context.source_locale):
        return
    for pair in context.pairs:
        source, translation = pair.source.text, pair.translation.text
        if source.split() == translation.split() and _to_translate(context, pair.source) >= FEWEST_WORDS:
            yield context.finding(SAME, pair, "the translation is the source text itself", translation)


def _language(tag: Tag) -> str:
    return tag.split("-", 1)[0]


def _to_translate(context: CatalogContext, source: Text) -> int:
    """How many words of `source` a translation should change: no code, addresses, numbers or kept names."""
    kept = []
    if context.glossary is not None:
        hits = find_terms(context.glossary, source.text)
        kept = [hit.span for hit in hits if _stays(hit, context.locale)]
    return sum(
        any(char.isalpha() for char in source.text[word.start : word.end])
        and not any(span.start < word.end and word.start < span.end for span in kept)
        for word in source.words
    )


def _stays(hit: TermHit, locale: Tag) -> bool:
    """True for a name that the locale writes as the source does."""
    target = hit.term.targets.get(locale)
    return target is not None and keys(hit.form.text) in map(keys, target.right)


def _untranslated(context: CatalogContext) -> Iterator[Finding]:
    for entry in context.entries:
        if entry.state is State.UNTRANSLATED:
            yield Finding(
                rule=UNTRANSLATED.id,
                severity=UNTRANSLATED.severity,
                where=context.where(entry),
                message="not translated yet",
                locale=context.locale,
                msgid=entry.msgid,
                msgstr=entry.msgstr,
                evidence=entry.msgid,
            )


SAME = Rule(
    id="same-as-source",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A translation of four words or more is the source text itself. Translate it. Code, addresses, "
    "numbers and names that the locale keeps do not count as words.",
    example="msgid “What did the embassy say?” msgstr “What did the embassy say?”",
    check=_same,
)
UNTRANSLATED = Rule(
    id="untranslated",
    severity=Severity.NOTE,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The entry has no translation: readers get the source text.",
    example="msgid “Divided public reactions” msgstr “”",
    check=_untranslated,
)

RULES = (SAME, UNTRANSLATED)
