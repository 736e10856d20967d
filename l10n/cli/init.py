"""`init`: start a project, and tell git how to merge its catalogs."""

from pathlib import Path
from typing import Annotated

import typer

from l10n.cli import console


def init(
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            "-t",
            help="A locale to translate into; may be repeated. Needed for a new project.",
            metavar="TAG",
        ),
    ] = None,
    source_locale: Annotated[
        str, typer.Option(help="The locale the articles are written in.", metavar="TAG")
    ] = "en",
    folder: Annotated[Path, typer.Argument(help="The project's folder.")] = Path(),
    git: Annotated[
        bool,
        typer.Option(
            "--git", help="Let git merge catalogs entry by entry; in a project that exists, do only that."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Start a project: its configuration, a first article and a glossary. Overwrites nothing.

    With --git also the lines in .gitattributes that give catalogs to the driver `l10n merge-driver`, and its
    settings in .git/config. Git does not pass those on: every clone needs `l10n init --git` once.

    \b
    Examples:
      l10n init -t es -t sr
      l10n init news --source-locale de -t sr-Latn
      l10n init --git
    """
    from l10n.config import Config
    from l10n.config.declared import Declared
    from l10n.pipeline.starting import configuration_in, start
    from l10n.pipeline.versions import require_repository

    root = folder.absolute()
    if git:
        require_repository(root)
    if git and (configuration_in(root) or not target):
        config = Config.load(root)
        if target:
            console.note(f"{config.file.name}: this project is set up already and stays as it is")
        _tell_git(config.root, config.locales, dry_run=dry_run)
        return
    if not target:
        raise typer.BadParameter("a new project needs a locale to translate into", param_hint="--target")
    paths = start(root, source_locale, tuple(target), dry_run=dry_run)
    console.changed(paths, root, dry=dry_run)
    if git:
        _tell_git(root, root / Declared().locales, dry_run=dry_run)
    console.result("next: put your articles into source/, then: l10n run")


def _tell_git(root: Path, locales: Path, *, dry_run: bool) -> None:
    from l10n.pipeline.versions import set_up_git

    done = set_up_git(root, locales, dry_run=dry_run)
    console.changed(done.files, root, dry=dry_run)
    for name in done.settings:
        console.note(f"{'would set' if dry_run else 'set'} {name} in .git/config")
    console.result("git merges catalogs entry by entry; each further clone needs once: l10n init --git")
