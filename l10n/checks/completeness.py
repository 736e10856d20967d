"""What is not translated: openly, with nothing but spaces, by copying the source text, or no longer."""

from collections.abc import Iterator

from l10n.checks.context import CatalogContext, Text
from l10n.glossary.match import TermHit, find_terms
from l10n.model import Certainty, Entry, Finding, Severity, State, Tag
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
        # What begins otherwise is not the same, which is told sooner than by cutting the texts.
        if source.lstrip()[:1] != translation.lstrip()[:1]:
            continue
        if source.split(None, 1)[:1] != translation.split(None, 1)[:1]:
            continue
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
    for entry, state in context.states:
        if state is State.UNTRANSLATED and not _is_blank(entry):
            refusal = entry.refusal
            why = f" (the machine's translation was refused: {refusal.reason})" if refusal else ""
            yield _finding(context, UNTRANSLATED, entry, f"not translated yet{why}")


def _blank(context: CatalogContext) -> Iterator[Finding]:
    for entry, state in context.states:
        if not _is_blank(entry):
            continue
        if state is State.UNTRANSLATED:
            message = "the translation is nothing but spaces: write one, or leave it empty"
        else:
            empty = [str(form) for form, text in enumerate(entry.msgstrs) if not text.strip()]
            message = f"other plural forms are translated, but not msgstr[{'], msgstr['.join(empty)}]"
        yield _finding(context, BLANK, entry, message)


def _is_blank(entry: Entry) -> bool:
    """True where there is a translation without a text: no gettext tool counts it as missing."""
    if all(map(str.strip, entry.msgstrs)):
        return False
    return not entry.fuzzy and any(entry.msgstrs)


def _stale(context: CatalogContext) -> Iterator[Finding]:
    for entry, state in context.states:
        if state is State.STALE:
            if entry.previous_msgid is None:
                message = "the translation is marked as unsure (fuzzy): check it, then remove the mark"
            else:
                message = "the source text changed since this was translated: update it, then remove the mark"
            yield _finding(context, STALE, entry, message)


def _finding(context: CatalogContext, rule: Rule[CatalogContext], entry: Entry, message: str) -> Finding:
    """That `rule` objects to an entry whose text readers do not get to see."""
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        where=context.where(entry),
        message=message,
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

BLANK = Rule(
    id="blank-translation",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A translation, or one of several plural forms, is empty or nothing but spaces where gettext tools "
    "take the entry for translated: readers would get nothing. Write the text, or empty all forms.",
    example="msgid “Divided public reactions” msgstr “ ”",
    check=_blank,
)
STALE = Rule(
    id="stale",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The source text changed since the entry was translated, or a person marked it as unsure. Readers "
    "get the source text until somebody updates the translation and removes the fuzzy mark.",
    example="#, fuzzy msgid “Five were arrested.” msgstr “Detuvieron a cuatro personas.”",
    check=_stale,
)

RULES = (SAME, UNTRANSLATED, BLANK, STALE)
