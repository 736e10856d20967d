"""What merging promises for any catalog and any article."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gettext_tools import catalogs, entries, msgfmt, templates
from l10n.catalog.merge import merge, vanished
from l10n.catalog.merge_numbers import renumbered
from l10n.catalog.merge_sentences import Division, shares
from l10n.catalog.po import Catalog
from l10n.model import Entry
from l10n.text.segment import sentences


def blank(entry: Entry) -> Entry:
    """The template entry of an entry's text."""
    return Entry(entry.msgid, tuple("" for _ in entry.msgstrs), entry.msgctxt, entry.msgid_plural)


def template_from(data: st.DataObject, catalog: Catalog) -> list[Entry]:
    """The catalog's texts after edits: some kept, changed, split, joined, new, in any order."""
    kept = [blank(entry) for entry in catalog.entries if data.draw(st.booleans())]
    changed = [replace(e, msgid=f"{e.msgid} x 13.") for e in kept if data.draw(st.booleans())]
    joined = [
        replace(one, msgid=f"{one.msgid} {other.msgid}")
        for one, other in pairwise(map(blank, catalog.entries))
        if data.draw(st.integers(0, 3)) == 0
    ]
    halves = [
        replace(entry, msgid=half.strip())
        for entry in map(blank, catalog.entries)
        if ". " in entry.msgid and data.draw(st.booleans())
        for half in entry.msgid.split(". ", 1)
        if half.strip()
    ]
    new = [blank(entry) for entry in data.draw(st.lists(entries(obsolete=False), max_size=3))]
    unique = {entry.key: entry for entry in (*kept, *changed, *joined, *halves, *new)}
    return list(data.draw(st.permutations(list(unique.values()))))


def without_space(texts: Sequence[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


@settings(max_examples=40)
@given(catalogs())
def test_the_same_article_changes_no_byte(catalog: Catalog) -> None:
    assert merge(catalog, templates(catalog)).to_bytes() == catalog.to_bytes()


@settings(max_examples=60)
@given(catalogs(), st.data())
def test_entries_that_were_not_read_are_merged_as_if_they_were(catalog: Catalog, data: st.DataObject) -> None:
    template = [
        replace(entry, extracted=("other",)) if data.draw(st.integers(0, 3)) == 0 else entry
        for entry in (*templates(catalog), *template_from(data, catalog))
    ]
    unread, read = (Catalog.parse(catalog.to_bytes(), "es.po") for _ in range(2))
    assert read.entries is not None
    assert merge(unread, template).to_bytes() == merge(read, template).to_bytes()


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_merging_keeps_its_promises(catalog: Catalog, data: st.DataObject) -> None:
    template = template_from(data, catalog)
    moved = data.draw(st.lists(entries(), max_size=2))
    new = merge(catalog, template, moved=moved, locale="es")
    # The active entries are the template's, in its order; the header is untouched.
    assert [entry.key for entry in new.active] == [entry.key for entry in template]
    assert new.header_entry == catalog.header_entry
    # No text is lost, nor a translator's comment.
    kept = [text for entry in new.entries for text in (*entry.msgstrs, *entry.comments)]
    everything = "\0".join(without_space(kept))
    for entry in catalog.entries:
        for text in filter(None, (*entry.msgstrs, *entry.comments)):
            assert all(line in everything for line in without_space(text.split("\n")))
    # Merging again changes nothing, and what is written is what is meant.
    assert merge(new, template, moved=moved, locale="es").to_bytes() == new.to_bytes()
    assert Catalog.parse(new.to_bytes(), "es.po").entries == new.entries
    # What is not exactly the same text is fuzzy.
    exact = {entry.key for entry in (*catalog.entries, *moved)}
    assert all(entry.fuzzy for entry in new.active if entry.has_translation and entry.key not in exact)


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_an_article_that_is_restored_has_its_finished_translations_again(
    catalog: Catalog, data: st.DataObject
) -> None:
    between = merge(catalog, template_from(data, catalog), locale="es")
    again = merge(between, templates(catalog), locale="es")
    plurals = {entry.key: entry.msgid_plural for entry in between.entries}
    for entry in catalog.active:
        if entry.has_translation and not entry.fuzzy and plurals[entry.key] == entry.msgid_plural:
            assert again.get(entry.key) == entry


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_only_machine_text_becomes_machine_text(catalog: Catalog, data: st.DataObject) -> None:
    marked = {
        entry.key: entry.with_machine_text("Robot robot. Robot robot.", "engine 1")
        for entry in catalog.active
        if entry.msgid_plural is None and data.draw(st.booleans())
    }
    old = catalog.with_entries(marked)
    for entry in merge(old, template_from(data, old), locale="es").active:
        if entry.machine_only:
            assert set(entry.msgstr.casefold().split()) <= {"robot", "robot."}
        elif "obot" in entry.msgstr and entry.msgid_plural is None:
            # Joined with what a person wrote.
            assert set(entry.msgstr.casefold().split()) - {"robot", "robot."}


@pytest.mark.needs_gettext
@settings(max_examples=40)
@given(catalogs(plural=False), st.data())
def test_msgfmt_accepts_what_merging_makes(catalog: Catalog, data: st.DataObject) -> None:
    template = [entry for entry in template_from(data, catalog) if entry.msgid_plural is None]
    accepted, said = msgfmt(merge(catalog, template, locale="es").to_bytes(), "-c")
    assert accepted, said


@settings(max_examples=20)
@given(catalogs(), st.data())
def test_what_vanished_and_what_is_there_are_the_catalog(catalog: Catalog, data: st.DataObject) -> None:
    template = template_from(data, catalog)
    keys = {entry.key for entry in template}
    gone = vanished(catalog, template)
    assert [e for e in catalog.entries if e in gone or e.key in keys or not e.has_translation] == list(
        catalog.entries
    )
    assert all(entry.key not in keys for entry in gone)


_SENTENCES = st.lists(
    st.sampled_from(["One.", "Two is longer than one.", "Is three? ", "Dr. No said four!", "Five"]),
    min_size=2,
    max_size=5,
).map(" ".join)


@given(_SENTENCES, _SENTENCES, st.data())
def test_what_is_shared_out_is_the_whole_translation(
    source: str, translation: str, data: st.DataObject
) -> None:
    count = len(sentences(source, "en"))
    assume(count > 1)
    cut = data.draw(st.integers(1, count - 1))
    dealt = shares(translation, Division(Entry(source), (Entry("a"), Entry("bb")), (cut,)), "es", "en")
    assert len(dealt) == 2
    assert "".join("".join(dealt).split()) == "".join(translation.split())


@given(st.integers(1000, 10**6), st.integers(1000, 10**6), st.sampled_from(["{:,}", "{}", "{:_}"]))
def test_a_number_changed_and_changed_back_is_the_same_translation(one: int, two: int, form: str) -> None:
    translation = f"Hay {form.format(one).replace('_', ' ')} casos."
    there = renumbered(f"{one:,} cases", f"{two:,} cases", translation)
    assert renumbered(f"{two:,} cases", f"{one:,} cases", there) == translation
