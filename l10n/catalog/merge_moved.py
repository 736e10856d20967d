"""Translations of paragraphs that came from other articles."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from l10n.catalog.block import Block
from l10n.catalog.merge_carry import updated
from l10n.catalog.merge_likeness import CLOSE, normal_form, pairs
from l10n.catalog.merge_work import Work
from l10n.model import Entry

CUTOFF = 85
"""How alike by letters (0 to 100) a text from another article is at least."""


def first_by_key(moved: Sequence[Entry]) -> dict[str, Entry]:
    """The translated ones of `moved` by key; of several the first that is not fuzzy."""
    by_key: dict[str, Entry] = {}
    for entry in sorted(moved, key=lambda entry: entry.fuzzy):
        if entry.has_translation:
            by_key.setdefault(entry.key, entry)
    return by_key


def could_take(new: Sequence[Entry], moved: Sequence[Entry]) -> bool:
    """False where `moved` has nothing for any of `new`; told quickly, so a True may be vain hope."""
    if not new or not moved:
        return False
    from rapidfuzz import fuzz, process

    texts = list({entry.msgid: None for entry in moved})
    forms = set(map(normal_form, texts))
    return any(
        normal_form(entry.msgid) in forms
        or process.extractOne(entry.msgid, texts, scorer=fuzz.ratio, score_cutoff=CUTOFF) is not None
        for entry in new
    )


def take_exact(work: Work, known: Mapping[str, Block], moved: Mapping[str, Entry]) -> None:
    """Give new entries, and those `known` without a translation, what `moved` has for their texts."""
    for key, source in moved.items():
        target = work.template.get(key)
        if target is None or source.msgid_plural != target.msgid_plural:
            continue
        if key in work.new:
            work.settle([updated(replace(source, line=0), target)], ())
        elif key in known and not (own := known[key].entry).has_translation:
            notes = tuple(dict.fromkeys((*own.without_refusal().comments, *source.comments)))
            work.entries[key] = updated(replace(source, comments=notes, line=0), target)


def take_alike(work: Work, moved: Mapping[str, Entry]) -> None:
    """Give new entries what `moved` has for texts that are nearly theirs, each to one of them."""
    if not work.new or not moved:
        return
    work.pair_normalised(moved.values())
    taken = set(work.partners.values())
    left = [entry for key, entry in moved.items() if key not in taken]
    for pair in sorted(pairs(list(work.new.values()), left), key=lambda pair: -pair.rank):
        close = pair.letters >= (CLOSE if pair.strict else CUTOFF)
        if close and pair.target.key in work.new and pair.source.key not in taken:
            taken.add(pair.source.key)
            work.pair(pair.target, pair.source)
