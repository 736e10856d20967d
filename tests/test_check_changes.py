"""`--changed-since`: only what differs from a revision of git, entry by entry."""

import shutil
from pathlib import Path

import pytest

from check_sample import SAME, TERM, commit, git, write_project
from l10n.errors import ConfigError
from l10n.pipeline import Project
from l10n.pipeline.changes import Changes, folder_in_repository
from sample import edit

CATALOG = "locales/es/LC_MESSAGES/talks.po"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_project(tmp_path)
    commit(tmp_path)
    return tmp_path


def found(root: Path, revision: str = "HEAD") -> list[str]:
    return [one.rule for one in Project.open(root).examine(changed_since=revision).findings]


def test_without_a_change_there_is_nothing_to_report(root: Path) -> None:
    assert found(root) == []


def test_an_entry_that_changed_is_reported_and_no_other(root: Path) -> None:
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    assert found(root) == [TERM[0]]


def test_it_makes_no_difference_whether_a_change_is_staged_or_committed(root: Path) -> None:
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    git(root, "add", "--all")
    assert found(root) == [TERM[0]]
    commit(root)
    assert (found(root), found(root, "HEAD~1")) == ([], [TERM[0]])


def test_a_comment_of_an_entry_is_part_of_it(root: Path) -> None:
    edit(root / CATALOG, '#: source/talks.md\nmsgid "Four', '# hm\n#: source/talks.md\nmsgid "Four')
    assert found(root) == [SAME[0]]


def test_lines_that_were_removed_inside_an_entry_change_it(root: Path) -> None:
    edit(root / CATALOG, '#: source/talks.md\nmsgid "Four', 'msgid "Four')
    edit(root / CATALOG, '"El centro de "\n"Xhader', '"Xhader')
    assert found(root) == [TERM[0]]


def test_lines_that_were_added_elsewhere_move_entries_and_change_none(root: Path) -> None:
    edit(root / CATALOG, "#. heading 1\n", "# a\n# b\n# c\n#. heading 1\n")
    assert found(root) == []


def test_a_branch_is_compared_with_where_it_left(root: Path) -> None:
    git(root, "branch", "other")
    git(root, "switch", "--quiet", "other")
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    commit(root)
    git(root, "switch", "--quiet", "-")
    edit(root / "source/talks.md", "Four words are", "Five words are")
    commit(root)
    git(root, "switch", "--quiet", "other")
    assert found(root, "@{-1}") == [TERM[0]]


def test_files_that_git_does_not_know_are_new_as_a_whole(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", CATALOG)
    commit_index(root)
    assert found(root) == [TERM[0], SAME[0]]


def commit_index(root: Path) -> None:
    git(root, "commit", "--quiet", "--message", "index")


def test_what_git_ignores_is_not_new(root: Path) -> None:
    (root / ".gitignore").write_text("*.po\n")
    git(root, "rm", "--quiet", "--cached", CATALOG)
    git(root, "add", ".gitignore")
    commit_index(root)
    assert found(root) == []


def test_a_paragraph_that_changed_is_reported_in_the_article_and_in_its_catalogs(root: Path) -> None:
    edit(
        root / "glossary.yml",
        "    targets:",
        "    variants: [{text: May, status: misspelling}]\n    targets:",
    )
    commit(root)
    edit(root / "source/talks.md", "Four words", "Now four words")
    assert found(root) == []
    edit(root / "source/talks.md", "opened in May.", "opened in May!")
    assert found(root) == ["term-source-variant"]
    edit(root / "source/talks.md", "opened in May!", "opened in\nMay.")
    assert found(root) == [TERM[0], "term-source-variant"]


def test_where_the_glossary_changed_everything_is_reported(root: Path) -> None:
    edit(root / "glossary.yml", "version: 1", "version: 1  # ours")
    assert found(root) == [TERM[0], SAME[0]]


def test_a_catalog_that_cannot_be_read_is_always_reported(root: Path) -> None:
    edit(root / CATALOG, "#. heading 1", "<<<<<<< ours")
    commit(root)
    assert found(root) == ["catalog-invalid"]


def test_a_header_that_changed_is_reported(root: Path) -> None:
    edit(root / CATALOG, "Language: es", "Language: sr")
    assert found(root) == ["catalog-invalid"]


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = write_project(tmp_path / "docs" / "news")
    commit(tmp_path)
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    assert found(root) == [TERM[0]]
    assert folder_in_repository(root) == "docs/news"
    assert folder_in_repository(tmp_path) == ""


def test_a_hook_of_git_may_ask_below_the_top_of_a_work_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path / "docs" / "news")
    commit(tmp_path)
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert found(root) == [TERM[0]]


def test_odd_names_and_odd_content_are_read_as_git_writes_them(tmp_path: Path) -> None:
    names = ["with space.txt", "tab\there.txt", 'quote".txt', "Ђ.txt", "back\\slash.txt"]
    for name in names:
        (tmp_path / name).write_text("one\ntwo\nthree\n", "utf-8")
    commit(tmp_path)
    for name in names:
        (tmp_path / name).write_text("one\n++ b/none.txt\n@@ -1 +1 @@\nthree\r\nfour", "utf-8")
    (tmp_path / "new Ђ.txt").write_text("x")
    changes = Changes.since(tmp_path, "HEAD")
    assert set(changes.lines) == set(names)
    assert all(changes.within(name, 2, 2) and not changes.within(name, 1, 1) for name in names)
    assert changes.within("new Ђ.txt", 1, 1)
    assert changes.added == {"new Ђ.txt"}


def test_a_file_that_was_removed_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n")
    commit(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert Changes.since(tmp_path, "HEAD").lines == {}


def test_an_attribute_that_says_binary_hides_no_change(root: Path) -> None:
    (root / ".gitattributes").write_text("*.po binary\n")
    commit(root)
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    assert found(root) == [TERM[0]]


def test_outside_of_git_this_cannot_be_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no git repository"):
        found(write_project(tmp_path))
    assert folder_in_repository(tmp_path) == ""


def test_a_repository_that_belongs_to_others_is_told_from_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(root / "none"))
    with pytest.raises(ConfigError, match="git refuses to read this repository") as caught:
        found(root)
    assert f"safe.directory {root}" in (caught.value.hint or "")


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    write_project(tmp_path)
    git(tmp_path, "init", "--quiet")
    everything = [one.rule for one in Project.open(tmp_path).examine().findings]
    assert found(tmp_path) == everything != []
    git(tmp_path, "add", ".")
    assert found(tmp_path) == everything


@pytest.mark.parametrize("revision", ["none-such", "--all", "HEAD:source", ""])
def test_a_revision_must_be_one(root: Path, revision: str) -> None:
    with pytest.raises(ConfigError, match="git knows no revision") as caught:
        found(root, revision)
    assert "fetch-depth: 0" in (caught.value.hint or "")


def test_without_a_common_ancestor_nothing_can_be_compared(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "apart")
    git(root, "commit", "--quiet", "--message", "apart")
    with pytest.raises(ConfigError, match="no common ancestor"):
        found(root, "main")


def test_history_that_is_not_there_is_not_taken_for_no_change(root: Path) -> None:
    edit(root / CATALOG, "abrió en mayo", "abrió en junio")
    blob = git(root, "rev-parse", f"HEAD:{CATALOG}").strip()
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(ConfigError, match="git cannot tell what is different since 'HEAD'"):
        found(root)


def test_without_git_this_cannot_be_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shutil.which("git")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="not installed"):
        found(root)
