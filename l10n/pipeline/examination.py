"""`check`: what is wrong with a project, but for what it has decided to live with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from l10n.errors import CatalogError
from l10n.model import Finding
from l10n.pipeline import baseline
from l10n.pipeline.batch import CheckResult
from l10n.pipeline.checking import Checker, source_rules
from l10n.pipeline.findings import ordered, unreadable
from l10n.pipeline.known import Known
from l10n.pipeline.places import placed
from l10n.project import Workspace

Narrowed = Callable[[list[Finding]], list[Finding]]


def examine(
    workspace: Workspace,
    known: Known,
    paths: Sequence[PurePosixPath],
    names: Sequence[str],
    narrowed: Narrowed = list,
    *,
    source_only: bool = False,
) -> CheckResult:
    """What is wrong with these articles, their catalogs as they stand on disk, and the glossary.

    They are compared with all other articles and catalogs of the project. `narrowed` chooses what of it is
    asked for; findings of catalogs name the line of their entry then. With `source_only` catalogs and the
    glossary itself are not looked at.
    """
    checker = Checker(workspace, known, source_rules(names) if source_only else names)
    targets = () if source_only else workspace.config.targets
    findings = [] if source_only else checker.own_glossary()
    units, broken = 0, []
    for path in paths:
        seen = checker.article(path, known.source(path), partial(workspace.read_article, path))
        units += seen.units
        findings += seen.findings
        for tag in targets:
            content = known.catalog(path, tag)
            try:
                old = None if content else workspace.read_catalog_file(workspace.catalog_path(path, tag))
                if old is None or old.data is not None:
                    seen = checker.catalog_file((path, tag), content)
                    units += seen.units
                    findings += seen.findings
            except CatalogError as error:
                broken += unreadable(error, tag)
    compared = checker.project(known.articles)
    if compared and len(paths) < len(known.articles):
        files = {workspace.shown(file) for path in paths for file in workspace.files_of(path)}
        compared = [found for found in compared if found.where.path in files]
    findings += compared
    reported = narrowed(ordered(checker.reported(findings, compared=True)))
    return CheckResult((*broken, *reported), units, readable=not broken)


def against_baseline(workspace: Workspace, result: CheckResult, file: Path | None) -> CheckResult:
    """`result` without what the baseline has: the one in `file`, else the project's own if there is one.

    Raises ConfigError for one that cannot be read.
    """
    place = workspace.config.root / workspace.config.check.baseline if file is None else file
    if file is None and not place.exists():
        return result
    known = baseline.read(place, workspace.shown(place))
    compared = baseline.compare(result.findings, known, lambda path: (workspace.config.root / path).exists())
    return replace(result, findings=compared.new, known=compared.known, gone=compared.gone, compared=True)


def with_places(workspace: Workspace, result: CheckResult, *, quotes: bool = True) -> CheckResult:
    """`result` with every finding at the very characters it is about; with `quotes` the lines to show."""
    shown = tuple(placed(workspace, result.findings, quotes=quotes))
    return replace(result, findings=tuple(one.finding for one in shown), shown=shown)
