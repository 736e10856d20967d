"""What the files of a project hold, told by digest without reading again what was read before.

A file's *stamp* is its size and the time it was last changed. A stamp that was seen before stands for the
same content, but only if it was then already older than anything a later change can bear: files that change
within one tick of the file system's clock bear the same time (git calls such files racy).
"""

import os
import tempfile
from pathlib import Path

from l10n.pipeline.manifest import Section, digest


class Contents:
    """Digests of files by their stamps, for one command.

    `tick` is the file system's clock before the command looked at any file: only older stamps are remembered.
    Without `trusting` no stamp counts, and every file is read.
    """

    def __init__(self, tick: int, *, trusting: bool = True) -> None:
        self._tick = tick
        self._trusting = trusting
        self._unsettled: dict[str, tuple[Section, str]] = {}
        # Who asks for a digest that is not known often reads the file next.
        self._last = ("", b"", "")

    def digest(self, stamps: Section, key: str, path: str) -> str:
        """The digest of what `path` holds, "" for no file; its stamp is kept in `stamps` under `key`."""
        try:
            found = os.stat(path)  # noqa: PTH116 - ten thousand of these are most of what a command does
        except OSError:
            stamps.drop(key)
            return ""
        size, changed = found.st_size, found.st_mtime_ns
        record = stamps.records.get(key)
        if self._trusting and record is not None and record[0] == size and record[1] == changed:
            content: str = record[2]
            return content
        try:
            self._last = path, *_read(path)
        except OSError:
            return ""
        content = self._last[2]
        if changed < self._tick:
            stamps.put(key, [size, changed, content])
        else:
            stamps.drop(key)
            self._unsettled[path] = stamps, key
        return content

    def read(self, path: str) -> tuple[bytes, str]:
        """What `path` holds, and its digest: if it was just looked at, as it was then. Raises OSError."""
        if self._last[0] != path:
            self._last = path, *_read(path)
        return self._last[1:]

    def settle(self, tick: int) -> None:
        """Look again at what was too young to be remembered, now that the clock says `tick`."""
        self._tick = tick
        young, self._unsettled = self._unsettled, {}
        for path, (stamps, key) in young.items():
            self.digest(stamps, key, path)


def _read(path: str) -> tuple[bytes, str]:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes twice as long
        data = file.read()
    return data, digest(data)


def tick(folder: Path) -> int:
    """The file system's clock in nanoseconds, as a file that is made now in `folder` bears it.

    Not this machine's clock: on a network disk that is another one. 0 where no file can be made there.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return 0
