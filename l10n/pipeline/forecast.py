"""What machine translation would have to do, told without asking an engine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from l10n.engines.answers import Query
from l10n.engines.markers import STYLES
from l10n.engines.sentences import parts
from l10n.glossary.repair import canonical_source
from l10n.glossary.schema import Glossary
from l10n.model import Tag


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be translated, and how long that should take."""

    words: int
    """Of all units that are wanted."""
    sentences: int = 0
    """Distinct ones; 0 for an engine that gets whole units."""
    remembered: int = 0
    """Sentences among them that were translated before."""
    words_left: int = 0
    """Of the other sentences."""
    speed: float | None = None
    """Words per second of the engine's last run that had to translate; None where there was none."""

    @property
    def seconds(self) -> float | None:
        """How long it takes at that speed; None where that cannot be told."""
        if not self.words_left:
            return 0.0 if self.sentences else None
        return self.words_left / self.speed if self.speed else None


def whole_units(texts: Iterable[str]) -> Forecast:
    """The forecast for an engine that gets units as they are."""
    return Forecast(sum(len(text.split()) for text in texts))


def forecast(
    texts: Iterable[str],
    source: Tag,
    glossary: Glossary | None,
    missing: Callable[[Sequence[Query]], Sequence[Query]],
    speed: float | None,
) -> Forecast:
    """The forecast for units; `missing` tells for which queries a model must be asked.

    Of models in a row the first counts; asking again for what does not come out well is not foreseen.
    """
    words = 0
    queries: dict[Query, None] = {}
    for text in texts:
        words += len(text.split())
        asked = canonical_source(glossary, text) if glossary else text
        for part in parts(asked, source):
            if part.sentence.has_language:
                queries[part.sentence.plain(STYLES[0])] = None
    left = missing(list(queries))
    words_left = sum(len(query.text.split()) for query in left)
    return Forecast(words, len(queries), len(queries) - len(left), words_left, speed)
