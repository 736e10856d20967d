"""Pseudo-localization: text that shows what is not translated, cut off or put together, and stays readable.

As Android and others have it: letters with accents, about a third longer, in brackets, into the locale
`en-XA`.
"""

from collections.abc import Sequence

from l10n.model import Tag
from l10n.text.protect import markup, placeholders

LOCALE = Tag("en-XA")
"""CLDR's locale for pseudo-localized text."""
EXPANSION = 0.35
"""Share of the letters that is added: what English gains in most translations of whole sentences."""

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_FILLER = "one two three four five six seven eight nine ten "


class PseudoEngine:
    """Serves every source, into `en-XA` only. Deterministic; needs nothing installed."""

    name = "pseudo"

    def serves(self, source: Tag, target: Tag) -> bool:
        """True for the pseudo-locale."""
        return target == LOCALE

    def signature(self, source: Tag, target: Tag) -> str:
        """`pseudo 1`."""
        return "pseudo 1"

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Each text accented, lengthened and in brackets; placeholders and marks stay as they are."""
        return [pseudo(text) for text in texts]


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
