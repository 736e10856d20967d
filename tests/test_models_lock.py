"""`models.lock`: what it says, what it admits, and how packages are told apart."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import PackageError
from l10n.models import digest
from l10n.models.companion import companion
from l10n.models.lock import Lock, Locked, package_digest, read_lock, to_bytes, verified
from package_files import small

SHA = "0" * 64


@dataclass(frozen=True)
class Installed:
    path: Path
    code: str = "translate-en_es"
    version: str = "1.9"


@pytest.fixture
def package(tmp_path: Path) -> Installed:
    return Installed(small(tmp_path / "packages" / "translate-en_es-1_9"))


def remembered(package: Installed) -> bool:
    path = companion(package.path.parent) / digest.FILE
    return path.exists() and package.path.name in path.read_text()


# Digests


def test_a_digest_is_what_sha256sum_says_of_the_list_of_files(package: Installed) -> None:
    (package.path / "model" / "config.json").write_text("{}")
    command = (
        "find metadata.json model *.model -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c-64"
    )
    said = subprocess.run(command, shell=True, cwd=package.path, capture_output=True, text=True, check=True)
    assert package_digest(package.path) == said.stdout.strip()


@pytest.mark.parametrize("name", ["metadata.json", "model/model.bin", "model/new", "bpe.model"])
def test_it_changes_with_what_translation_reads(package: Installed, name: str) -> None:
    before = package_digest(package.path)
    (package.path / name).write_bytes(b"changed")
    assert package_digest(package.path) != before


@pytest.mark.parametrize("name", ["README.md", "stanza/resources.json", "minisbd/en.onnx"])
def test_it_does_not_change_with_what_argos_translate_adds(package: Installed, name: str) -> None:
    before = package_digest(package.path)
    (package.path / name).parent.mkdir(exist_ok=True)
    (package.path / name).write_bytes(b"added")
    assert package_digest(package.path) == before


def test_it_is_the_same_wherever_the_package_lies(package: Installed, tmp_path: Path) -> None:
    other = shutil.copytree(package.path, tmp_path / "elsewhere" / "any name")
    assert package_digest(other) == package_digest(package.path)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed just now counts as changed long ago, in another process."""
    monkeypatch.setattr(digest, "SETTLED", 0)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read."""
    found: list[Path] = []
    compute = digest.compute

    def counting(folder: Path) -> str:
        found.append(folder)
        return compute(folder)

    monkeypatch.setattr(digest, "compute", counting)
    return found


@pytest.mark.usefixtures("settled")
def test_files_are_read_once(
    package: Installed, computed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [package_digest(package.path)]
    said.append(package_digest(package.path))
    monkeypatch.setattr(digest, "_known", {})
    said.append(package_digest(package.path))
    assert computed == [package.path]
    assert len(set(said)) == 1


@pytest.mark.usefixtures("settled")
def test_a_change_of_the_same_size_and_time_is_seen(package: Installed) -> None:
    before = package_digest(package.path)
    assert remembered(package)
    file = package.path / "model" / "model.bin"
    stat = file.stat()
    file.write_bytes(b"MODEL")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert package_digest(package.path) != before


def test_what_changed_just_now_is_not_remembered(package: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "SETTLED", 10**18)
    package_digest(package.path)
    assert not remembered(package)


@pytest.mark.usefixtures("settled")
def test_what_changes_while_it_is_read_is_not_remembered(
    package: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = digest.compute

    def disturbed(folder: Path) -> str:
        found = compute(folder)
        (folder / "model" / "model.bin").write_bytes(b"longer than before")
        return found

    monkeypatch.setattr(digest, "compute", disturbed)
    package_digest(package.path)
    assert not remembered(package)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"translate-en_es-1_9": 7}', '{"x": ["y", "z"]}'])
def test_a_damaged_memory_is_no_memory(
    package: Installed, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    before = package_digest(package.path)
    (companion(package.path.parent) / digest.FILE).write_text(text)
    monkeypatch.setattr(digest, "_known", {})
    assert package_digest(package.path) == before
    assert remembered(package)


@pytest.mark.usefixtures("settled")
def test_a_folder_that_cannot_be_written_is_remembered_by_the_process(
    package: Installed, computed: list[Path]
) -> None:
    companion(package.path.parent).write_text("a file")
    assert package_digest(package.path) == package_digest(package.path)
    assert computed == [package.path]


@pytest.mark.usefixtures("settled")
def test_removed_packages_are_forgotten(package: Installed) -> None:
    other = small(package.path.parent / "other", to_code="de")
    package_digest(package.path)
    package_digest(other)
    shutil.rmtree(package.path)
    (other / "metadata.json").write_text("{}")
    package_digest(other)
    assert not remembered(package)


def test_a_folder_that_cannot_be_read_is_an_error(package: Installed) -> None:
    shutil.rmtree(package.path / "model")
    with pytest.raises(PackageError, match="cannot be read: No such file or directory") as caught:
        package_digest(package.path)
    assert str(caught.value.where) == package.path.as_posix()
    for call in (digest.compute, digest.content_size):
        with pytest.raises(PackageError, match="cannot be read"):
            call(package.path)


def test_a_folder_without_end_is_an_error(package: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "MOST_MEMBERS", 2)
    (package.path / "model" / "again").symlink_to(package.path / "model")
    with pytest.raises(PackageError, match="holds more than 2 files"):
        package_digest(package.path)


def test_the_size_is_that_of_the_same_files(package: Installed) -> None:
    (package.path / "README.md").write_text("not counted")
    counted = ("metadata.json", "model/model.bin", "sentencepiece.model")
    assert digest.content_size(package.path) == sum((package.path / name).stat().st_size for name in counted)


# The file


def write(folder: Path, text: str) -> Path:
    (folder / "models.lock").write_text(text, encoding="utf-8")
    return folder


FULL = Locked("translate-en_es", "1.9", SHA, 57, "https://example.org/x.argosmodel", "1" * 64)
BARE = Locked("translate-en_de", "", SHA, 0)


def test_a_lock_is_written_in_one_order_and_read_back(tmp_path: Path) -> None:
    data = to_bytes([FULL, BARE])
    assert data == to_bytes([BARE, FULL])
    assert data.decode().partition("\n\n")[2] == (
        f'[[package]]\nname = "translate-en_de"\nsha256 = "{SHA}"\nsize = 0\n'
        f'\n[[package]]\nname = "translate-en_es"\nversion = "1.9"\nsha256 = "{SHA}"\nsize = 57\n'
        f'source = "https://example.org/x.argosmodel"\narchive-sha256 = "{"1" * 64}"\n'
    )
    lock = read_lock(write(tmp_path, data.decode()))
    assert lock == Lock(tmp_path / "models.lock", (BARE, FULL))
    assert lock.of("translate-en_es") == FULL
    assert lock.of("translate-en_fr") is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_file_name_is_read_back(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    folder = tmp_path_factory.mktemp("lock")
    (folder / "models.lock").write_bytes(to_bytes([replace(FULL, source=source)]))
    lock = read_lock(folder)
    assert lock is not None
    assert lock.packages[0].source == source


def test_a_project_may_have_no_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version = 1\n<<<<<<< ours\n", r"^models\.lock:2:1: is no TOML"),
        ('x = "', "^models.lock: is no TOML"),
        ("a = " + "[" * 9999, "is nested too deep"),
        ("", "is of version None, and this l10n reads version 1"),
        ("version = 2", "is of version 2"),
        ("version = 1\npackage = 7", "`package` is no list of tables"),
        ("version = 1\npackage = [7]", "package 1 is no table"),
        ("version = 1\n[[package]]\nsha256 = 'x'\nsize = 1", "package 1 has no usable `name`"),
        ("version = 1\n[[package]]\nname = 'x'\nsize = 1", "package 1 has no usable `sha256`"),
        ("version = 1\n[[package]]\nname = 'x'\nsha256 = 'x'", "package 1 has no usable `size`"),
        ("version = 1\n[[package]]\nname = 'x'\nsha256 = 'x'\nsize = true", "no usable `size`"),
        (
            "version = 1\n[[package]]\nname = 'x'\nsha256 = 'x'\nsize = 1\nversion = 1.9",
            "no usable `version`",
        ),
        ("version = 1" + "\n[[package]]\nname = 'x'\nsha256 = 'x'\nsize = 1" * 2, "names x twice"),
    ],
)
def test_a_broken_lock_is_an_error_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PackageError, match=message) as caught:
        read_lock(write(tmp_path, text))
    assert caught.value.hint == "`l10n models lock` writes it anew from what is installed"


def test_a_lock_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "models.lock").write_bytes(b"\xff")
    with pytest.raises(PackageError, match="cannot be read: it is not UTF-8"):
        read_lock(tmp_path)
    (tmp_path / "models.lock").unlink()
    (tmp_path / "models.lock").mkdir()
    with pytest.raises(PackageError, match="cannot be read: Is a directory"):
        read_lock(tmp_path)


# What may be used


def locked(package: Installed, **other: str) -> Lock:
    pin = Locked(package.code, package.version, package_digest(package.path), 1)
    return Lock(Path("models.lock"), (replace(pin, **other),))  # type: ignore[arg-type]


def test_without_a_lock_every_package_may_be_used(package: Installed) -> None:
    assert verified(package, None) == package_digest(package.path)


def test_the_locked_package_may_be_used(package: Installed) -> None:
    lock = locked(package)
    assert verified(package, lock) == package_digest(package.path)
    assert lock.admits(package)


@pytest.mark.parametrize(
    ("other", "message", "admitted"),
    [
        ({"name": "translate-en_de"}, r"translate-en_es 1\.9 is not in models\.lock", False),
        ({"version": "1.0"}, r"models\.lock has translate-en_es 1\.0, and not 1\.9", False),
        (
            {"sha256": SHA},
            r"is not the one in models\.lock: its sha256 is .{12}…, and 0{12}… is locked",
            True,
        ),
    ],
)
def test_another_package_is_refused(
    package: Installed, other: dict[str, str], message: str, admitted: bool
) -> None:
    lock = locked(package, **other)
    assert lock.admits(package) is admitted
    with pytest.raises(PackageError, match=message) as caught:
        verified(package, lock)
    assert str(caught.value.where) == package.path.as_posix()
    assert "`l10n models lock`" in (caught.value.hint or "")
    removing = "`l10n models remove translate-en_es-1_9` takes this one away" in (caught.value.hint or "")
    assert removing is ("version" in other)


def test_nothing_of_a_package_is_left_out_of_its_digest(package: Installed) -> None:
    """The digest of no files at all is never that of a package."""
    assert package_digest(package.path) != hashlib.sha256(b"").hexdigest()
