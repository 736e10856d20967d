"""Argos packages and the project that they translate: what gets installed, removed and locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from l10n import locale
from l10n.atomic import write_if_changed
from l10n.config import Config
from l10n.engines.argos import ArgosEngine
from l10n.engines.installed import (
    InstalledPackage,
    Unusable,
    best,
    installed,
    package_directory,
    route,
    unusable,
)
from l10n.errors import L10nError, Location, PackageError
from l10n.model import Tag
from l10n.models import digest, receipts
from l10n.models.choice import NoPackageError, choose
from l10n.models.download import SILENT, Reporter
from l10n.models.index import Index, IndexEntry, default_address, read_index
from l10n.models.install import Installer
from l10n.models.latest import keep_index
from l10n.models.lock import LOCK_FILE, Lock, Locked, read_lock, to_bytes, verified
from l10n.models.metadata import METADATA
from l10n.models.remove import remove
from l10n.pipeline import clock
from l10n.pipeline.translation import engine_for


@dataclass(frozen=True, slots=True)
class Installed:
    """A package that was asked for."""

    path: Path
    """Where it lies."""
    fresh: bool = True
    """False where it lay there before, and translates."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package in the lock, or one that left it."""

    name: str
    now: Locked | None
    before: Locked | None


@dataclass(frozen=True)
class Packages:
    """The packages of this machine, as one project sees them."""

    config: Config | None = None
    """None outside of projects."""
    index: str | None = None
    """The URL, file or folder to get packages from, instead of the one that the project names."""
    locking: bool = True
    """False where packages may be installed that the project's lock forbids."""
    reporter: Reporter = SILENT

    @cached_property
    def directory(self) -> Path:
        """The folder of all packages, which need not exist."""
        return package_directory()

    @cached_property
    def lock(self) -> Lock | None:
        """What the project's lock says. Raises PackageError."""
        return read_lock(self.config.root) if self.config else None

    @property
    def address(self) -> str:
        """The URL, file or folder that packages come from."""
        return self.index or (self.config.index if self.config else None) or default_address()

    def installed(self) -> tuple[InstalledPackage, ...]:
        """Every usable package, by pair, the newest version first."""
        return installed(self.directory)

    def usable(self) -> tuple[InstalledPackage, ...]:
        """Those that the project's lock admits."""
        return tuple(p for p in self.installed() if self.lock is None or self.lock.admits(p))

    @cached_property
    def offers(self) -> Index:
        """The index, fetched now and kept for the next look. Raises PackageError."""
        index = read_index(self.address)
        for line in index.skipped:
            self.reporter.say(line)
        keep_index(self.directory, index, f"{clock():%Y-%m-%d}")
        return index

    def unusable(self) -> tuple[Unusable, ...]:
        """The folders among the packages that are none, or broken ones."""
        return unusable(self.directory)

    def other_versions(self, path: Path) -> tuple[Path, ...]:
        """The folders of the packages of the same code as the one at `path`."""
        codes = {package.path: package.code for package in self.installed()}
        return tuple(each for each in codes if each != path and codes[each] == codes.get(path))

    def is_admitted(self, path: Path) -> bool:
        """True for a package in a folder that the project's lock has, by its version."""
        return path in {package.path for package in self.usable()}

    def install_path(self, path: Path) -> Installed:
        """Install a package file, or a folder that is one package. Raises PackageError."""
        if path.is_dir() and not (path / METADATA).exists() and (found := read_index(str(path)).entries):
            pairs = sorted(f"{source} {target}" for source, target in (entry.pair for entry in found))
            raise PackageError(
                f"is no package, but holds some: {', '.join(pairs)}",
                Location(path.as_posix()),
                hint=f"`l10n models install {pairs[0]} --index {path}` installs one of them",
            )
        return Installed(self._installer.from_path(path))

    def install_link(self, url: str) -> Installed:
        """Install the package file at a URL. Raises PackageError."""
        return Installed(self._installer.from_link(url))

    def install_pair(self, source: Tag, target: Tag) -> tuple[Installed, ...]:
        """Install what translates a pair, from the index: one package, or two that meet in English.

        Raises PackageError.
        """
        return tuple(self._install(entry) for entry in self.offered(source, target, self.offers))

    def offered(self, source: Tag, target: Tag, index: Index) -> tuple[IndexEntry, ...]:
        """What an index has for a pair and is to be installed for it. Raises PackageError."""
        return choose(index, source, target, self._pins, have=self._has)

    def install_missing(self) -> tuple[Installed, ...]:
        """Install what the lock has and this machine lacks, then what the project's targets lack.

        What no index offers is said, and no error: such a target is translated by hand. Raises PackageError.
        """
        self.project.require_targets()
        done = [self._restore(locked) for locked in self._absent()]
        for source, target in self.served_by_argos():
            if self._serves(source, target):
                continue
            try:
                done += self.install_pair(source, target)
            except NoPackageError as error:
                self.reporter.say(f"{target}: {error.message}")
        return tuple(done)

    def named(self, name: str, target: str | None = None) -> tuple[Path, ...]:
        """The folders of the installed packages of that code, pair of languages, or name of a folder.

        A folder is named as it is, whatever it holds. Raises PackageError where there is none; LocaleError.
        """
        if target is None:
            found = [package.path for package in self.installed() if package.code == name]
            if not found and Path(name).name == name and (self.directory / name).is_dir():
                found = [self.directory / name]
        else:
            pair = locale.parse(name), locale.parse(target)
            found = [p.path for p in self.installed() if (p.source, p.target) == pair]
        if found:
            return tuple(found)
        there = ", ".join(dict.fromkeys(package.code for package in self.installed()))
        raise PackageError(
            f"no package {name}{f' to {target}' if target else ''} is installed",
            Location(self.directory.as_posix()),
            hint=f"installed: {there}" if there else "nothing is installed there",
        )

    def remove(self, path: Path) -> None:
        """Remove the package in a folder among all packages. Raises PackageError where it is none."""
        remove(path, self.reporter.say)

    def unlocked(self) -> tuple[str, ...]:
        """The codes that the project's lock has, and no installed package of the locked version."""
        here = {package.code for package in self.usable()}
        return tuple(each.name for each in self.lock.packages if each.name not in here) if self.lock else ()

    def pinned(self) -> tuple[Pinned, ...]:
        """What `write_lock` would lock, and what it would drop, by name. Raises PackageError."""
        before = {locked.name: locked for locked in self.lock.packages} if self.lock else {}
        now = {locked.name: locked for locked in self._used()}
        names = sorted(before.keys() | now.keys())
        return tuple(Pinned(name, now.get(name), before.get(name)) for name in names)

    def write_lock(self, pinned: Iterable[Pinned]) -> Path:
        """Write the project's lock; returns where it lies."""
        path = self.project.root / LOCK_FILE
        write_if_changed(path, to_bytes(each.now for each in pinned if each.now))
        return path

    @property
    def project(self) -> Config:
        """The project's configuration."""
        assert self.config is not None
        return self.config

    def served_by_argos(self) -> list[tuple[Tag, Tag]]:
        """The pairs that the project lets Argos packages translate."""
        return [
            (self.project.source_locale, tag)
            for tag in self.project.targets
            if self.project.origin(tag) is None and self._engine_of(tag) in ("auto", "argos")
        ]

    @property
    def _pins(self) -> Lock | None:
        return self.lock if self.locking else None

    @property
    def _installer(self) -> Installer:
        return Installer(self.directory, ArgosEngine().probe, self._pins, self.reporter)

    def _engine_of(self, tag: Tag) -> str:
        settings = self.project.locale.get(tag)
        return (settings and settings.engine) or self.project.engine

    def _has(self, source: Tag, target: Tag) -> bool:
        return best(self.usable(), source, target) is not None

    def _serves(self, source: Tag, target: Tag) -> bool:
        """True where the pair can be translated now; says so where that is another engine's work."""
        if route(self.usable(), source, target):
            return True
        if self._engine_of(target) == "argos":
            return False
        engine = engine_for(self.project, target)
        if engine is None or engine.name == "argos":
            return False
        self.reporter.say(f"{target}: {engine.signature(source, target)} translates it, nothing to install")
        return True

    def _install(self, entry: IndexEntry) -> Installed:
        """Install what an index offers, unless it is there already and sound."""
        for package in self.installed():
            if (package.code, package.version) == (entry.code, entry.version) and self._is_sound(package):
                return Installed(package.path, fresh=False)
        return Installed(self._installer.from_index(entry))

    def _is_sound(self, package: InstalledPackage) -> bool:
        try:
            ArgosEngine().probe(package.path)
        except L10nError:
            return False
        return self._pins is None or self._pins.of(package.code) is None or _is_locked(package, self._pins)

    def _absent(self) -> list[Locked]:
        """What the lock has and this machine lacks, or has with other contents."""
        lock = self._pins
        if lock is None:
            return []
        here = {package.code for package in self.usable() if _is_locked(package, lock)}
        return [locked for locked in lock.packages if locked.name not in here]

    def _restore(self, locked: Locked) -> Installed:
        """Install a locked package: from the index that was named, if one was, else from where it came."""
        named = self.index or self.project.index
        if locked.source.startswith(("http://", "https://")) and not named:
            return Installed(self._installer.from_lock(locked))
        for entry in self.offers.entries:
            if (entry.code, entry.version) == (locked.name, locked.version):
                return Installed(self._installer.from_index(entry))
        raise PackageError(
            f"the index has no {locked.name} {locked.version}, which {LOCK_FILE} asks for",
            Location(self.offers.address),
            hint="name another with --index; or change over: install with --no-lock, then `l10n models lock`",
        )

    def _used(self) -> list[Locked]:
        """The packages that translate the project's targets, as they are locked."""
        self.project.require_targets()
        pairs = self.served_by_argos()
        used = {package.path: package for pair in pairs for package in route(self.installed(), *pair)}
        if not used:
            asked = ", ".join(tag for _, tag in pairs) or "any target"
            raise PackageError(
                f"nothing to lock: no installed package translates {self.project.source_locale} to {asked}",
                hint="`l10n models install --missing` installs what the project needs",
            )
        return [self._as_locked(package) for package in used.values()]

    def _as_locked(self, package: InstalledPackage) -> Locked:
        sha256 = digest.package_digest(package.path)
        before = self.lock.of(package.code) if self.lock else None
        if before and (before.version, before.sha256) == (package.version, sha256) and before.source:
            # However it came to this machine, what others know of it stays.
            return before
        size, receipt = digest.content_size(package.path), receipts.read(package.path, sha256)
        return Locked(package.code, package.version, sha256, size, receipt.source, receipt.archive_sha256)


def _is_locked(package: InstalledPackage, lock: Lock) -> bool:
    try:
        verified(package, lock)
    except PackageError:
        return False
    return True
