"""Articles, catalogs and glossary to findings: what `check` looks at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from l10n import locale, registry
from l10n.catalog.po import Catalog
from l10n.checks.catalogs import INVALID
from l10n.checks.context import CatalogContext, SourceContext
from l10n.checks.run import check_catalog, check_glossary, check_source
from l10n.errors import CatalogError, ConfigError, Location
from l10n.formats.article import Article
from l10n.glossary.schema import Glossary
from l10n.model import Finding, Tag
from l10n.ports import Rule
from l10n.project import Workspace


def rules_named(names: Sequence[str]) -> tuple[Rule[Any], ...]:
    """The rules of these ids, all for none. Raises ConfigError for an unknown id."""
    rules = registry.rules()
    known = {rule.id for rule in rules}
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no rule {name!r}", hint=f"rules: {', '.join(sorted(known))}")
    return tuple(rule for rule in rules if not names or rule.id in names)


@dataclass(frozen=True, slots=True)
class Checker:
    """Runs the chosen rules over the parts of one project."""

    workspace: Workspace
    glossary: Glossary | None
    rules: tuple[Rule[Any], ...]

    def article(self, article: Article) -> list[Finding]:
        """What is wrong with a source article."""
        path = self.workspace.shown(self.workspace.config.source / article.path)
        context = SourceContext(path, article.units, article.locate, self.glossary)
        return check_source(context, self.rules)

    def catalog(self, catalog: Catalog, tag: Tag) -> list[Finding]:
        """What is wrong with an article's catalog of one locale."""
        context = CatalogContext(
            locale=tag,
            source_locale=self.workspace.config.source_locale,
            path=catalog.name,
            header=catalog.header,
            entries=catalog.active,
            glossary=self.glossary,
            expected_plural_forms=locale.plural_forms(tag),
        )
        return check_catalog(context, self.rules)

    def own_glossary(self) -> list[Finding]:
        """Where the glossary contradicts itself."""
        return check_glossary(self.glossary, self.rules) if self.glossary else []


def unreadable(error: CatalogError, tag: Tag) -> list[Finding]:
    """The faults of a catalog that cannot be read, as findings."""
    return [
        Finding(
            rule=INVALID.id,
            severity=INVALID.severity,
            where=fault.where or Location("?"),
            message=fault.message if fault.hint is None else f"{fault.message}: {fault.hint}",
            locale=tag,
        )
        for fault in error.faults
    ]


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, place and rule, each finding once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.where.path, f.where.line or 0, f.where.column or 0, f.rule, f.evidence),
    )
