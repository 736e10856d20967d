"""Lines of files as people are shown them: marks stand below their characters, long lines are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.report.quoting import WIDTH, columns, quoted_line
from l10n.report.shown import Quote


def quoted(text: str, part: str, width: int = WIDTH) -> list[str]:
    start = text.index(part)
    return quoted_line(Quote(7, text, start, start + len(part)), width)


def test_marks_stand_below_what_is_meant() -> None:
    assert quoted('"una emisora de radio"', "emisora") == [
        '  7 | "una emisora de radio"',
        "    |      ^^^^^^^",
    ]


def test_a_line_of_which_nothing_is_meant_has_no_marks() -> None:
    assert quoted_line(Quote(12, 'msgid "a"')) == ['  12 | msgid "a"']


def test_indentation_is_left_out() -> None:
    assert quoted("      deep text  ", "text") == ["  7 | deep text", "    |      ^^^^"]


def test_where_something_is_missing_is_one_mark() -> None:
    assert quoted_line(Quote(1, '"uno"', 4, 5))[1] == "    |     ^"
    assert quoted_line(Quote(1, "uno", 3, 4))[1] == "    |    ^"


@pytest.mark.parametrize(
    ("text", "part", "marks"),
    [
        ("日本語のテキスト", "テキ", "    |         ^^^^"),
        ("e\u0301te\u0301 ok", "ok", "    |     ^^"),
        ("a\u200db c", "c", "    |    ^"),
        ("a\u202eb c", "c", "    |          ^"),
        ("tab\there", "here", "    |     ^^^^"),
        ("x e\u0301 y", "e\u0301", "    |   ^"),
    ],
)
def test_marks_count_the_columns_of_a_terminal(text: str, part: str, marks: str) -> None:
    assert quoted(text, part)[1] == marks


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert quoted("red \x1b[31m text", "\x1b") == ["  7 | red \\x1b[31m text", "    |     ^^^^"]


def test_long_lines_are_cut_around_what_is_meant() -> None:
    line, marks = quoted("a" * 300 + "HERE" + "b" * 300, "HERE", 40)
    assert line == f"  7 | …{'a' * 14}HERE{'b' * 14}…"
    assert marks.index("^") == line.index("HERE")


def test_the_ends_of_long_lines_are_shown_as_far_as_there_is_room() -> None:
    assert quoted("HERE" + "b" * 90, "HERE", 40)[0] == f"  7 | HERE{'b' * 29}…"
    assert quoted("a" * 90 + "HERE", "HERE", 40)[0] == f"  7 | …{'a' * 29}HERE"


def test_wide_characters_are_not_cut_in_two() -> None:
    line, marks = quoted("語" * 50 + "HERE" + "語" * 50, "HERE", 41)
    assert columns(line) <= 41
    assert columns(line[: line.index("HERE")]) == marks.index("^")


def test_what_is_meant_is_cut_where_it_is_too_long_itself() -> None:
    line, marks = quoted("a" * 50 + "x" * 300 + "b" * 50, "x" * 300, 40)
    assert (line, marks) == (f"  7 | …a{'x' * 31}…", f"    |   {'^' * 31}")


def test_a_line_that_is_a_whole_file_is_cut_like_any_other() -> None:
    text = f"{'a' * 5000}HERE{'b' * 5000}"
    assert quoted(text, "HERE", 40)[0] == f"  7 | …{'a' * 14}HERE{'b' * 14}…"
    assert quoted_line(Quote(7, f"  {text}"), 40) == [f"  7 | {'a' * 33}…"]


TEXTS = st.text(max_size=200) | st.text("語a\u0301 ", max_size=3000)


@given(TEXTS, st.data(), st.integers(30, 120))
def test_a_line_never_breaks_nor_grows_beyond_its_width(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for line in quoted_line(Quote(3, text, start, end), width):
        assert "\n" not in line
        assert columns(line) <= width
