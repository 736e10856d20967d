"""`compile`: catalogs for programs."""

from typing import Annotated

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, DryRun, Locales, NoWait, Paths, project


def compile_(
    paths: Paths = None,
    locale: Locales = None,
    fuzzy: Annotated[
        bool, typer.Option("--fuzzy", help="Compile unsure translations too, machine output among them.")
    ] = False,
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    config: ConfigFile = None,
) -> None:
    """Compile catalogs to .mo files, which programs read by gettext. Articles do not need them.

    A .mo file is written beside its .po file, where gettext looks: locales/<locale>/LC_MESSAGES/<article>.mo.
    It can be made again at any time, so a line `*.mo` in .gitignore is a good idea. What is fuzzy or not
    translated is left out, as msgfmt does.

    \b
    Examples:
      l10n compile
      l10n compile -l es locales/es/LC_MESSAGES/news.po
    """
    from l10n.pipeline.compiling import compile_catalogs

    workspace = project(config, locale).workspace
    written = compile_catalogs(
        workspace, paths or (), fuzzy=fuzzy, dry_run=dry_run, wait=not no_wait, say=console.note
    )
    console.changed(written, workspace.config.root, dry=dry_run)
