"""`check`: the gate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import console, fixing
from l10n.cli.options import ConfigFile, Locales, Paths, one_of, project
from l10n.cli.reports import FORMATS, QUOTING, Report, outputs

if TYPE_CHECKING:
    from l10n.model import Finding, Severity
    from l10n.pipeline import CheckResult, Project

LEVELS = ("error", "warning")


def check(
    paths: Paths = None,
    locale: Locales = None,
    output: Annotated[
        str,
        typer.Option(
            "--format", help="What is printed: text quotes lines, concise does not.", metavar="FORMAT"
        ),
    ] = "text",
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            help=f"Write a report to a file, too; may be repeated. Formats: {', '.join(FORMATS)}.",
            metavar="FORMAT=FILE",
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on", help="The mildest severity that fails [default: error].", metavar="|".join(LEVELS)
        ),
    ] = None,
    max_warnings: Annotated[
        int | None, typer.Option("--max-warnings", help="More warnings than this fail.", metavar="N", min=0)
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="Only this rule; may be repeated.", metavar="ID")
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Only the articles themselves: names, scripts, encoding.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="First write every correction that is certain: into articles, and into machine translations "
            "that nobody has reviewed.",
        ),
    ] = False,
    fix_human: Annotated[
        bool, typer.Option("--fix-human", help="The same, also in translations that a person stands behind.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: only say what would be written.")
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            help="Only units and entries that differ from this revision of git, committed or not.",
            metavar="REV",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            help="Report no finding that this file lists [default: l10n-baseline.json if there].",
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline", help="List every error and warning of now in the baseline, and exit 0."
        ),
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Check articles, catalogs and the glossary. Changes none of them without --fix.

    Exit code 0 when nothing fails, 1 when something does, 2 when something cannot be read.

    \b
    Examples:
      l10n check                        errors fail
      l10n check --fail-on warning      warnings fail too
      l10n check --format github --output sarif=l10n.sarif
      l10n check --changed-since origin/main
      l10n check --rule term-forbidden source/news.md
      l10n check --source --fix         damaged names in articles, put right
    """
    from l10n.errors import EXIT_FINDINGS, EXIT_OK, EXIT_USAGE
    from l10n.pipeline.changes import folder_in_repository

    one_of("--format", output, FORMATS)
    to_files = outputs(files)
    if dry_run and not (fix or fix_human):
        raise typer.BadParameter("goes with --fix", param_hint="--dry-run")
    opened = project(config, locale)
    if write_baseline:
        if paths or locale or rule or changed_since or source or fix or fix_human:
            raise typer.BadParameter("a baseline is of the whole project", param_hint="--write-baseline")
        found = _written_baseline(opened, baseline)
        raise typer.Exit(EXIT_OK if found.readable else EXIT_USAGE)
    gate = _gate(opened, fail_on, max_warnings)
    if fix or fix_human:
        if changed_since:
            raise typer.BadParameter(
                "choose articles by their paths", param_hint="--fix with --changed-since"
            )
        fixing.fix(opened, paths or (), rule or (), source_only=source, by_hand=fix_human, dry_run=dry_run)
    found = opened.examine(
        paths or (),
        rules=rule or (),
        changed_since=changed_since,
        baseline=baseline,
        source_only=source,
        quotes=not QUOTING.isdisjoint((output, *(name for name, _ in to_files))),
    )
    report = Report(found, gate.failing, tuple(rule or ()), folder_in_repository(opened.config.root))
    _tell(report, output, to_files)
    if not found.readable:
        raise typer.Exit(EXIT_USAGE)
    if gate.stops(found.findings):
        raise typer.Exit(EXIT_FINDINGS)


@dataclass(frozen=True, slots=True)
class _Gate:
    """What fails the check."""

    failing: "frozenset[Severity]"
    most_warnings: int | None

    def stops(self, findings: "Iterable[Finding]") -> bool:
        """True where these findings fail the check."""
        from l10n.model import Severity

        count = Counter(finding.severity for finding in findings)
        too_many = self.most_warnings is not None and count[Severity.WARNING] > self.most_warnings
        return too_many or any(count[severity] for severity in self.failing)


def _gate(opened: "Project", fail_on: str | None, max_warnings: int | None) -> _Gate:
    """What the options say, else the configuration."""
    from l10n.model import Severity

    if fail_on is not None:
        one_of("--fail-on", fail_on, LEVELS)
    settings = opened.config.check
    mildest = fail_on or settings.fail_on
    failing = frozenset(map(Severity, LEVELS[: LEVELS.index(mildest) + 1]))
    return _Gate(failing, settings.max_warnings if max_warnings is None else max_warnings)


def _tell(report: Report, name: str, files: "Sequence[tuple[str, Path]]") -> None:
    """Print the report, write it to files, and say what the baseline kept back."""
    from l10n.atomic import write_if_changed
    from l10n.report.text import plural

    printed = report.in_format(name, to_stdout=True)
    if printed:
        console.result(printed)
    for other, path in files:
        write_if_changed(path, f"{report.in_format(other)}\n".encode(errors="replace"))
    found = report.found
    if found.known:
        console.note(f"{plural(found.known, 'finding')} of the baseline not shown")
    if found.gone:
        are = "is" if found.gone == 1 else "are"
        console.note(f"{plural(found.gone, 'finding')} of the baseline {are} gone: run --write-baseline")


def _written_baseline(opened: "Project", file: Path | None) -> "CheckResult":
    from l10n.model import Severity
    from l10n.report.text import findings_text, plural

    found = opened.write_baseline(file)
    workspace = opened.workspace
    name = workspace.shown(workspace.config.root / workspace.config.check.baseline if file is None else file)
    if found.readable:
        told = sum(finding.severity is not Severity.NOTE for finding in found.findings)
        console.note(f"wrote {name}: {plural(told, 'finding')}")
    else:
        invalid = [one for one in found.findings if one.rule == "catalog-invalid"]
        console.result(findings_text(invalid, found.units, console.style))
        console.note(f"{name} was not written: a catalog cannot be read")
    return found
