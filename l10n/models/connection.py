"""Fetches over http and https, with an end: a size limit, and a connection that hardly moves is given up.

Timeouts of sockets alone do not do that: a server that sends a byte every few seconds never runs into one. So
a thread fetches, and whoever waits for it wants `CHUNK` bytes within `PATIENCE` seconds, again and again.
Proxies are those of the environment: http_proxy, https_proxy, no_proxy.
"""

import base64
import contextlib
import queue
import re
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit

from l10n.errors import Location, PackageError

CONNECT_TIMEOUT = 10.0
"""Seconds that a server may be silent."""
PATIENCE = 30.0
"""Seconds for the next `CHUNK` bytes, or for the rest: 2 KB a second are the least."""
CHUNK = 65_536

_WEB = re.compile("https?:", re.IGNORECASE)
_USER = re.compile(r"(?<=//)[^/?#]*@")
_AGENT = "l10n-toolkit (https://pypi.org/project/l10n-toolkit/)"
HINT = (
    "try again later, name another index with --index (URL, file, folder), or install a package file you have"
)


@dataclass(frozen=True, slots=True)
class Head:
    """How a server's answer begins."""

    status: int
    """200, or 206 for a part."""
    size: int | None
    """Bytes of this answer; None where the server does not say."""
    fields: Mapping[str, str]
    """By name in lower case."""


Item = Head | bytes | Exception
"""What the fetching thread hands over: the head first, then chunks, b"" last; or an error."""


class CutOffError(PackageError):
    """A connection broke after it had begun: what came so far may be good."""


def is_url(address: str) -> bool:
    """True for http and https, the only schemes that are asked over a network."""
    return _WEB.match(address) is not None


def public(url: str) -> str:
    """A URL without the user and password that may stand in it, to be shown and written down."""
    return _USER.sub("", url)


def shown(address: str) -> str:
    """A URL likewise, or a path as it is."""
    return public(address) if is_url(address) else address


def fetch(url: str, limit: int) -> bytes:
    """The document at an http or https URL, at most `limit` bytes. Raises PackageError."""
    with arriving(url, limit) as (_, chunks):
        return b"".join(chunks)


@contextmanager
def arriving(
    url: str, limit: int, fields: Mapping[str, str] | None = None
) -> Iterator[tuple[Head, Iterator[bytes]]]:
    """How a server answers, and what it sends; `fields` are sent with the request.

    Raises PackageError, also while chunks are taken: CutOffError where not all came.
    """
    box: queue.Queue[Item] = queue.Queue(maxsize=4)
    stop = threading.Event()
    threading.Thread(target=_send, args=(url, fields or {}, box, stop), daemon=True).start()
    try:
        head = _take(box, url, PackageError)
        assert isinstance(head, Head)
        if (head.size or 0) > limit:
            raise _too_large(url, limit)
        yield head, _checked(box, url, head.size, limit)
    finally:
        stop.set()
        with contextlib.suppress(queue.Empty):
            while True:
                box.get_nowait()


def _checked(box: "queue.Queue[Item]", url: str, size: int | None, limit: int) -> Iterator[bytes]:
    done = 0
    while chunk := _take(box, url, CutOffError):
        assert isinstance(chunk, bytes)
        done += len(chunk)
        if done > limit:
            raise _too_large(url, limit)
        yield chunk
    if size is not None and done != size:
        raise CutOffError(f"was cut off: {done} of {size} bytes came", Location(public(url)), hint=HINT)


def _too_large(url: str, limit: int) -> PackageError:
    return PackageError(f"is larger than {limit / 1e6:.0f} MB", Location(public(url)), hint=HINT)


def _take(box: "queue.Queue[Item]", url: str, failure: type[PackageError]) -> Head | bytes:
    where = Location(public(url))
    try:
        item = box.get(timeout=PATIENCE)
    except queue.Empty:
        raise failure(
            f"cannot be fetched: less than {CHUNK // 1024} KB in {PATIENCE:.0f} s", where, hint=HINT
        ) from None
    if isinstance(item, Exception):
        raise failure(f"cannot be fetched: {_reason(item)}", where, hint=HINT) from item
    return item


def _send(url: str, fields: Mapping[str, str], box: "queue.Queue[Item]", stop: threading.Event) -> None:
    """The fetching thread: ends soon after `stop`, since the waiting side then empties the box."""
    try:
        with _opener().open(_request(url, fields), timeout=CONNECT_TIMEOUT) as response:
            announced = response.headers.get("Content-Length", "")
            said = {name.lower(): value for name, value in response.headers.items()}
            box.put(Head(response.status, int(announced) if announced.isdecimal() else None, said))
            chunk = b"-"
            while chunk and not stop.is_set():
                chunk = response.read(CHUNK)
                box.put(chunk)
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        box.put(error)


def _request(url: str, fields: Mapping[str, str]) -> urllib.request.Request:
    said = {"User-Agent": _AGENT, **fields}
    request = urllib.request.Request(public(url), headers=said)  # noqa: S310 - see _opener
    parts = urlsplit(url)
    if parts.username is not None:
        who = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        # Not sent on to where the server may lead.
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(who.encode()).decode()}")
    return request


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows servers elsewhere, but not from https to http: few indexes say what a package's digest is."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to follow. Raises URLError."""
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise URLError(f"the server leads from https to {public(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> urllib.request.OpenerDirector:
    """Follows http and https only, redirects included: no ftp, no files."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        Redirects,
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
