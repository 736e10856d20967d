"""Where programs keep what belongs to a user."""

import os
from pathlib import Path


def user_folder(variable: str, default: str) -> Path:
    """A folder of the user's by the XDG Base Directory Specification: the variable's, else that in HOME."""
    if folder := os.environ.get(variable):
        return Path(folder)
    try:
        return Path.home() / default
    except RuntimeError:
        # A user without a name, as in containers; without HOME shells take the root, too.
        return Path("/", default)
