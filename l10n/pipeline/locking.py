"""Writes a project's `models.lock` from what is installed, and compares."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from l10n.atomic import write_if_changed
from l10n.engines.installed import InstalledPackage, route
from l10n.errors import PackageError
from l10n.models import digest, receipts
from l10n.models.lock import LOCK_FILE, Lock, Locked, to_bytes, verified
from l10n.pipeline.packages import Packages


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package in the lock, or one that leaves it."""

    name: str
    now: Locked | None
    before: Locked | None


def pinned(packages: Packages) -> tuple[Pinned, ...]:
    """What `write_lock` would lock, and what it would drop, by name. A broken lock is as good as none.

    Raises PackageError where no package translates a target.
    """
    before = _before(packages)
    now = {locked.name: locked for locked in _used(packages, before)}
    names = sorted(before.keys() | now.keys())
    return tuple(Pinned(name, now.get(name), before.get(name)) for name in names)


def write_lock(packages: Packages, pinned: Iterable[Pinned], *, dry: bool = False) -> tuple[Path, ...]:
    """Write the project's lock, or with `dry` not; returns it where its bytes change."""
    path = packages.project.root / LOCK_FILE
    data = to_bytes(each.now for each in pinned if each.now)
    if dry:
        return () if path.exists() and path.read_bytes() == data else (path,)
    return (path,) if write_if_changed(path, data) else ()


def is_locked(package: InstalledPackage, lock: Lock) -> bool:
    """True for a package with the version and the contents that the lock has."""
    try:
        verified(package, lock)
    except PackageError:
        return False
    return True


def wants_locking(packages: Packages, path: Path) -> bool:
    """True for the package of a folder that would translate a target, if the project's lock had it."""
    if packages.lock is None or path in {package.path for package in packages.admitted()}:
        return False
    return path in _routed(packages)


def lacking(packages: Packages) -> tuple[str, ...]:
    """The codes that the project's lock has, and no usable package of that version."""
    here = {(package.code, package.version) for package in packages.usable()}
    return tuple(name for name, locked in _before(packages).items() if (name, locked.version) not in here)


def _before(packages: Packages) -> dict[str, Locked]:
    try:
        lock = packages.lock
    except PackageError:
        return {}
    return {locked.name: locked for locked in lock.packages} if lock else {}


def _routed(packages: Packages) -> dict[Path, InstalledPackage]:
    """The packages here that would translate the project's targets without a lock, by folder."""
    there = packages.usable()
    return {each.path: each for pair in packages.served_by_argos() for each in route(there, *pair)}


def _used(packages: Packages, before: dict[str, Locked]) -> list[Locked]:
    """The packages that translate the project's targets, as they are locked."""
    packages.project.require_targets()
    used = _routed(packages)
    if not used:
        asked = ", ".join(target for _, target in packages.served_by_argos()) or "any target"
        raise PackageError(
            f"nothing to lock: no installed package translates {packages.project.source_locale} to {asked}",
            hint="`l10n models install --missing` installs what the project needs",
        )
    return [_locked(package, before.get(package.code)) for package in used.values()]


def _locked(package: InstalledPackage, before: Locked | None) -> Locked:
    sha256 = digest.package_digest(package.path)
    if before and (before.version, before.sha256) == (package.version, sha256) and before.source:
        # However it came to this machine, what others know of it stays.
        return before
    size, receipt = digest.content_size(package.path), receipts.read(package.path, sha256)
    return Locked(package.code, package.version, sha256, size, receipt.source, receipt.archive_sha256)
