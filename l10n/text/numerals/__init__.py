"""How languages write numbers in words, as data: `<language>.txt` in this folder.

Written from knowledge of the languages and their grammars. Anyone may edit the files: they are UTF-8, `#`
begins a comment, `[section]` stands on a line of its own, words are separated by white space. The sections:

    [words]   a number, then the words that stand for it: cardinal, ordinal, collective, in all their forms,
              and what else a text may say in its place (`pair`, `dozen`, `decade`)
    [scales]  what multiplies a number, as a power of ten (`1e6`), then the words and abbreviations for it
    [half]    words for a half, as in `one and a half million`

A word that ends with `*` is the beginning of a word. Numbers between 11 and 99 that are made of a ten and a
unit, in whatever way, and multiples of a hundred or a scale need no line. Abbreviations are written without
their full stop. The question is "may this text mean the number?": a word too many does little harm.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from l10n import locale
from l10n.model import Tag

_SECTION = re.compile(r"\[(?P<name>[a-z]+)\]")
_FILES = dict.fromkeys(("bs", "cnr", "hr", "sr"), "hbs")
"""Languages that share a file."""
_TENS = range(10, 100, 10)
_AFTER_A_SCORE = (70, 90)
"""Tens that French counts through as sixty-eleven and four-twenty-twelve."""
_GAP = "[ \u00a0\u202f\u2009-]{0,2}"
"""What may stand between a number and its scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """The words for numbers of one language. Compared by identity: `numerals` makes one of each."""

    words: Mapping[int, Sequence[str]]
    half: Sequence[str]
    scales: Mapping[Decimal, Sequence[str]]
    _scale: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        listed = "|".join(
            f"(?P<e{scale.adjusted()}>{_any_of(words)})" for scale, words in self.scales.items()
        )
        pattern = re.compile(rf"{_GAP}(?:{listed})(?!\w)", re.IGNORECASE)
        object.__setattr__(self, "_scale", pattern)

    def scale_at(self, text: str, at: int) -> Decimal:
        """What the words from `at` on multiply the number before them by: 1 where they do not."""
        scale = Decimal(1)
        while (found := self._scale.match(text, at)) and found.lastgroup and scale.adjusted() < 18:
            scale *= Decimal(f"1{found.lastgroup}")
            at = found.end()
        return scale

    def says(self, number: Decimal, text: str) -> bool:
        """True if words of `text` may stand for `number`."""
        pattern = _pattern(self, number)
        return pattern is not None and pattern.search(text) is not None

    def ways(self, number: Decimal) -> Iterator[str]:
        """Patterns for the ways to put `number` in words."""
        yield from self._unscaled(number)
        for scale, names in self.scales.items():
            rest = number / scale
            if rest == 1:
                yield _alternatives(names)
            elif rest in self.scales:
                yield _together(_alternatives(self.scales[rest]), _alternatives(names))
            elif rest > 0:
                for words in self._unscaled(rest):
                    yield _together(words, _alternatives(names))

    def _unscaled(self, number: Decimal) -> Iterator[str]:
        whole = int(number) if number < 1000 else 0
        if number == whole:
            yield from self._small(whole)
        elif number - whole == Decimal("0.5"):
            yield _alternatives(self.half)

    def _small(self, number: int) -> Iterator[str]:
        if number in self.words:
            yield _alternatives(self.words[number])
        unit, ten = number % 10, number - number % 10
        if ten in _TENS and {unit, ten} <= self.words.keys():
            yield _together(_alternatives(self.words[ten]), _alternatives(self.words[unit]))
        if ten in _AFTER_A_SCORE and {ten - 10, unit + 10} <= self.words.keys():
            yield _together(_alternatives(self.words[ten - 10]), _alternatives(self.words[unit + 10]))
        if number % 100 == 0 and {number // 100, 100} <= self.words.keys():
            yield _together(_alternatives(self.words[number // 100]), _alternatives(self.words[100]))


@cache
def numerals(tag: Tag) -> Numerals | None:
    """The words of the locale's language; None where there is no file for it.

    Serbian words are in Latin letters: a Cyrillic text is to be put in these before it is searched. Scales
    are in both.
    """
    language = locale.language(tag)
    path = files(__name__) / f"{_FILES.get(language, language)}.txt"
    if not path.is_file():
        return None
    sections: dict[str, list[list[str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        words = line.partition("#")[0].split()
        heading = _SECTION.fullmatch(" ".join(words))
        if heading:
            lines = sections.setdefault(heading["name"], [])
        elif words:
            lines.append(words)
    return Numerals(
        {int(first): rest for first, *rest in sections["words"]},
        [word for words in sections["half"] for word in words],
        {Decimal(first): rest for first, *rest in sections["scales"]},
    )


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for whole words."""
    return rf"(?<!\w)(?:{_any_of(words)})(?!\w)"


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))


def _together(one: str, other: str) -> str:
    """A pattern for two parts of one numeral: in one word or two, in either order, with an `and` between."""
    first, second = (part.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)") for part in (one, other))
    gap = r"\w{0,4}[\s\u00a0-]{0,2}(?:\w{1,3}[\s\u00a0-]{1,2})?"
    return rf"(?<!\w)(?:{first}{gap}{second}|{second}{gap}{first})\w{{0,4}}(?!\w)"


@lru_cache(maxsize=1 << 12)
def _pattern(words: Numerals, number: Decimal) -> re.Pattern[str] | None:
    """What finds any of the ways to put `number` in words; None where there is none."""
    ways = "|".join(words.ways(number))
    return re.compile(ways, re.IGNORECASE) if ways else None
