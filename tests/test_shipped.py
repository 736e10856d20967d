"""Packages that come with l10n: where they lie, and that they do only what no installed package does."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from apertium_prefix import installer
from command_line import Call
from copy_model import Kind, copy_package_as, pack, write_package
from l10n.engines.argos import ArgosEngine
from l10n.engines.cluster_worker import Wanted, examine
from l10n.model import Tag
from l10n.models import digest
from l10n.models.companion import companion
from l10n.models.lock import LOCK_FILE
from l10n.packages import shipped_directory

EN, ES, FR, PT = Tag("en"), Tag("es"), Tag("fr"), Tag("pt")
STARTER = "translate-en_es-0_1"
COMMENT = "# l10n:mt argos translate-en_es 0.1 "


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that changes its source, so that what it says counts as a translation. Only to be read."""
    kind = Kind(version="0.1", swaps={"▁the": "▁casa"})
    return write_package(tmp_path_factory.mktemp("starter") / STARTER, kind)


@pytest.fixture
def shipped(tmp_path: Path, packages: Path, starter: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that come with l10n, with one in it; nothing is installed, nor another engine."""
    folder = tmp_path / "l10n" / "shipped"
    shutil.copytree(starter, folder / STARTER)
    (folder / "README.md").write_text("What the model was made of.\n")
    monkeypatch.setattr("l10n.packages.CODE", folder.parent)
    monkeypatch.setattr(digest, "SETTLED", 0)
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    return folder


@pytest.fixture
def root(tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an article for Spanish readers, which is the working directory."""
    folder = tmp_path / "project"
    (folder / "source").mkdir(parents=True)
    (folder / "source/a.md").write_text("The mayor sees the house.\n")
    (folder / ".l10n.toml").write_text('targets = ["es"]\n')
    monkeypatch.chdir(folder)
    return folder


def installed(packages: Path, copy_package: Path, kind: Kind) -> Path:
    return copy_package_as(copy_package, packages / f"{kind.source}_{kind.target}-{kind.version}", kind)


def catalog(root: Path) -> str:
    return (root / "locales/es/LC_MESSAGES/a.po").read_text()


# Where they lie


def test_they_lie_within_an_installed_l10n(shipped: Path) -> None:
    assert shipped_directory() == shipped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[project]\nname = "l10n-toolkit"\n', True),
        ('[project]\nname = "another"\n', False),
        (None, False),
    ],
)
def test_they_lie_beside_the_code_in_a_checkout_of_l10n(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, found: bool
) -> None:
    monkeypatch.setattr("l10n.packages.CODE", tmp_path / "l10n")
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text)
    assert shipped_directory() is None
    (tmp_path / "models").mkdir()
    assert shipped_directory() == (tmp_path / "models" if found else None)


def test_a_wheel_has_them_where_they_are_looked_for() -> None:
    document = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    wheel = document["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert (wheel["only-include"], wheel["sources"]) == (["l10n", "models"], {"models": "l10n/shipped"})


# What they translate


def test_one_translates_where_nothing_is_installed(shipped: Path) -> None:
    engine = ArgosEngine()
    assert [(package.code, package.shipped) for package in engine.packages()] == [("translate-en_es", True)]
    assert engine.signature(EN, Tag("es-MX")) == "argos translate-en_es 0.1"
    assert not engine.serves(EN, FR)


@pytest.mark.parametrize("version", ["0.0", "0.1", "1.9"])
def test_an_installed_one_of_the_pair_comes_first(
    shipped: Path, packages: Path, copy_package: Path, version: str
) -> None:
    folder = installed(packages, copy_package, Kind(version=version))
    for target in (ES, Tag("es-MX")):
        assert [package.path for package in ArgosEngine().route(EN, target)] == [folder]


def test_whatever_is_installed_comes_first(shipped: Path, packages: Path, copy_package: Path) -> None:
    """Also a package of a wider language, and two that meet in English."""
    copy_package_as(copy_package, shipped / "a", Kind("es", "fr", "9.0"))
    copy_package_as(copy_package, shipped / "b", Kind("en", "pb", "9.0"))
    assert ArgosEngine().signature(ES, FR) == "argos translate-es_fr 9.0"
    for kind in (Kind("es", "en"), Kind("en", "fr"), Kind("en", "pt")):
        installed(packages, copy_package, kind)
    assert ArgosEngine().signature(ES, FR) == "argos translate-es_en 1.9 translate-en_fr 1.9"
    assert ArgosEngine().signature(EN, Tag("pt-BR")) == "argos translate-en_pt 1.9"


def test_one_may_be_one_of_two_that_meet_in_english(
    shipped: Path, packages: Path, copy_package: Path
) -> None:
    installed(packages, copy_package, Kind("pt", "en"))
    assert ArgosEngine().signature(PT, ES) == "argos translate-pt_en 1.9 translate-en_es 0.1"
    installed(packages, copy_package, Kind("en", "es", "0.0"))
    assert ArgosEngine().signature(PT, ES) == "argos translate-pt_en 1.9 translate-en_es 0.0"


def test_auto_takes_one_before_apertium(
    root: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer(tmp_path, monkeypatch)("eng-spa")
    assert "argos translate-en_es 0.1" in call("translate", "--dry-run")[2]
    assert call("translate")[0] == 0
    assert COMMENT in catalog(root)
    assert 'msgstr "The mayor sees casa house."' in catalog(root)


def test_a_worker_takes_one_or_says_that_it_is_not_there(shipped: Path, packages: Path) -> None:
    sha256 = digest.package_digest(shipped / STARTER)

    def fault(version: str, sha256: str) -> str:
        wanted = Wanted("translate-en_es", version, sha256, "normal", "", digest.package_digest)
        return examine(wanted).fault

    assert fault("0.1", sha256).startswith("would translate as")
    assert fault("0.2", sha256) == f"the package translate-en_es 0.2 is not in {packages}"
    assert f"in {shipped / STARTER} is another one" in fault("0.1", "0" * 64)


# `l10n models`


def test_the_list_says_which_they_are(root: Path, call: Call, packages: Path, copy_package: Path) -> None:
    size = f"{ArgosEngine().packages()[0].size / 1e6:.1f} MB"
    assert call("models", "list")[1].splitlines() == [
        "en -> es: argos translate-en_es 0.1",
        f"0 Argos packages in {packages}",
        "1 Argos package shipped with l10n",
        f"  en -> es           0.1      {size}  {STARTER}",
    ]
    folder = installed(packages, copy_package, Kind())
    assert call("models", "list")[1].splitlines() == [
        "en -> es: argos translate-en_es 1.9",
        f"1 Argos package in {packages}",
        f"  en -> es           1.9      1.0 MB  {folder.name}",
        "1 Argos package shipped with l10n",
        f"  en -> es           0.1      {size}  {STARTER}",
    ]
    found = json.loads(call("models", "list", "--format", "json")[1])
    assert [(package["version"], package["shipped"]) for package in found["packages"]] == [
        ("1.9", False),
        ("0.1", True),
    ]


@pytest.mark.parametrize("words", [("en", "es"), ("translate-en_es",), (STARTER,), (STARTER, "--dry-run")])
def test_one_is_not_removed(root: Path, call: Call, shipped: Path, words: tuple[str, ...]) -> None:
    code, out, err = call("models", "remove", *words)
    assert (code, out) == (2, "")
    assert f"error: {shipped / STARTER}: comes with l10n, and cannot be removed\n" in err
    assert "hint: an installed one replaces it: `l10n models install en es`\n" in err
    assert (shipped / STARTER).is_dir()


def test_an_installed_one_beside_it_is_removed(
    root: Path, call: Call, packages: Path, copy_package: Path, shipped: Path
) -> None:
    folder = installed(packages, copy_package, Kind())
    assert call("models", "remove", "en", "es")[:2] == (0, f"removed {folder}\n")
    assert (shipped / STARTER).is_dir()


@pytest.mark.parametrize("version", ["0.1", "1.9"])
def test_one_keeps_nothing_from_being_installed(
    root: Path, call: Call, packages: Path, copy_package: Path, tmp_path: Path, version: str
) -> None:
    name = f"translate-en_es-{version.replace('.', '_')}"
    made = copy_package_as(copy_package, tmp_path / "made" / name, Kind(version=version))
    (tmp_path / "stick").mkdir()
    pack(made, tmp_path / "stick" / f"{name}.argosmodel")
    index = ("--index", str(tmp_path / "stick"))
    assert call("models", "install", "--missing", *index) == (0, "", "nothing to install\n")
    assert call("models", "install", "en", "es", *index) == (0, f"installed {packages / name}\n", "")
    assert [package.path for package in ArgosEngine().route(EN, ES)] == [packages / name]


# The lock


def test_one_is_locked_as_others_are(
    root: Path, call: Call, packages: Path, copy_package: Path, shipped: Path
) -> None:
    assert call("models", "lock")[1].endswith("  new\n")
    assert f"{STARTER}  locked\n" in call("models", "list")[1]
    assert call("models", "lock")[2] == "nothing to write: everything is up to date\n"
    assert call("models", "install", "--missing")[1:] == ("", "nothing to install\n")
    folder = installed(packages, copy_package, Kind())
    code, out, err = call("models", "remove", folder.name, "--dry-run")
    assert (code, out, err) == (0, f"would remove {folder}\n", "")
    assert call("translate")[0] == 0
    assert COMMENT in catalog(root)
    config = shipped / STARTER / "model/config.json"
    config.write_text(config.read_text() + " ")
    assert f"{STARTER}  not as locked\n" in call("models", "list")[1]
    code, _, err = call("translate", "--redo")
    assert code == 2
    assert "the package translate-en_es 0.1 is not the one in models.lock" in err


def test_a_lock_that_has_another_keeps_it_out(
    root: Path,
    call: Call,
    packages: Path,
    copy_package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if it were not there: what comes with l10n changes nothing for those who have a lock."""
    folder = installed(packages, copy_package, Kind())
    call("models", "lock")
    call("models", "remove", folder.name)
    assert call("models", "list")[1].startswith(
        "en -> es: no engine; models.lock does not have the shipped one\n"
    )
    assert call("translate")[0] == 0
    assert "l10n:" not in catalog(root)
    installer(tmp_path, monkeypatch)("eng-spa")
    assert call("models", "list")[1].startswith("en -> es: apertium ")
    assert "translate-en_es" not in call("translate")[2]
    assert "# l10n:refused apertium " in catalog(root)
    (root / ".l10n.toml").write_text('targets = ["es"]\nengine = "argos"\n')
    code, _, err = call("translate", "--redo")
    assert (code, "the engine argos cannot translate en to es" in err) == (3, True)
    assert call("models", "lock")[1].endswith("  was 1.9\n")
    assert (root / LOCK_FILE).read_text().count('version = "0.1"') == 1


def test_nothing_is_left_beside_it(shipped: Path, tmp_path: Path) -> None:
    digest.package_digest(shipped / STARTER)
    assert companion(shipped).is_relative_to(tmp_path / "home")
    assert [path.name for path in companion(shipped).iterdir()] == [digest.FILE]
    assert [path.name for path in shipped.parent.iterdir()] == ["shipped"]
