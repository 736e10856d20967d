"""Plain text. What becomes which unit is in tests/fixtures/articles/plain-*/."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats.article import Article
from l10n.formats.plain import PlainFormat
from l10n.model import FormatOptions

FORMAT = PlainFormat()


def article(text: str) -> Article:
    return Article(PurePosixPath("a.txt"), text, FORMAT.units(text, FormatOptions()), FORMAT)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(unit.label, unit.msgid) for unit in article(text).units]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Talks in Tirana\n\nThey met.", "heading 1"),
        ("\n\nWho met?\n\nThey did.", "heading 1"),
        ("They met.\n\nThey did.", "paragraph"),
        ("- They met\n\nThey did.", "item"),
        ("w " * 150 + "\n\nThey did.", "paragraph"),
    ],
)
def test_the_first_line_is_a_title_unless_it_reads_like_a_sentence(text: str, first: str) -> None:
    assert kinds(text)[0][0] == first


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("x\n\n1. one\n2. two", 2),
        ("x\n\n9. one\n10. two", 2),
        ("x\n\n1. One\n\n2. Two", 2),
        ("x\n\n5. maja\n7. maja", 0),
        ("x\n\n5. maja 2020. godine", 0),
        ("x\n\n2020. godine", 0),
    ],
)
def test_numbers_mark_items_where_they_are_no_dates(text: str, items: int) -> None:
    assert sum(kind == "item" for kind, _ in kinds(text)) == items


def test_a_translation_is_one_line() -> None:
    found = article("Title\n\n- An item\n  that goes on\n\nLast\n")
    rendered = found.render({"An item that goes on": "Uno\n\n  dos \r\n tres\n", "Last": "Fin"})
    assert rendered.decode() == "Title\n\n- Uno dos tres\n\nFin\n"


def test_an_underline_stays() -> None:
    assert article("Title\n=====\n").render({"Title": "Un título"}) == "Un título\n=====\n".encode()


LINES = st.sampled_from(
    [
        "",
        "  ",
        "word",
        "- item",
        "1. one",
        "2. Two",
        "===",
        "---",
        "w" * 60,
        "some words " * 6,
        "x" * 101,
        "\tin",
        "5",
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_every_line_with_letters_is_in_one_unit_and_lines_never_mix_blocks(text: str) -> None:
    found = article(text)
    covered = "".join(unit.msgid for unit in found.units)
    assert sum(map(str.isalpha, covered)) == sum(map(str.isalpha, text))
    for unit in found.units:
        assert "\n\n" not in text[unit.span.start : unit.span.end]


@given(st.lists(LINES, max_size=12).map("\n".join), st.text(alphabet="ab \n", min_size=1))
def test_a_translation_adds_no_line(text: str, translation: str) -> None:
    found = article(text)
    for unit in found.units:
        assert "\n" not in FORMAT.replacement(text, unit, translation)


def test_a_pasted_news_article_has_a_unit_for_each_line(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("source-article.txt")
    found = Article.read(path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [unit.msgid for unit in found.units] == [line.strip() for line in lines]
    assert found.units[0].label == "heading 1"
