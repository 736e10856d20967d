"""Comments that speak to l10n: notes to translators, and what is not to be translated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats.directives import Directives, Note, directives
from l10n.model import Span, Unit


def unit(start: int, end: int) -> Unit:
    return Unit("x" * (end - start), Span(start, end), "paragraph", 1, start + 1)


def excluded(text: str) -> list[str]:
    return [text[span.start : span.end] for span in directives(text).excluded]


def notes(text: str) -> list[tuple[str, ...]]:
    return [note.lines for note in directives(text).notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- l10n: A ship's name -->", [("A ship's name",)]),
        ("<!--l10n:tight-->", [("tight",)]),
        ("<!-- l10n:\n  first line\n\n  second   line\n-->", [("first line", "second line")]),
        ("<!-- l10n: one --><!-- l10n: two -->", [("one",), ("two",)]),
        ("<!-- l10n: -->", []),
        ("<!-- l10n -->", []),
        ("<!-- L10N: other case -->", []),
        ("<!-- another comment -->", []),
        ("<!-- l10n: without an end", []),
        ("<!-- <!-- l10n: within -->", [("within",)]),
    ],
)
def test_notes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert notes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<!-- l10n:off -->b<!-- l10n:on -->c", ["b"]),
        ("a<!-- l10n: off -->b", ["b"]),
        ("a<!-- l10n:off -->b<!-- l10n:off -->c<!-- l10n:on -->d", ["b<!-- l10n:off -->c"]),
        ("<!-- l10n:off -->a<!-- l10n:on -->b<!--l10n:off-->c<!--l10n:on-->", ["a", "c"]),
        ("a<!-- l10n:on -->b", []),
        ("<!-- l10n:off", []),
    ],
)
def test_exclusion(text: str, expected: list[str]) -> None:
    assert excluded(text) == expected
    assert notes(text) == []


def test_notes_on_what_is_excluded_are_nobodys() -> None:
    assert notes("<!-- l10n:off -->a<!-- l10n: note -->b<!-- l10n:on -->") == []


def test_only_comments_where_a_format_sees_any() -> None:
    text = "`<!-- l10n: code -->` <!-- l10n: note -->"
    assert directives(text, [Span(22, len(text))]).notes == (Note(len(text), ("note",)),)
    assert directives(text, []) == Directives()


def test_units_between_off_and_on_are_left_out_and_notes_go_to_the_next_unit() -> None:
    found = Directives(
        notes=(Note(5, ("a",)), Note(6, ("b", "c")), Note(30, ("d",))), excluded=(Span(12, 20),)
    )
    applied = list(found.applied([unit(0, 4), unit(7, 12), unit(13, 15), unit(19, 25), unit(31, 33)]))
    assert [(u.span.start, u.notes) for u in applied] == [(0, ()), (7, ("a", "b", "c")), (31, ("d",))]


@given(st.text(alphabet="<!->l10n: of\n"), st.lists(st.integers(0, 40), max_size=6))
def test_what_is_found_is_in_order_and_within_the_text(text: str, places: list[int]) -> None:
    spans = [Span(a, b) for a, b in zip(*[iter(sorted(places))] * 2, strict=False)]
    for found in (directives(text), directives(text, spans)):
        ends = [note.end for note in found.notes]
        assert ends == sorted(ends)
        at = 0
        for span in found.excluded:
            assert at <= span.start <= span.end <= len(text)
            at = span.end


def test_openings_without_an_end_are_read_in_linear_time() -> None:
    assert directives("<!-- l10n:" * 100_000) == Directives()
    assert directives("<!--" * 250_000) == Directives()
