"""The plurals of English nouns and of phrases of them, so that a glossary need not list them.

After the rules and word classes of English grammars (regular sibilants, -y, -o, -f, -is; the mutation and
foreign plurals in daily use). Where more than one ending is usual, all are given: what is no word is in no
text. Left to the glossary's `variants` are words that change in ways of their own.
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+$")
_NUMBERED = re.compile(r"[A-Za-z]-?[0-9]+$")
_HEAD = re.compile(
    r"(?P<head>.*?[A-Za-z])(?P<rest>(?: (?:of|for|in|at|on|to|from|with|without|against|under|by|per) "
    r"|[- ](?i:general|elect|designate|in-chief|at-large)$).*)",
    re.DOTALL,
)
"""Phrases whose noun is not their last word: `state of emergency`, `attorney general`."""
_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "foot": "feet",
    "tooth": "teeth", "goose": "geese", "mouse": "mice", "ox": "oxen", "criterion": "criteria",
    "phenomenon": "phenomena", "referendum": "referenda", "memorandum": "memoranda", "medium": "media",
    "alumnus": "alumni", "index": "indices", "appendix": "appendices", "quiz": "quizzes",
}  # fmt: skip
_VOICED = re.compile(r"(?:.*[ae]lf|.*[aeo]af|(?:.*[ -])?(?:wol|thie)f|.*(?:[wlkn]i)fe)$")
"""Nouns in -f and -fe with a plural in -ves: half, leaf, loaf, wolf, thief, wife, life, knife."""


def plurals(phrase: str) -> Iterator[str]:
    """The plurals that `phrase`, a noun or a name in English, may have; none where it ends with no letter.

    A number behind a letter counts as a noun (`F-16s`), a name in capitals as an abbreviation (`NGOs`).
    """
    if headed := _HEAD.fullmatch(phrase):
        for head in _ended(headed["head"]):
            yield head + headed["rest"]
    yield from _ended(phrase)


def _ended(phrase: str) -> Iterator[str]:
    if _NUMBERED.search(phrase):
        yield f"{phrase}s"
    if found := _WORD.search(phrase):
        for plural in dict.fromkeys(_plurals_of(found[0])):
            yield phrase[: found.start()] + plural


def _plurals_of(word: str) -> Iterator[str]:
    small = word.lower()
    if word.isupper():
        yield f"{word}s"
    if small in _IRREGULAR:
        yield _as(word, _IRREGULAR[small])
    if small.endswith(("man", "child")) and len(small) > 5:  # Oman's would be omen
        yield f"{word[:-3]}men" if small.endswith("man") else f"{word}ren"
    if small.endswith("sis"):
        yield f"{word[:-2]}es"
    elif small.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{word}es"
    elif small.endswith("y") and small[-2:-1] not in "aeiou":
        yield f"{word[:-1]}ies"
        if word[0].isupper():
            yield f"{word}s"
    elif _VOICED.match(small):
        yield f"{re.sub('fe?$', '', word)}ves"
    else:
        yield f"{word}s"
        if small.endswith("o"):
            yield f"{word}es"


def _as(model: str, word: str) -> str:
    """`word` with a capital where `model` has one."""
    return word.capitalize() if model[:1].isupper() else word
