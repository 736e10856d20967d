"""What merging promises for any catalog and any article."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import catalogs, entries, msgfmt, templates
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
from l10n.model import Entry


def template_from(data: st.DataObject, catalog: Catalog) -> list[Entry]:
    """What is left of the catalog's texts after edits: some kept, some changed, some new, in any order."""
    old = [entry for entry in catalog.entries if data.draw(st.booleans())]
    kept = [Entry(e.msgid, tuple("" for _ in e.msgstrs), e.msgctxt, e.msgid_plural) for e in old]
    changed = [replace(e, msgid=f"{e.msgid} x") for e in kept if data.draw(st.booleans())]
    new = data.draw(st.lists(entries(obsolete=False), max_size=3))
    fresh = [Entry(e.msgid, tuple("" for _ in e.msgstrs), e.msgctxt, e.msgid_plural) for e in new]
    unique = {entry.key: entry for entry in (*kept, *changed, *fresh)}
    return list(data.draw(st.permutations(list(unique.values()))))


@settings(max_examples=40)
@given(catalogs())
def test_the_same_article_changes_no_byte(catalog: Catalog) -> None:
    assert merge(catalog, templates(catalog)).to_bytes() == catalog.to_bytes()


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_merging_keeps_its_promises(catalog: Catalog, data: st.DataObject) -> None:
    template = template_from(data, catalog)
    new = merge(catalog, template)
    # The active entries are the template's, in its order; the header is untouched.
    assert [entry.key for entry in new.active] == [entry.key for entry in template]
    assert new.header_entry == catalog.header_entry
    # No text is lost, nor a translator's comment.
    kept = {text for entry in new.entries for text in (*entry.msgstrs, *entry.comments)}
    lines = {line for text in kept for line in text.split("\n")}
    for entry in catalog.entries:
        for text in filter(None, (*entry.msgstrs, *entry.comments)):
            assert text in kept or set(text.split("\n")) <= lines
    # Merging again changes nothing, and what is written is what is meant.
    assert merge(new, template).to_bytes() == new.to_bytes()
    assert Catalog.parse(new.to_bytes(), "es.po").entries == new.entries


@pytest.mark.needs_gettext
@settings(max_examples=40)
@given(catalogs(plural=False), st.data())
def test_msgfmt_accepts_what_merging_makes(catalog: Catalog, data: st.DataObject) -> None:
    template = [entry for entry in template_from(data, catalog) if entry.msgid_plural is None]
    accepted, said = msgfmt(merge(catalog, template).to_bytes(), "-c")
    assert accepted, said
