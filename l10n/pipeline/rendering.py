"""Catalogs and articles to translated articles: which are rendered, and what is shown on each page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from l10n.atomic import Output
from l10n.model import Entry, State, Tag
from l10n.pipeline import fallback
from l10n.pipeline.batch import Batch
from l10n.pipeline.credits import Credits, added
from l10n.pipeline.index import Index, Listed
from l10n.pipeline.known import part_key
from l10n.pipeline.links import Links
from l10n.pipeline.manifest import digest
from l10n.pipeline.standing import Place
from l10n.pipeline.writing import Writer
from l10n.status import Counts

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.formats.article import Article, Page

PAGES = 100
"""Written together: a disk takes as long for one."""


def renderable(entry: Entry, drafts: bool) -> bool:
    """True where the entry's text may be shown: a person stands behind it, or it is a fresh machine draft."""
    state = entry.state
    return state.reviewed or (drafts and state is State.MACHINE)


def texts(catalog: "Catalog", drafts: bool) -> dict[str, str]:
    """What the catalog has to show for each unit key."""
    return {entry.key: entry.msgstr for entry in catalog.active if renderable(entry, drafts)}


def showable(counts: Counts, drafts: bool) -> int:
    """How many units have a text of the locale's own to show."""
    return counts.reviewed + (counts.machine if drafts else 0)


def enough(counts: Counts, drafts: bool, keep: int) -> bool:
    """True if the share of showable units reaches `keep` percent."""
    return showable(counts, drafts) * 100 >= keep * counts.units


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page was found to be made of, as it is remembered."""

    page: str
    """The page's digest."""
    title: str
    links: Mapping[str, str]
    """What became of each of the article's relative addresses."""


def render(
    batch: Batch, writer: Writer, *, drafts: bool, only_existing: bool = False
) -> tuple[tuple[PurePosixPath, Tag], ...]:
    """Write the articles as their catalogs have them; returns those of which too little is translated.

    Pages that were rendered before and are not any more are removed, and the index is brought up to date.
    With `only_existing` pages that do not exist are left out, and so is the index.
    """
    renderer = _Renderer(batch, writer, drafts)
    for place in renderer.rendered:
        if not only_existing or batch.known.page(*place):
            renderer.render(place)
    renderer.write()
    renderer.remove_gone()
    if not only_existing:
        renderer.write_index()
    return tuple(place for place in batch.places() if place not in renderer.rendered)


class _Renderer:
    """Renders the pages of a batch."""

    def __init__(self, batch: Batch, writer: Writer, drafts: bool) -> None:
        self._batch = batch
        self._writer = writer
        self._drafts = drafts
        self._credits = Credits(batch.workspace)
        self._index = Index.read(batch.workspace)
        self.rendered: dict[Place, Shown | None] = {
            place: None
            for place in batch.places()
            if enough(batch.standing(place).counts, drafts, batch.workspace.config.keep_for(place[1]))
        }
        """The pages of the batch, in its order, and what is known of those that were looked at."""
        self._with_page = cache(self._articles_with_page)
        self._due: list[Output] = []

    def render(self, place: Place) -> None:
        """Write one page, now or a little later, unless it holds what these contents are known to give."""
        path, tag = place
        known = self._batch.known
        links = Links(self._batch.workspace, path, tag, partial(self._with_page, tag))
        addendum = self._credits.of(path, tag)
        record = known.recall("rendered", part_key(path, tag), *self._inputs(place, addendum))
        if record is not None and record[0] == known.page(*place):
            shown = Shown(*record)
            if all(links(address) == became for address, became in shown.links.items()):
                self.rendered[place] = shown
                return
        article = self._batch.article(path)
        said = self._texts(place)
        page = article.render(said, self._page(tag, links))
        if addendum and page != article.text.encode():
            page = added(page, addendum, path)
        self._due.append(Output(self._batch.workspace.build_path(path, tag), page))
        known.wrote(path, tag)
        shown = Shown(digest(page), _title(article, said), links.met)
        self.rendered[place] = shown
        # Asked again: they now tell what was read.
        found = [shown.page, shown.title, shown.links]
        known.note("rendered", part_key(path, tag), found, *self._inputs(place, addendum))
        if len(self._due) >= PAGES:
            self.write()

    def write(self) -> None:
        """Write the pages that are not written yet."""
        self._writer.write_all(self._due)
        self._due.clear()

    def remove_gone(self) -> None:
        """Remove the pages that are no more."""
        gone = [place for place in self._batch.places() if place not in self.rendered]
        for path, tag in self._index.remove(gone, self._batch.known.articles, self._writer):
            self._batch.known.wrote(path, tag)

    def write_index(self) -> None:
        """Write what the index says of the pages."""
        listed = {place: self._listed(place, shown) for place, shown in self.rendered.items() if shown}
        self._index.write(listed, self._writer)

    def _listed(self, place: Place, shown: Shown) -> Listed:
        counts = self._batch.standing(place).counts
        return Listed(shown.title, counts.units, showable(counts, self._drafts), counts.reviewed, shown.page)

    def _articles_with_page(self, tag: Tag) -> frozenset[str]:
        """The articles that the locale has a page of, from earlier batches too, and their folders."""
        before = self._index.pages(tag) - set(map(str, self._batch.paths))
        found = before | {str(path) for path, of in self.rendered if of == tag}
        folders = {"."} if found else set()
        for path in found:
            while (path := path.rpartition("/")[0]) and path not in folders:
                folders.add(path)
        return frozenset(found | folders)

    def _chain(self, tag: Tag) -> tuple[Tag, ...]:
        return self._batch.workspace.config.fallbacks.get(tag, ())

    def _inputs(self, place: Place, addendum: str) -> tuple[str, ...]:
        path, tag = place
        below = [self._batch.content((path, one)) for one in self._chain(tag)]
        drafts = "drafts" if self._drafts else ""
        return self._batch.source(path), self._batch.content(place), *below, drafts, addendum

    def _texts(self, place: Place) -> dict[str, str]:
        path, tag = place
        catalogs = ((one, self._batch.merged((path, one)).catalog) for one in (tag, *self._chain(tag)))
        return fallback.together([(one, texts(catalog, self._drafts)) for one, catalog in catalogs], tag)

    def _page(self, tag: Tag, links: Links) -> "Page":
        from l10n.formats.article import Page

        config = self._batch.workspace.config
        link = links if config.links == "rewrite" else None
        return Page(config.source_locale, tag, link, config.isolates)


def _title(article: "Article", said: Mapping[str, str]) -> str:
    """What the page is called: its title in the front matter or its head, else its first heading."""
    units = article.units
    titles = [unit for unit in units if unit.kind == "metadata" and unit.detail == "title"]
    headings = (unit for unit in units if unit.kind == "heading")
    for unit in (*titles, *headings):
        return said.get(unit.key, "").strip() or unit.msgid
    return ""
