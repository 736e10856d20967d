"""Indexes of packages: where they are read from, what of them is usable, which package is chosen."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from l10n.errors import PackageError
from l10n.model import Tag
from l10n.models import download, index
from l10n.models.index import choose, default_address, read_index
from local_site import Answer, Site, local_site

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
    assert choose(found, EN, ES).links == ("https://argos-net.com/v1/translate-en_es-1_0.argosmodel",)
    assert choose(found, EN, Tag("pt-BR")).target == "pb"
    assert choose(found, EN, Tag("pt-PT")).target == "pt"
    assert choose(found, Tag("zh-Hant"), EN).source == "zt"
    assert choose(found, Tag("zh-Hans"), EN).source == "zh"
    assert choose(found, EN, Tag("sq")).version == "1.9"
    with pytest.raises(PackageError, match="has no package en to sr") as caught:
        choose(found, EN, Tag("sr"))
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("from en it has ar, az, bg, bn, ca, cs, ")


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
    assert read_index(None) == index.Index(f"{site.url}/main/index.json", ())


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


def test_an_index_on_the_web_names_no_files_here(site: Site) -> None:
    links = ["file:///etc/passwd", "ipfs://Qm"]
    site.answers["/index.json"] = Answer(json.dumps([entry(links=links)]).encode())
    assert read_index(f"{site.url}/index.json").entries == ()


def test_the_newest_version_is_chosen(tmp_path: Path) -> None:
    versions = [entry(version=version) for version in ("1.9", "1.10", "1.2")]
    assert choose(read_index(write(tmp_path, *versions)), EN, ES).version == "1.10"


def test_the_exact_pair_is_preferred(tmp_path: Path) -> None:
    found = read_index(write(tmp_path, entry(target="pt", version="2.0"), entry(target="pb", version="1.0")))
    assert choose(found, EN, Tag("pt-BR")).target == "pb"
    assert choose(found, EN, Tag("pt-AO")).target == "pt"
    assert choose(found, Tag("en-GB"), Tag("pt")).target == "pt"


def test_no_package_for_a_pair_lists_what_there_is(tmp_path: Path) -> None:
    found = read_index(write(tmp_path, entry(target="sq"), entry(target="bg"), entry("es", "en")))
    with pytest.raises(PackageError, match="has no package en to sr-Latn") as caught:
        choose(found, EN, Tag("sr-Latn"))
    assert caught.value.hint == "from en it has bg, sq"
    with pytest.raises(PackageError) as caught:
        choose(found, Tag("mk"), EN)
    assert caught.value.hint == "it has nothing from mk"


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
    with pytest.raises(PackageError, match="the index cannot be read: Is a directory"):
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
    monkeypatch.setattr(download, "PATIENCE", 0.2)
    site.answers["/index.json"] = Answer(b"[", announced=1_000_000, trickle=True)
    with pytest.raises(PackageError, match=r"cannot be fetched: less than 64 KB in 0 s"):
        read_index(f"{site.url}/index.json")


def test_a_server_that_says_nothing_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "CONNECT_TIMEOUT", 0.1)
    site.answers["/index.json"] = Answer(silent=True)
    with pytest.raises(PackageError, match=r"cannot be fetched: no answer within 0 s"):
        read_index(f"{site.url}/index.json")
