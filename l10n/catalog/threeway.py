"""A catalog that two branches changed, merged entry by entry.

An entry is found by its key, never by its place: a new source text cannot come to stand above the translation
of an old one, as it can when text is merged by lines.
"""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.catalog.charset import charset_of
from l10n.catalog.po import Catalog
from l10n.catalog.threeway_entry import merged_entry, merged_lines, reworded_by_person
from l10n.catalog.threeway_header import with_merged_header
from l10n.errors import CatalogError, Location
from l10n.model import Entry, State

_COUNT = re.compile(r"nplurals=\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the two versions."""

    catalog: Catalog
    conflicts: tuple[str, ...]
    """The keys of entries that were translated differently on both sides, in file order: ours stands there,
    fuzzy, and theirs in a comment (`l10n.model.CONFLICT`)."""


def merge_versions(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """What `ours` and `theirs` both changed since `base`, in one catalog.

    The catalog keeps the wrapping, the line ends and the charset of `ours`, and the bytes of every entry that
    is as it was there. Raises CatalogError for catalogs divided by `domain` directives or of two charsets.
    """
    _require_mergeable((base, ours, theirs))
    versions = [{entry.key: entry for entry in catalog.entries} for catalog in (base, ours, theirs)]
    merged: dict[str, Entry] = {}
    conflicts: set[str] = set()
    for key in {**versions[1], **versions[2]}:
        outcome = merged_entry(*(version.get(key) for version in versions))
        if outcome.entry is not None:
            merged[key] = outcome.entry
        if outcome.conflict:
            conflicts.add(key)
    _follow(versions[0], ours, theirs, merged)
    _follow(versions[0], theirs, ours, merged)
    ordered = [merged[key] for key in _order(base, ours, theirs, merged)]
    catalog = with_merged_header(_rearranged(ours, ordered), base, theirs)
    catalog = _with_closing_comments(_with_sure_plurals(catalog, ours, theirs), base, theirs)
    return Merged(catalog, tuple(entry.key for entry in ordered if entry.key in conflicts))


def _require_mergeable(versions: Sequence[Catalog]) -> None:
    for catalog in versions:
        if catalog.domain_line is not None:
            raise CatalogError(
                "a catalog divided into domains cannot be merged",
                Location(catalog.name, catalog.domain_line, 1),
                hint="remove the `domain` lines, or move each domain into a file of its own",
            )
    ours, theirs = (_charset(catalog) for catalog in versions[1:])
    if ours != theirs:
        raise CatalogError(
            f"the two versions have two charsets, {ours} and {theirs}",
            Location(versions[1].name),
            hint="convert both to UTF-8 (msgconv -t UTF-8) before merging",
        )


def _charset(catalog: Catalog) -> str:
    return codecs.lookup(charset_of(catalog.to_bytes(), catalog.name) or "utf-8").name


def _follow(base: Mapping[str, Entry], moved: Catalog, edited: Catalog, merged: dict[str, Entry]) -> None:
    """Give what a person translated in `edited` to the text that its source was reworded into in `moved`.

    Only where the new text has no translation of its own. The old text then goes, if nothing goes with it.
    """
    active = {entry.key for entry in moved.active}
    left = {
        _origin(entry): entry
        for entry in edited.active
        if entry.key in base and entry.key not in active and reworded_by_person(base[entry.key], entry)
    }
    new = [entry for entry in moved.active if entry.key not in base and edited.get(entry.key) is None]
    if not left or not new:
        return
    # Rarely needed, and slower to import than a small catalog is to merge.
    from l10n.catalog.merge import merge

    carried = merge(edited, [_untranslated(entry) for entry in moved.active])
    for entry in new:
        found = carried.get(entry.key)
        if found is None or not found.fuzzy or _origin(found) not in left:
            continue
        source = left[_origin(found)]
        if _has_no_own_text(entry, base[source.key]):
            new_entry = replace(found, comments=merged_lines((), entry.notes, found.comments))
            merged[entry.key] = new_entry
            if _holds_all_of(new_entry, merged.get(source.key)):
                merged.pop(source.key, None)


def _origin(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The source text that the translation was made for, and the translation."""
    unsure = entry.fuzzy and entry.previous_msgid is not None
    return (entry.previous_msgid or "" if unsure else entry.msgid, entry.msgstrs)


def _holds_all_of(new: Entry, old: Entry | None) -> bool:
    return old is None or (new.msgstrs == old.msgstrs and set(old.notes) <= set(new.comments))


def _untranslated(entry: Entry) -> Entry:
    """What a template has for it."""
    return Entry(
        entry.msgid,
        tuple("" for _ in entry.msgstrs),
        entry.msgctxt,
        entry.msgid_plural,
        extracted=entry.extracted,
        references=entry.references,
    )


def _has_no_own_text(entry: Entry, source: Entry) -> bool:
    """True if its text is nobody's, or the one that came from `source` when that was reworded."""
    nobodys = entry.state is State.UNTRANSLATED or entry.machine_only
    return nobodys or (entry.fuzzy and entry.msgstrs == source.msgstrs)


def _order(base: Catalog, ours: Catalog, theirs: Catalog, merged: Mapping[str, Entry]) -> list[str]:
    """The keys of `merged` as they belong in the file: active entries, then obsolete ones.

    The order is ours, or theirs where only they moved entries; what the other side added follows what it
    followed there.
    """
    current = [entry.key for entry in ours.entries if _stands(entry, merged)]
    moved = [_moved(base, side) for side in (ours, theirs)]
    if len(current) == len(merged) and moved != [False, True]:
        return current
    first, second = (theirs, ours) if moved == [False, True] else (ours, theirs)
    ordered: list[str] = []
    for obsolete in (False, True):
        keys, others = (
            [e.key for e in side.entries if e.obsolete == obsolete and _stands(e, merged)]
            for side in (first, second)
        )
        ordered += _interleaved(keys, others)
    known = set(ordered)
    return [*ordered, *(key for key in merged if key not in known)]


def _stands(entry: Entry, merged: Mapping[str, Entry]) -> bool:
    """True if its place counts: it is among the merged ones, and as alive as there."""
    return entry.key in merged and merged[entry.key].obsolete == entry.obsolete


def _moved(base: Catalog, side: Catalog) -> bool:
    """True if entries of both stand in another order."""
    before, after = ([(e.key, e.obsolete) for e in catalog.entries] for catalog in (base, side))
    common = set(before) & set(after)
    return [at for at in before if at in common] != [at for at in after if at in common]


def _interleaved(keys: Sequence[str], others: Sequence[str]) -> list[str]:
    """`keys` in their order, with what only `others` has, each after what it follows there."""
    known = set(keys)
    followers: dict[str | None, str] = {}
    before: str | None = None
    for key in others:
        if key not in known:
            followers[before] = key
        before = key
    ordered: list[str] = []
    for place in (None, *keys):
        if place is not None:
            ordered.append(place)
        follower = followers.get(place)
        while follower is not None:
            ordered.append(follower)
            follower = followers.get(follower)
    return ordered


def _rearranged(ours: Catalog, entries: Sequence[Entry]) -> Catalog:
    """`ours` with these entries, and where none of them came, went or moved, with everything in its place."""
    pairs = [(old, new) for old, new in zip(ours.entries, entries, strict=False) if old != new]
    same_places = len(ours.entries) == len(entries) and all(_same_place(*pair) for pair in pairs)
    if same_places:
        return ours.with_entries({new.key: new for _, new in pairs})
    return ours.arranged(entries)


def _same_place(old: Entry, new: Entry) -> bool:
    # A changed obsolete entry has to be arranged anew.
    return old.key == new.key and not old.obsolete and not new.obsolete


def _with_sure_plurals(catalog: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """Fuzzy is, where the sides have other plural rules, what has not as many forms as there now are."""
    rules = {side.header.get("Plural-Forms", "") for side in (catalog, ours, theirs)}
    count = _COUNT.search(catalog.header.get("Plural-Forms", ""))
    if len(rules) == 1 or count is None:
        return catalog
    unsure = {
        entry.key: replace(entry, flags=("fuzzy", *entry.flags))
        for entry in catalog.active
        if entry.msgid_plural is not None and not entry.fuzzy and len(entry.msgstrs) != int(count[1])
    }
    return catalog.with_entries(unsure)


def _with_closing_comments(catalog: Catalog, base: Catalog, theirs: Catalog) -> Catalog:
    """`catalog` with the comments that their side added below the last entry."""
    data = catalog.to_bytes()
    here = _closing(data)
    new = [line for line in _closing(theirs.to_bytes()) if line not in {*here, *_closing(base.to_bytes())}]
    if not new:
        return catalog
    eol = b"\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else b"\n"
    above = b"" if data.endswith(b"\n") else eol
    apart = b"" if here else eol
    return Catalog.parse(b"".join((data, above, apart, *(line + eol for line in new))), catalog.name)


def _closing(data: bytes) -> list[bytes]:
    """The lines of comments after the last entry."""
    lines: list[bytes] = []
    for line in reversed(data.split(b"\n")):
        if line.strip() and (not line.startswith(b"#") or line.startswith(b"#~")):
            break
        lines.append(line.rstrip(b"\r"))
    return [line for line in reversed(lines) if line]
