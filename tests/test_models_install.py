"""Installing packages: proven before they are put in place, and nothing changed where that fails."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copy_model import Kind, copy_package_as, metadata, pack
from l10n import cli
from l10n.engines.argos import ArgosEngine
from l10n.errors import EngineError, PackageError
from l10n.model import Tag
from l10n.models import archive, download
from l10n.models.install import install_file, install_from_index
from l10n.models.metadata import LARGEST_METADATA
from local_site import Answer, Site, local_site

EN, ES = Tag("en"), Tag("es")
NAME = "translate-en_es-1_9"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own: argostranslate makes folders there when it is imported."""
    folder = str(tmp_path_factory.mktemp("home"))
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, folder)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where packages are installed; not there yet, nor are the folders above it."""
    return tmp_path / "data" / "argos-translate" / "packages"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with local_site() as running:
        yield running


def small(folder: Path, **described: object) -> Path:
    """A package with all its parts and nothing in them."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"model")
    (folder / "sentencepiece.model").write_bytes(b"tokenizer")
    (folder / "metadata.json").write_text(json.dumps(metadata(Kind()) | described), encoding="utf-8")
    return folder


def refused(path: Path, directory: Path, message: str, probe: Callable[[Path], None] | None = None) -> None:
    """Installing fails with that message about that path, and nothing at all has changed."""
    before = everything(directory.parents[2])
    with pytest.raises(PackageError, match=message) as caught:
        install_file(path, directory, probe=probe)
    assert str(caught.value.where) == path.as_posix()
    assert caught.value.hint
    assert everything(directory.parents[2]) == before


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes, everything else with None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


# What is installed


def test_a_package_file_is_installed_and_translates(
    tmp_path: Path, directory: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(copy_package, tmp_path / "x.argosmodel")
    installed = install_file(path, directory, probe=ArgosEngine().probe)
    assert installed == directory / NAME
    assert [folder.name for folder in directory.iterdir()] == [NAME]
    assert [folder.name for folder in directory.parent.iterdir()] == ["packages"]
    assert everything(installed) == everything(copy_package)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(directory))
    assert ArgosEngine().translate(["The mayor sees the house."], EN, ES) == ["The mayor sees the house."]


def test_argos_translate_finds_what_was_installed(
    tmp_path: Path, directory: Path, copy_package: Path
) -> None:
    install_file(pack(copy_package, tmp_path / "x.argosmodel"), directory)
    from argostranslate.package import get_installed_packages

    (found,) = get_installed_packages([directory])
    assert (found.from_code, found.to_code, found.package_version) == ("en", "es", "1.9")


def test_a_folder_is_installed(tmp_path: Path, directory: Path) -> None:
    folder = small(tmp_path / "any name")
    assert install_file(folder, directory) == directory / NAME
    assert everything(directory / NAME) == everything(folder)


def test_other_versions_stay_and_the_same_is_replaced(tmp_path: Path, directory: Path) -> None:
    install_file(small(tmp_path / "old", package_version="1.0"), directory)
    install_file(small(tmp_path / "same", mark="old"), directory)
    install_file(small(tmp_path / "new", mark="new"), directory)
    assert sorted(folder.name for folder in directory.iterdir()) == ["translate-en_es-1_0", NAME]
    assert json.loads((directory / NAME / "metadata.json").read_text())["mark"] == "new"


def test_the_same_package_under_another_name_is_replaced(tmp_path: Path, directory: Path) -> None:
    small(directory / "en_es")
    small(directory / "en_de", to_code="de")
    (directory / NAME).mkdir()
    (directory / "stray").mkdir()
    install_file(small(tmp_path / "new"), directory)
    assert sorted(folder.name for folder in directory.iterdir()) == ["en_de", "stray", NAME]
    assert (directory / NAME / "metadata.json").is_file()


def test_a_package_names_its_own_folder(tmp_path: Path, directory: Path) -> None:
    path = small(tmp_path / "x", code="translate-en_es_news", package_version="2.0-beta")
    assert install_file(path, directory).name == "translate-en_es_news-2_0-beta"


# What is refused


def test_what_is_no_package_is_refused(tmp_path: Path, directory: Path) -> None:
    text, empty = tmp_path / "text.argosmodel", tmp_path / "folder"
    text.write_text("not a zip file")
    empty.mkdir()
    refused(text, directory, "is no usable Argos package: it is no zip file, or a damaged one")
    refused(empty, directory, r"it has no metadata\.json")
    refused(tmp_path / "none", directory, "does not exist")


Members = dict[str, bytes | int | None]
"""Names and contents; a number is the type of a member that is no file, None is none after all."""


def zipped(path: Path, members: Members, *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if isinstance(content, int):
                info.external_attr = (content | 0o777) << 16
                made.writestr(info, b"/etc/passwd")
            elif content is not None:
                made.writestr(info, content)
    return path


GOOD: Members = {
    "p/metadata.json": json.dumps(metadata(Kind())).encode(),
    "p/model/model.bin": b"model",
    "p/sentencepiece.model": b"tokenizer",
}


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
    refused(
        zipped(tmp_path / "x.argosmodel", GOOD), directory, "does not fit on the disk, which has 0 MB left"
    )


@pytest.mark.parametrize("target", ["metadata.json", "nowhere", "model"])
def test_a_folder_with_links_is_refused(tmp_path: Path, directory: Path, target: str) -> None:
    folder = small(tmp_path / "x")
    (folder / "link").symlink_to(target)
    refused(folder, directory, "holds a link or a device: link")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


# Failing halfway


def test_a_package_that_does_not_translate_leaves_the_old_one(tmp_path: Path, directory: Path) -> None:
    def probe(package: Path) -> None:
        assert (package / "metadata.json").is_file()
        assert not package.is_relative_to(directory)
        raise EngineError("says nothing")

    small(directory / NAME, mark="old")
    refused(small(tmp_path / "x"), directory, "does not translate: says nothing", probe)


def test_a_damaged_model_is_refused(tmp_path: Path, directory: Path, copy_package: Path) -> None:
    folder = copy_package_as(copy_package, tmp_path / "x", Kind())
    (folder / "model" / "model.bin").write_bytes(b"broken")
    refused(folder, directory, "it does not translate: the package .* cannot be opened", ArgosEngine().probe)


@pytest.mark.parametrize("there", [True, False])
def test_what_was_moved_aside_comes_back(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        small(directory / "en_es", mark="old")
        small(directory / NAME, mark="older")
    source = small(tmp_path / "x")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if target == directory / NAME and path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    refused(source, directory, "cannot be installed: No space left on device")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, directory: Path) -> None:
    (tmp_path / "data").write_text("a file")
    refused(small(tmp_path / "x"), directory, "cannot be installed: ")


# From an index


def serve(site: Site, package: Path, tmp_path: Path, **more: object) -> str:
    """Put a package and its index on the site; returns the index' address."""
    site.answers["/p.argosmodel"] = Answer(pack(package, tmp_path / "served.argosmodel").read_bytes())
    entry = metadata(Kind()) | {"links": ["p.argosmodel"]} | more
    site.answers["/index.json"] = Answer(json.dumps([entry]).encode())
    return f"{site.url}/index.json"


def test_a_package_is_installed_from_an_index(
    site: Site, tmp_path: Path, directory: Path, copy_package: Path
) -> None:
    address = serve(site, copy_package, tmp_path)
    said: list[str] = []
    installed = install_from_index(
        EN, Tag("es-MX"), address, directory, probe=ArgosEngine().probe, notify=said.append
    )
    assert installed == directory / NAME
    assert everything(installed) == everything(copy_package)
    assert [folder.name for folder in directory.parent.iterdir()] == ["packages"]
    assert said[0] == f"downloading {site.url}/p.argosmodel (0 MB)"
    assert said[-1] == "downloaded 100 %"


def test_a_package_is_installed_from_an_index_that_is_a_file(tmp_path: Path, directory: Path) -> None:
    pack(small(tmp_path / NAME), tmp_path / "x.argosmodel")
    index = tmp_path / "index.json"
    index.write_text(json.dumps([metadata(Kind()) | {"links": ["x.argosmodel"]}]))
    assert install_from_index(EN, ES, str(index), directory) == directory / NAME
    assert (tmp_path / "x.argosmodel").is_file()


def test_the_next_link_is_tried(site: Site, tmp_path: Path, directory: Path) -> None:
    address = serve(site, small(tmp_path / NAME), tmp_path, links=["gone.argosmodel", "p.argosmodel"])
    site.answers["/p.argosmodel"] = Answer(site.answers["/p.argosmodel"].body, announced=None)
    said: list[str] = []
    assert install_from_index(EN, ES, address, directory, notify=said.append) == directory / NAME
    assert site.asked == ["/index.json", "/gone.argosmodel", "/p.argosmodel"]
    assert "gone.argosmodel: cannot be fetched: the server says 404 Not Found" in said[0]
    assert said[1:] == [f"downloading {site.url}/p.argosmodel"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"PK" * 50_000, announced=200_000), r"was cut off: 100000 of 200000 bytes came"),
        (Answer(b"<html>not here</html>"), "is no zip file"),
        (Answer(status=500), "the server says 500 Internal Server Error"),
        (Answer(b"x", announced=10**12), "is larger than 4295 MB"),
        (Answer(b"x" * 10, announced=10**6, trickle=True), "less than 64 KB"),
    ],
)
def test_a_download_that_fails_changes_nothing(
    site: Site,
    tmp_path: Path,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    message: str,
) -> None:
    monkeypatch.setattr(download, "PATIENCE", 0.5)
    address = serve(site, small(tmp_path / NAME), tmp_path)
    site.answers["/p.argosmodel"] = answer
    before = everything(tmp_path)
    with pytest.raises(PackageError, match=message) as caught:
        install_from_index(EN, ES, address, directory)
    assert str(caught.value.where) == f"{site.url}/p.argosmodel"
    assert everything(tmp_path) == before


def test_a_package_for_another_pair_than_the_index_says_is_refused(
    site: Site, tmp_path: Path, directory: Path
) -> None:
    address = serve(site, small(tmp_path / NAME, to_code="de"), tmp_path)
    before = everything(tmp_path)
    with pytest.raises(PackageError, match="it is a package en to de, while the index says en to es"):
        install_from_index(EN, ES, address, directory)
    assert everything(tmp_path) == before


# From the command line


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    """The exit code of `l10n` with those words, in this process."""
    monkeypatch.setattr("sys.argv", ["l10n", *words])
    try:
        cli.main()
    except SystemExit as stop:
        return stop.code or 0
    return 0


def test_the_command_proves_what_it_installs(
    site: Site,
    tmp_path: Path,
    directory: Path,
    copy_package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(directory))
    address = serve(site, copy_package, tmp_path)
    assert command(monkeypatch, "models", "install", "en", "es", "--index", address) == 0
    out, err = capsys.readouterr()
    assert out == f"installed {directory / NAME}\n"
    assert "downloading" in err
    broken = zipped(tmp_path / "broken.argosmodel", GOOD)
    before = everything(tmp_path)
    assert command(monkeypatch, "models", "install", str(broken)) == 2
    assert "does not translate" in capsys.readouterr().err
    assert everything(tmp_path) == before
