"""Sentences: ours beside sentencex, pysbd and nupunkt, on NTREX news in ten locales.

A document is its lines joined by spaces. Counted are the boundaries between lines that end in terminal
punctuation. References often have two sentences in a line; a cut there counts as wrong. The second table
leaves out cuts within a line on which two other segmenters agree. Speed: UTF-8 megabytes of whole documents
a second, one core. Run: python benchmarks/segmentation.py
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
PEERS = ("sentencex", "pysbd", "nupunkt")
ENVIRONMENT = ROOT / ".l10n" / "benchmarks" / "segmenters"
LOCALES = {
    "en": "eng",
    "sr": "srp-Cyrl",
    "sr-Latn": "srp-Latn",
    "hr": "hrv",
    "bs": "bos",
    "mk": "mkd",
    "sq": "sqi",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
}
_TERMINAL = re.compile(r"[.!?…](?:\s»|[\"'“”‘’»«)\]])*$")


@dataclass(frozen=True, slots=True)
class Document:
    """One news text and where people begin its lines."""

    text: str
    gold: frozenset[int]
    """Code points; where a line begins after one that ends in terminal punctuation."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one segmenter says of one locale's documents."""

    starts: tuple[frozenset[int], ...]
    """By document: where sentences begin, but the first."""
    seconds: float


def documents(name: str) -> list[Document]:
    """The documents of one of NTREX's languages."""
    ids = (DATA / "document-ids.txt").read_text("utf-8").splitlines()
    lines = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    found = []
    for _, rows in groupby(zip(ids, lines, strict=True), key=lambda row: row[0]):
        own = [line.strip() for _, line in rows]
        gold, at = set(), 0
        for line in own[:-1]:
            at += len(line) + 1
            if _TERMINAL.search(line):
                gold.add(at)
        found.append(Document(" ".join(own), frozenset(gold)))
    return found


def f1(documents: Sequence[Document], starts: Sequence[frozenset[int]]) -> float:
    """Harmonic mean of precision and recall."""
    hits = sum(len(doc.gold & found) for doc, found in zip(documents, starts, strict=True))
    both = sum(len(doc.gold) + len(found) for doc, found in zip(documents, starts, strict=True))
    return 2 * hits / both


def without_agreed(
    documents: Sequence[Document], starts: Sequence[frozenset[int]], others: Sequence[Answer]
) -> list[frozenset[int]]:
    """`starts` without those within lines that at least two other segmenters have too."""
    return [
        frozenset(
            at for at in found if at in doc.gold or sum(at in other.starts[index] for other in others) < 2
        )
        for index, (doc, found) in enumerate(zip(documents, starts, strict=True))
    ]


def environment() -> Path | None:
    """The Python that has the peers, installed where it was not; None where that cannot be done."""
    python = ENVIRONMENT / "bin" / "python"
    imports: list[str | Path] = [python, "-c", f"import {', '.join(PEERS)}"]
    if python.exists() and subprocess.run(imports, check=False, capture_output=True).returncode == 0:
        return python
    uv = shutil.which("uv") or shutil.which("uv", path=ROOT / ".tools" / "uv" / "bin")
    if uv is None:
        print("uv is not installed: ours alone", file=sys.stderr)
        return None
    commands: tuple[list[str | Path], ...] = (
        [uv, "venv", "-q", "--clear", "--python", sys.executable, ENVIRONMENT],
        [uv, "pip", "install", "-q", "--python", python, *PEERS],
    )
    for command in commands:
        if subprocess.run(command, check=False).returncode:
            print(f"{', '.join(PEERS)} cannot be installed: ours alone", file=sys.stderr)
            return None
    return python


def answers(tool: str, python: Path, texts: Mapping[str, list[str]]) -> dict[str, Answer]:
    """What `tool` says, run by `python`."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "texts.json"), Path(folder, "answer.json")
        source.write_text(json.dumps(texts), "utf-8")
        command: list[str | Path] = [
            python,
            Path(__file__).with_name("segment_tools.py"),
            tool,
            source,
            target,
        ]
        if subprocess.run(command, check=False).returncode:
            sys.exit(f"segmentation: {tool} failed")
        found = json.loads(target.read_text("utf-8"))
    return {
        locale: Answer(tuple(map(frozenset, answer["starts"])), answer["seconds"])
        for locale, answer in found.items()
    }


def _table(title: str, rows: Mapping[str, Mapping[str, float]], digits: int) -> None:
    tools = list(next(iter(rows.values())))
    print(f"\n{title:12}" + "".join(f"{tool:>11}" for tool in tools))
    for locale, row in rows.items():
        print(f"{locale:12}" + "".join(f"{row[tool]:11.{digits}f}" for tool in tools))
    means = (sum(row[tool] for row in rows.values()) / len(rows) for tool in tools)
    print(f"{'mean':12}" + "".join(f"{mean:11.{digits}f}" for mean in means))


def main() -> None:
    """Print the tables."""
    if not DATA.is_dir():
        sys.exit(f"segmentation: no news in {DATA}; set L10N_TEST_DATA to a folder that has ntrex-dev/")
    news = {locale: documents(name) for locale, name in LOCALES.items()}
    texts = {locale: [doc.text for doc in docs] for locale, docs in news.items()}
    python = environment()
    found = {"ours": answers("ours", Path(sys.executable), texts)}
    if python is not None:
        found |= {tool: answers(tool, python, texts) for tool in PEERS}
    raw, agreed, speed = {}, {}, {}
    for locale, docs in news.items():
        here = {tool: answer[locale] for tool, answer in found.items()}
        size = sum(len(doc.text.encode()) for doc in docs) / 1e6
        raw[locale] = {tool: f1(docs, answer.starts) for tool, answer in here.items()}
        agreed[locale] = {
            tool: f1(docs, without_agreed(docs, answer.starts, [o for o in here.values() if o is not answer]))
            for tool, answer in here.items()
        }
        speed[locale] = {tool: size / answer.seconds for tool, answer in here.items()}
    _table("F1", raw, 4)
    if python is not None:
        _table("F1, agreed", agreed, 4)
    _table("MB/s", speed, 2)


if __name__ == "__main__":
    main()
