"""Finding right and forbidden forms in translations."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.listed import as_it_stands, right_forms
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import target_forms, target_found
from l10n.model import Tag

CENTRE = Target(
    "мигрантски центар",
    short="центар",
    admitted=("прихватни логор",),
    forms=("мигрантског центра",),
    derived=("камп за мигранте",),
    match=r"мигрантск\w+ цент\w+",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("У граду је Мигрантски центар.", "term"),
        ("Центар је отворен.", "short"),
        ("прихватни  логор", "admitted"),
        ("из мигрантског центра", "form"),
        ("камп за мигранте", "derived"),
        ("у мигрантским центрима", "match"),
        ("у центрима", None),
        ("", None),
    ],
)
def test_a_right_form_is_named(text: str, kind: str | None) -> None:
    form = target_found(CENTRE, text)
    assert (form and form.kind) == kind


def test_a_pattern_is_tried_on_whole_words() -> None:
    pattern = replace(Target("x"), match="cent(ro|ri)")
    assert target_found(pattern, "i Centri nuovi") is not None
    assert target_found(pattern, "un accentro, centrino") is None
    assert target_found(replace(pattern, case=True), "i Centri nuovi") is None


@pytest.mark.parametrize(
    ("term", "text", "accepted"),
    [
        ("EE. UU.", "en EE.UU. y", True),
        ("EE. UU.", "en EE.\u00a0UU. y", True),
        ("EE. UU.", "en EE UU y", False),
        ("Unión Europea", "la UNIÓN EUROPEA", True),
        ("UE", "la UE-27", True),
        ("Italie", "d’Italie", True),
        ("sitio", "sitios", False),
        ("Giorgia Meloni", "Giorgia, Meloni", False),
    ],
)
def test_listed_forms_are_whole_words(term: str, text: str, accepted: bool) -> None:
    assert (target_found(Target(term), text) is not None) is accepted


def forms(text: str, *targets: Target, locale: str = "es") -> list[tuple[str, str, str]]:
    terms = tuple(Term(f"t{at}", f"T{at}", targets={Tag("es"): target}) for at, target in enumerate(targets))
    known = Glossary("glossary.yml", Tag("en"), terms)
    return [
        (hit.form.owner, hit.form.kind, text[hit.span.start : hit.span.end])
        for hit in target_forms(known, Tag(locale), text)
    ]


def test_a_forbidden_form_holds_the_right_one_within() -> None:
    target = Target("Giorgia Meloni", short="Meloni", forbidden=("Giorgio Meloni",))
    assert forms("Habló Giorgio Meloni", target) == [
        ("t0", "forbidden", "Giorgio Meloni"),
        ("t0", "short", "Meloni"),
    ]


def test_a_forbidden_form_within_a_longer_form_is_a_part_of_that() -> None:
    website = Target("sitio web", forbidden=("web",))
    assert forms("el sitio web", website) == [("t0", "term", "sitio web")]
    other = Target("Web Summit")
    assert forms("la Web Summit y la web", website, other) == [
        ("t1", "term", "Web Summit"),
        ("t0", "forbidden", "web"),
    ]


def test_another_locale_has_its_own_forms() -> None:
    assert forms("Roma", Target("Roma"), locale="it") == []


def test_a_deprecated_term_has_none() -> None:
    term = Term("a", "A", status="deprecated", targets={Tag("es"): Target("Roma")})
    assert target_forms(Glossary("g", Tag("en"), (term,)), Tag("es"), "Roma") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("из мигрантског центра", []),
        ("у центру", ["центру"]),
        ("из мигрантског центра у центру", ["центру"]),
    ],
)
def test_a_forbidden_form_within_an_inflected_one_is_a_part_of_that(text: str, found: list[str]) -> None:
    centre = Target("мигрантски центар", forbidden=("центру", "центра"))
    old = replace(Term("old", "Old", targets={Tag("sr"): Target("центар")}), status="deprecated")
    known = Glossary("g", Tag("en"), (Term("c", "C", targets={Tag("sr"): centre}), old))
    hits = target_forms(known, Tag("sr"), text)
    assert [text[hit.span.start : hit.span.end] for hit in hits] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("SAD su", True), ("sad su", False), ("Sad su", False), ("NATO", True), ("Nato", True)],
)
def test_short_abbreviations_keep_their_capitals(text: str, found: bool) -> None:
    assert (target_found(Target("SAD", admitted=("NATO",)), text) is not None) is found


PIECES = ["Иран", "иран", "Ирана", "ИРАН", "Не", "центар", "straße", "STRASSE", "Straße", "ǰ", "oʼz", "o'z"]
MARKS = [" ", " ", ", ", "-", "`", "\u00ad", "\u0301", "_", "@a.b", " %s "]


@given(
    st.builds(
        Target, st.sampled_from(PIECES), forms=st.lists(st.sampled_from(PIECES), max_size=2).map(tuple)
    ),
    st.lists(st.sampled_from(PIECES) | st.sampled_from(MARKS), max_size=8).map("".join),
)
def test_a_term_that_stands_there_as_it_is_is_the_first_form_there(target: Target, text: str) -> None:
    span = as_it_stands(target, text)
    if span is not None:
        first = right_forms(target, text)[0]
        assert (first.form.text, first.form.kind, first.span) == (target.term, "term", span)


@pytest.mark.parametrize(
    ("target", "text", "found"),
    [
        (Target("Иран"), "Влада у Иран-у", True),
        (Target("Иран", forms=("Персија",)), "у Иран", True),
        (Target("Иран", forms=("Персија",)), "Персија је Иран", False),
        (Target("Иран"), "ИРАН је Иран", False),
        (Target("Иран"), "Иранац", False),
        (Target("Иран"), "`Иран`", False),
        (Target("EE. UU."), "en EE. UU.", False),
        (Target("Иран"), "Ира\u0301н и Иран", False),
    ],
)
def test_strings_are_enough_for_most_terms_that_stand_there(target: Target, text: str, found: bool) -> None:
    assert (as_it_stands(target, text) is not None) is found
