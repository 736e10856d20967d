"""How far machine translation is, counted where sentences come and go."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

from l10n.engines.answers import Query
from l10n.engines.session import AroundSession, Finished, Session
from l10n.engines.terms import TermReport
from l10n.model import Tag
from l10n.pipeline.options import Progress, Watch
from l10n.report.text import plural


@dataclass(frozen=True, slots=True)
class Work:
    """What machine translation took for one locale."""

    words: int = 0
    """Of the units that were translated, in the source text, separated by white space."""
    seconds: float = 0
    sentences: int = 0
    """Distinct ones, in each window of articles."""
    recalled: int = 0
    """Sentences, or whole units, that earlier runs had translated."""
    retries: int = 0
    """How often a sentence was asked for again, in another way."""
    refused: int = 0
    """Units that have no good translation."""
    terms: TermReport = field(default_factory=TermReport)
    """What became of the glossary's terms in sentences that no earlier run had translated."""

    @property
    def speed(self) -> float:
        """Words per second."""
        return self.words / self.seconds if self.seconds else 0.0


class StoppedError(Exception):
    """Nobody waits for the rest of the answers any more."""


class Tally:
    """Counts for one locale, and tells of the progress."""

    def __init__(self, locale: Tag, watch: Watch | None) -> None:
        self._locale = locale
        self._units = 0
        self._watch = watch
        self._began = time.monotonic()
        self._units_done = self._words_done = self._window = self._window_words = 0
        self._asked = self._answered = self._length = self._done = 0
        self.sentences = self.retries = self.recalled = 0
        self.model_words = 0
        """Words that a model was asked for, by a pivot the first of both."""
        self.model_seconds = 0.0
        """What the models took for them."""
        self._terms = TermReport()

    def heard(self, report: TermReport) -> None:
        """Some more sentences hold terms of the glossary."""
        self._terms += report

    def start(self, units: int) -> None:
        """So many units are to be translated, from now on."""
        self._units = units
        self._began = time.monotonic()

    def begin(self, units: Sequence[str]) -> None:
        """A window of these units comes next."""
        self._window, self._window_words = len(units), sum(len(text.split()) for text in units)
        self._asked = self._answered = self._length = self._done = 0

    def end(self) -> None:
        """The window is done and on disk."""
        self._units_done += self._window
        self._words_done += self._window_words
        self._window = self._window_words = 0
        self._tell()

    def asked(self, count: int, length: int) -> None:
        """So many sentences of the window are asked for; after the first time, again.

        `length` is that of all of them, in code points.
        """
        if self._asked:
            self.retries += count
        else:
            self._asked, self._length = count, length
            self.sentences += count

    def answered(self, count: int, length: int) -> None:
        """So many answers came, to sentences of that length."""
        self._answered = min(self._asked, self._answered + count)
        self._done = min(self._length, self._done + length)
        self._tell()

    def measured(self, words: int, seconds: float) -> None:
        """A model answered; the first of models in a row was asked for so many words."""
        self.model_words += words
        self.model_seconds += seconds

    @property
    def standing(self) -> str:
        """What is safe already, in words."""
        return (
            f"{self._units_done} of {plural(self._units, 'unit')} are in the catalogs, "
            f"{plural(self._answered, 'sentence')} of those that follow are remembered"
        )

    def work(self, refused: int) -> Work:
        """What it took."""
        seconds = time.monotonic() - self._began
        counts = self.sentences, self.recalled, self.retries, refused
        return Work(self._words_done, seconds, *counts, self._terms)

    def _tell(self) -> None:
        within = self._done / self._length if self._length and self._window else 0.0
        done = self._units_done + within * self._window
        if self._watch is None:
            return
        progress = Progress(
            self._locale,
            self._units,
            done / self._units,
            self.sentences - self._asked + self._answered,
            self._words_done + round(within * self._window_words),
            time.monotonic() - self._began,
        )
        self._watch(progress)


class Counted(AroundSession):
    """A session whose queries and answers are counted."""

    def __init__(self, session: Session, tally: Tally) -> None:
        super().__init__(session)
        self._tally = tally

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The session's answers."""
        lengths = [len(query.text) for query in queries]
        self._tally.asked(len(queries), sum(lengths))
        for batch in self._session.answers(queries):
            self._tally.answered(len(batch), sum(lengths[index] for index, _ in batch))
            yield batch


class Stoppable(AroundSession):
    """A model's session whose time is taken, and that can be told to stop between two batches."""

    def __init__(self, session: Session, tally: Tally, stop: Event, *, counting: bool = True) -> None:
        """With `counting` its words count; of models in a row those of the first do."""
        super().__init__(session)
        self._tally = tally
        self._stop = stop
        self._counting = counting

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The session's answers. Raises StoppedError once it is to stop; by then all have been passed on."""
        began = time.monotonic()
        for batch in self._session.answers(queries):
            asked = sum(len(queries[index].text.split()) for index, _ in batch) if self._counting else 0
            self._tally.measured(asked, time.monotonic() - began)
            yield batch
            if self._stop.is_set():
                raise StoppedError
            began = time.monotonic()
