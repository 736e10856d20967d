"""Plain text. What becomes which unit is in tests/fixtures/articles/plain-*/.

How a translation is written is in tests/fixtures/plain/*/: article.txt becomes pseudo.txt.
"""

import textwrap
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_promises import broken_places, forced, lost_in_round_trip, pseudo_translated
from l10n.formats.article import Article
from l10n.formats.plain import PlainFormat
from l10n.model import FormatOptions

FORMAT = PlainFormat()
CASES = Path(__file__).parent / "fixtures" / "plain"


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


def test_a_translation_of_one_line_is_one_line() -> None:
    found = article("Title\n\n- An item\n\nLast\n")
    rendered = found.render({"An item": "Uno\n\n  dos \r\n tres\n", "Last": "Fin"})
    assert rendered.decode() == "Title\n\n- Uno dos tres\n\nFin\n"


every_case = pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)


@every_case
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_translation_is_wrapped_where_its_source_was(case: Path, ending: str, bom: str) -> None:
    source, expected = (
        bom + (case / name).read_text(encoding="utf-8").replace("\n", ending)
        for name in ("article.txt", "pseudo.txt")
    )
    assert forced(article(source), pseudo_translated) == expected


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("我们星期一在部里开会，这是以前说过的，然后再去湖边的营地，其他人都在那里等着（他们说）。",
         ["我们星期一在部里开会，这是以前说过的，然后再去湖边的营", "地，其他人都在那里等着（他们说）。"]),
        ("字" * 29 + "、" + "字", ["字" * 28, "字、字"]),
        ("字" * 28 + "（字）", ["字" * 28, "（字）"]),
        ("a" * 58 + " bb\u00a0cc d", ["a" * 58, "bb\u00a0cc d"]),
        ("a" * 52 + " e\u0301e\u0301e\u0301 b", ["a" * 52 + " e\u0301e\u0301e\u0301", "b"]),
        ("a" * 70 + " b", ["a" * 70, "b"]),
        ("a" * 51 + " bbbb - c", ["a" * 51, "bbbb - c"]),
        ("a" * 50 + " bbbb 1. c", ["a" * 50, "bbbb 1. c"]),
        ("a" * 50 + " bbbb --- c", ["a" * 50, "bbbb --- c"]),
        ("a" * 50 + " https://例子.example/" + "字" * 9, ["a" * 50, "https://例子.example/" + "字" * 9]),
        ("one\n two\r\n\r\nthree\n", ["one two three"]),
    ],
)  # fmt: skip
def test_lines_are_broken_where_they_may_be(translation: str, expected: list[str]) -> None:
    source = "word " * 11 + "xx\n" + "y" * 20
    (unit,) = article(source).units
    written = FORMAT.replacement(source, unit, translation)
    assert written.split("\n") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Title\n=====\n", "Un título\n=========\n"),
        ("Title\r\n  -----  \r\n", "Un título\r\n  ---------  \r\n"),
        ("Title\n===============\n", "Un título\n===============\n"),
        ("Title\n=======\n", "Un título\n=========\n"),
        ("=====\nTitle\n=====\n", "=====\nUn título\n=====\n"),
    ],
)
def test_an_underline_is_as_long_as_its_heading_where_it_was(source: str, expected: str) -> None:
    assert article(source).render({"Title": "Un título"}).decode() == expected


@pytest.mark.parametrize(
    "text", ["***", "* * *", "---", "-- \nAna Anic\nRoad 1", "> -- \n> Ana", "~~~~", "+-----+"]
)
def test_rules_and_signatures_are_no_units(text: str) -> None:
    assert article(text).units == ()


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


PIECES = st.lists(LINES, max_size=12).map("\n".join)


@given(PIECES)
def test_every_line_with_letters_is_in_one_unit_and_lines_never_mix_blocks(text: str) -> None:
    found = article(text)
    covered = "".join(unit.msgid for unit in found.units)
    assert sum(map(str.isalpha, covered)) == sum(map(str.isalpha, text))
    for unit in found.units:
        assert "\n\n" not in text[unit.span.start : unit.span.end]


@given(PIECES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_units_stand_where_they_say(text: str, ending: str) -> None:
    assert not list(broken_places(article(text.replace("\n", ending))))


@given(PIECES, st.text(alphabet="ab \n", min_size=1))
def test_a_translation_has_several_lines_only_where_the_source_has(text: str, translation: str) -> None:
    found = article(text)
    for unit in found.units:
        if "\n" not in text[unit.span.start : unit.span.end]:
            assert "\n" not in FORMAT.replacement(text, unit, translation)


WORDS = st.lists(
    st.sampled_from(["a", "word", "longer", "sentence.", "The", "considerable", "5", "–"]), min_size=1
)
BLOCKS = st.builds(
    lambda words, lead, hang, width: textwrap.fill(
        "Begin " + " ".join(words), width, initial_indent=lead, subsequent_indent=hang
    ),
    WORDS,
    st.sampled_from(["", "- ", "1. ", "  "]),
    st.sampled_from(["  ", "   "]),
    st.integers(60, 90),
)


@given(st.lists(BLOCKS, max_size=5).map("\n\n".join), st.sampled_from(["", "> "]))
def test_a_rendered_text_is_read_as_the_same_units(text: str, quote: str) -> None:
    quoted = "\n".join(quote + line for line in f"Title\n=====\n\n{text}".split("\n"))
    assert not lost_in_round_trip(article(quoted), "a.txt")


def test_a_pasted_news_article_has_a_unit_for_each_line(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("source-article.txt")
    found = Article.read(path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [unit.msgid for unit in found.units] == [line.strip() for line in lines]
    assert found.units[0].label == "heading 1"
