"""The formats of `check`'s reports, chosen by name."""

import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from l10n.cli import console
from l10n.cli.options import one_of

if TYPE_CHECKING:
    from l10n.model import Severity
    from l10n.pipeline import CheckResult

FORMATS = ("text", "concise", "json", "sarif", "junit", "github", "gitlab")
QUOTING = frozenset({"text", "junit"})
"""Those that show lines of files."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and what reports of it must know besides."""

    found: "CheckResult"
    failing: "Collection[Severity]"
    """The severities that fail the check."""
    rules: tuple[str, ...]
    """The rules that were run; none for all."""
    folder: str
    """The project's folder within its repository."""

    def in_format(self, name: str, *, to_stdout: bool = False) -> str:
        """The report in one of FORMATS; with colours, and as wide as the terminal, only on one."""
        from l10n.report.quoting import WIDTH
        from l10n.report.text import findings_text, findings_with_lines, plain

        found = self.found
        style = console.style if to_stdout else plain
        if name == "text":
            wide = to_stdout and sys.stdout.isatty()
            width = shutil.get_terminal_size((WIDTH, 0)).columns if wide else WIDTH
            return findings_with_lines(found.shown, found.units, style, width=width)
        if name == "concise":
            return findings_text(found.findings, found.units, style)
        return self._for_programs(name)

    def _for_programs(self, name: str) -> str:
        from l10n.report import machine

        found = self.found
        if name == "json":
            return machine.findings_json(found.shown, found.units)
        if name == "github":
            return machine.findings_github(found.shown, self.folder)
        if name == "gitlab":
            return machine.findings_gitlab(found.shown, self.folder)
        if name == "junit":
            from l10n.report.junit import findings_junit

            return findings_junit(found.shown, self.failing)
        return self._sarif()

    def _sarif(self) -> str:
        from importlib.metadata import version

        from l10n.pipeline.checking import rules_named
        from l10n.report.sarif import findings_sarif

        return findings_sarif(
            self.found.shown,
            rules_named(self.rules),
            version("l10n-toolkit"),
            folder=self.folder,
            whole=self.found.readable,
            compared=self.found.compared,
        )


def outputs(said: list[str] | None) -> list[tuple[str, Path]]:
    """The format and file of each `--output FORMAT=FILE`. Refuses what is none."""
    found = []
    for one in said or ():
        name, equals, file = one.partition("=")
        if not equals or not file:
            raise typer.BadParameter(
                f"{one!r}: write FORMAT=FILE, as sarif=l10n.sarif", param_hint="--output"
            )
        one_of("--output", name, FORMATS)
        found.append((name, Path(file)))
    return found
