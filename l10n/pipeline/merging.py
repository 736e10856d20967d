"""Article to template, template into catalog: what `extract` and `merge` do for one article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from l10n import locale
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
from l10n.catalog.template import entries_of, header_fields, template_catalog
from l10n.formats.article import Article
from l10n.model import Entry, Tag
from l10n.pipeline.derivation import derived_note
from l10n.project import CatalogFile, Workspace

CREATION = "POT-Creation-Date"


@dataclass(frozen=True, slots=True)
class Old:
    """A catalog as it stands on disk."""

    file: CatalogFile
    catalog: Catalog | None
    """None where there is no file yet."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries, obsolete ones too."""
        return () if self.catalog is None else self.catalog.entries


@dataclass(frozen=True, slots=True)
class Merged:
    """One article in one locale: what stood on disk, and what belongs there."""

    file: CatalogFile
    catalog: Catalog
    data: bytes
    """The bytes of `catalog`, which belong on disk."""
    parsed: bytes | None
    """The bytes whose lines the entries of `catalog` name."""

    @classmethod
    def of(cls, file: CatalogFile, catalog: Catalog) -> "Merged":
        """What becomes of the file when `catalog` is what belongs there."""
        data = catalog.to_bytes()
        return cls(file, catalog, file.data if data == file.data else data, file.data)

    @property
    def unchanged(self) -> bool:
        """True where the file holds what belongs there."""
        return self.data == self.file.data

    def with_catalog(self, catalog: Catalog, now: datetime) -> "Merged":
        """The same file with other content, revised `now`; itself where nothing differs."""
        if catalog.to_bytes() == self.data:
            return self
        revised = catalog.with_header({"PO-Revision-Date": f"{now:%Y-%m-%d %H:%M%z}"})
        return Merged(self.file, revised, revised.to_bytes(), self.parsed)

    def written(self) -> "Merged":
        """As it is once it stands on disk."""
        return Merged(CatalogFile(self.file.path, self.data), self.catalog, self.data, self.parsed)

    def numbered(self, name: str) -> Catalog:
        """The catalog, called `name`, whose entries know the lines on which they stand."""
        known = self.data == self.parsed and self.catalog.name == name
        return self.catalog if known else Catalog.parse(self.data, name)


def entries_for(workspace: Workspace, article: Article) -> tuple[Entry, ...]:
    """The article's template entries, in its order."""
    reference = workspace.shown(workspace.source_path(article.path))
    return entries_of(article.units, reference, workspace.config.refs)


def template_for(
    workspace: Workspace, article: PurePosixPath, entries: Sequence[Entry], now: datetime
) -> Catalog:
    """The article's template; its creation date is the old one's unless the content changed."""
    path = workspace.template_path(article)
    old = workspace.read_catalog_file(path).parse(workspace.shown(path))
    fields = header_fields(project=str(article.with_suffix("")), creation=now)
    wrap = workspace.config.wrap
    if old is None or CREATION not in old.header:
        return template_catalog(entries, fields, wrap=wrap)
    dated = fields | {CREATION: old.header[CREATION]}
    same = old.entries == tuple(entries) and old.header_entry == template_catalog((), dated).header_entry
    if same and old.no_wrap is not wrap:
        return old
    return template_catalog(entries, dated if same else fields, wrap=wrap)


def read_old(workspace: Workspace, article: PurePosixPath, tag: Tag) -> Old:
    """The article's catalog of a locale as it stands on disk. Raises CatalogError."""
    path = workspace.catalog_path(article, tag)
    file = workspace.read_catalog_file(path)
    return Old(file, file.parse(workspace.shown(path)))


def merge_article(
    workspace: Workspace,
    article: PurePosixPath,
    template: Catalog,
    old: Old,
    tag: Tag,
    now: datetime,
    moved: Sequence[Entry] = (),
) -> Merged:
    """The article's catalog of a locale, brought up to date with the template.

    `moved` are entries of other articles that may have come here.
    """
    creation = template.header[CREATION]
    catalog = old.catalog or _started(workspace, article, tag, now, creation)
    source = workspace.config.source_locale
    new = merge(catalog, template.active, moved=moved, locale=tag, source_locale=source)
    if old.catalog is None or new.header.get(CREATION) == creation or new.to_bytes() == old.file.data:
        return Merged.of(old.file, new)
    return Merged.of(old.file, new.with_header({CREATION: creation}))


def _started(workspace: Workspace, article: PurePosixPath, tag: Tag, now: datetime, creation: str) -> Catalog:
    """A catalog for the article with nothing in it yet."""
    fields = header_fields(
        project=str(article.with_suffix("")),
        creation=now,
        revision=now,
        language=locale.to_posix(tag),
        plural_forms=locale.plural_forms(tag),
    ) | {CREATION: creation}
    origin = workspace.config.origin(tag)
    notes = (derived_note(origin),) if origin else ()
    return Catalog.new(fields, comments=notes, wrap=workspace.config.wrap)
