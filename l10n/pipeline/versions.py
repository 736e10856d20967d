"""What a git repository must be told to merge catalogs with `l10n merge-driver`."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from l10n.atomic import write_if_changed
from l10n.errors import ConfigError, Location

DRIVER = "l10n merge-driver %O %A %B %P"
_SETTINGS = {"merge.l10n.name": "merge gettext catalogs entry by entry", "merge.l10n.driver": DRIVER}
_ATTRIBUTES = ".gitattributes"
_ATTRIBUTE = b" merge=l10n"


@dataclass(frozen=True, slots=True)
class GitSetup:
    """What a repository was told, or with `dry_run` would be."""

    files: tuple[Path, ...]
    """The files written."""
    settings: tuple[str, ...]
    """The names of the settings changed in the clone's own configuration."""


def set_up_git(root: Path, locales: Path, *, dry_run: bool) -> GitSetup:
    """Let git merge the catalogs below `locales` by entry, in the repository that the folder `root` lies in.

    The attributes are for everybody and to be committed, the settings are this clone's own. Raises
    ConfigError, before anything is written, where there is no repository or no git.
    """
    require_repository(root)
    path = root / _ATTRIBUTES
    data = path.read_bytes() if path.exists() else b""
    new = _with_attributes(data, locales.relative_to(root).as_posix())
    changed = [
        name
        for name, value in _SETTINGS.items()
        if _git(root, "config", "--local", "--get", name) != (0, value)
    ]
    if not dry_run:
        write_if_changed(path, new)
        for name in changed:
            _set(root, name, _SETTINGS[name])
    return GitSetup((path,) if new != data else (), tuple(changed))


def require_repository(root: Path) -> None:
    """Raise ConfigError where `root` lies in no working tree of git, or git cannot be called."""
    code, said = _git(root, "rev-parse", "--is-inside-work-tree")
    if (code, said) == (0, "true"):
        return
    if code == 0 or "not a git repository" in said:
        raise ConfigError(
            "is not in a git repository's working tree",
            Location(root.as_posix()),
            hint="make one with `git init`, then run again",
        )
    raise ConfigError(f"git says: {said}", Location(root.as_posix()), hint="try `git status` there")


def _set(root: Path, name: str, value: str) -> None:
    code, said = _git(root, "config", "--local", name, value)
    if code != 0:
        raise ConfigError(
            f"git could not set {name}: {said}", Location(root.as_posix()), hint="check .git/config"
        )


def _git(root: Path, *arguments: str) -> tuple[int, str]:
    """Git's exit code and what it says, in the folder `root` or the nearest one above that exists."""
    folder = next(path for path in (root, *root.parents) if path.is_dir())
    environment = os.environ | {"LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise ConfigError("there is no git here", hint="install git; it must be on PATH") from error
    said = done.stdout if done.returncode == 0 else done.stderr
    return done.returncode, said.decode("utf-8", "replace").strip()


def _with_attributes(data: bytes, folder: str) -> bytes:
    """The .gitattributes with lines for the catalogs and templates below `folder`, unless it has them."""
    present = data.splitlines()
    wanted = [_pattern(folder, suffix).encode() for suffix in ("po", "pot")]
    missing = [pattern for pattern in wanted if not any(_merges(line, pattern) for line in present)]
    if not missing:
        return data
    eol = b"\r\n" if b"\r\n" in data else b"\n"
    apart = eol if data and not data.endswith(b"\n") else b""
    return data + apart + b"".join(pattern + _ATTRIBUTE + eol for pattern in missing)


def _merges(line: bytes, pattern: bytes) -> bool:
    """True if a line of .gitattributes gives files of that pattern to the driver."""
    return line.strip().startswith(pattern + b" ") and _ATTRIBUTE.strip() in line.split()


def _pattern(folder: str, suffix: str) -> str:
    """What matches the files below the folder, in the words of gitattributes(5)."""
    escaped = re.sub(r"[\\*?\[]|^[#!]", r"\\\g<0>", folder)
    pattern = f"{escaped}/**/*.{suffix}"
    if not re.search(r'[\s"]', pattern):
        return pattern
    quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
