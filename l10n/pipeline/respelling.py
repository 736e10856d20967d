"""Lets translations stay what they are when only the spelling of their source text is corrected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from l10n.model import Entry, State, key_of
from l10n.pipeline.merging import Merged, read_old
from l10n.project import Workspace

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog


def respelled_catalogs(
    workspace: Workspace, path: PurePosixPath, texts: Mapping[str, str], now: datetime
) -> list[Merged]:
    """The article's catalogs with the corrected source texts, by their old ones; nothing is written.

    Raises CatalogError.
    """
    found = [read_old(workspace, path, tag) for tag in workspace.config.every_target]
    return [
        Merged.of(old.file, old.catalog).with_catalog(respelled(old.catalog, texts), now)
        for old in found
        if old.catalog is not None
    ]


def respelled(catalog: "Catalog", texts: Mapping[str, str]) -> "Catalog":
    """The catalog with these source texts corrected, states kept, but where the new text has an entry."""
    taken = {entry.key for entry in catalog.active}
    updates = {
        entry.key: _respelled(entry, texts[entry.msgid])
        for entry in catalog.active
        if entry.msgid in texts and key_of(texts[entry.msgid], entry.msgctxt) not in taken
    }
    return catalog.with_entries(updates)


def _respelled(entry: Entry, msgid: str) -> Entry:
    new = replace(entry, msgid=msgid)
    if refusal := entry.refusal:
        return new.with_refused_machine_text(refusal.signature, refusal.reason)
    signature = entry.machine_signature
    if entry.state not in (State.MACHINE, State.ACCEPTED) or signature is None or len(entry.msgstrs) > 1:
        return new
    signed = new.with_machine_text(entry.msgstr, signature)
    return replace(new, comments=signed.comments)
