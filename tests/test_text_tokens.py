"""Words: where they stand, and when two are the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text import tokens
from l10n.text.tokens import Readings, has_word, keys, spelling, spellings, word_key, word_spans, words


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy’s role, and Italy's", ["Italy", "s", "role", "and", "Italy", "s"]),
        ("l’Italie d'Albanie", ["l", "Italie", "d", "Albanie"]),
        ("EU-a, NATO-s, non-EU", ["EU", "a", "NATO", "s", "non", "EU"]),
        ("RFE/RL (RSE)", ["RFE", "RL", "RSE"]),
        ("800 million, 40%", ["800", "million", "40"]),
        ("snake_case **bold**", ["snake", "case", "bold"]),
        ("Gjadër Ђадер Шёнгин", ["Gjadër", "Ђадер", "Шёнгин"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("co\u00adopera\u200btion", ["co\u00adopera\u200btion"]),
        ("हिन्दी", ["हिन्दी"]),
        ("欧盟 EU", ["欧", "盟", "EU"]),
        ("EU欧盟", ["EU", "欧", "盟"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("… — 🙂", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Gjadër", "Gjade\u0308r"), ("TIRANA", "tirana"), ("Straße", "STRASSE"), ("co\u00adop", "coop")],
)
def test_two_writings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(("one", "other"), [("Gjadër", "Gjader"), ("Feri", "Ferri"), ("Ђадер", "Đader")])
def test_other_letters_are_another_word(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


def test_spelling_keeps_capitals_and_folds_what_cannot_be_seen() -> None:
    assert spelling("l’E\u0301ta\u00adt") == "l'État"
    assert spellings("L’Italie") == ["L", "Italie"]


@pytest.mark.parametrize(("text", "expected"), [("--", False), ("", False), ("7", True), ("ë", True)])
def test_a_text_without_letters_and_digits_has_no_word(text: str, expected: bool) -> None:
    assert has_word(text) is expected


@given(st.text())
def test_words_are_in_order_disjoint_and_never_empty(text: str) -> None:
    ends = [0, *(end for span in words(text) for end in (span.start, span.end))]
    assert ends == sorted(ends)
    assert all(start < end for start, end in word_spans(text))


@given(st.text())
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {at for start, end in word_spans(text) for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


@given(st.text())
def test_keys_are_those_of_the_words(text: str) -> None:
    assert list(keys(text)) == [word_key(word) for word in texts(text)]


def test_the_quick_way_to_a_key_gives_the_same_for_every_letter() -> None:
    for letter in filter(str.isalnum, map(chr, range(0x3000))):
        for word in (letter, f"a{letter}b", f"Ш{letter}"):
            assert word_key(word) == unicodedata.normalize("NFC", spelling(word).casefold())


def test_every_combining_mark_of_the_basic_plane_is_known() -> None:
    marks = [code for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code))[0] == "M"]
    assert len(marks) > 1000
    assert [code for code in marks if not any(first <= code < end for first, end in tokens._MARKED)] == []


@given(st.text(alphabet=st.characters(max_codepoint=0x2100)))
def test_the_quick_way_finds_the_same_words(text: str) -> None:
    assert word_spans(text) == [found.span() for found in tokens._word_pattern().finditer(text)]


def test_readings_begin_anew_before_they_grow_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Readings, "MOST", 2)
    asked: list[str] = []

    def read(word: str) -> str:
        asked.append(word)
        return word.upper()

    readings = Readings(read)
    assert [readings[word] for word in ("a", "b", "a", "c", "a")] == ["A", "B", "A", "C", "A"]
    assert asked == ["a", "b", "c", "a"]
    assert dict(readings) == {"c": "C", "a": "A"}
