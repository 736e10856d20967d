"""Letters of the wrong script: within words, where nobody sees them, and whole sentences."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from l10n import locale
from l10n.checks.context import CatalogContext, Pair, SourceContext
from l10n.model import Certainty, Finding, Severity, Span
from l10n.ports import Rule
from l10n.text.alphabets import LETTERS
from l10n.text.homoglyphs import MixedWord, mixed_words
from l10n.text.tokens import word_key

_FEWEST_WORDS = {"Latn": 1, "Cyrl": 4, "Grek": 4}
"""By script of the locale: fewer words in another script may be a name or a title that stays as it is. Names
are left in Latin letters in many languages, in other letters in none that is written in Latin ones."""
_SHORTEST_WORD = 2
"""Letters: a single one is a symbol."""

_OTHERS = "\u0531-\u1bff\u2e80-\ud7a3\uf900-\ufdff"
"""Where the letters of other scripts are."""
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek"}


def _without(own: str) -> str:
    return "".join(LETTERS[script] for script in _NAMES if script != own)


@cache
def _foreign(own: str) -> re.Pattern[str]:
    """Runs of letters that are not of that script; of scripts that may have no spaces, single letters."""
    return re.compile(f"[{_without(own)}]++|[{_OTHERS}]")


@cache
def _foreign_letter(own: str) -> re.Pattern[str]:
    """One such letter, found more quickly."""
    return re.compile(f"[{_without(own)}{_OTHERS}]")


_OF_ANOTHER = LETTERS["Grek"] + LETTERS["Cyrl"]
_BEYOND_LATIN = re.compile(
    "[^\0-\u036f\u0530\u1c00-\u1c7f\u1c90-\u1eff\u2000-\u2e7f\ud7a4-\uf8ff\ufe00-\U0010ffff]"
)
"""A letter of any other script. To compile what it is not takes less time than to compile what it is."""
_UNSEEN = "\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufeff"
_SEAM = re.compile(
    f"[{LETTERS['Latn']}{LETTERS['Grek']}]"
    f"(?:(?<=[{_OF_ANOTHER}{_UNSEEN}].)|(?<=[{LETTERS['Grek']}])|(?=[{_UNSEEN}]*[{_OF_ANOTHER}]))"
)
"""In a text that is not all Latin: where words of two scripts may begin, found more quickly than they are."""


def _may_mix(text: str) -> bool:
    return not text.isascii() and _BEYOND_LATIN.search(text) is not None and _SEAM.search(text) is not None


def _words(text: str) -> tuple[MixedWord, ...]:
    return mixed_words(text) if _may_mix(text) else ()


@lru_cache(maxsize=2)
def _beyond_latin(context: CatalogContext) -> bool:
    """False where no translation has a letter that is not Latin."""
    return not context.together.isascii() and _BEYOND_LATIN.search(context.together) is not None


def _mixed(context: CatalogContext) -> Iterator[Finding]:
    if not _beyond_latin(context) or not _SEAM.search(context.together):
        return
    for pair in context.pairs:
        text = pair.translation.text
        for word in _words(text):
            if text[word.span.start : word.span.end] not in pair.source.text:
                message = _explained(text, word)
                yield context.finding(MIXED, pair, message, span=word.span, fix=word.suggestion)


def _source_mixed(context: SourceContext) -> Iterator[Finding]:
    for unit in context.units:
        for word in _words(unit.msgid):
            finding = context.finding(SOURCE_MIXED, unit, word.span, _explained(unit.msgid, word))
            yield replace(finding, fix=word.suggestion)


def _explained(text: str, word: MixedWord) -> str:
    written = text[word.span.start : word.span.end]
    letters = ", ".join(f"“{text[span.start : span.end]}”" for span in word.offending)
    advice = f"write “{word.suggestion}”" if word.suggestion else "write the word in one of them"
    return f"“{written}” mixes two scripts (of another one: {letters}): {advice}"


def _wrong(context: CatalogContext) -> Iterator[Finding]:
    own = locale.script(context.locale) or ""
    if own not in _NAMES or (own == "Latn" and not _beyond_latin(context)):
        return
    if not _foreign_letter(own).search(context.together):
        return
    foreign, fewest = _foreign(own), _FEWEST_WORDS[own]
    for pair in context.pairs:
        if _has_runs(pair.translation.text, own, fewest):
            for span in _runs(pair, foreign, fewest):
                words = f"{fewest} words or more that are" if fewest > 1 else "a word that is"
                message = f"{words} not in the {_NAMES[own]} script of {context.locale}"
                yield context.finding(WRONG, pair, message, span=span)


def _has_runs(text: str, own: str, fewest: int) -> bool:
    """True where `_foreign` finds so many in the text; it is tried only where a letter of one is."""
    letter, run = _foreign_letter(own), _foreign(own)
    at = count = 0
    while count < fewest and (first := letter.search(text, at)) and (found := run.match(text, first.start())):
        at, count = found.end(), count + 1
    return count == fewest


def _runs(pair: Pair, foreign: re.Pattern[str], fewest: int) -> Iterator[Span]:
    """The longest stretches of words in another script, long enough, that the source does not have too."""
    text = pair.translation.text
    known = {word_key(pair.source.text[word.start : word.end]) for word in pair.source.words}
    run: list[Span] = []
    for word in (*pair.translation.words, None):
        written = text[word.start : word.end] if word else ""
        if word and foreign.match(written) and not foreign.sub("", written):
            if len(written) >= _SHORTEST_WORD and word_key(written) not in known:
                run.append(word)
        elif word is None or not written.isdigit():
            if len(run) >= fewest:
                yield Span(run[0].start, run[-1].end)
            run = []


MIXED = Rule(
    id="script-mixed",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A word has letters of two scripts that look alike, such as a Latin “a” in a Cyrillic word. Readers "
    "see nothing, but search, sorting and screen readers miss the word. Write it as the message says.",
    example="msgstr “Влaдa” with Latin “a”",
    check=_mixed,
)
WRONG = Rule(
    id="script-wrong",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    scope="catalog",
    help="Words are not in the script of the locale, and not kept from the source text: four or more in a "
    "row, or a single one in a locale that is written in Latin letters. Write them in its script, or move "
    "them to the catalog of the right locale.",
    example="msgstr “Vlada je odbila predlog.” in sr, which is written in Cyrillic",
    check=_wrong,
)
SOURCE_MIXED = Rule(
    id="source-script-mixed",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="source",
    help="A word of the article has letters of two scripts that look alike. No glossary finds it, and "
    "engines do not know it. Write it as the message says.",
    example="the port of Shëngjin with Cyrillic “е”",
    check=_source_mixed,
)

RULES = (MIXED, WRONG, SOURCE_MIXED)
