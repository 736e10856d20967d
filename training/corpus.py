"""Reads the pairs of a corpus, and leaves out what is not fit to be learnt."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from training.configuration import Configuration, Corpus, TrainingError, reason

SYNTHETIC = "synthetic"
"""The group of pairs whose source side was made by machine."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation."""

    source: str
    target: str
    group: str
    tag: str


@dataclass(frozen=True)
class Source:
    """Where the pairs of a tag come from."""

    group: str
    licence_class: str
    """`A` to `D`."""
    licence: str
    repository: str


@dataclass(frozen=True)
class Split:
    """What is learnt from, and the development sets by domain, none of whose sources is in it."""

    training: list[Pair]
    development: dict[str, list[Pair]]
    sources: dict[str, Source]
    """By tag."""


def split(folder: Path, configuration: Configuration) -> Split:
    """The pairs of the corpus in `folder`, in its order. Raises TrainingError where a file cannot be used."""
    corpus = configuration.corpus
    sources = _sources(folder / corpus.sources)
    held = {tag: domain for domain, tags in configuration.held_out.domains.items() for tag in tags}
    development: dict[str, list[Pair]] = {"news": []}
    training: list[Pair] = []
    for pair in _pairs(folder / corpus.pairs, sources):
        if pair.tag in configuration.development:
            development["news"].append(pair)
        elif sources[pair.tag].licence_class in corpus.licences and is_sound(pair, corpus):
            training.append(pair)
    for domain in configuration.held_out.domains:
        of_it = [pair for pair in training if held.get(pair.tag) == domain and len(pair.source.split()) > 5]
        step = max(1, len(of_it) // max(1, configuration.held_out.pairs))
        development[domain] = of_it[::step][: configuration.held_out.pairs]
    if corpus.synthetic:
        made_up = _pairs(folder / corpus.synthetic, sources, SYNTHETIC)
        training += (pair for pair in made_up if is_sound(pair, corpus))
    if not training:
        raise TrainingError(f"{folder}: has no pair that may be used; [corpus] licences names the classes")
    kept = {_normal(pair.source) for pairs in development.values() for pair in pairs}
    return Split(
        [pair for pair in dict.fromkeys(training) if _normal(pair.source) not in kept],
        {domain: pairs for domain, pairs in development.items() if pairs},
        sources,
    )


def is_sound(pair: Pair, corpus: Corpus) -> bool:
    """False for what is empty, too long, or too unlike in length to be a translation."""
    one, other = len(pair.source.split()), len(pair.target.split())
    if not (0 < one <= corpus.longest and 0 < other <= corpus.longest):
        return False
    return max(one, other) <= 5 or max(one, other) <= corpus.steepest * min(one, other)


def _normal(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _sources(path: Path) -> dict[str, Source]:
    """What is known of every tag."""
    found: dict[str, Source] = {}
    for number, line in enumerate(_lines(path), 1):
        fields = line.split("\t")
        if len(fields) < 5:
            raise TrainingError(
                f"{path}:{number}: is no line of tag, group, licence class, licence and repository"
            )
        found[fields[0]] = Source(*fields[1:5])
    return found


def _pairs(path: Path, sources: dict[str, Source], group: str = "") -> Iterator[Pair]:
    """Raises TrainingError for a line that is no pair, and for a tag without a licence."""
    for number, line in enumerate(_lines(path), 1):
        fields = line.split("\t")
        if len(fields) < 3:
            raise TrainingError(f"{path}:{number}: is no line of source, target and tag")
        source, target, tag = (unicodedata.normalize("NFC", field).strip() for field in fields[:3])
        if not group and tag not in sources:
            raise TrainingError(f"{path}:{number}: the tag {tag!r} has no line among the sources")
        yield Pair(source, target, group or sources[tag].group, tag)


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file, which may be compressed by Zstandard."""
    try:
        with (
            path.open("rb") as file,
            io.TextIOWrapper(_plain(file, path), encoding="utf-8", newline="\n") as lines,
        ):
            for line in lines:
                yield line.rstrip("\n")
    except (OSError, UnicodeError) as error:
        raise TrainingError(f"{path}: cannot be read: {reason(error)}") from error


def _plain(file: BinaryIO, path: Path) -> BinaryIO:
    if path.suffix != ".zst":
        return file
    import zstandard

    return cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(file))
