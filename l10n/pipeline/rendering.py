"""Catalog and article to translated article: which texts may be shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from l10n.model import Entry, State
from l10n.status import Counts

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog


def renderable(entry: Entry, drafts: bool) -> bool:
    """True where the entry's text may be shown: a person stands behind it, or it is a fresh machine draft."""
    state = entry.state
    return state.reviewed or (drafts and state is State.MACHINE)


def texts(catalog: "Catalog", drafts: bool, fallback: Mapping[str, str] | None = None) -> dict[str, str]:
    """What to show for each unit key; `fallback` (another locale's texts) where the catalog has nothing."""
    own = {entry.key: entry.msgstr for entry in catalog.active if renderable(entry, drafts)}
    return dict(fallback or {}) | own


def enough(counts: Counts, drafts: bool, keep: int) -> bool:
    """True if the share of showable units reaches `keep` percent."""
    showable = counts.reviewed + (counts.machine if drafts else 0)
    return showable * 100 >= keep * counts.units
