"""The file of what earlier runs found out: any damage makes it forget, nothing makes it lie."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.pipeline.contents import Contents, tick
from l10n.pipeline.manifest import Manifest, Section, digest, together

RECORDS = st.dictionaries(
    st.text(),
    st.lists(st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())),
    max_size=5,
)


def written(sections: dict[str, tuple[str, dict[str, list[object]]]]) -> bytes:
    manifest = Manifest()
    for name, (basis, records) in sections.items():
        section = manifest.section(name, basis)
        for key, record in records.items():
            section.put(key, record)
    return manifest.to_bytes()


def read_back(data: bytes, path: Path) -> Manifest:
    path.write_bytes(data)
    return Manifest.read(path)


@given(records=RECORDS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: dict[str, list[object]]
) -> None:
    path = tmp_path_factory.mktemp("manifest") / "manifest"
    manifest = read_back(written({"stamps": ("basis", records)}), path)
    assert manifest.section("stamps", "basis").records == records
    assert not manifest.changed


def test_a_section_holds_only_on_its_basis(tmp_path: Path) -> None:
    data = written({"stamps": ("one", {"a": [1]}), "facts": ("two", {"b": [2]})})
    manifest = read_back(data, tmp_path / "manifest")
    assert manifest.section("stamps", "other").records == {}
    assert manifest.section("facts", "two").records == {"b": [2]}


def test_sections_that_nobody_asks_for_are_copied(tmp_path: Path) -> None:
    data = written({"stamps": ("basis", {"a": [1]}), "facts": ("basis", {"b": [2]})})
    manifest = read_back(data, tmp_path / "manifest")
    assert manifest.to_bytes() == data
    manifest.section("stamps", "basis").put("c", [3])
    again = read_back(manifest.to_bytes(), tmp_path / "manifest")
    assert again.section("facts", "basis").records == {"b": [2]}
    assert again.section("stamps", "basis").records == {"a": [1], "c": [3]}


def test_only_what_differs_is_a_change() -> None:
    section = Section("basis", {"a": [1]})
    section.put("a", [1])
    section.drop("b")
    section.keep(lambda key: True)
    assert not section.changed
    section.keep(lambda key: key != "a")
    assert (section.records, section.changed) == ({}, True)


@pytest.mark.parametrize("data", [b"", b"\n", b"something else\n", b"l10n manifest 0\nstamps basis 00 {}\n"])
def test_what_is_no_manifest_says_nothing(tmp_path: Path, data: bytes) -> None:
    assert read_back(data, tmp_path / "manifest").section("stamps", "basis").records == {}


def test_no_manifest_says_nothing(tmp_path: Path) -> None:
    assert Manifest.read(tmp_path / "manifest").section("stamps", "basis").records == {}


@given(data=st.data())
def test_a_damaged_section_is_empty_never_wrong(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    records: dict[str, list[object]] = {"a": ["text", 1], "b": [2]}
    whole = written({"stamps": ("basis", records)})
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from(
            [whole[:at], whole[at:], whole[:at] + b"\xff" + whole[at + 1 :], whole[:at] + b"7" + whole[at:]]
        )
    )
    path = tmp_path_factory.mktemp("manifest") / "manifest"
    assert read_back(damaged, path).section("stamps", "basis").records in ({}, records)


def test_digests_tell_contents_and_parts_apart() -> None:
    assert digest(b"a") != digest(b"b")
    assert together("ab", "c") != together("a", "bc")
    assert together("\udc80") == together("\udc80")


def age(path: Path, nanoseconds: int) -> None:
    os.utime(path, ns=(nanoseconds, nanoseconds))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a text in it, written an hour before anything else."""
    path = tmp_path / "file"
    path.write_bytes(b"one")
    age(path, tick(tmp_path) - 3600 * 10**9)
    return path


def test_a_file_that_was_seen_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = Section("basis")
    assert Contents(tick(file.parent)).digest(stamps, "a", str(file)) == digest(b"one")
    monkeypatch.setattr("l10n.pipeline.contents._read", None)
    assert Contents(tick(file.parent)).digest(stamps, "a", str(file)) == digest(b"one")


def test_what_was_just_looked_at_is_read_as_it_was_then(file: Path, tmp_path: Path) -> None:
    contents, stamps = Contents(tick(file.parent)), Section("basis")
    contents.digest(stamps, "a", str(file))
    file.write_bytes(b"two")
    assert contents.read(str(file)) == (b"one", digest(b"one"))
    other = tmp_path / "other"
    other.write_bytes(b"three")
    assert contents.read(str(other)) == (b"three", digest(b"three"))
    assert contents.read(str(file)) == (b"two", digest(b"two"))
    with pytest.raises(FileNotFoundError):
        contents.read(str(tmp_path / "nowhere"))


def test_who_trusts_no_stamp_reads_every_file(file: Path) -> None:
    stamps = Section("basis")
    Contents(tick(file.parent)).digest(stamps, "a", str(file))
    before = file.stat().st_mtime_ns
    file.write_bytes(b"two")
    age(file, before)
    assert Contents(tick(file.parent)).digest(stamps, "a", str(file)) == digest(b"one")
    assert Contents(tick(file.parent), trusting=False).digest(stamps, "a", str(file)) == digest(b"two")


@pytest.mark.parametrize("ahead", [0, 10**9, 3600 * 10**9])
def test_a_file_as_young_as_the_look_at_it_is_read_again(file: Path, ahead: int) -> None:
    """Of the same tick, or with the time of a clock that is ahead: a later change may look the same."""
    stamps = Section("basis")
    now = tick(file.parent)
    age(file, now + ahead)
    assert Contents(now).digest(stamps, "a", str(file)) == digest(b"one")
    file.write_bytes(b"two")
    age(file, now + ahead)
    assert Contents(now + 10**6).digest(stamps, "a", str(file)) == digest(b"two")


def test_what_was_too_young_is_remembered_when_time_has_passed(file: Path) -> None:
    stamps = Section("basis")
    now = tick(file.parent)
    age(file, now)
    contents = Contents(now)
    contents.digest(stamps, "a", str(file))
    assert stamps.records == {}
    file.write_bytes(b"two")
    age(file, now)
    contents.settle(now + 1)
    assert stamps.records == {"a": [3, now, digest(b"two")]}


def test_no_file_and_no_plain_file_are_nothing(tmp_path: Path) -> None:
    stamps = Section("basis", {"a": [1, 2, "old"]})
    contents = Contents(tick(tmp_path))
    assert contents.digest(stamps, "a", str(tmp_path / "nowhere")) == ""
    assert contents.digest(stamps, "b", str(tmp_path)) == ""
    assert stamps.records == {}


def test_the_clock_stands_still_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert tick(tmp_path / "nowhere") == 0
