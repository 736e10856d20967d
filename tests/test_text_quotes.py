"""Quotations and their marks."""

import pytest

from l10n.text.quotes import in_marks, pairs_of, quoted


def marks(text: str) -> list[tuple[str, str]]:
    return [("".join(one.marks), one.words) for one in quoted(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a “b” c „d“ «e»", [("“”", "b"), ("„“", "d"), ("«»", "e")]),
        ("«\u00a0a b\u00a0»", [("«»", "a b")]),
        ("„A“ и „B“", [("„“", "A"), ("„“", "B")]),
        ("A“ and „B“", [("„“", "B")]),
        ("A.” i “B", []),
        ("“Molliwood“", []),
        ("GjadÃ«r» a «b", []),
        ("« a »", []),
        ("„A «b» C“", [("«»", "b")]),
    ],
)
def test_quotations_are_read_from_left_to_right(text: str, wanted: list[tuple[str, str]]) -> None:
    assert marks(text) == wanted


def test_what_languages_write() -> None:
    assert in_marks("a", "sr") == "„a“"
    assert in_marks("a", "fr") == "«\u00a0a\u00a0»"
    assert ("„", "”") in pairs_of("hr")
    assert pairs_of("eo") == ()
