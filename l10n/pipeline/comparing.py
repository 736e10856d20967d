"""The parts of a project, each as the rules see it, and all of them compared with each other."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n import locale
from l10n.errors import CatalogError, Location
from l10n.model import Finding, Tag
from l10n.pipeline.known import Known, part_key
from l10n.pipeline.standing import Place
from l10n.project import Workspace

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.checks.context import CatalogContext, Derivation, SourceContext
    from l10n.checks.run import Observations, Sketches
    from l10n.formats.article import Article
    from l10n.glossary.schema import Glossary
    from l10n.ports import Rule

_KEPT = 500
"""Articles that are kept until they are compared; any more are read again."""

Part = tuple[PurePosixPath, Tag | None]
"""An article, or its catalog of a locale."""


@dataclass(frozen=True)
class Parts:
    """The articles and catalogs of one project, as rules are given them."""

    workspace: Workspace
    known: Known

    @cached_property
    def glossary(self) -> "Glossary | None":
        """The project's glossary. Raises GlossaryError."""
        return self.workspace.read_glossary()

    def content(self, part: Part) -> str:
        """The digest of an article or a catalog as it is on disk, "" where it is not there."""
        path, tag = part
        return self.known.source(path) if tag is None else self.known.catalog(path, tag)

    def article_context(self, path: PurePosixPath, article: "Article") -> "SourceContext":
        """What rules are given of an article."""
        from l10n.checks.context import SourceContext

        shown = self.workspace.shown(self.workspace.source_path(path))
        source_locale = self.workspace.config.source_locale
        return SourceContext(shown, article.units, article.locate, self.glossary, source_locale)

    def catalog_context(
        self, place: Place, catalog: "Catalog", derivation: "Derivation | None" = None
    ) -> "CatalogContext":
        """What rules are given of an article's catalog of a locale."""
        from l10n.checks.context import CatalogContext

        return CatalogContext(
            locale=place[1],
            source_locale=self.workspace.config.source_locale,
            path=self.workspace.shown_catalog(*place),
            header=catalog.header,
            entries=catalog.active,
            glossary=self.glossary,
            expected_plural_forms=locale.plural_forms(place[1]),
            derivation=derivation,
        )

    def read_catalog(self, place: Place) -> "tuple[Catalog, str]":
        """An article's catalog of a locale as it stands on disk, and its digest. Raises CatalogError."""
        from l10n.catalog.po import Catalog

        name = self.workspace.shown_catalog(*place)
        try:
            data, content = self.known.read_catalog(*place)
        except OSError as error:
            raise CatalogError(f"cannot be read: {error.strerror}", Location(name)) from error
        return Catalog.parse(data, name, entries=True), content


class Comparison:
    """Compares the parts of a project.

    Of every part a sketch is remembered, and only those that it concerns are looked at closely.
    """

    def __init__(self, parts: Parts, rules: "Sequence[Rule[Any]]", *, notes: bool) -> None:
        """With `notes` the sketches are for later commands, too: all rules are among `rules`."""
        self._parts = parts
        self._known = parts.known
        self._rules = rules
        self._notes = notes
        self._sketches: dict[Part, Sketches] = {}
        self._articles: dict[tuple[PurePosixPath, str], SourceContext] = {}

    def sketch(self, part: Part, context: "SourceContext | CatalogContext", content: str) -> None:
        """Remember what there is to compare in an article or catalog of that content."""
        from l10n.checks.run import sketch

        self._sketches[part] = sketch(context, self._rules)
        if self._notes:
            self._known.note("sketched", part_key(*part), [self._sketches[part]], content)

    def keep(self, path: PurePosixPath, context: "SourceContext", content: str) -> None:
        """Keep an article of that content until it is compared."""
        if len(self._articles) < _KEPT:
            self._articles[path, content] = context

    def findings(self, parts: Sequence[Part]) -> list[Finding]:
        """What is wrong with these parts when they are compared with each other."""
        from l10n.checks.run import check_project, concerned

        chosen = concerned([self._sketch_of(part) for part in parts], self._rules)
        observed = (self._observed(part) for at, part in enumerate(parts) if at in chosen)
        return check_project(observed, self._rules)

    def _sketch_of(self, part: Part) -> "Sketches":
        """The sketch of an article or catalog as it is on disk; of one that cannot be read, none."""
        if part not in self._sketches:
            content = self._parts.content(part)
            record = self._known.recall("sketched", part_key(*part), content)
            context = self._context(part) if record is None else None
            if record is not None:
                self._sketches[part] = record[0]
            elif context is not None:
                self.sketch(part, context, content)
        return self._sketches.get(part, {})

    def _observed(self, part: Part) -> "Observations":
        from l10n.checks.run import observe

        context = self._context(part)
        return {} if context is None else observe(context, self._rules)

    def _context(self, part: Part) -> "SourceContext | CatalogContext | None":
        """An article or catalog as it is on disk; None where it is not there or cannot be read."""
        path, tag = part
        content = self._parts.content(part)
        if not content:
            return None
        if tag is None:
            kept = self._articles.get((path, content))
            return kept or self._parts.article_context(path, self._parts.workspace.read_article(path))
        with suppress(CatalogError):
            return self._parts.catalog_context((path, tag), self._parts.read_catalog((path, tag))[0])
        return None
