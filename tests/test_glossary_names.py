"""Finding what may be names in articles."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.names import NameWord, candidates, name_words
from l10n.text.tokens import spelling, word_spans


def names(*texts: str, minimum: int = 1) -> list[str]:
    return [one.text for one in candidates(texts, minimum=minimum)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was said by Giorgia Meloni.", ["Giorgia Meloni"]),
        ("It was Ursula von der Leyen of the Bank of England.", ["Ursula von der Leyen", "Bank of England"]),
        ("all of it in Jean-Claude’s, O’Brien's and AT&T's care", ["Jean-Claude", "O'Brien", "AT&T"]),
        ("he asked J. K. Rowling and St. Louis", ["J. K. Rowling", "St. Louis"]),
        ("the U.S. wins. The U.S.-led talks", ["U.S."]),
        ("at RFE/RL on COVID-19", ["RFE/RL", "COVID-19"]),
        ("after World War I ended", ["World War I"]),
        ("the WHO told us, and US told who", ["WHO", "US"]),
        ("an iPhone by eBay", ["iPhone", "eBay"]),
        ("on Monday, 5 October, by May 3, with Theresa May", ["Theresa May"]),
        ("I said that I’m here", []),
        ("by The Hague and Mr. Smith", ["Hague", "Smith"]),
        ("see `Some Code`, https://Example.org/Name and {Placeholder}", []),
        ("In Rome, Paris and Tirana/Bar", ["Rome", "Paris", "Tirana", "Bar"]),
        ("Das ist Ђорђа Мелони", ["Das", "Ђорђа Мелони"]),
        ("", []),
    ],
)
def test_a_name_is_a_stretch_of_capitalised_words(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_what_begins_a_sentence_counts_only_where_no_text_has_it_in_small_letters() -> None:
    assert names("Talks failed. Meloni left.", "the talks go on") == ["Meloni"]
    assert names("Talks failed. Meloni left.") == ["Talks", "Meloni"]
    assert names("He said: “Talks failed”, and (Talks) too", "talks") == []


def test_a_part_is_a_name_where_it_stands_without_the_rest() -> None:
    found = candidates(["by Brett Kavanaugh", "by Brett Kavanaugh", "for Kavanaugh", "of Judge Kavanaugh"])
    assert [(one.text, one.count, one.alone) for one in found] == [
        ("Kavanaugh", 4, 1),
        ("Brett Kavanaugh", 2, 2),
        ("Judge Kavanaugh", 1, 1),
    ]


def test_headlines_in_capitals_name_no_one() -> None:
    assert names("Trump Says Kim Wants Another Summit Soon") == []
    assert names("the talks with Kim Jong Un") == ["Kim Jong Un"]


def test_places_lead_back_to_the_texts() -> None:
    texts = ["the *Giorgia\u00a0Meloni* and `x`", "then Giorgia  Meloni"]
    (found,) = candidates(texts, minimum=2)
    assert found.text == "Giorgia Meloni"
    stood = [texts[place.text][place.span.start : place.span.end] for place in found.places]
    assert stood == ["Giorgia\u00a0Meloni", "Giorgia  Meloni"]


def test_the_minimum_leaves_rare_names_out() -> None:
    assert names("so Rome, Rome and Bar", minimum=2) == ["Rome"]


@given(st.lists(st.text(alphabet="aAbB .-'&/I19*`\n", max_size=40), max_size=6))
def test_every_candidate_stands_where_it_says_and_is_given_once(texts: list[str]) -> None:
    found = candidates(texts)
    assert len({one.text for one in found}) == len(found)
    for one in found:
        assert len(one.places) == one.count >= one.alone
        for place in one.places:
            stood = texts[place.text][place.span.start : place.span.end]
            assert spelling(" ".join(stood.split())) == one.text


@pytest.mark.parametrize("hostile", ["A ", "A.", "A-", "Ab of ", "[", "`", "<!--", "Ab&"])
def test_repetition_takes_no_more_than_its_length(hostile: str) -> None:
    long = hostile * (200_000 // len(hostile))
    assert len(candidates([long])) <= 20


def test_the_names_of_real_news_are_found(shared_data: Callable[[str], Path]) -> None:
    texts = shared_data("ntrex-dev/eng.txt").read_text(encoding="utf-8").splitlines()
    found = {one.text for one in candidates(texts, minimum=3)}
    assert found >= {"Brett Kavanaugh", "North Korea", "NATO", "West Virginia", "Game of Thrones", "U.S."}
    assert not found & {"The", "Monday", "I", "S.", "But"}


def test_the_words_of_a_name_know_their_neighbours_in_it() -> None:
    assert list(name_words(["so said", "the Bank of England, Rome"])) == [
        NameWord(1, 4, 8, before=None, after="of"),
        NameWord(1, 9, 11, before="bank", after="england"),
        NameWord(1, 12, 19, before="of", after=None),
        NameWord(1, 21, 25, before=None, after=None),
    ]


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(
            ["Ana", "the", "of", "Rome", "Mr.", "J.", "A.", "said", "UN", "7", "May", "May,", "-", "“Van"]
        )
    ).map(" ".join),
    max_size=4,
)


@given(SENTENCES)
def test_the_words_of_names_are_those_of_the_candidates(texts: list[str]) -> None:
    def words(index: int, start: int, end: int) -> set[tuple[int, int]]:
        text = texts[index][:end]
        return {(index, at) for at, last in word_spans(text) if at >= start and last - at > 1}

    of_candidates: set[tuple[int, int]] = set()
    for name in candidates(texts):
        for place in name.places:
            of_candidates |= words(place.text, place.span.start, place.span.end)
    assert {
        (word.text, word.start) for word in name_words(texts) if word.end - word.start > 1
    } == of_candidates
