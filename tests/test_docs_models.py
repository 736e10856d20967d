"""docs/models.md is true: its transcripts are run."""

import re
from pathlib import Path

import pytest

from copy_model import Kind, copy_package_as, pack
from transcripts import ROOT, anew

PAGE = ROOT / "docs/models.md"
_FIGURES = re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52}\b|…)|(?<=^size = )\d+$", re.MULTILINE)
"""Digests and sizes of the small packages, which another sentencepiece may train to other bytes."""


def prepared(folder: Path, package: Path) -> Path:
    """The project of the page, with the packages on a stick."""
    (folder / "stick").mkdir(parents=True)
    for kind in (Kind(), Kind(version="1.0"), Kind(target="pb")):
        name = f"translate-{kind.source}_{kind.target}-{kind.version.replace('.', '_')}"
        pack(copy_package_as(package, folder / "made" / name, kind), folder / "stick" / f"{name}.argosmodel")
    text = 'targets = ["es", "pt-BR", "sr"]\nengine = "argos"\n'
    (folder / ".l10n.toml").write_text(text, encoding="utf-8")
    return folder


def test_its_transcripts_are_true(
    tmp_path: Path, packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "packages")
    page = PAGE.read_text("utf-8")
    shown = anew(page, prepared(tmp_path / "project", copy_package))
    assert _FIGURES.sub("…", shown) == _FIGURES.sub("…", page)
