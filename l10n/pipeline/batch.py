"""What a stage works on: what is known of its articles, and those of them that had to be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.model import Finding, Tag
from l10n.pipeline.known import Known, part_key
from l10n.pipeline.manifest import digest
from l10n.pipeline.standing import Place, Standing, exchanges
from l10n.project import Workspace
from l10n.status import Status

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.formats.article import Article
    from l10n.pipeline.merging import Merged
    from l10n.pipeline.reading import Reader
    from l10n.pipeline.translation import Filled
    from l10n.report.shown import Shown


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` found."""

    findings: tuple[Finding, ...]
    """By file and place."""
    units: int
    """Units of source articles and catalogs that were looked at."""
    readable: bool
    """False where a catalog could not be read at all."""
    shown: "tuple[Shown, ...]" = ()
    """The findings with the lines that people are shown."""
    compared: bool = False
    """True where findings of a baseline were left out."""
    known: int = 0
    """How many findings were left out because the baseline has them."""
    gone: int = 0
    """How many findings of the baseline there are no more, as far as they were looked for."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did, or with `dry_run` and `frozen` would do."""

    status: Status
    findings: tuple[Finding, ...] = ()
    changed: tuple[Path, ...] = ()
    """Files written, or that would be, in the order of writing; but for the index of pages."""
    removed: tuple[Path, ...] = ()
    """Pages removed, or that would be: of articles or locales that are rendered no more."""
    filled: "tuple[Filled, ...]" = ()
    kept_back: tuple[tuple[PurePosixPath, Tag], ...] = ()
    """Articles not rendered because too little of them is translated (`keep`)."""


class Batch:
    """The articles a stage works on, each with its template and its catalogs of some locales.

    Everything that is out of date is read and merged in memory when a batch is made, so that it raises before
    anything is written; what is up to date is read when somebody asks for it.
    """

    def __init__(
        self,
        workspace: Workspace,
        known: Known,
        now: datetime,
        paths: Sequence[PurePosixPath],
        targets: Sequence[Tag],
    ) -> None:
        self.workspace = workspace
        self.known = known
        self.now = now
        self.paths = paths
        self.targets = targets
        places = tuple(self.places())
        self._standings: dict[Place, Standing] = {
            (path, tag): standing
            for path in paths
            for tag, standing in known.standings(path, targets).items()
        }
        self._merged: dict[Place, Merged] = {}
        if len(self._standings) < len(places) or exchanges(self._standings):
            self._merged = self._reader.merge_all(places, self._standings)
        for path in paths:
            if not known.extracted(path):
                self._reader.template(path)

    def places(self) -> Iterator[Place]:
        """Every article with every locale, article by article."""
        return ((path, tag) for path in self.paths for tag in self.targets)

    def article(self, path: PurePosixPath) -> "Article":
        """The article at `path`."""
        return self._reader.article(path)

    def source(self, path: PurePosixPath) -> str:
        """The digest of the article as it was read, or as it is known to be."""
        if "_reader" in self.__dict__ and path in self._reader.articles:
            return digest(self._reader.articles[path].text.encode())
        return self.known.source(path)

    def templates(self) -> "Iterator[tuple[PurePosixPath, Catalog]]":
        """The templates that may have to be written."""
        if "_reader" in self.__dict__:
            yield from self._reader.templates.items()

    def loaded(self) -> "list[tuple[Place, Merged]]":
        """The catalogs of the batch that were read."""
        return [(place, merged) for place, merged in self._merged.items() if place[1] in self.targets]

    def merged(self, place: Place) -> "Merged":
        """The catalog of `place`, also of a locale that the batch does not write."""
        if place not in self._merged:
            settled = "" if self.known.standing(*place) is None else self.known.catalog(*place)
            self._merged[place] = self._reader.merged(place, settled)
        return self._merged[place]

    def merge_again(self, place: Place) -> "Merged":
        """The catalog of `place` as it is on disk now, brought up to date."""
        return self._reader.merged(place)

    def replace(self, place: Place, merged: "Merged") -> None:
        """Let `merged` be the catalog of `place`."""
        if merged is not self._merged.get(place):
            self._merged[place] = merged
            self._standings.pop(place, None)

    def content(self, place: Place) -> str:
        """The digest of what belongs into the catalog's file."""
        settled = place in self._standings or self.known.standing(*place) is not None
        if place in self._merged or not settled:
            return digest(self.merged(place).data)
        return self.known.catalog(*place)

    def standing(self, place: Place) -> Standing:
        """How the catalog of `place` stands."""
        if place not in self._standings:
            self._standings[place] = Standing.of(self.merged(place).catalog.entries)
        return self._standings[place]

    def status(self) -> Status:
        """Counts of every article and locale."""
        return Status({p: {t: self.standing((p, t)).counts for t in self.targets} for p in self.paths})

    def note(self) -> None:
        """Remember what was found out about the files that now hold what belongs there."""
        contents = {path: digest(template.to_bytes()) for path, template in self.templates()}
        for path, content in contents.items():
            if self.known.template(path) == content:
                self.known.note("extracted", part_key(path), [], self.source(path), content)
        for place, merged in self.loaded():
            path = place[0]
            if merged.unchanged:
                template = contents.get(path) or self.known.template(path)
                inputs = self.source(path), template, digest(merged.data)
                self.known.note_standing(*place, self.standing(place), *inputs)

    @cached_property
    def _reader(self) -> "Reader":
        from l10n.pipeline.reading import Reader

        return Reader(self.workspace, self.now, self.known.articles)
