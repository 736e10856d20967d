"""Argos packages and engines, brought together: what serves each target, and how packages get there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from l10n import locale
from l10n.config import Config
from l10n.engines.argos import ArgosEngine
from l10n.engines.installed import InstalledPackage
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.models.install import install_file, install_from_index
from l10n.pipeline.translation import engine_for


@dataclass(frozen=True, slots=True)
class Route:
    """What translates one target."""

    source: Tag
    target: Tag
    engine: str | None
    """The engine's signature; None where nothing serves the pair."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What this machine can translate."""

    routes: tuple[Route, ...]
    packages: tuple[InstalledPackage, ...]
    directory: Path

    def as_json(self) -> dict[str, object]:
        """What `models list --format json` prints."""
        return {
            "routes": [{"source": r.source, "target": r.target, "engine": r.engine} for r in self.routes],
            "directory": str(self.directory),
            "packages": [
                {
                    "source": p.source,
                    "target": p.target,
                    "version": p.version,
                    "size": p.size,
                    "path": str(p.path),
                }
                for p in self.packages
            ],
        }


def overview(config: Config) -> Overview:
    """The engine of every target, and the installed packages."""
    argos = ArgosEngine()
    routes = tuple(Route(config.source_locale, tag, _signature(config, tag)) for tag in config.targets)
    return Overview(routes, argos.packages(), argos.package_directory())


def _signature(config: Config, tag: Tag) -> str | None:
    try:
        engine = engine_for(config, tag)
    except EngineError:
        return None
    return engine.signature(config.source_locale, tag) if engine else None


def install_from_file(path: Path) -> Path:
    """Install a package file or folder; returns where it lies now. Raises PackageError."""
    argos = ArgosEngine()
    return install_file(path, argos.package_directory(), probe=argos.probe)


def install_pair(source: str, target: str, index: str | None, notify: Callable[[str], None]) -> Path:
    """Install the package of a language pair from an index; returns where it lies now.

    `notify` is told in a line what happens meanwhile. Raises PackageError, LocaleError.
    """
    argos = ArgosEngine()
    pair = locale.parse(source), locale.parse(target)
    return install_from_index(*pair, index, argos.package_directory(), probe=argos.probe, notify=notify)
