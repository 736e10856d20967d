"""Writing files: whole or not at all, never over somebody else's work, and one l10n at a time."""

import os
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.atomic import Output, project_lock, write_all, write_if_changed
from l10n.errors import ConfigError, ConflictError


def test_parents_are_made_and_only_differences_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.po"
    assert write_if_changed(path, b"one")
    before = path.stat()
    assert not write_if_changed(path, b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.po"]


@given(st.binary(), st.binary())
def test_the_file_holds_exactly_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, a: bytes, b: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "file"
    for data in (a, b):
        write_if_changed(path, data)
        assert path.read_bytes() == data


def test_somebody_elses_change_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_if_changed(path, b"read")
    path.write_bytes(b"edited meanwhile")
    with pytest.raises(ConflictError, match="somebody else") as caught:
        write_if_changed(path, b"ours", expected=b"read")
    assert caught.value.exit_code == 4
    assert path.read_bytes() == b"edited meanwhile"
    assert write_if_changed(path, b"ours", expected=b"edited meanwhile")


def test_a_file_that_was_not_there_must_still_not_be_there(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert write_if_changed(path, b"ours", expected=None)
    path.write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        write_if_changed(path, b"ours", expected=None)
    assert not write_if_changed(path, b"theirs", expected=None)


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "real.po", tmp_path / "link.po"
    write_if_changed(path, b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    write_if_changed(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_new_files_get_the_usual_permissions(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_if_changed(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("failing", ["fsync", "fchmod"])
def test_a_failure_on_the_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "a.po"
    write_if_changed(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(ConfigError, match=r"cannot be written: No space left") as caught:
        write_if_changed(path, b"new")
    assert str(caught.value.where) == path.as_posix()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_is_used_up(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    (tmp_path / ".a.po.tmp").write_bytes(b"half of a longer text")
    write_if_changed(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_many_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    texts = [str(number).encode() * 50_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: [write_if_changed(path, text) for _ in range(5)], texts))
    assert path.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        write_if_changed(tmp_path, b"data")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_if_changed(tmp_path / "file" / "below", b"data")


HOLDER = """
import sys
from pathlib import Path
from l10n.atomic import project_lock
with project_lock(Path(sys.argv[1]), wait=True, notify=print):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_process_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / ".l10n"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(ConflictError, match="another l10n"),
            project_lock(folder, wait=False, notify=print),
        ):
            pass
        said: list[str] = []
        waiting = threading.Event()

        def notify(text: str) -> None:
            said.append(text)
            waiting.set()

        def release() -> None:
            waiting.wait(60)
            assert holder.stdin is not None
            holder.stdin.close()

        thread = threading.Thread(target=release)
        thread.start()
        with project_lock(folder, wait=True, notify=notify):
            assert said == ["another l10n works on this project: waiting until it is done"]
        thread.join()


def test_the_lock_is_free_again_and_its_folder_private(tmp_path: Path) -> None:
    folder = tmp_path / ".l10n"
    for _ in range(2):
        with project_lock(folder, wait=False, notify=print):
            assert (folder / ".gitignore").read_text() == "*\n"


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(ConfigError, match="cannot be written"),
        project_lock(tmp_path / "file" / ".l10n", wait=False, notify=print),
    ):
        pass


def test_many_files_are_written_at_once_and_conflicts_told_in_order(tmp_path: Path) -> None:
    texts = [b"%d" % number for number in range(30)]
    outputs = [Output(tmp_path / f"{number % 3}" / f"{number}.po", text) for number, text in enumerate(texts)]
    assert write_all(outputs) == [True] * 30
    assert [output.path.read_bytes() for output in outputs] == texts
    mode = outputs[0].path.stat().st_mode
    outputs[7] = Output(outputs[7].path, b"new", b"7")
    outputs[9] = Output(outputs[9].path, b"new", b"another")
    done = write_all(outputs)
    assert isinstance(done[9], ConflictError)
    assert [wrote for wrote in done if not isinstance(wrote, ConflictError)] == [False] * 7 + [True] + [
        False
    ] * 21
    assert (outputs[7].path.read_bytes(), outputs[9].path.read_bytes()) == (b"new", b"9")
    assert outputs[7].path.stat().st_mode == mode
    assert write_all(outputs[:1]) == [False]


def test_of_many_files_one_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_all([Output(tmp_path / "a", b""), Output(tmp_path / "file" / "b", b"")])
