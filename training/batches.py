"""Batches of pairs of like length, by their number of tokens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from queue import Queue
from threading import Event, Thread
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from training.packed import Packed, Side
from training.vocabulary import BEGIN, END, PAD

T = TypeVar("T")
_POOL = 200_000
"""Pairs that are sorted by length together: enough for batches without padding, few enough to stay mixed."""
_MULTIPLE = 8
"""Sentences are padded to multiples of it: fewer shapes, and those that a GPU likes."""


@dataclass(frozen=True)
class Batch:
    """Sentences by rows, padded."""

    source: NDArray[np.int64]
    given: NDArray[np.int64]
    """The translation as the decoder sees it: begin, then the pieces."""
    wanted: NDArray[np.int64]
    """What it should say to that: the pieces, then the end."""


def epoch(
    pairs: Packed, weights: Mapping[str, float], tokens: int, seed: tuple[int, ...]
) -> list[NDArray[np.int64]]:
    """The places of the pairs of each batch of an epoch, the same for the same seed.

    A pair is drawn as often as its group's weight says, a part of a time by chance. Rows times the longest
    sentence, in pieces with the end, is at most `tokens`, unless one pair alone is longer.
    """
    random = np.random.default_rng(seed)
    weight = np.array([weights.get(name, 1.0) for name in pairs.names])[pairs.groups]
    times = np.floor(weight).astype(np.int64) + (random.random(len(pairs)) < weight % 1)
    drawn = random.permutation(np.repeat(np.arange(len(pairs)), times))
    found: list[NDArray[np.int64]] = []
    for start in range(0, len(drawn), _POOL):
        batches = by_length(pairs, drawn[start : start + _POOL], tokens)
        found += (batches[place] for place in random.permutation(len(batches)))
    return found


def by_length(pairs: Packed, pool: NDArray[np.int64], tokens: int) -> list[NDArray[np.int64]]:
    """The places of the pairs of each batch, the shortest first."""
    source, target = pairs.source.lengths[pool], pairs.target.lengths[pool]
    longer = np.maximum(source, target)
    order = np.lexsort((source, longer))
    batches: list[NDArray[np.int64]] = []
    begin = 0
    # Ascending, so that the last of a batch is its longest.
    for end, length in enumerate((longer[order] + 1).tolist()):
        if end > begin and length * (end + 1 - begin) > tokens:
            batches.append(pool[order[begin:end]])
            begin = end
    return [*batches, pool[order[begin:]]] if len(pool) else []


def batch(pairs: Packed, places: NDArray[np.int64]) -> Batch:
    """The pairs at those places, by rows."""
    target = _rows(pairs.target, places)
    length = pairs.target.lengths[places]
    wanted = _ended(target, length)
    given = np.concatenate([np.full((len(places), 1), BEGIN), target[:, :-1]], axis=1)
    return Batch(_ended(_rows(pairs.source, places), pairs.source.lengths[places]), given, wanted)


def _rows(side: Side, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Padded, with room for the end."""
    starts, lengths = side.starts[places][:, None], side.lengths[places][:, None]
    columns = np.arange(-(-(int(lengths.max()) + 1) // _MULTIPLE) * _MULTIPLE)[None, :]
    inside = columns < lengths
    pieces = side.pieces[np.where(inside, starts + columns, 0)].astype(np.int64)
    return np.where(inside, pieces, PAD)


def _ended(rows: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    ended = rows.copy()
    ended[np.arange(len(rows)), lengths] = END
    return ended


def ahead(items: Iterator[T], count: int = 8) -> Iterator[T]:
    """The same items, made by a thread of its own while the last ones are used."""
    queue: Queue[T | BaseException | None] = Queue(count)
    unwanted = Event()

    def make() -> None:
        try:
            for item in items:
                queue.put(item)
                if unwanted.is_set():
                    return
            queue.put(None)
        except BaseException as error:
            queue.put(error)

    Thread(target=make, daemon=True).start()
    try:
        while (item := queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        unwanted.set()
        while not queue.empty():
            queue.get_nowait()
