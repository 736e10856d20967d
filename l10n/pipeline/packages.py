"""The Argos packages of this machine as one project sees them, and the index that more come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from l10n import locale
from l10n.config import Config
from l10n.engines.installed import (
    InstalledPackage,
    Unusable,
    installed,
    package_directory,
    shipped,
    unusable,
)
from l10n.errors import Location, PackageError
from l10n.model import Tag
from l10n.models.download import SILENT, Reporter
from l10n.models.index import Index, default_address, read_index
from l10n.models.latest import keep_index
from l10n.models.lock import Lock, read_lock
from l10n.pipeline import clock


@dataclass(frozen=True)
class Packages:
    """What is installed, what may be used, and where more comes from."""

    config: Config | None = None
    """None outside of projects."""
    index: str | None = None
    """The URL, file or folder to get packages from, instead of the one that the project names."""
    locking: bool = True
    """False where packages may be installed that the project's lock forbids."""
    reporter: Reporter = SILENT

    @property
    def project(self) -> Config:
        """The project's configuration. Only within a project."""
        assert self.config is not None
        return self.config

    @cached_property
    def directory(self) -> Path:
        """The folder of all installed packages, which need not exist."""
        return package_directory()

    @cached_property
    def lock(self) -> Lock | None:
        """What the project's lock says, None without one. Raises PackageError."""
        return read_lock(self.config.root) if self.config else None

    @property
    def pins(self) -> Lock | None:
        """What the lock has to say about installing."""
        return self.lock if self.locking else None

    @property
    def named_address(self) -> str | None:
        """The URL, file or folder that the user or the project named."""
        return self.index or (self.config.index if self.config else None)

    @property
    def address(self) -> str:
        """The URL, file or folder that packages come from."""
        return self.named_address or default_address()

    @cached_property
    def offers(self) -> Index:
        """The index, fetched now and kept for the next look. Raises PackageError."""
        index = read_index(self.address)
        for line in index.skipped:
            self.reporter.say(line)
        keep_index(self.directory, index, f"{clock():%Y-%m-%d}")
        return index

    def installed(self) -> tuple[InstalledPackage, ...]:
        """Every usable package that was installed, by pair, the newest version first."""
        return installed(self.directory)

    def usable(self) -> tuple[InstalledPackage, ...]:
        """Those, and then the ones that come with l10n."""
        return (*self.installed(), *shipped())

    def admitted(self, there: Iterable[InstalledPackage] | None = None) -> tuple[InstalledPackage, ...]:
        """Those of them, or of what is known to be `there`, that may translate.

        All, or the versions that the project's lock has.
        """
        found = self.usable() if there is None else there
        return tuple(p for p in found if self.lock is None or self.lock.admits(p))

    def unusable(self) -> tuple[Unusable, ...]:
        """The folders among the packages that are none, or broken ones."""
        return unusable(self.directory)

    def other_versions(self, path: Path) -> tuple[Path, ...]:
        """The folders of the packages of the same code as the one at `path`."""
        codes = {package.path: package.code for package in self.installed()}
        return tuple(each for each in codes if each != path and codes[each] == codes.get(path))

    def named(self, name: str, target: str | None = None) -> tuple[Path, ...]:
        """The folders of the installed packages of that code, pair of languages, or name of a folder.

        A folder is named as it is, whatever it holds. Raises PackageError where there is none, or only one
        that comes with l10n; LocaleError.
        """
        pair = (locale.parse(name), locale.parse(target)) if target is not None else None

        def named(package: InstalledPackage) -> bool:
            return (package.source, package.target) == pair if pair else package.code == name

        found = [package.path for package in self.installed() if named(package)]
        if not found and pair is None:
            found = [path for path in _folders(self.directory) if path.name == name]
        if found:
            return tuple(found)
        for package in shipped():
            if named(package) or package.path.name == name:
                raise _not_yours(package)
        there = ", ".join(dict.fromkeys(package.code for package in self.installed()))
        raise PackageError(
            f"no package {name}{f' to {target}' if target else ''} is installed",
            Location(self.directory.as_posix()),
            hint=f"installed: {there}" if there else "nothing is installed there",
        )

    def served_by_argos(self) -> list[tuple[Tag, Tag]]:
        """The pairs that the project lets Argos packages translate."""
        return [
            (self.project.source_locale, tag)
            for tag in self.project.targets
            if self.project.origin(tag) is None and self.project.engine_for(tag) in ("auto", "argos")
        ]


def _not_yours(package: InstalledPackage) -> PackageError:
    return PackageError(
        "comes with l10n, and cannot be removed",
        Location(package.path.as_posix()),
        hint=f"an installed one replaces it: `l10n models install {package.source} {package.target}`",
    )


def _folders(directory: Path) -> list[Path]:
    return [path for path in directory.iterdir() if path.is_dir()] if directory.is_dir() else []
