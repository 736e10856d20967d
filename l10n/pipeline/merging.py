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
class Merged:
    """One article in one locale: what stood on disk, and what belongs there."""

    file: CatalogFile
    catalog: Catalog

    @property
    def data(self) -> bytes:
        """The bytes that belong on disk."""
        return self.catalog.to_bytes()

    def with_catalog(self, catalog: Catalog, now: datetime) -> "Merged":
        """The same file with other content, revised `now`; itself where nothing differs."""
        if catalog.to_bytes() == self.data:
            return self
        return Merged(self.file, catalog.with_header({"PO-Revision-Date": f"{now:%Y-%m-%d %H:%M%z}"}))

    def written(self) -> "Merged":
        """As it is once it stands on disk."""
        return Merged(CatalogFile(self.file.path, self.data), self.catalog)


def entries_for(workspace: Workspace, article: Article) -> tuple[Entry, ...]:
    """The article's template entries, in its order."""
    reference = workspace.shown(workspace.config.source / article.path)
    return entries_of(article.units, reference, workspace.config.refs)


def template_for(
    workspace: Workspace, article: PurePosixPath, entries: Sequence[Entry], now: datetime
) -> Catalog:
    """The article's template; its creation date is the old one's unless the content changed."""
    path = workspace.template_path(article)
    old = workspace.read_catalog_file(path).parse(workspace.shown(path))
    fresh = template_catalog(entries, header_fields(project=str(article.with_suffix("")), creation=now))
    if old is None or CREATION not in old.header:
        return fresh
    dated = fresh.with_header({CREATION: old.header[CREATION]})
    return dated if dated.to_bytes() == old.to_bytes() else fresh


def merge_article(
    workspace: Workspace, article: PurePosixPath, template: Catalog, tag: Tag, now: datetime
) -> Merged:
    """The article's catalog of a locale, brought up to date with the template. Raises CatalogError."""
    path = workspace.catalog_path(article, tag)
    file = workspace.read_catalog_file(path)
    old = file.parse(workspace.shown(path))
    creation = template.header[CREATION]
    if old is None:
        fields = header_fields(
            project=str(article.with_suffix("")),
            creation=now,
            revision=now,
            language=locale.to_posix(tag),
            plural_forms=locale.plural_forms(tag),
        ) | {CREATION: creation}
        origin = workspace.config.origin(tag)
        notes = (derived_note(origin),) if origin else ()
        return Merged(file, merge(Catalog.new(fields, comments=notes), template.active))
    new = merge(old, template.active)
    if new.to_bytes() != old.to_bytes() and new.header.get(CREATION) != creation:
        new = new.with_header({CREATION: creation})
    return Merged(file, new)
