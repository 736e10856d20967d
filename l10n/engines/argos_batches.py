"""Cuts a job into batches, such that a sentence has the same translation in each of them.

In a batch all sentences are filled up to the length of the longest. CTranslate2 leaves the filling out of its
sums, yet which sums it makes in which order depends on that length: of 836 sentences, translated with random
weights (where many words are nearly as good), 21 were translated otherwise in sorted batches of 32 than alone
(beam 1, int8, CTranslate2 4.8.5 with MKL), and the last bits of 114 scores differed. With all sentences of a
batch filled up to a length that depends on nothing but the sentence not a bit of any score differed, whatever
the neighbours, their number, the beam, the attention asked for, and the number of threads.

So lengths go in steps of `STEP` tokens, and in each batch one sentence has the full length: a real one, or a
filler, whose translation ends at once. Sorted batches of any lengths would save 15 % of the time in a job of
200 sentences, and 5 % in one of 500.

All this holds on one machine: another processor adds up in another order.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.engines.installed import InstalledPackage

STEP = 8
"""Tokens. Of 200 sentences a core did 469 tokens a second with 8, 455 with 16, 415 with 4, 380 with 1."""
END = "</s>"


@dataclass(frozen=True, slots=True)
class Decoding:
    """What all sentences of a batch must have in common."""

    hypotheses: int = 1
    banned: tuple[tuple[str, ...], ...] = ()
    """Runs of tokens that must not be in a translation."""
    unrepeated: int = 0
    """The length in tokens of a run that a translation must not have twice; 0 for any."""


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence, or a part of a long one, as a model sees it."""

    tokens: tuple[str, ...]
    """At least one."""
    decoding: Decoding
    aligned: bool = False
    """True if it is wanted which tokens came from which."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that are translated together."""

    numbers: tuple[int, ...]
    """Of the tasks."""
    sources: list[list[str]]
    """The tokens of each task, and those of the filler if there is one."""
    length: int
    """Tokens that all of them are filled up to."""
    decoding: Decoding

    @property
    def filled(self) -> bool:
        """True if the last of `sources` is a filler."""
        return len(self.sources) > len(self.numbers)

    def prefixes(self, package: InstalledPackage) -> list[list[str]]:
        """What each translation begins with; that of a filler ends there, too."""
        prefix = [package.target_prefix] if package.target_prefix else []
        prefixes = [prefix] * len(self.sources)
        if self.filled:
            prefixes[-1] = [*prefix, END]
        return prefixes


def batches(tasks: Sequence[Task], most_tokens: int, cores: int) -> Iterator[Batch]:
    """The batches of a job, the longest sentences first, so that no core waits long for another at the end.

    `most_tokens` is what a batch may have, but for a single sentence; a small job is cut into as many parts
    as there are cores.
    """
    groups: dict[tuple[int, Decoding], list[int]] = defaultdict(list)
    for number, task in enumerate(tasks):
        groups[_full_length(task), task.decoding].append(number)
    enough = -(-len(tasks) // cores)
    for length, decoding in sorted(groups, key=lambda group: -group[0]):
        numbers = sorted(groups[length, decoding], key=lambda number: -len(tasks[number].tokens))
        size = max(1, min(enough, most_tokens // length))
        count = -(-len(numbers) // size)
        for first in range(count):
            # Each part gets some of the longest ones, and so rarely needs a filler.
            yield _batch(numbers[first::count], tasks, length)


def part(batch: Batch, numbers: Sequence[int], tasks: Sequence[Task]) -> Batch:
    """Some of the tasks of a batch, at least one, in its order, and filled up to its length."""
    return _batch(numbers, tasks, batch.length)


def _full_length(task: Task) -> int:
    return -(-len(task.tokens) // STEP) * STEP


def _batch(numbers: Sequence[int], tasks: Sequence[Task], length: int) -> Batch:
    sources = [list(tasks[number].tokens) for number in numbers]
    if len(sources[0]) < length:
        sources.append((sources[0] * STEP)[:length])
    return Batch(tuple(numbers), sources, length, tasks[numbers[0]].decoding)
