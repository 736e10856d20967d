"""`merge-driver`: what git calls to merge catalogs."""

from pathlib import Path
from typing import Annotated

import typer

from l10n.cli import console


def merge_driver(
    base: Annotated[Path, typer.Argument(help="The common ancestor's version (%O); may be empty or absent.")],
    ours: Annotated[Path, typer.Argument(help="Our version (%A); the result is written there.")],
    theirs: Annotated[Path, typer.Argument(help="Their version (%B).")],
    path: Annotated[str, typer.Argument(help="The catalog's name in the repository (%P), for messages.")],
) -> None:
    """Merge a catalog that two branches changed, entry by entry. For git: see `l10n init --git`.

    An entry that two people translated differently keeps our text, as fuzzy, and has theirs in a comment that
    begins with l10n:conflict. A text that a person wrote is preferred to a machine's; none is lost.

    Exit code 0 when the file is whole, 2 when a version cannot be read: git then reports a conflict.

    \b
    Example, in .git/config:
      [merge "l10n"]
        driver = l10n merge-driver %O %A %B %P
    """
    from l10n.errors import L10nError
    from l10n.pipeline.versions import merge_files
    from l10n.report.text import plural

    try:
        conflicts = merge_files(base, ours, theirs, path)
    except L10nError:
        console.note(f"{path}: not merged: it stays as our version; for theirs: git checkout --theirs {path}")
        raise
    if conflicts:
        texts = plural(conflicts, "text")
        console.note(f"{path}: {texts} translated on both sides: ours as fuzzy, theirs in a comment")
