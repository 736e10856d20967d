"""docs/models.md is true: its transcripts are run."""

import re
from pathlib import Path

import pytest

from models_page import PAGE, run_anew

_FIGURES = re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52}\b|…)|(?<=^size = )\d+$", re.MULTILINE)
"""Digests and sizes of the small packages, which another sentencepiece may train to other bytes."""


def test_its_transcripts_are_true(
    tmp_path: Path, packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "packages")
    shown = run_anew(tmp_path / "project", copy_package)
    assert _FIGURES.sub("…", shown) == _FIGURES.sub("…", PAGE.read_text("utf-8"))
