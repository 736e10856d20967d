"""Derived locales: a catalog that follows from another one by script conversion.

What l10n put there carries the machine comment, so a text that a person changed is told apart and kept.
"""

from dataclasses import replace

from l10n.catalog.po import Catalog
from l10n.model import MACHINE_COMMENT, Entry, State, Tag
from l10n.text.script import to_latin


def derived_note(origin: Tag) -> str:
    """What the header of a derived catalog tells translators."""
    return (
        f"Made from {origin} by script conversion: correct texts there. A text changed here stays as it is."
    )


def derive(catalog: Catalog, origin_catalog: Catalog, origin: Tag) -> Catalog:
    """`catalog` with every text that no person wrote or changed in it taken from the catalog of `origin`."""
    updates = {
        entry.key: _derived(entry, origin_catalog.get(entry.key), f"script {origin}")
        for entry in catalog.active
        if entry.msgid_plural is None and _ours(entry)
    }
    return catalog.with_entries(updates)


def _ours(entry: Entry) -> bool:
    return entry.state in (State.UNTRANSLATED, State.MACHINE, State.ACCEPTED) or entry.machine_only


def _derived(entry: Entry, source: Entry | None, signature: str) -> Entry:
    """The text of `source` converted; as sure as `source` is, empty where it has nothing to show."""
    state = State.UNTRANSLATED if source is None else source.state
    if source is None or not (state.reviewed or state is State.MACHINE):
        return _emptied(entry)
    text = entry.with_machine_text(to_latin(source.msgstr), signature)
    return replace(text, flags=_without_fuzzy(text)) if state.reviewed else text


def _emptied(entry: Entry) -> Entry:
    comments = tuple(comment for comment in entry.comments if not MACHINE_COMMENT.match(comment))
    return replace(
        entry, msgstrs=("",), comments=comments, flags=_without_fuzzy(entry), previous_msgid=None,
        previous_msgctxt=None, previous_msgid_plural=None,
    )  # fmt: skip


def _without_fuzzy(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")
