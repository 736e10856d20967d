"""`l10n compile`: .mo files where programs look for them."""

import gettext
from pathlib import Path

import pytest

from l10n.atomic import project_lock
from l10n.errors import CatalogError, ConflictError
from l10n.pipeline import Project
from l10n.pipeline.compiling import compile_catalogs
from sample import ShoutingEngine, edit, snapshot, use_engine, write_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The sample project, in Spanish by machine."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, ShoutingEngine())
    project = Project.open(write_project(tmp_path / "project"))
    project.run()
    return project


def compiled(project: Project, *paths: Path, fuzzy: bool = False, dry_run: bool = False) -> list[str]:
    """The files written, from the project's folder."""
    written = compile_catalogs(project.workspace, paths, fuzzy=fuzzy, dry_run=dry_run, say=print)
    return [path.relative_to(project.config.root).as_posix() for path in written]


def test_gettext_finds_the_translations_of_every_article(project: Project) -> None:
    root = project.config.root
    edit(root / "locales/es/LC_MESSAGES/note.po", "#, fuzzy\n", "")
    assert compiled(project) == [
        f"locales/{tag}/LC_MESSAGES/{name}.mo" for name in ("news/talks", "note") for tag in ("es", "sr")
    ]
    found = gettext.translation("note", root / "locales", ["es"])
    assert found.gettext("A short note") == "¡A short note!"
    talks = gettext.translation("news/talks", root / "locales", ["es"])
    assert talks.gettext("Talks in Tirana") == "Talks in Tirana"
    # Nothing changed: nothing is written.
    assert compiled(project) == []
    assert compiled(project, fuzzy=True) == ["locales/es/LC_MESSAGES/news/talks.mo"]
    # Python remembers what it found, so the file is opened.
    with (root / "locales/es/LC_MESSAGES/news/talks.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Talks in Tirana") == "¡Talks in Tirana!"


def test_only_what_was_asked_for_and_is_there(project: Project) -> None:
    root = project.config.root
    (root / "locales/sr/LC_MESSAGES/note.po").unlink()
    before = snapshot(root)
    expected = ["locales/es/LC_MESSAGES/note.mo"]
    assert compiled(project, root / "source/note.txt", dry_run=True) == expected
    assert snapshot(root) == before
    assert compiled(project, root / "source/note.txt") == expected


def test_one_broken_catalog_and_nothing_is_written(project: Project) -> None:
    root = project.config.root
    edit(root / "locales/sr/LC_MESSAGES/note.po", 'msgid "A short', 'msgid "A "short')
    before = snapshot(root)
    with pytest.raises(CatalogError, match=r"locales/sr/LC_MESSAGES/note\.po:\d+:\d+: "):
        compiled(project)
    assert snapshot(root) == before


def test_another_l10n_that_writes_is_waited_for_or_told(project: Project) -> None:
    with project_lock(project.config.root / ".l10n", wait=True, notify=print), pytest.raises(ConflictError):
        compile_catalogs(project.workspace, wait=False, say=print)
