"""Apertium's stream format, and what is put right in its answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apertium_prefix import TEXT
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.apertium_repairs import repaired
from l10n.engines.apertium_stream import decode, encode, number_of
from l10n.model import Tag

ES = Tag("es")


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("Hello ⟦0⟧, how?", "Hello [0], how?[u7]"),
        ("A heading", "A heading.[][u7]"),
        ("km/h\t{x}  *", "km[0]h[1]x[2].[][u7]"),
        ("", ".[][u7]"),
    ],
)
def test_what_is_no_language_travels_in_superblanks(text: str, stream: str) -> None:
    assert encode(Query(text), 7) == stream


@pytest.mark.parametrize(
    ("text", "stream", "answer"),
    [
        ("Hello ⟦0⟧, how?", " Hola [0], cómo?[u0]", " Hola ⟦0⟧, cómo?"),
        ("A heading", "Un *encabezado.[][u0]", "Un encabezado"),
        ("So", "\\@así \\*que #no.[][u0]", "así que no"),
        ("50 $ a/b", "50 [0] @a[1]#b\\..[][u0]", "50 $ a/b."),
    ],
)
def test_a_stream_comes_back_as_a_text(text: str, stream: str, answer: str) -> None:
    assert decode(stream, Query(text)) == Answer(answer)


def test_words_between_marks_are_bound_to_what_they_come_from() -> None:
    query = Query("The white (house) ⟦0⟧ of all.", ((4, 21), (11, 16)))
    assert encode(query, 0) == "The [[0]]white[[/]] ([[1]]house[[/]]) [0] of all.[u0]"
    stream = "La [[1]]casa[[/]] [[0; 1]]blanca[[/]] ([[9]]x[[/]]) [0] de todo.[u0]"
    assert decode(stream, query) == Answer(
        "La casa blanca (x) ⟦0⟧ de todo.",
        (Link((11, 16), (3, 7)), Link((4, 9), (8, 14)), Link((11, 16), (8, 14))),
    )
    heading = Query("A house", ((2, 7),))
    assert encode(heading, 0) == "A [[0]]house[[/]].[][u0]"
    assert decode("Una [[0]]casa[[/]].[][u0]", heading) == Answer("Una casa", (Link((2, 7), (4, 8)),))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("Hola.[u0]", id="lost"),
        pytest.param("Hola [0] [1] [0].[u0]", id="twice"),
        pytest.param("Hola [1] [0].[u0]", id="other order"),
        pytest.param("Hola [0] [1] [2].[u0]", id="made up"),
    ],
)
def test_a_text_without_its_superblanks_is_no_answer(answer: str) -> None:
    assert decode(answer, Query("Hello {x}.")) is None


@pytest.mark.parametrize(
    ("stream", "number"), [("Hola.[u12]", 12), ("Hola.", None), ("Hola.[u1][u2]", None), ("[0]", None)]
)
def test_an_answer_has_the_number_of_its_text(stream: str, number: int | None) -> None:
    assert number_of(stream) == number


@given(TEXT)
def test_a_stream_that_nobody_translated_gives_the_text_back(text: str) -> None:
    stream = encode(Query(text), 3)
    assert number_of(stream) == 3
    assert decode(stream, Query(text)) == Answer(text)


@given(TEXT, st.data())
def test_bound_words_come_back_linked_to_themselves(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    query = Query(text, ((start, end),))
    answer = decode(encode(query, 0), query)
    assert answer is not None
    assert answer.text == text
    assert all(link.source == link.target for link in answer.links)
    assert all(start <= link.source[0] < link.source[1] <= end for link in answer.links)


@given(TEXT)
def test_the_stream_holds_no_reserved_characters(text: str) -> None:
    assert not set("{}^$/\\<>@*~#+\n\0\x01\ud800") & set(encode(Query(text), 0))


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("The dogs", "los  perros", "Los perros"),
        ("So, go.", "Así , va .", "Así, va."),
        ("So , go", "Así , va", "Así , va"),
        ("A name?", "Un nombre ?", "Un nombre?"),
        ("a  b", "x  y", "x  y"),
        ("(the dog)", "(el perro )", "(el perro)"),
        ("The .5 rule", "La .5 regla", "La .5 regla"),
        ("“Is it?”", "“¿es eso?”", "“¿Es eso?”"),
        ("is it", "Es eso", "es eso"),
        ("of Paris", "Paris de", "Paris de"),
        ("Bloomberg mentions it", "Bloomberg Menciona lo", "Bloomberg menciona lo"),
        ("Bloomberg News says", "Bloomberg noticias dice", "Bloomberg noticias dice"),
        ("Reuters London", "Reuters Londres", "Reuters Londres"),
        ("12", "12", "12"),
        ("Go", "12", "12"),
        (" x ", " y ", "y"),
    ],
)
def test_certain_faults_are_repaired(source: str, answer: str, expected: str) -> None:
    assert repaired(source, answer, ES) == expected


def test_french_keeps_the_space_before_a_question_mark() -> None:
    assert repaired("A name?", "Un nom ?", Tag("fr")) == "Un nom ?"


def test_german_nouns_keep_their_capitals() -> None:
    assert repaired("dogs bark", "Hunde bellen", Tag("de")) == "Hunde bellen"
