"""Articles to edit: NTREX news with its human translations, lines joined into paragraphs."""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
"""Where the news is: `document-ids.txt`, `eng.txt` and `<locale>.txt`, line by line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of NTREX, mostly a sentence, and its translation."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One unit of an article."""

    lines: tuple[Line, ...]

    @property
    def source(self) -> str:
        """The text that the author wrote."""
        return " ".join(line.source for line in self.lines)

    @property
    def target(self) -> str:
        """The text that the translator wrote."""
        return " ".join(line.target for line in self.lines)


def articles(folder: Path, locale: str, chance: random.Random) -> list[tuple[Paragraph, ...]]:
    """The news of `folder` with the translations of `locale` (`srp-Cyrl`), paragraphs cut by `chance`.

    No text stands twice in what is returned, so that every translation tells where it came from.
    """
    ids, sources, targets = (
        (folder / name).read_text("utf-8").splitlines()
        for name in ("document-ids.txt", "eng.txt", f"{locale}.txt")
    )
    seen: set[str] = set()
    found = []
    for _, rows in groupby(zip(ids, sources, targets, strict=True), key=lambda row: row[0]):
        lines = [Line(source.strip(), target.strip()) for _, source, target in rows]
        paragraphs = [paragraph for paragraph in _cut(lines, chance) if paragraph.source not in seen]
        seen.update(paragraph.source for paragraph in paragraphs)
        found.append(tuple(paragraphs))
    return found


def _cut(lines: Sequence[Line], chance: random.Random) -> Iterator[Paragraph]:
    """The first line is the headline; paragraphs of the rest have one to three lines."""
    yield Paragraph((lines[0],))
    at = 1
    while at < len(lines):
        size = chance.choice((1, 1, 2, 2, 3))
        yield Paragraph(tuple(lines[at : at + size]))
        at += size
