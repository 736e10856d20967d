"""English plurals, as the source side of a glossary takes them."""

import pytest

from l10n.glossary.plurals import plurals


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("migrant centre", "migrant centres"),
        ("box", "boxes"),
        ("church", "churches"),
        ("witness", "witnesses"),
        ("country", "countries"),
        ("key", "keys"),
        ("Germany", "Germanys"),
        ("Rocky", "Rockies"),
        ("crisis", "crises"),
        ("veto", "vetoes"),
        ("photo", "photos"),
        ("wife", "wives"),
        ("half", "halves"),
        ("leaf", "leaves"),
        ("wolf", "wolves"),
        ("chief", "chiefs"),
        ("roof", "roofs"),
        ("thief", "thieves"),
        ("spokeswoman", "spokeswomen"),
        ("Man", "Men"),
        ("grandchild", "grandchildren"),
        ("displaced person", "displaced persons"),
        ("referendum", "referenda"),
        ("referendum", "referendums"),
        ("NGO", "NGOs"),
        ("MP", "MPs"),
        ("CBS", "CBSs"),
        ("F-16", "F-16s"),
        ("state of emergency", "states of emergency"),
        ("Minister for Europe", "Ministers for Europe"),
        ("Attorney General", "Attorneys General"),
        ("editor-in-chief", "editors-in-chief"),
        ("president-elect", "presidents-elect"),
        ("Gjadër", "Gjadërs"),
    ],
)
def test_a_noun_has_its_plural(singular: str, expected: str) -> None:
    assert expected in plurals(singular)


@pytest.mark.parametrize(
    ("singular", "wrong"),
    [
        ("country", "countrys"),
        ("key", "keies"),
        ("box", "boxs"),
        ("state of emergency", "state of emergency"),
    ],
)
def test_what_is_wrong_is_not_given(singular: str, wrong: str) -> None:
    assert wrong not in plurals(singular)


def test_a_very_long_phrase_takes_no_longer_than_its_length() -> None:
    assert list(plurals("a" * 200_000 + ")")) == []
    assert len(list(plurals("a of " * 100_000 + "\n)"))) == 1


@pytest.mark.parametrize("text", ["1999", "Đakovo (", "Ѓадер", "40%"])
def test_what_ends_with_no_letter_of_english_has_none(text: str) -> None:
    assert list(plurals(text)) == []
