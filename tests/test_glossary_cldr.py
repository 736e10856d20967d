"""Seeding a glossary from CLDR's names."""

import pytest

from l10n.glossary.exchange.cldr import SUBJECTS, seed
from l10n.glossary.schema import Term
from l10n.locale import Subject
from l10n.model import Tag

EN, ES, SR, MK, CNR = map(Tag, ("en", "es", "sr", "mk", "cnr"))


def seeded(
    *texts: str, subject: Subject = "territories", targets: tuple[Tag, ...] = (ES, SR)
) -> dict[str, Term]:
    found = seed(EN, targets, [subject], texts or None)
    assert found.name == "CLDR"
    return {term.source: term for term in found.terms}


def test_territories_come_with_their_names_in_every_target() -> None:
    germany = seeded()["Germany"]
    assert (germany.kind, germany.id, germany.case) == ("place", "", False)
    assert {tag: target.term for tag, target in germany.targets.items()} == {
        "es": "Alemania",
        "sr": "Немачка",
    }


@pytest.mark.parametrize(
    ("source", "variants"),
    [
        ("United States", ["US", "U.S.", "USA"]),
        ("Myanmar", ["Burma"]),
        ("Bosnia & Herzegovina", ["Bosnia and Herzegovina", "Bosnia"]),
        ("St. Lucia", ["Saint Lucia"]),
        ("Czechia", ["Czech Republic"]),
        ("Türkiye", ["Turkey"]),
        ("Germany", []),
    ],
)
def test_what_texts_call_a_territory_besides_is_admitted(source: str, variants: list[str]) -> None:
    term = seeded()[source]
    assert [variant.text for variant in term.variants] == variants
    assert {variant.status for variant in term.variants} <= {"admitted"}


def test_short_forms_are_admitted_in_the_targets() -> None:
    names = seeded(targets=(ES, SR, MK))
    assert names["United States"].targets[SR].admitted == ("САД",)
    assert names["European Union"].targets[ES].admitted == ("UE",)
    assert names["European Union"].kind == "org"
    assert names["Myanmar"].targets[SR].term == "Мијанмар"
    assert names["Myanmar"].targets[SR].admitted == ("Бурма",)


def test_names_that_are_other_words_in_small_letters_mind_their_capitals() -> None:
    names = seeded()
    assert [names[name].case for name in ("China", "Türkiye", "Italy")] == [True, True, False]
    assert names["China"].targets[ES].case


def test_only_names_that_the_texts_hold_are_taken() -> None:
    names = seeded("In Turkey and Italy's south", "a `Germany` in code, and China", "the turkey, U.S. talks")
    assert set(names) == {"Türkiye", "Italy", "China", "United States"}


def test_languages_and_currencies_are_terms() -> None:
    languages = seeded("She speaks Serbian", subject="languages")
    assert languages["Serbian"].targets[SR].term == "српски"
    currencies = seeded("It cost nine euros.", subject="currencies")
    assert (currencies["Euro"].kind, currencies["Euro"].targets[ES].term) == ("term", "euro")


def test_menus_names_that_no_text_has_are_left_out() -> None:
    assert not [name for name in seeded() if "SAR" in name or name.endswith(")")]


def test_locales_that_cldr_does_not_have_get_no_names() -> None:
    assert set(seeded(targets=(CNR, ES))["Germany"].targets) == {ES}
    assert seeded(targets=(CNR,)) == {}


def test_another_source_language_has_its_own_names() -> None:
    names = {term.source: term for term in seed(ES, [EN], ["territories"], ["en Alemania y EE. UU."]).terms}
    assert [term.targets[EN].term for term in names.values()] == ["Germany"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_two_terms_have_one_source(subject: Subject) -> None:
    sources = [term.source for term in seed(EN, [ES], [subject], None).terms]
    assert len(sources) == len(set(sources)) > 100
