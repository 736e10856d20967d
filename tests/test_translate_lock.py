"""Which of the installed packages translate a project that has a lock."""

from pathlib import Path

import pytest

from command_line import Call
from l10n.config import Config
from l10n.model import Tag
from l10n.models.lock import LOCK_FILE, Locked, package_digest, to_bytes
from l10n.pipeline.translation import engine_for
from package_files import small

EN, ES = Tag("en"), Tag("es")


def lock(root: Path, name: str, version: str, package: Path) -> None:
    locked = Locked(name, version, package_digest(package), 1)
    (root / LOCK_FILE).write_bytes(to_bytes([locked]))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / ".l10n.toml").write_text('targets = ["es"]\n')
    return Config.load(tmp_path)


def test_what_is_no_package_is_named_once(
    packages: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there are several targets; Argos Translate would find no package at all."""
    (packages / "unpacked-by-half").mkdir()
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text("A station.\n")
    (tmp_path / ".l10n.toml").write_text('targets = ["en-XA", "ar-XB"]\nengine = "pseudo"\n')
    monkeypatch.chdir(tmp_path)
    told = call("translate")[2]
    assert told.count("unpacked-by-half is skipped: it has no metadata.json") == 1


def signature(config: Config) -> str:
    engine = engine_for(config, ES)
    assert engine is not None
    return engine.signature(EN, ES)


def test_a_newer_version_beside_the_locked_one_is_left_alone(packages: Path, config: Config) -> None:
    old = small(packages / "translate-en_es-1_9", package_version="1.9")
    small(packages / "translate-en_es-2_0", package_version="2.0")
    assert signature(config) == "argos translate-en_es 2.0"
    lock(config.root, "translate-en_es", "1.9", old)
    assert signature(config) == "argos translate-en_es 1.9"


def test_where_the_lock_has_none_of_them_the_lock_is_to_say_so(packages: Path, config: Config) -> None:
    """Nothing else translates in its stead: opening it tells what to do."""
    package = small(packages / "translate-en_es-1_9", package_version="1.9")
    lock(config.root, "translate-en_fr", "1.9", package)
    assert signature(config) == "argos translate-en_es 1.9"
