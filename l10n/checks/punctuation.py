"""Marks at the end of a text, and marks that come in pairs: quotation marks and brackets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from l10n import locale
from l10n.checks.context import CatalogContext, Pair, Text
from l10n.model import Certainty, Finding, Severity, Span, Tag
from l10n.ports import Rule
from l10n.text.endings import NO_QUESTION_MARK, STOPS, Ending, asks, ending
from l10n.text.prose import touches
from l10n.text.quotes import Quoted, in_marks, pairs_of, quoted

FEWEST_WORDS = 3
"""Shorter translations may be labels or abbreviations."""

_LOST: Mapping[Ending, tuple[str, frozenset[Ending]]] = {
    Ending.QUESTION: ("a question mark", frozenset({Ending.NONE, Ending.STOP})),
    Ending.EXCLAMATION: ("an exclamation mark", frozenset({Ending.NONE})),
    Ending.ELLIPSIS: ("an ellipsis", frozenset({Ending.NONE})),
    Ending.COLON: ("a colon", frozenset({Ending.NONE, Ending.STOP})),
    Ending.STOP: ("a full stop", frozenset({Ending.NONE})),
}
"""By the ending of the source text: what it is called, and the endings of translations that have lost it.

What translators add or exchange is not objected to: they part and join sentences, and languages differ in
where they exclaim. Nor is a mark moved into the sentence.
"""
_REPORTED = re.compile("[\"“”„«»:\u201a]|(?<!\\w)['‘]")
"""In a text that says who says something: what is asked there directly may be asked indirectly elsewhere."""
_SENTENCE = frozenset(".?!…:")
_QUOTES = '“”„«»"'
_QUOTE = re.compile(f"(?<!\\w)[{_QUOTES}]|[{_QUOTES}](?!\\w)")
"""Not one within a word, where it is something else."""
_PAIRED = re.compile(f"[()（）\\[\\]{_QUOTES}]")


def _end(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        source, translation = pair.source.text, pair.translation.text
        if source[-1:] == translation[-1:] and source[-1:] in _SENTENCE:
            continue
        meant, _ = ending(source, pair.source.masks, locale.language(context.source_locale))
        if meant not in _LOST:
            continue
        own, end = ending(translation, pair.translation.masks, locale.language(context.locale))
        name, losses = _LOST[meant]
        if own in losses and _is_missed(pair, meant, context.locale):
            yield _lost(context, pair, meant, own, end, name)


def _is_missed(pair: Pair, meant: Ending, tag: Tag) -> bool:
    """False where the language has no such mark, or the translation has it elsewhere or is no sentence."""
    language = locale.language(tag)
    if len(pair.translation.words) < FEWEST_WORDS:
        return False
    if meant in (Ending.QUESTION, Ending.EXCLAMATION) and _REPORTED.search(pair.source.text):
        return False
    if meant is Ending.QUESTION:
        return language not in NO_QUESTION_MARK and not asks(pair.translation.text, language)
    return STOPS.get(language, ".") is not None


def _lost(context: CatalogContext, pair: Pair, meant: Ending, own: Ending, end: int, name: str) -> Finding:
    """The finding, which stands at the last word. Only a full stop at the very end is written for certain."""
    text = pair.translation.text
    start = end - 1
    while start and text[start - 1].isalnum():
        start -= 1
    span = Span(start, end)
    finding = context.finding(
        END, pair, f"the source text ends with {name}, the translation does not", span=span
    )
    if meant is not Ending.STOP or own is not Ending.NONE or text[end:].strip():
        return finding
    if any(mask.span.end > start for mask in pair.translation.masks):
        return finding
    return replace(finding, fix=text[start:end] + (STOPS.get(locale.language(context.locale)) or "."))


def _quotes(context: CatalogContext) -> Iterator[Finding]:
    language = locale.language(context.locale)
    right = pairs_of(language)
    if not right:
        return
    for pair in context.pairs:
        text = pair.translation.text
        if text.isascii():
            continue
        for one in quoted(text):
            if one.marks not in right and not _in_code(pair.translation, one.span):
                yield _foreign(context, pair, one, language)


def _in_code(text: Text, span: Span) -> bool:
    """True where one of the marks is none of the language's."""
    ends = (Span(span.start, span.start + 1), Span(span.end - 1, span.end))
    return any(touches(text.masks, end) for end in ends)


def _foreign(context: CatalogContext, pair: Pair, one: Quoted, language: str) -> Finding:
    meant = in_marks(one.words, language)
    written = "…".join(one.marks)
    message = f"the marks {written} are not in use in {context.locale}: write {meant}"
    return context.finding(QUOTES, pair, message, span=one.span, fix=meant)


def _brackets(context: CatalogContext) -> Iterator[Finding]:
    for pair in context.pairs:
        unpaired = _unpaired(pair.translation.prose)
        if unpaired and not _unpaired(pair.source.prose):
            message = f"{unpaired} have no partner in the translation, and do in the source text"
            yield context.finding(BRACKETS, pair, message, pair.translation.text)


def _unpaired(text: str) -> str:
    """What of brackets and quotation marks cannot all have partners, by their number; "" where all can."""
    marks = "".join(_PAIRED.findall(text))
    if not marks:
        return ""
    count = marks.count
    if count("(") + count("（") != count(")") + count("）") or count("[") != count("]"):
        return "brackets"
    # Brackets that have partners are even in number, so that an odd mark is a quotation mark.
    return "quotation marks" if len(marks) % 2 and len(_QUOTE.findall(text)) % 2 else ""


END = Rule(
    id="end-punctuation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="The source text ends with a question mark, exclamation mark, ellipsis, colon or full stop, and the "
    "translation with a letter, or a question with a full stop. Add the mark of the locale's language.",
    example="msgid “Is it true?” msgstr “Да ли је то истина.”",
    check=_end,
)
QUOTES = Rule(
    id="quote-style",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A quotation stands between marks that no orthography of the locale's language pairs, such as "
    "English “…” in Serbian. Write the locale's own; straight marks are left alone.",
    example="msgstr “Влада је “против” предлога.”",
    check=_quotes,
)
BRACKETS = Rule(
    id="bracket-mismatch",
    severity=Severity.NOTE,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="A bracket or quotation mark of the translation has no partner, where those of the source text "
    "have. Add the missing one, or remove it.",
    example="msgid “a law (of 2018)” msgstr “una ley (de 2018”",
    check=_brackets,
)

RULES = (END, QUOTES, BRACKETS)
