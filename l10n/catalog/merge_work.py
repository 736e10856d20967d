"""What a merge has still to do: new texts without a translation, translations without a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.catalog.merge_carry import edited
from l10n.catalog.merge_likeness import Pair, normal_form
from l10n.catalog.merge_places import Places
from l10n.model import Entry


@dataclass(slots=True)
class Work:
    """What has found no partner yet, and what became of the rest."""

    template: Mapping[str, Entry]
    """All entries of the template by key, in its order."""
    places: Places
    """The order of the template, and that of the catalog's active entries."""
    new: dict[str, Entry]
    """Template entries that the catalog does not have, by key, in the template's order."""
    gone: dict[str, Entry]
    """Translated entries without a text, by key, in file order."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """What new entries became, by key."""
    partners: dict[str, str] = field(default_factory=dict)
    """Key of a new entry to the key of the one old entry that it was made from."""
    used: dict[str, list[Entry]] = field(default_factory=dict)
    """Key of an old entry to what was made of it."""

    def settle(self, entries: Sequence[Entry], sources: Iterable[Entry]) -> None:
        """The template's entries became `entries`, made from `sources`."""
        for entry in entries:
            del self.new[entry.key]
            self.entries[entry.key] = entry
        for source in sources:
            if self.gone.pop(source.key, None):
                self.used[source.key] = list(entries)

    def pair(self, target: Entry, source: Entry) -> None:
        """`target` was made from `source`."""
        self.partners[target.key] = source.key
        self.settle([edited(source, target)], [source])

    def free(self, pair: Pair) -> bool:
        """True while both of the pair are without a partner."""
        return pair.target.key in self.new and pair.source.key in self.gone

    def pair_normalised(self, sources: Iterable[Entry]) -> None:
        """Pair what is the same to a translator, active entries before obsolete ones, else in their order."""
        by_form: dict[tuple[str, str | None], Entry] = {}
        for source in sorted(sources, key=lambda source: source.obsolete):
            by_form.setdefault((normal_form(source.msgid), source.msgctxt), source)
        for target in list(self.new.values()):
            form = normal_form(target.msgid), target.msgctxt
            if form in by_form:
                self.pair(target, by_form.pop(form))
