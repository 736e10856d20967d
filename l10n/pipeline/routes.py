"""What translates each target of a project, or what would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from l10n.config import Config
from l10n.engines.installed import InstalledPackage, Unusable, contents, route, shipped
from l10n.errors import EngineError, PackageError
from l10n.model import Tag
from l10n.models.connection import is_url, shown
from l10n.models.index import Index, IndexEntry
from l10n.models.latest import latest_index
from l10n.models.lock import LOCK_FILE
from l10n.pipeline.installing import offered
from l10n.pipeline.locking import is_locked
from l10n.pipeline.packages import Packages
from l10n.pipeline.translation import AUTO, engine_for
from l10n.ports import Engine

Kind = Literal["direct", "pivot", "engine", "derived", "none"]
"""One package, two that meet in English, an engine without packages, script conversion, nothing."""


@dataclass(frozen=True, slots=True)
class Route:
    """What translates one target."""

    source: Tag
    target: Tag
    kind: Kind
    engine: str | None = None
    """The engine's signature; None where no engine serves the pair."""
    packages: tuple[InstalledPackage, ...] = ()
    """The packages that do it, one after the other."""
    offered: tuple[IndexEntry, ...] = ()
    """Where nothing does it: what the index has for it."""
    reason: str = ""
    """Why nothing does it and nothing is offered, as far as there is more to say."""

    def as_json(self) -> dict[str, object]:
        """As `models list --format json` prints it."""
        return {
            "source": self.source,
            "target": self.target,
            "route": self.kind,
            "engine": self.engine,
            "packages": [package.code for package in self.packages],
            "install": [entry.code for entry in self.offered],
        }


@dataclass(frozen=True, slots=True)
class Overview:
    """What this machine can translate."""

    routes: tuple[Route, ...]
    """By target, in the project's order; none outside of projects."""
    packages: tuple[InstalledPackage, ...]
    """Those that were installed, then those that come with l10n."""
    unusable: tuple[Unusable, ...]
    directory: Path
    locked: Mapping[Path, bool] | None
    """For each folder of a package that the project's lock names, whether it is the locked one; None without
    a lock."""
    index: Index | None = None
    """What could be installed, as far as known."""
    day: str = ""
    """When the index was fetched; "" for now."""

    def as_json(self) -> dict[str, object]:
        """What `models list --format json` prints."""
        return {
            "routes": [route.as_json() for route in self.routes],
            "directory": str(self.directory),
            "packages": [self._package(package) for package in self.packages],
            "unusable": [{"path": str(each.path), "reason": each.reason} for each in self.unusable],
            "index": self.index and self.index.shown,
            "fetched": self.day or None,
            "available": [_entry(entry) for entry in self.index.entries] if self.index else [],
        }

    def _package(self, package: InstalledPackage) -> dict[str, object]:
        return {
            "source": package.source,
            "target": package.target,
            "code": package.code,
            "version": package.version,
            "size": package.size,
            "locked": None if self.locked is None else self.locked.get(package.path, False),
            "path": str(package.path),
            "shipped": package.shipped,
        }


def _entry(entry: IndexEntry) -> dict[str, object]:
    source, target = entry.pair
    return {
        "source": source,
        "target": target,
        "code": entry.code,
        "version": entry.version,
        "size": entry.size,
        "links": [shown(link) for link in entry.links],
    }


def overview(packages: Packages, *, fetch: bool = False) -> Overview:
    """The route of every target, the packages that are here, and what the index has.

    The network is asked only with `fetch`; else it is the index that was fetched last, or a file or folder.
    Raises PackageError.
    """
    index, day = _known_index(packages, fetch)
    lock = packages.lock
    installed, unusable = contents(packages.directory)
    there = *installed, *shipped()
    targets = packages.config.targets if packages.config else ()
    return Overview(
        tuple(_route(packages, tag, index, there) for tag in targets),
        there,
        unusable,
        packages.directory,
        None if lock is None else {p.path: is_locked(p, lock) for p in there if lock.of(p.code)},
        index,
        day,
    )


def _known_index(packages: Packages, fetch: bool) -> tuple[Index | None, str]:
    if fetch or not is_url(packages.address):
        return packages.offers, ""
    latest = latest_index(packages.directory, packages.address)
    return (latest.index, latest.day) if latest else (None, "")


def _route(packages: Packages, target: Tag, index: Index | None, there: Sequence[InstalledPackage]) -> Route:
    source = packages.project.source_locale
    if packages.project.origin(target) is not None:
        return Route(source, target, "derived")
    by_argos = (source, target) in packages.served_by_argos()
    admitted = packages.admitted(there)
    if by_argos and (found := route(admitted, source, target)):
        names = (f"{package.code} {package.version}".rstrip() for package in found)
        return Route(
            source, target, "direct" if len(found) == 1 else "pivot", f"argos {' '.join(names)}", found
        )
    unlocked = route(there, source, target) if by_argos else ()
    is_ours = any(package.shipped for package in unlocked)
    if (not unlocked or is_ours) and (engine := _other_engine(packages.project, target)):
        return Route(source, target, "engine", engine.signature(source, target))
    reason = f"{LOCK_FILE} does not have the {'shipped' if is_ours else 'installed'} one" if unlocked else ""
    if index is None or not by_argos:
        return Route(source, target, "none", reason=reason)
    try:
        return Route(source, target, "none", offered=offered(packages, source, target, index, admitted))
    except PackageError as error:
        return Route(source, target, "none", reason=reason or error.message)


def _other_engine(config: Config, target: Tag) -> Engine | None:
    """The engine that translates into `target` where Argos packages do not."""
    if config.engine_for(target) == "argos":
        return None
    try:
        return engine_for(config, target, [name for name in AUTO if name != "argos"])
    except EngineError:
        return None
