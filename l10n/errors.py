"""Errors a user can act on, as one tree, and the exit code of each.

    L10nError                 exit code
    ├── ConfigError           2   `[tool.l10n]`, command-line values, project layout
    ├── LocaleError           2   a locale nobody can mean
    ├── FormatError           2   an article that cannot be read
    ├── CatalogError          2   a .po or .pot file that GNU gettext would refuse
    ├── GlossaryError         2   every fault of glossary.yml at once
    ├── PackageError          2   a translation package that cannot be installed
    ├── EngineError           3   a translation engine that cannot do its work
    └── ConflictError         4   somebody else wrote a file, or holds the project's lock

Findings (what `check` reports) are data, never exceptions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_ENGINE = 3
EXIT_CONFLICT = 4
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, as editors and compilers write it: `path:line:column`."""

    path: str
    """As the user would type it: relative to the project where possible, with forward slashes."""
    line: int | None = None
    """1-based; None where the whole file is meant."""
    column: int | None = None
    """1-based, in code points."""

    def __str__(self) -> str:
        parts = [self.path]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input: what, where, and what to do about it."""

    message: str
    where: Location | None = None
    hint: str | None = None


class L10nError(Exception):
    """What went wrong (`message`), where, and what the user can do (`hint`).

    An input with several faults carries them all in `faults`, in file order; `message`, `where` and
    `hint` are then those of the first.
    """

    exit_code = EXIT_USAGE

    def __init__(self, message: str, where: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.faults: tuple[Fault, ...] = (Fault(message, where, hint),)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "L10nError":
        """One error of this class for all `faults` (at least one), in the order given."""
        first = faults[0]
        error = cls(first.message, first.where, first.hint)
        error.faults = tuple(faults)
        return error

    @property
    def message(self) -> str:
        """The first fault's message."""
        return self.faults[0].message

    @property
    def where(self) -> Location | None:
        """The first fault's place, if it has one."""
        return self.faults[0].where

    @property
    def hint(self) -> str | None:
        """What to do about the first fault, if that is known."""
        return self.faults[0].hint

    def __str__(self) -> str:
        return "\n".join(f"{f.where}: {f.message}" if f.where else f.message for f in self.faults)


class ConfigError(L10nError):
    """The configuration, a command-line value or the project's layout is wrong."""


class LocaleError(L10nError):
    """A locale that cannot be understood."""


class FormatError(L10nError):
    """An article that cannot be read: not UTF-8, no format for its suffix."""


class CatalogError(L10nError):
    """A catalog that GNU gettext would refuse."""


class GlossaryError(L10nError):
    """The glossary's faults, all at once."""


class PackageError(L10nError):
    """A translation package that is damaged, hostile or not to be had."""


class EngineError(L10nError):
    """A translation engine failed."""

    exit_code = EXIT_ENGINE


class ConflictError(L10nError):
    """A file changed on disk while it was worked on, or another l10n holds the project."""

    exit_code = EXIT_CONFLICT
