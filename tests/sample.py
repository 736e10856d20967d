"""A small project to work on, and an engine that needs no model."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from l10n import registry
from l10n.model import Tag

ARTICLE = """\
---
title: Talks in Tirana
date: 2026-01-02
---

# Talks in Tirana

The centre of Xhader opened in May, the ministry said on Tuesday.

The second paragraph stays exactly as it was written by its author.

- a list item with `code` in it
"""

GLOSSARY = """\
version: 1
source_locale: en
terms:
  - id: gjader
    source: Gjadër
    kind: place
    variants:
      - {text: Xhader, status: misspelling}
    targets:
      sr: {term: Ђадер, forms: [Ђадера, Ђадеру], forbidden: [Џадер]}
      es: {term: Gjadër, inflect: none, forbidden: [Xhader]}
"""

CONFIG = """\
[project]
name = "sample"

[tool.l10n]
source-locale = "en"
targets = ["es", "sr"]
"""


class ShoutingEngine:
    """Translates English to Spanish by adding an exclamation mark to every text; knows no other pair."""

    name = "shouting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def serves(self, source: Tag, target: Tag) -> bool:
        return (source, target) == ("en", "es")

    def signature(self, source: Tag, target: Tag) -> str:
        return f"shouting {source}-{target} 1"

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        self.asked += texts
        return [f"¡{text}!" for text in texts]


class MuteEngine(ShoutingEngine):
    """An engine that serves nothing, as on a machine without models."""

    def serves(self, source: Tag, target: Tag) -> bool:
        return False


def write_project(root: Path) -> Path:
    """The sample project's files under `root`."""
    for name, text in {
        "source/news/talks.md": ARTICLE,
        "source/note.txt": "A short note\n\nIts only paragraph has a few more words.\n",
        "glossary.yml": GLOSSARY,
        "pyproject.toml": CONFIG,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def use_engine(patch: pytest.MonkeyPatch, engine: ShoutingEngine) -> None:
    """Let every engine name mean `engine`."""
    patch.setattr(registry, "engine", lambda name: engine)


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file's bytes, caches left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".l10n" not in path.parts
    }


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which must occur, by `new`."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
