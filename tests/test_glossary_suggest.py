"""Suggesting terms: names of the articles, and what translations call them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.glossary.exchange.cldr import seed
from l10n.glossary.schema import Glossary, Target, Term, Variant, frozen
from l10n.glossary.suggestion import Pair, Suggestion, as_term, suggestions, with_targets
from l10n.model import Tag

EN, HR, SR = Tag("en"), Tag("hr"), Tag("sr")

PAIRS = [
    Pair("They met Brett Kavanaugh today.", "Danas su sreli Bretta Kavanaugha."),
    Pair("We heard from Brett Kavanaugh.", "Čuli smo Bretta Kavanaugha."),
    Pair("It is Brett Kavanaugh again", "To je opet Brett Kavanaugh"),
    Pair("a word on Kavanaugh", "riječ o Kavanaughu"),
    Pair("nobody asked Palu", "nitko nije pitao Palu"),
    Pair("they left Palu", "otišli su iz Palua"),
    Pair("a road to Palu", "cesta do grada Palu"),
    Pair("then nothing", "potom ništa"),
]


def translated(name: str, *pairs: Pair) -> str | None:
    listed = pairs or tuple(PAIRS)
    found = suggestions([pair.source for pair in listed], None, {HR: listed}, minimum=1)
    return next(terms(one).get(HR) for one in found if one.name == name)


def terms(found: Suggestion) -> dict[Tag, str]:
    return {tag: target.term for tag, target in found.targets.items()}


def test_names_that_the_glossary_has_are_left_out() -> None:
    known = Glossary("g", EN, (Term("k", "kavanaugh", (Variant("brett Kavanaugh", "admitted"),)),))
    found = suggestions([pair.source for pair in PAIRS], known, {})
    assert [(one.name, one.count, one.first, dict(one.targets)) for one in found] == [("Palu", 3, 4, {})]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kavanaugh", "Kavanaugh"), ("Palu", "Palu"), ("Brett Kavanaugh", "Brett Kavanaugh")],
)
def test_forms_of_one_word_count_as_one_and_the_plainest_is_suggested(name: str, expected: str) -> None:
    assert translated(name) == expected


def test_too_few_entries_prove_nothing() -> None:
    assert translated("Palu", *PAIRS[4:6]) is None


def test_translations_that_disagree_are_not_believed() -> None:
    other = [Pair("by Rome", "u Rimu"), Pair("for Rome", "za grad"), Pair("and Rome", "i Vatikan")]
    assert translated("Rome", *other) is None


def test_words_that_stand_everywhere_are_not_believed() -> None:
    everywhere = [Pair(f"{word} Rome", "Grad Rim") for word in ("by", "for", "in")]
    everywhere += [Pair("nobody", "Grad Rim"), Pair("nothing", "Grad Rim"), Pair("never", "Grad Rim")]
    assert translated("Rome", *everywhere) is None


def test_a_name_that_always_stands_beside_is_not_taken_for_the_translation() -> None:
    beside = [Pair(f"{word} LSU, said Wayde", f"{word} Wayde") for word in ("by", "for", "in")]
    assert translated("LSU", *beside) is None


def test_single_letters_and_words_in_small_letters_are_not_names() -> None:
    assert translated("AI", *(Pair(f"{word} AI", f"{word} U.I.") for word in ("by", "for", "in"))) is None
    assert translated("AI", *(Pair(f"{word} AI", f"{word} pamet") for word in ("by", "for", "in"))) is None


def test_words_that_mix_scripts_are_not_suggested() -> None:
    mixed, right = "\u0413\u0440ej\u0435\u043c", "Грејем"
    listed = [
        Pair(f"{word} Graham", f"{word} {text}")
        for word, text in zip("abcd", [mixed] * 3 + [right], strict=True)
    ]
    assert translated("Graham", *listed[:3]) is None


def test_cldr_goes_before_the_catalogs() -> None:
    pairs = [Pair(f"{word} China", f"{word} Kini") for word in ("by", "for", "in")]
    found = suggestions([pair.source for pair in pairs], None, {HR: pairs})
    assert terms(found[0]) == {HR: "Kini"}
    named = seed(EN, [HR, SR], ["territories"], None).terms
    assert terms(with_targets(found, named)[0]) == {HR: "Kina", SR: "Кина"}


def test_short_forms_of_cldr_come_with_its_names() -> None:
    found = suggestions(["by the EU, for the EU, in the EU"], None, {})
    (union,) = with_targets(found, seed(EN, [HR], ["territories"], None).terms)
    assert union.targets[HR] == Target("Europska unija", admitted=("EU",), case=True)
    assert as_term(union.name, union.targets).targets[HR].admitted == ("EU",)


def test_acronyms_are_not_taken_for_words() -> None:
    found = suggestions(["by Us, for Us, in Us"], None, {})
    named = [Term("us", "US", targets=frozen({HR: Target("SAD")}))]
    assert with_targets(found, named)[0].targets == {} if found else found == ()


def test_a_suggestion_becomes_a_draft() -> None:
    term = as_term("NATO", {HR: Target("NATO")})
    assert (term.id, term.source, term.status, term.case, term.targets[HR].term) == (
        "",
        "NATO",
        "draft",
        True,
        "NATO",
    )


def test_names_of_real_news_get_the_right_translations(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("ntrex-dev")
    english, croatian = (
        (folder / name).read_text(encoding="utf-8").splitlines() for name in ("eng.txt", "hrv.txt")
    )
    pairs = [Pair(source, target) for source, target in zip(english, croatian, strict=True)]
    found = {one.name: terms(one).get(HR) for one in suggestions(english, None, {HR: pairs})}
    expected = {"Trump": "Trump", "Kavanaugh": "Kavanaugh", "Macedonia": "Makedonija", "Bolivia": "Bolivija"}
    assert {name: found[name] for name in expected} == expected
