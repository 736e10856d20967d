"""An open Argos package: batches of tokens go to CTranslate2, and come back as they are finished."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

from l10n.engines.alignment import nearest
from l10n.engines.argos_batches import Batch, Task, batches, part
from l10n.engines.argos_tokens import Tokens, vocabulary
from l10n.engines.installed import InstalledPackage
from l10n.errors import EngineError, Location

LENGTH_PENALTY = 0.2
"""As Argos Translate has it."""
BATCH_TOKENS = 1024
"""Tokens of a batch of sentences, filled up to one length. With a model of 6 + 6 layers, 512 wide, at beam 2,
a core took 1.8 s for so many; with 512 it did 5 % less, with 2048 6 % more, but was twice as long in work
that nobody may want any more."""
AHEAD = 2
"""Batches that wait for a core, so that none is idle while Python takes in what others finished. CTranslate2
translates them even if nobody wants them any more."""
COMPUTE_TYPE = "int8"
"""Where CTranslate2 is able to, as on all processors that it has wheels for; else its default."""
UNKNOWN = "<unk>"
"""What models say for what they have no word for."""
_PAUSE = 0.002
"""Seconds between two looks for a finished batch: Python heeds Ctrl-C only while it is not in CTranslate2."""


class Translation:
    """What CTranslate2 made of one task. Nothing is copied out of it that nobody asks for."""

    def __init__(
        self,
        source: Sequence[str],
        result: Any,  # noqa: ANN401 - CTranslate2 has no types
        first: Callable[[], Any] | None,
        prefix: str,
    ) -> None:
        """`first` tells of the first step alone; None where `result` is right about that."""
        self._source = source
        self._result = result
        self._first = first
        self._prefix = [prefix] if prefix else []

    def hypotheses(self) -> list[list[str]]:
        """The tokens of each, the best first, without what they were told to begin with.

        Where a model says that it knows no word, there is the token of the source that it came from.
        """
        skipped = len(self._prefix)
        found = [
            tokens[skipped:] if tokens[:skipped] == self._prefix else tokens
            for tokens in self._result.hypotheses
        ]
        for number, tokens in enumerate(found):
            unknown = [at for at, token in enumerate(tokens) if token == UNKNOWN]
            if not unknown:
                continue
            rows = self._rows(self._result.attention[number], len(tokens), first=unknown[0] == 0)
            for at in unknown:
                seen = rows[at][: len(self._source)]
                tokens[at] = self._source[max(range(len(seen)), key=seen.__getitem__)]
        return found

    def origins(self, hypotheses: Sequence[Sequence[str]]) -> list[tuple[int | None, ...]]:
        """For each token of each hypothesis the source token it came from."""
        return [
            nearest(self._rows(attention, len(tokens), first=True), len(self._source))
            for tokens, attention in zip(hypotheses, self._result.attention, strict=True)
        ]

    def _rows(self, attention: list[Sequence[float]], tokens: int, *, first: bool) -> list[Sequence[float]]:
        """What the last so many tokens looked at; right about the first of them only if `first`."""
        rows = attention[len(attention) - tokens :]
        if first and self._first is not None:
            rows[:1] = self._first().attention[0]
        return rows


@dataclass(frozen=True, slots=True)
class _Running:
    """A batch that CTranslate2 is at."""

    batch: Batch
    asked: list[Any]
    """What will tell of each task's translation."""
    firsts: dict[int, Any]
    """What will tell of the first steps of some of them, by number."""

    @property
    def done(self) -> bool:
        return all(told.done() for told in (self.asked[-1], *self.firsts.values()))


class Model:
    """An open package."""

    def __init__(self, package: InstalledPackage, beam: int, cores: int | None = None) -> None:
        """Uses all `cores` that this process may use, or so many.

        Raises EngineError where the package cannot be opened.
        """
        self.package = package
        self.cores = cores or _cores()
        self._beam = beam
        self._vocabulary: frozenset[str] | None = None
        opener = _opener()
        try:
            self._open(opener(package.path))
        except Exception as error:
            raise _failure(package, "cannot be opened", error) from error

    def _open(self, opened: Any) -> None:  # noqa: ANN401 - argostranslate's own class
        import ctranslate2

        ctranslate2.set_log_level(logging.ERROR)
        self.tokens = Tokens(opened.tokenizer)
        supported = ctranslate2.get_supported_compute_types("cpu")
        self._translator = ctranslate2.Translator(
            str(opened.package_path / "model"),
            device="cpu",
            compute_type=COMPUTE_TYPE if COMPUTE_TYPE in supported else "default",
            inter_threads=self.cores,
            intra_threads=1,
        )

    def banned(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """All runs of tokens that spell the words and that the model could say."""
        runs = self.tokens.banned(words) if words else ()
        if runs and self._vocabulary is None:
            self._vocabulary = vocabulary(self.package.path / "model")
        return tuple(run for run in runs if self._vocabulary and self._vocabulary.issuperset(run))

    def submit(self, batch: Batch) -> list[Any]:
        """Begins with a batch. Returns what will tell of each task's translation."""
        asked: list[Any] = self._translator.translate_batch(
            batch.sources,
            target_prefix=batch.prefixes(self.package),
            max_batch_size=0,
            asynchronous=True,
            beam_size=self._beam_of(batch),
            num_hypotheses=batch.decoding.hypotheses,
            length_penalty=LENGTH_PENALTY,
            no_repeat_ngram_size=batch.decoding.unrepeated,
            suppress_sequences=[list(run) for run in batch.decoding.banned] or None,
            max_input_length=0,
            max_decoding_length=most(batch.length),
            return_attention=True,
        )
        return asked[: len(batch.numbers)]

    def _first_steps(self, batch: Batch, numbers: Sequence[int], tasks: Sequence[Task]) -> dict[int, Any]:
        """Begins with the first steps alone of some tasks of a batch. Returns what will tell of each.

        With a beam, CTranslate2 (4.8.5) tells the attention of a batch's first step in a wrong order: of its
        sentence n that of sentence n // beam. Without one it does not, and what a model looks at before it
        says anything is the same for all hypotheses.
        """
        if not numbers:
            return {}
        some = part(batch, numbers, tasks)
        asked = self._translator.translate_batch(
            some.sources,
            max_batch_size=0,
            asynchronous=True,
            beam_size=1,
            max_input_length=0,
            max_decoding_length=1,
            return_attention=True,
        )
        return dict(zip(numbers, asked, strict=False))

    def _begun(self, batch: Batch, tasks: Sequence[Task]) -> _Running:
        aligned = [number for number in batch.numbers if tasks[number].aligned]
        return _Running(
            batch,
            self.submit(batch),
            self._first_steps(batch, aligned, tasks) if self._misleads(batch) else {},
        )

    def _translations(self, done: _Running, tasks: Sequence[Task]) -> list[tuple[int, Translation]]:
        """By the numbers of the tasks."""
        batch, misleads = done.batch, self._misleads(done.batch)

        def first(number: int) -> Any:  # noqa: ANN401 - CTranslate2 has no types
            told = done.firsts.get(number) or self._first_steps(batch, [number], tasks)[number]
            return told.result()

        return [
            (
                number,
                Translation(
                    tasks[number].tokens,
                    told.result(),
                    partial(first, number) if misleads else None,
                    self.package.target_prefix,
                ),
            )
            for number, told in zip(batch.numbers, done.asked, strict=True)
        ]

    def _misleads(self, batch: Batch) -> bool:
        """True where the attention of first tokens is wrong; a prefix is what the first step says."""
        return self._beam_of(batch) > 1 and not self.package.target_prefix

    def _beam_of(self, batch: Batch) -> int:
        return max(self._beam, batch.decoding.hypotheses)

    def finished(self, tasks: Sequence[Task]) -> Iterator[list[tuple[int, Translation]]]:
        """The translation of each task, by its number, as batches are finished. Raises EngineError."""
        waiting = batches(tasks, BATCH_TOKENS, self.cores)
        running: list[_Running] = []
        try:
            while True:
                free = self.cores + AHEAD - len(running)
                running += [self._begun(batch, tasks) for batch in islice(waiting, free)]
                if not running:
                    return
                done: list[_Running] = []
                still: list[_Running] = []
                for one in running:
                    (done if one.done else still).append(one)
                running = still
                for one in done:
                    yield self._translations(one, tasks)
                if not done:
                    sleep(_PAUSE)
        except RuntimeError as error:
            raise _failure(self.package, "failed", error) from error


def most(tokens: int) -> int:
    """Tokens of the longest translation that a sentence of so many may have."""
    return 2 * tokens + 20


def _opener() -> Callable[[Path], Any]:
    """argostranslate's own class for packages, which is loaded no earlier: that makes folders below $HOME."""
    try:
        from argostranslate.package import Package
    except Exception as error:
        raise EngineError(
            f"argostranslate cannot be loaded: {_reason(error)}",
            hint="it makes folders in HOME, or in XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME; "
            "set these to folders that can be written",
        ) from error
    return Package  # type: ignore[no-any-return]


def _failure(package: InstalledPackage, what: str, error: Exception) -> EngineError:
    return EngineError(
        f"the package {package.code} {package.version} {what}: {_reason(error)}",
        Location(package.path.as_posix()),
        hint=f"install it again: `l10n models install {package.source} {package.target}`",
    )


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
