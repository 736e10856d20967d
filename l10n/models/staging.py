"""A folder to prepare a package in, on the disk of the folder of all packages: one rename puts it in place.

Beside that folder, not inside it: Argos Translate lists no package at all while that holds a folder that is
none. Where it must be inside it says that it is a package of another type, which Argos Translate passes over.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.packages import METADATA

OLD = "old"
"""Where in it packages are moved that others replace; what a killed process left there goes back."""

_NO_PACKAGE = {"type": "l10n-staging", "from_name": None, "to_name": None}


@contextmanager
def staging(directory: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """An empty folder on the disk of `directory`, gone afterwards, and so are the folders made for it.

    Folders that meanwhile got contents stay. One process at a time has one: others say so and wait. Raises
    OSError.
    """
    directory = directory.resolve()
    room = room_for(directory)
    made = [folder for folder in (room, *room.parents) if not folder.exists()]
    room.mkdir(parents=True, exist_ok=True)
    prefix = f".{directory.name}.new-"
    try:
        with _alone(room, say) as sure:
            if sure:
                _clear(room, prefix, directory)
            folder = Path(tempfile.mkdtemp(dir=room, prefix=prefix))
            try:
                (folder / METADATA).write_text(json.dumps(_NO_PACKAGE), encoding="utf-8")
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        with contextlib.suppress(OSError):
            for empty in made:
                empty.rmdir()


def room_for(directory: Path) -> Path:
    """Where folders can be made from which one rename leads into `directory`: beside it, if at all possible.

    It is not where that is another disk (a volume in a container), or nobody but root may write.
    """
    parent = directory.parent
    if not directory.exists():
        return parent
    beside = os.access(parent, os.W_OK) and parent.stat().st_dev == directory.stat().st_dev
    return parent if beside else directory


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


def _clear(room: Path, prefix: str, directory: Path) -> None:
    """Remove what killed processes left, after the packages that they had moved aside are back."""
    for folder in room.glob(f"{prefix}*"):
        for package in folder.glob(f"{OLD}/*"):
            if not (directory / package.name).exists():
                package.rename(directory / package.name)
        shutil.rmtree(folder, ignore_errors=True)
