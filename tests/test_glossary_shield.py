"""Hiding names from an engine that would translate them."""

from dataclasses import replace

import pytest

from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.glossary.shield import Shielded, shielded
from l10n.model import Tag

ES = Tag("es")
TRUMP = Term("trump", "Trump", targets={ES: Target("Trump", inflect="none")})
MELONI = Term(
    "meloni",
    "Giorgia Meloni",
    (Variant("Meloni", "short"), Variant("Giorgio Meloni", "misspelling")),
    targets={ES: Target("Giorgia Meloni", short="Meloni", inflect="none")},
)
ICE = Term("ice", "ICE", case=True, targets={ES: Target("ICE", do_not_translate=True, case=True)})
CAMP = Term("camp", "camp", targets={ES: Target("campo")})
KNOWN = Glossary("glossary.yml", Tag("en"), (TRUMP, MELONI, ICE, CAMP))


@pytest.mark.parametrize(
    ("text", "translation", "hidden"),
    [
        ("the Trump plan", "el plan Triunfo", "the {n0} plan"),
        ("Trump and Trump", "Triunfo y Triunfo", "{n0} and {n1}"),
        ("Meloni met Trump's ICE", "Melones con el HIELO de Triunfo", "{n0} met {n1}'s {n2}"),
        ("Trump and {n0}", "Triunfo y {n0}", "{n1} and {n0}"),
    ],
)
def test_names_that_the_translation_lacks_are_hidden(text: str, translation: str, hidden: str) -> None:
    shield = shielded(KNOWN, text, translation, ES)
    assert shield is not None
    assert shield.text == hidden


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("the Trump plan", "el plan de Trump"),
        ("Giorgio Meloni", "Jorge Melones"),
        ("Trumps", "Triunfos"),
        ("a camp", "una acampada"),
        ("on ice", "sobre hielo"),
        ("no name", ""),
    ],
)
def test_what_is_there_takes_endings_or_is_in_doubt_is_left_alone(text: str, translation: str) -> None:
    assert shielded(KNOWN, text, translation, ES) is None


def test_drafts_and_other_locales_hide_nothing() -> None:
    drafts = Glossary("glossary.yml", Tag("en"), (replace(TRUMP, status="draft"),))
    assert shielded(drafts, "Trump", "Triunfo", ES) is None
    assert shielded(KNOWN, "Trump", "Triumph", Tag("de")) is None


def test_the_names_come_back() -> None:
    shield = Shielded("{n0} met {n1}", (("{n0}", "Meloni"), ("{n1}", "Trump")))
    assert shield.restored("{n1} recibió a {n0}") == "Trump recibió a Meloni"
