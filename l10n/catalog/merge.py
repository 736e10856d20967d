"""A catalog brought up to date with its article, without losing a word that a person wrote.

Every entry of the template gets, in this order: what the catalog has for it; what the catalog had for it
before it vanished; what the catalog had for a text it was probably edited from, as fuzzy; nothing.
Translations that find no place become obsolete, and come back when their text does.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.catalog.po import Catalog
from l10n.errors import CatalogError, Location
from l10n.model import Entry

CUTOFF = 75
"""How like its old self (0 to 100, `rapidfuzz.fuzz.ratio`) an edited text is at least."""
OBSOLETE_HANDICAP = 10
"""What an obsolete entry must be more alike than one that vanishes only now."""
CLOSE = 90
"""The cutoff for short texts, which are alike by chance, and between different contexts."""


def merge(old: Catalog, template_entries: Sequence[Entry]) -> Catalog:
    """`old` with exactly the entries of the template active, in the template's order.

    Keeps the header, and the bytes of every entry that does not change. Obsolete entries stand at the end, in
    the order in which they stood in `old`. A key is in a catalog once, active or obsolete, and so it stays: a
    new obsolete entry can never meet an older one of its key. Raises CatalogError for a catalog divided by
    `domain` directives.
    """
    if old.domain_line is not None:
        raise CatalogError(
            "a catalog divided into domains cannot be merged",
            Location(old.name, old.domain_line, 1),
            hint="remove the `domain` lines, or move each domain into a file of its own",
        )
    known = {entry.key: entry for entry in old.entries}
    wanted = {entry.key for entry in template_entries}
    gone = [entry for entry in old.entries if entry.key not in wanted]
    carried = _carried([entry for entry in template_entries if entry.key not in known], gone)
    active = [
        _updated(known[entry.key], entry) if entry.key in known else carried.entries.get(entry.key, entry)
        for entry in template_entries
    ]
    obsolete = [
        replace(entry, obsolete=True)
        for entry in gone
        if entry.key not in carried.sources and (entry.obsolete or any(entry.msgstrs) or any(entry.comments))
    ]
    same_places = _keys(old.active) == _keys(active) and len(old.active) + len(obsolete) == len(old.entries)
    if same_places:
        return old.with_entries({entry.key: entry for entry in active})
    return old.arranged([*active, *obsolete])


def _keys(entries: Iterable[Entry]) -> list[str]:
    return [entry.key for entry in entries]


def _updated(old: Entry, template: Entry) -> Entry:
    """`old`, active again if it was obsolete, with what the template says about the unit."""
    entry = replace(old, obsolete=False, references=template.references, extracted=template.extracted)
    if entry.msgid_plural != template.msgid_plural:
        return _refitted(entry, template)
    return entry if entry.fuzzy else _with_previous(entry, None, None, None)


@dataclass(frozen=True, slots=True)
class _Carried:
    """Translations that moved to the text their own was edited into."""

    entries: dict[str, Entry]
    """What became of each, by new key."""
    sources: frozenset[str]
    """The keys they had."""


def _carried(new: Sequence[Entry], gone: Sequence[Entry]) -> _Carried:
    """Pair new entries with translations that lost their place, the most alike first, each used once."""
    entries: dict[str, Entry] = {}
    sources: set[str] = set()
    translated = [entry for entry in gone if any(text.strip() for text in entry.msgstrs)]
    for _, at, from_at in sorted(_alike(new, translated)):
        target, source = new[at], translated[from_at]
        if target.key not in entries and source.key not in sources:
            entries[target.key] = _edited(source, target)
            sources.add(source.key)
    return _Carried(entries, frozenset(sources))


def _alike(new: Sequence[Entry], gone: Sequence[Entry]) -> Iterator[tuple[float, int, int]]:
    """(minus likeness, place in `new`, place in `gone`) of all pairs that an edit may explain."""
    if not new or not gone:
        return
    from rapidfuzz import fuzz, process

    texts = [entry.msgid for entry in gone]
    for at, entry in enumerate(new):
        for _, ratio, from_at in process.extract(
            entry.msgid, texts, scorer=fuzz.ratio, limit=None, score_cutoff=CUTOFF
        ):
            source = gone[from_at]
            likeness = ratio - OBSOLETE_HANDICAP * source.obsolete
            strict = source.msgctxt != entry.msgctxt or _short(source.msgid) or _short(entry.msgid)
            if likeness >= CUTOFF and (ratio >= CLOSE or not strict):
                yield -likeness, at, from_at


def _short(text: str) -> bool:
    # The second part leaves out languages that put no spaces between words.
    return len(text) < 15 or (len(text) < 30 and len(text.split()) < 3)


def _edited(source: Entry, target: Entry) -> Entry:
    """`target` with the translation of `source`, fuzzy, and the text that it translates.

    A text that was fuzzy and had a previous source text still translates that one, as in `msgmerge`.
    """
    entry = replace(
        target,
        msgid_plural=source.msgid_plural,
        msgstrs=source.msgstrs,
        comments=source.comments,
        flags=_with_fuzzy(source.flags),
    )
    if source.fuzzy and source.previous_msgid is not None:
        entry = _with_previous(
            entry, source.previous_msgid, source.previous_msgctxt, source.previous_msgid_plural
        )
    else:
        entry = _with_previous(entry, source.msgid, source.msgctxt, source.msgid_plural)
    if target.msgid_plural != source.msgid_plural:
        entry = _refitted(entry, target)
    previous = (entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural)
    if previous == (entry.msgid, entry.msgctxt, entry.msgid_plural):
        # The edit was taken back.
        return _with_previous(entry, None, None, None)
    return entry


def _refitted(entry: Entry, template: Entry) -> Entry:
    """`entry` with the plural of `template`, fuzzy; forms that find no place become translator comments."""
    count = 1 if template.msgid_plural is None else max(len(entry.msgstrs), len(template.msgstrs))
    kept = (*entry.msgstrs[:count], *("" for _ in range(count - len(entry.msgstrs))))
    lost = [line for text in entry.msgstrs[count:] for line in text.split("\n") if line]
    fitted = replace(
        entry, msgid_plural=template.msgid_plural, msgstrs=kept, comments=(*entry.comments, *lost)
    )
    if not any(kept):
        return _with_previous(fitted, None, None, None)
    fitted = replace(fitted, flags=_with_fuzzy(entry.flags))
    if entry.previous_msgid is None:
        return _with_previous(fitted, entry.msgid, entry.msgctxt, entry.msgid_plural)
    return fitted


def _with_fuzzy(flags: Sequence[str]) -> tuple[str, ...]:
    return ("fuzzy", *(flag for flag in flags if flag != "fuzzy"))


def _with_previous(entry: Entry, msgid: str | None, msgctxt: str | None, plural: str | None) -> Entry:
    return replace(entry, previous_msgid=msgid, previous_msgctxt=msgctxt, previous_msgid_plural=plural)
