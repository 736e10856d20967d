"""Merging edited articles, compared with `msgmerge --previous`: real news, made-up edits."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.editing.articles import articles
from benchmarks.editing.edits import OPERATIONS, Article
from benchmarks.editing.scoring import Score, count, edits, msgmerges, ours


@pytest.fixture(scope="session")
def news(shared_data: Callable[[str], Path]) -> Sequence[Article]:
    """Some articles with their Spanish translations."""
    chance = random.Random(20260102)
    return chance.sample(articles(shared_data("ntrex-dev"), "spa", chance), 24)


@pytest.mark.needs_gettext
@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_edit_loses_more_or_mistakes_more(operation: str, news: Sequence[Article], tmp_path: Path) -> None:
    mine, theirs = Score(), Score()
    for edit in edits(news, OPERATIONS[operation], operation):
        mine.plus(count(edit, ours(edit, "es")))
        theirs.plus(count(edit, msgmerges(edit, "es", tmp_path)))
    assert mine.due == theirs.due
    assert mine.right >= theirs.right
    assert mine.carried - mine.right <= theirs.carried - theirs.right
    assert mine.ready >= theirs.ready
    if operation in ("split", "join"):
        assert mine.right > 0.95 * mine.due > theirs.right
    if operation in ("delete, replace", "new paragraph"):
        assert mine.carried == mine.due == 0
