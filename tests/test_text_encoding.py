"""Damage of wrong decoding: what is found, what was meant, and what only looks like it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.encoding import damages


def meant(text: str) -> list[tuple[str, str | None]]:
    return [(text[one.span.start : one.span.end], one.meant) for one in damages(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GjadÃ«r", [("Ã«", "ë")]),
        ("lâ€™Ã©tÃ©", [("â€™Ã©", "’é"), ("Ã©", "é")]),
        ("25Â°C", [("Â°", "°")]),
        ("meÄ‘u", [("Ä‘", "đ")]),
        ("Ĺˇkola", [("Ĺˇ", "š")]),
        ("Î‘Î¸Î®Î½Î±", [("Î‘Î¸Î®Î½Î±", "Αθήνα")]),
        ("Ð¡Ñ€Ð±Ð¸Ñ˜Ð°", [("Ð¡Ñ€Ð±Ð¸Ñ˜Ð°", "Србија")]),
        ("ðŸ˜€", [("ðŸ˜€", "😀")]),
        ("Å\u00a0koda i Ä†ao", [("Å\u00a0", "Š"), ("Ä†", "Ć")]),
        ("frÃƒ\u00c2\u00ado", [("Ãƒ\u00c2\u00ad", "í")]),
        ("\x93Hi\x94 \x8c", [("\x93", "“"), ("\x94", "”"), ("\x8c", None)]),
        ("\u00f0\x80\x80\x80", [("\x80", "€")] * 3),
        ("Ã°â‚¬â‚¬â‚¬", [("Ã°â‚¬â‚¬â‚¬", "ð€€€")]),
        ("a\ufffdb\x00", [("\ufffd", None), ("\x00", None)]),
        ("\ufffd GjadÃ«r \ufffd", [("\ufffd", None), ("Ã«", "ë"), ("\ufffd", None)]),
    ],
)
def test_damage_is_found_with_what_was_meant(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert meant(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "“…Ä“, «QUALITÉ», „Spaß“, “Ñ”, «MAÇÃ», IKEÅ”",
        "PÄŤDESIAT, SZKÓŁ, ÚŽITOK",
        "10 Å² = 1 nm²",
        "Сједињене Државе, „СССР“, С–Р",
        "À la carte, voilà\u00a0», está»”.",
        "tab\tand\nbreak\r\n",
        "ð€€€",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert damages(text) == ()


@given(st.text(st.sampled_from("aÃ«Ä†â€™Ð°СРјÂ °“\ufffd\x93ž")))
def test_places_are_in_order_and_disjoint(text: str) -> None:
    places = [(one.span.start, one.span.end) for one in damages(text)]
    assert all(start < end for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
