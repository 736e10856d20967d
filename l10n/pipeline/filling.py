"""Fills what catalogs lack: a locale is one job, in windows of articles written at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event

from l10n.engines.batch import Outcome
from l10n.engines.cache import Kept
from l10n.engines.installed import described, package_directory, unusable
from l10n.engines.session import Opening, SentenceEngine, Session, refuse_cluster
from l10n.errors import EngineError, Location
from l10n.model import Tag
from l10n.models.lock import package_digest, read_lock, verified
from l10n.pipeline.answering import Ask, by_sentences, by_units, outcomes
from l10n.pipeline.background import close_unless_busy, closing_in_the_end, in_background
from l10n.pipeline.batch import Batch
from l10n.pipeline.checking import Checker
from l10n.pipeline.forecast import Forecast, forecast, whole_units
from l10n.pipeline.known import part_key
from l10n.pipeline.manifest import together
from l10n.pipeline.options import Options
from l10n.pipeline.progress import Counted, Stoppable, Tally
from l10n.pipeline.remembering import Outcomes, keep_speed, last_speed, store_of
from l10n.pipeline.stages import write_catalogs
from l10n.pipeline.standing import Place
from l10n.pipeline.translation import Filled, Translator, engine_for
from l10n.pipeline.windows import Window, texts_of, windows
from l10n.pipeline.writing import Writer
from l10n.ports import Engine
from l10n.report.text import plural


@dataclass(frozen=True, slots=True)
class _Source:
    """An engine that is ready to translate into one locale."""

    make: Callable[[Sequence[str]], dict[str, Outcome]]
    basis: str = ""
    """Stands for all that outcomes depend on; "" for an engine of which that is not known."""
    leaves: Sequence[Kept] = ()
    """Its models, one or two in a row."""
    stop: Event = field(default_factory=Event)
    """Set where nobody waits any more."""


class Filler:
    """Fills the catalogs of a batch, one locale after another; close it when done."""

    def __init__(
        self, batch: Batch, checker: Checker, writer: Writer, options: Options, say: Callable[[str], None]
    ) -> None:
        """With a dry `writer` it only says what there is to do."""
        self._batch = batch
        self._checker = checker
        self._writer = writer
        self._options = options
        self._say = say
        self._config = batch.workspace.config
        self._quality = options.quality or self._config.quality
        self._glossary = batch.known.glossary()
        self._store = store_of(self._config.root, say, reading=writer.dry)
        for each in unusable(package_directory()):
            say(f"{each.path} is skipped: {each.reason}")

    def close(self) -> None:
        """Close the file of what is remembered."""
        close_unless_busy(self._store.close)

    def fill(self, tag: Tag, places: Sequence[Place]) -> Filled | None:
        """Translate what these catalogs of a locale lack; None where nothing new could come of it.

        Raises EngineError, PackageError.
        """
        engine = engine_for(self._config, tag)
        if engine is None:
            return Filled(tag, self._missing(places))
        tally = Tally(tag, self._options.watch)
        with ExitStack() as opened:
            source = self._opened(engine, tag, tally, opened)
            left = [place for place in places if not self._is_in_vain(place, source.basis)]
            if not (asked := self._asked(left)):
                return None
            filled = Filled(tag, asked, engine=engine.signature(self._config.source_locale, tag))
            if self._writer.dry:
                return replace(filled, forecast=self._foreseen(source, filled, left))
            self._say(f"{tag}: translating {plural(asked, 'unit')} with {filled.engine}")
            try:
                return self._filled(source, filled, left, tally)
            except KeyboardInterrupt:
                self._say(f"{tag}: stopped: {tally.standing}")
                raise

    def _missing(self, places: Sequence[Place]) -> int:
        return sum(self._batch.standing(place).to_fill(self._options.redo) for place in places)

    def _asked(self, places: Sequence[Place]) -> int:
        """How many units the engine is going to be asked for."""
        if self._options.limit is None:
            return self._missing(places)
        return sum(len(part.entries) for window in self._windows(places) for part in window)

    def _is_in_vain(self, place: Place, basis: str) -> bool:
        """True where all that the catalog lacks was refused when everything was as it is now."""
        if self._options.redo or not basis:
            return False
        content = self._batch.content(place)
        return self._batch.known.recall("filled", part_key(*place), content, basis) is not None

    def _filled(self, source: "_Source", filled: Filled, places: Sequence[Place], tally: Tally) -> Filled:
        tally.start(filled.asked)
        translator = Translator(source.make, tally, self._remembered(source), self._is_steady)
        asked = refused = 0
        for window in self._windows(places):
            units = [text for part in window for text in part.texts]
            tally.begin(units)
            found = in_background(partial(translator, texts_of(window)), source.stop)
            self._write(window, found, str(filled.engine))
            if self._options.limit is None and source.basis and self._is_steady():
                self._note(window, source.basis)
            asked += len(units)
            refused += sum(not found[text].text for text in units)
            tally.end()
            keep_speed(self._store, self._speed_of(filled), tally.model_words, tally.model_seconds)
        tally.recalled += sum(leaf.recalled for leaf in source.leaves)
        return replace(filled, asked=asked, filled=asked - refused, work=tally.work(refused))

    def _note(self, window: Window, basis: str) -> None:
        for part in window:
            content = self._batch.content(part.place)
            self._batch.known.note("filled", part_key(*part.place), [], content, basis)

    def _remembered(self, source: "_Source") -> Outcomes | None:
        return Outcomes(self._store, source.basis) if source.basis else None

    def _windows(self, places: Sequence[Place]) -> Iterator[Window]:
        return windows(self._batch, places, redo=self._options.redo, limit=self._options.limit)

    def _write(self, window: Window, found: Mapping[str, Outcome], signature: str) -> None:
        redo = self._options.redo
        fills = {
            part.place: partial(part.filled, outcomes=found, signature=signature, redo=redo)
            for part in window
        }
        for place, fill in fills.items():
            merged = self._batch.merged(place)
            self._batch.replace(place, merged.with_catalog(fill(merged.catalog), self._batch.now))
        write_catalogs(self._batch, self._writer, fills)

    def _opened(self, engine: Engine, tag: Tag, tally: Tally, opened: ExitStack) -> "_Source":
        pair = self._config.source_locale, tag
        if not isinstance(engine, SentenceEngine):
            refuse_cluster(engine.name, self._options.cluster)
            return _Source(partial(self._made, by_units(engine, pair), tag))
        stop, leaves = Event(), list[Kept]()

        def kept(model: Session) -> Session:
            leaves.append(Kept(Stoppable(model, tally, stop, counting=not leaves), self._store))
            return leaves[-1]

        session = Counted(self._open(engine, tag, kept), tally)
        opened.enter_context(closing_in_the_end(session.close))
        basis = together(self._batch.known.basis, self._glossary, session.identity, *pair)
        ask = by_sentences(session, pair, tally.heard)
        return _Source(partial(self._made, ask, tag), basis, leaves, stop)

    def _made(self, ask: Ask, tag: Tag, texts: Sequence[str]) -> dict[str, Outcome]:
        return outcomes(texts, ask, tag, self._checker.glossary)

    def _is_steady(self) -> bool:
        """True if the glossary that was read is the one that outcomes are remembered for."""
        return self._batch.known.glossary(again=True) == self._glossary

    def _open(self, engine: SentenceEngine, tag: Tag, kept: Callable[[Session], Session]) -> Session:
        """The engine, opened for the locale with no other models than the project wants."""
        lock = read_lock(self._config.root)

        def checked(folder: Path) -> str:
            package = described(folder)
            if package is None:
                raise EngineError("is no package that can be opened", Location(folder.as_posix()))
            return verified(package, lock)

        opening = Opening(self._quality, self._options.cluster, checked, kept, package_digest)
        return engine.open(self._config.source_locale, tag, opening)

    def _foreseen(self, source: "_Source", filled: Filled, places: Sequence[Place]) -> Forecast:
        texts = (text for window in self._windows(places) for part in window for text in part.texts)
        if not source.leaves:
            return whole_units(texts)
        speed = last_speed(self._store, self._speed_of(filled))
        missing = source.leaves[0].missing
        return forecast(texts, self._config.source_locale, self._checker.glossary, missing, speed)

    def _speed_of(self, filled: Filled) -> str:
        """What the speed depends on."""
        return f"{filled.engine} {self._quality} {self._options.cluster}"
