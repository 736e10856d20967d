"""The Argos packages on this machine, told from their descriptions alone: nothing is opened, nothing made.

Argos Translate and LibreTranslate, which is built on it, share one folder; packages are used where they lie.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from l10n import locale
from l10n.errors import LocaleError
from l10n.folders import user_folder
from l10n.locale import covers
from l10n.model import Tag
from l10n.packages import METADATA, PIVOT, lacking, may_pivot, shipped_directory, version_order

_CODE = re.compile(r"[\w.+-]+")
_VERSION = re.compile(r"[\w.+-]*")
_ANY = re.compile(r".*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A translation package that lies on this machine."""

    source: Tag
    target: Tag
    version: str
    code: str
    """`translate-en_es`."""
    path: Path
    target_prefix: str = ""
    """The token that tells a multilingual model the language to translate to; "" for others."""
    shipped: bool = False
    """True for one that comes with l10n."""

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts versions: `1.10` after `1.9`."""
        return version_order(self.version)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A folder among the packages that translates nothing. Argos Translate fails on some of these."""

    path: Path
    reason: str
    """`it has no metadata.json`"""


def package_directory() -> Path:
    """Where Argos Translate looks, which need not exist.

    ARGOS_PACKAGES_DIR in the environment or in Argos Translate's settings.json, else within XDG_DATA_HOME
    (argostranslate/settings.py of 1.11).
    """
    if folder := os.environ.get("ARGOS_PACKAGES_DIR") or _setting("ARGOS_PACKAGES_DIR"):
        return Path(folder)
    return Path(user_folder("XDG_DATA_HOME", ".local/share"), "argos-translate", "packages")


def _setting(name: str) -> str:
    """What Argos Translate's own settings file says, "" for nothing."""
    path = Path(user_folder("XDG_CONFIG_HOME", ".config"), "argos-translate", "settings.json")
    try:
        value = json.loads(path.read_bytes()).get(name)
    except (OSError, ValueError, RecursionError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def installed(directory: Path) -> tuple[InstalledPackage, ...]:
    """The usable packages in a folder, by pair, the newest version first; nothing else that lies there."""
    return contents(directory)[0]


def shipped() -> tuple[InstalledPackage, ...]:
    """The usable packages that come with l10n, as `installed`."""
    directory = shipped_directory()
    return tuple(replace(p, shipped=True) for p in installed(directory)) if directory else ()


def unusable(directory: Path) -> tuple[Unusable, ...]:
    """The folders in a folder of packages that are none, or broken ones, by name, each with the reason."""
    return contents(directory)[1]


def contents(directory: Path) -> tuple[tuple[InstalledPackage, ...], tuple[Unusable, ...]]:
    """What `installed` and `unusable` tell, found out at once."""
    found = tuple(_examined(directory))
    packages = [package for _, package in found if isinstance(package, InstalledPackage)]
    newest = sorted(packages, key=lambda package: package.order, reverse=True)
    return (
        tuple(sorted(newest, key=lambda package: (package.source, package.target))),
        tuple(Unusable(folder, reason) for folder, reason in found if isinstance(reason, str)),
    )


def described(folder: Path) -> InstalledPackage | None:
    """The package in a folder, None where there is none that could translate. Opens no model."""
    found = _examine(folder)
    return found if isinstance(found, InstalledPackage) else None


def best(packages: Iterable[InstalledPackage], source: Tag, target: Tag) -> InstalledPackage | None:
    """The package for a pair: rather one for exactly this pair, else the newest; None where there is none.

    One that comes with l10n only where no other serves the pair.
    """
    serving = [p for p in packages if covers(p.source, source) and covers(p.target, target)]
    first = [p for p in serving if not p.shipped] or serving
    exact = [p for p in first if (p.source, p.target) == (source, target)]
    return max(exact or first, key=lambda package: package.order, default=None)


def route(packages: Sequence[InstalledPackage], source: Tag, target: Tag) -> tuple[InstalledPackage, ...]:
    """The packages that translate a pair, one after the other: one, two that meet in English, or none.

    Those that come with l10n do only what the others do not.
    """
    others = [package for package in packages if not package.shipped]
    if len(others) < len(packages) and (found := route(others, source, target)):
        return found
    if direct := best(packages, source, target):
        return (direct,)
    if not may_pivot(source, target):
        return ()
    legs = best(packages, source, PIVOT), best(packages, PIVOT, target)
    return (legs[0], legs[1]) if legs[0] and legs[1] else ()


def _examined(directory: Path) -> Iterator[tuple[Path, InstalledPackage | str | None]]:
    """Every folder with what `_examine` says of it, by name; or the folder of all, if it cannot be read.

    Files beside them disturb nobody.
    """
    try:
        folders = sorted(path for path in directory.iterdir() if path.is_dir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield directory, f"it cannot be read: {error.strerror}"
        return
    for folder in folders:
        yield folder, _examine(folder)


def _examine(folder: Path) -> InstalledPackage | str | None:
    """The package in a folder; or what is wrong with it; or None for a package of another type.

    Packages of other types (Argos Translate's `sbd` cuts sentences) are sound, but of no use here.
    """
    try:
        values: Any = json.loads((folder / METADATA).read_bytes())
    except FileNotFoundError:
        return f"it has no {METADATA}"
    except OSError as error:
        return f"its {METADATA} cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        return f"its {METADATA} is no JSON"
    if not isinstance(values, dict):
        return f"its {METADATA} is no JSON object"
    if values.get("type", "translate") != "translate":
        return None
    try:
        lacks = lacking(folder)
        return f"it has {lacks}" if lacks else _package(values, folder)
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def _package(values: dict[str, Any], folder: Path) -> InstalledPackage | str:
    codes = values.get("from_code"), values.get("to_code")
    try:
        source, target = map(locale.parse, codes)
    except (LocaleError, AttributeError, TypeError):
        return f"its {METADATA} names no languages: {codes[0]!r:.40} to {codes[1]!r:.40}"
    told = {
        "code": values.get("code") or f"translate-{codes[0]}_{codes[1]}",
        "package_version": values.get("package_version", ""),
        "target_prefix": values.get("target_prefix", ""),
    }
    shapes = {"code": _CODE, "package_version": _VERSION, "target_prefix": _ANY}
    for key, value in told.items():
        if not isinstance(value, str) or not shapes[key].fullmatch(value):
            return f"its {METADATA} has an unusable {key}: {value!r:.40}"
    return InstalledPackage(
        source, target, told["package_version"], told["code"], folder, told["target_prefix"]
    )
