"""What `l10n translate` says: before, meanwhile, afterwards, and where it is asked for nonsense."""

import os
import pty
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

import vowel_engine
from command_line import Call
from l10n import registry
from l10n.cli import console, progress
from l10n.model import Tag
from l10n.pipeline import background
from l10n.pipeline.background import close_unless_busy, closing_in_the_end, in_background, is_busy
from l10n.pipeline.options import Progress
from vowel_engine import VowelEngine


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / ".l10n.toml").write_text('targets = ["es"]\n')
    (tmp_path / "source/a.md").write_text("# A station\n\nNobody sleeps. Trains leave.\n\nThey refuse it.\n")
    monkeypatch.chdir(tmp_path)
    engine = VowelEngine()
    monkeypatch.setattr(registry, "engine", lambda name: engine)
    return tmp_path


def join_background() -> None:
    """Wait for threads of ours: whatever else was started in this process may never end."""
    for thread in threading.enumerate():
        if thread.name == background.NAME:
            thread.join()


def test_a_run_says_what_it_does_and_what_it_did(root: Path, call: Call) -> None:
    code, out, err = call("translate")
    assert (code, out) == (0, "")
    lines = [re.sub(r"[\d.]+ s, \d+ words/s", "T s, V words/s", line) for line in err.splitlines()]
    assert lines[:4] == [
        "es: translating 3 units with vowels en-es 1",
        "es: 2 of 3 units translated by vowels en-es 1",
        "es: 9 words in T s, V words/s; 0 remembered, 0 asked again, 1 refused",
        "es: 1 unit without a sound translation: translate by hand",
    ]


TERMS = """\
version: 1
source_locale: en
terms:
  - id: train
    source: train
    targets: {es: {term: Trein}}
  - id: station
    source: station
    targets: {es: {term: estación}}
"""


def test_a_run_says_how_many_terms_are_right(root: Path, call: Call) -> None:
    (root / "glossary.yml").write_text(TERMS)
    told = call("translate")[2].splitlines()
    assert told[3] == "es: 2 terms of the glossary, 0 of them right"


def test_a_dry_run_says_what_there_is_to_do(root: Path, call: Call) -> None:
    first = call("translate", "--dry-run")[2].splitlines()
    assert first[:2] == [
        "es: would translate 3 units (9 words) with vowels en-es 1",
        "es: 4 sentences, 0 of them remembered; how long the others take is not known before a first run",
    ]
    call("translate", "--limit", "2", "--quality", "fast")
    again = call("translate", "--dry-run", "--quality", "fast")[2].splitlines()
    told = re.sub(r"\d+ words/s", "V words/s", again[1])
    assert told == "es: 1 sentence, 0 of them remembered; about 0:00 at V words/s, as in the last run"
    assert "not known before a first run" in call("translate", "--dry-run")[2]
    call("translate", "--quality", "fast")
    last = call("translate", "--dry-run", "--redo", "--quality", "fast")[2].splitlines()
    assert last[1] == "es: 4 sentences, 4 of them remembered"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--quality", "best"), "'best' is none of fast, normal, careful"),
        (("--limit", "0"), "--limit"),
        (("--since", "HEAD"), "no git repository"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    words: tuple[str, ...], reason: str, root: Path, call: Call
) -> None:
    code, _, err = call("translate", *words)
    assert (code, reason in err) == (2, True)
    assert not (root / "locales").exists()


@pytest.mark.parametrize(
    ("terminal", "columns", "bar"),
    [
        ("xterm", 120, "es ━━━━ 100% 4 sentences, V words/s, 0:00 left"),
        ("xterm", 40, "es 100% V words/s, 0:00 left"),
        ("dumb", 120, ""),
    ],
)
def test_a_terminal_shows_a_bar_as_far_as_there_is_room(
    root: Path, terminal: str, columns: int, bar: str
) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals, as a container without /dev/pts")
    words = [sys.executable, vowel_engine.__file__, os.devnull, "1", "0", "translate"]
    environment = {**os.environ, "TERM": terminal, "COLUMNS": f"{columns}", "NO_COLOR": "1"}
    with subprocess.Popen(words, cwd=root, env=environment, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while some := os.read(ours, 1000):
                shown += some
        except OSError:
            # All have closed the other end.
            os.close(ours)
    assert process.returncode == 0
    assert b"es: 2 of 3 units translated" in shown
    lines = re.sub(r"━+", "━━━━", re.sub(r"[\d,]+ words/s", "V words/s", shown.decode()))
    assert bar in lines
    assert ("left" in lines) == (bar != "")


def test_a_bar_tells_sentences_speed_and_time() -> None:
    some = Progress(Tag("es"), 100, 0.25, 1234, 5000, 20.0)
    assert progress.told_of(some) == "1,234 sentences, 250 words/s, 1:00 left"
    assert progress.told_of(some, narrow=True) == "250 words/s, 1:00 left"
    assert progress.told_of(Progress(Tag("es"), 100, 0.0, 0, 0, 0.5)) == "0 sentences, 0 words/s"
    assert [console.clock(seconds) for seconds in (0.4, 59.6, 3600, 86_399)] == [
        "0:00",
        "1:00",
        "1:00:00",
        "23:59:59",
    ]


def test_work_in_the_background_gives_what_it_gives() -> None:
    stop = threading.Event()
    assert in_background(lambda: threading.current_thread() is not threading.main_thread(), stop)
    with pytest.raises(ZeroDivisionError):
        in_background(lambda: 1 // 0, stop)
    assert not stop.is_set()


def test_work_in_the_background_is_told_to_stop_and_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, release = threading.Event(), threading.Event()
    monkeypatch.setattr(background, "PATIENCE", 0)

    class Interrupted(Future[None]):
        def result(self, timeout: float | None = None) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(background, "Future", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        in_background(release.wait, stop)
    assert stop.is_set()
    assert is_busy()
    closed: list[str] = []
    close_unless_busy(lambda: closed.append("busy"))
    release.set()
    join_background()
    assert not is_busy()
    close_unless_busy(lambda: closed.append("done"))
    assert closed == ["done"]


def test_a_model_that_is_slow_to_close_is_waited_for_unless_interrupted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release, closed = threading.Event(), list[str]()

    def close() -> None:
        release.wait()
        closed.append("closed")

    monkeypatch.setattr(background, "HASTE", 0)
    with pytest.raises(KeyboardInterrupt), closing_in_the_end(close):
        raise KeyboardInterrupt
    assert (is_busy(), closed) == (True, [])
    with pytest.raises(KeyboardInterrupt), closing_in_the_end(lambda: closed.append("in work")):
        raise KeyboardInterrupt
    release.set()
    join_background()
    assert closed == ["closed"]
    with closing_in_the_end(close):
        assert closed == ["closed"]
    with pytest.raises(ZeroDivisionError), closing_in_the_end(close):
        raise ZeroDivisionError
    assert closed == ["closed"] * 3


def test_what_cannot_be_stopped_is_left_behind(
    root: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python would wait for it."""

    def leave(code: int) -> None:
        raise LookupError(code)

    def interrupt(self: object, query: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vowel_engine._Session.answer", interrupt)
    monkeypatch.setattr(background, "is_busy", lambda: True)
    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(LookupError, match="130"):
        call("translate")
    monkeypatch.setattr(background, "is_busy", lambda: False)
    code, _, err = call("translate")
    assert code == 130
    assert err.endswith("interrupted: every file written so far is whole; run again to go on\n")


def test_whoever_is_asked_to_end_ends_as_if_interrupted(
    root: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    release = threading.Event()

    def terminate(self: object, query: object) -> None:
        if not release.is_set():
            os.kill(os.getpid(), signal.SIGTERM)
            release.wait()

    monkeypatch.setattr("vowel_engine._Session.answer", terminate)
    monkeypatch.setattr(background, "PATIENCE", 0)
    monkeypatch.setattr(background, "is_busy", lambda: False)
    assert call("translate")[0] == 130
    release.set()
    join_background()
    assert signal.getsignal(signal.SIGTERM) == before
