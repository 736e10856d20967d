"""What a stage works on, and what it leaves behind."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from l10n.catalog.po import Catalog
from l10n.formats.article import Article
from l10n.model import Finding, Tag
from l10n.pipeline.merging import Merged
from l10n.pipeline.translation import Filled
from l10n.status import Counts, Status, count


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check` found."""

    findings: tuple[Finding, ...]
    units: int
    """Units of source articles and catalogs that were looked at."""
    readable: bool
    """False where a catalog could not be read at all."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did, or with `dry_run` and `frozen` would do."""

    status: Status
    findings: tuple[Finding, ...] = ()
    changed: tuple[Path, ...] = ()
    """Files written, or that would be, in the order of writing."""
    filled: tuple[Filled, ...] = ()
    kept_back: tuple[tuple[PurePosixPath, Tag], ...] = ()
    """Articles not rendered because too little of them is translated (`keep`)."""


@dataclass(slots=True)
class Batch:
    """The articles a stage works on, with everything it may write."""

    articles: list[Article] = field(default_factory=list)
    templates: dict[PurePosixPath, Catalog] = field(default_factory=dict)
    merged: dict[tuple[Tag, PurePosixPath], Merged] = field(default_factory=dict)

    def status(self) -> Status:
        """Counts of every article and locale."""
        by_article: dict[PurePosixPath, dict[Tag, Counts]] = {a.path: {} for a in self.articles}
        for (tag, path), merged in self.merged.items():
            by_article[path][tag] = count(merged.catalog.active)
        return Status(by_article)
