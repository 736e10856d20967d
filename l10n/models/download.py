"""Downloads packages, and goes on where an earlier attempt stopped.

What came so far stays beside the folder of all packages, with what the server said of it. It is continued
only where the server confirms that it still has the same file (RFC 9110, section 13.1.5: If-Range), else it
is fetched anew. It goes when the file has come, from whichever link, or has been of no use for long.
"""

import contextlib
import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError

from l10n.errors import Location, PackageError
from l10n.models.companion import companion
from l10n.models.connection import HINT, CutOffError, Head, arriving, is_url, public

LARGEST_DOWNLOAD = 4 * 2**30
"""Bytes."""
MOST_ATTEMPTS = 5
"""How often a connection that breaks is taken up again, each time after something came."""
KEPT = 30 * 86400
"""Seconds that what came is kept while nobody goes on with it."""
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


def _quiet(line: str) -> None:
    """Say nothing."""


def _unmeasured(name: str, done: int, total: int | None) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who is told what happens meanwhile."""

    say: Callable[[str], None] = _quiet
    """Takes a line."""
    progress: Callable[[str, int, int | None], None] = _unmeasured
    """Takes what is downloaded, the bytes so far, and all of them (None: nobody knows)."""


SILENT = Reporter()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the server said of a file when its download began."""

    validator: str
    """Its ETag or the date of its last change, whichever tells versions apart."""
    total: int
    """Bytes."""


@contextmanager
def downloaded(
    links: Sequence[str], directory: Path, reporter: Reporter = SILENT
) -> Iterator[tuple[Path, str]]:
    """The first of `links` that can be had, as a file or folder, and which link it was.

    A download is gone afterwards, unless the caller was interrupted, the connection broke or the disk was
    full: the next one goes on from there. Raises the PackageError of the last link where none can be had.
    """
    parts = {link: _part(directory, link) for link in links if is_url(link)}
    discard_abandoned(directory, set(parts.values()))
    failure = PackageError("there is no link to follow", hint=HINT)
    for link in links:
        if link not in parts:
            yield Path(link), link
            _discard(*parts.values())
            return
        path = parts[link]
        with _opened(path) as file:
            try:
                _complete(link, file, path, reporter)
            except PackageError as error:
                failure = error
                if link != links[-1]:
                    reporter.say(str(error))
                continue
            try:
                yield path, link
            except (OSError, KeyboardInterrupt):
                raise
            except BaseException:
                _discard(path)
                raise
            _discard(*parts.values())
            return
    raise failure


def discard_abandoned(directory: Path, wanted: Set[Path] = frozenset()) -> None:
    """Remove what came of downloads that nobody went on with for so long, but for those that are `wanted`."""
    last: dict[Path, float] = {}
    with contextlib.suppress(OSError):
        for file in (companion(directory) / "downloads").glob("*"):
            part = file.with_suffix(".part")
            last[part] = max(last.get(part, 0), file.stat().st_mtime)
        _discard(*(part for part, at in last.items() if at < time.time() - KEPT and part not in wanted))


def _part(directory: Path, url: str) -> Path:
    key = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return companion(directory) / "downloads" / f"{key}.part"


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, gone afterwards where nothing tells what it holds.

    Whoever installs packages does so alone (see `staging`): nobody else writes it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a+b") as file:
            yield file
    finally:
        if not _about(path).exists():
            _discard(path)


def _discard(*paths: Path) -> None:
    for path in paths:
        for each in (path, _about(path)):
            each.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in (path.parent, path.parent.parent):
                folder.rmdir()


def _about(path: Path) -> Path:
    return path.with_suffix(".json")


def _complete(url: str, file: BinaryIO, path: Path, reporter: Reporter) -> None:
    """Let `file` hold the whole of `url`. Raises PackageError, and what came by then can be continued."""
    before, attempts = -1, 0
    while True:
        try:
            return _continue(url, file, path, reporter)
        except CutOffError as error:
            done, attempts = path.stat().st_size, attempts + 1
            if attempts == MOST_ATTEMPTS or done <= before or _known(path) is None:
                raise
            before = done
            reporter.say(f"{error}; going on from there")


def _continue(url: str, file: BinaryIO, path: Path, reporter: Reporter) -> None:
    known = _known(path)
    have = path.stat().st_size
    # All but the last byte: a server says no to a part that begins at the end.
    start = min(have, known.total - 1) if known else 0
    fields = {"Range": f"bytes={start}-", "If-Range": known.validator} if known and start > 0 else {}
    try:
        with arriving(url, LARGEST_DOWNLOAD, fields) as (head, chunks):
            if not known or not fields or head.status != 206:
                start = 0
            elif not _is_rest(head, start, known):
                raise _OtherError
            _write(url, file, path, start, head, chunks, reporter)
    except _OtherError:
        _about(path).unlink()
        _continue(url, file, path, reporter)
    except PackageError as error:
        if not (fields and isinstance(error.__cause__, HTTPError) and error.__cause__.code == 416):
            raise
        _about(path).unlink()
        _continue(url, file, path, reporter)


class _OtherError(Exception):
    """The server has another file now."""


def _is_rest(head: Head, start: int, known: _Known) -> bool:
    """True for the rest of the file that was begun, and not of one that has taken its place."""
    found = _RANGE.fullmatch(head.fields.get("content-range", ""))
    whole = (str(start), str(known.total - 1), str(known.total))
    return found is not None and found.groups() == whole and _validator(head) in ("", known.validator)


def _validator(head: Head) -> str:
    """What tells this version of a file from others, "" for nothing. Weak ETags (`W/`) do not."""
    etag = head.fields.get("etag", "")
    if etag.startswith('"'):
        return etag
    return head.fields.get("last-modified", "")


def _write(
    url: str,
    file: BinaryIO,
    path: Path,
    start: int,
    head: Head,
    chunks: Iterator[bytes],
    reporter: Reporter,
) -> None:
    total = None if head.size is None else start + head.size
    if head.status != 200 and start == 0:
        raise PackageError(
            f"cannot be fetched: the server says {head.status}", Location(public(url)), hint=HINT
        )
    free = shutil.disk_usage(path.parent).free
    if head.size is not None and head.size > free:
        message = f"does not fit on the disk: {head.size / 1e6:.0f} MB, and {free / 1e6:.0f} MB are left"
        raise PackageError(message, Location(public(url)), hint="make room, or set ARGOS_PACKAGES_DIR")
    if start == 0:
        _about(path).unlink(missing_ok=True)
        file.truncate(0)
        _begin(url, path, head)
    file.truncate(start)
    done = start
    reporter.say(f"{'going on with' if start else 'downloading'} {public(url)}{_size(total)}")
    for chunk in chunks:
        file.write(chunk)
        file.flush()
        done += len(chunk)
        reporter.progress(public(url), done, total)


def _size(total: int | None) -> str:
    return f" ({total / 1e6:.1f} MB)" if total else ""


def _begin(url: str, path: Path, head: Head) -> None:
    """Note what the server says of the file that follows, if it may be continued."""
    validator = _validator(head)
    if validator and head.size and head.fields.get("content-encoding", "identity") == "identity":
        values = {"url": public(url), "validator": validator, "total": head.size}
        _about(path).write_text(json.dumps(values), encoding="utf-8")


def _known(path: Path) -> _Known | None:
    try:
        values = json.loads(_about(path).read_bytes())
    except (OSError, ValueError):
        return None
    match values:
        case {"validator": str(validator), "total": int(total)} if total > 0:
            return _Known(validator, total)
    return None
