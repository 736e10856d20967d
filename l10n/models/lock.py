"""`models.lock`: which packages translate a project, told by version and contents.

It lies at the project's root and belongs into version control: whoever runs the project translates with the
same models, or is told that they do not.
"""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from l10n.errors import Location, PackageError
from l10n.models.digest import package_digest

__all__ = ["CHANGE_OVER", "LOCK_FILE", "Lock", "Locked", "package_digest", "read_lock", "verified"]

LOCK_FILE = "models.lock"
FORMAT = 1
CHANGE_OVER = "to change over, install it with --no-lock, then run `l10n models lock`"
"""The hint on a package that the lock has another version or other contents of."""
_HEADER = """\
# The packages that translate this project: `l10n models lock` writes it, every run compares.
# sha256 is that of the installed files (docs/models.md), archive-sha256 that of the file they came in.
"""
_OTHERWISE = "`l10n models install --missing` gets the locked one; `l10n models lock` locks what is installed"
_RENEW = "`l10n models lock` writes it anew from what is installed"


class Installed(Protocol):
    """A package that lies on this machine."""

    @property
    def code(self) -> str:
        """`translate-en_es`."""

    @property
    def version(self) -> str:
        """`1.9`."""

    @property
    def path(self) -> Path:
        """Its folder."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as the lock has it."""

    name: str
    """Its code: `translate-en_es`."""
    version: str
    sha256: str
    """Of the installed files, see `package_digest`."""
    size: int
    """Bytes of those files."""
    source: str = ""
    """The URL or the file name that it came from; "" where another program installed it."""
    archive_sha256: str = ""
    """Of the file that it came in; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What `models.lock` says."""

    path: Path
    packages: tuple[Locked, ...]
    """By name, each name once."""

    def of(self, name: str) -> Locked | None:
        """What is locked under a package's code."""
        return next((locked for locked in self.packages if locked.name == name), None)

    def admits(self, package: Installed) -> bool:
        """True for a package of a version that is locked. Its contents are `verified` before it is used."""
        locked = self.of(package.code)
        return locked is not None and locked.version == package.version


def verified(package: Installed, lock: Lock | None) -> str:
    """The digest of an installed package that may translate: it is the locked one, or nothing is locked.

    To be called for each package before a run uses it; costs a look at its files' times after the first time.
    Raises PackageError where the lock does not name the package, or names another version or other contents.
    """
    where = Location(package.path.as_posix())
    if lock is None:
        return package_digest(package.path)
    locked = lock.of(package.code)
    if locked is None:
        raise PackageError(
            f"the package {package.code} {package.version} is not in {LOCK_FILE}",
            where,
            hint=f"if this project is to use it: `l10n models lock`, and commit {LOCK_FILE}",
        )
    if locked.version != package.version:
        raise PackageError(
            f"{LOCK_FILE} has {locked.name} {locked.version}, and not {package.version}",
            where,
            hint=f"`l10n models remove {package.path.name}` takes this one away; {_OTHERWISE}",
        )
    digest = package_digest(package.path)
    if digest != locked.sha256:
        raise PackageError(
            f"the package {package.code} {package.version} is not the one in {LOCK_FILE}: its sha256 is "
            f"{digest[:12]}…, and {locked.sha256[:12]}… is locked",
            where,
            hint=_OTHERWISE,
        )
    return digest


def read_lock(root: Path) -> Lock | None:
    """The lock of the project at `root`, None where it has none. Raises PackageError with the place."""
    path = root / LOCK_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise PackageError(f"cannot be read: {reason}", Location(LOCK_FILE), hint=_RENEW) from error
    try:
        return Lock(path, _packages(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        where = Location(LOCK_FILE, int(at[1]), int(at[2])) if at else Location(LOCK_FILE)
        raise PackageError("is no TOML", where, hint=_RENEW) from error
    except RecursionError as error:
        raise PackageError("is nested too deep", Location(LOCK_FILE), hint=_RENEW) from error
    except ValueError as error:
        raise PackageError(str(error), Location(LOCK_FILE), hint=_RENEW) from error


def to_bytes(packages: Iterable[Locked]) -> bytes:
    """The text of a lock, packages by name: the same for the same packages."""
    parts = [_HEADER, f"version = {FORMAT}\n"]
    for one in sorted(packages, key=lambda one: one.name):
        values: dict[str, str | int] = {
            "name": one.name,
            "version": one.version,
            "sha256": one.sha256,
            "size": one.size,
            "source": one.source,
            "archive-sha256": one.archive_sha256,
        }
        lines = (f"{key} = {_written(value)}\n" for key, value in values.items() if value != "")
        parts.append("\n[[package]]\n" + "".join(lines))
    return "".join(parts).encode()


def _written(value: str | int) -> str:
    """A TOML value. JSON's strings are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _packages(document: dict[str, Any]) -> tuple[Locked, ...]:
    if document.get("version") != FORMAT:
        raise ValueError(
            f"is of version {document.get('version')!r:.40}, and this l10n reads version {FORMAT}"
        )
    tables = document.get("package", [])
    if not isinstance(tables, list):
        raise ValueError("`package` is no list of tables")
    found = tuple(_locked(table, number) for number, table in enumerate(tables, 1))
    names = [locked.name for locked in found]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"names {name} twice")
    return found


def _locked(table: Any, number: int) -> Locked:  # noqa: ANN401 - whatever the file says
    if not isinstance(table, dict):
        raise ValueError(f"package {number} is no table")
    size = table.get("size")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError(f"package {number} has no usable `size`")
    text = {key: table.get(key, "") for key in ("name", "version", "sha256", "source", "archive-sha256")}
    for key, value in text.items():
        if not isinstance(value, str) or (key in ("name", "sha256") and not value):
            raise ValueError(f"package {number} has no usable `{key}`")
    return Locked(text["name"], text["version"], text["sha256"], size, text["source"], text["archive-sha256"])
