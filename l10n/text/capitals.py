"""Capitals and small letters as each language writes them, such as the two letters i of Turkish."""

from l10n import locale
from l10n.model import Tag

_DOTTED_I = frozenset({"tr", "az"})
"""Languages in which the capital of `i` is `İ`, and that of `ı` is `I`."""
_WITHOUT_ACCENTS = str.maketrans("άέήίόύώΐΰΆΈΉΊΌΎΏ", "αεηιουωϊϋΑΕΗΙΟΥΩ")


def capitalised(word: str, tag: Tag) -> str:
    """`word` with a capital at its beginning."""
    language = locale.language(tag)
    if language == "nl" and word.startswith("ij"):
        return f"IJ{word[2:]}"
    first = "İ" if language in _DOTTED_I and word[0] == "i" else word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def lowered(text: str, tag: Tag) -> str:
    """`text` in small letters."""
    if locale.language(tag) in _DOTTED_I:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def raised(text: str, tag: Tag) -> str:
    """`text` in capitals. Greek ones have no accents."""
    language = locale.language(tag)
    if language in _DOTTED_I:
        text = text.replace("i", "İ")
    if language == "el":
        text = text.translate(_WITHOUT_ACCENTS)
    return text.upper()
