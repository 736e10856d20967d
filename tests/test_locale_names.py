"""Codes of languages in other standards' spellings, and CLDR's names."""

import pytest

from l10n import locale
from l10n.model import Tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("srp-Cyrl", "sr"),
        ("srp_Latn", "sr-Latn"),
        ("hrv", "hr"),
        ("bos_BA", "bs-BA"),
        ("mac", "mk"),
        ("MKD", "mk"),
        ("sqi", "sq"),
        ("spa-419", "es-419"),
        ("fre", "fr"),
        ("es_XX", "es"),
        ("fr-ZZ", "fr"),
        ("ast", "ast"),
    ],
)
def test_long_codes_and_placeholder_regions_mean_the_short_tag(text: str, tag: str) -> None:
    assert locale.parse(text) == tag


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "Germany"),
        ("sr", "Немачка"),
        ("sr-Latn", "Nemačka"),
        ("hr", "Njemačka"),
        ("es-MX", "Alemania"),
    ],
)
def test_names_come_in_the_script_and_language_of_the_locale(tag: str, name: str) -> None:
    assert locale.names(Tag(tag), "territories")["DE"] == name


def test_names_are_those_of_today_and_of_whole_territories() -> None:
    english = Tag("en")
    territories = locale.names(english, "territories")
    assert {"EU", "UN", "150", "GB"} <= territories.keys()
    assert not {"XA", "ZZ", "001", "021"} & territories.keys()
    assert "zh_Hans" not in locale.names(english, "languages")
    currencies = locale.names(english, "currencies")
    assert currencies["EUR"] == "Euro"
    assert "YUN" not in currencies


@pytest.mark.parametrize("tag", ["tlh", "cnr"])
def test_a_locale_that_cldr_does_not_have_has_no_names(tag: str) -> None:
    assert locale.names(Tag(tag), "territories") == {}
