"""Machine translation of a project: how it is asked for, what became of it, and which engine does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n import registry
from l10n.config import Config
from l10n.engines.argos import ArgosEngine
from l10n.engines.batch import Outcome
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.models.lock import read_lock
from l10n.pipeline.forecast import Forecast
from l10n.pipeline.progress import Tally, Work
from l10n.pipeline.remembering import Outcomes
from l10n.ports import Engine

AUTO = ("argos", "apertium")
"""The order in which `engine = "auto"` asks: neural before rule-based."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What machine translation did for one locale, or would do."""

    locale: Tag
    asked: int = 0
    """Units that had no translation, or were to be done again."""
    filled: int = 0
    engine: str | None = None
    """The engine's signature; None where no engine serves the pair."""
    work: Work = field(default_factory=Work, compare=False, repr=False)
    """What it took, which may differ where nothing else does."""
    forecast: Forecast | None = None
    """What it would take, where nothing was to be written."""


def engine_for(config: Config, tag: Tag, auto: Sequence[str] = AUTO) -> Engine | None:
    """The engine that translates into `tag`, None where "auto" finds none among those it asks.

    Raises EngineError where the configuration names an engine that cannot serve the pair; PackageError where
    the lock of packages cannot be read.
    """
    name = config.engine_for(tag)
    if name != "auto":
        engine = _engine(config, name, tag)
        if engine.serves(config.source_locale, tag):
            return engine
        raise EngineError(
            f"the engine {name} cannot translate {config.source_locale} to {tag}",
            hint='install what it needs (`l10n models list` shows what is there), or set engine = "auto"',
        )
    for name in auto:
        engine = _engine(config, name, tag)
        if engine.serves(config.source_locale, tag):
            return engine
    return None


def _engine(config: Config, name: str, tag: Tag) -> Engine:
    """The engine; that for packages uses those of the project's lock, as far as they lead to `tag`.

    Other installed ones are not kept from it: before one is opened, the lock says what is wrong with it. One
    that comes with l10n is, so that a lock means the same whatever comes with l10n.
    """
    engine = registry.engine(name)
    if isinstance(engine, ArgosEngine) and (lock := read_lock(config.root)):
        locked = ArgosEngine(lock.admits)
        others = ArgosEngine(lambda package: not package.shipped)
        return locked if locked.serves(config.source_locale, tag) else others
    return engine


class Translator:
    """Translates units, each distinct text once."""

    def __init__(
        self,
        make: Callable[[Sequence[str]], Mapping[str, Outcome]],
        tally: Tally,
        kept: Outcomes | None,
        steady: Callable[[], bool],
    ) -> None:
        """`make` translates what is not `kept` from earlier runs; that is kept if all is `steady` then."""
        self._make = make
        self._tally = tally
        self._kept = kept
        self._steady = steady
        self._done: dict[str, Outcome] = {}

    def __call__(self, texts: Sequence[str]) -> Mapping[str, Outcome]:
        """What became of each text, and of all that were asked for before. Raises EngineError."""
        new = [text for text in texts if text not in self._done]
        if self._kept is not None:
            found = self._kept.recall(new)
            self._tally.recalled += len(found)
            self._done |= found
            new = [text for text in new if text not in found]
        if new:
            made = self._make(new)
            self._done |= made
            if self._kept is not None and self._steady():
                self._kept.keep(made)
        return self._done
