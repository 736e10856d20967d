"""`init`: start a project."""

from pathlib import Path
from typing import Annotated

import typer

from l10n.cli import console


def init(
    target: Annotated[
        list[str],
        typer.Option("--target", "-t", help="A locale to translate into; may be repeated.", metavar="TAG"),
    ],
    source_locale: Annotated[
        str, typer.Option(help="The locale the articles are written in.", metavar="TAG")
    ] = "en",
    folder: Annotated[Path, typer.Argument(help="The project's folder.")] = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Start a project: its configuration, a first article and a glossary. Overwrites nothing.

    \b
    Examples:
      l10n init -t es -t sr
      l10n init news --source-locale de -t sr-Latn
    """
    from l10n.pipeline.starting import start

    paths = start(folder.absolute(), source_locale, tuple(target), dry_run=dry_run)
    console.changed(paths, folder.absolute(), dry=dry_run)
    console.result("next: put your articles into source/, then: l10n run")
