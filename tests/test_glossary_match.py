"""Finding terms in source texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.schema import Glossary, Term, Variant, VariantStatus
from l10n.model import Tag


def glossary(*terms: Term, source: str = "en") -> Glossary:
    return Glossary("glossary.yml", Tag(source), terms)


def term(source: str, *, case: bool = False, **variants: VariantStatus) -> Term:
    """A term with variants given as text=status, with `_` for a space."""
    listed = tuple(Variant(text.replace("_", " "), status) for text, status in variants.items())
    return Term(source.lower(), source, listed, case=case)


def found(known: Glossary, text: str) -> list[tuple[str, str]]:
    """(what stands in the text, the canonical form) of every hit."""
    return [(text[hit.span.start : hit.span.end], hit.term.source) for hit in find_terms(known, text)]


def statuses(hits: tuple[TermHit, ...]) -> list[tuple[str, bool]]:
    return [(hit.form.status, hit.form.plural) for hit in hits]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Tirana", "In Tirana’s courts, Tirana's, TIRANA", ["Tirana", "Tirana", "TIRANA"]),
        (
            "migrant centre",
            "Migrant centres, migrant\u00a0centre.",
            ["Migrant centres", "migrant\u00a0centre"],
        ),
        ("country", "countries and countrys", ["countries"]),
        ("Kennedy", "the Kennedys", ["Kennedys"]),
        ("key", "keys", ["keys"]),
        ("Ferri", "the Ferris wheel", ["Ferris"]),
        ("box", "boxes", ["boxes"]),
        ("RFE/RL", "RFE/RL and RFE / RL, not RFE. RL", ["RFE/RL", "RFE / RL"]),
        ("third-country national", "third country nationals", ["third country nationals"]),
        ("Giorgia Meloni", "**Giorgia** _Meloni_, Giorgia. Meloni, Giorgia, Meloni", ["Giorgia** _Meloni"]),
        ("Côte d'Ivoire", "Cote, Côte d’Ivoire", ["Côte d’Ivoire"]),
        ("EU", "the non-EU and pro‑EU", ["EU", "EU"]),
        ("Gjadër", "Gjade\u0308r", ["Gjade\u0308r"]),
        ("site", "website", []),
        ("US Embassy", "US", []),
        ("欧盟", "在欧盟内", ["欧盟"]),
    ],
)
def test_whole_words_whatever_stands_around(source: str, text: str, expected: list[str]) -> None:
    assert [hit for hit, _ in found(glossary(term(source)), text)] == expected


def test_a_person_has_no_plural() -> None:
    ferri = Term("ferri", "Ferri", kind="person")
    assert found(glossary(ferri), "the Ferris wheel, Ferri's") == [("Ferri", "Ferri")]


def test_plurals_are_those_of_english_only() -> None:
    assert found(glossary(term("centro"), source="es"), "centro y centros") == [("centro", "centro")]


def test_a_form_tells_what_it_is() -> None:
    known = glossary(term("Gjadër", Xhader="misspelling", Gjader="admitted"))
    hits = find_terms(known, "Gjadër, Gjader, Xhader, Xhaders")
    assert statuses(hits) == [
        ("source", False),
        ("admitted", False),
        ("misspelling", False),
        ("misspelling", True),
    ]
    assert [hit.form.faulty for hit in hits] == [False, False, True, True]


def test_the_longest_name_hides_those_within() -> None:
    known = glossary(term("Korea"), term("North Korea"), term("North Korea Times"))
    assert [name for _, name in found(known, "North Korea, Korea, North Korea Times")] == [
        "North Korea",
        "Korea",
        "North Korea Times",
    ]


def test_what_is_cut_short_by_a_comma_is_not_the_longer_name() -> None:
    known = glossary(term("Korea"), term("Korea Times"))
    assert [name for _, name in found(known, "Korea, Times and Korea")] == ["Korea", "Korea"]


def test_capitals_count_where_the_term_says_so() -> None:
    known = glossary(term("US", case=True), term("May", case=True))
    assert found(known, "us in may; the US's May") == [("US", "US"), ("May", "May")]


def test_a_lower_case_term_that_minds_capitals_may_begin_a_sentence_only() -> None:
    known = glossary(term("asylum seeker", case=True))
    text = "Asylum seeker, an “Asylum seeker”. Asylum Seeker. ASYLUM SEEKER, the Asylum seeker."
    assert [hit.span.start for hit in find_terms(known, text)] == [0, 19]


def test_two_terms_that_differ_in_capitals_are_told_apart() -> None:
    known = glossary(term("WHO", case=True), term("who", case=True))
    assert [name for _, name in found(known, "who asked WHO")] == ["who", "WHO"]


def test_a_name_of_its_own_goes_before_a_variant_and_a_plural() -> None:
    known = glossary(term("Balkan", Europe="short"), term("Europe"), term("Balkans"))
    assert [name for _, name in found(known, "Balkans, Europe, Balkan")] == ["Balkans", "Europe", "Balkan"]


def test_neighbours_make_it_something_else() -> None:
    jordan = Term("jordan", "Jordan", not_before=("Spieth",), not_after=("Michael", "Air Jordan the"))
    text = "Jordan Spieth, Michael Jordan, Air Jordan the Jordan, Jordan"
    assert [hit.span.start for hit in find_terms(glossary(jordan), text)] == [35, 54]


def test_code_and_addresses_are_not_looked_into() -> None:
    known = glossary(term("Tirana"))
    assert found(known, "`Tirana` https://example.org/Tirana {Tirana} <Tirana> Tirana")[-1:] == [
        ("Tirana", "Tirana")
    ]
    assert len(find_terms(known, "`Tirana` and Tirana")) == 1


def test_a_deprecated_term_is_not_looked_for() -> None:
    assert find_terms(glossary(Term("zaire", "Zaire", status="deprecated")), "Zaire") == ()


SEED_GLOSSARY = glossary(
    term("Gjadër", Xhader="misspelling"),
    term("Shëngjin", Shenjin="misspelling"),
    term("Giorgia Meloni", Giorgio_Meloni="misspelling", Meloni="short"),
    term("Francesco Ferri", Francesco_Feri="misspelling"),
    term("RFE/RL", case=True, RSE="wrong-language", Radio_Free_Europe="admitted"),
)


def test_the_damaged_names_of_a_real_article_are_found(shared_data: Callable[[str], Path]) -> None:
    text = shared_data("source-article.txt").read_text(encoding="utf-8")
    hits = find_terms(SEED_GLOSSARY, text)
    faulty = [text[hit.span.start : hit.span.end] for hit in hits if hit.form.faulty]
    assert faulty == ["RSE", "Giorgio Meloni", "Shenjin", "Xhader", "Francesco Feri"]
    assert [hit.term.source for hit in hits if hit.form.status == "short"] == ["Giorgia Meloni"]


def test_a_term_is_found_in_every_sentence_that_holds_it(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("ntrex-dev")
    sentences = (folder / "eng.txt").read_text(encoding="utf-8").splitlines()
    rows = (folder / "terms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [row.split("\t")[0] for row in rows]
    known = glossary(*(term(name) for name in names))
    for sentence in sentences:
        hits = {hit.term.source for hit in find_terms(known, sentence)}
        padded = f" {sentence} "
        for name in names:
            if f" {name} " in padded:
                assert any(name in hit for hit in hits), (name, sentence)


WORDS = st.sampled_from(["Korea", "korea", "North", "Times", "X", "the", "Koreas"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=5), st.lists(WORDS, max_size=12))
def test_hits_are_disjoint_and_hold_their_own_words(phrases: list[list[str]], text_words: list[str]) -> None:
    sources = {" ".join(phrase).lower(): " ".join(phrase) for phrase in phrases}
    known = glossary(*(term(source) for source in sources.values()))
    text = " ".join(text_words)
    hits = find_terms(known, text)
    ends = [place for hit in hits for place in (hit.span.start, hit.span.end)]
    assert ends == sorted(ends)
    assert all(text[hit.span.start : hit.span.end].lower() == hit.form.text.lower() for hit in hits)
    for source in sources:
        assert (f" {source} " in f" {text.lower()} ") <= bool(hits)
