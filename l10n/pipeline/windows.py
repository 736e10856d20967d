"""Cuts the units that an engine may fill into windows of whole articles, and fills them.

A window is translated as one job and then written. It is large enough for batches of sentences of one length,
and small enough that a run which is interrupted leaves many finished catalogs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.catalog.po import Catalog
from l10n.engines.batch import Outcome
from l10n.model import Entry, State
from l10n.pipeline.batch import Batch
from l10n.pipeline.standing import Place, wanted

UNITS = 2000
"""Of a window, in whole articles: an article with more is a window by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """The units of one catalog that an engine is asked for."""

    place: Place
    entries: Mapping[str, Entry]
    """By key, in file order."""

    @property
    def texts(self) -> Iterator[str]:
        """Their source texts."""
        return (entry.msgid for entry in self.entries.values())

    def filled(
        self, catalog: Catalog, outcomes: Mapping[str, Outcome], signature: str, *, redo: bool
    ) -> Catalog:
        """`catalog` with what became of the units in it that are wanted still.

        Machine text that fits its source stays where the engine has nothing better to say.
        """
        updates = {}
        for key, asked in self.entries.items():
            entry, outcome = catalog.get(key), outcomes[asked.msgid]
            if entry is None or (entry is not asked and not wanted(entry, redo)):
                continue
            if outcome.text:
                updates[key] = entry.with_machine_text(outcome.text, signature)
            elif entry.state is not State.MACHINE:
                updates[key] = entry.with_refused_machine_text(signature, outcome.refused)
        return catalog.with_entries(updates) if updates else catalog


Window = Sequence[Part]


def windows(batch: Batch, places: Sequence[Place], *, redo: bool, limit: int | None) -> Iterator[Window]:
    """The wanted units of the catalogs, in their order.

    With a `limit` so many at most, and none that was refused before, which would use it up every time.
    """
    parts: list[Part] = []
    units, left = 0, limit
    for place in places:
        if left == 0:
            break
        entries = [entry for entry in batch.merged(place).catalog.active if wanted(entry, redo)]
        if left is not None:
            entries = [entry for entry in entries if not entry.refusal][:left]
        if entries:
            parts.append(Part(place, {entry.key: entry for entry in entries}))
        left = None if left is None else left - len(entries)
        units += len(entries)
        if units >= UNITS:
            yield parts
            parts, units = [], 0
    if parts:
        yield parts


def texts_of(window: Window) -> list[str]:
    """The distinct source texts of a window, in order."""
    return list(dict.fromkeys(text for part in window for text in part.texts))
