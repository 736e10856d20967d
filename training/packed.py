"""Pairs as numbers of pieces, in one compressed file: all that the trainer reads."""

import io
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.configuration import TrainingError, reason

Numbers = NDArray[np.uint16]


@dataclass(frozen=True)
class Side:
    """The sentences of one language."""

    pieces: Numbers
    """Of all sentences, one after the other; without begin and end."""
    starts: NDArray[np.int64]
    """Where each sentence begins, and at last where the pieces end."""

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The pieces of each sentence."""
        return np.diff(self.starts)


@dataclass(frozen=True)
class Packed:
    """Pairs, in order."""

    source: Side
    target: Side
    groups: NDArray[np.uint8]
    """For each pair the place of its group among `names`."""
    names: tuple[str, ...]
    vocabulary: int
    """How many pieces the model knows, its own symbols included."""

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.groups)


def packed(rows: Iterable[tuple[Sequence[int], Sequence[int], str]], vocabulary: int) -> Packed:
    """Rows of source pieces, target pieces and group, of a vocabulary of so many pieces."""
    sources: list[Sequence[int]] = []
    targets: list[Sequence[int]] = []
    groups: list[str] = []
    for source, target, group in rows:
        sources.append(source)
        targets.append(target)
        groups.append(group)
    names = tuple(dict.fromkeys(groups))
    numbers = {name: number for number, name in enumerate(names)}
    places = np.array([numbers[group] for group in groups], np.uint8)
    return Packed(_side(sources), _side(targets), places, names, vocabulary)


def _side(sentences: Sequence[Sequence[int]]) -> Side:
    lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
    pieces = np.fromiter((piece for one in sentences for piece in one), np.uint16, int(lengths.sum()))
    return Side(pieces, _starts(lengths))


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def write(pairs: Packed, path: Path) -> None:
    """Write the pairs to a file."""
    content = io.BytesIO()
    np.savez(
        content,
        source=pairs.source.pieces,
        source_lengths=pairs.source.lengths.astype(np.uint16),
        target=pairs.target.pieces,
        target_lengths=pairs.target.lengths.astype(np.uint16),
        groups=pairs.groups,
        names=np.array(pairs.names),
        vocabulary=pairs.vocabulary,
    )
    path.write_bytes(lzma.compress(content.getvalue(), preset=4))


def read(path: Path) -> Packed:
    """Read what `write` wrote. Raises TrainingError where that is not there."""
    try:
        arrays = np.load(io.BytesIO(lzma.decompress(path.read_bytes())))
        source, target = (
            Side(arrays[name], _starts(arrays[f"{name}_lengths"])) for name in ("source", "target")
        )
        names = tuple(map(str, arrays["names"]))
        return Packed(source, target, arrays["groups"], names, int(arrays["vocabulary"]))
    except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
        raise TrainingError(f"{path}: cannot be read: {reason(error)}; `prepare` writes it") from error
