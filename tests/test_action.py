"""The composite action of GitHub, and pre-commit's hooks: what they run is run here, as it would be there."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from check_sample import commit, write_project
from l10n import registry
from sample import edit

ROOT = Path(__file__).resolve().parent.parent
CATALOG = "locales/es/LC_MESSAGES/talks.po"
PIP = """\
#!/bin/bash
echo "$@" >> "$(dirname "$0")/pip.log"
"""
PYTHON = f"""\
#!/bin/bash
[ "$1 $2" = "-m venv" ] || exit 64
mkdir -p "$3/bin"
cp "$(dirname "$0")/pip" "$3/bin/pip"
ln -s {Path(sys.executable).parent / "l10n"} "$3/bin/l10n"
"""


def loaded(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text("utf-8"))


ACTION = loaded("action.yml")
HOOKS = loaded(".pre-commit-hooks.yaml")


class Runner:
    """As much of a GitHub runner as the action asks for: expressions, environment, folders."""

    def __init__(self, workspace: Path, tools: Path) -> None:
        self.workspace = workspace
        self.tools = tools
        tools.mkdir()
        for name, text in {"pip": PIP, "python": PYTHON}.items():
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """The action's steps in order, until one fails, with these inputs in the place of the defaults."""
        given = {name.replace("-", "_"): said["default"] for name, said in ACTION["inputs"].items()} | inputs
        values = {f"inputs.{name.replace('_', '-')}": value for name, value in given.items()}
        values["steps.python.outputs.python-path"] = str(self.tools / "python")
        for step in ACTION["runs"]["steps"]:
            if "run" in step:
                done = self._step(step, values)
                if done.returncode:
                    break
        return done

    def _step(self, step: dict[str, Any], values: dict[str, str]) -> subprocess.CompletedProcess[str]:
        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], text)

        environment = {name: filled(value) for name, value in step.get("env", {}).items()}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / filled(step.get("working-directory", ".")),
            env=os.environ
            | {"RUNNER_TEMP": str(self.tools), "GITHUB_ACTION_PATH": str(ROOT), "NO_COLOR": "1"}
            | environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(write_project(tmp_path / "project"), tmp_path / "tools")


def test_a_pull_request_is_annotated_and_fails(runner: Runner) -> None:
    done = runner.run()
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith(
        f"::error file={CATALOG},line=16,col=2,endLine=16,endColumn=8,"
    )


def test_l10n_is_installed_from_the_action_itself_without_what_it_does_not_need(runner: Runner) -> None:
    runner.run()
    assert (runner.tools / "l10n" / "bin" / "pip.log").read_text().splitlines() == [
        f"install --quiet --no-deps --requirement {ROOT}/requirements.txt",
        f"install --quiet --no-deps {ROOT}",
    ]


def test_a_project_without_errors_passes(runner: Runner) -> None:
    edit(runner.workspace / CATALOG, "Xhader", "Gjadër")
    edit(
        runner.workspace / CATALOG, 'msgstr "Four words are enough here."', 'msgstr "Cuatro palabras bastan."'
    )
    done = runner.run()
    assert (done.returncode, done.stdout) == (0, "")


def test_the_inputs_are_respected(runner: Runner) -> None:
    done = runner.run(
        format="concise",
        sarif_file="out/l10n.sarif",
        args="--rule same-as-source\n--locale es",
        fail_on="warning",
        working_directory="locales/es",
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 error, 0 warnings, 0 notes in 6 units"
    sarif = json.loads((runner.workspace / "locales/es/out/l10n.sarif").read_bytes())
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["same-as-source"]


def test_an_input_is_data_and_never_run(runner: Runner) -> None:
    runner.run(args="$(touch hacked) `touch hacked`; touch hacked", fail_on="$(touch hacked)")
    assert not list(runner.workspace.rglob("hacked"))
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_every_input_is_described_and_used() -> None:
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    assert all(said["description"] and "default" in said for said in ACTION["inputs"].values())
    assert ACTION["runs"]["using"] == "composite"


def hook(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in HOOKS if one["id"] == name)
    return found


def ran(hook: dict[str, Any], root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """The hook as pre-commit runs one of the system: its entry split like a command line, then arguments."""
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    words = [*shlex.split(hook["entry"]), *args]
    environment = os.environ | {"PATH": path}
    return subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_a_commit_with_an_error_is_stopped(tmp_path: Path) -> None:
    done = ran(hook("l10n-check"), write_project(tmp_path))
    assert (done.returncode, "term-forbidden" in done.stdout) == (1, True)


def test_a_commit_may_be_stopped_by_nothing_but_its_own_changes(tmp_path: Path) -> None:
    commit(write_project(tmp_path))
    assert ran(hook("l10n-check"), tmp_path, "--changed-since", "HEAD").returncode == 0
    edit(tmp_path / CATALOG, "mayo", "junio")
    assert ran(hook("l10n-check"), tmp_path, "--changed-since", "HEAD").returncode == 1


def test_a_commit_of_a_faulty_glossary_is_stopped(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    assert ran(hook("l10n-glossary-lint"), root).returncode == 0
    edit(root / "glossary.yml", "forbidden: [Xhader]", "forbidden: [Gjadër]")
    assert ran(hook("l10n-glossary-lint"), root).returncode == 1


def articles() -> Iterator[str]:
    yield from (f"source/news/a{suffix}" for suffix in sorted(registry.suffixes()))


@pytest.mark.parametrize("path", [*articles(), CATALOG, "glossary.yml", ".l10n.toml", "pyproject.toml"])
def test_the_check_runs_where_what_it_reads_is_committed(path: str) -> None:
    assert re.search(hook("l10n-check")["files"], path)


def test_the_hooks_leave_other_files_alone() -> None:
    for path in ("src/main.py", "a.mo", "poetry.toml", "image.png"):
        assert not any(re.search(one["files"], path) for one in HOOKS)
    assert not re.search(hook("l10n-glossary-lint")["files"], "source/my-glossary.yml")
