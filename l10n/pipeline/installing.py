"""Installs and removes packages for a project, or for this machine alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.engines.installed import InstalledPackage, best, route
from l10n.errors import L10nError, Location, PackageError
from l10n.model import Tag
from l10n.models import remove as removal
from l10n.models.choice import NoPackageError, choose, fits
from l10n.models.connection import is_url
from l10n.models.index import Index, IndexEntry, read_index
from l10n.models.install import Installer
from l10n.models.lock import LOCK_FILE, Locked
from l10n.packages import METADATA
from l10n.pipeline.locking import is_locked
from l10n.pipeline.packages import Packages
from l10n.pipeline.translation import engine_for


@dataclass(frozen=True, slots=True)
class Installed:
    """A package that was asked for."""

    path: Path
    """Where it lies."""
    fresh: bool = True
    """False where it lay there before, and translates."""


def install_path(packages: Packages, path: Path) -> Installed:
    """Install a package file, or a folder that is one package. Raises PackageError."""
    if path.is_dir() and not (path / METADATA).exists() and (found := read_index(str(path)).entries):
        pairs = sorted({" ".join(entry.pair) for entry in found})
        raise PackageError(
            f"is no package, but holds some: {', '.join(pairs)}",
            Location(path.as_posix()),
            hint=f"`l10n models install {pairs[0]} --index {path}` installs one of them",
        )
    return Installed(_installer(packages).from_path(path))


def install_link(packages: Packages, url: str) -> Installed:
    """Install the package file at a URL. Raises PackageError."""
    return Installed(_installer(packages).from_link(url))


def install_pair(packages: Packages, source: Tag, target: Tag) -> tuple[Installed, ...]:
    """Install what translates a pair, from the index: one package, or two that meet in English.

    Raises PackageError.
    """
    entries = offered(packages, source, target, packages.offers, packages.admitted())
    if not any(fits(entry, source, target) for entry in entries):
        packages.reporter.say(f"there is no package {source} to {target}: going through English")
    return tuple(_install(packages, entry) for entry in entries)


def install_missing(packages: Packages) -> tuple[Installed, ...]:
    """Install what the project's lock has and this machine lacks, then what its targets lack.

    What no index offers is said, and no error: such a target is translated by hand. Raises PackageError.
    """
    packages.project.require_targets()
    done = [_restore(packages, locked) for locked in _absent(packages)]
    for source, target in packages.served_by_argos():
        if _serves(packages, source, target):
            continue
        try:
            done += install_pair(packages, source, target)
        except NoPackageError as error:
            packages.reporter.say(f"{target}: {error.message}")
    return tuple(done)


def offered(
    packages: Packages, source: Tag, target: Tag, index: Index, admitted: Sequence[InstalledPackage]
) -> tuple[IndexEntry, ...]:
    """What an index has for a pair and is to be installed for it, where those are there already.

    Raises PackageError.
    """

    def have(source: Tag, target: Tag) -> bool:
        return best(admitted, source, target) is not None

    return choose(index, source, target, packages.pins, have=have)


def remove(packages: Packages, path: Path) -> None:
    """Remove the package in a folder among all packages. Raises PackageError where it is none."""
    removal.remove(path, packages.reporter.say)


def _probe(package: Path) -> None:
    """Translate a sentence with the package in a folder. Raises EngineError where that fails."""
    from l10n.engines.argos import ArgosEngine

    ArgosEngine().probe(package)


def _installer(packages: Packages) -> Installer:
    return Installer(packages.directory, _probe, packages.pins, packages.reporter)


def _install(packages: Packages, entry: IndexEntry) -> Installed:
    """Install what an index offers, unless it is there already and sound."""
    for package in packages.installed():
        same = (package.code, package.version) == (entry.code, entry.version)
        if same and _is_sound(packages, package):
            return Installed(package.path, fresh=False)
    return Installed(_installer(packages).from_index(entry))


def _is_sound(packages: Packages, package: InstalledPackage) -> bool:
    try:
        _probe(package.path)
    except L10nError:
        return False
    return (
        packages.pins is None or packages.pins.of(package.code) is None or is_locked(package, packages.pins)
    )


def _serves(packages: Packages, source: Tag, target: Tag) -> bool:
    """True where the pair can be translated now; says so where that is another engine's work."""
    if route(packages.admitted(), source, target):
        return True
    if packages.project.engine_for(target) == "argos":
        return False
    engine = engine_for(packages.project, target)
    if engine is None or engine.name == "argos":
        return False
    packages.reporter.say(f"{target}: {engine.signature(source, target)} translates it, nothing to install")
    return True


def _absent(packages: Packages) -> list[Locked]:
    """What the lock has and this machine lacks, or has with other contents."""
    lock = packages.pins
    if lock is None:
        return []
    here = {package.code for package in packages.admitted() if is_locked(package, lock)}
    return [locked for locked in lock.packages if locked.name not in here]


def _restore(packages: Packages, locked: Locked) -> Installed:
    """Install a locked package: from the index that was named, if one was, else from where it came."""
    if is_url(locked.source) and not packages.named_address:
        return Installed(_installer(packages).from_lock(locked))
    for entry in packages.offers.entries:
        if (entry.code, entry.version) == (locked.name, locked.version):
            return Installed(_installer(packages).from_index(entry))
    raise PackageError(
        f"the index has no {locked.name} {locked.version}, which {LOCK_FILE} asks for",
        Location(packages.offers.shown),
        hint="name another with --index; or change over: install with --no-lock, then `l10n models lock`",
    )
