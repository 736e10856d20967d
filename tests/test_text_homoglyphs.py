"""Letters that look alike, and words that mix scripts."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from unicodedata import name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.homoglyphs import Script, fold, mixed_words, script_of, skeleton

CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјорсух"
LATIN = "ABESIJKMHOPCTYXaesijopcyx"
GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"


def found(text: str) -> list[tuple[str, list[str], str | None]]:
    """(word, its letters of another script, suggestion) of every mixed word."""
    return [
        (
            text[word.span.start : word.span.end],
            [text[span.start : span.end] for span in word.offending],
            word.suggestion,
        )
        for word in mixed_words(text)
    ]


@pytest.mark.parametrize(
    ("text", "suggestion", "offending"),
    [
        ("Влaда je рекла", "Влада", ["a"]),
        ("Pепублика Србија", "Република", ["P"]),
        ("Нападoдбиjeн", "Нападодбијен", ["o", "je"]),
        ("Аmsterdam", "Amsterdam", ["А"]),
        ("the Соmpany said", "Company", ["Со"]),
        ("Μοсква", "Москва", ["Μο"]),
        ("сéло", "се\u0301ло", ["é"]),
        ("мо\u00adpe је", "мо\u00adре", ["pe"]),
        ("ХIХ век", "XIX", ["Х", "Х"]),
        ("Αthens", "Athens", ["Α"]),
        ("ΑBC", "ABC", ["Α"]),
        ("PCом", "PC-ом", ["ом"]),
        ("FIFAе", "FIFA-е", ["е"]),
        ("iPhoneом", "iPhone-ом", ["ом"]),
        ("Гoogле", None, ["Г", "ле"]),
    ],
)
def test_a_mixed_word_is_found_with_what_was_meant(
    text: str, suggestion: str | None, offending: list[str]
) -> None:
    assert [(letters, meant) for _, letters, meant in found(text)] == [(offending, suggestion)]


def test_a_word_of_lookalikes_only_is_taken_for_one_of_its_text() -> None:
    assert [meant for _, _, meant in found("Рекао је Јej синоћ")] == ["Јеј"]
    assert [meant for _, _, meant in found("He met Јej there")] == ["Jej"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Влада Србије и European Union",
        "ЕУ-а EU-а iPhone-а NATO-ва",
        "Б92, COVID-19, Ц4, 5G-мрежа, MP3ом",
        "kΩ μg µm Δt γGT ρgh λ/2",
        "`cтрана` <b>н</b> {nаme} https://пример.срб/cтрана [а](cтрана.md)",
        "`x`а {name}а &amp;а",
        "日本語とкириллица",
        "Café naïve Ångström",
    ],
)
def test_what_is_mixed_on_purpose_or_not_at_all_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_words_come_in_order_with_their_places() -> None:
    text = "`x` Влaда, и oд њих"
    assert [text[word.span.start : word.span.end] for word in mixed_words(text)] == ["Влaда", "oд"]
    assert [[(s.start, s.end) for s in word.offending] for word in mixed_words(text)] == [
        [(6, 7)],
        [(13, 14)],
    ]


@pytest.mark.parametrize(
    ("word", "script", "folded"),
    [
        ("рaсa", "Cyrl", "раса"),
        ("рaсa", "Latn", "paca"),
        ("ΤΑΧΙ", "Latn", "TAXI"),
        ("TAXI", "Cyrl", "ТАХІ"),
        ("TAXI", "Grek", "ΤΑΧΙ"),
        ("МΑСΚА", "Cyrl", "МАСКА"),
        ("é", "Cyrl", "е\u0301"),
        ("е\u0301", "Latn", "é"),
        ("влада", "Latn", None),
        ("word", "Cyrl", None),
        ("раса", "Grek", None),
        ("Б-92", "Cyrl", "Б-92"),
        ("", "Latn", ""),
    ],
)
def test_a_word_is_folded_into_a_script_that_has_its_shapes(
    word: str, script: Script, folded: str | None
) -> None:
    assert fold(word, script) == folded


def test_what_looks_alike_has_one_skeleton() -> None:
    assert skeleton(CYRILLIC) == LATIN
    assert skeleton(GREEK) == "ABEZHIKMNOPTYXo"
    assert skeleton("раураl") == skeleton("paypal") != skeleton("paypai")
    assert skeleton("мо\u00adre\u200b") == skeleton("мore")
    assert skeleton("\u0401") == skeleton("\u0415\u0308") == skeleton("\u00cb")


@given(st.text(st.sampled_from(CYRILLIC + LATIN + GREEK)))
def test_folding_keeps_the_skeleton(text: str) -> None:
    for script in ("Latn", "Cyrl", "Grek"):
        folded = fold(text, script)
        if folded is not None:
            assert skeleton(folded) == skeleton(text)
            assert {script_of(char) for char in folded} <= {script}
            assert fold(folded, script) == folded


@given(st.text(st.sampled_from(CYRILLIC + LATIN + GREEK + "бвdfΩ -\u0301`"), max_size=30))
def test_a_suggestion_is_never_mixed_and_looks_the_same(text: str) -> None:
    for word in mixed_words(text):
        assert word.offending
        if word.suggestion is not None:
            assert mixed_words(word.suggestion) == ()
            written = text[word.span.start : word.span.end]
            assert skeleton(word.suggestion).replace("-", "") == skeleton(written)


@pytest.mark.parametrize(
    ("letters", "script"), [(CYRILLIC, "CYRILLIC"), (LATIN, "LATIN"), (GREEK, "GREEK"), ("µºªΩ日́1-", None)]
)
def test_scripts_are_those_of_unicode(letters: str, script: str | None) -> None:
    told = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK"}
    for letter in letters:
        of = script_of(letter)
        if script is not None:
            assert of is not None
            assert told[of] == script
            assert name(letter).startswith(script)
        elif of is not None:
            assert letter in "ºªΩ"


def test_no_two_letters_of_a_script_share_a_shape() -> None:
    for letters in (CYRILLIC, LATIN, GREEK):
        assert not any(skeleton(a) == skeleton(b) for a, b in combinations(letters, 2))


@pytest.mark.parametrize("piece", ["аa", "aа ", "a\u0301", "\u0301", "a", "а" * 9 + "b-"])
def test_long_texts_take_no_longer_by_the_letter(piece: str) -> None:
    """Would take many minutes if any step looked at all of the text for every letter."""
    text = piece * (60_000 // len(piece)) + "аa"
    assert mixed_words(text)


def test_real_news_hold_what_somebody_typed_on_the_wrong_keyboard(shared_data: Callable[[str], Path]) -> None:
    """NTREX-128: the Cyrillic edition has Latin letters in many words; those in Latin script are clean."""
    folder = shared_data("ntrex-dev")
    lines = (folder / "srp-Cyrl.txt").read_text("utf-8").splitlines()
    mixed = [word for line in lines for word in mixed_words(line)]
    assert len(mixed) == 342
    assert all(word.suggestion and fold(word.suggestion, "Cyrl") == word.suggestion for word in mixed)
    for edition in ("srp-Latn", "hrv", "bos", "spa", "fra", "ita", "sqi", "eng"):
        assert mixed_words((folder / f"{edition}.txt").read_text("utf-8")) == ()
