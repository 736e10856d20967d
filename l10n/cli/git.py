"""`merge-driver`: what git calls to merge catalogs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import console

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog


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
    from l10n.report.text import plural

    try:
        conflicts = _merge(base, ours, theirs, path)
    except L10nError:
        console.note(f"{path}: not merged: it stays as our version; for theirs: git checkout --theirs {path}")
        raise
    if conflicts:
        texts = plural(conflicts, "text")
        console.note(f"{path}: {texts} translated on both sides: ours as fuzzy, theirs in a comment")


def _merge(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge into the file `ours`, which stays as it is where a version cannot be read; the conflicts' number.

    Nothing but catalogs is imported: git calls this once for each file.
    """
    from l10n.atomic import write_if_changed
    from l10n.catalog.po import Catalog
    from l10n.catalog.threeway import merge_versions

    before = _version(base, name, "the common ancestor") if base.exists() else Catalog.parse(b"", name)
    merged = merge_versions(
        before, _version(ours, name, "our version"), _version(theirs, name, "their version")
    )
    data = merged.catalog.to_bytes()
    # What cannot be read again must not be written.
    Catalog.parse(data, name)
    write_if_changed(ours, data)
    return len(merged.conflicts)


def _version(path: Path, name: str, side: str) -> "Catalog":
    """The catalog in one of the files that git made, called `name` in messages."""
    from l10n.catalog.po import Catalog
    from l10n.errors import CatalogError, Fault, Location

    try:
        return Catalog.parse(path.read_bytes(), name)
    except OSError as error:
        message = f"{side} of {name} cannot be read: {error.strerror or error}"
        raise CatalogError(message, Location(path.as_posix()), hint="git calls this command") from error
    except CatalogError as error:
        faults = [Fault(f"in {side}: {fault.message}", fault.where, fault.hint) for fault in error.faults]
        raise CatalogError.of(faults) from error
