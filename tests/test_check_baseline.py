"""The baseline: what was found before is not reported again, whatever lines it moved to."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check_sample import SAME, TERM, write_project
from l10n.errors import ConfigError, Location
from l10n.model import Finding, Severity
from l10n.pipeline import Project
from l10n.pipeline.baseline import Compared, Deferred, compare, read, written
from sample import edit

A = Finding("a", Severity.ERROR, Location("a.po", 1), "m", msgid="x", evidence="e")
B = Finding("b", Severity.WARNING, Location("b.po", 2), "m", msgid="y")
NOTE = Finding("n", Severity.NOTE, Location("a.po", 3), "m", msgid="z")


def saved(root: Path, *findings: Finding) -> Path:
    path = root / "baseline.json"
    path.write_bytes(written(findings))
    return path


def new(root: Path, known: list[Finding], now: list[Finding], *, gone: tuple[str, ...] = ()) -> list[Finding]:
    baseline = read(saved(root, *known), "baseline.json")
    return list(compare(now, baseline, lambda path: path not in gone).new)


def test_a_finding_stands_in_a_line_of_its_own_sorted_by_file(tmp_path: Path) -> None:
    lines = written([B, A]).decode().splitlines()
    assert lines[0] == '{"version": 1, "findings": ['
    assert [json.loads(line.rstrip(","))["path"] for line in lines[1:-1]] == ["a.po", "b.po"]
    assert json.loads("\n".join(lines))["findings"][0] == {
        "path": "a.po",
        "locale": None,
        "rule": "a",
        "fingerprint": A.fingerprint,
        "moved": replace(A, where=Location("")).fingerprint,
        "count": 1,
    }


def test_the_order_of_findings_makes_no_difference() -> None:
    assert written([A, B]) == written([B, A])
    assert json.loads(written([])) == {"version": 1, "findings": []}


def test_notes_are_not_put_off() -> None:
    assert written([NOTE]) == written([])


def test_what_is_known_is_not_new_on_whatever_line(tmp_path: Path) -> None:
    moved = replace(A, where=Location("a.po", 99), message="worded otherwise")
    assert new(tmp_path, [A], [moved, B]) == [B]


def test_the_same_twice_is_new_once(tmp_path: Path) -> None:
    assert new(tmp_path, [A], [A, A]) == [A]
    assert new(tmp_path, [A, A], [A, A]) == []


def test_what_a_file_held_is_known_under_its_new_name(tmp_path: Path) -> None:
    renamed = replace(A, where=Location("new.po", 1))
    assert new(tmp_path, [A], [renamed], gone=("a.po",)) == []
    assert new(tmp_path, [A], [renamed, renamed], gone=("a.po",)) == [renamed]
    assert new(tmp_path, [A], [renamed]) == [renamed]


def test_two_branches_may_both_have_put_off_findings_of_one_kind() -> None:
    one, two = (Deferred.of(A, count) for count in (1, 2))
    assert compare([A] * 3, [one, two], lambda _: True) == Compared((), 3, 0)
    assert compare([A], [one, two], lambda _: True) == Compared((), 1, 2)


def test_what_is_found_no_more_is_counted(tmp_path: Path) -> None:
    baseline = read(saved(tmp_path, A, A, B), "b")
    compared = compare([A], baseline, lambda _: True)
    assert (compared.new, compared.known, compared.gone) == ((), 1, 2)


@given(st.lists(st.sampled_from([A, B, NOTE, replace(A, evidence="f"), replace(B, where=Location("ü.po"))])))
def test_a_baseline_of_everything_leaves_nothing_but_notes(findings: list[Finding]) -> None:
    baseline = json.loads(written(findings))
    assert sum(line["count"] for line in baseline["findings"]) == sum(one != NOTE for one in findings)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "l.json:1:2: is no baseline: broken JSON"),
        (b"\xff", "l.json: is no baseline: not UTF-8"),
        (b"[]", "l.json: is no baseline: it lacks"),
        (b'{"version": 2, "findings": []}', "l.json: is a baseline of version 2"),
        (b'{"version": 1}', "l.json: is no baseline: it lacks"),
        (b'{"version": 1, "findings": [{"path": "a"}]}', "l.json: is no baseline: it lacks"),
        (written([A]).replace(b'"count": 1', b'"count": "1"'), "l.json: is no baseline: it lacks"),
        (written([A]).replace(b'"rule": "', b'"rule": 1, "x": "'), "l.json: is no baseline: it lacks"),
        (b"[" * 100_000, "l.json: is no baseline: lists within lists"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "l.json").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        read(tmp_path / "l.json", "l.json")
    assert str(caught.value).startswith(said)
    assert caught.value.hint == "write it anew with --write-baseline"


def test_a_baseline_that_is_named_must_be_there(tmp_path: Path) -> None:
    write_project(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        Project.open(tmp_path).examine(baseline=tmp_path / "none.json")


def test_a_project_with_a_baseline_reports_only_what_is_new(tmp_path: Path) -> None:
    project = Project.open(write_project(tmp_path))
    assert len(project.write_baseline().findings) == 2
    assert (tmp_path / "l10n-baseline.json").exists()
    assert project.check() == []
    catalog = tmp_path / "locales/es/LC_MESSAGES/talks.po"
    edit(catalog, "#. heading 1\n", "# one line more\n#. heading 1\n")
    assert project.check() == []
    edit(catalog, "Conversaciones en Tirana", "Xhader")
    edit(tmp_path / "source/talks.md", "Talks in Tirana", "Talks in Gjadër")
    edit(catalog, 'msgid "Talks in Tirana"', 'msgid "Talks in Gjadër"')
    found = project.examine()
    assert [(one.rule, one.where.line) for one in found.findings] == [(TERM[0], 11)]
    assert (found.known, found.gone, found.compared) == (2, 0, True)


def test_a_project_hears_what_of_its_baseline_is_gone_only_when_all_of_it_was_looked_at(
    tmp_path: Path,
) -> None:
    project = Project.open(write_project(tmp_path))
    project.write_baseline(tmp_path / "known.json")
    edit(tmp_path / "locales/es/LC_MESSAGES/talks.po", "Xhader", "Gjadër")
    known = tmp_path / "known.json"
    assert project.examine(baseline=known).gone == 1
    assert project.examine(baseline=known, rules=[SAME[0]]).gone == 0
    assert project.examine([tmp_path / "source"], baseline=known).gone == 0
    assert Project.open(tmp_path, locales=project.config.targets).examine(baseline=known).gone == 1


def test_a_renamed_article_keeps_its_baseline(tmp_path: Path) -> None:
    project = Project.open(write_project(tmp_path))
    project.write_baseline()
    (tmp_path / "source/talks.md").rename(tmp_path / "source/tirana.md")
    folder = tmp_path / "locales/es/LC_MESSAGES"
    (folder / "talks.po").rename(folder / "tirana.po")
    assert project.check() == []


def test_a_run_counts_only_what_is_new(tmp_path: Path) -> None:
    project = Project.open(write_project(tmp_path))
    assert len(project.run().findings) == 2
    project.write_baseline()
    assert project.run().findings == ()


def test_nothing_is_written_where_a_catalog_cannot_be_read(tmp_path: Path) -> None:
    project = Project.open(write_project(tmp_path))
    edit(tmp_path / "locales/es/LC_MESSAGES/talks.po", "#. heading 1", "<<<<<<< ours")
    assert not project.write_baseline().readable
    assert not (tmp_path / "l10n-baseline.json").exists()
