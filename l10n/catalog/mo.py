"""A catalog compiled: the .mo file that gettext libraries read.

The layout is that of GNU gettext's manual, "The Format of GNU MO Files": tables of lengths and offsets, then
all keys, then all translations, each ended by NUL. The bytes are those of `msgfmt --no-hash` 0.21: no charset
is converted, and the template's creation date is left out, so that equal translations make equal files.
Only C's `<PRId64>` and its like, which `msgfmt` leaves to each system, are written as they stand.
"""

import re
import struct
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from l10n.catalog.charset import charset_of
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError, Location
from l10n.model import Entry

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_PLACE = struct.Struct("<2I")
_CREATION = re.compile("^POT-Creation-Date:[^\n]*\n?", re.MULTILINE)


def compiled(catalog: Catalog, *, fuzzy: bool = False) -> bytes:
    """The .mo file of `catalog`, in its own charset: the header, and every translation that is sure.

    Left out is what `msgfmt` leaves out: obsolete entries, those whose (first) translation is empty, and
    without `fuzzy` those that are fuzzy. Raises CatalogError for a catalog divided by `domain` directives.
    """
    if catalog.domain_line is not None:
        raise CatalogError(
            "a catalog divided into domains cannot be compiled",
            Location(catalog.name, catalog.domain_line, 1),
            hint="remove the `domain` lines, or move each domain into a file of its own",
        )
    charset = charset_of(catalog.to_bytes(), catalog.name) or "utf-8"
    entries = [entry for entry in catalog.active if entry.msgstr and (fuzzy or not entry.fuzzy)]
    if catalog.header_entry and catalog.header_entry.msgstr:
        entries.append(_undated(catalog.header_entry))
    pairs = sorted(
        (_key(entry).encode(charset), "\x00".join(entry.msgstrs).encode(charset)) for entry in entries
    )
    return _file([key for key, _ in pairs], [text for _, text in pairs])


def _undated(header: Entry) -> Entry:
    return replace(header, msgstrs=(_CREATION.sub("", header.msgstr, count=1),))


def _key(entry: Entry) -> str:
    return entry.key if entry.msgid_plural is None else f"{entry.key}\x00{entry.msgid_plural}"


def _file(keys: list[bytes], texts: list[bytes]) -> bytes:
    tables = _HEADER.size, _HEADER.size + _PLACE.size * len(keys)
    strings = tables[1] + _PLACE.size * len(texts)
    # Revision 0; no hash table, whose place is where it would begin.
    header = _HEADER.pack(_MAGIC, 0, len(keys), *tables, 0, strings)
    every = [*keys, *texts]
    return b"".join((header, *_places(every, strings), *(string + b"\x00" for string in every)))


def _places(strings: Iterable[bytes], start: int) -> Iterable[bytes]:
    """Length, NUL not counted, and offset of each string; they stand one after another from `start` on."""
    lengths = [len(string) for string in strings]
    offsets = accumulate((length + 1 for length in lengths), initial=start)
    return (_PLACE.pack(length, offset) for length, offset in zip(lengths, offsets, strict=False))
