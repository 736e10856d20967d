"""`check`: the gate."""

from typing import Annotated

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, Locales, Paths, one_of, project

FORMATS = ("text", "json", "github")
LEVELS = ("error", "warning")


def check(
    paths: Paths = None,
    locale: Locales = None,
    output: Annotated[
        str, typer.Option("--format", help="text, json or github.", metavar="|".join(FORMATS))
    ] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="The mildest severity that fails.", metavar="|".join(LEVELS))
    ] = "error",
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="Only this rule; may be repeated.", metavar="ID")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Check articles, catalogs and the glossary. Writes nothing.

    Exit code 0 when nothing fails, 1 when something does, 2 when something cannot be read.

    \b
    Examples:
      l10n check                        errors fail
      l10n check --fail-on warning      warnings fail too
      l10n check --format github        annotations in a pull request
      l10n check --rule term-forbidden source/news.md
    """
    from l10n.errors import EXIT_FINDINGS, EXIT_USAGE
    from l10n.model import Severity
    from l10n.report.machine import findings_github, findings_json
    from l10n.report.text import findings_text

    one_of("--format", output, FORMATS)
    one_of("--fail-on", fail_on, LEVELS)
    found = project(config, locale).examine(paths or (), rules=rule or ())
    if output == "json":
        console.result(findings_json(found.findings, found.units))
    elif output == "github":
        if found.findings:
            console.result(findings_github(found.findings))
    else:
        console.result(findings_text(found.findings, found.units, console.style))
    if not found.readable:
        raise typer.Exit(EXIT_USAGE)
    failing = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    if any(finding.severity in failing for finding in found.findings):
        raise typer.Exit(EXIT_FINDINGS)
