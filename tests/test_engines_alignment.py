"""Which parts of a translation came from which of the source, as a model's attention has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.alignment import links, nearest, places
from l10n.engines.answers import Answer, Link


def test_a_token_came_from_the_one_it_looked_at_most() -> None:
    assert nearest([[0.1, 0.8, 0.1], [0.7, 0.2, 0.1]], 3) == (1, 0)


def test_a_token_that_looked_at_the_end_came_from_none() -> None:
    assert nearest([[0.1, 0.2, 0.7], [0.2, 0.1], [0.3, 0.4, 0.3]], 2) == (None, None, 1)


@pytest.mark.parametrize(
    ("text", "tokens", "expected"),
    [
        ("The house", ["▁The", "▁ho", "use"], [(0, 3), (4, 6), (6, 9)]),
        ("So… é", ["▁So", "...", "▁", "é"], [(0, 2), (2, 3), None, (4, 5)]),
        ("a  b", ["▁a", "▁b"], [(0, 1), (3, 4)]),
        ("", [], []),
        ("a b", ["▁a"], None),
        ("a", ["▁b"], None),
    ],
)
def test_tokens_stand_where_they_spell_the_text(
    text: str, tokens: list[str], expected: list[tuple[int, int] | None] | None
) -> None:
    assert places(text, tokens) == expected


def test_links_join_the_places_of_tokens() -> None:
    assert links("red house", ["▁red", "▁house"], "casa roja", ["▁casa", "▁", "roja"], (1, 0, 0)) == (
        Link((4, 9), (0, 4)),
        Link((0, 3), (5, 9)),
    )


def test_tokens_that_spell_something_else_link_nothing() -> None:
    assert links("red", ["▁red"], "rojo", ["▁roja"], (0,)) == ()
    assert links("red", ["▁<unk>"], "rojo", ["▁rojo"], (0,)) == ()
    assert links("red", ["▁red"], "rojo", ["▁rojo"], (None,)) == ()


def test_links_move_with_white_space() -> None:
    answer = Answer(" La  casa .", (Link((0, 3), (1, 3)), Link((4, 9), (5, 9)), Link((9, 10), (3, 5))))
    assert answer.respaced("la casa.") == Answer("la casa.", (Link((0, 3), (0, 2)), Link((4, 9), (3, 7))))
    assert answer.respaced("otra") == Answer("otra")
    assert answer.respaced(answer.text) == answer


@given(st.lists(st.text(alphabet="ab .é…", min_size=1), max_size=8))
def test_places_cover_all_that_is_no_white_space(tokens: list[str]) -> None:
    text = " ".join(tokens)
    found = places(text, tokens)
    assert found is not None
    for token, place in zip(tokens, found, strict=True):
        assert (text[slice(*place)] if place else "") in (token.strip(), token.replace("…", "...").strip())
