"""Recognising terms in translations, the ways in their order, and naming what is damaged."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.glossary.inflection import lemmas
from l10n.glossary.inflection.forms import derived_of, forms_of
from l10n.glossary.inflection.reading import reader
from l10n.glossary.recognition import Level, inflected_places, recognised
from l10n.glossary.schema import Target, Term, Variant
from l10n.glossary.suspects import suspect
from l10n.model import Span, Tag

SR, HR, IT = Tag("sr"), Tag("hr"), Tag("it")
CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"


def term(target: Target | str, locale: Tag = SR, **fields: Any) -> Term:
    return Term("t", "T", targets={locale: Target(target) if isinstance(target, str) else target}, **fields)


def found(target: Target | str, text: str, locale: Tag = SR, **fields: Any) -> tuple[str, str] | None:
    """The level and what stands at the place."""
    one = recognised(term(target, locale, **fields), locale, text)
    return (one.level.name, text[one.span.start : one.span.end]) if one else None


@pytest.fixture(autouse=True)
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """simplemma is as good as not installed, and nothing is remembered of it."""
    lemmas._lemmatizer.cache_clear()
    lemmas.lemmas.cache_clear()
    monkeypatch.setitem(sys.modules, "simplemma", None)
    yield
    lemmas._lemmatizer.cache_clear()
    lemmas.lemmas.cache_clear()


@pytest.fixture
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {("ljudi", "hbs"): "čovek", ("Ljudi", "hbs"): "Ljudi"}

    def lemmatize(word: str, lang: str) -> str:
        if not word:
            raise ValueError("an empty string")  # as simplemma does
        return known.get((word, lang), word)

    module = SimpleNamespace(lemmatize=lemmatize)
    monkeypatch.setitem(sys.modules, "simplemma", module)


ALL_WAYS = Target(
    "Албанија",
    short="АЛБ",
    admitted=("Шћиперија",),
    forms=("Арбанија",),
    match=r"арнаутлук\w*",
    derived=("земља орлова",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("албански, у Албанији, Арбанија", ("GIVEN", "Арбанија")),
        ("из Шћиперије, АЛБ-у", ("GIVEN", "АЛБ")),
        ("арнаутлук, из Шћиперије", ("INFLECTED", "Шћиперије")),
        ("албански и арнаутлуком, земља орлова", ("PATTERN", "арнаутлуком")),
        ("албански и земља орлова", ("DERIVED", "земља орлова")),
        ("албански", ("DERIVED", "албански")),
        ("Арбаније", None),
        ("", None),
    ],
)
def test_the_surest_way_goes_first(text: str, expected: tuple[str, str] | None) -> None:
    assert found(ALL_WAYS, text, kind="place") == expected


def test_the_form_is_the_glossarys() -> None:
    one = recognised(term(ALL_WAYS), SR, "из Шћиперије")
    assert one is not None
    assert one.form == "Шћиперија"


def test_a_locale_without_a_target_holds_nothing() -> None:
    assert recognised(term("Албанија"), HR, "Албанија") is None
    assert suspect(term("Албанија"), HR, "Албонија") is None
    assert list(inflected_places(term("Албанија"), HR, "Албанија")) == []


@pytest.mark.parametrize(
    ("locale", "target", "text", "expected"),
    [
        ("fr", "Indonésie", "de l’Indonésie", "Indonésie"),
        ("it", "Italia", "dell'Italia", "Italia"),
        ("sr", "ЕУ", "из ЕУ-а", "ЕУ"),
        ("sq", "BE", "në BE-së", "BE"),
        ("sr", "Бањалука", "у Бањалуци.", "Бањалуци"),
        ("hr", "Bosna i Hercegovina", "u Bosni i Hercegovini", "Bosni i Hercegovini"),
        ("hr", "austro-ugarski car", "austro-ugarskoga cara", "austro-ugarskoga cara"),
        ("sr", "Њу Јорк Тајмс", "у Њу Јорк Тајмсу", "Њу Јорк Тајмсу"),
        ("sr-Latn", "Албанија", "u Albaniji", "Albaniji"),
        ("sr", "Albanija", "у Албанији", "Албанији"),
        ("bs", "Skoplje", "u Skoplju", "Skoplju"),
        ("cnr", "Crna Gora", "Crnoj Gori", "Crnoj Gori"),
        ("sr", "Албанија", "у Aлбaнији", "Aлбaнији"),  # Latin A and a
        ("es-MX", "presidente", "los presidentes", "presidentes"),
        ("fi", "Tokio", "TOKIO", "TOKIO"),
    ],
)
def test_words_are_parted_and_read_as_the_locale_does(
    locale: str, target: str, text: str, expected: str
) -> None:
    hit = found(target, text, Tag(locale))
    assert hit is not None
    assert hit[1] == expected


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Северна Кореја", "Северна, Кореја"),
        ("Северна Кореја", "Северна је Кореја"),
        ("Северна Кореја", "Кореја Северна"),
        ("Северна Кореја", "Северне"),
        ("Албанија", "`Албанији` и https://албанији.срб/Албанији"),
        ("Албанија", "Преалбанији"),
    ],
)
def test_words_of_a_term_are_whole_and_stand_together(target: str, text: str) -> None:
    assert found(target, text) is None


@pytest.mark.parametrize(
    ("target", "kind", "text", "recognised"),
    [
        ("Албанија", "place", "албанији", False),
        ("Албанија", "place", "АЛБАНИЈИ", True),
        ("Сенат", "org", "сената", True),
        ("Сенат", "term", "сената", True),
        ("Того", "term", "тога", False),
        ("Того", "term", "Тога", True),
        ("Данска", "term", "дана", False),
        ("САД", "term", "сад", False),
        ("Мали", "place", "био је мали", False),
        ("Мали", "place", "био је Мали", True),
        (Target("Реинион", inflect="none"), "place", "реинион", False),
        (Target("Реинион", forms=("Реунион",)), "place", "реунион", False),
        (Target("Рим", derived=("Римљанин",)), "place", "римљанин", True),
        (Target("Сенат", case=True), "org", "сената", False),
        (Target("Сенат", case=True), "org", "Сената", True),
        (Target("мигрантски центар", case=True), "term", "мигрантског Центра", False),
        (Target("мигрантски центар", case=True), "term", "Мигрантског центра", True),
        (Target("Сенат", forms=("Сенту",), case=True), "org", "сенту", False),
    ],
)
def test_names_keep_their_capital(target: Target | str, kind: str, text: str, recognised: bool) -> None:
    assert (found(target, text, kind=kind) is not None) is recognised


@pytest.mark.parametrize(
    ("target", "text", "expected"),
    [
        (Target("Мелони", inflect="none"), "Мелонија", None),
        (Target("Мелони", inflect="none"), "и Мeлони", ("GIVEN", "Мeлони")),  # a Latin e
        (Target("Мелони", inflect="none", derived=("Мелонијев",)), "Мелонијев", ("DERIVED", "Мелонијев")),
        (Target("Трамп", inflect="none"), "Трампов", None),
        (Target("Трамп", inflect="none", derived=("људи Трампа",)), "људима Трампа", None),
        (
            Target("миграциони центар", derived=("центар за људе",)),
            "у центру за људе",
            ("DERIVED", "центру за људе"),
        ),
        (Target("центар", derived=("средиште",), inflect="auto"), "у средиштима", ("DERIVED", "средиштима")),
        (Target("Трамп", forms=("Доналдић",)), "Doнaлдић", ("GIVEN", "Doнaлдић")),
        (Target("ICE", do_not_translate=True, case=True), "ICE-а", ("GIVEN", "ICE")),
        (Target("ICE", do_not_translate=True, case=True), "ИЦЕ", None),
    ],
)
def test_what_takes_no_endings_is_found_as_it_is(
    target: Target, text: str, expected: tuple[str, str] | None
) -> None:
    assert found(target, text) == expected


@pytest.mark.parametrize(
    ("right", "wrong", "locale"),
    [
        ("Giorgia Meloni", "Giorgio Meloni", "it"),
        ("Giorgio", "Giorgia", "it"),
        ("Giorgia", "Giorgio", "es"),
        ("Giorgia", "Giorgio", "hr"),
        ("Niger", "Nigeria", "it"),
        ("Mali", "Malta", "it"),
        ("Мали", "Малта", "mk"),
        ("Francesco Ferri", "Francesco Feri", "hr"),
    ],
)
def test_names_that_differ_are_not_each_other(right: str, wrong: str, locale: str) -> None:
    assert found(right, wrong, Tag(locale), kind="person") is None


def test_a_pattern_has_its_place_in_the_text_as_written() -> None:
    target = Target("x", match="centri?")
    text = "e\u0301 ce\u00adntri"  # composed and without its soft hyphen the text is shorter
    assert found(target, text, IT) == ("PATTERN", "ce\u00adntri")


def test_a_dictionary_is_asked_if_it_is_installed(dictionary: None) -> None:
    assert found("човек", "људи") == ("LEMMA", "људи")
    assert found("човек", "Људи су") == ("LEMMA", "Људи")
    assert found(Target("човек", inflect="none"), "људи") is None
    assert found("човек", "жене") is None


def test_without_a_dictionary_nothing_is_missed_but_what_it_knows() -> None:
    assert found("човек", "људи") is None
    assert found("човек", "човека") == ("INFLECTED", "човека")
    assert not lemmas.installed()


def test_every_place_of_an_inflected_form_is_told() -> None:
    assert list(inflected_places(term("Рим"), SR, "Рима и Риму")) == [Span(0, 4), Span(7, 11)]


words = st.text(CYRILLIC, min_size=1, max_size=12)
names = st.builds(
    lambda many: " ".join(word.title() for word in many), st.lists(words, min_size=1, max_size=3)
)


@given(st.text("xyz .,\n", max_size=20), names | words, st.text("xyz .,\n", max_size=20))
def test_a_term_is_recognised_in_a_text_that_holds_it(before: str, target: str, after: str) -> None:
    one = recognised(term(target), SR, f"{before} {target} {after}")
    assert one is not None
    assert one.level is Level.GIVEN


@given(words, st.text("0123456789qwx .,\n", max_size=40))
def test_a_term_is_in_no_text_without_its_letters(target: str, text: str) -> None:
    assert recognised(term(target), SR, text) is None
    assert suspect(term(target.title()), SR, text) is None


@given(words, st.integers(0, 11), st.sampled_from(CYRILLIC))
def test_likeness_alone_never_makes_a_form(target: str, at: int, letter: str) -> None:
    damaged = target[:at] + letter + target[at + 1 :]
    key, made = reader(SR).key(damaged), derived_of(target, SR)
    assume(key not in forms_of(target, SR) | made.free | made.small | made.capital)
    assert recognised(term(target), SR, damaged) is None


@pytest.mark.parametrize(
    ("target", "text", "expected"),
    [
        ("Шенђин", "у Шенџину и Риму", "Шенџину"),
        ("Ђадер", "База у Џадеру", "Џадеру"),
        ("Северна Кореја", "у Северној Корији", "Северној Корији"),
        ("Њу Јорк", "из Њујорка", "Њујорка"),
        ("Њујорк", "у Њу Јорку", "Њу Јорку"),
        ("Флејк", "Флеј је рекао", "Флеј"),
        ("Флејк", "„Флеј“ је рекао", "Флеј"),
        ("Цар Душанов град", "Цар Душонов грод", "Цар Душонов грод"),
        ("Њујорк", "стари Њу. Јорк је", None),
        ("Шенђин", "у шенџину", None),
        ("Шенђин", "у Риму", None),
        ("центар", "у центиру", None),
        ("Шенђин", "", None),
    ],
)
def test_the_likeliest_damaged_name_is_suspected(target: str, text: str, expected: str | None) -> None:
    one = suspect(term(target), SR, text)
    assert (one and one.text) == expected
    assert one is None or text[one.span.start : one.span.end] == one.text


@pytest.mark.parametrize(
    ("locale", "target", "text", "expected"),
    [
        ("hr", "Flake", "Flak je rekao", "Flak"),
        ("hr", "Sturridge", "Sturridg je zabio", "Sturridg"),
        ("fr", "Chine", "la Chin et le Japon", "Chin"),
        ("es", "Corea del Norte", "Corea dpl Norte ha dicho", "Corea dpl Norte"),
        ("es", "Corea del Norte", "Corea d Sur", None),
        ("es", "Unión Europea", "la Unión uropea en Roma", "Unión uropea"),
        ("es", "San Martín", "en San artín hoy", "San artín"),
        ("es", "Unión Europea", "la unión aropea", None),
        ("sq", "Kore e Veriut", "në Koresz së Veriut sot", "Koresz së Veriut"),
        ("it", "ActionAid", "Actionaid disse", "Actionaid"),
    ],
)
def test_a_wrong_letter_is_likelier_than_a_wrong_space(
    locale: str, target: str, text: str, expected: str | None
) -> None:
    one = suspect(term(target, Tag(locale)), Tag(locale), text)
    assert (one and one.text) == expected


def test_the_likest_of_several_is_suspected_and_of_equals_the_first() -> None:
    one = suspect(term("Shëngjin", IT), IT, "Shenin, Shengjin, Shengjin")
    assert one is not None
    assert one.span == Span(8, 16)


def test_what_is_right_for_something_else_is_no_suspect() -> None:
    text = "Shengjin"
    assert suspect(term("Shëngjin", IT), IT, text, taken=(Span(0, 8),)) is None
    assert suspect(term("Shëngjin", IT), IT, text, source="the Shengjin Times") is None


def test_the_sources_own_damage_is_one() -> None:
    damaged = Term("t", "Shëngjin", (Variant("Shenjin", "misspelling"),), targets={IT: Target("Shëngjin")})
    one = suspect(damaged, IT, "a Shenjin", source="in Shenjin")
    assert one is not None
    assert one.text == "Shenjin"


def test_a_name_of_signs_alone_has_no_suspect() -> None:
    assert suspect(term("A — B"), SR, "…") is None
    assert suspect(term("—"), SR, "Шенђин") is None
