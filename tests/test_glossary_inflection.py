"""Endings: every language's examples, words with right and wrong forms, faults of a language's file."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from l10n.glossary.inflection.forms import compounds_of, derived_of, forms_of
from l10n.glossary.inflection.language import Language, Paradigm, Sort
from l10n.glossary.inflection.loading import SHARED, language_of, parse_language
from l10n.glossary.inflection.reading import reader
from l10n.glossary.recognition import Level, recognised
from l10n.glossary.schema import Target, Term
from l10n.model import Tag

FOLDER = Path(__file__).parent / "fixtures" / "inflection"
CODES = sorted(
    file.name.removesuffix(".toml")
    for file in files("l10n.glossary.inflection").iterdir()
    if file.name.endswith(".toml")
)
SR = Tag("sr")
SORTS: tuple[Sort, ...] = ("name", "part", "word")


def language(code: str) -> Language:
    found = language_of(code)
    assert found is not None
    return found


EXAMPLES = [
    pytest.param(code, paradigm, made, id=f"{code} {paradigm.example or number}")
    for code in CODES
    for made, paradigms in ((False, language(code).paradigms), (True, language(code).derivations))
    for number, paradigm in enumerate(paradigms)
]
WORDS = [
    pytest.param(Tag(path.stem), word, case, id=f"{path.stem} {word}")
    for path in sorted(FOLDER.glob("*.yml"))
    for word, case in YAML(typ="safe").load(path).items()
]


@pytest.mark.parametrize(("code", "paradigm", "made"), EXAMPLES)
def test_the_forms_of_an_example_are_known_and_some_by_its_own_paradigm(
    code: str, paradigm: Paradigm, made: bool
) -> None:
    headword, _, examples = paradigm.example.partition(":")
    read = reader(Tag("sr-Latn" if code == "hbs" else code)).key
    wanted = {read(form) for form in examples.split()}
    word = read(headword)
    sort = paradigm.sort or ("name" if headword[0].isupper() else "word")
    own = set(paradigm.forms(word, sort))
    known = language(code).inflected(word, sort)
    if made:
        own.update(form for other in tuple(own) for form in language(code).inflected(other, "word"))
        derived = language(code).derived(word, sort)
        known = {True: derived.capital, False: derived.small, None: derived.free}[paradigm.capital]
    assert wanted <= known
    assert wanted & own


@pytest.mark.parametrize("code", CODES)
def test_a_file_names_its_language_and_its_sources(code: str) -> None:
    text = (files("l10n.glossary.inflection") / f"{code}.toml").read_text(encoding="utf-8")
    assert "sources = [" in text
    assert language(code).name.split(",")[0] in text.splitlines()[0]


def test_languages_share_a_file() -> None:
    assert {code: language(code).name for code in SHARED} == dict.fromkeys(SHARED, language("hbs").name)
    assert language_of("ja") is None


def level(word: str, case: dict[str, Any], form: str, locale: Tag) -> Level | None:
    term = Term("t", "T", kind=case.get("kind", "term"), targets={locale: Target(word)})
    found = recognised(term, locale, f"8 {form}, x")
    return found.level if found else None


@pytest.mark.parametrize(("locale", "word", "case"), WORDS)
def test_forms_of_a_word_are_recognised_and_other_words_are_not(
    locale: Tag, word: str, case: dict[str, Any]
) -> None:
    def levels(key: str) -> dict[str, Level | None]:
        return {form: level(word, case, form, locale) for form in case.get(key, "").split(", ") if form}

    accepted = {form: found for form, found in levels("accepts").items() if found not in (1, 2)}
    derived = {form: found for form, found in levels("derives").items() if found is not Level.DERIVED}
    rejected = {form: found for form, found in levels("rejects").items() if found}
    assert (accepted, derived, rejected) == ({}, {}, {})


HOMOGRAPHS = {"sq": {"Nigeri"}}
"""Nigeria in Albanian, and Niger with the article."""


def countries(locale: str) -> list[str]:
    """CLDR's names of countries in one word."""
    names = Locale.parse(locale, sep="-").territories
    return [name for code, name in names.items() if len(code) == 2 and len(name.split()) == 1]


@pytest.mark.parametrize("locale", sorted({"sr", "sr-Latn", "hr", "bs", *CODES} - {"hbs"}))
def test_no_country_is_taken_for_another(locale: str) -> None:
    tag = Tag(locale)
    read = reader(tag).key
    owners: dict[str, set[str]] = {}
    for name in countries(locale):
        made = derived_of(name, tag)
        for form in forms_of(name, tag) | made.capital | made.small | made.free:
            owners.setdefault(form, set()).add(read(name))
    shared = {name for name in countries(locale) if owners[read(name)] != {read(name)}}
    assert shared == HOMOGRAPHS.get(locale, set())


def test_forms_can_be_printed() -> None:
    assert {"albanija", "albaniji"} <= forms_of("Албанија", SR)
    assert "albanski" in derived_of("Албанија", SR).free
    assert "albanac" in derived_of("Албанија", SR).capital
    assert "južnoafrički" in compounds_of("Јужна", "Африка", SR, "name").free
    assert compounds_of("El", "Salvador", Tag("es"), "name").free == frozenset()


@pytest.mark.parametrize(("word", "latin"), [("ФБИ", "fbi"), ("ЕУ", "eu")])
def test_abbreviations_take_no_endings_and_may_be_in_latin_letters(word: str, latin: str) -> None:
    assert forms_of(word, SR) == {reader(SR).key(word)}
    assert forms_of(word, Tag("mk")) == {word.lower(), latin}
    assert derived_of(word, SR).free == frozenset()


def test_a_language_without_a_file_has_no_endings() -> None:
    assert forms_of("Tokio", Tag("fi")) == {"tokio"}
    assert derived_of("Tokio", Tag("fi")).capital == frozenset()


@pytest.mark.parametrize("word", ["ab", "Ra", "на", "x"])
def test_short_words_take_none(word: str) -> None:
    assert forms_of(word, Tag("hr")) == {reader(Tag("hr")).key(word)}


@given(st.text("абвгдђежзијклљмнњопрстћуфхцчџш", min_size=1, max_size=12), st.sampled_from(SORTS))
def test_a_word_is_one_of_its_forms_and_all_begin_alike(word: str, sort: Sort) -> None:
    key = reader(SR).key(word)
    assert key in forms_of(word, SR, sort)
    assert {form[:1] for form in forms_of(word, SR, sort)} == {key[:1]}


@pytest.mark.parametrize(
    ("locale", "written", "read"),
    [
        ("sr", "Албанија", "albanija"),
        ("sr-Latn", "Албанија", "albanija"),
        ("sr", "Аlbаniја", "albanija"),  # А, а and ја are Cyrillic
        ("sr", "Скопjе", "skopje"),  # a Latin j
        ("mk", "Скопje", "скопје"),
        ("hr", "Zаgreb", "zagreb"),  # a Cyrillic a
        ("ro", "Timişoara", "timișoara"),
        ("fi", "Ärzte", "ärzte"),
        ("mk", "Zagreb", "zagreb"),
    ],
)
def test_words_are_read_in_one_script(locale: str, written: str, read: str) -> None:
    assert reader(Tag(locale)).key(written) == read


HEAD = 'name = "X"\n[letters]\nV = "aei"\nC = "b c ch"\n'


def parsed(body: str) -> Language:
    return parse_language(HEAD + body, "x.toml")


def forms(body: str, word: str) -> set[str]:
    return set(parsed(body).inflected(word, "word"))


@pytest.mark.parametrize(
    ("body", "word", "expected"),
    [
        ('[[paradigm]]\nwords = "|a"\nendings = "e -"', "kota", {"kota", "kote", "kot"}),
        ('[[paradigm]]\nwords = "|a C|"\nendings = "u"', "kotach", {"kotach", "kotachu"}),
        ('[[paradigm]]\nwords = "|a"\nexcept = "t|a"\nendings = "e"', "kota", {"kota"}),
        ('[[paradigm]]\nwords = "^kot|a"\nendings = "e"', "akota", {"akota"}),
        ('[[paradigm]]\nwords = "|a"\nendings = "e"\nof = "names"', "kota", {"kota"}),
        (
            '[[paradigm]]\nwords = "C+|"\nendings = "e"\nchanges = "u"\n'
            '[change.u]\nbefore = "e"\nrewrite = "aC+>äC+"',
            "wabch",
            {"wabch", "wabche", "wäbche"},
        ),
        (
            '[[paradigm]]\nwords = "|"\nendings = "- e"\nchanges = "u"\n'
            '[change.u]\nbefore = "-"\nrewrite = "t>d"',
            "kot",
            {"kot", "kote", "kod"},
        ),
        (
            '[[paradigm]]\nwords = "|"\nendings = "- e"\nchanges = "u"\n'
            '[change.u]\nbefore = "*"\nrewrite = "et?>i"',
            "kot",
            {"kot", "kote"},
        ),
        (
            '[[paradigm]]\nwords = "|"\nendings = "x"\nchanges = "u"\n'
            '[change.u]\nbefore = "*"\nrewrite = "CC>CaC"',
            "kobch",
            {"kobch", "kobchx", "kobachx"},
        ),
    ],
)
def test_a_rule_does_what_the_readme_says(body: str, word: str, expected: set[str]) -> None:
    assert forms(body, word) == expected


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('colour = "red"', "what is colour?"),
        ('[[paradigm]]\nwords = "a"\nendings = "e"', "no bar"),
        ('[[paradigm]]\nwords = "|a"\nending = "e"', "what is ending?"),
        ('[[paradigm]]\nwords = "|S"\nendings = "e"', "no letters are given for S"),
        ('[[paradigm]]\nwords = "|a"\nendings = "e"\nchanges = "u"', "no change is called “u”"),
        ('[[paradigm]]\nwords = "|a"\nendings = "e"\nof = "verbs"', "“verbs”"),
        ('[change.u]\nbefore = "e"\nrewrite = "k"', "no > between"),
        ('[change.u]\nbefore = "e"\nrewrite = "k>C"', "C is on the right only"),
        ('[[paradigm]]\nendings = "e"', "words"),
        ("[[paradigm", "x.toml"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(body: str, fault: str) -> None:
    text = f'name = "X"\n{body}' if body.startswith("colour") else HEAD + body
    with pytest.raises(ValueError, match=r"x\.toml") as error:
        parse_language(text, "x.toml")
    assert fault in str(error.value)
