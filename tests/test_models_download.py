"""Downloads: continued where they stopped, used whole or not at all, and telling no secrets."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request

import pytest

from l10n.errors import PackageError
from l10n.models.companion import companion
from l10n.models.connection import Redirects
from l10n.models.download import MOST_ATTEMPTS, Reporter, discard_abandoned, downloaded
from local_site import Answer, Site

BODY = bytes(range(256)) * 2000
HALF = len(BODY) // 2 + 7


@dataclass
class Server:
    """One file on a web server that continues downloads, as most do."""

    body: bytes = BODY
    headers: dict[str, str] = field(default_factory=lambda: {"ETag": '"one"'})
    breaks: list[int] = field(default_factory=list)
    """After how many bytes of each answer the connection breaks; whole answers after that."""
    ranges: bool = True
    """False for one that always sends all."""
    ignores_condition: bool = False
    """True for one that continues whatever the file is now."""
    requests: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, said: Message) -> Answer:
        self.requests.append({name: said[name] for name in ("Range", "If-Range") if name in said})
        start = self._start(said)
        rest = self.body[start:]
        sent = rest[: self.breaks.pop(0)] if self.breaks else rest
        if start == 0:
            return Answer(sent, headers=self.headers, announced=len(rest))
        place = f"bytes {start}-{len(self.body) - 1}/{len(self.body)}"
        return Answer(sent, 206, self.headers | {"Content-Range": place}, len(rest))

    def _start(self, said: Message) -> int:
        known = said["If-Range"] in self.headers.values()
        if not self.ranges or "Range" not in said or not (known or self.ignores_condition):
            return 0
        found = re.fullmatch(r"bytes=(\d+)-", said["Range"])
        assert found is not None
        return int(found[1])


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "packages"


@pytest.fixture
def get(site: Site, directory: Path) -> Callable[[Server], bytes]:
    """Downloads the file of a server once; returns its bytes."""

    def whole(server: Server) -> bytes:
        site.answers["/p"] = server
        with downloaded([f"{site.url}/p"], directory) as (path, link):
            assert link == f"{site.url}/p"
            return path.read_bytes()

    return whole


def parts(directory: Path) -> list[str]:
    """The kinds of files that are kept of unfinished downloads."""
    folder = companion(directory) / "downloads"
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


def cut(get: Callable[[Server], bytes], server: Server) -> None:
    """One run that gets half of the file, and no more however often it tries."""
    server.breaks = [HALF, *[0] * MOST_ATTEMPTS]
    with pytest.raises(PackageError, match="was cut off: "):
        get(server)
    server.requests.clear()
    server.breaks.clear()


# Continued


def test_a_connection_that_breaks_is_taken_up_again(get: Callable[[Server], bytes], directory: Path) -> None:
    server = Server(breaks=[HALF, 1000])
    assert get(server) == BODY
    assert server.requests == [
        {},
        {"Range": f"bytes={HALF}-", "If-Range": '"one"'},
        {"Range": f"bytes={HALF + 1000}-", "If-Range": '"one"'},
    ]
    assert parts(directory) == []


def test_it_is_said_how_far_it_is(site: Site, directory: Path) -> None:
    site.answers["/p"] = Server(breaks=[HALF])
    said: list[str] = []
    seen: list[tuple[str, int, int | None]] = []
    reporter = Reporter(said.append, lambda *progress: seen.append(progress))
    with downloaded([f"{site.url}/p"], directory, reporter):
        pass
    assert said == [
        f"downloading {site.url}/p (0.5 MB)",
        f"{site.url}/p: was cut off: {HALF} of {len(BODY)} bytes came; going on from there",
        f"going on with {site.url}/p (0.5 MB)",
    ]
    assert {total for _, _, total in seen} == {len(BODY)}
    assert seen[-1] == (f"{site.url}/p", len(BODY), len(BODY))


def test_a_connection_that_breaks_again_and_again_is_given_up(
    get: Callable[[Server], bytes], directory: Path
) -> None:
    server = Server(breaks=[10] * MOST_ATTEMPTS)
    with pytest.raises(PackageError, match=f"was cut off: 10 of {len(BODY) - 10 * MOST_ATTEMPTS + 10} bytes"):
        get(server)
    assert len(server.requests) == MOST_ATTEMPTS
    assert parts(directory) == [".json", ".part"]


def test_the_next_run_goes_on(get: Callable[[Server], bytes], directory: Path) -> None:
    server = Server()
    cut(get, server)
    assert parts(directory) == [".json", ".part"]
    assert get(server) == BODY
    assert server.requests == [{"Range": f"bytes={HALF}-", "If-Range": '"one"'}]
    assert parts(directory) == []


def test_the_date_of_the_last_change_does_as_well(get: Callable[[Server], bytes]) -> None:
    date = "Sat, 28 Nov 2026 18:00:00 GMT"
    server = Server(headers={"Last-Modified": date, "ETag": 'W/"weak"'})
    cut(get, server)
    assert get(server) == BODY
    assert server.requests == [{"Range": f"bytes={HALF}-", "If-Range": date}]


def test_interrupted_before_it_was_used_a_whole_file_need_not_come_again(site: Site, directory: Path) -> None:
    server = Server()
    site.answers["/p"] = server
    link = f"{site.url}/p"
    for error in (KeyboardInterrupt(), OSError(28, "No space left on device")):
        with pytest.raises(type(error)), downloaded([link], directory):
            raise error
    with downloaded([link], directory) as (path, _):
        assert path.read_bytes() == BODY
    last = {"Range": f"bytes={len(BODY) - 1}-", "If-Range": '"one"'}
    assert server.requests == [{}, last, last]


def test_what_is_of_no_use_is_not_kept(site: Site, directory: Path) -> None:
    site.answers["/p"] = Server()
    with pytest.raises(PackageError), downloaded([f"{site.url}/p"], directory):
        raise PackageError("is no package")
    assert parts(directory) == []


def begun(site: Site, directory: Path, path: str) -> str:
    """A link of which half came."""
    site.answers[path] = Server(breaks=[HALF, *[0] * MOST_ATTEMPTS])
    with pytest.raises(PackageError), downloaded([f"{site.url}{path}"], directory):
        raise AssertionError
    return f"{site.url}{path}"


def age(directory: Path, link: str, days: float) -> None:
    """Let it be so long ago that half of a link came."""
    for notes in (companion(directory) / "downloads").glob("*.json"):
        if json.loads(notes.read_text())["url"] == link:
            for file in (notes, notes.with_suffix(".part")):
                os.utime(file, (time.time() - days * 86400,) * 2)


def test_what_came_from_another_link_goes_once_the_file_is_there(site: Site, directory: Path) -> None:
    links = [begun(site, directory, "/p"), f"{site.url}/q", f"{site.url}/r"]
    site.answers["/p"], site.answers["/q"] = Answer(status=503), Server()
    with downloaded(links, directory):
        assert parts(directory) == [".json", ".json", ".part", ".part"]
    assert not companion(directory).exists()


def test_what_came_goes_once_a_file_of_this_machine_does(site: Site, directory: Path, tmp_path: Path) -> None:
    links = [begun(site, directory, "/p"), str(tmp_path)]
    site.answers["/p"] = Answer(status=503)
    with downloaded(links, directory) as found:
        assert found == (tmp_path, str(tmp_path))
    assert parts(directory) == []


def test_what_nobody_went_on_with_for_a_month_goes_with_the_next_download(
    site: Site, directory: Path
) -> None:
    old, new, wanted = (begun(site, directory, path) for path in ("/old", "/new", "/wanted"))
    for link, days in ((old, 30.1), (new, 29.9), (wanted, 99)):
        age(directory, link, days)
    site.answers["/wanted"] = server = Server()
    with downloaded([wanted], directory) as (path, _):
        assert path.read_bytes() == BODY
        assert parts(directory) == [".json"] * 2 + [".part"] * 2
    assert server.requests == [{"Range": f"bytes={HALF}-", "If-Range": '"one"'}]
    assert parts(directory) == [".json", ".part"]


@pytest.mark.parametrize("gone", [".json", ".part"])
def test_half_of_what_is_kept_goes_as_well(site: Site, directory: Path, gone: str) -> None:
    age(directory, begun(site, directory, "/old"), 31)
    (file,) = (companion(directory) / "downloads").glob(f"*{gone}")
    file.unlink()
    discard_abandoned(directory)
    assert not companion(directory).exists()


def test_a_killed_process_leaves_what_came(site: Site, directory: Path) -> None:
    server = Server()
    site.answers["/p"] = server
    program = (
        "import os, sys; from pathlib import Path; from l10n.models.download import Reporter, downloaded\n"
        "def progress(name, done, total):\n"
        "    done > total // 2 and os.kill(os.getpid(), 9)\n"
        "with downloaded([sys.argv[1]], Path(sys.argv[2]), Reporter(progress=progress)): pass"
    )
    done = subprocess.run([sys.executable, "-c", program, f"{site.url}/p", str(directory)])
    assert done.returncode == -9
    (part,) = (companion(directory) / "downloads").glob("*.part")
    have = part.stat().st_size
    assert len(BODY) // 2 < have < len(BODY)
    with downloaded([f"{site.url}/p"], directory) as (path, _):
        assert path.read_bytes() == BODY
    assert server.requests == [{}, {"Range": f"bytes={have}-", "If-Range": '"one"'}]


# Not continued


def test_a_file_that_changed_meanwhile_is_fetched_anew(get: Callable[[Server], bytes]) -> None:
    server = Server()
    cut(get, server)
    server.body, server.headers = BODY[::-1], {"ETag": '"two"'}
    assert get(server) == BODY[::-1]
    assert server.requests == [{"Range": f"bytes={HALF}-", "If-Range": '"one"'}]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(BODY[::-1], {"ETag": '"two"'}, id="of the same size"),
        pytest.param(BODY[::-1] + b"more", {}, id="larger"),
        pytest.param(BODY[::-1][: HALF + 5], {}, id="smaller"),
    ],
)
def test_a_part_of_another_file_is_not_used(
    get: Callable[[Server], bytes], body: bytes, headers: dict[str, str]
) -> None:
    server = Server()
    cut(get, server)
    server.body, server.headers, server.ignores_condition = body, headers, True
    assert get(server) == body
    assert server.requests == [{"Range": f"bytes={HALF}-", "If-Range": '"one"'}, {}]


def test_a_file_that_became_shorter_than_what_came_is_fetched_anew(
    get: Callable[[Server], bytes], site: Site, directory: Path
) -> None:
    cut(get, Server())
    asked: list[bool] = []

    def refusing(said: Message) -> Answer:
        asked.append("Range" in said)
        return Answer(status=416) if "Range" in said else Answer(b"short")

    site.answers["/p"] = refusing
    with downloaded([f"{site.url}/p"], directory) as (path, _):
        assert path.read_bytes() == b"short"
    assert asked == [True, False]


def test_a_server_that_knows_no_parts_sends_all_again(get: Callable[[Server], bytes]) -> None:
    server = Server()
    cut(get, server)
    server.ranges = False
    assert get(server) == BODY


@pytest.mark.parametrize(
    "headers",
    [{}, {"ETag": 'W/"weak"'}, {"ETag": '"one"', "Content-Encoding": "gzip"}],
)
def test_without_means_to_tell_versions_apart_nothing_is_kept(
    get: Callable[[Server], bytes], directory: Path, headers: dict[str, str]
) -> None:
    server = Server(headers=headers, breaks=[HALF])
    with pytest.raises(PackageError, match=f"was cut off: {HALF} of {len(BODY)} bytes came"):
        get(server)
    assert parts(directory) == []
    assert server.requests == [{}]


def test_without_a_size_nothing_is_kept(site: Site, directory: Path) -> None:
    site.answers["/p"] = Answer(BODY, headers={"ETag": '"one"'}, announced=None)
    with pytest.raises(KeyboardInterrupt), downloaded([f"{site.url}/p"], directory):
        raise KeyboardInterrupt
    assert parts(directory) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"validator": 1, "total": 2}', '{"validator": "x", "total": 0}']
)
def test_damaged_notes_are_no_notes(get: Callable[[Server], bytes], directory: Path, text: str) -> None:
    server = Server()
    cut(get, server)
    (notes,) = (companion(directory) / "downloads").glob("*.json")
    notes.write_text(text)
    assert get(server) == BODY
    assert server.requests == [{}]


def test_a_part_that_nobody_asked_for_is_an_error(site: Site, directory: Path) -> None:
    site.answers["/p"] = Answer(b"part", 206, {"Content-Range": "bytes 0-3/9"})
    with (
        pytest.raises(PackageError, match="cannot be fetched: the server says 206"),
        downloaded([f"{site.url}/p"], directory),
    ):
        raise AssertionError


def test_another_answer_to_a_part_is_an_error(
    get: Callable[[Server], bytes], site: Site, directory: Path
) -> None:
    cut(get, Server())
    site.answers["/p"] = Answer(status=503)
    with (
        pytest.raises(PackageError, match="cannot be fetched: the server says 503"),
        downloaded([f"{site.url}/p"], directory),
    ):
        raise AssertionError


def test_what_does_not_fit_on_the_disk_is_not_begun(
    site: Site, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/p"] = Server()
    usage = shutil.disk_usage(directory.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=100))
    with (
        pytest.raises(PackageError, match="does not fit on the disk: 1 MB, and 0 MB are left"),
        downloaded([f"{site.url}/p"], directory),
    ):
        raise AssertionError
    assert parts(directory) == []


def test_no_link_is_an_error(directory: Path) -> None:
    with pytest.raises(PackageError, match="no link to follow"), downloaded([], directory):
        raise AssertionError


# On the way


def test_a_proxy_is_used_where_the_environment_names_one(
    site: Site, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", site.url)
    url = "http://packages.example/translate-en_es.argosmodel"
    site.answers[url] = Answer(BODY)
    with downloaded([url], directory) as (path, _):
        assert path.read_bytes() == BODY
    assert site.asked == [url]


def test_user_and_password_are_sent_and_never_shown(site: Site, directory: Path) -> None:
    seen: list[str] = []

    def answer(said: Message) -> Answer:
        seen.append(said["Authorization"])
        return Answer(BODY, headers={"ETag": '"one"'})

    site.answers["/p"] = answer
    url = site.url.replace("//", "//editor:s%40fe@") + "/p"
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt), downloaded([url], directory, Reporter(told.append)):
        raise KeyboardInterrupt
    assert seen == [f"Basic {base64.b64encode(b'editor:s@fe').decode()}"]
    (notes,) = (companion(directory) / "downloads").glob("*.json")
    assert json.loads(notes.read_text())["url"] == f"{site.url}/p"
    assert told == [f"downloading {site.url}/p (0.5 MB)"]
    site.answers["/p"] = Answer(status=401)
    with pytest.raises(PackageError) as caught, downloaded([url], directory):
        raise AssertionError
    assert str(caught.value.where) == f"{site.url}/p"
    assert "s%40fe" not in repr(caught.value)


def test_they_are_not_sent_to_where_a_server_leads(site: Site, directory: Path) -> None:
    seen: list[str | None] = []

    def answer(said: Message) -> Answer:
        seen.append(said["Authorization"])
        return Answer(BODY)

    site.answers["/p"] = Answer(status=302, headers={"Location": f"{site.url}/elsewhere"})
    site.answers["/elsewhere"] = answer
    with downloaded([site.url.replace("//", "//editor@") + "/p"], directory):
        assert seen == [None]


@pytest.mark.parametrize(
    ("before", "after", "followed"),
    [
        ("https://example.org/a", "https://example.com/b", True),
        ("http://example.org/a", "https://example.com/b", True),
        ("http://example.org/a", "http://example.com/b", True),
        ("https://example.org/a", "http://example.com/b", False),
    ],
)
def test_no_server_leads_from_https_to_http(before: str, after: str, followed: bool) -> None:
    def lead() -> Request | None:
        return Redirects().redirect_request(Request(before), io.BytesIO(), 302, "Found", Message(), after)

    if followed:
        request = lead()
        assert request is not None
        assert request.full_url == after
    else:
        with pytest.raises(URLError, match=r"leads from https to http://example\.com/b"):
            lead()
