"""Writes what differs, or only notes what would be written."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from l10n.atomic import Output, write_all, write_if_changed
from l10n.errors import ConflictError
from l10n.project import CatalogFile


class Writer:
    """Writes files, or with `dry` only notes which it would write."""

    def __init__(self, *, dry: bool) -> None:
        self.dry = dry
        """True where nothing is written."""
        self._changed: dict[Path, None] = {}
        self._removed: list[Path] = []

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files written so far, in order, each once."""
        return tuple(self._changed)

    @property
    def removed(self) -> tuple[Path, ...]:
        """The files removed so far, in order."""
        return tuple(self._removed)

    def remove(self, path: Path) -> None:
        """Remove a file, and the folders that it leaves empty."""
        self._removed.append(path)
        if self.dry:
            return
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in path.parents:
                folder.rmdir()

    def write(
        self, path: Path, data: bytes, *, expected: CatalogFile | None = None, aside: bool = False
    ) -> None:
        """Write unless the file holds these bytes; ConflictError if it is no longer what `expected` says.

        A file that is written `aside` does not count among those changed.
        """
        if expected is not None and expected.data == data:
            return
        if self.dry:
            if not aside and (not path.exists() or path.read_bytes() != data):
                self._changed[path] = None
            return
        wrote = (
            write_if_changed(path, data)
            if expected is None
            else write_if_changed(path, data, expected=expected.data)
        )
        if wrote and not aside:
            self._changed[path] = None

    def write_all(self, outputs: Sequence[Output]) -> set[Path]:
        """Write each unless its file holds that already; returns the files that are not what was expected.

        Those stay as somebody else saved them.
        """
        due = [output for output in outputs if output.expected != output.data]
        if self.dry:
            for output in due:
                self.write(output.path, output.data)
            return set()
        done = list(zip(due, write_all(due), strict=True))
        self._changed |= {output.path: None for output, wrote in done if wrote is True}
        return {output.path for output, wrote in done if isinstance(wrote, ConflictError)}
