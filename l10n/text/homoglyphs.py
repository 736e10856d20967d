"""Letters of one script that look like those of another, and words that mix scripts by mistake.

The pairs are those of the Unicode Consortium's confusables.txt (UTS #39, Unicode Security Mechanisms, section
4) between letters in use for European languages that have one shape in upright type: Latin `a` and Cyrillic
`а`. Left out are pairs that readers can tell apart (`r` and `г`), pairs within a script (`l` and `I`), and
small Greek letters but omicron, which stand in formulas beside Latin ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast
from unicodedata import normalize

from l10n.model import Span
from l10n.text.alphabets import LETTERS
from l10n.text.prose import prose

Script = Literal["Latn", "Cyrl", "Grek"]
"""ISO 15924."""

_LATIN_OF: dict[Script, dict[str, str]] = {
    "Latn": {},
    "Cyrl": dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx", strict=True)),
    "Grek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
"""The Latin letter that a letter looks like."""
_TO_LATIN = _LATIN_OF["Cyrl"] | _LATIN_OF["Grek"]
_SKELETON = str.maketrans(_TO_LATIN)
_LIKE_LATIN = {script: {latin: own for own, latin in pairs.items()} for script, pairs in _LATIN_OF.items()}

_RANGES: dict[Script, str] = {script: LETTERS[script] for script in _LATIN_OF}
_LETTERS = {script: re.compile(f"[{ranges}]") for script, ranges in _RANGES.items()}
_ALL = "".join(_RANGES.values())
_UNSEEN = "\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff"
"""Of Default_Ignorable_Code_Point what occurs between letters: soft hyphens, joiners, direction marks."""
_MARKING = f"\u0300-\u036f{_UNSEEN}"
_MARKS = f"[{_MARKING}]*"

_UNSEEN_ONE = re.compile(f"[{_UNSEEN}]")
_WORD = re.compile(f"(?:[{_ALL}]{_MARKS})+")
_SEAM = re.compile("|".join(f"[{own}]{_MARKS}(?![{own}])[{_ALL}]" for own in _RANGES.values()))
"""Where two scripts meet within a word."""
_ROMAN = re.compile("[IVXLCDM]{2,}")
_GLUED = re.compile(f"([{_RANGES['Latn']}]{{2,}})([{_RANGES['Cyrl']}]{{1,4}})")
"""A foreign name or abbreviation, and the ending that belongs behind a hyphen."""


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word with letters of more than one script."""

    span: Span
    offending: tuple[Span, ...]
    """The runs of letters that are not of the script which the word seems to be in, in order, disjoint."""
    suggestion: str | None
    """The word as it was probably meant; None where that cannot be told."""


def skeleton(text: str) -> str:
    """What texts that look alike have in common: their lookalikes as Latin letters, decomposed (NFD).

    The function of that name in UTS #39, for the pairs of this module: compare skeletons with each other, and
    show them to nobody.
    """
    return _UNSEEN_ONE.sub("", normalize("NFD", text)).translate(_SKELETON)


def fold(word: str, script: Script) -> str | None:
    """`word` in letters of `script` that look the same, composed (NFC); None where it has another letter."""
    folded = normalize("NFD", word).translate(_likes(script))
    return None if letters_of_others(script).search(folded) else normalize("NFC", folded)


@cache
def _likes(script: Script) -> dict[int, str]:
    """The letter of `script` that each letter of another one looks like, where there is one."""
    likes = {}
    for char in (*_TO_LATIN, *_TO_LATIN.values()):
        latin = _TO_LATIN.get(char, char)
        like = latin if script == "Latn" else _LIKE_LATIN[script].get(latin, latin)
        if script_of(char) != script == script_of(like):
            likes[ord(char)] = like
    return likes


@cache
def script_of(char: str) -> Script | None:
    """The script of a letter; None for what is no Latin, Cyrillic or Greek letter."""
    return next((script for script, letters in _LETTERS.items() if letters.match(char)), None)


@cache
def letters_of_others(script: Script) -> re.Pattern[str]:
    """Finds a letter of another script than this one: of Latin, Cyrillic or Greek."""
    return re.compile("[" + "".join(ranges for own, ranges in _RANGES.items() if own != script) + "]")


def mixed_words(text: str) -> tuple[MixedWord, ...]:
    """The words of `text` that mix scripts, in order; nothing is looked for in what is protected.

    Hyphens and digits part words, so that `EU-а` and `Б92` are none. Nor are Greek letters that look like no
    other: they are symbols (`kΩ`).
    """
    if sum(letters.search(text) is not None for letters in _LETTERS.values()) < 2 or not _SEAM.search(text):
        return ()
    plain = prose(text)
    home = max(_LETTERS, key=lambda script: len(_LETTERS[script].findall(plain)))
    found = (_mixed(word, home) for word in _WORD.finditer(plain) if _SEAM.search(word[0]))
    return tuple(mixed for mixed in found if mixed)


def _mixed(found: re.Match[str], home: Script) -> MixedWord | None:
    word = found[0]
    runs = _runs(word)
    letters: dict[Script, int] = {}
    for script, span in runs:
        letters[script] = letters.get(script, 0) + span.end - span.start
    likely = sorted(letters, key=lambda script: (letters[script], script == home), reverse=True)
    meant, suggestion = _meant(word, likely, home)
    if suggestion is None and not letters.keys() >= {"Latn", "Cyrl"}:
        return None
    at = found.start()
    offending = tuple(Span(at + span.start, at + span.end) for script, span in runs if script != meant)
    return MixedWord(Span(*found.span()), offending, suggestion)


def _meant(word: str, likely: Sequence[Script], home: Script) -> tuple[Script, str | None]:
    """The script that the word was probably to be in, and how it is written right."""
    glued = _GLUED.fullmatch(word)
    if glued and glued[1].isupper() and glued[2].islower():
        return "Latn", f"{glued[1]}-{glued[2]}"
    if word.isupper() and (roman := fold(word, "Latn")) and _ROMAN.fullmatch(roman):
        return "Latn", roman
    for script in sorted(likely, key=lambda script: script != home):
        if folded := fold(word, script):
            return script, folded
    return ("Latn", f"{glued[1]}-{glued[2]}") if glued else (likely[0], None)


def _runs(word: str) -> list[tuple[Script, Span]]:
    """The stretches of one script in a word, each with the marks on its letters, in order."""
    return [(cast(Script, run.lastgroup), Span(*run.span())) for run in _run().finditer(word)]


@cache
def _run() -> re.Pattern[str]:
    """A stretch of letters of one script with their marks, in the group of that name."""
    return re.compile("|".join(f"(?P<{script}>[{own}][{own}{_MARKING}]*)" for script, own in _RANGES.items()))
