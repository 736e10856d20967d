"""Installs Argos packages from files, folders and an index: proven first, then put in place by one rename."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import L10nError, Location, PackageError
from l10n.model import Tag
from l10n.models import archive, metadata
from l10n.models.download import download
from l10n.models.index import choose, read_index
from l10n.models.metadata import Metadata
from l10n.models.staging import staging

Probe = Callable[[Path], None]
"""Loads the package in a folder and translates with it; raises L10nError where that fails."""
Notify = Callable[[str], None]
"""Is told in a line what happens meanwhile."""

_HINT = (
    "Argos packages are .argosmodel files, or folders with metadata.json, model/ and sentencepiece.model; "
    "`l10n models install en es` gets one from the Argos index"
)


def install_file(path: Path, directory: Path, *, probe: Probe | None = None) -> Path:
    """Install a package file, or a folder that is one package, into `directory`; returns where it lies now.

    The same version of the same pair is replaced, once the new one is proven; other versions stay. Raises
    PackageError, and then nothing has changed.
    """
    where = Location(path.as_posix())
    if not path.exists():
        raise PackageError("does not exist", where, hint=_HINT)
    with _reported(where):
        if path.is_dir():
            metadata.read(path)
        else:
            archive.inspect(path)
        with staging(directory) as folder:
            package = _copied(path, folder / "new") if path.is_dir() else _unpacked(path, folder)
            _prove(package, probe)
            return _put(package, directory, folder)


def install_from_index(
    source: Tag,
    target: Tag,
    index: str | None,
    directory: Path,
    *,
    probe: Probe | None = None,
    notify: Notify = lambda line: None,
) -> Path:
    """Install the newest package for a pair from an index (URL or file; None: Argos' own).

    Returns where it lies now. Raises PackageError, and then nothing has changed.
    """
    found = read_index(index)
    entry = choose(found, source, target)
    with _reported(Location(entry.links[0])), staging(directory) as folder:
        path, link = download(entry.links, folder, notify)
        with _reported(Location(link)):
            archive.inspect(path)
            package = _unpacked(path, folder)
            _prove(package, probe)
            got = metadata.read(package)
            if (got.source, got.target) != (entry.source, entry.target):
                raise ValueError(
                    f"is a package {got.source} to {got.target}, while the index says "
                    f"{entry.source} to {entry.target}"
                )
            return _put(package, directory, folder)


@contextmanager
def _reported(where: Location) -> Iterator[None]:
    """What is wrong with a package, said of the place it came from."""
    try:
        yield
    except ValueError as error:
        raise PackageError(f"is no usable Argos package: it {error}", where, hint=_HINT) from error
    except OSError as error:
        raise PackageError(
            f"cannot be installed: {error.strerror or error}",
            where,
            hint="check permissions and free space of the packages' folder (ARGOS_PACKAGES_DIR)",
        ) from error


def _unpacked(path: Path, folder: Path) -> Path:
    room = folder / "new"
    room.mkdir()
    return archive.unpack(path, room)


def _copied(path: Path, room: Path) -> Path:
    for parent, folders, files in os.walk(path):
        for name in (*folders, *files):
            entry = Path(parent, name)
            if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
                raise ValueError(f"holds a link or a device: {entry.relative_to(path)}")
    shutil.copytree(path, room)
    return room


def _prove(package: Path, probe: Probe | None) -> None:
    metadata.read(package)
    metadata.require_parts(package)
    if probe is None:
        return
    try:
        probe(package)
    except L10nError as error:
        raise ValueError(f"does not translate: {error.message}") from error


def _put(package: Path, directory: Path, folder: Path) -> Path:
    """Move a proven package from `folder` into `directory`; what it replaces comes back where that fails."""
    described = metadata.read(package)
    target = directory / described.folder
    made = not directory.exists()
    directory.mkdir(exist_ok=True)
    moved: list[tuple[Path, Path]] = []
    try:
        for number, old in enumerate(_replaced(directory, described)):
            aside = folder / f"old-{number}"
            old.rename(aside)
            moved.append((aside, old))
        package.rename(target)
    except BaseException:
        for aside, old in moved:
            aside.rename(old)
        if made:
            with contextlib.suppress(OSError):
                directory.rmdir()
        raise
    return target


def _replaced(directory: Path, described: Metadata) -> Iterator[Path]:
    for folder in sorted(directory.iterdir()):
        if folder.name == described.folder or _is_same(folder, described):
            yield folder


def _is_same(folder: Path, described: Metadata) -> bool:
    try:
        return metadata.read(folder).same_as(described)
    except ValueError:
        return False
