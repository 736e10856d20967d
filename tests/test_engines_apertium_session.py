"""Apertium's pipeline while it runs: what goes in and comes out, how it ends, and how it fails."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from apertium_prefix import Install, installer, mode, program
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.apertium_modes import modes
from l10n.engines.apertium_pipe import Pipe
from l10n.engines.apertium_session import BATCH, ApertiumSession
from l10n.engines.session import Opening, Session, ask
from l10n.errors import EngineError
from l10n.model import Tag

EN, ES = Tag("en"), Tag("es")
HELLO = Query("Hello.")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    return installer(tmp_path, monkeypatch)


def opened() -> Session:
    return ApertiumEngine().open(EN, ES, Opening())


def queries(count: int) -> list[Query]:
    return [Query(f"This is number {number}.") for number in range(count)]


# Answers


def test_one_process_answers_batch_by_batch_and_call_after_call(install: Install, tmp_path: Path) -> None:
    log = tmp_path / "log"
    install("eng-spa", pipeline=f'echo "$@ LC_ALL=$LC_ALL" >>{log}; cat')
    session = opened()
    assert not log.exists()
    asked = queries(2 * BATCH + 1)
    batches = list(session.answers(asked))
    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]
    said = [(index, answer) for batch in batches for index, answer in batch]
    assert said == [(index, Answer(query.text)) for index, query in enumerate(asked)]
    assert list(session.answers([])) == []
    assert ask(session, [HELLO]) == {HELLO: Answer("Hello.")}
    session.close()
    assert log.read_text() == "-n LC_ALL=\n"


VOWELS = "sed -zu 'y/aeo/eoa/'"


def test_whole_units_keep_their_marks(install: Install) -> None:
    install("eng-spa", pipeline=VOWELS)
    texts = ["Hello {name}.", "A **heading**", "Hello {name}. Two.", "12", "The **white** house."]
    assert ApertiumEngine().translate(texts, EN, ES) == [
        "Holla {name}.",
        "A **hoeding**",
        "Holla {name}. Twa.",
        "12",
        "Tho **whito** hauso.",
    ]


def test_what_cannot_handle_bound_words_is_asked_without(install: Install, tmp_path: Path) -> None:
    log = tmp_path / "log"
    install("eng-spa", pipeline=f"sed -zu -e 'w {log}' -e '/\\[\\[/s/.*//'")
    session = opened()
    bound, plain = Query("A white house.", ((2, 7),)), Query("Two.")
    assert list(session.answers([bound, plain])) == [[(1, Answer("Two."))], [(0, Answer("A white house."))]]
    session.close()
    assert log.read_text() == "A [[0]]white[[/]] house.[u0]\0Two.[u1]\0A white house.[u0]\0"


def test_words_that_lost_what_they_are_bound_to_have_markers(install: Install) -> None:
    install("eng-spa", pipeline=f"sed -zu 's/\\[\\[[^]]*\\]\\]//g' | {VOWELS}")
    assert ApertiumEngine().translate(["A **white** house."], EN, ES) == ["A **whito** hauso."]


def test_a_text_that_lost_a_placeholder_has_no_answer(install: Install) -> None:
    install("eng-spa", pipeline="sed -zu 's/\\[0\\]//'")
    session = opened()
    lost = Query("Hello ⟦0⟧.")
    assert ask(session, [lost, HELLO]) == {lost: None, HELLO: Answer("Hello.")}
    aligned = Query("Hello ⟦0⟧.", aligned=True)
    assert ask(session, [aligned]) == {aligned: None}
    session.close()


def test_all_words_are_bound_to_align_them_in_the_translation_without(install: Install) -> None:
    """`the white` is one expression, unless its words are bound."""
    install("eng-spa", pipeline="sed -zu 's/the white/snow/'")
    query = Query("See the white house.", aligned=True)
    session = opened()
    assert ask(session, [query]) == {
        query: Answer("See snow house.", (Link((0, 3), (0, 3)), Link((14, 19), (9, 14))))
    }
    session.close()


def test_the_identity_tells_pipelines_apart(install: Install, tmp_path: Path) -> None:
    install("eng-spa")
    first = opened().identity
    assert first == opened().identity
    mode(tmp_path / "share" / "apertium", "eng-spa", "sed '' # /apertium-eng-spa/")
    assert opened().identity != first


# How it ends


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_whoever_takes_no_more_answers_ends_it_and_can_ask_again(install: Install, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    install("eng-spa", pipeline=f"echo $$ >{pid}; cat")
    session = opened()
    batches = session.answers(queries(5_000))
    assert len(next(iter(batches))) == BATCH
    first = int(pid.read_text())
    assert is_running(first)
    batches.close()  # type: ignore[attr-defined]
    assert not is_running(first)
    assert ask(session, [HELLO]) == {HELLO: Answer("Hello.")}
    second = int(pid.read_text())
    assert second != first
    session.close()
    session.close()
    assert not is_running(second)
    assert ask(session, [HELLO]) == {HELLO: Answer("Hello.")}
    session.close()


def test_a_session_that_was_asked_nothing_has_nothing_to_close(install: Install) -> None:
    install("eng-spa")
    opened().close()


def test_an_interrupt_leaves_no_process_behind(install: Install, tmp_path: Path) -> None:
    """What the pipeline writes to is at an end when the last of its processes is."""
    life = tmp_path / "life"
    os.mkfifo(life)
    install("eng-spa", pipeline=f"exec 5>{life}; echo started >&5; cat | cat >/dev/null")
    code = "from l10n.engines.apertium import *; ApertiumEngine().translate(['Hello there.'], 'en', 'es')"
    with (
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as process,
        life.open() as lives,
    ):
        assert lives.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert said.endswith(b"KeyboardInterrupt\n")
        assert lives.read() == ""


# How it fails


@pytest.mark.parametrize(
    ("pipeline", "message"),
    [
        ("echo 'Error: no such file' >&2; exit 1", "Apertium's eng-spa failed: Error: no such file"),
        ("kill -SEGV $$", "Apertium's eng-spa failed: Segmentation fault"),
        ("head -c 5 >/dev/null; exit 3", "Apertium's eng-spa failed: exit code 3"),
        ("yes | head -c 400000 >&2; echo Last. >&2; exit 3", "Apertium's eng-spa failed: Last."),
        ("exit 0", "Apertium's eng-spa failed: it ended without a word"),
        ("cat >/dev/null", "Apertium's eng-spa failed: not a word for 0.2 seconds"),
        ("cat >/dev/null; echo Ouch >&2", "Apertium's eng-spa failed: Ouch"),
    ],
)
@pytest.mark.parametrize("count", [1, 20_000])
def test_a_pipeline_that_fails_is_an_error(install: Install, pipeline: str, message: str, count: int) -> None:
    install("eng-spa", pipeline=pipeline)
    session = ApertiumSession(modes()[0], patience=0.2)
    with pytest.raises(EngineError, match=message) as caught:
        list(session.answers(queries(count)))
    assert caught.value.hint is not None
    assert "apertium -l" in caught.value.hint
    session.close()


@pytest.mark.parametrize("pipeline", ["sed -zu p", "sed -zu s/u0/u5/"])
def test_answers_to_other_texts_are_an_error(install: Install, pipeline: str) -> None:
    install("eng-spa", pipeline=pipeline)
    session = opened()
    with pytest.raises(EngineError, match="Apertium's eng-spa lost count of its texts"):
        ask(session, queries(1_000))
    session.close()


def test_a_program_that_ends_while_others_wait_is_an_error_at_once(install: Install, tmp_path: Path) -> None:
    install("eng-spa")
    program(tmp_path / "bin" / "broken", "head -c 1 >/dev/null; echo Rule 7 is wrong. >&2; exit 1")
    mode(tmp_path / "share" / "apertium", "eng-spa", "cat | broken | cat | cat")
    with pytest.raises(EngineError, match=r"Apertium's eng-spa failed: Rule 7 is wrong\."):
        ask(opened(), [HELLO])


DEADLY = f"""{sys.executable} -I -S -c '
import os, sys
rest = b""
while some := os.read(0, 1000):
    *texts, rest = (rest + some).split(b"\\0")
    for text in texts:
        if b"bomb" in text:
            END
        os.write(1, text + b"\\0")
'"""
"""A pipeline that does not survive what has `bomb` in it."""


@pytest.mark.parametrize(
    ("end", "bombs", "patience"), [("sys.exit(3)", [150, 151, 999], 60), ("sys.stdin.read()", [150], 2)]
)
def test_a_text_that_ends_the_pipeline_costs_itself(
    install: Install, end: str, bombs: list[int], patience: float
) -> None:
    install("eng-spa", pipeline=DEADLY.replace("END", end))
    session = ApertiumSession(modes()[0], patience)
    asked = queries(1_000)
    for place in bombs:
        asked[place] = Query(f"Bomb number {place} is a bomb.")
    answers = [answer for batch in session.answers(asked) for answer in batch]
    session.close()
    assert [index for index, answer in answers if answer is None] == bombs
    assert [index for index, _ in answers] == list(range(1_000))


def test_a_pipeline_that_many_texts_end_is_an_error(install: Install) -> None:
    install("eng-spa", pipeline=DEADLY.replace("END", "sys.exit(3)"))
    session = opened()
    with pytest.raises(EngineError, match="Apertium's eng-spa failed: exit code 3"):
        list(session.answers([Query(f"Bomb number {number} is a bomb.") for number in range(50)]))
    session.close()


def test_what_ended_the_pipeline_once_is_answered_by_itself(install: Install, tmp_path: Path) -> None:
    install(
        "eng-spa", pipeline=f"[ -e {tmp_path / 'later'} ] || {{ touch {tmp_path / 'later'}; exit 3; }}; cat"
    )
    session = opened()
    asked = queries(3)
    assert ask(session, asked) == {query: Answer(query.text) for query in asked}
    session.close()


def test_an_answer_too_many_is_an_error() -> None:
    pipe = Pipe(["printf", r"Hello.\0There.\0"], os.environ, "eng-spa", patience=60)
    with pytest.raises(EngineError, match="Apertium's eng-spa lost count of its texts"):
        list(pipe.answers(["Hello."]))
    assert pipe.closed


def test_what_is_said_beside_the_answers_does_no_harm(install: Install) -> None:
    install("eng-spa", pipeline="yes | head -c 400000 >&2; exec 2>&-; cat")
    session = opened()
    assert len(ask(session, queries(3_000))) == 3_000
    session.close()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo Broken. >&2; exit 1", "Apertium's eng-spa failed: Broken."),
        ("exit 0", "Apertium's eng-spa failed: no pipeline in .*eng-spa.mode"),
    ],
)
def test_a_mode_without_a_pipeline_is_an_error(
    install: Install, tmp_path: Path, script: str, message: str
) -> None:
    install("eng-spa")
    program(tmp_path / "bin" / "apertium-wblank-mode", script)
    with pytest.raises(EngineError, match=message):
        ask(opened(), [HELLO])


def test_a_program_that_cannot_be_run_is_an_error(install: Install, tmp_path: Path) -> None:
    install("eng-spa")
    (tmp_path / "bin" / "apertium-wblank-mode").write_text("#!/no/such/interpreter\n")
    with pytest.raises(EngineError, match=r"Apertium's eng-spa failed: .*/apertium-wblank-mode: "):
        ask(opened(), [HELLO])


def test_an_apertium_that_is_too_old_is_an_error(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("eng-spa")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin" / "apertium-wblank-mode").unlink()
    with pytest.raises(EngineError, match="there is no apertium-wblank-mode") as caught:
        ask(opened(), [HELLO])
    assert caught.value.hint == "install Apertium 3.8 or a later version"


def test_a_shell_that_cannot_be_run_is_an_error(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("eng-spa")
    program(tmp_path / "bin" / "apertium-wblank-mode", "echo cat")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(EngineError, match="Apertium cannot be run: No such file"):
        ask(opened(), [HELLO])
