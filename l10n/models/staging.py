"""A folder to prepare a package in: beside the folder of all packages, so that one rename puts it in place.

Not inside it: Argos Translate lists no package at all while that folder holds a folder that is none.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staging(directory: Path) -> Iterator[Path]:
    """An empty folder beside `directory`, gone afterwards, and so are the folders that were made for it.

    Folders that meanwhile got contents stay.
    """
    parent = directory.resolve().parent
    made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=f".{directory.name}."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            for empty in made:
                empty.rmdir()
