"""Reads an index of Argos packages: from a URL, a file, or a folder that holds packages."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

from l10n import locale
from l10n.errors import LocaleError, Location, PackageError
from l10n.model import Tag
from l10n.models import archive, metadata
from l10n.models.connection import fetch, is_url, shown
from l10n.packages import METADATA, version_order

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where Argos Translate looks; its environment variable ARGOS_PACKAGE_INDEX names another folder."""
LARGEST_INDEX = 20_000_000
"""Bytes. Argos' own has 40 000."""
INDEX_FILE = "index.json"
SUFFIX = ".argosmodel"

_HINT = "name another index with --index (URL, file, folder), or install a package file you have"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A package that an index offers."""

    source: str
    """Argos' code of the language, as the index has it: `en`, `zt`."""
    target: str
    version: str
    links: tuple[str, ...]
    """Where to get it, at least one: http and https URLs, and paths of files and folders that exist."""
    code: str = ""
    """`translate-en_es`."""
    size: int | None = None
    """Bytes of the file; None where the index does not say, as Argos' own."""
    sha256: str = ""
    """Of the file; "" where the index does not say, as Argos' own."""

    @property
    def pair(self) -> tuple[Tag, Tag]:
        """What it translates from and to."""
        return locale.parse(self.source), locale.parse(self.target)

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts versions: `1.10` after `1.9`."""
        return version_order(self.version)


@dataclass(frozen=True, slots=True)
class Index:
    """The usable part of an index, in its order."""

    address: str
    """The URL, file or folder it was read from."""
    entries: tuple[IndexEntry, ...]
    skipped: tuple[str, ...] = ()
    """Of a folder: what in it is no usable package, and why, a line each."""
    document: str = ""
    """The JSON that was read, to be kept; "" for a folder."""

    @property
    def shown(self) -> str:
        """The address as it may be printed: without a password."""
        return shown(self.address)


def default_address() -> str:
    """The URL of the index that Argos Translate would read."""
    folder = os.environ.get("ARGOS_PACKAGE_INDEX") or DEFAULT_INDEX
    return folder if folder.endswith(".json") else f"{folder.rstrip('/')}/{INDEX_FILE}"


def read_index(address: str) -> Index:
    """The index at a URL, in a file, or of a folder with packages. Entries that are broken are left out.

    Raises PackageError where there is none.
    """
    path = Path(address)
    if is_url(address):
        address += INDEX_FILE if address.endswith("/") else ""
        return parse(fetch(address, LARGEST_INDEX), address)
    if path.is_dir():
        if not (path / INDEX_FILE).is_file():
            return _of_folder(path)
        path /= INDEX_FILE
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_INDEX + 1)
    except OSError as error:
        raise PackageError(
            f"the index cannot be read: {error.strerror or error}", Location(address), hint=_HINT
        ) from error
    if len(data) > LARGEST_INDEX:
        raise PackageError(
            f"the index has more than {LARGEST_INDEX / 1e6:.0f} MB", Location(address), hint=_HINT
        )
    return parse(data, str(path))


def parse(data: bytes, address: str) -> Index:
    """The index that a document from `address` holds. Raises PackageError where it is none."""
    where = Location(shown(address))
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageError("the index is no JSON", where, hint=_HINT) from error
    if not isinstance(values, list):
        raise PackageError("the index is no list of packages", where, hint=_HINT)
    return Index(address, tuple(_entries(values, address)), document=data.decode("utf-8", "replace"))


def _entries(values: list[Any], address: str) -> Iterator[IndexEntry]:
    for value in values:
        try:
            entry = _entry(value, address)
            pair = entry.pair
        except (ValueError, LocaleError):
            continue
        if entry.links and pair[0] != pair[1]:
            yield entry


def _entry(value: Any, address: str) -> IndexEntry:  # noqa: ANN401 - whatever the JSON says
    described = metadata.parse(value)
    size, sha256 = value.get("size"), value.get("sha256", "")
    if not (size is None or (type(size) is int and size > 0)):
        raise ValueError("has an unusable size")
    if not isinstance(sha256, str) or (sha256 and not _SHA256.fullmatch(sha256)):
        raise ValueError("has an unusable sha256")
    return IndexEntry(
        described.source,
        described.target,
        described.version,
        _links(value, address),
        described.code,
        size,
        sha256,
    )


def _links(value: dict[str, Any], address: str) -> tuple[str, ...]:
    links = value.get("links")
    if not isinstance(links, list):
        raise ValueError("has no links")
    found = (_link(link, address) for link in links if isinstance(link, str))
    return tuple(dict.fromkeys(link for link in found if link))


def _link(link: str, address: str) -> str | None:
    """A link as it can be followed; None for other schemes (ipfs) and for paths that lead elsewhere.

    Of a copy of an index that lies in a folder with the files it names, the files there are taken.
    """
    try:
        if is_url(address):
            joined = urljoin(address, link)
            return joined if is_url(joined) else None
        folder = Path(address).absolute().parent
        if is_url(link):
            beside = folder / PurePosixPath(urlsplit(link).path).name
            return str(beside) if beside.is_file() else link
    except ValueError:
        return None
    path = folder / link
    inside = ".." not in path.parts and path.is_relative_to(folder)
    return str(path) if inside and path.is_file() else None


def _of_folder(folder: Path) -> Index:
    """The packages that lie in a folder, as files and as folders, by name."""
    entries: list[IndexEntry] = []
    skipped: list[str] = []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise PackageError(
            f"cannot be read: {error.strerror}", Location(folder.as_posix()), hint=_HINT
        ) from error
    for path in paths:
        if path.suffix != SUFFIX and not (path / METADATA).is_file():
            continue
        try:
            entries.append(_offered(path))
        except OSError as error:
            skipped.append(f"{path.name} is skipped: it cannot be read: {error.strerror or error}")
        except (ValueError, LocaleError) as error:
            reason = error.message if isinstance(error, LocaleError) else metadata.clause(error)
            skipped.append(f"{path.name} is skipped: {reason}")
    if not entries and not skipped:
        raise PackageError(
            f"holds neither {INDEX_FILE} nor packages", Location(folder.as_posix()), hint=_HINT
        )
    return Index(str(folder), tuple(entries), tuple(skipped))


def _offered(path: Path) -> IndexEntry:
    """The package in a file or folder. Raises ValueError, OSError, LocaleError."""
    if path.is_dir():
        metadata.require_parts(path)
        described, size = metadata.read(path), None
    else:
        described, size = archive.describe(path), path.stat().st_size
    entry = IndexEntry(
        described.source,
        described.target,
        described.version,
        (str(path.absolute()),),
        described.code,
        size,
    )
    entry.pair  # noqa: B018 - languages that nobody knows are no offer
    return entry
