"""One entry of a catalog, merged from two versions of it and the version both began with."""

from dataclasses import dataclass, replace

from l10n.catalog.wrap import escape
from l10n.model import CONFLICT, MACHINE_COMMENT, Entry, State

_STANDING = {
    State.UNTRANSLATED: 0,
    State.MACHINE: 1,
    State.STALE: 2,
    State.ACCEPTED: 3,
    State.POST_EDITED: 4,
    State.TRANSLATED: 4,
}
"""How much of a person stands behind a text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry."""

    entry: Entry | None
    """None where it is gone."""
    conflict: bool = False
    """Two persons translated it differently: the entry is fuzzy, and has the other text in a comment."""


def merged_entry(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Outcome:
    """Three versions of the entry of one key into one; None where a version has no such entry.

    What one side left as it was is taken from the other side. Where both changed it, comments, flags and
    references are merged one by one, and the wording (translation, fuzzy flag, previous source text) is the
    one with more of a person behind it. No text that a person wrote since `base` is lost.
    """
    if ours == theirs or base == theirs:
        return Outcome(ours)
    if base == ours:
        return Outcome(theirs)
    if ours is not None and theirs is not None:
        return _both(base, ours, theirs)
    left = ours or theirs
    assert base is not None
    assert left is not None
    return Outcome(_survivor(base, left))


def reworded_by_person(base: Entry, entry: Entry) -> bool:
    """True if a person translated or reviewed the text, or commented on it, since `base`."""
    if not set(entry.notes) <= set(base.notes):
        return True
    own = _standing(entry) > _STANDING[State.MACHINE]
    return own and _wording(entry) != _wording(base)


def merged_lines(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Ours without what they removed, then what they added."""
    if ours == base:
        return theirs
    if theirs == base:
        return ours
    before, after, here = set(base), set(theirs), set(ours)
    kept = tuple(line for line in ours if line in after or line not in before)
    return (*kept, *(line for line in theirs if line not in before and line not in here))


def _survivor(base: Entry, left: Entry) -> Entry | None:
    """What stays of an entry that one side removed and the other changed."""
    if left.obsolete or base.obsolete:
        return left
    return replace(left, obsolete=True) if reworded_by_person(base, left) else None


def _both(base: Entry | None, ours: Entry, theirs: Entry) -> Outcome:
    winner = _winner(base, ours, theirs)
    loser = theirs if winner is ours else ours
    lost = _is_lost(base, winner, loser)
    conflict = lost and _standing(winner) == _standing(loser)
    notes = merged_lines(base.notes if base else (), ours.notes, theirs.notes)
    if lost:
        notes = (*notes, *_kept_in_comments(loser, "ours" if loser is ours else "theirs"))
    # A text that was approved as the machine had it must not look as if nobody had seen it.
    marks = () if conflict and winner.state is State.ACCEPTED else _marks(winner)
    flags = merged_lines(base.other_flags if base else (), ours.other_flags, theirs.other_flags)
    fuzzy = winner.fuzzy or conflict
    same_comments = (notes, marks) == (winner.notes, _marks(winner))
    same_flags = (flags, fuzzy) == (winner.other_flags, winner.fuzzy)
    entry = replace(
        winner,
        comments=winner.comments if same_comments else (*notes, *marks),
        extracted=merged_lines(base.extracted if base else (), ours.extracted, theirs.extracted),
        references=merged_lines(base.references if base else (), ours.references, theirs.references),
        flags=winner.flags if same_flags else (*(("fuzzy",) if fuzzy else ()), *flags),
        obsolete=_obsolete(base, ours, theirs),
    )
    return Outcome(entry, conflict)


def _winner(base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """The side whose wording holds."""
    if _wording(ours) == _wording(theirs) or _unchanged(base, theirs):
        return ours
    if _unchanged(base, ours):
        return theirs
    if _standing(ours) == _standing(theirs):
        return theirs if base and ours.msgstrs == base.msgstrs else ours
    return ours if _standing(ours) > _standing(theirs) else theirs


def _unchanged(base: Entry | None, entry: Entry) -> bool:
    return entry.state is State.UNTRANSLATED if base is None else _wording(entry) == _wording(base)


def _is_lost(base: Entry | None, winner: Entry, loser: Entry) -> bool:
    """True if a person's words, newer than `base`, would be gone with the loser."""
    if loser.msgstrs == winner.msgstrs or _unchanged(base, loser):
        return False
    if base is not None and loser.msgstrs == base.msgstrs:
        return False
    approved_only = loser.state is State.ACCEPTED and _standing(winner) > _standing(loser)
    return _standing(loser) > _STANDING[State.MACHINE] and not approved_only


def _standing(entry: Entry) -> int:
    return _STANDING[State.MACHINE if entry.machine_only else entry.state]


def _wording(entry: Entry) -> tuple[object, ...]:
    """What belongs together, so is never mixed from two versions."""
    previous = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    return (entry.msgid_plural, entry.msgstrs, entry.fuzzy, previous, _marks(entry))


def _marks(entry: Entry) -> tuple[str, ...]:
    return tuple(comment for comment in entry.comments if MACHINE_COMMENT.match(comment))


def _obsolete(base: Entry | None, ours: Entry, theirs: Entry) -> bool:
    if base is None:
        return ours.obsolete and theirs.obsolete
    return theirs.obsolete if ours.obsolete == base.obsolete else ours.obsolete


def _kept_in_comments(loser: Entry, side: str) -> tuple[str, ...]:
    r"""One comment for each form of the text; newlines and backslashes are written `\n` and `\\`."""
    shown = [escape(text).replace('\\"', '"') for text in loser.msgstrs]
    if loser.msgid_plural is None:
        return (f"{CONFLICT} {side}: {shown[0]}",)
    return tuple(f"{CONFLICT} {side}[{index}]: {text}" for index, text in enumerate(shown))
