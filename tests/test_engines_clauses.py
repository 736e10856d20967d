"""Sentences that are too long, cut at their clauses and joined again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.answers import Answer, Link
from l10n.engines.clauses import Clause, clauses, joined
from l10n.model import Tag

EN, ES = Tag("en"), Tag("es")


def cut(text: str, most_words: int, source: str = "en") -> list[str]:
    """The clauses, each with what parts it from the next."""
    found = clauses(text, Tag(source), lambda part: len(part.split()) <= most_words)
    for clause in found:
        assert text[clause.start :].startswith(clause.text + clause.gap)
    return [clause.text + clause.gap for clause in found]


@pytest.mark.parametrize(
    ("text", "most", "parts"),
    [
        ("one two three", 3, ["one two three"]),
        ("one two; three four", 3, ["one two; ", "three four"]),
        ("one two: three four", 3, ["one two: ", "three four"]),
        ("one two – three four", 3, ["one two – ", "three four"]),
        ("one two—three four", 2, ["one two—", "three four"]),
        ("one two, three four", 3, ["one two, ", "three four"]),
        ("one two and three four", 3, ["one two ", "and three four"]),
        ("a, b c; d, e f, g", 4, ["a, b c; ", "d, e f, g"]),
        ("a b, c d, e f, g h", 2, ["a b, ", "c d, ", "e f, ", "g h"]),
        ("a; b c d e f g, h i j k l", 7, ["a; b c d e f g, ", "h i j k l"]),
        ("at 12:30 we saw 1,000 boats, 20 lamps", 6, ["at 12:30 we saw 1,000 boats, ", "20 lamps"]),
        ("built in 1990 – 1995 – then sold", 4, []),
        ("built in 1990 – 1995 – then sold", 5, ["built in 1990 – 1995 – ", "then sold"]),
        ("rooms 1, 2 open", 3, []),
        ("see https://x.org/a,b;c:d now", 2, []),
        ("sees ⟦0⟧, [X1X] #2", 2, ["sees ⟦0⟧, ", "[X1X] #2"]),
        ("one two three four", 3, []),
        (", one two", 2, []),
        ("one two,", 1, []),
        ("one, – two", 1, ["one, – ", "two"]),
        ("a b, c d e f", 3, []),
    ],
)
def test_a_sentence_is_cut_near_its_middle_where_a_clause_ends(
    text: str, most: int, parts: list[str]
) -> None:
    assert cut(text, most) == parts


def test_conjunctions_are_those_of_the_language() -> None:
    assert cut("uno dos pero tres cuatro", 3, "es") == ["uno dos ", "pero tres cuatro"]
    assert cut("uno dos pero tres cuatro", 3, "en") == []
    assert cut("uno dos pero tres cuatro", 3, "xx") == []


def test_chinese_has_its_own_marks_and_no_spaces() -> None:
    found = clauses("市长看见房子，医生画桥；学校在河边。", Tag("zh"), lambda part: len(part) <= 8)
    assert [clause.text for clause in found] == ["市长看见房子", "医生画桥", "学校在河边。"]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("es", "Uno dos; tres: cuatro – cinco, seis"),
        ("zh", "Uno dos；tres：cuatro–cinco，seis"),
        ("ja", "Uno dos；tres：cuatro–cinco、seis"),
        ("ar", "Uno dos؛ tres: cuatro – cinco، seis"),
    ],
)
def test_marks_are_written_as_in_the_target_language(target: str, text: str) -> None:
    source = "Uno dos; tres: cuatro – cinco, seis"
    parts = clauses(
        source, EN, lambda part: len(part.split()) <= (2 if ";" in part else 1) or part == "Uno dos"
    )
    assert joined([(clause, Answer(clause.text)) for clause in parts], Tag(target)).text == text


def test_marks_of_unspaced_languages_get_a_space_in_others() -> None:
    parts = (Clause(0, "市长", "，"), Clause(3, "医生", ""))
    assert joined([(parts[0], Answer("the mayor")), (parts[1], Answer("a doctor"))], EN).text == (
        "the mayor, a doctor"
    )


def test_a_full_stop_and_a_capital_that_the_clause_had_not_are_taken_back() -> None:
    parts = (Clause(0, "The mayor sees", ", "), Clause(16, "a doctor paints.", ""))
    answers = (Answer("El alcalde ve."), Answer("Un médico pinta."))
    assert joined(list(zip(parts, answers, strict=True)), ES).text == "El alcalde ve, un médico pinta."
    assert joined(list(zip(parts, answers, strict=True)), Tag("de")).text == "El alcalde ve, Un médico pinta."


def test_the_capitals_of_an_acronym_stay() -> None:
    parts = (Clause(0, "The mayor sees", ", "), Clause(16, "so says NATO.", ""))
    answers = (Answer("El alcalde ve"), Answer("OTAN lo dice."))
    assert joined(list(zip(parts, answers, strict=True)), ES).text == "El alcalde ve, OTAN lo dice."


def test_nothing_but_full_stops_stays() -> None:
    parts = (Clause(0, "so", ", "), Clause(4, "what?", ""))
    assert joined([(parts[0], Answer("...")), (parts[1], Answer("qué?"))], ES).text == "..., qué?"


def test_links_are_counted_from_the_whole_sentence() -> None:
    parts = (Clause(0, "one two", "; "), Clause(9, "three", ""))
    first = Answer("Uno dos.", (Link((0, 3), (0, 3)), Link((4, 7), (4, 7)), Link((6, 7), (7, 8))))
    second = Answer("Tres", (Link((0, 5), (0, 4)),))
    whole = joined([(parts[0], first), (parts[1], second)], ES)
    assert whole.text == "Uno dos; tres"
    assert whole.links == (Link((0, 3), (0, 3)), Link((4, 7), (4, 7)), Link((9, 14), (9, 13)))


@given(text=st.text(alphabet="ab ,;:–—1.and", max_size=80), most=st.integers(1, 6))
def test_clauses_tile_the_sentence(text: str, most: int) -> None:
    found = clauses(text, EN, lambda part: 0 < len(part.split()) <= most)
    assert "".join(clause.text + clause.gap for clause in found) in ("", text.strip())
    for clause in found:
        assert 0 < len(clause.text.split()) <= most
