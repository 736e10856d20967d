"""The pseudo-locales: accents and length, or words to the left; everything that is no language stays."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import registry
from l10n.engines.pseudo import ACCENTED, RIGHT_TO_LEFT, PseudoEngine, pseudo, to_the_left
from l10n.locale import is_right_to_left
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Save", "{Save}"),
        ("The don't-care “fox”, 3 of B2", "{The} {don't}-{care} “{fox}”, 3 {of} {B2}"),
        ("Hello %(name)s, see `x_y`", "{Hello} %(name)s, {see} `x_y`"),
        ("**Bold** [link](https://x.org)", "**{Bold}** [{link}](https://x.org)"),
        (" Padded\n", " {Padded}\n"),
        ("snake_case", "{snake}_{case}"),
        ("Здраво", "{Здраво}"),
        ("42", "42"),
        ("", ""),
    ],
)
def test_every_word_is_turned_to_the_left(text: str, expected: str) -> None:
    marked = expected.replace("{", "\u200f\u202e").replace("}", "\u202c\u200f")
    assert to_the_left(text) == marked


def test_only_the_pseudo_locales_are_served() -> None:
    engine = PseudoEngine()
    assert (ACCENTED, RIGHT_TO_LEFT) == ("en-XA", "ar-XB")
    assert is_right_to_left(RIGHT_TO_LEFT)
    assert not is_right_to_left(ACCENTED)
    assert engine.serves(Tag("en"), ACCENTED)
    assert engine.serves(Tag("sr"), RIGHT_TO_LEFT)
    assert not engine.serves(Tag("en"), Tag("ar"))
    assert not engine.serves(Tag("en"), Tag("es"))
    assert not engine.serves(ACCENTED, Tag("en"))
    assert engine.signature(Tag("en"), ACCENTED) == "pseudo 1"


def test_units_come_back_in_order() -> None:
    assert PseudoEngine().translate(["Save", "12", "Save"], Tag("en"), ACCENTED) == [
        "[Šåṽé öñ]",
        "12",
        "[Šåṽé öñ]",
    ]
    assert PseudoEngine().translate(["Save", "12"], Tag("en"), RIGHT_TO_LEFT) == [to_the_left("Save"), "12"]


@pytest.mark.parametrize("letters", [10, 40, 400, 4000])
def test_text_grows_by_about_a_third(letters: int) -> None:
    text = "abcde " * (letters // 5)
    assert 1.25 <= len(pseudo(text)) / len(text) <= 1.6


PIECES = [*"abZ .*_`~[](){}<>&#%1\n", "Go. ", "{n}", "**", "](u)", "`x`"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_placeholder_is_touched(text: str) -> None:
    assert placeholders(pseudo(text)) == placeholders(text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_none_is_touched_where_words_are_turned(text: str) -> None:
    turned = to_the_left(text)
    assert placeholders(turned) == placeholders(text)
    assert re.sub("[\u200f\u202e\u202c]", "", turned) == text


def test_it_is_found_by_name() -> None:
    assert isinstance(registry.engine("pseudo"), PseudoEngine)
