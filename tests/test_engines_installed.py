"""Argos packages on this machine: where they lie, which are usable, which of them serves a pair."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copy_model import Kind, copy_package_as
from l10n.engines.argos import ArgosEngine
from l10n.engines.installed import InstalledPackage, Unusable, installed, package_directory, route, unusable
from l10n.model import Tag

EN, ES = Tag("en"), Tag("es")


@pytest.fixture
def engine(packages: Path, copy_package: Path) -> ArgosEngine:
    """An engine with one package, which repeats its source."""
    shutil.copytree(copy_package, packages / copy_package.name)
    return ArgosEngine()


def test_a_package_is_described(engine: ArgosEngine, packages: Path) -> None:
    (package,) = engine.packages()
    assert (package.source, package.target, package.version) == ("en", "es", "1.9")
    assert package.path == packages / "translate-en_es-1_9"
    assert package.size == sum(f.stat().st_size for f in package.path.rglob("*") if f.is_file()) > 100_000
    assert engine.signature(EN, ES) == "argos translate-en_es 1.9"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"ARGOS_PACKAGES_DIR": "/p", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/config"}, "/p"),
        ({"XDG_DATA_HOME": "/data"}, "/data/argos-translate/packages"),
        ({"ARGOS_PACKAGES_DIR": ""}, "/home/nobody/.local/share/argos-translate/packages"),
    ],
)
def test_packages_lie_where_argos_translate_looks(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    monkeypatch.setenv("HOME", "/home/nobody")
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ArgosEngine().package_directory() == Path(expected)
    assert ArgosEngine().packages() == ()


def test_a_user_without_a_home_has_packages_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in containers that run as a number; shells take `/` for HOME there."""
    for name in ("HOME", "ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    assert package_directory() == Path("/.local/share/argos-translate/packages")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"ARGOS_PACKAGES_DIR": "/srv/argos"}', "/srv/argos"),
        ('{"ARGOS_PACKAGES_DIR": 7}', None),
        ("{}", None),
        ("[]", None),
        ("", None),
        ("[" * 100_000, None),
    ],
)
def test_the_settings_of_argos_translate_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str | None
) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / "settings.json").write_text(text)
    assert package_directory() == Path(expected or "/data/argos-translate/packages")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/p")
    assert package_directory() == Path("/p")


@pytest.mark.parametrize("configured", [False, True])
def test_it_is_the_folder_that_argos_translate_itself_names(tmp_path: Path, configured: bool) -> None:
    if configured:
        (tmp_path / ".config" / "argos-translate").mkdir(parents=True)
        text = json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "elsewhere")})
        (tmp_path / ".config" / "argos-translate" / "settings.json").write_text(text)
    program = (
        "from l10n.engines.installed import package_directory as ours; "
        "from argostranslate.settings import package_data_dir as theirs; "
        "assert ours() == theirs, (ours(), theirs)"
    )
    done = subprocess.run([sys.executable, "-c", program], env={"HOME": str(tmp_path)})
    assert done.returncode == 0


def test_asking_makes_no_folders_and_loads_no_library(tmp_path: Path) -> None:
    program = (
        "import sys; from l10n.engines.argos import ArgosEngine; "
        "assert not ArgosEngine().serves('en', 'sr'); "
        "sys.exit(bool({'argostranslate', 'ctranslate2', 'sentencepiece'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], env={"HOME": str(tmp_path)})
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _described_as(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "metadata.json").write_text(text, encoding="utf-8")


def _changed(**values: object) -> Callable[[Path], object]:
    described = {"from_code": "de", "to_code": "es", "package_version": "2.0"} | values
    return _described_as(json.dumps(described))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(_without("metadata.json"), "it has no metadata.json", id="no description"),
        pytest.param(
            _without("sentencepiece.model"),
            "it has neither sentencepiece.model nor bpe.model",
            id="no tokenizer",
        ),
        pytest.param(_without("model/model.bin"), "it has no model/model.bin", id="no model"),
        pytest.param(_described_as(""), "its metadata.json is no JSON", id="empty description"),
        pytest.param(_described_as("[" * 100_000), "its metadata.json is no JSON", id="nested too deep"),
        pytest.param(_described_as("[]"), "its metadata.json is no JSON object", id="a list"),
        pytest.param(
            _described_as("{}"), "its metadata.json names no languages: None to None", id="no codes"
        ),
        pytest.param(_changed(type="sbd"), None, id="another type"),
        pytest.param(
            _changed(from_code=7), "its metadata.json names no languages: 7 to 'es'", id="a number for a code"
        ),
        pytest.param(
            _changed(to_code="no locale"),
            "its metadata.json names no languages: 'de' to 'no locale'",
            id="a code that is no locale",
        ),
        pytest.param(
            _changed(package_version="1\n2"),
            r"its metadata.json has an unusable package_version: '1\n2'",
            id="a version of two lines",
        ),
        pytest.param(
            _changed(package_version=None),
            "its metadata.json has an unusable package_version: None",
            id="a version that is null",
        ),
        pytest.param(
            _changed(code="../x y"),
            "its metadata.json has an unusable code: '../x y'",
            id="a code with a blank",
        ),
        pytest.param(
            _changed(target_prefix=["x"]),
            "its metadata.json has an unusable target_prefix: ['x']",
            id="a prefix that is a list",
        ),
    ],
)
def test_a_broken_folder_does_not_hide_others(
    engine: ArgosEngine,
    packages: Path,
    copy_package: Path,
    damage: Callable[[Path], object],
    reason: str | None,
) -> None:
    damage(copy_package_as(copy_package, packages / "another", Kind(source="de")))
    (packages / "a-file").write_text("not a folder")
    assert [package.source for package in engine.packages()] == ["en"]
    assert not engine.serves(Tag("de"), ES)
    expected = [] if reason is None else [Unusable(packages / "another", reason)]
    assert list(unusable(packages)) == expected


def test_a_description_that_cannot_be_read_is_named(packages: Path) -> None:
    (packages / "x" / "metadata.json").mkdir(parents=True)
    (found,) = unusable(packages)
    assert found.reason == "its metadata.json cannot be read: Is a directory"


def test_a_folder_in_which_nothing_may_be_looked_at_is_named(
    packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_package_as(copy_package, packages / "x", Kind())

    def denied(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", denied)
    assert list(unusable(packages)) == [Unusable(packages / "x", "it cannot be read: Permission denied")]


def test_a_folder_of_packages_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "packages"
    path.write_text("no folder")
    assert installed(path) == ()
    assert list(unusable(path)) == [Unusable(path, "it cannot be read: Not a directory")]


def test_a_folder_of_packages_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert installed(tmp_path / "none") == ()
    assert unusable(tmp_path / "none") == ()


def offered(*pairs: str) -> list[InstalledPackage]:
    """Packages by their pairs: `es-en`."""
    codes = [(pair, pair.split("-", 1)) for pair in pairs]
    return [InstalledPackage(Tag(one), Tag(other), "1.0", pair, Path(pair)) for pair, (one, other) in codes]


@pytest.mark.parametrize(
    ("pairs", "source", "target", "expected"),
    [
        (("es-pt", "es-en", "en-pt"), "es", "pt", ["es-pt"]),
        (("es-en", "en-de"), "es", "de", ["es-en", "en-de"]),
        (("es-en", "en-de"), "es-MX", "de-AT", ["es-en", "en-de"]),
        (("es-en", "fr-de"), "es", "de", []),
        (("es-fr", "en-de"), "es", "de", []),
        (("en-es", "es-de"), "en", "de", []),
        (("en-es", "es-en"), "es", "es-MX", []),
        (("en-fr", "fr-en"), "fr", "en-GB", ["fr-en"]),
        (("en-pt", "en-pt-BR"), "en", "pt-BR", ["en-pt-BR"]),
        (("en-pt-BR",), "en", "pt", []),
        ((), "de", "en", []),
    ],
)
def test_two_packages_meet_in_english(
    pairs: tuple[str, ...], source: str, target: str, expected: list[str]
) -> None:
    assert [package.code for package in route(offered(*pairs), Tag(source), Tag(target))] == expected


def test_the_newest_version_wins(engine: ArgosEngine, packages: Path, copy_package: Path) -> None:
    for version in ("1.10", "1.2"):
        copy_package_as(copy_package, packages / f"v{version}", Kind(version=version))
    assert [package.version for package in engine.packages()] == ["1.10", "1.9", "1.2"]
    assert engine.signature(EN, ES) == "argos translate-en_es 1.10"


def test_a_package_without_a_version_is_used(packages: Path, copy_package: Path) -> None:
    folder = copy_package_as(copy_package, packages / "x", Kind())
    _described_as(json.dumps({"code": "own", "from_code": "en", "to_code": "es"}))(folder)
    assert ArgosEngine().signature(EN, ES) == "argos own"


@pytest.mark.parametrize(
    ("offered", "wanted", "served"),
    [
        ("es", "es", True),
        ("es", "es-MX", True),
        ("es", "es-419", True),
        ("es", "pt", False),
        ("sr", "sr", True),
        ("sr", "sr-RS", True),
        ("sr", "sr-Latn", False),
        ("sr", "sr-Latn-RS", False),
        ("pb", "pt-BR", True),
        ("pb", "pt", False),
        ("pb", "pt-PT", False),
        ("zt", "zh-Hant", True),
        ("zt", "zh-Hant-HK", True),
        ("zt", "zh-Hans", False),
        ("zh", "zh-Hans", True),
        ("zh", "zh-Hant", False),
        ("ca", "ca-valencia", False),
    ],
)
def test_a_package_serves_its_language_and_script(
    packages: Path, copy_package: Path, offered: str, wanted: str, served: bool
) -> None:
    copy_package_as(copy_package, packages / "x", Kind(target=offered))
    assert ArgosEngine().serves(EN, Tag(wanted)) is served


def test_the_package_of_exactly_the_pair_is_preferred(packages: Path, copy_package: Path) -> None:
    copy_package_as(copy_package, packages / "a", Kind(target="pt", version="3.0"))
    copy_package_as(copy_package, packages / "b", Kind(target="pb", version="1.0"))
    assert ArgosEngine().signature(EN, Tag("pt-BR")) == "argos translate-en_pb 1.0"
    assert ArgosEngine().signature(EN, Tag("pt-PT")) == "argos translate-en_pt 3.0"
