"""Installs Argos packages from files, folders and indexes: proven first, then put in place by one rename."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from l10n.errors import L10nError, Location, PackageError
from l10n.models import archive, digest, metadata, receipts
from l10n.models.connection import is_url, public, shown
from l10n.models.download import SILENT, Reporter, discard_abandoned, downloaded
from l10n.models.index import IndexEntry
from l10n.models.lock import CHANGE_OVER, LOCK_FILE, Lock, Locked
from l10n.models.metadata import Metadata
from l10n.models.receipts import Receipt
from l10n.models.staging import OLD, staging

Probe = Callable[[Path], None]
"""Loads the package in a folder and translates with it; raises L10nError where that fails."""

_HINT = (
    "Argos packages are .argosmodel files, or folders with metadata.json, model/ and sentencepiece.model; "
    "`l10n models install en es` gets one from the Argos index"
)


def _unproven(package: Path) -> None:
    """Take any package for one that translates."""


Check = Callable[[Metadata], None]
"""Raises ValueError for a package that is not the one that was asked for."""


def _any(described: Metadata) -> None:
    """Take any package for the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Installer:
    """Where packages go, and what they must pass before."""

    directory: Path
    """The folder of all packages, which need not exist."""
    probe: Probe = _unproven
    lock: Lock | None = None
    """What it names must have the locked version and contents; other packages may come along."""
    reporter: Reporter = SILENT

    def from_path(self, path: Path) -> Path:
        """Install a package file, or a folder that is one package; returns where it lies now.

        The same version of the same pair is replaced, once the new one is proven; other versions stay. Raises
        PackageError, and then nothing has changed.
        """
        where = Location(path.as_posix())
        if not path.exists():
            raise PackageError("does not exist", where, hint=_HINT)
        if not (path.is_file() or path.is_dir()):
            raise PackageError("is neither a file nor a folder", where, hint=_HINT)
        with _possible(where), _sound(where):
            # Nothing is made for what is no package at all.
            if path.is_dir():
                metadata.read(path)
            else:
                archive.inspect(path)
            with staging(self.directory, self.reporter.say) as folder:
                discard_abandoned(self.directory)
                return self._install(path, _name(path), folder)

    def from_link(self, url: str) -> Path:
        """Install the package file at a URL; as `from_path`."""
        return self._from_links((url,))

    def from_index(self, entry: IndexEntry) -> Path:
        """Install a package that an index offers; as `from_path`."""
        return self._from_links(entry.links, partial(_require_pair, entry), entry)

    def from_lock(self, locked: Locked) -> Path:
        """Install a locked package from the URL where it came from; as `from_path`."""
        return self._from_links((locked.source,), partial(_require_name, locked))

    def _from_links(self, links: Sequence[str], check: Check = _any, entry: IndexEntry | None = None) -> Path:
        with (
            _possible(Location(shown(links[0]))),
            staging(self.directory, self.reporter.say) as folder,
            downloaded(links, self.directory, self.reporter) as (path, link),
            _sound(Location(shown(link))),
        ):
            source = public(link) if is_url(link) else _name(Path(link))
            return self._install(path, source, folder, check, entry)

    def _install(
        self,
        path: Path,
        source: str,
        folder: Path,
        check: Check = _any,
        entry: IndexEntry | None = None,
    ) -> Path:
        """Put what lies at `path` in place. Raises ValueError that says what is wrong with it; OSError."""
        found = "" if path.is_dir() else digest.of_file(path)
        if entry and found:
            _require_file(entry, path.stat().st_size, found)
        package = _copied(path, folder / "new") if path.is_dir() else _unpacked(path, folder / "new")
        described = metadata.read(package)
        metadata.require_parts(package)
        check(described)
        contents = digest.compute(package)
        _require_locked(described, contents, self.lock, Location(source))
        try:
            self.probe(package)
        except L10nError as error:
            raise ValueError(f"does not translate: {error.message}") from error
        target = _put(package, described, self.directory, folder)
        digest.remember(target, contents)
        receipts.write(target, Receipt(contents, source, found))
        return target


def _name(path: Path) -> str:
    """The name of a file or folder, as it can be written down."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _require_file(entry: IndexEntry, size: int, sha256: str) -> None:
    if entry.size not in (None, size):
        raise ValueError(f"has {size} bytes, while the index says {entry.size}")
    if entry.sha256 not in ("", sha256):
        raise ValueError(f"has the sha256 {sha256}, while the index says {entry.sha256}")


def _require_pair(entry: IndexEntry, described: Metadata) -> None:
    if (described.source, described.target) != (entry.source, entry.target):
        raise ValueError(
            f"is a package {described.source} to {described.target}, while the index says "
            f"{entry.source} to {entry.target}"
        )


def _require_name(locked: Locked, described: Metadata) -> None:
    if described.code != locked.name:
        raise ValueError(f"is {described.code}, while {LOCK_FILE} has {locked.name} from there")


def _require_locked(described: Metadata, contents: str, lock: Lock | None, where: Location) -> None:
    """Raise PackageError where the lock has another package under this one's name."""
    locked = lock.of(described.code) if lock else None
    if locked is None:
        return
    what = f"{described.code} {described.version}"
    if locked.version != described.version:
        raise PackageError(f"is {what}, and {LOCK_FILE} has {locked.version}", where, hint=CHANGE_OVER)
    if locked.sha256 != contents:
        message = f"is another {what} than that of {LOCK_FILE}: its sha256 is {contents[:12]}…"
        raise PackageError(f"{message}, and {locked.sha256[:12]}… is locked", where, hint=CHANGE_OVER)


@contextmanager
def _sound(where: Location) -> Iterator[None]:
    """What is wrong with a package, said of the place it came from."""
    try:
        yield
    except ValueError as error:
        raise PackageError(
            f"is no usable Argos package: {metadata.clause(error)}", where, hint=_HINT
        ) from error


@contextmanager
def _possible(where: Location) -> Iterator[None]:
    """What kept a package from being put in place."""
    try:
        yield
    except OSError as error:
        raise PackageError(
            f"cannot be installed: {error.strerror or error}",
            where,
            hint="check permissions and free space of the packages' folder (ARGOS_PACKAGES_DIR)",
        ) from error


def _unpacked(path: Path, room: Path) -> Path:
    room.mkdir()
    return archive.unpack(path, room)


def _copied(path: Path, room: Path) -> Path:
    """A copy that may be changed and removed, whatever the permissions of the original."""
    for parent, folders, files in os.walk(path):
        target = room / Path(parent).relative_to(path)
        target.mkdir()
        for name in (*folders, *files):
            entry = Path(parent, name)
            if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
                raise ValueError(f"holds a link or a device: {entry.relative_to(path)}")
        for name in files:
            shutil.copyfile(Path(parent, name), target / name)
    return room


def _put(package: Path, described: Metadata, directory: Path, folder: Path) -> Path:
    """Move a proven package from `folder` into `directory`; what it replaces comes back where that fails."""
    target = directory / described.folder
    made = not directory.exists()
    directory.mkdir(exist_ok=True)
    moved: list[tuple[Path, Path]] = []
    (folder / OLD).mkdir()
    try:
        for old in _replaced(directory, described):
            moved.append((folder / OLD / old.name, old))
            old.rename(folder / OLD / old.name)
        package.rename(target)
    except BaseException:
        if package.exists():
            for aside, old in moved:
                with contextlib.suppress(FileNotFoundError):
                    aside.rename(old)
        if made:
            with contextlib.suppress(OSError):
                directory.rmdir()
        raise
    return target


def _replaced(directory: Path, described: Metadata) -> Iterator[Path]:
    """What gives way: the same package, and what is broken where this one belongs.

    Raises ValueError where another package lies there.
    """
    for folder in sorted(directory.iterdir()):
        other = _described(folder)
        if other and other.same_as(described):
            yield folder
        elif folder.name == described.folder:
            if other:
                raise ValueError(
                    f"would take the place of {folder.name}, a package {other.source} to {other.target}"
                )
            yield folder


def _described(folder: Path) -> Metadata | None:
    try:
        return metadata.read(folder)
    except ValueError:
        return None
