"""Reads an index of Argos packages, and chooses from it."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from l10n import locale
from l10n.errors import LocaleError, Location, PackageError
from l10n.model import Tag
from l10n.models import metadata
from l10n.models.download import fetch

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where Argos Translate looks; its environment variable ARGOS_PACKAGE_INDEX names another folder."""
LARGEST_INDEX = 20_000_000
"""Bytes. Argos' own has 40 000."""

_HINT = "use another index with --index (URL or file), or install a package file you have"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A package that an index offers."""

    source: str
    """Argos' code of the language, as the index has it: `en`, `zt`."""
    target: str
    version: str
    links: tuple[str, ...]
    """Where to get it, at least one: http and https URLs, and paths of files that exist."""

    @property
    def pair(self) -> tuple[Tag, Tag]:
        """What it translates from and to."""
        return locale.parse(self.source), locale.parse(self.target)


@dataclass(frozen=True, slots=True)
class Index:
    """The usable part of an index, in its order."""

    address: str
    """The URL or file it was read from."""
    entries: tuple[IndexEntry, ...]


def default_address() -> str:
    """The URL of the index that Argos Translate would read."""
    folder = os.environ.get("ARGOS_PACKAGE_INDEX") or DEFAULT_INDEX
    return folder if folder.endswith(".json") else f"{folder.rstrip('/')}/index.json"


def read_index(address: str | None) -> Index:
    """The index at a URL or in a file; None is Argos' own. Entries that are broken are left out.

    Raises PackageError where there is no index.
    """
    address = address or default_address()
    where = Location(address)
    try:
        data = fetch(address, LARGEST_INDEX) if is_url(address) else _file(Path(address))
        values = json.loads(data)
    except PackageError:
        raise
    except OSError as error:
        raise PackageError(
            f"the index cannot be read: {error.strerror or error}", where, hint=_HINT
        ) from error
    except (ValueError, RecursionError) as error:
        raise PackageError("the index is no JSON", where, hint=_HINT) from error
    if not isinstance(values, list):
        raise PackageError("the index is no list of packages", where, hint=_HINT)
    return Index(address, tuple(_entries(values, address)))


def is_url(address: str) -> bool:
    """True for http and https, the only schemes that are asked over a network."""
    return urlsplit(address).scheme in ("http", "https")


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_INDEX + 1)
    if len(data) > LARGEST_INDEX:
        raise PackageError(
            f"the index has more than {LARGEST_INDEX / 1e6:.0f} MB", Location(path.as_posix()), hint=_HINT
        )
    return data


def _entries(values: list[Any], address: str) -> Iterator[IndexEntry]:
    for value in values:
        try:
            described = metadata.parse(value)
            entry = IndexEntry(described.source, described.target, described.version, _links(value, address))
            pair = entry.pair
        except (ValueError, LocaleError):
            continue
        if entry.links and pair[0] != pair[1]:
            yield entry


def _links(value: dict[str, Any], address: str) -> tuple[str, ...]:
    links = value.get("links")
    if not isinstance(links, list):
        raise ValueError("has no links")
    found = (_link(link, address) for link in links if isinstance(link, str))
    return tuple(link for link in found if link)


def _link(link: str, address: str) -> str | None:
    """A link as it can be followed; None for other schemes (ipfs) and for paths that lead elsewhere."""
    try:
        if is_url(link):
            return link
        if is_url(address):
            joined = urljoin(address, link)
            return joined if is_url(joined) else None
    except ValueError:
        return None
    folder = Path(address).absolute().parent
    path = folder / link
    inside = ".." not in path.parts and path.is_relative_to(folder)
    return str(path) if inside and path.is_file() else None


def choose(index: Index, source: Tag, target: Tag) -> IndexEntry:
    """The newest package of the best fit for a pair. Raises PackageError where there is none."""
    fitting = [entry for entry in index.entries if _fits(entry, source, target)]
    if fitting:
        return max(fitting, key=lambda entry: (entry.pair == (source, target), _order(entry.version)))
    offered = sorted({entry.pair[1] for entry in index.entries if locale.covers(entry.pair[0], source)})
    raise PackageError(
        f"the index has no package {source} to {target}",
        Location(index.address),
        hint=f"from {source} it has {', '.join(offered)}" if offered else f"it has nothing from {source}",
    )


def _fits(entry: IndexEntry, source: Tag, target: Tag) -> bool:
    return locale.covers(entry.pair[0], source) and locale.covers(entry.pair[1], target)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))
