"""Installing packages: proven before they are put in place, and nothing changed where that fails."""

import fcntl
import hashlib
import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from copy_model import Kind, copy_package_as, metadata, pack, write_package
from l10n.engines.argos import ArgosEngine
from l10n.engines.installed import installed, unusable
from l10n.errors import EngineError, PackageError
from l10n.model import Tag
from l10n.models import connection, digest, receipts
from l10n.models.companion import companion
from l10n.models.digest import compute, package_digest
from l10n.models.download import SILENT, Reporter
from l10n.models.index import read_index
from l10n.models.install import Installer
from l10n.models.lock import Lock, Locked
from l10n.models.receipts import Receipt
from l10n.models.staging import room_for
from local_site import Answer, Site
from package_files import GOOD, Members, everything, install_file, refused, small, zipped

EN, ES = Tag("en"), Tag("es")
NAME = "translate-en_es-1_9"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own: argostranslate makes folders there when it is imported."""
    folder = str(tmp_path_factory.mktemp("home"))
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, folder)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed just now counts as changed long ago."""
    monkeypatch.setattr(digest, "SETTLED", 0)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where packages are installed; not there yet, nor are the folders above it."""
    return tmp_path / "data" / "argos-translate" / "packages"


def visible(folder: Path) -> list[str]:
    """What a folder shows; what l10n keeps there for itself is hidden."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


# What is installed


def test_a_package_file_is_installed_and_translates(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = write_package(tmp_path / "made" / NAME, Kind(swaps={"▁house": "▁casa"}))
    path = pack(package, tmp_path / "x.argosmodel")
    found = Installer(directory, ArgosEngine().probe).from_path(path)
    assert found == directory / NAME
    assert [folder.name for folder in directory.iterdir()] == [NAME]
    assert visible(directory.parent) == ["packages"]
    assert everything(found) == everything(package)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(directory))
    assert ArgosEngine().translate(["The mayor sees the house."], EN, ES) == ["The mayor sees the casa."]


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


def test_a_package_takes_no_other_packages_place(tmp_path: Path, directory: Path) -> None:
    install_file(small(tmp_path / "old"), directory)
    hostile = small(tmp_path / "new", to_code="de", code="translate-en_es")
    refused(hostile, directory, f"it would take the place of {NAME}, a package en to es")


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


def test_a_package_is_not_opened_before_its_contents_are_the_locked_ones(
    tmp_path: Path, directory: Path
) -> None:
    def probe(package: Path) -> None:
        raise AssertionError("was opened")

    path = small(tmp_path / "x")
    before = everything(tmp_path)
    locked = Lock(Path("models.lock"), (Locked("translate-en_es", "1.9", "0" * 64, 1),))
    with pytest.raises(PackageError, match=r"is another translate-en_es 1\.9 than that of models\.lock"):
        Installer(directory, probe, locked).from_path(path)
    assert everything(tmp_path) == before


def test_another_version_than_the_locked_one_is_refused(tmp_path: Path, directory: Path) -> None:
    path = small(tmp_path / "x")
    locked = Lock(Path("models.lock"), (Locked("translate-en_es", "1.0", compute(path), 1),))
    with pytest.raises(PackageError, match=r"is translate-en_es 1\.9, and models\.lock has 1\.0") as caught:
        Installer(directory, lock=locked).from_path(path)
    assert caught.value.hint == "to change over, install it with --no-lock, then run `l10n models lock`"
    assert not directory.exists()


def test_the_locked_package_and_packages_that_are_not_locked_are_installed(
    tmp_path: Path, directory: Path
) -> None:
    path = small(tmp_path / "x")
    locked = Lock(Path("models.lock"), (Locked("translate-en_es", "1.9", compute(path), 1),))
    installer = Installer(directory, lock=locked)
    assert installer.from_path(path) == directory / NAME
    assert installer.from_path(small(tmp_path / "y", to_code="de")).name == "translate-en_de-1_9"


@pytest.mark.usefixtures("settled")
def test_where_a_package_came_from_is_remembered(tmp_path: Path, directory: Path) -> None:
    path = pack(small(tmp_path / "x"), tmp_path / "x.argosmodel")
    installed = install_file(path, directory)
    contents = package_digest(installed)
    archive = hashlib.sha256(path.read_bytes()).hexdigest()
    assert receipts.read(installed, contents) == Receipt(contents, "x.argosmodel", archive)
    assert receipts.read(installed, "0" * 64) == Receipt("0" * 64, "")
    other = install_file(small(tmp_path / "y", to_code="de"), directory)
    assert receipts.read(other, package_digest(other)).source == "y"
    shutil.rmtree(installed)
    install_file(small(tmp_path / "z", to_code="fr"), directory)
    assert receipts.read(installed, contents).source == ""


@pytest.mark.usefixtures("settled")
def test_a_file_name_that_is_no_text_is_remembered_as_far_as_it_is(tmp_path: Path, directory: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.argosmodel")
    try:
        pack(small(tmp_path / "x"), path)
    except OSError:
        pytest.skip("this disk has no such names")
    installed = install_file(path, directory)
    assert receipts.read(installed, package_digest(installed)).source == "caf\ufffd.argosmodel"


def test_interrupted_in_the_last_moment_it_is_there(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(directory / NAME, mark="old")
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        rename(path, target)
        if path.name == "new":
            raise KeyboardInterrupt
        return target

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        install_file(small(tmp_path / "x", mark="new"), directory)
    assert json.loads((directory / NAME / "metadata.json").read_text())["mark"] == "new"
    assert [folder.name for folder in directory.parent.iterdir()] == ["packages"]


def test_interrupted_before_it_comes_back(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(directory / NAME, mark="old")
    source = small(tmp_path / "x", mark="new")
    before = everything(tmp_path)

    def interrupted(path: Path, target: Path) -> Path:
        if not target.name.startswith("translate"):
            raise AssertionError("nothing else is moved")
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        install_file(source, directory)
    assert everything(tmp_path) == before


def killed_while_replacing(directory: Path) -> Path:
    """What a process leaves that is killed between the two renames."""
    left = directory.parent / ".packages.new-12345678"
    small(left / "old" / NAME, mark="old")
    small(left / "new")
    return left


@pytest.mark.parametrize("there", [False, True])
def test_what_a_killed_process_left_is_put_right(tmp_path: Path, directory: Path, there: bool) -> None:
    left = killed_while_replacing(directory)
    directory.mkdir()
    if there:
        small(directory / NAME, mark="newer")
    install_file(small(tmp_path / "x", to_code="de"), directory)
    assert not left.exists()
    mark = json.loads((directory / NAME / "metadata.json").read_text())["mark"]
    assert mark == ("newer" if there else "old")


def test_a_download_that_was_abandoned_goes_when_a_file_is_installed(tmp_path: Path, directory: Path) -> None:
    part = companion(directory) / "downloads" / "0123456789abcdef.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    package = small(tmp_path / "x")
    install_file(package, directory)
    assert part.exists()
    os.utime(part, (0, 0))
    install_file(package, directory)
    assert not part.parent.exists()


def test_one_process_at_a_time_installs(tmp_path: Path, directory: Path) -> None:
    directory.mkdir(parents=True)
    held = os.open(directory.parent, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        os.close(held)

    Installer(directory, reporter=Reporter(say)).from_path(small(tmp_path / "x"))
    assert said == ["another l10n installs or removes packages: waiting until it is done"]
    assert (directory / NAME).is_dir()


def test_without_locks_on_folders_nothing_is_swept(
    tmp_path: Path, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int, operation: int) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", unknown)
    left = killed_while_replacing(directory)
    assert install_file(small(tmp_path / "x"), directory) == directory / NAME
    assert left.is_dir()


def test_a_copy_of_a_disk_that_cannot_be_written_can_be(tmp_path: Path, directory: Path) -> None:
    folder = small(tmp_path / "disk")
    for path in (folder, folder / "model", folder / "metadata.json"):
        path.chmod(0o555)
    installed = install_file(folder, directory)
    assert all(path.stat().st_mode & 0o200 for path in (installed, *installed.rglob("*")))


@pytest.fixture
def volume(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all packages, with one in it, where nothing may be made beside it."""
    small(directory / "translate-en_de-1_0", to_code="de")
    monkeypatch.setattr(os, "access", lambda path, mode: path != directory.parent)
    return directory


def test_where_nothing_can_be_made_beside_it_happens_inside(tmp_path: Path, volume: Path) -> None:
    from argostranslate.package import get_installed_packages

    seen: list[list[str]] = []

    def probe(package: Path) -> None:
        assert package.is_relative_to(volume)
        seen.append(sorted(found.type for found in get_installed_packages([volume])))
        assert installed(volume)[0].target == "de"
        assert unusable(volume) == ()

    beside = everything(volume.parents[1])
    path = small(tmp_path / "x")
    assert Installer(volume, probe).from_path(path) == volume / NAME
    assert seen == [["l10n-staging", "translate"]]
    assert sorted(folder.name for folder in volume.iterdir()) == ["translate-en_de-1_0", NAME]
    assert [name for name in everything(volume.parents[1]) if NAME not in name] == list(beside)


def test_then_what_is_remembered_lies_in_the_cache(
    tmp_path: Path, volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variables, cache in (({"XDG_CACHE_HOME": str(tmp_path / "cache")}, "cache"), ({}, "home/.cache")):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        path = install_file(small(tmp_path / cache / "x"), volume)
        assert companion(volume).parent == tmp_path / cache / "l10n"
        assert (companion(volume) / receipts.FILE).is_file()
        assert path == volume / NAME


def test_a_user_without_a_home_has_that_at_the_root(volume: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    assert companion(volume).parent == Path("/.cache/l10n")


def test_another_disk_beside_does_not_do(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory.mkdir(parents=True)
    assert room_for(directory) == directory.parent
    stat = Path.stat

    def elsewhere(path: Path, **options: Any) -> os.stat_result:
        found = stat(path, **options)
        return os.stat_result((*found[:2], 99, *found[3:])) if path == directory.parent else found

    monkeypatch.setattr(Path, "stat", elsewhere)
    assert room_for(directory) == directory


# From an index


def serve(site: Site, package: Path, tmp_path: Path, **more: object) -> str:
    """Put a package and its index on the site; returns the index' address."""
    site.answers["/p.argosmodel"] = Answer(pack(package, tmp_path / "served.argosmodel").read_bytes())
    entry = metadata(Kind()) | {"links": ["p.argosmodel"]} | more
    site.answers["/index.json"] = Answer(json.dumps([entry]).encode())
    return f"{site.url}/index.json"


def install_first(address: str, directory: Path, reporter: Reporter = SILENT) -> Path:
    """Install what the index has first."""
    return Installer(directory, reporter=reporter).from_index(read_index(address).entries[0])


def test_a_package_is_installed_from_an_index(
    site: Site, tmp_path: Path, directory: Path, copy_package: Path
) -> None:
    address = serve(site, copy_package, tmp_path)
    said: list[str] = []
    seen: list[tuple[str, int, int | None]] = []
    reporter = Reporter(said.append, lambda *progress: seen.append(progress))
    installed = install_first(address, directory, reporter)
    assert installed == directory / NAME
    assert everything(installed) == everything(copy_package)
    size = (tmp_path / "served.argosmodel").stat().st_size
    assert said == [f"downloading {site.url}/p.argosmodel ({size / 1e6:.1f} MB)"]
    assert seen[-1] == (f"{site.url}/p.argosmodel", size, size)
    assert not (companion(directory) / "downloads").exists()


def test_a_package_is_installed_from_an_index_that_is_a_file(tmp_path: Path, directory: Path) -> None:
    pack(small(tmp_path / NAME), tmp_path / "x.argosmodel")
    index = tmp_path / "index.json"
    index.write_text(json.dumps([metadata(Kind()) | {"links": ["x.argosmodel"]}]))
    assert install_first(str(index), directory) == directory / NAME
    assert (tmp_path / "x.argosmodel").is_file()


def test_a_package_is_installed_from_a_folder_of_packages(tmp_path: Path, directory: Path) -> None:
    folder = small(tmp_path / "stick" / "any name")
    assert install_first(str(folder.parent), directory) == directory / NAME
    assert folder.is_dir()


def test_a_file_that_is_gone_meanwhile_is_an_error(tmp_path: Path, directory: Path) -> None:
    folder = small(tmp_path / "stick" / "any name")
    found = read_index(str(folder.parent)).entries[0]
    shutil.rmtree(folder)
    with pytest.raises(PackageError, match="cannot be installed: No such file or directory"):
        Installer(directory).from_index(found)


def test_the_next_link_is_tried(site: Site, tmp_path: Path, directory: Path) -> None:
    address = serve(site, small(tmp_path / NAME), tmp_path, links=["gone.argosmodel", "p.argosmodel"])
    whole = site.answers["/p.argosmodel"]
    assert isinstance(whole, Answer)
    site.answers["/p.argosmodel"] = Answer(whole.body, announced=None)
    said: list[str] = []
    assert install_first(address, directory, Reporter(said.append)) == directory / NAME
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
    monkeypatch.setattr(connection, "PATIENCE", 0.5)
    address = serve(site, small(tmp_path / NAME), tmp_path)
    site.answers["/p.argosmodel"] = answer
    before = everything(tmp_path)
    with pytest.raises(PackageError, match=message) as caught:
        install_first(address, directory)
    assert str(caught.value.where) == f"{site.url}/p.argosmodel"
    assert everything(tmp_path) == before


def test_a_package_for_another_pair_than_the_index_says_is_refused(
    site: Site, tmp_path: Path, directory: Path
) -> None:
    address = serve(site, small(tmp_path / NAME, to_code="de"), tmp_path)
    before = everything(tmp_path)
    with pytest.raises(PackageError, match="it is a package en to de, while the index says en to es"):
        install_first(address, directory)
    assert everything(tmp_path) == before


def test_a_file_with_another_digest_than_the_index_says_is_refused(
    site: Site, tmp_path: Path, directory: Path
) -> None:
    address = serve(site, small(tmp_path / NAME), tmp_path, sha256="0" * 64)
    before = everything(tmp_path)
    with pytest.raises(PackageError, match=f"it has the sha256 .{{64}}, while the index says {'0' * 64}"):
        install_first(address, directory)
    assert everything(tmp_path) == before
    with pytest.raises(PackageError, match=r"it has [0-9]+ bytes, while the index says 7"):
        install_first(serve(site, tmp_path / NAME, tmp_path, size=7), directory)
    said = hashlib.sha256((tmp_path / "served.argosmodel").read_bytes()).hexdigest()
    assert install_first(serve_said(site, tmp_path, said), directory) == directory / NAME


def serve_said(site: Site, tmp_path: Path, sha256: str) -> str:
    """The same package, and an index that has this digest."""
    entry = metadata(Kind()) | {"links": ["p.argosmodel"], "sha256": sha256}
    site.answers["/index.json"] = Answer(json.dumps([entry]).encode())
    return f"{site.url}/index.json"


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"p/../../evil": b""}, "points outside"),
        ({"p/link": stat.S_IFLNK}, "holds a link or a device"),
        ({"translate-en_de-1_0/metadata.json": b"{}"}, "must hold one folder, and holds 2"),
        ({"p/bomb": b"\0" * 3_000_000}, "more than 100 times its size"),
    ],
)
def test_a_hostile_package_from_the_web_changes_nothing(
    site: Site, tmp_path: Path, directory: Path, members: Members, message: str
) -> None:
    small(directory / "translate-en_de-1_0", to_code="de")
    address = serve(site, small(tmp_path / NAME), tmp_path)
    body = zipped(tmp_path / "hostile", GOOD | members).read_bytes()
    site.answers["/p.argosmodel"] = Answer(body, headers={"ETag": '"1"'})
    before = everything(tmp_path)
    with pytest.raises(PackageError, match=message):
        install_first(address, directory)
    assert everything(tmp_path) == before


def test_a_package_is_installed_from_its_url(site: Site, tmp_path: Path, directory: Path) -> None:
    serve(site, small(tmp_path / NAME), tmp_path)
    installed = Installer(directory).from_link(f"{site.url}/p.argosmodel")
    assert installed == directory / NAME
    contents = package_digest(installed)
    assert receipts.read(installed, contents).source == f"{site.url}/p.argosmodel"


def test_a_locked_package_is_installed_from_where_it_came(
    site: Site, tmp_path: Path, directory: Path
) -> None:
    package = small(tmp_path / NAME)
    serve(site, package, tmp_path)
    locked = Locked("translate-en_es", "1.9", compute(package), 1, f"{site.url}/p.argosmodel")
    lock = Lock(Path("models.lock"), (locked,))
    assert Installer(directory, lock=lock).from_lock(locked) == directory / NAME


def test_another_package_than_the_locked_one_is_refused(site: Site, tmp_path: Path, directory: Path) -> None:
    serve(site, small(tmp_path / NAME, to_code="de"), tmp_path)
    locked = Locked("translate-en_es", "1.9", "0" * 64, 1, f"{site.url}/p.argosmodel")
    with pytest.raises(PackageError, match=r"it is translate-en_de, while models\.lock has translate-en_es"):
        Installer(directory, lock=Lock(Path("models.lock"), (locked,))).from_lock(locked)
    assert not directory.exists()
