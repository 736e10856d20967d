"""The pseudo-locale: accents, length, brackets; everything that is no language stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import registry
from l10n.engines.pseudo import LOCALE, PseudoEngine, pseudo
from l10n.model import Tag
from l10n.text.protect import placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Save", "[Šåṽé öñ]"),
        ("The quick brown fox jumps", "[Ţĥé ǫûîçķ ƀŕöŵñ ƒöẋ ĵûṁþš öñé ţŵö]"),
        ("Hello {name}, see `x_y`", "[Ĥéļļö {name}, šéé `x_y` öñé]"),
        ("**Bold** [link](https://x.org)", "[**Ɓöļð** [ļîñķ](https://x.org) öñé]"),
        (" Padded\n", " [Þåððéð öñ]\n"),
        ("Здраво", "[Здраво öñ]"),
        ("a][", "⟦å][ öñ⟧"),
        ("42", "42"),
        ("{name}", "{name}"),
        ("", ""),
    ],
)
def test_text_is_accented_lengthened_and_in_brackets(text: str, expected: str) -> None:
    assert pseudo(text) == expected


def test_only_the_pseudo_locale_is_served() -> None:
    engine = PseudoEngine()
    assert LOCALE == "en-XA"
    assert engine.serves(Tag("en"), LOCALE)
    assert engine.serves(Tag("sr"), LOCALE)
    assert not engine.serves(Tag("en"), Tag("es"))
    assert not engine.serves(LOCALE, Tag("en"))
    assert engine.signature(Tag("en"), LOCALE) == "pseudo 1"


def test_units_come_back_in_order() -> None:
    assert PseudoEngine().translate(["Save", "12", "Save"], Tag("en"), LOCALE) == [
        "[Šåṽé öñ]",
        "12",
        "[Šåṽé öñ]",
    ]


@pytest.mark.parametrize("letters", [10, 40, 400, 4000])
def test_text_grows_by_about_a_third(letters: int) -> None:
    text = "abcde " * (letters // 5)
    assert 1.25 <= len(pseudo(text)) / len(text) <= 1.6


PIECES = [*"abZ .*_`~[](){}<>&#%1\n", "Go. ", "{n}", "**", "](u)", "`x`"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_placeholder_is_touched(text: str) -> None:
    assert placeholders(pseudo(text)) == placeholders(text)


def test_it_is_found_by_name() -> None:
    assert isinstance(registry.engine("pseudo"), PseudoEngine)
