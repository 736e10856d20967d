"""Words that differ as slips of the pen do, found among many."""

from l10n.text.lookalikes import Likeness, alike


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
