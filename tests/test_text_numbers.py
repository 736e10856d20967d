"""Numbers in digits and in words, and measures."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import locale
from l10n.model import Tag
from l10n.text import numerals as numerals_package
from l10n.text.figures import Figure, figures
from l10n.text.measures import conversions
from l10n.text.numerals import Numerals, numerals
from l10n.text.script import to_latin

LANGUAGES = sorted(path.stem for path in Path(numerals_package.__file__).parent.glob("*.txt"))


def numerals_of(tag: str) -> Numerals:
    found = numerals(Tag(tag))
    assert found is not None
    return found


def only(text: str, tag: str = "en", decimal: str = "") -> Figure:
    (found,) = figures(text, numerals(Tag(tag)), decimal)
    return found


def values(text: str, tag: str = "en", decimal: str = "") -> set[float]:
    return set(map(float, only(text, tag, decimal).values))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", {7}),
        ("1,000", {1000, 1}),
        ("1.234.567", {1234567}),
        ("1,234.5", {1234.5}),
        ("1'000", {1000}),
        ("12\u00a0500", {12500}),
        ("12 500,75", {12500.75}),
        ("4,5", {4.5}),
        ("2½", {2.5}),
        ("3 ¼", {3.25}),
        ("192.168.1.1", set()),
        ("1" * 30, set()),
        ("\u0661\u0662", {12}),
    ],
)
def test_a_figure_has_every_value_that_it_may_be_written_for(text: str, expected: set[float]) -> None:
    assert values(text) == expected


def test_a_known_decimal_separator_leaves_one_value() -> None:
    assert values("1,000", decimal=".") == {1000}
    assert values("1.000", decimal=".") == {1}
    assert values("1,234,567.8", decimal=".") == {1234567.8}


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("$5m", "en", {5, 5e6}),
        ("2.3 billion", "en", {2.3, 2.3e9}),
        ("2,3 Mrd.", "de", {2.3, 2.3e9}),
        ("2 mil millones", "es", {2, 2e9}),
        ("5 minutes", "en", {5}),
        ("8pm", "en", {8, 20}),
        ("12 a.m.", "en", {12, 0}),
        ("12 p.m.", "en", {12}),
        ("the 1990s", "en", {1990, 90}),
        ("the '80s", "en", {80, 1980, 2080}),
        ("SS19", "en", {19, 1919, 2019}),
    ],
)
def test_what_stands_around_a_figure_adds_values(text: str, tag: str, expected: set[float]) -> None:
    assert values(text, tag) == expected


def test_short_years_and_the_24_hour_clock() -> None:
    assert [set(map(int, one.values)) for one in figures("2017-18 at 20:15", None)] == [
        {2017},
        {18, 2018},
        {20, 8},
        {15},
    ]


def test_minutes_of_a_full_hour_are_no_figure() -> None:
    assert [one.runs for one in figures("8:00 and 8.30pm", None)] == [("8",), ("8",), ("30",)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("9/24/2018", ["9"]),
        ("24.9.2018", []),
        ("2018-09-10", ["09", "10"]),
        ("9/11", ["9", "11"]),
        ("10-6", []),
        ("a 10/6/4/2 list", []),
    ],
)
def test_months_of_dates(text: str, months: list[str]) -> None:
    assert [one.runs[0] for one in figures(text, None) if one.month] == months


@given(st.text(alphabet="0123456789.,:/'- \u00a0½apms&nb;x", max_size=60))
def test_figures_cover_all_digits_but_those_of_full_hours(text: str) -> None:
    found = figures(text, numerals(Tag("en")))
    covered = {at for one in found for at in range(one.span.start, one.span.end)}
    left = [at for at, char in enumerate(text) if char.isdigit() and at not in covered]
    assert all(text[at] == "0" for at in left)
    assert all(
        "".join(one.runs) == "".join(filter(str.isdigit, text[one.span.start : one.span.end]))
        for one in found
    )


@given(st.integers(1, 10**9))
def test_thousands_parted_in_any_way_are_the_same_number(number: int) -> None:
    for separator in (",", ".", "'", "\u202f", " "):
        assert Decimal(number) in only(f"{number:,}".replace(",", separator)).values


@pytest.mark.parametrize(
    ("tag", "number", "text"),
    [
        ("bg", "15", "петнайсет души"),
        ("cnr", "3", "trojica putnika"),
        ("de", "25", "fünfundzwanzig Jahre"),
        ("de", "18", "ein Achtzehnjähriger"),
        ("el", "12", "δώδεκα μήνες"),
        ("es", "500", "quinientos euros"),
        ("es", "1000000000", "mil millones de euros"),
        ("es", "31", "treinta y un días"),
        ("fr", "300", "trois cents pages"),
        ("fr", "1.5", "un million et demi"),
        ("hr", "5000", "pet tisuća ljudi"),
        ("hr", "18", "osamnaestogodišnjak"),
        ("it", "22", "ventidue anni"),
        ("it", "500", "cinquecento"),
        ("mk", "8", "осмина"),
        ("nl", "24", "vierentwintig uur"),
        ("pl", "6", "sześciu mężczyzn"),
        ("pt", "1000", "mil pessoas"),
        ("ro", "20", "douăzeci de zile"),
        ("sl", "4", "štirje možje"),
        ("sq", "11", "njëmbëdhjetë vjet"),
        ("sr", "90", "деведесетих година"),
        ("tr", "21", "yirmi bir kişi"),
        ("en", "12", "a dozen"),
    ],
)
def test_words_say_a_number(tag: str, number: str, text: str) -> None:
    assert numerals_of(tag).says(Decimal(number), to_latin(text) if tag == "sr" else text)


@pytest.mark.parametrize(
    ("tag", "number", "text"),
    [
        ("hr", "12", "jedanaest ljudi"),
        ("hr", "5", "petak je"),
        ("es", "200", "dos de los cien mil"),
        ("de", "5000000", "eine Million"),
        ("it", "1.7", "un milione e mezzo"),
        ("fr", "8", "le huitante"),
        ("hr", "0", "nitko"),
    ],
)
def test_other_words_do_not(tag: str, number: str, text: str) -> None:
    assert not numerals_of(tag).says(Decimal(number), text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_small_and_round_numbers(language: str) -> None:
    tag = "hr" if language == "hbs" else language
    known = numerals_of(tag)
    assert {*range(1, 13), *range(20, 100, 10), 100} <= known.words.keys()
    assert len(known.scales) == 4
    assert known.half


def test_a_language_nobody_wrote_down_has_none() -> None:
    assert numerals(locale.parse("fi")) is None


def measures(text: str) -> list[tuple[float, ...]]:
    return [
        tuple(round(one, 1) for one in amounts) for amounts in conversions(text, figures(text, None, "."))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 miles", [(72.4, 72418.5)]),
        ("a 50-yard run", [(45.7,)]),
        ("10 to 20 pounds", [(4.5,), (9.1,)]),
        ("80 degrees", [(26.7, 44.4)]),
        ("32°F", [(0.0, 17.8)]),
        ("6-foot-2", [(1.8, 182.9, 1.9, 188.0), (1.9, 188.0)]),
        ("2.5 million acres", [(1.0, 10117.5, 0.0)]),
        ("5 people and 3 dogs", [(), ()]),
    ],
)
def test_measures_in_other_units(text: str, expected: list[tuple[float, ...]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    "unit", ["1 ", "1,", "1.", "1 000 ", "8pm", "1/", "1-", "'1", "1990s", "5 miles and ", "½", "1:00"]
)
def test_hostile_repetition_takes_no_time(unit: str) -> None:
    text = unit * 20_000
    found = conversions(text, figures(text, numerals(Tag("en"))))
    assert bool(found) == (unit != "½")
