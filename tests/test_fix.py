"""`check --fix`, from finding to file: what is corrected, what keeps its state, what is left to people."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n import Catalog, Project
from l10n.errors import CatalogError, ConflictError
from l10n.model import State
from l10n.pipeline.fixing import MOST_ROUNDS
from l10n.pipeline.merging import Merged
from l10n.pipeline.respelling import respelled, respelled_catalogs
from sample import ARTICLE, ShoutingEngine, edit, snapshot, use_engine, write_project

ES = "locales/es/LC_MESSAGES/news/talks.po"
SR = "locales/sr/LC_MESSAGES/news/talks.po"
DAMAGED = "The centre of Xhader opened in May, the ministry said on Tuesday."
RIGHT = DAMAGED.replace("Xhader", "Gjadër")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, ShoutingEngine())
    Project.open(write_project(tmp_path)).run()
    return tmp_path


def translated(path: Path, msgid: str, text: str) -> None:
    catalog = Catalog.read(path)
    entry = catalog.get(msgid)
    assert entry is not None
    done = replace(entry, msgstrs=(text,), flags=())
    path.write_bytes(catalog.with_entries({msgid: done}).to_bytes())


def state(path: Path, msgid: str) -> State | None:
    entry = Catalog.read(path).get(msgid)
    return None if entry is None else entry.state


def test_a_damaged_name_in_an_article_is_put_right_and_no_translation_is_lost(root: Path) -> None:
    translated(root / SR, DAMAGED, "Центар у Ђадеру отворен је у мају, саопштило је министарство.")
    before = {path: state(root / path, DAMAGED) for path in (SR, ES)}
    done = Project.open(root).fix(source_only=True)
    assert [(one.evidence, one.fix) for one in done.written] == [("Xhader", "Gjadër")]
    assert (root / "source/news/talks.md").read_text("utf-8") == ARTICLE.replace("Xhader", "Gjadër")
    assert {path: state(root / path, RIGHT) for path in (SR, ES)} == before
    assert before == {SR: State.TRANSLATED, ES: State.MACHINE}
    ran = Project.open(root).run()
    assert not [path for path in ran.changed if path.suffix == ".po"]


def test_a_second_time_there_is_nothing_to_correct(root: Path) -> None:
    Project.open(root).fix()
    before = snapshot(root)
    assert Project.open(root).fix().written == ()
    assert snapshot(root) == before


def test_a_dry_run_only_says_what_it_would_do(root: Path) -> None:
    before = snapshot(root)
    assert len(Project.open(root).fix(dry_run=True).written) == 1
    assert snapshot(root) == before


def test_only_the_chosen_articles_and_rules_are_corrected(root: Path) -> None:
    assert Project.open(root).fix([root / "source/note.txt"]).written == ()
    assert Project.open(root).fix(rules=["term-forbidden"]).written == ()
    assert len(Project.open(root).fix(rules=["term-source-variant"]).written) == 1


def test_a_persons_translation_waits_for_a_word(root: Path) -> None:
    Project.open(root).fix()
    translated(root / ES, RIGHT, "El centro de Xhader abrió en mayo, dijo el ministerio el martes.")
    left = Project.open(root).fix()
    assert (left.written, [one.rule for one in left.by_hand]) == ((), ["term-forbidden"])
    before = (root / ES).read_text("utf-8").splitlines()
    done = Project.open(root).fix(by_hand=True)
    assert [one.evidence for one in done.written] == ["Xhader"]
    where = done.written[0].where
    assert before[(where.line or 0) - 1][(where.column or 0) - 1 :].startswith("Xhader")
    entry = Catalog.read(root / ES).get(RIGHT)
    assert entry is not None
    assert entry.msgstr == "El centro de Gjadër abrió en mayo, dijo el ministerio el martes."
    assert entry.state is State.POST_EDITED


def test_nothing_is_written_where_one_of_the_catalogs_cannot_be_read(root: Path) -> None:
    edit(root / SR, "#: source", "<<<<<<< ours\n#: source")
    before = snapshot(root)
    with pytest.raises(CatalogError):
        Project.open(root).fix(source_only=True)
    assert snapshot(root) == before


def test_an_article_that_is_saved_meanwhile_keeps_its_catalogs_as_they_are(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def respelled_late(*arguments: Any) -> list[Merged]:
        edit(root / "source/news/talks.md", "May", "June")
        return respelled_catalogs(*arguments)

    monkeypatch.setattr("l10n.pipeline.fixing.respelled_catalogs", respelled_late)
    before = {name: (root / name).read_bytes() for name in (ES, SR)}
    with pytest.raises(ConflictError):
        Project.open(root).fix(source_only=True)
    assert {name: (root / name).read_bytes() for name in (ES, SR)} == before


def test_an_entry_that_has_the_right_name_already_stays_apart(root: Path) -> None:
    catalog = Catalog.read(root / SR)
    both = respelled(catalog, {DAMAGED: "Talks in Tirana"})
    assert both.to_bytes() == catalog.to_bytes()


def test_corrections_that_undo_each_other_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary = (root / "glossary.yml").read_text("utf-8")
    assert "Gjadër" in glossary
    edit(root / "source/news/talks.md", "Xhader", "Gjadër")
    rounds = []

    def undone(*arguments: object, **_: object) -> object:
        from l10n.pipeline.fixing import Fixed

        rounds.append(arguments)
        return Fixed(written=(Project.open(root).check()[0],))

    monkeypatch.setattr("l10n.pipeline.fixing.fix", undone)
    Project.open(root).fix()
    assert len(rounds) == MOST_ROUNDS
