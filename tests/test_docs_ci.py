"""docs/ci.md tells the truth: its transcripts are run, its files are read by what they are for."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from check_sample import commit
from l10n.catalog.po import Catalog
from l10n.checks.suppression import WEBLATE, of_entries, of_units
from l10n.config import Config
from l10n.formats.article import Article
from transcripts import ROOT, printed, project_copy, ran, steps

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def documents() -> list[Any]:
    return [YAML(typ="safe", pure=True).load(block) for block in blocks("yaml")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """This repository's own sample, as the first commit of a repository."""
    project_copy(tmp_path)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    commit(tmp_path)
    return tmp_path


def test_every_transcript_is_what_the_commands_print(project: Path) -> None:
    every = [step for block in blocks("console") for step in steps(block)]
    assert len(every) == 6
    for step in every:
        found = counted(printed(step.command, project))
        assert (step.command, found) == (step.command, counted(step.shown))


def counted(text: str) -> str:
    """How many findings a baseline has is not what the page is about."""
    return re.sub(r"(?<=baseline.json: )\d+ ", "several ", text)


def commands(document: Any) -> list[str]:
    """What a workflow of GitHub or GitLab runs."""
    found = [step["run"] for step in document.get("steps", ()) if "run" in step]
    return found + [
        line for job in document.values() if isinstance(job, dict) for line in job.get("script", ())
    ]


def test_every_command_in_a_workflow_does_what_it_is_for(project: Path) -> None:
    found = [command for document in documents() for command in commands(document)]
    assert len(found) == 3
    for command in found:
        done = ran(command, project)
        assert done.returncode in (0, 1), (command, done.stdout)
        for file in re.findall(r"--output \w+=(\S+)", command):
            assert (project / file).stat().st_size > 100


def test_gitlab_is_told_of_the_files_that_are_written() -> None:
    (job,) = [document["l10n"] for document in documents() if "l10n" in document]
    assert all(f"={file}" in job["script"][0] for file in job["artifacts"]["reports"].values())


def test_the_action_is_given_inputs_that_it_has() -> None:
    action = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text("utf-8"))
    (workflow,) = [document for document in documents() if "jobs" in document]
    steps = workflow["jobs"]["check"]["steps"]
    (step,) = [step for step in steps if step["uses"].startswith("OWNER/l10n@")]
    assert set(step["with"]) <= set(action["inputs"])
    documented = re.findall(r"^\| `([\w-]+)` \|", section("GitHub Actions"), re.M)
    assert documented == list(action["inputs"])


def section(name: str) -> str:
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_hooks_are_those_that_there_are() -> None:
    declared = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (config,) = [document for document in documents() if "repos" in document]
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == [hook["id"] for hook in declared]


def test_the_comments_suppress_what_they_name(tmp_path: Path) -> None:
    (po,) = blocks("po")
    entries = Catalog.parse((HEADER + po).encode(), "a.po").active
    assert [one.rule for one in of_entries(entries, "a.po")] == ["same-as-source"]
    (tmp_path / "a.md").write_text(blocks("markdown")[0], "utf-8")
    units = Article.read(tmp_path / "a.md").units
    assert [(one.rule, one.msgid) for one in of_units(units, "a.md")] == [
        ("term-source-variant", 'The "Shenjin" left the port on Monday.')
    ]


def test_the_settings_are_those_that_there_are(tmp_path: Path) -> None:
    (settings,) = blocks("toml")
    (tmp_path / "pyproject.toml").write_text(f'[tool.l10n]\ntargets = ["es"]\n{settings}', "utf-8")
    config = Config.load(tmp_path)
    assert (config.check.fail_on, config.check.max_warnings) == ("warning", 20)


def test_every_flag_of_weblate_is_in_the_table() -> None:
    rows = re.findall(r"^\| ((?:`ignore-[\w-]+`(?:, )?)+) \| (.*) \|$", PAGE, re.M)
    told = {
        flag: tuple(re.findall(r"`([\w-]+)`", rules)) or ("*",)
        for flags, rules in rows
        for flag in re.findall(r"`ignore-([\w-]+)`", flags)
    }
    assert told == WEBLATE
