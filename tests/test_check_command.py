"""`l10n check`: what is printed and written, and when it fails."""

import json
import sys
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest

from check_sample import SAME, TERM, commit, git, write_project
from command_line import Call
from l10n.cli import console
from sample import edit

CATALOG = "locales/es/LC_MESSAGES/talks.po"
FORBIDDEN = f"{CATALOG}:16:2: error term-forbidden: “Xhader” is forbidden for “Gjadër”: write “Gjadër”"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_project(tmp_path))
    return tmp_path


@pytest.fixture
def call(call: Call) -> Call:
    """`call("-l", "sr")`: as `l10n check` with these words."""
    return partial(call, "check")


def test_a_finding_is_shown_at_its_characters(root: Path, call: Call) -> None:
    code, out, err = call()
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        FORBIDDEN,
        '  16 | "Xhader abrió en mayo."',
        "     |  ^^^^^^",
        f"{CATALOG}:19: error same-as-source: the translation is the source text itself",
        '  19 | msgid "Four words are enough here."',
        "2 errors, 0 warnings, 0 notes in 6 units",
    ]


def test_concise_is_a_line_a_finding(root: Path, call: Call) -> None:
    assert call("--format", "concise")[1].splitlines()[0] == FORBIDDEN
    assert len(call("--format", "concise")[1].splitlines()) == 3


def test_every_format_can_be_printed_and_written(root: Path, call: Call) -> None:
    for name in ("text", "concise", "json", "sarif", "junit", "github", "gitlab"):
        code, out, _ = call("--format", name, "--output", f"{name}=out/{name}")
        assert code == 1
        assert (root / "out" / name).read_text("utf-8") == out


def test_several_reports_are_of_the_same_findings(root: Path, call: Call) -> None:
    call("--output", "json=a.json", "--output", "sarif=a.sarif", "--output", "junit=a.xml")
    findings = json.loads((root / "a.json").read_bytes())["findings"]
    results = json.loads((root / "a.sarif").read_bytes())["runs"][0]["results"]
    assert [one["rule"] for one in findings] == [one["ruleId"] for one in results] == [TERM[0], SAME[0]]
    first = findings[0]
    assert [first[name] for name in ("line", "column", "end_line", "end_column")] == [16, 2, 16, 8]
    assert ElementTree.fromstring((root / "a.xml").read_text("utf-8"))[0].get("failures") == "2"


def test_a_report_is_not_written_again_where_nothing_is_different(root: Path, call: Call) -> None:
    call("--output", "json=a.json")
    before = (root / "a.json").stat().st_mtime_ns
    call("--output", "json=a.json")
    assert (root / "a.json").stat().st_mtime_ns == before


def test_paths_for_services_begin_at_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(write_project(tmp_path / "news"))
    git(tmp_path, "init", "--quiet")
    assert f"file=news/{CATALOG}," in call("--format", "github")[1]
    assert json.loads(call("--format", "gitlab")[1])[0]["location"]["path"] == f"news/{CATALOG}"
    assert f'"uri": "news/{CATALOG}"' in call("--format", "sarif")[1]
    assert call()[1].startswith(CATALOG)


def test_the_options_or_else_the_configuration_say_what_fails(root: Path, call: Call) -> None:
    config = root / ".l10n.toml"
    config.write_text(
        'targets = ["es"]\n[check.severity]\nterm-forbidden = "warning"\nsame-as-source = "warning"\n'
    )
    assert call()[0] == 0
    assert call("--fail-on", "warning")[0] == 1
    assert [call("--max-warnings", number)[0] for number in ("1", "2")] == [1, 0]
    edit(config, "[check.severity]", '[check]\nfail-on = "warning"\n[check.severity]')
    assert call()[0] == 1
    assert call("--fail-on", "error")[0] == 0
    edit(config, 'fail-on = "warning"', "max-warnings = 1")
    assert call()[0] == 1
    assert call("--max-warnings", "2")[0] == 0


def test_a_baseline_is_written_and_then_only_new_findings_fail(root: Path, call: Call) -> None:
    code, out, err = call("--write-baseline")
    assert (code, out, err) == (0, "", "wrote l10n-baseline.json: 2 findings\n")
    code, out, err = call()
    assert (code, out) == (0, "nothing to report in 6 units\n")
    assert err == "2 findings of the baseline not shown\n"
    edit(root / CATALOG, "Xhader", "Gjadër")
    assert call()[2].splitlines() == [
        "1 finding of the baseline not shown",
        "1 finding of the baseline is gone: run --write-baseline",
    ]
    edit(root / CATALOG, "Gjadër abrió", "Xhader, Xhader abrió")
    assert call("--format", "concise")[0] == 1
    assert '"baselineState": "new"' in call("--format", "sarif")[1]


def test_a_baseline_may_lie_elsewhere(root: Path, call: Call) -> None:
    assert call("--write-baseline", "--baseline", "ci/known.json")[2] == "wrote ci/known.json: 2 findings\n"
    assert call()[0] == 1
    assert call("--baseline", "ci/known.json")[0] == 0
    edit(root / ".l10n.toml", 'targets = ["es"]', 'targets = ["es"]\ncheck.baseline = "ci/known.json"')
    assert call()[0] == 0


def test_a_baseline_of_a_part_is_refused(root: Path, call: Call) -> None:
    for part in (("source",), ("-l", "es"), ("--rule", TERM[0]), ("--changed-since", "HEAD")):
        code, _, err = call("--write-baseline", *part)
        assert (code, "whole project" in err) == (2, True)
    assert not (root / "l10n-baseline.json").exists()


def test_a_dry_run_is_one_of_corrections_and_never_writes_a_baseline(root: Path, call: Call) -> None:
    for words in (("--dry-run",), ("--dry-run", "--write-baseline")):
        code, _, err = call(*words)
        assert (code, "goes with --fix" in err) == (2, True)
    assert not (root / "l10n-baseline.json").exists()


def test_no_baseline_is_made_of_what_cannot_be_read(root: Path, call: Call) -> None:
    edit(root / CATALOG, "#. heading 1", "<<<<<<< ours")
    code, out, err = call("--write-baseline")
    assert (code, "catalog-invalid" in out) == (2, True)
    assert err == "l10n-baseline.json was not written: a catalog cannot be read\n"


def test_an_unreadable_catalog_is_exit_code_2_in_every_format(root: Path, call: Call) -> None:
    edit(root / CATALOG, "#. heading 1", "<<<<<<< ours")
    assert call()[0] == 2
    code, out, _ = call("--format", "sarif")
    assert (code, '"executionSuccessful": false' in out) == (2, True)


def test_only_changes_are_reported_where_that_is_asked_for(root: Path, call: Call) -> None:
    commit(root)
    assert call("--changed-since", "HEAD")[:2] == (0, "nothing to report in 6 units\n")
    edit(root / CATALOG, "mayo", "junio")
    assert call("--changed-since", "HEAD", "--format", "concise")[1].splitlines()[0] == FORBIDDEN
    code, _, err = call("--changed-since", "no-such-branch")
    assert (code, "fetch-depth: 0" in err) == (2, True)


def test_wrong_values_are_refused_as_usage(root: Path, call: Call) -> None:
    for words in (
        ("--format", "html"),
        ("--output", "sarif"),
        ("--output", "sarif="),
        ("--output", "html=a.html"),
        ("--fail-on", "note"),
        ("--max-warnings", "-1"),
        ("--baseline", "none.json"),
        ("--rule", "none"),
    ):
        assert call(*words)[0] == 2, words


def test_on_a_terminal_lines_are_as_wide_as_it_is_and_coloured(
    root: Path, call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    edit(root / CATALOG, "abrió en mayo.", "abrió en mayo, dijo el ministerio el martes.")
    monkeypatch.setattr(console, "style", lambda text, role: f"<{role}>{text}</{role}>")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    lines = call()[1].splitlines()
    assert (len(lines[1]), lines[1][-1]) == (40, "…")
    assert lines[2] == "<error>     |  ^^^^^^</error>"
