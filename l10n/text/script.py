"""Serbian in both scripts: Cyrillic is the master, Latin follows from it without loss.

The other way is no function: `nj` may be one letter or two (`конјункција`), and foreign words stay Latin.
"""

import re

from l10n.text.protect import protected

_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_LETTERS = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | _DIGRAPHS
_LETTERS |= {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _LETTERS.items()}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")


def to_latin(text: str) -> str:
    """Serbian Cyrillic `text` in Latin letters; code, addresses, tags and placeholders stay as they are.

    Љ, Њ and Џ become two capitals in words of capitals (`ЊЕГОШ` is `NJEGOŠ`), else a capital and a small
    letter. Letters that Serbian does not have are left alone.
    """
    parts, at = [], 0
    for mask in protected(text):
        parts += [_converted(text[at : mask.span.start]), text[mask.span.start : mask.span.end]]
        at = mask.span.end
    return "".join((*parts, _converted(text[at:])))


def _converted(text: str) -> str:
    return _LETTER.sub(_latin, text)


def _latin(found: re.Match[str]) -> str:
    latin = _LETTERS[found[0]]
    if len(latin) == 1 or latin.islower():
        return latin
    text, at = found.string, found.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    capitals = after.isupper() or (before.isupper() and not after.islower())
    return latin.upper() if capitals else latin
