"""Catalogs under git: `l10n init --git`, and real merges of real branches."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from command_line import Call
from gettext_tools import catalog_of, msgfmt
from l10n.catalog.po import Catalog
from l10n.model import Entry, State
from sample import MuteEngine, edit, snapshot, use_engine, write_project

NOTE = "locales/es/LC_MESSAGES/note.po"


def git(*words: str, expected: int = 0) -> str:
    """What git says in the working folder."""
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    assert done.returncode == expected, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Git without anybody's own settings, and with this very l10n on PATH."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    programs = tmp_path / "bin"
    programs.mkdir()
    script = programs / "l10n"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m l10n "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ann\n\temail = ann@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, MuteEngine())
    return tmp_path


@pytest.fixture
def root(home: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """A repository with the sample project in it, its catalogs merged, and git told about them."""
    project = write_project(home / "project")
    monkeypatch.chdir(project)
    git("init", "-q")
    assert call("init", "--git")[0] == 0
    assert call("merge")[0] == 0
    commit("the project")
    return project


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def on_branch(name: str, work: Callable[[], object]) -> None:
    """Do a branch's work on it, starting from main as it was, and go back to main."""
    git("checkout", "-q", "-b", name)
    work()
    commit(name)
    git("checkout", "-q", "main")


def translate(path: str, texts: dict[str, str]) -> None:
    """Translate as a person does, with an editor."""
    file = Path(path)
    catalog = Catalog.read(file)
    for entry in catalog.active:
        if entry.msgid in texts:
            flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
            new = replace(entry, msgstrs=(texts[entry.msgid],), flags=flags)
            catalog = catalog.with_entries({entry.key: new})
    file.write_bytes(catalog.to_bytes())


def translations(path: str) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in Catalog.read(Path(path)).active}


def require_whole(root: Path) -> None:
    """No conflict is left, and every catalog is whole."""
    assert git("status", "--porcelain") == ""
    for path in root.rglob("*.po"):
        data = path.read_bytes()
        assert b"<<<<<<<" not in data
        assert Catalog.parse(data, path.name).to_bytes() == data


TITLE, REST = "A short note", "Its only paragraph has a few more words."


def test_branches_that_translate_different_entries_are_merged(root: Path) -> None:
    on_branch("one", lambda: translate(NOTE, {TITLE: "Una nota breve"}))
    translate(NOTE, {REST: "Su único párrafo tiene más palabras."})
    commit("two")
    git("merge", "-q", "one")
    require_whole(root)
    assert translations(NOTE) == {TITLE: "Una nota breve", REST: "Su único párrafo tiene más palabras."}


def test_an_entry_translated_differently_has_both_texts(root: Path, call: Call) -> None:
    on_branch("one", lambda: translate(NOTE, {TITLE: "Una nota breve"}))
    translate(NOTE, {TITLE: "Una nota corta"})
    commit("two")
    assert f"{NOTE}: 1 text translated on both sides" in git("merge", "one")
    require_whole(root)
    entry = Catalog.read(Path(NOTE)).get(TITLE)
    assert entry is not None
    assert (entry.msgstr, entry.state) == ("Una nota corta", State.STALE)
    assert entry.comments == ("l10n:conflict theirs: Una nota breve",)
    # Nothing of it is lost when the article is merged again.
    call("merge")
    assert git("status", "--porcelain") == ""


def test_one_branch_edits_the_article_while_the_other_translates(root: Path, call: Call) -> None:
    on_branch("translator", lambda: translate(NOTE, {TITLE: "Una nota breve", REST: "Su único párrafo."}))

    edit(root / "source/note.txt", "A short note\n", "A new beginning\n\nA short note\n")
    edit(root / "source/note.txt", "a few more words", "many more words")
    assert call("merge")[0] == 0
    commit("editor")
    git("merge", "-q", "translator")
    require_whole(root)
    entries = Catalog.read(Path(NOTE)).entries
    reworded = REST.replace("a few", "many")
    assert [entry.msgid for entry in entries] == ["A new beginning", TITLE, reworded]
    assert [entry.msgstr for entry in entries] == ["", "Una nota breve", "Su único párrafo."]
    assert (entries[2].fuzzy, entries[2].previous_msgid) == (True, REST)
    # What git made is what merging the article would have made.
    assert call("merge")[0] == 0
    assert git("status", "--porcelain") == ""


def test_both_branches_edit_the_article(root: Path, call: Call) -> None:
    def prepend() -> None:
        edit(root / "source/note.txt", "A short note\n", "First of all\n\nA short note\n")
        call("merge")

    on_branch("one", prepend)
    edit(root / "source/note.txt", "more words.\n", "more words.\n\nLast of all\n")
    call("merge")
    commit("two")
    git("merge", "-q", "one")
    require_whole(root)
    assert list(translations(NOTE)) == ["First of all", TITLE, REST, "Last of all"]
    assert list(translations("locales/templates/note.pot")) == list(translations(NOTE))
    assert call("merge")[0] == 0
    assert git("status", "--porcelain") == ""


def test_a_catalog_that_both_branches_add_is_their_union(root: Path) -> None:
    new = "locales/es/LC_MESSAGES/extra.po"

    def add(*entries: Entry) -> None:
        Path(new).write_bytes(catalog_of(*entries).to_bytes())

    on_branch("one", lambda: add(Entry("a", ("A",)), Entry("b")))
    add(Entry("b", ("B",)), Entry("c"))
    commit("two")
    git("merge", "-q", "one")
    require_whole(root)
    assert translations(new) == {"a": "A", "b": "B", "c": ""}


def test_a_broken_version_is_told_and_left_to_people(root: Path) -> None:
    on_branch("one", lambda: edit(root / NOTE, f'msgid "{TITLE}"', f'msgid "{TITLE}'))
    translate(NOTE, {TITLE: "Una nota corta"})
    commit("two")
    ours = (root / NOTE).read_bytes()
    said = git("merge", "one", expected=1)
    assert f"error: {NOTE}:" in said
    assert "in their version: string not closed" in said
    assert "hint: close the string" in said
    assert f"git checkout --theirs {NOTE}" in said
    assert f"CONFLICT (content): Merge conflict in {NOTE}" in said
    assert (root / NOTE).read_bytes() == ours


def test_the_driver_takes_an_absent_base_and_refuses_absent_versions(tmp_path: Path, call: Call) -> None:
    ours, theirs, none = (tmp_path / name for name in ("ours", "theirs", "none"))
    ours.write_bytes(catalog_of(Entry("a", ("A",))).to_bytes())
    theirs.write_bytes(catalog_of(Entry("b", ("B",))).to_bytes())
    assert call("merge-driver", str(none), str(ours), str(theirs), "es.po") == (0, "", "")
    assert translations(str(ours)) == {"b": "B", "a": "A"}
    before = ours.read_bytes()
    code, _, err = call("merge-driver", str(none), str(ours), str(none), "es.po")
    assert (code, "their version of es.po cannot be read" in err) == (2, True)
    assert ours.read_bytes() == before


def test_init_git_twice_changes_nothing(root: Path, call: Call) -> None:
    lines = (root / ".gitattributes").read_text().splitlines()
    assert lines == ["locales/**/*.po merge=l10n", "locales/**/*.pot merge=l10n"]
    assert git("config", "--local", "merge.l10n.driver") == "l10n merge-driver %O %A %B %P\n"
    before = snapshot(root)
    code, out, err = call("init", "--git")
    assert (code, "everything is up to date" in err) == (0, True)
    assert "each further clone needs once: l10n init --git" in out
    assert snapshot(root) == before
    # A target of a project that exists is not what git is told.
    code, _, err = call("init", "--git", "-t", "de")
    assert (code, "pyproject.toml: this project is set up already" in err) == (0, True)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (b"*.md text", b"*.md text\nlocales/**/*.po merge=l10n\nlocales/**/*.pot merge=l10n\n"),
        (b"*.md text\r\n", b"*.md text\r\nlocales/**/*.po merge=l10n\r\nlocales/**/*.pot merge=l10n\r\n"),
        (b"locales/**/*.po  eol=lf merge=l10n\n# locales/**/*.pot merge=l10n\n", None),
    ],
)
def test_what_gitattributes_says_already_stays(
    root: Path, call: Call, present: bytes, expected: bytes | None
) -> None:
    (root / ".gitattributes").write_bytes(present)
    call("init", "--git")
    wanted = present + b"locales/**/*.pot merge=l10n\n" if expected is None else expected
    assert (root / ".gitattributes").read_bytes() == wanted


@pytest.mark.parametrize("folder", ["po", "my locales", 'a "b" [c]*', "#po", "!po", "пo\\x"])
def test_every_folder_of_catalogs_is_found_by_git(home: Path, call: Call, folder: str) -> None:
    project = home / "project"
    project.mkdir()
    (project / ".l10n.toml").write_text(f"targets = ['es']\nlocales = '{folder}'\n", "utf-8")
    os.chdir(project)
    git("init", "-q")
    assert call("init", "--git")[0] == 0
    assert call("init", "--git")[2].endswith("up to date\n")
    for path, driver in (
        (f"{folder}/es/LC_MESSAGES/news/a.po", "l10n"),
        (f"{folder}/templates/a.pot", "l10n"),
        (f"{folder}/es/LC_MESSAGES/a.mo", "unspecified"),
        ("elsewhere/a.po", "unspecified"),
    ):
        assert git("check-attr", "-z", "merge", "--", path).split("\0")[2] == driver, path


def test_a_new_project_is_started_and_git_told(
    home: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    git("init", "-q")
    before = snapshot(home)
    _, _, err = call("init", "news", "-t", "es", "--git", "--dry-run")
    assert "would write .gitattributes" in err
    assert "would set merge.l10n.driver in .git/config" in err
    assert snapshot(home) == before
    assert call("init", "news", "-t", "es", "--git")[0] == 0
    assert "locales/**/*.po merge=l10n" in (home / "news/.gitattributes").read_text()
    assert git("check-attr", "merge", "news/locales/es/LC_MESSAGES/a.po").endswith(": l10n\n")


def test_without_a_repository_nothing_is_written(
    home: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    before = snapshot(home)
    code, _, err = call("init", "-t", "es", "--git")
    assert (code, "is not in a git repository" in err, "hint: " in err) == (2, True, True)
    git("init", "-q", "--bare", "bare.git")
    monkeypatch.chdir("bare.git")
    assert call("init", "-t", "es", "--git")[0] == 2
    monkeypatch.chdir(home)
    monkeypatch.setenv("PATH", str(home / "nowhere"))
    code, _, err = call("init", "-t", "es", "--git")
    assert (code, "there is no git here" in err) == (2, True)
    assert {path: data for path, data in snapshot(home).items() if not path.startswith("bare.git/")} == before


def test_what_git_objects_to_is_told(root: Path, call: Call) -> None:
    settings = root / ".git/config"
    whole = settings.read_text()
    settings.write_text(whole.replace("l10n merge-driver", "other"))
    lock = root / ".git/config.lock"
    lock.touch()
    code, _, err = call("init", "--git")
    assert (code, "git could not set merge.l10n.driver" in err) == (2, True)
    lock.unlink()
    settings.write_text("[broken")
    code, _, err = call("init", "--git")
    assert (code, "git says: fatal: bad config" in err) == (2, True)


def test_a_project_needs_a_target_or_to_be_one(
    home: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    code, _, err = call("init")
    assert (code, "--target" in err) == (2, True)
    git("init", "-q")
    code, _, err = call("init", "--git")
    assert (code, "no project" in err) == (2, True)


@pytest.mark.needs_gettext
def test_what_git_merges_is_fine_for_msgfmt(root: Path) -> None:
    on_branch("one", lambda: translate(NOTE, {TITLE: "Una nota breve", REST: "Su párrafo"}))
    translate(NOTE, {TITLE: "Una nota corta"})
    commit("two")
    git("merge", "-q", "one")
    assert msgfmt(Path(NOTE).read_bytes(), "-c") == (True, "")
