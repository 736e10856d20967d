"""`run --watch`: pages follow when something is saved, nothing follows from its own writes, faults pass."""

import builtins
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n import cli
from l10n.config import Config
from l10n.errors import ConfigError
from l10n.pipeline.watching import Places, Watch
from sample import edit

CONFIG = 'targets = ["en-XA"]\nengine = "pseudo"\n'
HANGING = 120
"""Seconds after which a watch that says nothing is ended, so that the test fails instead of hanging."""


class Watching:
    """A running `l10n run --watch`."""

    def __init__(self, root: Path, *options: str) -> None:
        # Where tests run in the background the shell has them ignore SIGINT, and children inherit that.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "l10n", "run", "--watch", *options],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        )
        signal.signal(signal.SIGINT, before)
        self.lines: list[str] = []
        self._timer = threading.Timer(HANGING, self.process.kill)
        self._timer.start()

    def until(self, said: str) -> list[str]:
        """The lines that it says up to one that begins with `said`."""
        assert self.process.stdout is not None
        found: list[str] = []
        for line in self.process.stdout:
            found.append(line.rstrip("\n"))
            if line.startswith(said):
                self.lines += found
                return found
        raise AssertionError(f"never said {said!r}: {self.lines + found}")

    def interrupt(self) -> tuple[int, list[str]]:
        """What Ctrl-C makes of it: the exit code, and what it still says."""
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGINT)
        rest = self.process.stdout.read().splitlines()
        return self.process.wait(), rest

    def close(self) -> None:
        self._timer.cancel()
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "source").mkdir(parents=True)
    (root / ".l10n.toml").write_text(CONFIG)
    (root / "source/a.md").write_text("# One\n\nFirst text.\n")
    return root


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    running = Watching(root)
    try:
        running.until("watching source, locales, glossary.yml, .l10n.toml")
        yield running
    finally:
        running.close()


def test_what_is_saved_is_rendered_and_ctrl_c_is_a_good_end(root: Path, watching: Watching) -> None:
    assert "wrote build/en-XA/a.md" in watching.lines
    edit(root / "source/a.md", "First", "Second")
    watching.until("wrote build/en-XA/a.md")
    assert "Šéçöñð" in (root / "build/en-XA/a.md").read_text("utf-8")
    edit(root / "locales/en_XA/LC_MESSAGES/a.po", "Šéçöñð", "Ŝéçöñð")
    watching.until("wrote build/en-XA/a.md")
    (root / "source/b.md").write_text("# Two\n")
    assert not [line for line in watching.until("wrote build/en-XA/b.md") if "a.md" in line]
    (root / "source/b.md").unlink()
    watching.until("removed build/en-XA/b.md: rendered no more")
    watching.until("next: ")
    code, rest = watching.interrupt()
    assert (code, rest[-1]) == (0, "stopped watching")


def test_a_fault_is_told_and_its_correction_noticed(root: Path, watching: Watching) -> None:
    (root / ".l10n.toml").write_text(f"{CONFIG}kep = 1\n")
    watching.until("error: .l10n.toml:3: unknown key `kep`")
    (root / ".l10n.toml").write_text(f"{CONFIG}front-matter-keys = []\n")
    (root / "source/b.md").write_bytes(b"\xff\n")
    watching.until("error: ")
    (root / "source/b.md").write_bytes(b"fine\n")
    watching.until("wrote build/en-XA/b.md")
    (root / "glossary.yml").write_text("version: 1\nsource_locale: en\nterms: []\nsurplus: 1\n")
    watching.until("error: glossary.yml:4")
    (root / "glossary.yml").unlink()
    edit(root / "source/b.md", "fine", "well")
    watching.until("wrote build/en-XA/b.md")
    watching.until("next: ")
    assert watching.interrupt()[0] == 0


def test_it_begins_with_a_fault_too(root: Path) -> None:
    (root / ".l10n.toml").write_text("targets = 1\n")
    running = Watching(root)
    try:
        running.until("error: .l10n.toml:1")
        (root / ".l10n.toml").write_text(CONFIG)
        running.until("watching source")
        assert "wrote build/en-XA/a.md" in running.lines
        assert running.interrupt()[0] == 0
    finally:
        running.close()


def test_without_watchfiles_it_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return plain(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(sys, "argv", ["l10n", "run", "--watch"])
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    with pytest.raises(ConfigError, match="--watch needs watchfiles") as caught:
        Watch(Places((), ()))
    assert "l10n-toolkit[watch]" in (caught.value.hint or "")


@pytest.mark.parametrize("option", ["--frozen", "--dry-run", "--redo"])
def test_it_goes_with_no_option_that_is_for_one_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["l10n", "run", "--watch", option])
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2


CHANGES: dict[str, Callable[[Path], object]] = {
    "article": lambda root: (root / "source/a.md").write_text("# Two\n"),
    "catalog": lambda root: (root / "locales/x.po").write_text(""),
    "configuration": lambda root: (root / ".l10n.toml").write_text('targets = ["es"]\n'),
    "glossary": lambda root: (root / "glossary.yml").write_text("version: 1\n"),
    "folder gone": lambda root: (root / "locales").rename(root / "elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_a_moment(root: Path, change: str) -> None:
    (root / "locales").mkdir()
    moments = Watch(Places.of(Config.load(root))).moments()
    next(moments)
    CHANGES[change](root)
    next(moments)


def test_what_editors_and_l10n_make_for_a_moment_is_none(root: Path) -> None:
    moments = Watch(Places.of(Config.load(root))).moments()
    next(moments)
    for name in (".a.md.tmp", "a.md~", ".#a.md", "4913.tmp"):
        (root / "source" / name).write_text("x")
    threading.Timer(1, CHANGES["article"], [root]).start()
    next(moments)
    assert (root / "source/a.md").read_text() == "# Two\n"


def test_other_places_are_a_moment(root: Path) -> None:
    watch = Watch(Places((), (root / ".l10n.toml",)))
    moments = watch.moments()
    next(moments)
    watch.places = Places.of(Config.load(root))
    next(moments)
    CHANGES["article"](root)
    next(moments)
