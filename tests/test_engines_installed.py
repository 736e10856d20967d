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
        ({"ARGOS_PACKAGES_DIR": "/p", "XDG_DATA_HOME": "/data"}, "/p"),
        ({"XDG_DATA_HOME": "/data"}, "/data/argos-translate/packages"),
        ({"ARGOS_PACKAGES_DIR": ""}, "/home/nobody/.local/share/argos-translate/packages"),
    ],
)
def test_packages_lie_where_argos_translate_looks(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    monkeypatch.setenv("HOME", "/home/nobody")
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ArgosEngine().package_directory() == Path(expected)
    assert ArgosEngine().packages() == ()


def test_asking_makes_no_folders_and_loads_no_library(tmp_path: Path) -> None:
    program = (
        "import sys; from l10n.engines.argos import ArgosEngine; "
        "assert not ArgosEngine().serves('en', 'es'); "
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
    "damage",
    [
        pytest.param(shutil.rmtree, id="gone"),
        pytest.param(_without("metadata.json"), id="no description"),
        pytest.param(_without("sentencepiece.model"), id="no tokenizer"),
        pytest.param(_without("model/model.bin"), id="no model"),
        pytest.param(_described_as(""), id="empty description"),
        pytest.param(_described_as("[" * 100_000), id="nested too deep"),
        pytest.param(_described_as("[]"), id="a list"),
        pytest.param(_described_as("{}"), id="no codes"),
        pytest.param(_changed(type="sbd"), id="another type"),
        pytest.param(_changed(from_code=7), id="a number for a code"),
        pytest.param(_changed(to_code="no locale"), id="a code that is no locale"),
        pytest.param(_changed(package_version="1\n2"), id="a version of two lines"),
        pytest.param(_changed(package_version=None), id="a version that is null"),
        pytest.param(_changed(code="../x y"), id="a code with a blank"),
        pytest.param(_changed(target_prefix=["x"]), id="a prefix that is a list"),
    ],
)
def test_a_broken_folder_does_not_hide_others(
    engine: ArgosEngine, packages: Path, copy_package: Path, damage: Callable[[Path], object]
) -> None:
    damage(copy_package_as(copy_package, packages / "another", Kind(source="de")))
    (packages / "a-file").write_text("not a folder")
    assert [package.source for package in engine.packages()] == ["en"]
    assert not engine.serves(Tag("de"), ES)


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
