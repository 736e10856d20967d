"""Pseudo-localization: text that shows what is not translated, cut off or put together, and stays readable.

As Android and Chromium have it: into the locale `en-XA` letters with accents, about a third longer, in
brackets; into `ar-XB` words that run from right to left, which shows what a page makes of Arabic or Hebrew.
"""

import re
from collections.abc import Sequence

from l10n.model import Tag
from l10n.text.protect import markup, placeholders

ACCENTED = Tag("en-XA")
RIGHT_TO_LEFT = Tag("ar-XB")
"""CLDR's locales for pseudo-localized text."""
EXPANSION = 0.35
"""Share of the letters that is added: what English gains in most translations of whole sentences."""

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W_]))*")
_TO_THE_LEFT = ("\u200f\u202e", "\u202c\u200f")
"""RIGHT-TO-LEFT MARK and OVERRIDE before a word, and after it the end of both (UAX #9, section 2)."""
_FILLER = "one two three four five six seven eight nine ten "


class PseudoEngine:
    """Serves every source, into `en-XA` and `ar-XB` only. Deterministic; needs nothing installed."""

    name = "pseudo"

    def serves(self, source: Tag, target: Tag) -> bool:
        """True for the pseudo-locales."""
        return target in (ACCENTED, RIGHT_TO_LEFT)

    def signature(self, source: Tag, target: Tag) -> str:
        """`pseudo 1`."""
        return "pseudo 1"

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Each text as it is in the pseudo-locale; placeholders and marks stay as they are."""
        return list(map(to_the_left if target == RIGHT_TO_LEFT else pseudo, texts))


def to_the_left(text: str) -> str:
    """`text` with every word shown from right to left; the letters stay in their order."""
    parts, at = [], 0
    for mask in markup(text):
        parts += [_turned(text[at : mask.span.start]), text[mask.span.start : mask.span.end]]
        at = mask.span.end
    return "".join((*parts, _turned(text[at:])))


def _turned(text: str) -> str:
    before, after = _TO_THE_LEFT
    return _WORD.sub(rf"{before}\g<0>{after}", text)


def pseudo(text: str) -> str:
    """`text` as a pseudo-translation: `Save` is `[Šåṽé öñ]`. Text without letters stays as it is."""
    accented, letters, at = [], 0, 0
    for mask in markup(text):
        plain = text[at : mask.span.start]
        letters += sum(map(str.isalpha, plain))
        accented += [plain.translate(_ACCENTS), text[mask.span.start : mask.span.end]]
        at = mask.span.end
    letters += sum(map(str.isalpha, text[at:]))
    if not letters:
        return text
    body = "".join((*accented, text[at:].translate(_ACCENTS)))
    core = f"{body.strip()} {_filler(letters)}"
    # A bracket of the text that has no partner would find one in ours, and make a link.
    left, right = "[]" if placeholders(f"[{core}]") == placeholders(text) else "⟦⟧"
    return f"{body[: len(body) - len(body.lstrip())]}{left}{core}{right}{body[len(body.rstrip()) :]}"


def _filler(letters: int) -> str:
    """Words to lengthen a text of so many letters, cut to the very length; two letters at least."""
    length = max(2, round(letters * EXPANSION))
    return (_FILLER * (length // len(_FILLER) + 1))[:length].rstrip().translate(_ACCENTS)
