"""Translation that is killed or interrupted goes on where it was: no sentence is asked for twice."""

import json
import os
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import vowel_engine
from apertium_prefix import installer, program
from l10n import Catalog
from sample import snapshot

ARTICLES = 12
UNITS = 5
"""Of an article; no two sentences are the same."""
SENTENCES = ARTICLES * UNITS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    write_project(project)
    return project


def write_project(root: Path) -> None:
    (root / "source").mkdir(parents=True)
    (root / ".l10n.toml").write_text('targets = ["es"]\n')
    for article in range(ARTICLES):
        units = (f"The train number {article} stops at station {unit}." for unit in range(UNITS))
        (root / "source" / f"{article:02}.md").write_text("\n\n".join(units) + "\n")


class Run:
    """`l10n translate` in a process of its own."""

    def __init__(self, root: Path, *, units: int = 2000, stuck: int = 0) -> None:
        self.log = root.parent / "log"
        self.log.unlink(missing_ok=True)
        os.mkfifo(self.log)
        words = [sys.executable, vowel_engine.__file__, str(self.log), str(units), str(stuck), "translate"]
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1764000000"}
        self.process = subprocess.Popen(words, cwd=root, env=environment, stderr=subprocess.PIPE, text=True)
        self._lines = self.log.open()
        self.asked: list[str] = []
        self.passed_on: list[str] = []

    def listen(self, until: int = sys.maxsize) -> None:
        """Read what was asked for, until it was so many sentences or the process is done."""
        while len(self.asked) < until and (line := self._lines.readline()):
            what, text = json.loads(line)
            (self.asked if what == "asked" else self.passed_on).append(text)

    def end(self, number: signal.Signals | None = None) -> tuple[int, str]:
        """The exit code and what was said; a signal is sent first."""
        if number is not None:
            self.process.send_signal(number)
        self.listen()
        self._lines.close()
        _, said = self.process.communicate()
        return self.process.returncode, said


@contextmanager
def running(root: Path, *, units: int = 2000, stuck: int = 0) -> Iterator[Run]:
    run = Run(root, units=units, stuck=stuck)
    try:
        yield run
    finally:
        run.process.kill()
        run.process.wait()


def undisturbed(folder: Path) -> dict[str, bytes]:
    write_project(folder / "project")
    with running(folder / "project") as run:
        assert run.end()[0] == 0
        assert len(run.asked) == len(set(run.asked)) == SENTENCES
    return snapshot(folder / "project")


@pytest.mark.parametrize("units", [2000, 10])
def test_no_sentence_is_translated_twice_however_often_the_process_is_killed(
    root: Path, tmp_path: Path, units: int
) -> None:
    expected = undisturbed(tmp_path / "undisturbed")
    finished: list[str] = []
    for _ in range(4):
        with running(root, units=units) as run:
            run.listen(until=10)
            run.end(signal.SIGKILL)
        assert not set(run.asked) & set(finished)
        finished += run.passed_on
    with running(root, units=units) as run:
        assert run.end()[0] == 0
    assert not set(run.asked) & set(finished)
    assert max(Counter(finished + run.asked).values()) == 1
    assert snapshot(root) == expected


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_is_finished_even_where_a_model_hangs(
    root: Path, tmp_path: Path, number: signal.Signals
) -> None:
    expected = undisturbed(tmp_path / "undisturbed")
    with running(root, units=10, stuck=33) as run:
        run.listen(until=33)
        code, said = run.end(number)
    assert code == 130
    told = next(line for line in said.splitlines() if line.startswith("es: stopped: "))
    assert "run again to go on" in said
    catalogs = [Catalog.read(path) for path in sorted((root / "locales/es").rglob("*.po"))]
    assert [catalog.active[0].msgstr != "" for catalog in catalogs] == [True] * 6 + [False] * 6
    assert told == (
        "es: stopped: 30 of 60 units are in the catalogs, 2 sentences of those that follow are remembered"
    )
    with running(root) as again:
        assert again.end()[0] == 0
    assert not set(again.asked) & set(run.passed_on)
    assert snapshot(root) == expected


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("hangs", ["apertium-wblank-mode", "stage-eng-spa"])
def test_an_apertium_that_hangs_ends_with_the_command(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, hangs: str
) -> None:
    """It never reads, and neither do those that it started: a pipe that they hold ends with the last."""
    installer(tmp_path, monkeypatch)("eng-spa")
    life = tmp_path / "life"
    os.mkfifo(life)
    program(tmp_path / "bin" / hangs, f"exec 5>{life}; echo started >&5; sleep 60 & sleep 60")
    with (root / ".l10n.toml").open("a") as config:
        config.write('engine = "apertium"\n')
    command = [sys.executable, "-m", "l10n", "translate"]
    with (
        subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL) as process,
        life.open("rb", buffering=0) as lives,
    ):
        assert lives.readline() == b"started\n"
        process.send_signal(number)
        assert process.wait() == (-number if number == signal.SIGKILL else 130)
        assert select.select([lives], [], [], 20)[0]
        assert lives.read() == b""
