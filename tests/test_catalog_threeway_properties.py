"""What merging two branches' catalogs promises for any catalog and any edits."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import VALID, catalog_of, catalogs, entries, msgfmt, texts
from l10n.catalog.po import Catalog
from l10n.catalog.threeway import merge_versions
from l10n.catalog.wrap import escape
from l10n.model import Entry, State

WHOLE = [path for path in VALID if path.stem != "domain"]
"""Every odd catalog but the one that is divided."""


def forms(entry: Entry, text: str) -> tuple[str, ...]:
    return tuple(text for _ in entry.msgstrs)


def translated(entry: Entry, text: str) -> Entry:
    """The entry as a person who translates it leaves it."""
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(
        entry, msgstrs=forms(entry, text), flags=flags, previous_msgid=None, previous_msgctxt=None,
        previous_msgid_plural=None,
    )  # fmt: skip


def edited(data: st.DataObject, entry: Entry) -> Entry | None:
    """The entry after one of the edits that people and programs make."""
    match data.draw(
        st.sampled_from(["", "", "text", "machine", "fuzzy", "comment", "place", "dead", "gone"])
    ):
        case "text":
            return translated(entry, data.draw(texts()))
        case "machine" if entry.msgid_plural is None:
            return entry.with_machine_text(data.draw(texts()), "engine 1")
        case "fuzzy" if any(entry.msgstrs) and not entry.fuzzy:
            return replace(entry, flags=("fuzzy", *entry.flags))
        case "comment":
            return replace(entry, comments=(*entry.comments, data.draw(texts(lines=False)).strip("\\\n ")))
        case "place":
            return replace(entry, references=(data.draw(st.sampled_from(["x.md", "y.md"])),))
        case "dead":
            return replace(entry, obsolete=True)
        case "gone":
            return None
    return entry


def branch(data: st.DataObject, base: Catalog) -> Catalog:
    """What a branch made of a catalog."""
    changed = [edited(data, entry) for entry in base.entries]
    new = data.draw(st.lists(entries(), max_size=2))
    place = data.draw(st.integers(0, len(changed)))
    every = [entry for entry in (*changed[:place], *new, *changed[place:]) if entry]
    unique = {entry.key: entry for entry in every}
    alive_first = sorted(unique.values(), key=lambda entry: entry.obsolete)
    day = data.draw(st.integers(2, 9))
    return catalog_of(*alive_first).with_header({"PO-Revision-Date": f"2026-01-0{day} 03:04+0000"})


@st.composite
def versions(draw: st.DrawFn) -> tuple[Catalog, Catalog, Catalog]:
    base = draw(catalogs())
    data = draw(st.data())
    return base, branch(data, base), branch(data, base)


def by_key(catalog: Catalog) -> dict[str, Entry]:
    return {entry.key: entry for entry in catalog.entries}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_where_nobody_changed_an_odd_catalog_its_bytes_stay(path: Path) -> None:
    catalog = Catalog.read(path)
    assert merge_versions(catalog, catalog, catalog).catalog.to_bytes() == catalog.to_bytes()


@settings(max_examples=50)
@given(versions())
def test_what_only_one_side_changed_is_taken_as_it_is(cases: tuple[Catalog, Catalog, Catalog]) -> None:
    base, changed, _ = cases
    assert merge_versions(base, base, base).catalog.to_bytes() == base.to_bytes()
    assert merge_versions(base, changed, base).catalog.to_bytes() == changed.to_bytes()
    assert merge_versions(base, changed, changed).catalog.to_bytes() == changed.to_bytes()
    taken = merge_versions(base, base, changed)
    assert (taken.catalog.entries, taken.catalog.header) == (changed.entries, changed.header)
    assert taken.conflicts == ()


def words_of_people(base: Catalog, side: Catalog) -> set[str]:
    """What persons wrote on a side: translations, and comments line by line."""
    before = by_key(base)
    found: set[str] = set()
    for entry in side.entries:
        old = before.get(entry.key)
        if entry.state in (State.TRANSLATED, State.POST_EDITED, State.STALE) and not entry.machine_only:
            found |= set(entry.msgstrs) - set(old.msgstrs if old else ())
        found |= {c for c in set(entry.comments) - set(old.comments if old else ()) if "l10n:mt" not in c}
    return found


def is_kept(word: str, texts: set[str], comments: Sequence[str]) -> bool:
    shown = escape(word).replace('\\"', '"')
    return word in texts or any(
        word == line or line.rstrip(" ").endswith(shown.rstrip(" ")) for line in comments
    )


@settings(max_examples=100)
@given(versions())
def test_no_word_of_a_person_is_lost(cases: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = cases
    merged = merge_versions(base, ours, theirs).catalog
    kept = {text for entry in merged.entries for text in entry.msgstrs}
    comments = [line for entry in merged.entries for line in entry.comments]
    for word in words_of_people(base, ours) | words_of_people(base, theirs):
        assert is_kept(word, kept, comments), word


@settings(max_examples=100)
@given(versions())
def test_no_translation_comes_to_a_source_text_that_is_not_its_own(
    cases: tuple[Catalog, Catalog, Catalog],
) -> None:
    known = {(entry.key, entry.msgstrs) for catalog in cases for entry in catalog.entries}
    merged = merge_versions(*cases).catalog
    for entry in merged.entries:
        assert (entry.key, entry.msgstrs) in known or (entry.fuzzy and entry.previous_msgid is not None)
    assert len(by_key(merged)) == len(merged.entries)


@settings(max_examples=100)
@given(versions())
def test_the_sides_are_equal_but_for_whose_text_stands(cases: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = cases
    one, other = merge_versions(base, ours, theirs), merge_versions(base, theirs, ours)
    assert set(one.conflicts) == set(other.conflicts)
    mine, yours = by_key(one.catalog), by_key(other.catalog)
    assert {key: entry.obsolete for key, entry in mine.items()} == {k: e.obsolete for k, e in yours.items()}
    for key, entry in mine.items():
        counterpart = yours[key]
        assert set(entry.references) == set(counterpart.references)
        if key not in one.conflicts and any(entry.msgstrs) and not entry.machine_only:
            assert (entry.msgstrs, entry.fuzzy) == (counterpart.msgstrs, counterpart.fuzzy)
        if key in one.conflicts:
            assert entry.fuzzy
            assert counterpart.fuzzy
            assert entry.state is State.STALE
    assert one.catalog.header == other.catalog.header


@pytest.mark.needs_gettext
@settings(max_examples=50)
@given(versions())
def test_what_comes_out_can_be_read_by_everybody(cases: tuple[Catalog, Catalog, Catalog]) -> None:
    data = merge_versions(*cases).catalog.to_bytes()
    accepted, said = msgfmt(data, "-c")
    assert accepted, said
    read = Catalog.parse(data, "es.po")
    assert read.to_bytes() == data
    # The order is that of catalogs: obsolete entries last.
    assert [e.obsolete for e in read.entries] == sorted(e.obsolete for e in read.entries)
