"""A web server on this machine that answers as it is told to: whole, cut off, slow, wrong."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server says to a request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    announced: int | None = -1
    """Content-Length; -1 is the body's, None is no such header."""
    trickle: bool = False
    """Send the body a byte at a time, again and again, until the site closes."""
    silent: bool = False
    """Send nothing until the site closes."""


Answering = Callable[[Message], Answer]
"""Answers a request by its header fields."""


@dataclass
class Site:
    """A running server: `answers` by path, and the paths that were asked for, in order."""

    url: str
    answers: dict[str, "Answer | Answering"] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def local_site() -> Iterator[Site]:
    """A site of its own, closed afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            found = site.answers.get(self.path, Answer(status=404))
            answer = found if isinstance(found, Answer) else found(self.headers)
            if answer.silent:
                site.closing.wait()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.announced == -1 else answer.announced
            if length is not None:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.send_body(answer)

        def send_body(self, answer: Answer) -> None:
            try:
                self.wfile.write(answer.body)
                while answer.trickle and not site.closing.wait(0.01):
                    self.wfile.write(b"x")
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
