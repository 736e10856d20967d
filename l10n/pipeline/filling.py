"""Fills what catalogs lack: a locale is one job, in windows of articles written at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from l10n.engines.batch import Outcome
from l10n.engines.cache import Kept
from l10n.engines.installed import described
from l10n.engines.session import Opening, SentenceEngine, Session
from l10n.errors import EngineError, Location
from l10n.model import Tag
from l10n.models.lock import package_digest, read_lock, verified
from l10n.pipeline.answering import Ask, by_sentences, by_units, outcomes
from l10n.pipeline.background import close_unless_busy, in_background
from l10n.pipeline.batch import Batch
from l10n.pipeline.checking import Checker
from l10n.pipeline.forecast import forecast, whole_units
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

    def close(self) -> None:
        """Close the file of what is remembered."""
        close_unless_busy(self._store.close)

    def fill(self, tag: Tag, places: Sequence[Place]) -> Filled:
        """Translate what these catalogs of a locale lack. Raises EngineError, PackageError."""
        missing = sum(self._batch.standing(place).to_fill(self._options.redo) for place in places)
        engine = engine_for(self._config, tag)
        if engine is None:
            return Filled(tag, missing)
        asked = missing if self._options.limit is None else min(missing, self._options.limit)
        filled = Filled(tag, asked, engine=engine.signature(self._config.source_locale, tag))
        if self._writer.dry:
            return self._foreseen(engine, filled, places)
        self._say(f"{tag}: translating {plural(asked, 'unit')} with {filled.engine}")
        tally = Tally(tag, asked, self._options.watch)
        try:
            return self._filled(engine, filled, places, tally)
        except KeyboardInterrupt:
            self._say(f"{tag}: stopped: {tally.standing}")
            raise

    def _filled(self, engine: Engine, filled: Filled, places: Sequence[Place], tally: Tally) -> Filled:
        stop, leaves = Event(), list[Kept]()
        refused = 0
        with ExitStack() as opened:
            translator = self._translator(engine, filled.locale, tally, stop, leaves, opened)
            for window in self._windows(places):
                units = [text for part in window for text in part.texts]
                tally.begin(units)
                found = in_background(partial(translator, texts_of(window)), stop)
                self._write(window, found, str(filled.engine))
                refused += sum(not found[text].text for text in units)
                tally.end()
        tally.recalled += sum(leaf.recalled for leaf in leaves)
        keep_speed(self._store, self._speed_of(filled), tally.model_words, tally.model_seconds)
        return replace(filled, filled=filled.asked - refused, work=tally.work(refused))

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

    def _translator(
        self, engine: Engine, tag: Tag, tally: Tally, stop: Event, leaves: list[Kept], opened: ExitStack
    ) -> Translator:
        pair = self._config.source_locale, tag
        if not isinstance(engine, SentenceEngine):
            if self._options.cluster:
                raise EngineError(
                    f"the engine {engine.name} works on this machine only", hint="leave --cluster out"
                )
            return Translator(partial(self._made, by_units(engine, pair), tag), tally, None, self._is_steady)

        def kept(model: Session) -> Session:
            leaves.append(Kept(Stoppable(model, tally, stop, counting=not leaves), self._store))
            return leaves[-1]

        session = Counted(self._open(engine, tag, kept), tally)
        opened.callback(close_unless_busy, session.close)
        make = partial(self._made, by_sentences(session, pair), tag)
        return Translator(make, tally, self._remembered(session, tag), self._is_steady)

    def _made(self, ask: Ask, tag: Tag, texts: Sequence[str]) -> dict[str, Outcome]:
        return outcomes(texts, ask, tag, self._checker.glossary)

    def _remembered(self, session: Session, tag: Tag) -> Outcomes:
        source = self._config.source_locale
        basis = together(self._batch.known.basis, self._glossary, session.identity, source, tag)
        return Outcomes(self._store, basis)

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

    def _foreseen(self, engine: Engine, filled: Filled, places: Sequence[Place]) -> Filled:
        texts = (text for window in self._windows(places) for part in window for text in part.texts)
        if not isinstance(engine, SentenceEngine):
            return replace(filled, forecast=whole_units(texts))
        leaves = list[Kept]()

        def kept(model: Session) -> Session:
            leaves.append(Kept(model, self._store))
            return leaves[-1]

        with closing(self._open(engine, filled.locale, kept)):
            speed = last_speed(self._store, self._speed_of(filled))
            source, glossary = self._config.source_locale, self._checker.glossary
            return replace(filled, forecast=forecast(texts, source, glossary, leaves[0].missing, speed))

    def _speed_of(self, filled: Filled) -> str:
        """What the speed depends on."""
        return f"{filled.engine} {self._quality} {self._options.cluster}"
