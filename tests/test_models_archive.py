"""Package files from anywhere: what is hostile or broken is refused, and nothing has changed then."""

import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import PackageError
from l10n.models import archive
from l10n.models.metadata import LARGEST_METADATA
from package_files import GOOD, Members, everything, install_file, refused, small, zipped


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where packages are installed; not there yet, nor are the folders above it."""
    return tmp_path / "data" / "argos-translate" / "packages"


def test_what_is_no_package_is_refused(tmp_path: Path, directory: Path) -> None:
    text, empty = tmp_path / "text.argosmodel", tmp_path / "folder"
    text.write_text("not a zip file")
    empty.mkdir()
    refused(text, directory, "is no usable Argos package: it is no zip file, or a damaged one")
    refused(empty, directory, r"it has no metadata\.json")
    refused(tmp_path / "none", directory, "does not exist")


@pytest.mark.parametrize(
    ("members", "message"),
    [
        pytest.param({"p/../../evil": b""}, r"points outside: 'p/\.\./\.\./evil'", id="dots"),
        pytest.param({"../evil/x": b""}, "points outside", id="dots first"),
        pytest.param({"p/./x": b""}, "points outside", id="one dot"),
        pytest.param({"p//x": b""}, "points outside", id="empty name"),
        pytest.param({"/etc/evil": b""}, "absolute path", id="absolute"),
        pytest.param({"p\\..\\evil": b""}, "not portable", id="backslash"),
        pytest.param({"C:/evil": b""}, "not portable", id="drive"),
        pytest.param({"p/a\x07b": b""}, "not portable", id="control character"),
        pytest.param({"p/link": stat.S_IFLNK}, "holds a link or a device: 'p/link'", id="link"),
        pytest.param({"p/pipe": stat.S_IFIFO}, "holds a link or a device", id="pipe"),
        pytest.param({"q/x": b""}, "must hold one folder, and holds 2: p, q", id="two roots"),
        pytest.param({"loose": b""}, "holds a loose file: 'loose'", id="loose file"),
        pytest.param({"p/bomb": b"\0" * 3_000_000}, "more than 100 times its size", id="bomb"),
        pytest.param({"p/metadata.json": b"{}"}, r"metadata\.json has no from_code", id="no codes"),
        pytest.param({"p/metadata.json": b"{"}, r"metadata\.json is no JSON", id="no JSON"),
        pytest.param({"p/metadata.json": b"[" * 99_999}, "is no JSON", id="nested too deep"),
        pytest.param({"p/metadata.json": b"[]"}, r"metadata\.json is no JSON object", id="a list"),
        pytest.param(
            {"p/metadata.json": os.urandom(LARGEST_METADATA + 1)},
            "has more than 1000000 bytes",
            id="too large",
        ),
        pytest.param({"p/metadata.json/x": b""}, "holds two things of one name", id="a folder"),
        pytest.param({"p/model/model.bin": None}, r"has no model/model\.bin", id="no model"),
        pytest.param({"p/metadata.json": None}, r"has no metadata\.json", id="no description"),
        pytest.param(
            {"p/sentencepiece.model": None}, r"neither sentencepiece\.model nor bpe\.model", id="no tokenizer"
        ),
        pytest.param(dict.fromkeys(GOOD), "is empty", id="empty"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(
    tmp_path: Path, directory: Path, members: Members, message: str
) -> None:
    refused(zipped(tmp_path / "x.argosmodel", GOOD | members), directory, message)


@pytest.mark.parametrize(
    ("described", "message"),
    [
        ({"from_code": None}, "has no from_code"),
        ({"from_code": "../en"}, "has an unusable from_code: '../en'"),
        ({"to_code": ["es"]}, r"has an unusable to_code: \['es'\]"),
        ({"to_code": "e" * 500}, "has an unusable to_code: 'e{79}$"),
        ({"package_version": 1.9}, "has an unusable package_version: 1.9"),
        ({"package_version": "1/9"}, "has an unusable package_version"),
        ({"code": ".hidden"}, "has an unusable code: '.hidden'"),
        ({"code": "a/b"}, "has an unusable code"),
        ({"type": "sbd"}, "describes a package of type 'sbd'"),
    ],
)
def test_a_description_that_cannot_be_trusted_is_refused(
    tmp_path: Path, directory: Path, described: dict[str, object], message: str
) -> None:
    refused(small(tmp_path / "x", **described), directory, message)


def test_names_that_occur_twice_are_refused(tmp_path: Path, directory: Path) -> None:
    path = zipped(tmp_path / "x.argosmodel", GOOD)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as made:
        made.writestr("p/metadata.json", b"{}")
    refused(path, directory, r"holds two things of one name: 'p/metadata\.json'")


def test_a_file_with_a_password_is_refused(tmp_path: Path, directory: Path) -> None:
    path = zipped(tmp_path / "x.argosmodel", GOOD, method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    refused(path, directory, "holds a file with a password")


def test_damaged_contents_are_refused(tmp_path: Path, directory: Path) -> None:
    path = zipped(tmp_path / "x.argosmodel", GOOD, method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"tokenizer", b"TOKENIZER"))
    refused(path, directory, "is a damaged zip file: Bad CRC-32")


def test_compressed_bytes_that_are_none_are_refused(tmp_path: Path, directory: Path) -> None:
    path = zipped(tmp_path / "x.argosmodel", GOOD | {"p/README.md": b"readme " * 99})
    data = bytearray(path.read_bytes())
    at = data.index(b"p/README.md") + len("p/README.md")
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    refused(path, directory, "is a damaged zip file: ")


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [("MOST_MEMBERS", 2, "holds more than 2 files"), ("LARGEST_PACKAGE", 10, "would unpack to 0 GB")],
)
def test_a_file_that_is_too_much_is_refused(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str
) -> None:
    monkeypatch.setattr(archive, limit, value)
    refused(zipped(tmp_path / "x.argosmodel", GOOD), directory, message)


def test_a_package_that_does_not_fit_is_refused(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=5))
    message = r"cannot be installed: 0\.0 MB are needed, and 0\.0 MB of the disk are left"
    refused(zipped(tmp_path / "x.argosmodel", GOOD), directory, message)


@pytest.mark.parametrize("target", ["metadata.json", "nowhere", "model"])
def test_a_folder_with_links_is_refused(tmp_path: Path, directory: Path, target: str) -> None:
    folder = small(tmp_path / "x")
    (folder / "link").symlink_to(target)
    refused(folder, directory, "holds a link or a device: link")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 400), bits=st.integers(1, 255))
def test_a_flipped_byte_never_installs_something_else(tmp_path: Path, at: int, bits: int) -> None:
    directory = tmp_path / "packages"
    path = zipped(tmp_path / "x.argosmodel", GOOD, method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= bits
    path.write_bytes(data)
    try:
        installed = install_file(path, directory)
    except PackageError:
        assert not directory.exists() or not list(directory.iterdir())
        return
    expected = {name.removeprefix("p/"): content for name, content in GOOD.items()}
    assert {k: v for k, v in everything(installed).items() if v is not None} == expected
    shutil.rmtree(directory)


def test_a_description_that_cannot_be_read_is_refused(tmp_path: Path, directory: Path) -> None:
    (tmp_path / "x" / "metadata.json").mkdir(parents=True)
    refused(tmp_path / "x", directory, r"metadata\.json cannot be read: Is a directory")
