"""Derived locales: a catalog that follows from another one by script conversion.

What l10n put there carries the machine comment, so a text that a person changed is told apart and kept.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from l10n.catalog.po import Catalog
from l10n.model import Entry, State, Tag
from l10n.text.script import to_latin

_NOTE = re.compile(r"Made from \S+ by script conversion: .*")


def derived_note(origin: Tag) -> str:
    """What the header of a derived catalog tells translators."""
    return f"Made from {origin} by script conversion: correct texts there."


def derive(catalog: Catalog, origin_catalog: Catalog, origin: Tag) -> Catalog:
    """`catalog`, marked as derived, with every text from the catalog of `origin` that none wrote by hand.

    A text written by hand that is what the conversion gives counts as derived again.
    """
    texts = conversions(catalog, origin_catalog)
    updates = {
        entry.key: _derived(entry, origin_catalog.get(entry.key), texts[entry.key], f"script {origin}")
        for entry in catalog.active
        if entry.key in texts and (not entry.by_hand or entry.msgstr == texts[entry.key])
    }
    return _marked(catalog, origin).with_entries(updates)


def conversions(catalog: Catalog, origin_catalog: Catalog) -> Mapping[str, str]:
    """What each entry of `catalog` should say, by key; "" where the origin has no text to show.

    Entries with plural forms are not derived.
    """
    return {
        entry.key: _conversion(origin_catalog.get(entry.key))
        for entry in catalog.active
        if entry.msgid_plural is None
    }


def _conversion(source: Entry | None) -> str:
    state = State.UNTRANSLATED if source is None else source.state
    if source is None or not (state.reviewed or state is State.MACHINE):
        return ""
    return to_latin(source.msgstr)


def _derived(entry: Entry, source: Entry | None, text: str, signature: str) -> Entry:
    """`entry` with `text`, as sure as its `source` is; emptied where there is none."""
    if source is None or not text:
        return entry.emptied()
    derived = entry.with_machine_text(text, signature)
    return replace(derived, flags=derived.other_flags) if source.state.reviewed else derived


def _marked(catalog: Catalog, origin: Tag) -> Catalog:
    """`catalog` with the note in its header, if it has one, in the place of a note on another origin."""
    header, note = catalog.header_entry, derived_note(origin)
    if header is None or note in header.comments:
        return catalog
    others = (comment for comment in header.comments if not _NOTE.fullmatch(comment))
    return catalog.with_entries({header.key: replace(header, comments=(note, *others))})
