"""Unpacks an Argos package, which is a zip file from anywhere, and refuses what a package has no use for.

Argos Translate extracts straight into the folder of all packages. Here nothing is written before the whole
list of members was found harmless: one root folder, plain files and folders only, names that stay inside, a
size that is plausible.
"""

import errno
import shutil
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from l10n.models import metadata
from l10n.models.metadata import LARGEST_METADATA, Metadata
from l10n.packages import METADATA

LARGEST_PACKAGE = 8 * 2**30
"""Bytes, unpacked. Argos' own packages have 50 to 300 MB; converted multilingual models several GB."""
MOST_MEMBERS = 10_000
HIGHEST_RATIO = 100
"""Unpacked to packed bytes. Model files hardly shrink; deflate can reach 1032."""
_SMALL = 2**20
"""Bytes below which a ratio says nothing."""
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What zipfile raises for files that are broken, or packed in ways it does not know."""


def unpack(path: Path, folder: Path) -> Path:
    """Unpack an archive into `folder`; returns its root folder there.

    Raises ValueError that says what is wrong with the archive, and OSError.
    """
    root = inspect(path)
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
            free = shutil.disk_usage(folder).free
            if size > free:
                message = f"{size / 1e6:.1f} MB are needed, and {free / 1e6:.1f} MB of the disk are left"
                raise OSError(errno.ENOSPC, message)
            archive.extractall(folder)
    except (*_DAMAGE, zlib.error, EOFError) as error:
        raise ValueError(f"is a damaged zip file: {error}") from error
    return folder / root


def inspect(path: Path) -> str:
    """The root folder's name in an archive that may be unpacked; writes nothing.

    Raises ValueError that says what is wrong with the archive, and OSError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _root(archive.infolist())
    except _DAMAGE as error:
        raise ValueError(f"is no zip file, or a damaged one: {error}") from error


def describe(path: Path) -> Metadata:
    """What the package in an archive says about itself; writes nothing.

    Raises ValueError that says what is wrong with the archive, and OSError.
    """
    root = inspect(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(f"{root}/{METADATA}") as file:
            return metadata.load(file.read(LARGEST_METADATA + 1))
    except KeyError:
        raise ValueError(f"has no {METADATA}") from None
    except (*_DAMAGE, zlib.error, EOFError) as error:
        raise ValueError(f"is a damaged zip file: {error}") from error


def _root(members: Sequence[zipfile.ZipInfo]) -> str:
    """The one root folder of the members; ValueError where they are not what a package has."""
    for fault in _faults(members):
        raise ValueError(fault)
    roots = {member.filename.split("/", 1)[0] for member in members}
    if len(roots) != 1:
        shown = ", ".join(sorted(roots)[:3])
        raise ValueError(f"must hold one folder, and holds {len(roots)}: {shown}" if roots else "is empty")
    return roots.pop()


def _faults(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if len(members) > MOST_MEMBERS:
        yield f"holds more than {MOST_MEMBERS} files"
    files = Counter(member.filename for member in members)
    for member in members:
        if fault := _fault(member):
            yield f"{fault}: {member.orig_filename!r:.100}"
        parents = map(str, PurePosixPath(member.filename).parents)
        if files[member.filename] > 1 or any(parent in files for parent in parents):
            yield f"holds two things of one name: {member.filename!r:.100}"
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > LARGEST_PACKAGE:
        yield f"would unpack to {unpacked / 1e9:.0f} GB"
    if unpacked > _SMALL and unpacked > packed * HIGHEST_RATIO:
        yield f"would unpack to more than {HIGHEST_RATIO} times its size"


def _fault(member: zipfile.ZipInfo) -> str | None:
    name = member.orig_filename
    kind = stat.S_IFMT(member.external_attr >> 16)
    if "\\" in name or ":" in name or not name.isprintable():
        return "holds a file with a name that is not portable"
    if name.startswith("/"):
        return "holds a file with an absolute path"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "holds a file that points outside"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "holds a link or a device"
    if "/" not in name:
        return "must hold one folder, and holds a loose file"
    if member.flag_bits & 0x1:
        return "holds a file with a password"
    return None
