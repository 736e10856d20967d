"""The Argos packages on this machine, told from their descriptions alone: nothing is opened, nothing made."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n import locale
from l10n.errors import LocaleError
from l10n.model import Tag

_CODE = re.compile(r"[\w.+-]+")
_VERSION = re.compile(r"[\w.+-]*")


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

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts versions: `1.10` after `1.9`."""
        return tuple(int(number) for number in re.findall(r"\d{1,9}", self.version))


def package_directory() -> Path:
    """Where Argos Translate looks, which need not exist: ARGOS_PACKAGES_DIR, or within XDG_DATA_HOME."""
    if folder := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(folder)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data, "argos-translate", "packages")


def installed(directory: Path) -> tuple[InstalledPackage, ...]:
    """The usable packages in a folder, by pair, the newest version first; nothing else that lies there."""
    try:
        folders = sorted(directory.iterdir())
    except OSError:
        return ()
    found = filter(None, map(described, folders))
    newest = sorted(found, key=lambda package: package.order, reverse=True)
    return tuple(sorted(newest, key=lambda package: (package.source, package.target)))


def described(folder: Path) -> InstalledPackage | None:
    """The package in a folder, None where there is none that could translate. Opens no model."""
    try:
        described: Any = json.loads((folder / "metadata.json").read_bytes())
        if described.get("type", "translate") != "translate" or not _is_complete(folder):
            return None
        codes = [described["from_code"], described["to_code"]]
        source, target = map(locale.parse, codes)
        code = described.get("code") or f"translate-{codes[0]}_{codes[1]}"
        version = described.get("package_version", "")
        prefix = described.get("target_prefix", "")
        if not (_CODE.fullmatch(code) and _VERSION.fullmatch(version) and isinstance(prefix, str)):
            return None
    except (OSError, ValueError, RecursionError, LookupError, AttributeError, TypeError, LocaleError):
        return None
    return InstalledPackage(source, target, version, code, folder, prefix)


def _is_complete(folder: Path) -> bool:
    tokenizers = ("sentencepiece.model", "bpe.model")
    return (folder / "model" / "model.bin").is_file() and any((folder / t).is_file() for t in tokenizers)
