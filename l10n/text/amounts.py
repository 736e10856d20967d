"""Which numbers of a source text its translation has lost, however the locale writes them.

Separators, words, Roman numerals, the 24-hour clock, and converted miles, pounds and degrees are all fine.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from l10n import locale
from l10n.model import Tag
from l10n.text.figures import RUN, Figure, figures
from l10n.text.measures import conversions
from l10n.text.numerals import numerals
from l10n.text.script import to_latin

_TOLERANCE = 0.05
"""By how much a converted measure may be rounded, of its value; or to a whole number, up or down."""
_READ_AS_LATIN = frozenset({"sr", "bs", "cnr", "hr"})
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_HIGHEST_ROMAN = 39
"""Centuries, wars and popes go no higher."""
_REMEMBERED = 1 << 13
"""Source texts, for their translations into all locales."""


class SourceFigures:
    """What there is to find of a source text in its translation; looked for when first asked for."""

    def __init__(self, prose: str, tag: Tag) -> None:
        self._prose = prose
        self._tag = tag
        self.in_order = RUN.findall(prose)
        """Its digits, parted where anything stands between them."""
        self._differ = len(set(self.in_order)) == len(self.in_order)
        """True where each stands there once, so that it is enough to find each."""

    @cached_property
    def runs(self) -> Counter[str]:
        """How often it has which digits."""
        return Counter(self.in_order)

    def as_they_stand(self, translation: str) -> bool:
        """True, quickly, for the prose of a translation that has all its digits, as often: none is lost."""
        if self._differ and all(_has_run(translation, run) for run in self.in_order):
            return True
        runs = RUN.findall(translation)
        return runs == self.in_order or self.runs <= Counter(runs)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its numbers, in order."""
        return figures(self._prose, numerals(self._tag), locale.decimal_separator(self._tag))

    @cached_property
    def conversions(self) -> tuple[tuple[float, ...], ...]:
        """For each of them, what its measure is in other units."""
        return conversions(self._prose, self.figures)


@lru_cache(maxsize=_REMEMBERED)
def source_figures(prose: str, tag: Tag) -> SourceFigures | None:
    """What there is to find of the prose of a source text; None for one without digits."""
    found = SourceFigures(prose, tag)
    return found if found.in_order else None


def _has_run(text: str, run: str) -> bool:
    """True where the first place of the digits in `text` has no other digits beside it."""
    at = text.find(run)
    end = at + len(run)
    return at >= 0 and not (text[at - 1 : at].isdecimal() or text[end : end + 1].isdecimal())


class TranslatedFigures:
    """What a translation has of numbers, and which of them are not in its source."""

    def __init__(self, text: str, tag: Tag, source: SourceFigures) -> None:
        self._text = text
        self._tag = tag
        self._numerals = numerals(tag)
        self._said: dict[Decimal, bool] = {}
        found = figures(text, self._numerals)
        self._meanings = frozenset(value for figure in found for value in figure.meanings)
        runs = [run for figure in found for run in figure.runs]
        self.runs = Counter(runs)
        self._neighbours = frozenset(pairwise(runs))
        expected = {value for figure in source.figures for value in figure.meanings}
        amounts = sorted(amount for amounts in source.conversions for amount in amounts)
        self._amounts: list[float] = []
        """The values of what the source does not have as it stands, ascending."""
        self.others: defaultdict[int, deque[Figure]] = defaultdict(deque)
        """What nothing in the source accounts for, by the number of digits; then by place."""
        for figure in found:
            if expected.isdisjoint(figure.values or figure.meanings):
                values = list(map(float, figure.values))
                self._amounts += values
                extra = not any(_is_near(amounts, value) for value in values)
            else:
                extra = len(figure.runs) == 1 and 0 < source.runs[figure.runs[0]] < self.runs[figure.runs[0]]
            if extra:
                self.others[figure.digits].append(figure)
        self._amounts.sort()

    @cached_property
    def _words(self) -> str:
        return to_latin(self._text) if locale.language(self._tag) in _READ_AS_LATIN else self._text

    def holds(self, figure: Figure) -> bool:
        """True if it has the figure, however it is written."""
        if not self._meanings.isdisjoint(figure.values):
            return True
        return self._neighbours.issuperset(pairwise(figure.runs)) and figure.runs[0] in self.runs

    def converts(self, figure: Figure, amounts: Sequence[float]) -> bool:
        """True if it has one of the amounts that the figure's measure comes to.

        In words or in a number that the source has too (`45 miles (72 kilometres)`), that is not said of a
        figure in whose place another one may stand.
        """
        if any(_is_near(self._amounts, amount) for amount in amounts):
            return True
        if self.others[figure.digits]:
            return False
        known = sorted(map(float, self._meanings))
        return any(_is_near(known, amount) or self._says(Decimal(round(amount))) for amount in amounts)

    def says(self, figure: Figure) -> bool:
        """True if words in it, or Roman numerals, may stand for the figure, and no other figure does."""
        if figure.digits > 1 and self.others[figure.digits]:
            return False
        return any(map(self._says, figure.values))

    def _says(self, value: Decimal) -> bool:
        if value not in self._said:
            in_words = self._numerals.says(value, self._words) if self._numerals else _is_small(value)
            self._said[value] = in_words or _in_roman(value, self._text)
        return self._said[value]


def _is_small(value: Decimal) -> bool:
    """True for what many languages write in words."""
    return value <= 12 or (value < 100 and value % 10 == 0)


def _in_roman(value: Decimal, text: str) -> bool:
    if not (1 <= value <= _HIGHEST_ROMAN and value == int(value)):
        return False
    rest, roman = int(value), ""
    for letters, worth in _ROMAN:
        roman += letters * (rest // worth)
        rest %= worth
    return re.search(rf"(?<![^\W\d_]){roman}(?:er?|ème)?(?![^\W\d_])", text) is not None


def _is_near(amounts: Sequence[float], value: float) -> bool:
    """True if one of the `amounts`, ascending, is `value` rounded, or the other way round."""
    size = abs(value)
    off = max(_TOLERANCE * size, min(0.99, size / 4))
    at = bisect_left(amounts, value - off)
    return at < len(amounts) and amounts[at] <= value + off


def lost(source: SourceFigures, translation: TranslatedFigures) -> Iterator[tuple[Figure, bool]]:
    """The figures that are missing from the translation, and (False) those that it has, but not as often."""
    left = Counter(translation.runs)
    for at, figure in enumerate(source.figures):
        left.subtract(figure.runs)
        if not translation.holds(figure):
            if not _is_said_otherwise(source, at, translation):
                yield figure, True
        elif len(figure.runs) == 1 and translation.runs[figure.runs[0]] and left[figure.runs[0]] < 0:
            yield figure, False


def _is_said_otherwise(source: SourceFigures, at: int, translation: TranslatedFigures) -> bool:
    figure = source.figures[at]
    if figure.month:
        neighbours = (*source.figures[max(0, at - 1) : at], *source.figures[at + 1 : at + 2])
        if any(translation.holds(one) or translation.says(one) for one in neighbours):
            return True
    return translation.converts(figure, source.conversions[at]) or translation.says(figure)
