"""Articles, catalogs and glossary to findings: what `check` looks at."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n import locale, registry
from l10n.errors import CatalogError, ConfigError, Location
from l10n.model import Finding, Severity, Tag
from l10n.pipeline.batch import CheckResult
from l10n.pipeline.known import Known
from l10n.pipeline.manifest import Record, digest
from l10n.pipeline.standing import Place
from l10n.project import Workspace

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.checks.context import Derivation
    from l10n.formats.article import Article
    from l10n.glossary.schema import Glossary
    from l10n.ports import Rule


def rules_named(names: Sequence[str]) -> "tuple[Rule[Any], ...]":
    """The rules of these ids, all for none. Raises ConfigError for an unknown id."""
    rules = registry.rules()
    known = {rule.id for rule in rules}
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no rule {name!r}", hint=f"rules: {', '.join(sorted(known))}")
    return tuple(rule for rule in rules if not names or rule.id in names)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one file gave."""

    content: str
    """The digest of what was looked at."""
    units: int
    findings: list[Finding]
    compared: tuple[str, ...] = ()
    """The digests of other files that it was compared with."""


class Checker:
    """Runs the chosen rules over the parts of one project, and remembers what all of them found.

    What was found before in the same content, with the same glossary, is not looked for again.
    """

    def __init__(self, workspace: Workspace, known: Known, names: Sequence[str] = ()) -> None:
        """With `names` only the rules of those ids; ConfigError for one that no rule has."""
        self._workspace = workspace
        self._known = known
        self._names = frozenset(names)
        self._rules = rules_named(names) if names else None
        self._stayed: bool | None = None

    @cached_property
    def glossary(self) -> "Glossary | None":
        """The project's glossary. Raises GlossaryError."""
        return self._workspace.read_glossary()

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
            from l10n.checks.context import SourceContext
            from l10n.checks.run import check_source

            article = read()
            context = SourceContext(shown, article.units, article.locate, self.glossary)
            found = check_source(context, self._chosen_rules)
            return Look(digest(article.text.encode()), len(article.units), found)

        return self._known_or("checked", f":{path}", shown, look, content)

    def catalog(self, place: Place, content: str, read: "Callable[[], Catalog]") -> Look:
        """As `article`, for an article's catalog of one locale."""
        path, tag = place
        shown = self._workspace.shown(self._workspace.catalog_path(path, tag))
        origin = self._workspace.config.origin(tag)

        def look() -> Look:
            from l10n.checks.context import CatalogContext
            from l10n.checks.run import check_catalog

            catalog = read()
            compared, derivation = self._derivation(path, origin, catalog)
            context = CatalogContext(
                locale=tag,
                source_locale=self._workspace.config.source_locale,
                path=shown,
                header=catalog.header,
                entries=catalog.active,
                glossary=self.glossary,
                expected_plural_forms=locale.plural_forms(tag),
                derivation=derivation,
            )
            found = check_catalog(context, self._chosen_rules)
            return Look(digest(catalog.to_bytes()), len(catalog.active), found, compared)

        compared = (self._known.catalog(path, origin),) if origin else ()
        return self._known_or("checked", f"{tag}:{path}", shown, look, content, compared)

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
            found = [_unpacked(packed, path) for packed in record[1]]
            return Look(content, record[0], [f for f in found if not self._names or f.rule in self._names])
        seen = look()
        if self._rules is None and self._glossary_stayed(glossary):
            packed = [_packed(finding, path) for finding in seen.findings]
            self._known.note(fact, key, [seen.units, packed], seen.content, glossary, *seen.compared)
        return seen

    def _glossary_stayed(self, content: str) -> bool:
        """True if the glossary that was read is the one with that digest, not one saved a moment later."""
        if self._stayed is None:
            self._stayed = self._known.glossary(again=True) == content
        return self._stayed

    @cached_property
    def _chosen_rules(self) -> "tuple[Rule[Any], ...]":
        return rules_named(()) if self._rules is None else self._rules


def examine(
    workspace: Workspace, known: Known, paths: Iterable[PurePosixPath], names: Sequence[str]
) -> CheckResult:
    """What is wrong with these articles, their catalogs as they stand on disk, and the glossary."""
    checker = Checker(workspace, known, names)
    findings = checker.own_glossary()
    units, readable = 0, True
    for path in paths:
        seen = checker.article(path, known.source(path), partial(workspace.read_article, path))
        units += seen.units
        findings += seen.findings
        for tag in workspace.config.targets:
            content = known.catalog(path, tag)
            try:
                old = None if content else workspace.read_catalog_file(workspace.catalog_path(path, tag))
                if old is None or old.data is not None:
                    seen = checker.catalog((path, tag), content, partial(_read, workspace, path, tag))
                    units += seen.units
                    findings += seen.findings
            except CatalogError as error:
                findings += unreadable(error, tag)
                readable = False
    return CheckResult(tuple(ordered(findings)), units, readable)


def _read(workspace: Workspace, path: PurePosixPath, tag: Tag) -> "Catalog":
    from l10n.catalog.po import Catalog

    place = workspace.catalog_path(path, tag)
    return Catalog.read(place, name=workspace.shown(place))


def _packed(finding: Finding, path: str) -> Record:
    """A finding as JSON values; what most findings of the file at `path` say is left out."""
    where = finding.where
    return [
        finding.rule,
        finding.severity.value,
        None if where.path == path else where.path,
        where.line,
        where.column,
        finding.message,
        finding.locale,
        finding.msgid,
        finding.msgstr,
        None if finding.evidence == finding.msgid else finding.evidence,
    ]


def _unpacked(packed: Record, path: str) -> Finding:
    rule, severity, shown, line, column, message, tag, msgid, msgstr, evidence = packed
    where = Location(path if shown is None else shown, line, column)
    said = msgid if evidence is None else evidence
    return Finding(rule, Severity(severity), where, message, tag, msgid, msgstr, said)


def unreadable(error: CatalogError, tag: Tag) -> list[Finding]:
    """The faults of a catalog that cannot be read, as findings."""
    from l10n.checks.catalogs import INVALID

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
