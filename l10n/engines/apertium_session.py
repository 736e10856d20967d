"""Apertium open for one direction: its pipeline runs as long as it is asked."""

import os
import re
import shlex
import shutil
import sys
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from l10n.engines import apertium_tagging
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.apertium_modes import Mode, program
from l10n.engines.apertium_pipe import HINT, Pipe
from l10n.engines.apertium_repairs import repaired
from l10n.engines.apertium_stream import decode, encode, number_of
from l10n.engines.process_group import ProcessGroup
from l10n.engines.session import Ability, Finished
from l10n.errors import EngineError
from l10n.text.tokens import word_spans

BATCH = 100
"""Sentences that are handed out together; a third of a second's work."""
_SPARE, _PER = 2, 100
"""So many texts may end the pipeline, and one more for so many that have answers: more, and it is no good."""
PATIENCE = 30.0
"""Seconds without a sign of life after which Apertium hangs; it answers 300 sentences a second."""
_TAGGER = re.compile(r"(?:^|(?<=\|))(\s*(?:\S*/)?apertium-tagger)(?=\s)")


class ApertiumSession:
    """One direction. The pipeline starts when something is asked; of its answers none depends on others."""

    abilities: frozenset[Ability] = frozenset({"alignment"})

    def __init__(self, mode: Mode, patience: float = PATIENCE) -> None:
        self._mode = mode
        self._patience = patience
        self._pipe: Pipe | None = None
        self._answered = self._lost = 0
        self.identity = f"apertium {mode.name} {mode.digest}"

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The answers in batches of up to `BATCH`, in order, but for those that are asked a second time.

        These are the ones that lost a superblank where words were bound, which are asked without; and those
        that are to be aligned, of which all words are bound to learn that, but not for the translation.
        """
        again: list[int] = []
        first: dict[int, Answer | None] = {}
        waiting = iter(zip(range(len(queries)), self._said(queries), strict=True))
        while some := list(islice(waiting, BATCH)):
            finished: list[tuple[int, Answer | None]] = []
            for index, answer in some:
                query = queries[index]
                if query.aligned or (answer is None and query.pairs):
                    again.append(index)
                    first[index] = answer
                else:
                    finished.append((index, answer))
            if finished:
                yield finished
        for start in range(0, len(again), BATCH):
            indexes = again[start : start + BATCH]
            said = self._said([_otherwise(queries[index], first[index]) for index in indexes])
            yield [
                (index, _together(first.pop(index), second))
                for index, second in zip(indexes, said, strict=True)
            ]

    def _said(self, queries: Sequence[Query]) -> Iterator[Answer | None]:
        """What Apertium says to each query, in order; None to what ends the pipeline. Raises EngineError."""
        waiting = deque(queries)
        while waiting:
            try:
                for answer in self._streamed(list(waiting)):
                    waiting.popleft()
                    yield answer
            except EngineError:
                if self._lost > _SPARE + self._answered // _PER or not self._works():
                    raise
                yield from self._one_by_one(waiting)

    def _one_by_one(self, waiting: deque[Query]) -> Iterator[Answer | None]:
        """The answers to queries, which are taken away, up to the first that ends the pipeline."""
        while waiting:
            query = waiting.popleft()
            try:
                (answer,) = self._streamed([query])
            except EngineError:
                self._lost += 1
                yield None
                return
            yield answer

    def _works(self) -> bool:
        """True if the pipeline, started again, answers the simplest of texts."""
        try:
            return list(self._streamed([Query("A.")])) != []
        except EngineError:
            return False

    def _streamed(self, queries: Sequence[Query]) -> Iterator[Answer | None]:
        """The answers while further queries go in. Raises EngineError, for one of those without an answer."""
        if self._pipe is None or self._pipe.closed:
            self._pipe = Pipe(*_command(self._mode), self._mode.name, self._patience)
        pipe = self._pipe
        streams = pipe.answers(encode(query, number) for number, query in enumerate(queries))
        with closing(streams):
            for number, (query, stream) in enumerate(zip(queries, streams, strict=True)):
                found = number_of(stream)
                if found not in (number, None):
                    raise pipe.lost_count()
                answer = decode(stream, query) if found is not None else None
                self._answered += 1
                yield answer and answer.respaced(repaired(query.text, answer.text, self._mode.target))

    def close(self) -> None:
        """Ends the pipeline."""
        if self._pipe is not None:
            self._pipe.close()


def _otherwise(query: Query, answer: Answer | None) -> Query:
    """How to ask a second time: without bound words where that went wrong, else with all of them bound."""
    return Query(query.text, tuple(word_spans(query.text)) if answer else ())


def _together(first: Answer | None, second: Answer | None) -> Answer | None:
    """The first answer, if there is one, with what the second tells of where its words come from.

    Expressions that were parted are translated otherwise; of these words nothing is known then.
    """
    if first is None or second is None:
        return first or second
    said, here = word_spans(second.text), word_spans(first.text)
    same = SequenceMatcher(None, _words(second.text), _words(first.text), autojunk=False)
    homes = {
        said[block.a + step]: here[block.b + step]
        for block in same.get_matching_blocks()
        for step in range(block.size)
    }
    starts = [start for start, _ in said]
    links = [
        Link(link.source, homes[said[index]])
        for link in second.links
        for index in range(bisect_left(starts, link.target[0]), bisect_left(starts, link.target[1]))
        if said[index] in homes
    ]
    return Answer(first.text, tuple(links))


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


def _command(mode: Mode) -> tuple[list[str], dict[str, str]]:
    """What runs the mode's pipeline, answering text by text, and its environment. Raises EngineError."""
    # The programs choose their encoding by LC_CTYPE, which LC_ALL would overrule.
    environment = {key: value for key, value in os.environ.items() if key != "LC_ALL"}
    environment |= {"PATH": _path(), "LC_CTYPE": "C.UTF-8"}
    before, bar, last = _independent(pipeline(mode)).strip().rpartition("|")
    # In the shell's place, so that the output ends with the last program, and that one with any other: a
    # shell would hold it open, and wait for programs that wait for more.
    script = f"shopt -s lastpipe; {before}{bar} exec {last.strip()}"
    # `$1` and `$2` of a mode: -n leaves out marks of unknown words; nothing for the tagger.
    return ["bash", "-c", script, "apertium", "-n"], environment


def pipeline(mode: Mode) -> str:
    """The mode's programs for a shell, answering text by text, with word-bound blanks. Raises EngineError."""
    found = shutil.which("apertium-wblank-mode", path=_path())
    if found is None:
        raise EngineError(
            f"Apertium's {mode.name} cannot be run: there is no apertium-wblank-mode",
            hint="install Apertium 3.8 or a later version",
        )
    try:
        with closing(ProcessGroup([found, "-z", str(mode.file)], os.environ)) as group:
            said, complaint = group.process.communicate()
    except OSError as error:
        raise EngineError(f"Apertium cannot be run: {error.strerror}", hint=HINT) from error
    if group.process.returncode != 0 or not said.strip():
        last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise EngineError(
            f"Apertium's {mode.name} failed: {last or f'no pipeline in {mode.file}'}", hint=HINT
        )
    return os.fsdecode(said)


def _path() -> str:
    """Where programs are found: first beside Apertium, as by Apertium itself."""
    apertium = Path(program() or "apertium")
    return os.pathsep.join((str(apertium.parent), os.environ.get("PATH", os.defpath)))


def _independent(programs: str) -> str:
    """A pipeline whose tagger forgets one text before it reads the next."""
    script = shlex.join([sys.executable, "-I", "-S", apertium_tagging.__file__])
    return _TAGGER.sub(lambda found: f" {script} {found[1].strip()} -d", programs)
