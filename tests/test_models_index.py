"""Indexes of packages: where they are read from, and what of them is usable."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copy_model import pack
from l10n.errors import PackageError
from l10n.model import Tag
from l10n.models import connection, index
from l10n.models.index import default_address, read_index
from local_site import Answer, Site, local_site
from package_files import GOOD, small, zipped

EN, ES = Tag("en"), Tag("es")


def entry(source: str = "en", target: str = "es", version: str = "1.0", **more: Any) -> dict[str, Any]:
    link = f"https://example.org/translate-{source}_{target}-{version}.argosmodel"
    return {"from_code": source, "to_code": target, "package_version": version, "links": [link]} | more


def write(tmp_path: Path, *entries: object) -> str:
    path = tmp_path / "index.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return str(path)


def test_the_index_of_argos_is_read(shared_data: Callable[[str], Path]) -> None:
    found = read_index(str(shared_data("argos/index.json")))
    assert len(found.entries) == 96
    assert {one.pair for one in found.entries if "en" not in one.pair} == {("es", "pt"), ("pt", "es")}
    odd = {one.source: one.pair[0] for one in found.entries if one.source != one.pair[0]}
    assert odd == {"pb": "pt-BR", "zh": "zh-Hans", "zt": "zh-Hant"}
    assert {(one.size, one.sha256) for one in found.entries} == {(None, "")}


def test_an_index_is_read_from_a_url(site: Site) -> None:
    site.answers["/index.json"] = Answer(json.dumps([entry()]).encode())
    found = read_index(f"{site.url}/index.json")
    assert [one.pair for one in found.entries] == [(EN, ES)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, f"{index.DEFAULT_INDEX}index.json"),
        ("", f"{index.DEFAULT_INDEX}index.json"),
        ("https://example.org/argos/", "https://example.org/argos/index.json"),
        ("https://example.org/argos", "https://example.org/argos/index.json"),
        ("https://example.org/mine.json", "https://example.org/mine.json"),
    ],
)
def test_the_default_is_where_argos_translate_looks(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: str
) -> None:
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    if value is not None:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", value)
    assert default_address() == expected


def test_without_an_address_the_default_is_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{site.url}/main/")
    site.answers["/main/index.json"] = Answer(b"[]")
    assert read_index(default_address()).address == f"{site.url}/main/index.json"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("text", id="no object"),
        pytest.param({}, id="empty"),
        pytest.param(entry(source="../x"), id="code with a path"),
        pytest.param(entry(source="xx"), id="no language"),
        pytest.param(entry(target="en"), id="into itself"),
        pytest.param(entry(version="1 0"), id="version with a blank"),
        pytest.param(entry(package_version=1.0), id="version that is a number"),
        pytest.param(entry(code="a/b"), id="code of the package with a path"),
        pytest.param(entry(type="sbd"), id="another type"),
        pytest.param(entry(links=None), id="no links"),
        pytest.param(entry(size="57"), id="a size that is a text"),
        pytest.param(entry(size=0), id="a size of nothing"),
        pytest.param(entry(sha256=7), id="a digest that is a number"),
        pytest.param(entry(sha256="abc"), id="half a digest"),
        pytest.param(entry(links=[]), id="no link"),
        pytest.param(entry(links=["ipfs://Qm", 7, "file:///etc/passwd", "ftp://x/y"]), id="no usable link"),
        pytest.param(entry(links=["/etc/passwd", "../index.json", "nowhere.argosmodel"]), id="paths outside"),
        pytest.param(entry(links=["http://[x/y"]), id="a link that is no URL"),
    ],
)
def test_broken_entries_are_left_out(tmp_path: Path, broken: object) -> None:
    found = read_index(write(tmp_path, broken, entry("en", "sq")))
    assert [one.pair for one in found.entries] == [(EN, "sq")]


def test_links_may_be_relative_to_the_index(tmp_path: Path, site: Site) -> None:
    (tmp_path / "here.argosmodel").write_bytes(b"")
    links = ["here.argosmodel", "ipfs://Qm", "https://example.org/x"]
    address = write(tmp_path, entry(links=links))
    (found,) = read_index(address).entries
    assert found.links == (str(tmp_path / "here.argosmodel"), "https://example.org/x")
    site.answers["/a/index.json"] = Answer(Path(address).read_bytes())
    (found,) = read_index(f"{site.url}/a/index.json").entries
    assert found.links == (f"{site.url}/a/here.argosmodel", "https://example.org/x")


def test_a_copy_of_an_index_takes_the_files_beside_it(tmp_path: Path) -> None:
    links = ["https://example.org/v1/here.argosmodel?x=1", "https://example.org/v1/other.argosmodel"]
    (tmp_path / "here.argosmodel").write_bytes(b"")
    write(tmp_path, entry(links=links))
    for address in (tmp_path, tmp_path / "index.json"):
        (found,) = read_index(str(address)).entries
        assert found.links == (str(tmp_path / "here.argosmodel"), links[1])


def test_an_index_may_say_size_and_sha256(tmp_path: Path) -> None:
    sha256 = "0123456789abcdef" * 4
    (found,) = read_index(write(tmp_path, entry(size=57, sha256=sha256))).entries
    assert (found.size, found.sha256) == (57, sha256)


def test_a_folder_of_packages_is_an_index(tmp_path: Path) -> None:
    files = pack(small(tmp_path / "away"), tmp_path / "en_es.argosmodel")
    folder = small(tmp_path / "offered" / "any name", to_code="pb", package_version="2.0")
    offered = folder.parent
    files.rename(offered / files.name)
    (offered / "notes.txt").write_text("no package")
    (offered / "notes").mkdir()
    found = read_index(str(offered))
    file = offered / "en_es.argosmodel"
    assert found.skipped == ()
    assert [(one.pair, one.code, one.size, one.links) for one in found.entries] == [
        (("en", "pt-BR"), "translate-en_pb", None, (str(folder),)),
        ((EN, ES), "translate-en_es", file.stat().st_size, (str(file),)),
    ]


def test_what_is_broken_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.argosmodel").write_text("no zip file")
    zipped(tmp_path / "b.argosmodel", GOOD | {"p/metadata.json": None})
    zipped(tmp_path / "c.argosmodel", GOOD | {"p/metadata.json": b"{}"})
    small(tmp_path / "d", to_code="xx")
    (small(tmp_path / "e") / "sentencepiece.model").unlink()
    (tmp_path / "f.argosmodel").symlink_to("nowhere")
    path = zipped(tmp_path / "g.argosmodel", GOOD, method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"from_code", b"FROM_CODE"))
    found = read_index(str(tmp_path))
    assert found.entries == ()
    assert [line.replace(" is skipped: ", ": ") for line in found.skipped] == [
        "a.argosmodel: it is no zip file, or a damaged one: File is not a zip file",
        "b.argosmodel: it has no metadata.json",
        "c.argosmodel: its metadata.json has no from_code",
        "d: 'xx' is no locale: there is no language 'xx'",
        "e: it has neither sentencepiece.model nor bpe.model",
        "f.argosmodel: it cannot be read: No such file or directory",
        "g.argosmodel: it is a damaged zip file: Bad CRC-32 for file 'p/metadata.json'",
    ]


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", failing)
    with pytest.raises(PackageError, match="cannot be read: Permission denied"):
        read_index(str(tmp_path))


def test_an_index_on_the_web_names_no_files_here(site: Site) -> None:
    links = ["file:///etc/passwd", "ipfs://Qm"]
    site.answers["/index.json"] = Answer(json.dumps([entry(links=links)]).encode())
    assert read_index(f"{site.url}/index.json").entries == ()


# What cannot be read


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(status=404), "cannot be fetched: the server says 404 Not Found"),
        (Answer(b"<html>"), "the index is no JSON"),
        (Answer(b"[" * 100_000), "the index is no JSON"),
        (Answer(b"\xff\xfe\xff"), "the index is no JSON"),
        (Answer(b"{}"), "the index is no list of packages"),
        (Answer(b"[]", announced=50), "was cut off: 2 of 50 bytes came"),
        (Answer(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "cannot be fetched"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "cannot be fetched"),
    ],
)
def test_an_index_that_cannot_be_read_is_an_error(site: Site, answer: Answer, message: str) -> None:
    site.answers["/index.json"] = answer
    with pytest.raises(PackageError, match=message) as caught:
        read_index(f"{site.url}/index.json")
    assert str(caught.value.where) == f"{site.url}/index.json"
    assert caught.value.hint is not None
    assert "--index" in caught.value.hint


def test_redirects_are_followed(site: Site) -> None:
    site.answers["/old"] = Answer(status=302, headers={"Location": f"{site.url}/new"})
    site.answers["/new"] = Answer(b"[]", announced=None)
    assert read_index(f"{site.url}/old").entries == ()


def test_a_server_that_is_not_there_is_an_error() -> None:
    with local_site() as gone:
        pass
    with pytest.raises(PackageError, match="cannot be fetched: Connection refused"):
        read_index(f"{gone.url}/index.json")


def test_an_index_that_is_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="the index cannot be read: No such file"):
        read_index(str(tmp_path / "none.json"))
    (tmp_path / "index.json").mkdir()
    with pytest.raises(PackageError, match=r"holds neither index\.json nor packages"):
        read_index(str(tmp_path))


@pytest.mark.parametrize("announced", [-1, None])
def test_an_index_without_end_is_an_error(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, announced: int | None
) -> None:
    monkeypatch.setattr(index, "LARGEST_INDEX", 100_000)
    site.answers["/index.json"] = Answer(b"[" + b" " * 500_000 + b"]", announced=announced)
    with pytest.raises(PackageError, match="is larger than 0 MB"):
        read_index(f"{site.url}/index.json")
    path = tmp_path / "index.json"
    path.write_bytes(b"[" + b" " * 500_000 + b"]")
    with pytest.raises(PackageError, match="the index has more than 0 MB"):
        read_index(str(path))


def test_a_connection_that_trickles_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    site.answers["/index.json"] = Answer(b"[", announced=1_000_000, trickle=True)
    with pytest.raises(PackageError, match=r"cannot be fetched: less than 64 KB in 0 s"):
        read_index(f"{site.url}/index.json")


def test_a_server_that_says_nothing_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_TIMEOUT", 0.1)
    site.answers["/index.json"] = Answer(silent=True)
    with pytest.raises(PackageError, match=r"cannot be fetched: no answer within 0 s"):
        read_index(f"{site.url}/index.json")
