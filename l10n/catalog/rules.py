"""What `msgfmt` refuses although every entry by itself is well formed."""

from collections.abc import Sequence

from l10n.catalog.block import Block
from l10n.errors import CatalogError, Location
from l10n.model import Entry

_DEFAULT_DOMAIN = "messages"


def require_sound(blocks: Sequence[Block]) -> None:
    """Raise CatalogError for two entries of one key (obsolete ones count), or unequal outer newlines."""
    by_domain: dict[str, dict[str, Block]] = {}
    first = by_domain.setdefault(_DEFAULT_DOMAIN, {})
    for block in blocks:
        if block.key is None:
            if block.domain is not None:
                first = by_domain.setdefault(block.domain, {})
            continue
        earlier = first.setdefault(block.key, block)
        if earlier is not block:
            raise CatalogError(
                f"the entry stands twice, first in line {earlier.entry.line}",
                Location(block.source.name, block.entry.line, 1),
                hint="keep one of them",
            )
        if block.tricky and not block.obsolete:
            _require_outer_newlines(block.entry, block.source.name)


def _require_outer_newlines(entry: Entry, name: str) -> None:
    if entry.fuzzy or not entry.msgid or not entry.msgstr:
        return
    for text in (entry.msgid_plural, *entry.msgstrs):
        if text is None:
            continue
        for side, same in (
            ("begin", text.startswith("\n") == entry.msgid.startswith("\n")),
            ("end", text.endswith("\n") == entry.msgid.endswith("\n")),
        ):
            if not same:
                raise CatalogError(
                    f"source and translation do not both {side} with a newline",
                    Location(name, entry.line, 1),
                    hint="make the translation like the source",
                )
