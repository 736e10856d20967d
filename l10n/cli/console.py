"""How the command line speaks: results on stdout, everything else on stderr, colours only for people."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from l10n.errors import L10nError
    from l10n.pipeline.translation import Filled

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.CYAN}
MOST_FILES = 8
"""How many written files are named before the rest is counted."""


def style(text: str, role: str) -> str:
    """`text` in the colour of its role, where stdout is a terminal and NO_COLOR (no-color.org) is unset."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return typer.style(text, fg=_COLOURS.get(role), bold=role in ("bold", "error"))


def result(text: str) -> None:
    """Print what the command was asked for."""
    typer.echo(text)


def note(text: str) -> None:
    """Print what happens meanwhile."""
    from l10n.report.escape import visible

    typer.echo(visible(text), err=True)


def error(fault: "L10nError") -> None:
    """Print every fault of an error as `error: path:line:column: message`, with its hint below."""
    from l10n.report.escape import visible

    for each in fault.faults:
        place = f"{each.where}: " if each.where else ""
        typer.echo(f"error: {visible(place + each.message)}", err=True)
        if each.hint:
            typer.echo(f"hint: {visible(each.hint)}", err=True)


def changed(paths: Sequence[Path], root: Path, *, dry: bool) -> None:
    """Name the files that were written, or would be."""
    verb = "would write" if dry else "wrote"
    if not paths:
        note("nothing to write: everything is up to date")
        return
    for path in paths[:MOST_FILES]:
        note(f"{verb} {path.relative_to(root) if path.is_relative_to(root) else path}")
    if len(paths) > MOST_FILES:
        note(f"{verb} {len(paths) - MOST_FILES} more files")


def filled(outcomes: "Iterable[Filled]", source: str, *, dry: bool = False) -> None:
    """Say for each locale what the engine did or would do, and what to do where there is none."""
    from l10n.report.text import plural

    for outcome in outcomes:
        left = outcome.asked - outcome.filled
        asked = plural(outcome.asked, "unit")
        if outcome.engine is None:
            note(
                f"{outcome.locale}: {asked} without translation, and no engine translates {source} "
                f"to {outcome.locale} here: translate them in locales/, or try `l10n models install "
                f"{source} {outcome.locale}`"
            )
            continue
        if dry:
            note(f"{outcome.locale}: would translate {asked} with {outcome.engine}")
            continue
        note(f"{outcome.locale}: {outcome.filled} of {asked} translated by {outcome.engine}")
        if left:
            note(f"{outcome.locale}: {plural(left, 'unit')} without a sound translation: translate by hand")
