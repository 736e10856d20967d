"""How far the translation of a project is: counts of units by state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from l10n.model import Entry, State, Tag


@dataclass(frozen=True, slots=True)
class Counts:
    """Units by state, of one article or of all articles, in one locale."""

    translated: int = 0
    accepted: int = 0
    post_edited: int = 0
    machine: int = 0
    stale: int = 0
    untranslated: int = 0
    words: int = 0
    """Words of the source text, separated by white space."""

    @property
    def units(self) -> int:
        """All units, whatever their state."""
        return self.reviewed + self.machine + self.stale + self.untranslated

    @property
    def reviewed(self) -> int:
        """Units a person stands behind."""
        return self.translated + self.accepted + self.post_edited

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def as_json(self) -> dict[str, int]:
        """The fields of `status --format json`."""
        return {"units": self.units} | {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Status:
    """Counts by article and locale, both in the project's order."""

    articles: Mapping[PurePosixPath, Mapping[Tag, Counts]]

    @property
    def locales(self) -> dict[Tag, Counts]:
        """Counts of all articles together, by locale."""
        total: dict[Tag, Counts] = {}
        for by_locale in self.articles.values():
            for tag, counts in by_locale.items():
                total[tag] = total.get(tag, Counts()) + counts
        return total

    def as_json(self) -> dict[str, object]:
        """What `status --format json` prints."""
        return {
            "locales": {tag: counts.as_json() for tag, counts in self.locales.items()},
            "articles": {
                path.as_posix(): {tag: counts.as_json() for tag, counts in by_locale.items()}
                for path, by_locale in self.articles.items()
            },
        }


def count(entries: Iterable[Entry]) -> Counts:
    """The counts of a catalog's active entries, header excluded."""
    return counted((entry, entry.state) for entry in entries)


def counted(entries: Iterable[tuple[Entry, State]]) -> Counts:
    """The counts of active entries whose states are told already."""
    states: Counter[State] = Counter()
    words = 0
    for entry, state in entries:
        states[state] += 1
        words += len(entry.msgid.split())
    return Counts(**{state.value: states[state] for state in State}, words=words)
