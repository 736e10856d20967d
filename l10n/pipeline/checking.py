"""Articles, catalogs and glossary to findings, each looked at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n import registry
from l10n.errors import CatalogError, ConfigError
from l10n.model import Finding, Tag
from l10n.pipeline.comparing import Comparison, Parts
from l10n.pipeline.findings import as_record, packed, remembered, unpacked
from l10n.pipeline.known import Known, part_key
from l10n.pipeline.manifest import digest, together
from l10n.pipeline.policy import wanted
from l10n.pipeline.standing import Place
from l10n.project import Workspace

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.checks.context import Derivation
    from l10n.checks.suppression import Suppression
    from l10n.formats.article import Article
    from l10n.glossary.schema import Glossary
    from l10n.ports import Rule


def rules_named(names: Sequence[str]) -> "tuple[Rule[Any], ...]":
    """The rules of these ids, all for none. Raises ConfigError for an unknown id."""
    rules = registry.rules()
    for name in names:
        if name not in registry.rule_ids():
            raise ConfigError(f"there is no rule {name!r}", hint=registry.rule_hint(name))
    return tuple(rule for rule in rules if not names or rule.id in names)


def source_rules(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the rules of these ids, all for none, that are about articles in the source language.

    Of rules that compare a whole project, these are named so. Raises ConfigError for an unknown id, and where
    none is left.
    """
    found = tuple(
        rule.id for rule in rules_named(names) if rule.scope == "source" or rule.id.startswith("source-")
    )
    if not found:
        hint = ", ".join(source_rules(()))
        raise ConfigError(f"no rule about articles is among {', '.join(names)}", hint=f"such rules: {hint}")
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one file gave."""

    content: str
    """The digest of what was looked at."""
    units: int
    findings: list[Finding]
    compared: tuple[str, ...] = ()
    """The digests of other files that it was compared with."""
    suppressed: "tuple[Suppression, ...]" = ()
    """What it says of findings that are not to be reported. They are among `findings` nevertheless: a
    suppression may be for what only comparing the project finds."""


class Checker:
    """Runs the chosen rules over the parts of one project, and remembers what all of them found.

    What was found before in the same content, with the same glossary, is not looked for again.
    """

    def __init__(self, workspace: Workspace, known: Known, names: Sequence[str] = ()) -> None:
        """With `names` only the rules of those ids; ConfigError for one that no rule has."""
        self._workspace = workspace
        self._known = known
        self._parts = Parts(workspace, known)
        self._names = frozenset(names)
        self._rules = rules_named(names) if names else None
        self._notes = self._rules is None and known.keeps
        self._stayed: bool | None = None
        self._suppressed: list[Suppression] = []
        self._locales: dict[str, Tag] = {}

    @property
    def glossary(self) -> "Glossary | None":
        """The project's glossary. Raises GlossaryError."""
        return self._parts.glossary

    def require_glossary(self) -> None:
        """Raise GlossaryError for a glossary that cannot be used, unless it was used as it is before."""
        if self._known.recall("lint", ":", "", self._known.glossary()) is None:
            _ = self.glossary

    def own_glossary(self) -> list[Finding]:
        """Where the glossary contradicts itself."""
        shown = self._workspace.shown(self._workspace.config.glossary)

        def look() -> Look:
            from l10n.checks.run import check_glossary

            found = check_glossary(self.glossary, self._chosen_rules) if self.glossary else []
            return Look("", 0, found)

        return self._known_or("lint", ":", shown, look).findings

    def article(self, path: PurePosixPath, content: str, read: "Callable[[], Article]") -> Look:
        """What is wrong with a source article; `content` is the digest of what `read` is expected to give."""
        shown = self._workspace.shown(self._workspace.source_path(path))

        def look() -> Look:
            from l10n.checks.run import check_source
            from l10n.checks.suppression import of_units

            article = read()
            context = self._parts.article_context(path, article)
            content = digest(article.text.encode())
            self._comparison.keep(path, context, content)
            self._comparison.sketch((path, None), context, content)
            found = check_source(context, self._chosen_rules)
            told = tuple(of_units(article.units, shown))
            return Look(content, len(article.units), found, suppressed=told)

        return self._known_or("checked", part_key(path), shown, look, content)

    def catalog(self, place: Place, content: str, read: "Callable[[], Catalog]") -> Look:
        """As `article`, for an article's catalog of one locale."""

        def read_it() -> "tuple[Catalog, str]":
            catalog = read()
            return catalog, digest(catalog.to_bytes())

        return self._catalog(place, content, read_it)

    def catalog_file(self, place: Place, content: str) -> Look:
        """The same of a catalog as it stands on disk; `content` is its digest. Raises CatalogError."""
        return self._catalog(place, content, partial(self._parts.read_catalog, place))

    def _catalog(self, place: Place, content: str, read: "Callable[[], tuple[Catalog, str]]") -> Look:
        path, tag = place
        shown = self._workspace.shown_catalog(path, tag)
        self._locales[shown] = tag
        origin = self._workspace.config.origin(tag)

        def look() -> Look:
            from l10n.checks.run import check_catalog
            from l10n.checks.suppression import of_entries

            catalog, content = read()
            compared, derivation = self._derivation(path, origin, catalog)
            context = self._parts.catalog_context(place, catalog, derivation)
            self._comparison.sketch(place, context, content)
            found = check_catalog(context, self._chosen_rules)
            told = tuple(of_entries(catalog.active, shown))
            return Look(content, len(catalog.active), found, compared, told)

        compared = (self._known.catalog(path, origin),) if origin else ()
        return self._known_or("checked", part_key(*place), shown, look, content, compared)

    def project(self, paths: Sequence[PurePosixPath]) -> list[Finding]:
        """What is wrong with these articles and their catalogs when they are compared with each other.

        What could not be read is left out: it is a finding of `article` and `catalog`.
        """
        if self._rules is not None and not any(rule.scope == "project" for rule in self._rules):
            return []
        parts = [(path, tag) for path in paths for tag in (None, *self._workspace.config.targets)]
        contents = together(*map(self._parts.content, parts))

        def look() -> Look:
            return Look(contents, 0, self._comparison.findings(parts))

        return self._known_or("compared", ":", "", look, contents).findings

    def _derivation(
        self, path: PurePosixPath, origin: Tag | None, catalog: "Catalog"
    ) -> "tuple[tuple[str, ...], Derivation | None]":
        """The digest of the catalog of `origin` as it stands on disk, and what `catalog` should say by it.

        None where it cannot be read, which is a finding of its own.
        """
        if origin is None:
            return (), None
        from l10n.checks.context import Derivation
        from l10n.pipeline.derivation import conversions

        place = self._workspace.catalog_path(path, origin)
        content, origin_catalog = "", None
        with suppress(CatalogError):
            file = self._workspace.read_catalog_file(place)
            content = "" if file.data is None else digest(file.data)
            origin_catalog = file.parse(self._workspace.shown(place))
        if origin_catalog is None:
            return (content,), None
        return (content,), Derivation(origin, conversions(catalog, origin_catalog))

    def _known_or(
        self,
        fact: str,
        key: str,
        path: str,
        look: Callable[[], Look],
        content: str = "",
        compared: Sequence[str] = (),
    ) -> Look:
        """What is known of that content; else what `look` gives, which all rules together make known."""
        glossary = self._known.glossary()
        record = self._known.recall(fact, key, content, glossary, *compared)
        if record is not None:
            chosen = [f for f in unpacked(record[1], path) if not self._names or f.rule in self._names]
            told = tuple(remembered(one, path) for one in record[2])
            return self._seen(Look(content, record[0], chosen, suppressed=told))
        seen = look()
        if self._notes and self._glossary_stayed(glossary):
            noted = packed(seen.findings, path)
            told_of = [as_record(one) for one in seen.suppressed]
            self._known.note(fact, key, [seen.units, noted, told_of], seen.content, glossary, *seen.compared)
        return self._seen(seen)

    def _seen(self, look: Look) -> Look:
        self._suppressed += look.suppressed
        return look

    def reported(self, findings: Iterable[Finding], *, compared: bool) -> list[Finding]:
        """What is left of everything that was found, once the project's own decisions are respected.

        These are comments on single texts, and the configuration. Comments that were of no use are findings,
        too, where every rule has run; with `compared` false those that compare the project have not.
        """
        from l10n.checks.suppression import applied, with_useless

        if self._rules is None and self._suppressed:
            ran = {rule.id for rule in self._chosen_rules if compared or rule.scope != "project"}
            left = with_useless(findings, self._suppressed, self._locales, ran, everything=compared)
        else:
            left, _ = applied(findings, self._suppressed)
        return list(wanted(left, self._workspace.config))

    def _glossary_stayed(self, content: str) -> bool:
        """True if the glossary that was read is the one with that digest, not one saved a moment later."""
        if self._stayed is None:
            self._stayed = self._known.glossary(again=True) == content
        return self._stayed

    @cached_property
    def _chosen_rules(self) -> "tuple[Rule[Any], ...]":
        return rules_named(()) if self._rules is None else self._rules

    @cached_property
    def _comparison(self) -> Comparison:
        return Comparison(self._parts, self._chosen_rules, notes=self._notes)
