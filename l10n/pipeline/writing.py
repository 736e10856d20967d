"""Writes what differs, or only notes what would be written."""

from pathlib import Path

from l10n.atomic import write_if_changed
from l10n.project import CatalogFile


class Writer:
    """Writes files, or with `dry` only notes which it would write."""

    def __init__(self, *, dry: bool) -> None:
        self.dry = dry
        """True where nothing is written."""
        self._changed: dict[Path, None] = {}

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files written so far, in order, each once."""
        return tuple(self._changed)

    def write(self, path: Path, data: bytes, *, expected: CatalogFile | None = None) -> None:
        """Write unless the file holds these bytes; ConflictError if it is no longer what `expected` says."""
        if expected is not None and expected.data == data:
            return
        if self.dry:
            if not path.exists() or path.read_bytes() != data:
                self._changed[path] = None
            return
        wrote = (
            write_if_changed(path, data)
            if expected is None
            else write_if_changed(path, data, expected=expected.data)
        )
        if wrote:
            self._changed[path] = None
