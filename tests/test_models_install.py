"""Installing packages: proven before they are put in place, and nothing changed where that fails."""

import json
from pathlib import Path

import pytest

from copy_model import Kind, copy_package_as, metadata, pack
from l10n import cli
from l10n.engines.argos import ArgosEngine
from l10n.errors import EngineError, PackageError
from l10n.model import Tag
from l10n.models import download
from l10n.models.install import install_file, install_from_index
from local_site import Answer, Site
from package_files import GOOD, everything, refused, small, zipped

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
