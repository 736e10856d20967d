"""What l10n keeps about packages: a folder beside the folder of all packages, which may be deleted any time.

Not inside it: Argos Translate lists no package at all while that folder holds a folder that is none.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from l10n.atomic import write_if_changed
from l10n.errors import L10nError
from l10n.folders import user_folder
from l10n.packages import shipped_directory


def companion(directory: Path) -> Path:
    """The folder for what l10n keeps about the packages in `directory`; it need not exist.

    Beside it; in the user's cache (XDG_CACHE_HOME) where only others may write there, and for the packages
    that come with l10n: beside those nothing is left behind.
    """
    directory = directory.resolve()
    parent = directory.parent
    if directory != shipped_directory() and (not parent.exists() or os.access(parent, os.W_OK)):
        return parent / f".{directory.name}.l10n"
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    return user_folder("XDG_CACHE_HOME", ".cache") / "l10n" / name


def recall(directory: Path, name: str) -> dict[str, Any]:
    """What was kept under `name`; nothing where that cannot be read."""
    try:
        values = json.loads((companion(directory) / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def recall_of(package: Path, name: str) -> Any:  # noqa: ANN401 - whatever was kept
    """What was kept under `name` of the package in a folder; None for nothing."""
    return recall(package.parent, name).get(package.name)


def keep(directory: Path, name: str, values: dict[str, Any]) -> None:
    """Keep `values` under `name`, where that folder can be written: nothing depends on it."""
    data = json.dumps(values, indent=1, sort_keys=True)
    with contextlib.suppress(L10nError):
        write_if_changed(companion(directory) / name, f"{data}\n".encode())


def keep_of(package: Path, name: str, value: object) -> None:
    """Keep `value` under `name` of the package in a folder, and no longer those of packages that are gone."""
    directory = package.parent
    values = {one: kept for one, kept in recall(directory, name).items() if (directory / one).is_dir()}
    keep(directory, name, values | {package.name: value})
