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
        self._unsettled: dict[Path, tuple[Section, str]] = {}

    def digest(self, stamps: Section, key: str, path: Path) -> str:
        """The digest of what `path` holds, "" for no file; its stamp is kept in `stamps` under `key`."""
        try:
            found = path.stat()
        except OSError:
            stamps.drop(key)
            return ""
        record = stamps.records.get(key)
        stamp = [found.st_size, found.st_mtime_ns]
        if self._trusting and record is not None and record[:2] == stamp:
            content: str = record[2]
            return content
        try:
            content = digest(path.read_bytes())
        except OSError:
            return ""
        if found.st_mtime_ns < self._tick:
            stamps.put(key, [*stamp, content])
        else:
            stamps.drop(key)
            self._unsettled[path] = stamps, key
        return content

    def settle(self, tick: int) -> None:
        """Look again at what was too young to be remembered, now that the clock says `tick`."""
        self._tick = tick
        young, self._unsettled = self._unsettled, {}
        for path, (stamps, key) in young.items():
            self.digest(stamps, key, path)


def tick(folder: Path) -> int:
    """The file system's clock in nanoseconds, as a file that is made now in `folder` bears it.

    Not this machine's clock: on a network disk that is another one. 0 where no file can be made there.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return 0
