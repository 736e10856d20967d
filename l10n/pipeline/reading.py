"""Reads articles and catalogs, and merges what is out of date: the slow half of every stage."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n.catalog.merge import vanished
from l10n.catalog.merge_moved import could_take
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.formats.article import Article
from l10n.model import Entry, Tag
from l10n.pipeline.manifest import digest
from l10n.pipeline.merging import Merged, Old, entries_for, merge_article, read_old, template_for
from l10n.pipeline.standing import Offer, Place, Standing, exchanges, mark
from l10n.project import Workspace

MOST_LOST = 500
"""Texts that lost their unit at once in one locale. Where there are more, no one moved paragraphs between
articles, and looking for edited ones among them takes long; those moved as they were are found anyway."""


class Reader:
    """Reads and merges, each article and template once. All methods raise for what cannot be read."""

    def __init__(self, workspace: Workspace, now: datetime, articles: Sequence[PurePosixPath]) -> None:
        """`articles` are all that the project has."""
        self._workspace = workspace
        self._now = now
        self._all = articles
        self.articles: dict[PurePosixPath, Article] = {}
        self.templates: dict[PurePosixPath, Catalog] = {}
        self._entries: dict[PurePosixPath, tuple[Entry, ...]] = {}
        self._moved: dict[Place, Sequence[Entry]] = {}
        self._orphans: dict[Tag, list[Entry]] = {}

    def article(self, path: PurePosixPath) -> Article:
        """The article at `path`."""
        if path not in self.articles:
            self.articles[path] = self._workspace.read_article(path)
        return self.articles[path]

    def template(self, path: PurePosixPath) -> Catalog:
        """The article's template as it belongs on disk."""
        if path not in self.templates:
            self.templates[path] = template_for(self._workspace, path, self._units(path), self._now)
        return self.templates[path]

    def merged(self, place: Place, settled: str = "") -> Merged:
        """The catalog as it stands on disk now, brought up to date with its article.

        One that holds what `settled` is the digest of is known to be up to date.
        """
        old = read_old(self._workspace, *place)
        if old.catalog and old.file.data is not None and digest(old.file.data) == settled:
            return Merged.of(old.file, old.catalog)
        return self._merge(place, old, self._moved.get(place, ()))

    def merge_all(self, places: Iterable[Place], settled: Mapping[Place, Standing]) -> dict[Place, Merged]:
        """The catalogs of `places` brought up to date, each getting what it lacks and others can spare.

        Those that are `settled` are up to date, and only read where they give or get something.
        """
        with _without_garbage_collection():
            return self._merge_all(places, settled)

    def _merge_all(self, places: Iterable[Place], settled: Mapping[Place, Standing]) -> dict[Place, Merged]:
        olds: dict[Place, Old] = {}
        offers: dict[Place, Offer | Standing] = {}
        for place in places:
            if place in settled:
                offers[place] = settled[place]
            else:
                olds[place] = read_old(self._workspace, *place)
                offers[place] = Offer.before_merging(olds[place].entries, self._units(place[0]))
        lost = self._lost(olds)
        stale = set(olds)
        merged = {}
        for place, givers in exchanges(offers).items():
            olds |= {one: read_old(self._workspace, *one) for one in (place, *givers) if one not in olds}
            self._moved[place] = _spared(offers[place].lacks, [(olds[g], offers[g].spares) for g in givers])
        for place, offer in offers.items():
            if offer.lacks and (left := self._left_behind(place, offer.lacks, olds)):
                olds |= {} if place in olds else {place: read_old(self._workspace, *place)}
                self._moved[place] = (*self._moved.get(place, ()), *left)
        for place in offers:
            if place in stale or place in self._moved:
                merged[place] = self._with_lost(place, olds[place], lost.get(place[1], {}))
        return merged

    def _with_lost(self, place: Place, old: Old, lost: Mapping[PurePosixPath, Sequence[Entry]]) -> Merged:
        """The catalog merged; where it still lacks texts, with what other articles of its locale lost."""
        merged = self._merge(place, old, self._moved.get(place, ()))
        others = [entry for path, entries in lost.items() if path != place[0] for entry in entries]
        if not others or len(others) > MOST_LOST:
            return merged
        if not could_take([entry for entry in merged.catalog.active if not entry.has_translation], others):
            return merged
        self._moved[place] = (*self._moved.get(place, ()), *others)
        return self._merge(place, old, self._moved[place])

    def _left_behind(self, place: Place, lacks: Sequence[str], olds: Mapping[Place, Old]) -> Sequence[Entry]:
        """What catalogs of the locale without an article have for the place: an article that was renamed.

        A new article gets all of it, since it may have been edited too; another one the texts that it lacks.
        """
        left = self._orphaned(place[1])
        if left and place in olds and olds[place].catalog is None:
            return left[:MOST_LOST]
        wanted = set(lacks)
        return [entry for entry in left if mark(entry) in wanted]

    def _orphaned(self, tag: Tag) -> list[Entry]:
        """The translated entries of the locale's catalogs without an article that can be read."""
        if tag not in self._orphans:
            found: list[Entry] = []
            for path in self._abandoned.get(tag, ()):
                with suppress(CatalogError):
                    catalog = Catalog.read(path)
                    found += [entry for entry in catalog.entries if any(map(str.strip, entry.msgstrs))]
            self._orphans[tag] = found
        return self._orphans[tag]

    @cached_property
    def _abandoned(self) -> Mapping[Tag, Sequence[Path]]:
        """The catalogs without an article, by locale."""
        return self._workspace.catalogs_without_article(self._all)

    def _lost(self, olds: Mapping[Place, Old]) -> dict[Tag, dict[PurePosixPath, Sequence[Entry]]]:
        """The translations that lose their units now, by locale and article."""
        lost: dict[Tag, dict[PurePosixPath, Sequence[Entry]]] = {}
        for (path, tag), old in olds.items():
            gone = vanished(old.catalog, self._units(path)) if old.catalog else ()
            if active := [entry for entry in gone if not entry.obsolete]:
                lost.setdefault(tag, {})[path] = active
        return lost

    def _merge(self, place: Place, old: Old, moved: Sequence[Entry]) -> Merged:
        path, tag = place
        return merge_article(self._workspace, path, self.template(path), old, tag, self._now, moved)

    def _units(self, path: PurePosixPath) -> tuple[Entry, ...]:
        """The article's template entries."""
        if path not in self._entries:
            self._entries[path] = entries_for(self._workspace, self.article(path))
        return self._entries[path]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """All that is made here is kept, and looking through it for garbage takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _spared(lacks: Sequence[str], givers: Iterable[tuple[Old, Sequence[str]]]) -> list[Entry]:
    """The entries that `givers` can spare and somebody lacks."""
    return [
        entry
        for old, spares in givers
        for entry in old.entries
        if (one := mark(entry)) in lacks and one in spares
    ]
