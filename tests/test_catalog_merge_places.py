"""Texts that stand where others stood, and texts that are the same to a translator."""

from dataclasses import replace

import pytest

from gettext_tools import catalog_of
from l10n.catalog.merge import merge
from l10n.catalog.merge_likeness import compared, normal_form
from l10n.catalog.merge_places import Places
from l10n.model import Entry

REWRITTEN = (
    "The president of the council announced on Monday that the bridge would be closed for repairs until May.",
    "On Monday a spokesman announced that the bridge would stay closed until further notice.",
)


def entries(*texts: str) -> list[Entry]:
    return [Entry(text, (text.upper(),)) for text in texts]


def got(old: list[str], new: list[str]) -> dict[str, str | None]:
    """What each new text got: the text whose translation it was, in lower case."""
    result = merge(catalog_of(*entries(*old)), [Entry(text) for text in new])
    was = {text.upper(): text for text in old}
    return {entry.msgid: was.get(entry.msgstr) for entry in result.active if entry.msgid not in old}


def test_a_heavily_rewritten_paragraph_in_its_old_place_keeps_its_translation() -> None:
    old, new = REWRITTEN
    assert compared(Entry(new), Entry(old)).alike_in_place
    assert got(["first", old, "last"], ["first", new, "last"]) == {new: old}


def test_a_wholly_different_text_in_the_place_of_another_gets_nothing() -> None:
    other = "Tomatoes need warm nights, plenty of water, and soil that has never seen potatoes."
    assert got(["first", REWRITTEN[0], "last"], ["first", other, "last"]) == {other: None}


@pytest.mark.parametrize(("old", "new"), [("Albania", "Armenia"), ("Open", "Reopen"), ("Home", "Rome")])
def test_one_word_is_not_made_from_another_because_it_stands_there(old: str, new: str) -> None:
    assert got(["first", old, "last"], ["first", new, "last"]) == {new: None}


def test_few_words_in_the_same_place_may_be_less_alike_than_elsewhere() -> None:
    old, new = "What we know so far", "All that we know"
    assert got(["first", old, "last"], ["first", new, "last"]) == {new: old}
    assert got([old, "middle"], ["middle", "last", new]) == {new: None, "last": None}


def test_a_better_match_elsewhere_comes_before_the_place() -> None:
    old = ["The second paragraph says this and that.", "middle", "The third paragraph says this and that."]
    new = ["The third paragraph says this and that!", "middle", "The second paragraph says this and that!"]
    assert got(old, new) == {new[0]: old[2], new[2]: old[0]}


@pytest.mark.parametrize(
    ("new", "old", "places"),
    [
        ("aXb", "aYb", ["XY"]),
        ("XYab", "UVab", ["XU", "YV"]),
        ("abX", "abY", ["XY"]),
        ("aXZb", "aYb", []),
        ("aXb", "abY", []),
        ("bXa", "aYb", []),
        ("aXb", "acb", ["Xc"]),
        ("aXbc", "acb", []),
        ("X", "Y", ["XY"]),
        ("aXbZc", "aYbUc", ["XY", "ZU"]),
        ("aXdb", "aYb", []),
        ("dX", "Y", []),
        ("", "", []),
    ],
)
def test_a_place_lies_between_neighbours_that_stay(new: str, old: str, places: list[str]) -> None:
    waiting = [key for key in new if key.isupper()]
    found = list(Places(new, old).same(waiting, {}, longest=9))
    assert ["".join(pair) for pair in found] == places


def test_a_neighbour_may_have_another_text_now_and_long_places_may_be_left_out() -> None:
    assert list(Places("AX", "ay").same(["X"], {"A": "a"}, longest=1)) == [("X", "y")]
    assert list(Places("aXZ", "ayu").same(["X", "Z"], {}, longest=1)) == []
    # What stands there may have become something else already.
    assert list(Places("aXbA", "ayb").same(["X"], {"A": "y"}, longest=1)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A  text\u00a0here", "a text here"),
        ("“Quoted” and ‘quoted’", "\"Quoted\" and 'quoted'"),
        ("It’s «so»", 'it\'s "so"'),
        ("cafe\u0301", "Café"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_white_space_quotes_and_letter_case_make_no_difference(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)
    assert got(["first", one], [other, "more", "first"]) == {other: one, "more": None}


@pytest.mark.parametrize(("one", "other"), [("Yes.", "Yes?"), ("a b", "ab"), ("one – two", "one two")])
def test_punctuation_and_words_do(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_the_same_text_in_other_writing_is_fuzzy_and_says_so() -> None:
    new = merge(catalog_of(Entry('Say "yes"', ("Di «sí»",))), [Entry("Say “yes”")])
    assert new.active == (Entry("Say “yes”", ("Di «sí»",), flags=("fuzzy",), previous_msgid='Say "yes"'),)


def test_of_two_writings_the_active_one_comes_first() -> None:
    old = [Entry("SAY YES", ("antes",), obsolete=True), Entry("Say yes", ("ahora",))]
    new = merge(catalog_of(*sorted(old, key=lambda entry: entry.obsolete)), [Entry("say yes")])
    assert new.active[0].msgstr == "ahora"


def test_another_context_is_another_text() -> None:
    old = Entry("Say “yes”", ("Di sí",), msgctxt="title")
    new = merge(catalog_of(old), [Entry('say "yes"')])
    assert new.entries == (Entry('say "yes"'), replace(old, obsolete=True))
