"""The index that was fetched last, so that one can look at it without a network."""

from dataclasses import dataclass
from pathlib import Path

from l10n.errors import PackageError
from l10n.models import companion
from l10n.models.connection import is_url, public
from l10n.models.index import Index, parse

FILE = "index.json"
"""In the companion folder."""


@dataclass(frozen=True, slots=True)
class Latest:
    """An index as it was some day."""

    index: Index
    day: str
    """`2026-11-28`, in UTC."""


def keep_index(directory: Path, index: Index, day: str) -> None:
    """Keep an index that was fetched; those of files and folders are at hand anyway."""
    if is_url(index.address):
        values = {"address": public(index.address), "day": day, "document": index.document}
        companion.keep(directory, FILE, values)


def latest_index(directory: Path, address: str) -> Latest | None:
    """The index at a URL as it was fetched last; None where another one was, or none."""
    match companion.recall(directory, FILE):
        case {"address": str(known), "day": str(day), "document": str(text)} if known == public(address):
            try:
                return Latest(parse(text.encode(), address), day)
            except PackageError:
                return None
    return None
