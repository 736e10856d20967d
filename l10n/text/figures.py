"""Numbers that stand in a text in digits, and what they may mean.

A comma may part thousands or decimals, and so may a full stop: a figure has every value that it may be
written for. Two texts speak of the same number where their figures have a value in common.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from l10n.model import Span
from l10n.text.numerals import Numerals

_GROUP_SPACES = "\u00a0\u202f\u2009\u2007"
_PARTS = f".,'\u2019\u066b\u066c{_GROUP_SPACES}"
"""What groups of digits are parted by; of spaces those that keep them on one line."""
_MARKS = ".,\u066b"
"""What decimals may follow."""
_SPACED = r"\d{1,3}(?: (?: {5,7})?\d{3})+(?!\d)"
"""Thousands parted by spaces, or by a character reference for one (`&nbsp;`), which prose has spaces for."""
_FIGURE = re.compile(
    rf"\d{{1,2}}(?=[.:]\d\d[ \u00a0]?[ap]\.?m\b)|{_SPACED}(?:[.,]\d+)?|\d+(?:[{_PARTS}]\d+)*", re.IGNORECASE
)
_SPACES = re.compile(" +")
RUN = re.compile(r"\d+")
_LONGEST = 24
"""Digits. More are a code, and no number to reckon with."""
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FRACTION = re.compile(" ?([½¼¾])")
_HALF_OF_DAY = re.compile(r"(?:[:.]\d\d)?[ \u00a0]?(?P<half>[ap])\.?[ \u00a0]?m\b", re.IGNORECASE)
_MINUTES = re.compile(r"[:.h]\d\d(?!\d)")
_DECADE = re.compile(r"['\u2019]?s\b")
_YEAR_BEFORE = re.compile(r"(?:1[5-9]|20)\d\d ?[-\u2010-\u2013/] ?\Z")
_SHORTENED = re.compile(r"['\u2019A-Z]\d")
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{4}(?P<first>[/.-])\d\d?(?P=first)\d\d?|\d\d?(?P<mid>[/.-])\d\d?(?P=mid)\d{2,4}|\d\d?/\d\d?)"
    r"(?![\d/-]|\.\d)"
)
_PARTED = re.compile(r"\d[/.-]\d")
"""There is no date without."""
_YEAR_TAIL = 8
"""Code points in which a year, a hyphen and spaces have room."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in digits."""

    span: Span
    runs: tuple[str, ...]
    """Its digits, parted where anything stands between them."""
    values: frozenset[Decimal]
    """What it may stand for; none for what is no one number, such as 192.168.1.1."""
    month: bool = False
    """True for what may be a month in a date, so that a text may have its name instead."""

    @property
    def digits(self) -> int:
        """How many digits it has."""
        return sum(map(len, self.runs))

    @property
    def meanings(self) -> frozenset[Decimal]:
        """Its values, and those of its runs: a date or time may be written without spaces."""
        if len(self.runs) > 1 and any(len(run) == 3 for run in self.runs[1:]):
            return self.values
        return self.values | {Decimal(run) for run in self.runs if len(run) <= _LONGEST}


def figures(text: str, numerals: Numerals | None, decimal: str = "") -> tuple[Figure, ...]:
    """The figures of `text`, in order, disjoint; `numerals` are those of its language.

    A text may write its decimals as it likes, or only with a given `decimal` separator. The latter is for
    texts that are known to be right.

    The minutes of a full hour are none: `8:00` is what other languages write as `8 h`.
    """
    months = _months(text) if _PARTED.search(text) else frozenset()
    return tuple(
        _figure(text, found, numerals, decimal, found.start() in months)
        for found in _written(text)
        if not (found[0] == "00" and text[found.start() - 1 : found.start()] in (":", "."))
    )


def _months(text: str) -> frozenset[int]:
    """Where in `text` what may be the month of a date begins."""
    return frozenset(
        month.start()
        for date in _DATE.finditer(text)
        for month in RUN.finditer(text, date.start(), date.end())
        if len(month[0]) <= 2 and 1 <= int(month[0]) <= 12
    )


def _written(text: str) -> Iterator[re.Match[str]]:
    """Every `_FIGURE`, looked for where digits begin: `finditer` would try it at each letter."""
    digits = RUN.search(text)
    while digits and (found := _FIGURE.match(text, digits.start())):
        yield found
        digits = RUN.search(text, found.end())


def _figure(text: str, found: re.Match[str], numerals: Numerals | None, decimal: str, month: bool) -> Figure:
    plain = frozenset(_plain(found[0], decimal)) or frozenset(_plain(found[0], ""))
    end = found.end()
    if fraction := _FRACTION.match(text, end):
        plain = frozenset(value + _FRACTIONS[fraction[1]] for value in plain)
        end = fraction.end()
    values = plain.union(_hours(text, found), _years(text, found))
    scale = numerals.scale_at(text, end) if numerals else Decimal(1)
    values |= {value * scale for value in plain}
    return Figure(Span(*found.span()), tuple(RUN.findall(found[0])), values, month)


def _plain(written: str, decimal: str) -> Iterator[Decimal]:
    """What the digits may stand for by themselves: with decimals, in groups of thousands, or both."""
    first, *rest = RUN.findall(written)
    if len(first) + sum(map(len, rest)) > _LONGEST:
        return
    if not rest:
        yield Decimal(first)
        return
    marks = _SPACES.sub(" ", RUN.sub("", written))
    parted = len(first) <= 3 and all(len(run) == 3 for run in rest[:-1])
    if parted and len(rest[-1]) == 3 and len(set(marks)) == 1 and marks != decimal:
        yield Decimal("".join((first, *rest)))
    if (parted or len(rest) == 1) and marks[-1] in (decimal or _MARKS) and marks[-1] not in marks[:-1]:
        yield Decimal(f"{''.join((first, *rest[:-1]))}.{rest[-1]}")


def _hours(text: str, found: re.Match[str]) -> Iterator[Decimal]:
    """The time as others tell it: 8 p.m. is 20 h, and the other way round; 30 minutes are half an hour."""
    if len(found[0]) > 2:
        return
    hour = int(found[0])
    if hour == 30 and text[found.start() - 1 : found.start()] in (":", "."):
        yield Decimal("0.5")
    half = _HALF_OF_DAY.match(text, found.end())
    if half and 1 <= hour <= 12:
        yield Decimal(hour % 12 + (12 if half["half"] in "pP" else 0))
    elif 13 <= hour <= 24 and _MINUTES.match(text, found.end()):
        yield Decimal(hour - 12)


def _years(text: str, found: re.Match[str]) -> Iterator[Decimal]:
    """The year that two digits stand for, the digits of a decade, the century: 90s, FY19, 1990s, 1900s."""
    if not found[0].isdigit() or len(found[0]) not in (2, 4):
        return
    number = int(found[0])
    decade = _DECADE.match(text, found.end()) is not None
    if len(found[0]) == 4:
        if decade:
            yield Decimal(number % 100 or number // 100 + 1)
    elif decade or _SHORTENED.match(text, max(0, found.start() - 1)):
        yield from (Decimal(1900 + number), Decimal(2000 + number))
    elif before := _YEAR_BEFORE.search(text[max(0, found.start() - _YEAR_TAIL) : found.start()]):
        yield Decimal(int(before[0][:2]) * 100 + number)
