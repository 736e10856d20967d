"""Words that differ as slips of the pen do, found among many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.lookalikes import Likeness, alike, fold, likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Gjader", "Gjadër", Likeness.STRONG),
        ("Ðorđa", "Ðorda", Likeness.STRONG),
        ("Feri", "Ferri", Likeness.STRONG),
        ("Kavanagh", "Kavangah", Likeness.STRONG),
        ("Philipp", "Philip", Likeness.STRONG),
        ("Encinitas", "Ecinitas", Likeness.SOME),
        ("Giorgia", "Giorgio", Likeness.ENDING),
        ("Theresa", "Teresa", Likeness.SOME),
        ("Germany", "Germans", Likeness.ENDING),
        ("Tigers", "Tigres", Likeness.NONE),
        ("Korea", "Korean", Likeness.NONE),
        ("Iran", "Iraq", Likeness.NONE),
        ("Gambia", "Zambia", Likeness.NONE),
        ("Slovakia", "Slovenia", Likeness.NONE),
        ("Center", "Centre", Likeness.NONE),
        ("Defense", "Defence", Likeness.NONE),
        ("Roma", "roma", Likeness.NONE),
        ("Ana", "Anna", Likeness.NONE),
        ("Castle", "Castel", Likeness.SOME),
        ("F35", "F355", Likeness.NONE),
        ("Iran", "Irna", Likeness.NONE),
        ("Princes", "Princess", Likeness.NONE),
        ("Star", "Starr", Likeness.NONE),
        ("Ian", "Iran", Likeness.NONE),
        ("Bač", "Bac", Likeness.NONE),
    ],
)
def test_likeness(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other) is likeness(other, one) is expected


@given(st.lists(st.text(alphabet="aeirstç", min_size=3, max_size=8), unique=True, max_size=30))
def test_alike_finds_every_pair_once(words: list[str]) -> None:
    found = list(alike(words))
    pairs = {frozenset(pair) for *pair, _ in found}
    assert len(pairs) == len(found)
    assert pairs == {frozenset((a, b)) for a in words for b in words if a != b and likeness(a, b)}


def test_many_words_are_compared_in_no_time() -> None:
    words = [
        f"{first}{second}{third}"
        for first in "bcdfghjk"
        for second in ("el", "et", "il", "ot", "uk")
        for third in map(str, range(200))
    ]
    assert not list(alike(words))


def test_fold() -> None:
    assert fold("ŠĆ") == "sc"
    assert fold("Łódź") == "lodz"
    assert fold("Roma") == "roma"


def test_pairs_come_in_the_same_order_whatever_differs() -> None:
    words = ["Gjdaer", "Gjaedr", "Gjadder", "Rome", "Gjader"]
    pairs = [(one, other) for one, other, likeness in alike(words) if other == "Gjader" and likeness]
    assert pairs == [("Gjadder", "Gjader"), ("Gjdaer", "Gjader"), ("Gjaedr", "Gjader")]


def test_each_pair_comes_once() -> None:
    assert list(alike(["Ferri", "Haris", "Feri", "Harris"])) == [
        ("Ferri", "Feri", Likeness.STRONG),
        ("Haris", "Harris", Likeness.STRONG),
    ]


def test_what_is_too_long_for_a_word_is_not_compared() -> None:
    assert list(alike(["A" + "b" * 200_000, "A" + "b" * 199_999])) == []
