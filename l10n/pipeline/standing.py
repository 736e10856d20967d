"""How an article stands in a locale, in numbers: enough to go on without reading its catalog again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath

from l10n.model import Entry, State, Tag
from l10n.status import Counts, counted

Place = tuple[PurePosixPath, Tag]
"""An article and a locale: what there is one catalog for."""


def wanted(entry: Entry, redo: bool) -> bool:
    """True where an engine may write: nothing there, or machine text that no person has touched.

    Machine text whose source has changed since is out of date and nobody's work, so it is refreshed without
    being asked; machine text that still fits its source only with `redo`.
    """
    return _wanted(entry, entry.state, redo)


def _wanted(entry: Entry, state: State, redo: bool) -> bool:
    if entry.msgid_plural is not None:
        return False
    if state is State.MACHINE:
        return redo
    return state is State.UNTRANSLATED or (state is State.STALE and entry.machine_only)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the stages need to know of a catalog that they do not read."""

    counts: Counts
    wanted: int
    """Units that an engine would fill."""
    redone: int
    """Units that it would fill with `redo`."""
    lacks: Sequence[str]
    """Marks (see `mark`) of the units without a text, in the article's order."""
    spares: Sequence[str]
    """Marks of the texts that have no unit any more, in file order."""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Standing":
        """The standing of a catalog with these entries, obsolete ones included."""
        told = [(entry, entry.state) for entry in entries if not entry.obsolete]
        return cls(
            counted(told),
            sum(_wanted(entry, state, False) for entry, state in told),
            sum(_wanted(entry, state, True) for entry, state in told),
            [mark(entry) for entry, state in told if state is State.UNTRANSLATED],
            [mark(entry) for entry in entries if entry.obsolete and entry.has_translation],
        )

    def to_fill(self, redo: bool) -> int:
        """Units that an engine would fill, with or without `redo`."""
        return self.redone if redo else self.wanted


@dataclass(frozen=True, slots=True)
class Offer:
    """What a catalog lacks and what it can spare, as marks."""

    lacks: Sequence[str]
    spares: Sequence[str]

    @classmethod
    def before_merging(cls, old: Sequence[Entry], template: Sequence[Entry]) -> "Offer":
        """The offer of a catalog with the entries `old` whose article now has those of `template`."""
        texts = {entry.key: entry for entry in old if entry.has_translation}
        units = {entry.key for entry in template}
        return cls(
            [mark(entry) for entry in template if entry.key not in texts],
            [mark(entry) for entry in texts.values() if entry.key not in units],
        )


def exchanges(offers: Mapping[Place, Offer | Standing]) -> dict[Place, list[Place]]:
    """Which catalogs of the same locale can spare what another one lacks, in the order of `offers`."""
    spared: dict[tuple[Tag, str], list[Place]] = {}
    for place, offer in offers.items():
        for one in offer.spares:
            spared.setdefault((place[1], one), []).append(place)
    found = {place: _givers(place, offer.lacks, spared) for place, offer in offers.items() if spared}
    return {place: list(dict.fromkeys(givers)) for place, givers in found.items() if givers}


def _givers(
    place: Place, lacks: Iterable[str], spared: Mapping[tuple[Tag, str], Sequence[Place]]
) -> list[Place]:
    def all_of() -> Iterator[Place]:
        for one in lacks:
            yield from spared.get((place[1], one), ())

    return [giver for giver in all_of() if giver != place]


def mark(entry: Entry) -> str:
    """What stands for the entry's key: 12 hexadecimal digits."""
    return blake2b(entry.key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
