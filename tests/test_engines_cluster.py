"""A job on the workers of a Dask cluster: the same answers as here, or an error that says why not."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from command_line import Call
from copy_model import Kind, copy_package_as, made_up_sentences, write_package
from l10n import Catalog, Project
from l10n.engines import cluster, cluster_worker
from l10n.engines.answers import Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.argos import ArgosEngine
from l10n.engines.argos_session import PackageSession
from l10n.engines.cluster import ClusterSession
from l10n.engines.cluster_faults import failed, faults
from l10n.engines.cluster_shards import SMALLEST
from l10n.engines.cluster_worker import Examined, Wanted, examine, translate, versions
from l10n.engines.installed import described
from l10n.engines.session import Opening, ask
from l10n.errors import EngineError
from l10n.model import State, Tag
from l10n.models.digest import package_digest
from random_model import write_random_package
from sample import snapshot

EN, ES, PT = Tag("en"), Tag("es"), Tag("pt")
SENTENCES = [text for text in made_up_sentences() if " the " in text][:600]
QUERIES = [Query(text) for text in SENTENCES]


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with one whose answers are noise, different for whatever is different."""
    folder = tmp_path_factory.mktemp("noise")
    write_random_package(folder / "translate-en_es-1_9")
    return folder


def local_cluster(workers: int) -> Any:
    """A cluster whose workers are threads of this process."""
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    )


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """A cluster of two workers."""
    with local_cluster(2) as running:
        yield running


@pytest.fixture
def address(workers: Any, noise: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The scheduler's; its workers have the package whose answers are noise."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(noise))
    return str(workers.scheduler_address)


def session(address: str, folder: Path, sha256: str = "") -> ClusterSession:
    (path,) = folder.iterdir()
    package = described(path)
    assert package is not None
    return ClusterSession(address, package, "normal", sha256 or package_digest(path), package_digest)


def here(folder: Path) -> PackageSession:
    (path,) = folder.iterdir()
    package = described(path)
    assert package is not None
    return PackageSession(package, "normal", package_digest(path))


def test_workers_answer_as_this_machine_does(address: str, noise: Path) -> None:
    asked = [
        *QUERIES[:150],
        *(Query(text, aligned=True, hypotheses=2) for text in SENTENCES[:40]),
        *(Query(text, pairs=((0, 3),), banned=("the",)) for text in SENTENCES[:20]),
        *(Query(text, cautious=True) for text in SENTENCES[:20]),
        Query("  "),
    ]
    with closing(session(address, noise)) as there:
        assert there.identity == here(noise).identity
        assert there.abilities == here(noise).abilities
        found = ask(there, asked)
        assert found == ask(here(noise), asked)
        assert ask(there, asked[:5]) == {query: found[query] for query in asked[:5]}
    assert any(answer and answer.others for answer in found.values())
    assert any(answer and answer.links for answer in found.values())
    assert None in found.values()


def test_a_shard_is_a_finished_batch(address: str, noise: Path) -> None:
    with closing(session(address, noise)) as there:
        finished = list(there.answers(QUERIES))
    assert len(finished) == -(-sum(map(len, SENTENCES)) // SMALLEST)
    indexes = [index for batch in finished for index, _ in batch]
    assert sorted(indexes) == list(range(len(QUERIES)))


def test_nobody_is_called_for_nothing() -> None:
    there = ClusterSession("tcp://127.0.0.1:1", _package(), "normal", "", package_digest)
    assert list(there.answers([])) == []
    there.close()


def _package() -> Any:
    from l10n.engines.installed import InstalledPackage

    return InstalledPackage(EN, ES, "1.9", "translate-en_es", Path("translate-en_es-1_9"))


def test_two_packages_in_a_row_are_two_jobs(
    workers: Any, packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_package_as(copy_package, packages / "es-en", Kind("es", "en"))
    copy_package_as(copy_package, packages / "en-pt", Kind("en", "pt"))
    opening = Opening(cluster=workers.scheduler_address, verified=package_digest, digest=package_digest)
    with closing(ArgosEngine().open(ES, PT, opening)) as there:
        answers = ask(there, QUERIES[:20])
    assert [answer and answer.text for answer in answers.values()] == SENTENCES[:20]
    with closing(ArgosEngine().open(ES, PT, replace(opening, cluster=""))) as local:
        assert local.identity == there.identity


def test_a_worker_with_another_package_is_refused_before_the_job_begins(
    address: str, noise: Path, packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = session(address, noise)
    copy_package_as(copy_package, packages / "x", Kind())
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    with (
        closing(mine),
        pytest.raises(
            EngineError,
            match=r"cannot translate: the package translate-en_es 1.9 in .*x is another one: its sha256 is",
        ) as raised,
    ):
        ask(mine, QUERIES[:1])
    assert len(raised.value.faults) == 1, "both workers are on one host"
    assert raised.value.hint
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages / "nothing"))
    with (
        closing(mine),
        pytest.raises(EngineError, match=r"the package translate-en_es 1.9 is not in .*nothing"),
    ):
        ask(mine, QUERIES[:1])


def test_a_worker_with_other_versions_is_refused(
    address: str, noise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = versions()
    assert mine["Python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert all(mine.values())
    monkeypatch.setattr(cluster_worker, "versions", lambda: mine | {"ctranslate2": "3.0", "distributed": ""})
    with closing(session(address, noise)) as there, pytest.raises(EngineError) as raised:
        ask(there, QUERIES[:1])
    assert f"have ctranslate2 3.0 and not {mine['ctranslate2']}, distributed (none) and not" in str(
        raised.value
    )


def test_versions_of_what_is_not_installed_are_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_worker, "DISTRIBUTIONS", ("no-such-distribution",))
    assert versions()["no-such-distribution"] == ""


def test_faults_are_told_of_once_for_each_host() -> None:
    good, bad = Examined("a", versions(), ""), Examined("b", versions(), "the package x is not in y")
    found = faults(
        {
            "tcp://a:1": good,
            "tcp://b:1": bad,
            "tcp://b:2": bad,
            "tcp://c:1": ModuleNotFoundError("No module named 'l10n'"),
            "tcp://d:1": OSError("closed"),
        }
    )
    assert [fault.message for fault in found] == [
        "the workers on b cannot translate: the package x is not in y",
        "the worker at tcp://c:1 does not have this l10n: No module named 'l10n'",
    ]


def test_a_worker_that_would_translate_otherwise_does_not(noise: Path, address: str) -> None:
    wanted = session(address, noise)._wanted
    assert examine(wanted).fault == ""
    other = replace(wanted, identity="argos translate-en_es 2.0")
    assert "and not as “argos translate-en_es 2.0”" in examine(other).fault
    with pytest.raises(EngineError, match=r"^on .*: would translate as"):
        translate(other, QUERIES[:1])


def test_a_shard_that_fails_again_and_again_is_an_error(
    address: str, noise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[Exception] = []

    def answers(session: PackageSession, queries: Sequence[Query]) -> Iterator[Any]:
        failures.append(
            TimeoutError("the disk is away") if len(queries) > 1 else EngineError("no", hint="yes")
        )
        raise failures[-1]

    monkeypatch.setattr(PackageSession, "answers", answers)
    with closing(session(address, noise)) as there:
        with pytest.raises(EngineError, match=r"failed on the cluster: the disk is away"):
            ask(there, QUERIES[:2])
        assert len(failures) == 1 + cluster.RETRIES
        with pytest.raises(EngineError, match=r"^on .*: no$") as raised:
            ask(there, QUERIES[:1])
        assert raised.value.hint == "yes"


class Gate:
    """Lets a worker begin with the first shards, and holds up the next ones until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, free: int) -> None:
        self._open = threading.Event()
        self._free = threading.Semaphore(free)
        answers = PackageSession.answers

        def held(session: PackageSession, queries: Sequence[Query]) -> Iterator[Any]:
            if not self._free.acquire(blocking=False):
                self._open.wait()
            yield from answers(session, queries)

        monkeypatch.setattr(PackageSession, "answers", held)

    def __enter__(self) -> "Gate":
        return self

    def __exit__(self, *error: object) -> None:
        self._open.set()


async def _no_task_is_left(dask_scheduler: Any) -> None:
    while dask_scheduler.tasks:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("leaving", [False, True])
def test_who_stops_asking_takes_back_what_was_not_begun(
    address: str, noise: Path, monkeypatch: pytest.MonkeyPatch, leaving: bool
) -> None:
    from distributed import Client

    with Gate(monkeypatch, free=1), Client(address, set_as_default=False) as watching:
        there = session(address, noise)
        batches: Any = there.answers(QUERIES)
        assert next(batches)
        (there if leaving else batches).close()
        watching.run_on_scheduler(_no_task_is_left)
        batches.close()
        there.close()


def test_a_job_waits_for_workers_to_come_back_but_not_for_ever(
    noise: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(noise))
    monkeypatch.setattr(cluster, "TICK", 0.05)
    monkeypatch.setattr(cluster, "CONNECTING", 2.0)
    with local_cluster(0) as local, closing(session(local.scheduler_address, noise)) as there:
        with pytest.raises(EngineError, match="has no workers"):
            ask(there, QUERIES[:1])
        local.scale(1)
        assert ask(there, QUERIES[:1]) == ask(here(noise), QUERIES[:1])
        with Gate(monkeypatch, free=1) as gate:
            batches: Any = there.answers(QUERIES)
            next(batches)
            monkeypatch.setattr(cluster, "PATIENCE", 0.2)
            local.scale(0)
            with pytest.raises(EngineError, match="has no workers"):
                next(batches)
            del gate


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "tcp://", "http://127.0.0.1:8786"])
def test_a_scheduler_that_is_not_there_is_an_error(
    address: str, noise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECTING", 0.1)
    there = session(address, noise)
    with pytest.raises(EngineError, match=f"^no Dask scheduler can be reached at {address}: ."):
        ask(there, QUERIES[:1])
    there.close()


def test_a_scheduler_that_is_gone_is_an_error(
    workers: Any, noise: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(noise))
    monkeypatch.setattr(cluster, "CONNECTING", 0.5)
    local = local_cluster(1)
    there = session(local.scheduler_address, noise)
    assert ask(there, QUERIES[:1])
    local.close()
    with pytest.raises(EngineError, match=r"the connection to the Dask scheduler at .* was lost"):
        ask(there, QUERIES[:1])
    there.close()


def test_without_dask_it_is_told_what_to_install(noise: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match="--cluster needs Dask") as raised:
        ask(session("tcp://127.0.0.1:1", noise), QUERIES[:1])
    assert raised.value.hint == "`pip install distributed`"
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("said", "raised"), [(TimeoutError(), TimeoutError), (ConnectionResetError(), EngineError)]
)
def test_an_answer_that_gets_lost_is_waited_for_unless_the_scheduler_is_gone(
    said: Exception, raised: type[Exception]
) -> None:
    class Lost:
        status = "pending"

        def result(self, timeout: float) -> None:
            raise said

    future: Any = Lost()
    with pytest.raises(raised):
        cluster._result(future, "tcp://x:1")


def test_a_failure_without_words_is_told_by_its_kind() -> None:
    assert failed(MemoryError()).message == "a part of the job failed on the cluster: MemoryError"


def test_engines_that_work_here_only_refuse() -> None:
    with pytest.raises(EngineError, match="the engine apertium works on this machine only"):
        ApertiumEngine().open(EN, ES, Opening(cluster="tcp://127.0.0.1:1"))


def test_a_thread_keeps_the_models_of_both_ways_of_a_pivot_and_no_more(
    packages: Path, copy_package: Path
) -> None:
    wanted = []
    for target in ("es", "pt", "fr"):
        copy_package_as(copy_package, packages / target, Kind("en", target))
        package = described(packages / target)
        assert package is not None
        digest = package_digest(package.path)
        identity = PackageSession(package, "fast", digest).identity
        wanted.append(Wanted(package.code, package.version, digest, "fast", identity, package_digest))
    cluster_worker._kept.sessions.clear()
    for one in (*wanted, wanted[1]):
        assert translate(one, QUERIES[:1])
    assert list(cluster_worker._kept.sessions) == wanted[1:]
    cluster_worker._kept.sessions.clear()


FAULTS_OF_FREED_MEMORY = """\
import resource, sys
from l10n.engines.cluster_worker import keep_memory
if sys.argv[1:]:
    keep_memory()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(200):
    bytearray(1 << 20)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def test_workers_keep_memory_although_dask_asks_them_to_give_it_back() -> None:
    environment = os.environ | {"MALLOC_TRIM_THRESHOLD_": "65536"}
    faults = [
        int(subprocess.check_output([sys.executable, "-c", FAULTS_OF_FREED_MEMORY, *how], env=environment))
        for how in ([], ["kept"])
    ]
    assert faults[1] * 10 < faults[0]


DOOMED = """
import fcntl, os, signal
from l10n.engines.argos_model import Model


def dask_setup(worker):
    worker.held = open({lock!r}, "w")
    fcntl.flock(worker.held, fcntl.LOCK_EX)
    Model.submit = lambda model, batch: os.kill(os.getpid(), signal.SIGKILL)
"""
SURVIVING = """
import fcntl
from l10n.engines.argos_model import Model


def dask_setup(worker, submit=Model.submit):
    def late(model, batch):
        with open({lock!r}) as held:
            fcntl.flock(held, fcntl.LOCK_SH)
        return submit(model, batch)

    Model.submit = late
"""
FATAL = """
import os, signal
from l10n.engines.argos_model import Model


def dask_setup(worker, submit=Model.submit):
    batches = []

    def last(model, batch):
        batches.append(batch)
        if len(batches) == {batches!r}:
            os.kill({scheduler!r}, signal.SIGKILL)
            signal.pause()
        return submit(model, batch)

    Model.submit = last
"""
"""What workers do besides: one ends at its first batch as if for want of memory, one does nothing before that
one has ended, and one ends the scheduler."""


@contextmanager
def running(folder: Path, until: str, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program of Dask, and the last word of the first line of its log that has `until`."""
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(folder)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = next((line for line in process.stderr if until in line), "")
        assert line, "it ended before it began"
        yield process, line.split()[-1]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    words = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    with running(folder, "Scheduler at:", "dask_scheduler", *words) as started:
        yield started


@contextmanager
def worker(folder: Path, address: str, besides: str) -> Iterator[subprocess.Popen[str]]:
    (preload := folder / f"besides_{len(besides)}.py").write_text(besides)
    words = [
        "--host",
        "127.0.0.1",
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
        "--preload",
        str(preload),
    ]
    with running(folder, "Registered to:", "dask_worker", address, *words) as (process, _):
        yield process


def write_project(root: Path) -> Path:
    (root / "source").mkdir(parents=True)
    (root / ".l10n.toml").write_text('targets = ["es"]\n')
    for at in range(0, len(SENTENCES), 50):
        text = "\n\n".join(SENTENCES[at : at + 50])
        (root / f"source/{at:03}.md").write_text(f"# A **heading** and the house\n\n{text}\n")
    return root


def test_a_worker_that_is_killed_costs_nothing_but_time(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    write_package(packages / "x", Kind(swaps={"▁the": "▁casa"}))
    root, undisturbed = write_project(tmp_path / "project"), write_project(tmp_path / "undisturbed")
    Project.open(undisturbed).translate()
    lock = str(tmp_path / "lock")
    with (
        scheduler(tmp_path) as (_, address),
        worker(tmp_path, address, DOOMED.format(lock=lock)) as doomed,
        worker(tmp_path, address, SURVIVING.format(lock=lock)) as surviving,
    ):
        Project.open(root).translate(cluster=address)
        assert doomed.wait() == -signal.SIGKILL
        assert surviving.poll() is None
    assert snapshot(root) == snapshot(undisturbed)
    entries = [entry for path in (root / "locales/es").rglob("*.po") for entry in Catalog.read(path).active]
    assert len(entries) > len(SENTENCES)
    assert {entry.state for entry in entries} == {State.MACHINE}


def test_a_job_that_cannot_go_on_says_so(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    write_package(packages / "x", Kind(swaps={"▁the": "▁casa"}))
    root = write_project(tmp_path / "project")
    monkeypatch.chdir(root)
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with scheduler(tmp_path) as (process, address):
        with worker(tmp_path, address, DOOMED.format(lock=str(tmp_path / "lock"))):
            code, _, said = call("translate", "--cluster", address)
        assert code == 3
        assert "a part of the job ended each of the 1 workers that had it, the last one at tcp://" in said
        with worker(tmp_path, address, FATAL.format(scheduler=process.pid, batches=4)):
            code, _, said = call("translate", "--cluster", address)
    assert code == 3
    assert f"error: the connection to the Dask scheduler at {address} was lost" in said
    assert "hint: what was finished is remembered; run it again to go on" in said
    assert "Traceback" not in said
