"""Paragraphs that move between articles take their translations along."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n import Catalog, Project, atomic
from l10n.model import Entry, State, Tag
from l10n.pipeline import reading
from sample import MuteEngine, edit, snapshot, use_engine, write_project

TALKS, NOTE = "source/news/talks.md", "source/note.txt"
SECOND = "The second paragraph stays exactly as it was written by its author."
TRANSLATION = "Други пасус остаје онакав какав је."
CATALOGS = "locales/sr/LC_MESSAGES"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without an engine, one paragraph translated by hand."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, MuteEngine())
    Project.open(write_project(tmp_path)).run()
    path = tmp_path / CATALOGS / "news/talks.po"
    catalog = Catalog.read(path)
    entry = catalog.get(SECOND)
    assert entry is not None
    translated = replace(entry, msgstrs=(TRANSLATION,), comments=("checked by Ana",))
    path.write_bytes(catalog.with_entries({SECOND: translated}).to_bytes())
    return tmp_path


def cut(root: Path) -> None:
    edit(root / TALKS, f"{SECOND}\n\n", "")


def paste(root: Path, text: str = SECOND, into: str = NOTE) -> None:
    path = root / into
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{text}\n", "utf-8")


def entry(root: Path, name: str, msgid: str = SECOND) -> Entry:
    found = Catalog.read(root / CATALOGS / name).get(msgid)
    assert found is not None
    return found


def obsolete(root: Path, name: str) -> list[str]:
    return [one.msgid for one in Catalog.read(root / CATALOGS / name).entries if one.obsolete]


@pytest.mark.parametrize("into", [NOTE, "source/another.md"])
def test_a_paragraph_cut_here_and_pasted_there_keeps_its_translation(root: Path, into: str) -> None:
    cut(root)
    paste(root, into=into)
    Project.open(root).merge()
    moved = entry(root, Path(into).with_suffix(".po").name)
    assert (moved.msgstr, moved.state, moved.comments) == (TRANSLATION, State.TRANSLATED, ("checked by Ana",))
    assert moved.references == (into,)
    assert obsolete(root, "news/talks.po") == [SECOND]


@pytest.mark.parametrize("between", [cut, paste])
def test_cutting_and_pasting_may_be_days_apart_in_either_order(root: Path, between: object) -> None:
    assert callable(between)
    between(root)
    Project.open(root).run()
    if SECOND in (root / NOTE).read_text("utf-8"):
        assert entry(root, "note.po").state is State.UNTRANSLATED
        cut(root)
    else:
        paste(root)
    done = Project.open(root).run()
    assert entry(root, "note.po").msgstr == TRANSLATION
    assert root / "build/sr/note.txt" in done.changed
    assert Project.open(root).run().changed == ()


def test_a_paragraph_reworded_on_the_way_is_fuzzy(root: Path) -> None:
    cut(root)
    paste(root, SECOND.replace("exactly", "precisely"))
    Project.open(root).merge()
    moved = entry(root, "note.po", SECOND.replace("exactly", "precisely"))
    assert (moved.msgstr, moved.state, moved.previous_msgid) == (TRANSLATION, State.STALE, SECOND)


def test_after_a_mass_edit_only_unchanged_paragraphs_move(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_LOST", 0)
    cut(root)
    paste(root, SECOND.replace("exactly", "precisely"))
    Project.open(root).merge()
    assert entry(root, "note.po", SECOND.replace("exactly", "precisely")).state is State.UNTRANSLATED
    edit(root / NOTE, "precisely", "exactly")
    Project.open(root).merge()
    assert entry(root, "note.po").msgstr == TRANSLATION


def test_a_copied_paragraph_is_translated_apart(root: Path) -> None:
    paste(root)
    Project.open(root).merge()
    assert entry(root, "news/talks.po").msgstr == TRANSLATION
    assert entry(root, "note.po").state is State.UNTRANSLATED


def test_narrowed_work_leaves_other_articles_and_locales_alone(root: Path) -> None:
    cut(root)
    paste(root)
    Project.open(root, locales=[Tag("es")]).merge()
    Project.open(root).merge([root / NOTE])
    assert entry(root, "note.po").state is State.UNTRANSLATED
    Project.open(root).merge()
    assert entry(root, "note.po").msgstr == TRANSLATION


def test_a_run_stopped_between_the_two_catalogs_is_made_up_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(root)
    paste(root)
    plain = atomic.write_if_changed

    def only_talks(path: Path, data: bytes, **expected: bytes) -> bool:
        if path.name == "note.po":
            raise KeyboardInterrupt
        return plain(path, data, **expected)

    monkeypatch.setattr(atomic, "write_if_changed", only_talks)
    with pytest.raises(KeyboardInterrupt):
        Project.open(root, locales=[Tag("sr")]).run()
    assert obsolete(root, "news/talks.po") == [SECOND]
    monkeypatch.setattr(atomic, "write_if_changed", plain)
    Project.open(root).run()
    assert entry(root, "note.po").msgstr == TRANSLATION


def test_wrap_says_how_new_catalogs_are_broken_and_leaves_old_ones(root: Path) -> None:
    before = snapshot(root / "locales/sr")
    edit(root / "pyproject.toml", "[tool.l10n]", "[tool.l10n]\nwrap = false")
    paste(root, SECOND * 2, into="source/another.md")
    Project.open(root).run()
    assert f'msgid "{SECOND * 2}"\n' in (root / CATALOGS / "another.po").read_text("utf-8")
    assert f'msgid "{SECOND * 2}"\n' in (root / "locales/templates/another.pot").read_text("utf-8")
    assert before.items() <= snapshot(root / "locales/sr").items()


def rename(root: Path) -> Path:
    """Give the article another name; returns where its Serbian catalog will be."""
    (root / TALKS).rename(root / "source/renamed.md")
    return root / CATALOGS / "renamed.po"


def test_a_renamed_article_keeps_its_translations(root: Path) -> None:
    renamed = rename(root)
    Project.open(root).run()
    entry = Catalog.read(renamed).get(SECOND)
    assert entry is not None
    assert (entry.msgstr, entry.state, entry.comments) == (TRANSLATION, State.TRANSLATED, ("checked by Ana",))
    assert TRANSLATION in (root / "build/sr/renamed.md").read_text("utf-8")
    assert (root / CATALOGS / "news/talks.po").exists()
    assert Project.open(root).run().changed == ()


def test_an_article_renamed_and_edited_keeps_what_it_can_as_fuzzy(root: Path) -> None:
    renamed = rename(root)
    edit(root / "source/renamed.md", "exactly as it was", "precisely as it was")
    Project.open(root).run()
    entry = Catalog.read(renamed).get(SECOND.replace("exactly", "precisely"))
    assert entry is not None
    assert (entry.msgstr, entry.state, entry.previous_msgid) == (TRANSLATION, State.STALE, SECOND)


def test_an_article_that_stands_takes_a_paragraph_of_one_that_is_gone(root: Path) -> None:
    (root / TALKS).unlink()
    Project.open(root).run()
    paste(root)
    Project.open(root).run()
    entry = Catalog.read(root / CATALOGS / "note.po").get(SECOND)
    assert entry is not None
    assert (entry.msgstr, entry.state) == (TRANSLATION, State.TRANSLATED)


def test_a_broken_catalog_without_an_article_is_passed_over(root: Path) -> None:
    (root / CATALOGS / "news/talks.po").write_bytes(b"<<<<<<< HEAD\n")
    rename(root)
    assert Project.open(root).run().status.locales[Tag("sr")].reviewed == 0
