"""A folder to prepare a package in: beside the folder of all packages, so that one rename puts it in place.

Not inside it: Argos Translate lists no package at all while that folder holds a folder that is none.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OLD = "old"
"""Where in it packages are moved that others replace; what a killed process left there goes back."""


@contextmanager
def staging(directory: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """An empty folder beside `directory`, gone afterwards, and so are the folders that were made for it.

    Folders that meanwhile got contents stay. One process at a time has one: others say so and wait. Raises
    OSError.
    """
    directory = directory.resolve()
    parent = directory.parent
    made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{directory.name}.new-"
    try:
        with _alone(parent, say) as sure:
            if sure:
                _clear(parent, prefix, directory)
            folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        with contextlib.suppress(OSError):
            for empty in made:
                empty.rmdir()


@contextmanager
def _alone(folder: Path, say: Callable[[str], None]) -> Iterator[bool]:
    """Hold `folder` for this process; False where the file system knows no locks on folders (NFS)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield _lock(descriptor, say)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, say: Callable[[str], None]) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another l10n installs or removes packages: waiting until it is done")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def _clear(parent: Path, prefix: str, directory: Path) -> None:
    """Remove what killed processes left, after the packages that they had moved aside are back."""
    for folder in parent.glob(f"{prefix}*"):
        for package in folder.glob(f"{OLD}/*"):
            if not (directory / package.name).exists():
                package.rename(directory / package.name)
        shutil.rmtree(folder, ignore_errors=True)
