"""Fetches over http and https, with an end: a size limit, and a connection that hardly moves is given up.

Timeouts of sockets alone do not do that: a server that sends a byte every few seconds never runs into one. So
a thread fetches, and whoever waits for it wants `CHUNK` bytes within `PATIENCE` seconds, again and again.
"""

import contextlib
import queue
import threading
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from l10n.errors import Location, PackageError

CONNECT_TIMEOUT = 10.0
"""Seconds that a server may be silent."""
PATIENCE = 30.0
"""Seconds for the next `CHUNK` bytes, or for the rest: 2 KB a second are the least."""
CHUNK = 65_536
LARGEST_DOWNLOAD = 4 * 2**30
"""Bytes."""

Item = int | bytes | Exception | None
"""What the fetching thread hands over: the size first (None: unknown), then chunks, b"" last; or an error."""

_AGENT = "l10n-toolkit (https://pypi.org/project/l10n-toolkit/)"
_HINT = "try again later, use another index with --index (URL or file), or install a package file you have"


def fetch(url: str, limit: int) -> bytes:
    """The document at an http or https URL, at most `limit` bytes. Raises PackageError."""
    with _arriving(url, limit) as (_, chunks):
        return b"".join(chunks)


def download(links: Sequence[str], folder: Path, notify: Callable[[str], None]) -> tuple[Path, str]:
    """The first of `links` that can be had, as a file (in `folder`, or where it lies), and which link it was.

    Raises the PackageError of the last link where none can be had.
    """
    failure = PackageError("there is no link to follow", hint=_HINT)
    for link in links:
        if urlsplit(link).scheme not in ("http", "https"):
            return Path(link), link
        try:
            return _to_file(link, folder / "download", notify), link
        except PackageError as error:
            failure = error
            notify(str(error))
    raise failure


def _to_file(url: str, path: Path, notify: Callable[[str], None]) -> Path:
    with _arriving(url, LARGEST_DOWNLOAD) as (total, chunks), path.open("wb") as file:
        notify(f"downloading {url}" + (f" ({total / 1e6:.0f} MB)" if total else ""))
        done = told = 0
        for chunk in chunks:
            file.write(chunk)
            done += len(chunk)
            if total and done * 10 // total > told:
                told = done * 10 // total
                notify(f"downloaded {told * 10} %")
    return path


@contextmanager
def _arriving(url: str, limit: int) -> Iterator[tuple[int | None, Iterator[bytes]]]:
    """The size that a server announces, and what it sends, whole or PackageError."""
    box: queue.Queue[Item] = queue.Queue(maxsize=4)
    stop = threading.Event()
    threading.Thread(target=_send, args=(url, box, stop), daemon=True).start()
    try:
        total = _take(box, url)
        assert total is None or isinstance(total, int)
        yield total, _checked(box, url, total, limit)
    finally:
        stop.set()
        with contextlib.suppress(queue.Empty):
            while True:
                box.get_nowait()


def _checked(box: "queue.Queue[Item]", url: str, total: int | None, limit: int) -> Iterator[bytes]:
    done = 0
    while chunk := _take(box, url):
        assert isinstance(chunk, bytes)
        done += len(chunk)
        if max(done, total or 0) > limit:
            raise PackageError(f"is larger than {limit / 1e6:.0f} MB", Location(url), hint=_HINT)
        yield chunk
    if total is not None and done != total:
        raise PackageError(f"was cut off: {done} of {total} bytes came", Location(url), hint=_HINT)


def _take(box: "queue.Queue[Item]", url: str) -> Item:
    try:
        item = box.get(timeout=PATIENCE)
    except queue.Empty:
        raise PackageError(
            f"cannot be fetched: less than {CHUNK // 1024} KB in {PATIENCE:.0f} s", Location(url), hint=_HINT
        ) from None
    if isinstance(item, Exception):
        raise PackageError(f"cannot be fetched: {_reason(item)}", Location(url), hint=_HINT) from item
    return item


def _send(url: str, box: "queue.Queue[Item]", stop: threading.Event) -> None:
    """The fetching thread: ends soon after `stop`, since the waiting side then empties the box."""
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT})  # noqa: S310 - see _opener
        with _opener().open(request, timeout=CONNECT_TIMEOUT) as response:
            announced = response.headers.get("Content-Length", "")
            box.put(int(announced) if announced.isdecimal() else None)
            chunk = b"-"
            while chunk and not stop.is_set():
                chunk = response.read(CHUNK)
                box.put(chunk)
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        box.put(error)


def _opener() -> urllib.request.OpenerDirector:
    """Follows http and https only, redirects included: no ftp, no files."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _reason(error: Exception) -> str:
    """Why, in a few words."""
    if isinstance(error, HTTPError):
        return f"the server says {error.code} {error.reason}"
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer within {CONNECT_TIMEOUT:.0f} s"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(cause).__name__
