"""Tells packages apart by what they translate with, wherever they came from.

Of an installed package the archive is gone, and Argos Translate keeps none. So what counts are the installed
files: those that translation reads. The others (Stanza's and MiniSBD's data, a README) are never read here,
and Argos Translate adds to some of them while it works.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from l10n.errors import Location, PackageError
from l10n.models import companion
from l10n.models.archive import MOST_MEMBERS
from l10n.packages import METADATA, TOKENIZERS

FILE = "digests.json"
"""Where digests are remembered, in the companion folder: by path, with the stamps of the files."""
SETTLED = 50_000_000
"""Nanoseconds after which a file that changes once more bears another time: clocks of file systems tick every
1 to 10 ms."""

_known: dict[Path, tuple[str, str]] = {}
"""The same for this process, where the companion folder cannot be written."""


def package_digest(folder: Path) -> str:
    """What stands for the contents of an installed package: SHA-256, 64 hexadecimal digits.

    Read once, then remembered for as long as no file's size, times or number change (beside the folder of all
    packages). Raises PackageError where the folder cannot be read.
    """
    folder = folder.absolute()
    before = _stamp(folder)
    if (found := _known.get(folder)) and found[0] == before:
        return found[1]
    match companion.recall_of(folder, FILE):
        case [stamp, str(digest)] if stamp == before:
            return digest
    digest = compute(folder)
    if _stamp(folder) == before:
        remember(folder, digest)
    return digest


def remember(folder: Path, digest: str) -> None:
    """Remember the digest of what is in a package's folder now. Raises PackageError."""
    if not _is_settled(folder):
        return
    stamp = _stamp(folder)
    _known[folder] = stamp, digest
    companion.keep_of(folder, FILE, [stamp, digest])


def compute(folder: Path) -> str:
    """The same, read from the files now.

    The digest of the list that `sha256sum` prints of the files, sorted by the bytes of their names. Raises
    PackageError.
    """
    lines = []
    try:
        for path in parts(folder):
            lines.append(f"{of_file(path)}  {path.relative_to(folder).as_posix()}\n")
    except OSError as error:
        raise _unreadable(folder, error) from error
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def of_file(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_size(folder: Path) -> int:
    """Bytes of the files that the digest covers. Raises PackageError."""
    try:
        return sum(path.stat().st_size for path in parts(folder))
    except OSError as error:
        raise _unreadable(folder, error) from error


def parts(folder: Path) -> list[Path]:
    """The files that translation reads, sorted by their names' bytes. Raises PackageError, OSError."""
    found = [folder / name for name in (METADATA, *TOKENIZERS) if (folder / name).is_file()]
    for path in _below(folder / "model"):
        found.append(path)
        if len(found) > MOST_MEMBERS:
            raise PackageError(f"holds more than {MOST_MEMBERS} files", Location(folder.as_posix()))
    return sorted(found, key=lambda path: os.fsencode(path.relative_to(folder)))


def _below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder, followlinks=True, onerror=_raise):
        yield from (Path(parent, name) for name in names)


def _raise(error: OSError) -> None:
    raise error


def _stamp(folder: Path) -> str:
    """What changes whenever a file does."""
    try:
        stats = [(path, path.stat()) for path in parts(folder)]
    except OSError as error:
        raise _unreadable(folder, error) from error
    told = ((str(path), s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in stats)
    return hashlib.sha256(repr(list(told)).encode("utf-8", "surrogateescape")).hexdigest()


def _is_settled(folder: Path) -> bool:
    """True where nothing changed so recently that the next change could bear the same time."""
    return time.time_ns() - max(path.stat().st_ctime_ns for path in parts(folder)) > SETTLED


def _unreadable(folder: Path, error: OSError) -> PackageError:
    return PackageError(
        f"cannot be read: {error.strerror or error}",
        Location(folder.as_posix()),
        hint="check permissions, or install the package again",
    )
