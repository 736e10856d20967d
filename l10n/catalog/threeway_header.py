"""The header of a catalog, merged from two versions of it and the version both began with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from l10n.catalog.header import fields_of, with_fields
from l10n.catalog.po import Catalog
from l10n.catalog.threeway_entry import merged_lines
from l10n.model import Entry

REVISION = "PO-Revision-Date"
_DATES = ("POT-Creation-Date", REVISION)
_SIGNED = ("Last-Translator", "X-Generator")
"""Fields that belong to the last revision."""


def with_merged_header(catalog: Catalog, base: Catalog, theirs: Catalog) -> Catalog:
    """`catalog`, which has the header of our side, with the header that both sides make.

    Field by field: dates are the newest, what only one side changed is that side's, and where both did, the
    side with the newer revision is right, as it is for the fields that tell who made it.
    """
    ours = catalog.header_entry
    merged = _merged(base.header_entry, ours, theirs.header_entry)
    if merged is None or merged == ours:
        return catalog
    fields = fields_of(merged.msgstr)
    in_place = catalog.with_header(fields)
    return in_place.with_entries({"": merged})


def _merged(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
    if ours is None or theirs is None:
        return ours or theirs
    if ours == theirs or base == theirs:
        return ours
    if base == ours:
        return theirs
    wanted = _fields(_fields_of(base), fields_of(ours.msgstr), fields_of(theirs.msgstr))
    text = with_fields(ours.msgstr, {name: value for name, value in wanted.items() if value is not None})
    gone = {name for name, value in wanted.items() if value is None}
    lines = [line for line in text.splitlines(keepends=True) if line.partition(":")[0].strip() not in gone]
    return replace(
        ours,
        msgstrs=("".join(lines),),
        comments=merged_lines(base.comments if base else (), ours.comments, theirs.comments),
        flags=merged_lines(base.flags if base else (), ours.flags, theirs.flags),
    )


def _fields_of(entry: Entry | None) -> Mapping[str, str]:
    return fields_of(entry.msgstr) if entry else {}


def _fields(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, str | None]:
    """Every field's value, None for one that is gone; our order, then what is new in theirs."""
    theirs_is_newer = _moment(theirs.get(REVISION)) > _moment(ours.get(REVISION))
    newer = theirs if theirs_is_newer else ours
    merged: dict[str, str | None] = {}
    for name in {**ours, **theirs}:
        before, here, there = base.get(name), ours.get(name), theirs.get(name)
        if name in _DATES:
            merged[name] = there if _moment(there) > _moment(here) else here
        elif name in _SIGNED and name in newer:
            merged[name] = newer[name]
        elif here in (there, before):
            merged[name] = there
        else:
            merged[name] = here if there == before else newer.get(name)
    return merged


def _moment(text: str | None) -> datetime:
    """When a header's date is; before everything else where it is none."""
    earliest = datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return earliest
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
