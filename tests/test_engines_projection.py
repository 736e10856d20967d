"""Where pairs of marks go in a translation whose words are linked to those of the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.answers import Answer, Link, Place, Query
from l10n.engines.markers import Style
from l10n.engines.projection import aligned, guessed, wrapped
from l10n.text.tokens import word_spans

HASHES = Style("#", "#")


def query(text: str) -> Query:
    """`a {b} c`, where braces are pairs of marks."""
    plain = ""
    pairs: list[Place] = []
    opened: list[int] = []
    for char in text:
        if char == "{":
            opened.append(len(pairs))
            pairs.append((len(plain), 0))
        elif char == "}":
            index = opened.pop()
            pairs[index] = (pairs[index][0], len(plain))
        else:
            plain += char
    return Query(plain, tuple(pairs))


def answer(asked: Query, text: str, origins: str) -> Answer:
    """An answer whose words came from the words of these numbers (from 1), `-` for none, `12` for both."""
    sources = word_spans(asked.text)
    return Answer(
        text,
        tuple(
            Link(sources[int(number) - 1], place)
            for place, numbers in zip(word_spans(text), origins.split(), strict=True)
            for number in numbers.replace("-", "")
        ),
    )


def shown(text: str, places: list[Place] | None) -> str | None:
    return None if places is None else wrapped(text, places, [("{", "}")] * len(places))


CASES = [
    ("the {white} house", "la casa blanca", "1 3 2", "la casa {blanca}"),
    ("{the white} house", "la casa blanca", "1 3 2", "{la casa blanca}"),
    ("I {will go} home", "iré a casa", "23 - 4", "{iré} a casa"),
    ("do {not} go", "ne va pas", "2 3 2", "{ne va pas}"),
    ("of {the} man", "del hombre", "12 3", "{del} hombre"),
    ("{un}likely end", "fin improbable", "2 1", "fin {improbable}"),
    ("{a {b} c} d", "x y z w", "4 3 1 2", "x {y z {w}}"),
    ("{a} {b} c", "x y z", "2 1 3", "{x} {y} z"),
    ("{{a}} b", "x y", "2 1", "x {{y}}"),
    ("a {b}, c", "x, y z", "1 2 3", "x, {y} z"),
    ("a {“b”} c", "x «y» z", "1 2 3", "x {«y»} z"),
    ("a “{b}” c", "x «y» z", "1 2 3", "x «{y}» z"),
    ("{“a”} b", "«x» y", "1 2", "{«x»} y"),
    ("{note:} b", "nota : y", "1 2", "{nota :} y"),
    ("{note:} b", "nota y", "1 2", "{nota} y"),
    ("{note}: b", "nota: y", "1 2", "{nota}: y"),
    ("ask {how?} now", "pide ¿cómo? ya", "1 2 3", "pide {¿cómo?} ya"),
    ("{how?} now", "cómo? ya", "1 2", "{cómo?} ya"),
    ("a { b } c", "x y z", "1 2 3", "x {y} z"),
]


@pytest.mark.parametrize(("source", "text", "origins", "expected"), CASES)
def test_pairs_go_around_the_words_that_came_from_within(
    source: str, text: str, origins: str, expected: str
) -> None:
    asked = query(source)
    assert shown(text, aligned(asked, answer(asked, text, origins), HASHES)) == expected


@pytest.mark.parametrize(
    ("source", "text", "origins"),
    [
        pytest.param("a {b} c", "x y", "1 3", id="no word came from within"),
        pytest.param("a {b} c", "", "", id="no word at all"),
        pytest.param("a {…} c", "x z", "1 2", id="no word within"),
        pytest.param("{a} b c d e f", "x y z w v u", "1 2 3 4 5 1", id="mostly words from elsewhere"),
        pytest.param("{a b} {c d} e", "w x y z", "1 3 2 4", id="pairs would cross"),
        pytest.param("{a b c} {d} e", "w x y z", "1 4 2 3", id="one would be within the other"),
    ],
)
def test_pairs_that_cannot_be_placed(source: str, text: str, origins: str) -> None:
    asked = query(source)
    assert aligned(asked, answer(asked, text, origins), HASHES) is None


def test_pairs_that_cross_in_the_source_are_not_placed() -> None:
    asked = Query("a b c", ((0, 3), (2, 5)))
    assert aligned(asked, answer(asked, "x y z", "1 2 3"), HASHES) is None


def test_markers_stand_for_themselves() -> None:
    asked = query("see {#0#} and {the #1# one}")
    text = "#0# ve y el #1# uno"
    assert aligned(asked, Answer(text), HASHES) is None
    linked = Answer(text, (Link((12, 15), (9, 11)), Link((20, 23), (16, 19))))
    assert shown(text, aligned(asked, linked, HASHES)) == "{#0#} ve y {el #1# uno}"


def test_a_marker_from_outside_is_not_enclosed() -> None:
    asked = query("{a b} #0#")
    linked = Answer("x #0# y", (Link((0, 1), (0, 1)), Link((2, 3), (6, 7))))
    assert aligned(asked, linked, HASHES) is None


def test_punctuation_is_taken_from_beside_a_marker_and_not_from_within() -> None:
    asked = query("see {“#0#”} now")
    assert shown("ve «#0#» ya", aligned(asked, Answer("ve «#0#» ya"), HASHES)) == "ve {«#0#»} ya"
    asked = query("{(a)} #0#")
    linked = Answer("x#0#", (Link((1, 2), (0, 1)),))
    assert shown(linked.text, aligned(asked, linked, HASHES)) == "{x}#0#"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a {b} c", "x y z", "x {y} z"),
        ("a b c {d}", "x y", "x {y}"),
        ("{a} b", "w x y z", "{w x} y z"),
        ("a {b c} d", "x", "{x}"),
        ("{a} {#0#} b", "x y #0#", "{x} {y #0#}"),
        ("{a {b}} c", "x y z", "{x {y}} z"),
    ],
)
def test_guesses_go_by_the_share_of_words(source: str, text: str, expected: str) -> None:
    assert shown(text, guessed(query(source), Answer(text), HASHES)) == expected


def test_there_is_nothing_to_guess_without_words() -> None:
    assert guessed(query("a {…} b"), Answer("x y"), HASHES) is None
    assert guessed(query("a {b} c"), Answer("…"), HASHES) is None


@given(
    st.integers(1, 12),
    st.permutations(range(12)),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11))),
)
def test_whatever_the_order_marks_stand_around_whole_words_and_nested(
    count: int, order: list[int], ends: list[tuple[int, int]]
) -> None:
    names = [chr(ord("a") + index) * 2 for index in range(count)]
    text = " ".join(names)
    pairs = sorted((3 * min(a, b), 3 * max(a, b) + 2) for a, b in ends if max(a, b) < count)
    asked = Query(text, tuple(pairs))
    turned = [index for index in order if index < count]
    said = " ".join(names[index] for index in turned)
    links = [Link((3 * index, 3 * index + 2), (3 * at, 3 * at + 2)) for at, index in enumerate(turned)]
    places = aligned(asked, Answer(said, tuple(links)), HASHES)
    if places is None:
        return
    marked = wrapped(said, places, [(f"<{n}>", f"</{n}>") for n in range(len(pairs))])
    for number, (start, end) in enumerate(pairs):
        inside = marked.partition(f"<{number}>")[2].partition(f"</{number}>")[0]
        assert all(name in inside for name in text[start:end].split())


def test_pairs_around_no_word_are_placed_by_nobody() -> None:
    """Not even where a model looked at what they enclose."""
    asked = Query("a.!", ((1, 3),))
    said = Answer("a.!", (Link((1, 3), (0, 1)),))
    assert aligned(asked, said, HASHES) is None
    assert guessed(asked, said, HASHES) is None
