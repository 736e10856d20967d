"""Translations that are much too short or too long for their source text."""

import re
from collections.abc import Iterator

from l10n import locale
from l10n.checks.context import CatalogContext, Text
from l10n.model import Certainty, Finding, Severity, Tag
from l10n.ports import Rule

FEWEST = 20
"""Code points of a source text; the ratio of shorter ones says nothing."""
_LEAST, _MOST = 0.5, 2.0
"""Of the usual length. Of the 970 lines of news in half of NTREX-128, at most two in each of nine human
translations are outside, give or take the slack below."""
_SLACK = 12
"""Code points to add and take away: an abbreviation spelled out makes a heading twice as long."""
_USUAL = {
    **dict.fromkeys(("de", "el", "es", "fr", "it", "nl", "pl", "pt", "ro", "sq"), 1.15),
}
"""How long a translation from English is for a source text of 1, where it is not as long. Medians of
NTREX-128; of the languages that it was not measured for, an estimate."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_DENSITY = 2.5
"""How many letters a character of Chinese, Japanese or Korean stands for: an estimate."""


def _ratios(context: CatalogContext) -> Iterator[Finding]:
    usual = _usual(context.locale) / _usual(context.source_locale)
    least, most = _LEAST * usual, _MOST * usual
    for pair in context.pairs:
        length = len(pair.source.text)
        if length < FEWEST or least * length <= len(pair.translation.text) <= most * length:
            continue
        source, translated = _length(pair.source), _length(pair.translation)
        if source >= FEWEST and not least * source - _SLACK <= translated <= most * source + _SLACK:
            wrong = "short" if translated < source * usual else "long"
            message = f"{len(pair.translation.text)} characters for {length}: too {wrong} to be a translation"
            yield context.finding(RATIO, pair, message, pair.translation.text)


def _usual(tag: Tag) -> float:
    return _USUAL.get(locale.language(tag), 1.0)


def _length(text: Text) -> int:
    """Its length in letters, without code, addresses and tags, which translations copy."""
    plain = " ".join(text.prose.split())
    return len(plain) + round((_DENSITY - 1) * len(_DENSE.findall(plain)))


RATIO = Rule(
    id="length-ratio",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="catalog",
    help="A translation is less than half or more than twice as long as translations into its language "
    "usually are: something may be missing, or not belong there. Texts of under 20 characters are not "
    "compared, nor is code.",
    example="msgid “The ministry did not answer our questions.” msgstr “Nein.”",
    check=_ratios,
)

RULES = (RATIO,)
