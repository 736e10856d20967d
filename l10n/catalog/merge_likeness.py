"""How like each other two source texts are, and which texts count as the same.

Texts are compared word by word: two news paragraphs that have nothing to do with each other share up to half
of their letters in order, but hardly any words in order. Measured on NTREX news (likeness 0 to 100, as
`rapidfuzz.fuzz.ratio` counts): with 35 of 100 words replaced, 99 of 100 paragraphs of six words and more stay
at 60 or above by words (66 by letters). The most similar of 50 unrelated ones is below 28 by words in 95 and
below 43 in 99 of 100 cases (47 and 53 by letters). Short texts have too few words for that, and are compared
letter by letter.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from l10n.model import Entry
from l10n.text.tokens import keys

CUTOFF = 45
"""How alike by words an edited text and its old self are at least."""
PLACE_CUTOFF = 33
"""The same for a text that stands where the other stood, between the same neighbours."""
OBSOLETE_HANDICAP = 15
"""What an obsolete entry must be more alike than one that vanishes only now."""
LETTERS = 65
"""How alike by letters texts of a few words are at least."""
PLACE_BONUS = 10
"""By so much the rank of another pair must be higher to come before one in the same place."""
PLACE_LETTERS = 60
"""The same for a text that stands where the other stood."""
CLOSE = 90
"""How alike by letters very short texts are at least, and texts in different contexts."""
BEST = 16
"""So many of the texts that are most like a new one are looked at."""
FEW_WORDS = 6
"""Texts of fewer words are compared by letters."""

_SPACE = re.compile(r"\s+")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("’‘‚‛‹›′ʼ`", "'"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
    }
)


@lru_cache(maxsize=1 << 15)
def normal_form(text: str) -> str:
    """What texts share that mean the same to a translator: white space, quotes and letter case made one."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return _SPACE.sub(" ", text).strip().casefold()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that an edit may explain."""

    likeness: float
    """0 to 100: by words, or by letters where there are few words."""
    letters: float
    """0 to 100, by letters."""
    words: int
    """The number of words of the shorter text."""
    target: Entry
    """The new entry, of the template."""
    source: Entry
    """The entry whose text vanished."""

    @property
    def same_context(self) -> bool:
        """True where both have the same msgctxt, or none."""
        return self.source.msgctxt == self.target.msgctxt

    @property
    def strict(self) -> bool:
        """True for texts so short that they are alike by chance, and for different contexts."""
        return not self.same_context or _short(self.source.msgid) or _short(self.target.msgid)

    @property
    def rank(self) -> float:
        """How much better an explanation the pair is than others."""
        return self.likeness + self.letters - OBSOLETE_HANDICAP * self.source.obsolete

    @property
    def alike(self) -> bool:
        """True where the texts are so alike that one must have been made from the other."""
        cutoff = CUTOFF if self.words >= FEW_WORDS else LETTERS
        enough = self.likeness >= cutoff + OBSOLETE_HANDICAP * self.source.obsolete
        return enough and (self.letters >= CLOSE or not self.strict)

    @property
    def alike_in_place(self) -> bool:
        """True where the texts are alike enough for two that stand in the same place."""
        if self.words < 2 or not self.same_context:
            return self.letters >= CLOSE
        return self.likeness >= (PLACE_CUTOFF if self.words >= FEW_WORDS else PLACE_LETTERS)


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    """The words of `text`; kept, since a text from another article is compared with many."""
    return keys(text)


@dataclass(slots=True)
class Alphabet:
    """One character for each word, so that texts are compared word by word at the speed of letters."""

    _letters: dict[str, str] = field(default_factory=dict)

    def spelt(self, text: str) -> str:
        """The words of `text`, a character each."""
        return "".join([self._letters.get(word) or self._letter(word) for word in _words(text)])

    def _letter(self, word: str) -> str:
        code = len(self._letters)
        # Surrogates are no characters to those who compare.
        return self._letters.setdefault(word, chr(code if code < 0xD800 else code + 0x800))


@lru_cache(maxsize=1 << 12)
def by_letters(one: str, other: str, least: float = 0) -> float:
    """How alike two texts are by letters, 0 to 100; 0 where that is less than `least`."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=least)


@lru_cache(maxsize=1 << 12)
def within(part: str, whole: str, least: float) -> bool:
    """True where a stretch of `whole` is like `part`, by letters, at least that much."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(part, whole, score_cutoff=least) > 0


def compared(target: Entry, source: Entry) -> Pair:
    """The pair of the two."""
    return Pair(*_compared(target.msgid, source.msgid), target, source)


@lru_cache(maxsize=1 << 12)
def _compared(new: str, old: str) -> tuple[float, float, int]:
    """How alike two texts are, by letters alone too, and the number of words of the shorter one.

    Kept, as is what `_alike` finds, since the catalogs of all locales ask the same of an edited article.
    """
    from rapidfuzz import fuzz

    alphabet = Alphabet()
    spelt, other = alphabet.spelt(new), alphabet.spelt(old)
    words, letters = min(len(spelt), len(other)), fuzz.ratio(new, old)
    return letters if words < FEW_WORDS else fuzz.ratio(spelt, other), letters, words


def pairs(new: Sequence[Entry], gone: Sequence[Entry]) -> Iterator[Pair]:
    """The pairs that may be alike, for each of `new` in its order the best of them."""
    texts, others = tuple([entry.msgid for entry in new]), tuple([entry.msgid for entry in gone])
    for at, gone_at, likeness, letters, words in _alike(texts, others) if texts and others else ():
        yield Pair(likeness, letters, words, new[at], gone[gone_at])


@lru_cache(maxsize=32)
def _alike(new: tuple[str, ...], gone: tuple[str, ...]) -> list[tuple[int, int, float, float, int]]:
    """Which texts of `new` may be alike to which of `gone`, as places, and how alike (see `_compared`)."""
    from rapidfuzz import fuzz, process

    alphabet = Alphabet()
    spelt = [alphabet.spelt(text) for text in gone]
    found = []
    for number, text in enumerate(new):
        words = alphabet.spelt(text)
        for _, ratio, at in process.extract(words, spelt, scorer=fuzz.ratio, limit=BEST, score_cutoff=CUTOFF):
            if (least := min(len(words), len(spelt[at]))) >= FEW_WORDS:
                found.append((number, at, ratio, fuzz.ratio(text, gone[at]), least))
        if len(words) >= 2 * FEW_WORDS:
            continue
        for _, ratio, at in process.extract(text, gone, scorer=fuzz.ratio, limit=BEST, score_cutoff=LETTERS):
            if (least := min(len(words), len(spelt[at]))) < FEW_WORDS:
                found.append((number, at, ratio, ratio, least))
    return found


def _short(text: str) -> bool:
    # The second part leaves out languages that put no spaces between words.
    return len(text) < 15 or (len(text) < 30 and len(text.split()) < 3)
