"""Removes installed packages."""

from collections.abc import Callable
from pathlib import Path

from l10n.errors import Location, PackageError
from l10n.models import metadata
from l10n.models.staging import staging


def remove(package: Path, say: Callable[[str], None]) -> None:
    """Remove the package in a folder among all packages: out of the way by one rename, then for good.

    Raises PackageError where the folder is no package, or cannot be removed.
    """
    where = Location(package.as_posix())
    try:
        metadata.require_package(package)
        with staging(package.parent, say) as folder:
            package.rename(folder / package.name)
    except ValueError as error:
        raise PackageError(
            f"is no package: {metadata.clause(error)}", where, hint="remove it yourself if nobody needs it"
        ) from error
    except OSError as error:
        raise PackageError(
            f"cannot be removed: {error.strerror or error}", where, hint="check the folder's permissions"
        ) from error
