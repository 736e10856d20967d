"""Words that stand twice in a row, by mistake or not.

Which words a language doubles in good order is linguistic data, by language: a pronoun that is subject and
object (`nous nous`), a conjunction before a word of the same form (`да да`), words doubled for emphasis
(`piano piano`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from l10n.model import Span
from l10n.text.tokens import word_key


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


REDUPLICATING = _listed(
    "af az ba bn fil gu hi hy id ja jv ka kk km kn ko ky lo ml mn mr ms my ne pa si su sw ta te tg th tk tl"
    " tr tt ug ur uz vi zh"
)
"""Languages that double words of any kind to form plurals, adverbs or distributives (`yavaş yavaş`), or that
put no spaces between words."""

_EVERYWHERE = _listed("bla blah cha ha he hi ho la na no oh tam tik")
"""Sounds and refrains."""

_SOUTH_SLAVIC = "da jako malo ne polako sad vrlo što"
_MAY_DOUBLE: Mapping[str, frozenset[str]] = {
    language: _listed(words)
    for language, words in {
        "bg": "да не бавно едва леко много съвсем",
        "bs": _SOUTH_SLAVIC,
        "ca": "ens us no molt",
        "cnr": _SOUTH_SLAVIC,
        "cs": "co to už velmi pomalu",
        "da": "de den der det at for om som så meget",
        "de": "das dem den denen der die es ihr sie was zu sehr ganz viel",
        "el": "το τα τη την της του τους των μου σου μας σας γύρω ίσα κοντά λίγο πολύ σιγά",
        "en": "do had her is that very so many long far",
        "es": "como nos para se casi luego muy poco ya",
        "fi": "ne se oli hyvin",
        "fr": "en nous vous la très tout bien vite si non",
        "hr": _SOUTH_SLAVIC,
        "hu": "az egy ki nagyon",
        "it": "ci che se si vi bel ben così man mano molto passo piano poco quasi sotto via zitto",
        "mk": "да не едва многу полека сосема",
        "nb": "de den der det at for om som så meget",
        "nl": "dat die er had het is je op van zij heel zeer",
        "nn": "dei den der det at for om som så mykje",
        "pl": "co to bardzo ledwo raz tuż",
        "pt": "nos que se logo muito quase",
        "ro": "care ce doar foarte încet mai",
        "ru": "что то не да еле едва чуть очень давно далеко",
        "sk": "čo to už veľmi pomaly",
        "sl": "da se to zelo komaj",
        "sq": "të dy herë pak shumë vende",
        "sr": f"{_SOUTH_SLAVIC} да јако мало не полако сад врло што",
        "sv": "de den der det att för om som så mycket",
        "uk": "що то не ледве дуже давно далеко",
    }.items()
}
"""By language, in small letters: words with two jobs that can meet, and what people double to stress it."""

_WORD = r"[^\W\d_][\w\u0300-\u036f]+"
_TWICE = 2
_LETTER = r"[\w\u0300-\u036f]"
_DOUBLED = re.compile(
    rf"(?<!{_LETTER})(?<!['’.&@#/-])({_WORD})(?!{_LETTER})(?:[ \u00a0]+\1(?!{_LETTER}))+(?!['’&@#/-])",
    re.IGNORECASE,
)
"""A word of two letters or more, and again after spaces; elided and hyphenated words are other words."""


def doubled(text: str, language: str) -> Iterator[Span]:
    """The places in `text` where a word stands twice in a row that the language does not double.

    From the beginning of the one to the end of the other; across punctuation and line breaks none is looked
    for, and what stands three times is no slip but a loop.
    """
    if language in REDUPLICATING or not may_be_doubled(text.lower().split()):
        return
    free = _EVERYWHERE | _MAY_DOUBLE.get(language, frozenset())
    for found in _DOUBLED.finditer(text):
        if word_key(found[1]) not in free and len(found[0].split()) == _TWICE:
            yield Span(*found.span())


def may_be_doubled(words: Sequence[str]) -> bool:
    """False, quickly, where no word is the one before it, but for marks behind it.

    The words are a text in small letters cut at white space, or several such texts.
    """
    following = words[1:]
    alike = compress(zip(words, following, strict=False), map(str.startswith, following, words))
    return any(
        len(first) > 1 and not second[len(first) : len(first) + 1].isalnum() for first, second in alike
    )
