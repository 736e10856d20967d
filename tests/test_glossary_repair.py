"""Mending names around machine translation, only where it is certain."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.repair import canonical_source, repair_target
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.model import Tag

ES = Tag("es")
SHENGJIN = Term(
    "shengjin",
    "Shëngjin",
    (Variant("Shenjin", "misspelling"), Variant("Shengjin", "admitted")),
    targets={ES: Target("Shëngjin", inflect="none")},
)
MELONI = Term(
    "meloni",
    "Giorgia Meloni",
    (Variant("Giorgio Meloni", "misspelling"), Variant("Meloni", "short")),
    targets={
        ES: Target(
            "Giorgia Meloni",
            short="Meloni",
            inflect="none",
            forbidden=("Giorgio Meloni", "Jorge Meloni"),
        )
    },
)
RFERL = Term(
    "rferl",
    "RFE/RL",
    (Variant("RSE", "wrong-language"), Variant("Radio Free Europe", "admitted")),
    case=True,
    targets={ES: Target("RFE/RL", do_not_translate=True)},
)
SEEKER = Term("seeker", "asylum seeker", targets={ES: Target("solicitante de asilo", inflect="none")})
CENTRE = Term("centre", "migrant centre", targets={ES: Target("centro de migrantes", forbidden=("campo",))})
TIMES = Term("times", "Shenjin Times", targets={ES: Target("Shenjin Times")})
KNOWN = Glossary("glossary.yml", Tag("en"), (SHENGJIN, MELONI, RFERL, SEEKER, CENTRE, TIMES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shenjin's port", "Shëngjin's port"),
        ("Giorgio Meloni and RSE", "Giorgia Meloni and RFE/RL"),
        ("Radio Free Europe (RSE)", "Radio Free Europe (RFE/RL)"),
        ("Shengjin and Meloni", "Shengjin and Meloni"),
        ("SHENJIN, Shenjins, Shenjinian", "SHENJIN, Shenjins, Shenjinian"),
        ("the Shenjin Times", "the Shenjin Times"),
        ("`Shenjin`", "`Shenjin`"),
        ("nothing to mend", "nothing to mend"),
    ],
)
def test_an_engine_gets_the_right_names(text: str, expected: str) -> None:
    assert canonical_source(KNOWN, text) == expected


def test_a_draft_mends_nothing() -> None:
    drafts = replace(KNOWN, terms=tuple(replace(term, status="draft") for term in KNOWN.terms))
    assert canonical_source(drafts, "Shenjin") == "Shenjin"
    assert repair_target(drafts, "Shenjin", "Shenjin", ES) == "Shenjin"


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("in Shenjin", "en Shenjin", "en Shëngjin"),
        ("in Shenjin", "en Shengjin.", "en Shëngjin."),
        ("Giorgia Meloni urged", "Instó Giorgio Meloni", "Instó Giorgia Meloni"),
        ("Meloni urged", "Instó Jorge Meloni", "Instó Giorgia Meloni"),
        ("informs RFE/RL", "informa a RSE", "informa a RFE/RL"),
        ("An asylum seeker came", "Asylum seeker vino", "Solicitante de asilo vino"),
        ("Meloni met Giorgia Meloni", "Meloni vio a Giorgio Meloni", "Meloni vio a Giorgia Meloni"),
    ],
)
def test_a_name_that_takes_no_endings_is_put_in(source: str, translation: str, expected: str) -> None:
    assert repair_target(KNOWN, source, translation, ES) == expected


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("in Shenjin", "en Shëngjin"),
        ("in Shenjin", "en Shëngjin, antes Shenjin"),
        ("in Shenjin", "en Shenjin y Shenjin"),
        ("in Shenjin", "en el puerto"),
        ("in Shenjin", "en SHENJIN o shenjin"),
        ("in Shenjin", "en `Shenjin`"),
        ("in Tirana", "en Shenjin"),
        ("Shenjin and the Shenjin Times", "El Shenjin Times"),
        ("Meloni urged", "Instó Meloni"),
        ("Meloni urged", "Instó la presidenta"),
        ("migrant centre", "campo"),
        ("asylum seekers came", "Vinieron asylum seekers"),
        ("Giorgio Meloni met", "Giorgio Meloni y Jorge Meloni"),
    ],
)
def test_all_else_is_left_to_the_checks(source: str, translation: str) -> None:
    assert repair_target(KNOWN, source, translation, ES) == translation


def test_another_locale_is_left_alone() -> None:
    assert repair_target(KNOWN, "Shenjin", "Shenjin", Tag("fr")) == "Shenjin"


TEXTS = st.lists(
    st.sampled_from(["Shenjin", "Shëngjin", "Giorgio Meloni", "Meloni", "RSE", "RFE/RL", "y", ",", "campo"])
).map(" ".join)


@given(TEXTS, TEXTS)
def test_repairing_twice_changes_nothing_more(source: str, translation: str) -> None:
    once = repair_target(KNOWN, source, translation, ES)
    assert repair_target(KNOWN, source, once, ES) == once
    mended = canonical_source(KNOWN, source)
    assert canonical_source(KNOWN, mended) == mended
