"""What becomes of a translation when the text that it translates becomes another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from l10n.catalog.merge_numbers import renumbered
from l10n.model import MACHINE_COMMENT, REFUSED, Entry

PARAGRAPH_BREAK = "\n\n"
"""Stands in a previous source text where two entries were joined."""


def updated(old: Entry, template: Entry) -> Entry:
    """`old`, active again if it was obsolete, with what the template says about the unit."""
    if old.obsolete or old.references != template.references or old.extracted != template.extracted:
        old = replace(old, obsolete=False, references=template.references, extracted=template.extracted)
    if old.msgid_plural != template.msgid_plural:
        return _refitted(old.without_refusal(), template)
    return old if old.fuzzy else _with_previous(old, None, None, None)


def edited(source: Entry, target: Entry) -> Entry:
    """`target` with the translation of `source`, fuzzy, and the text that it translates.

    A text that was fuzzy and had a previous source text still translates that one, as in `msgmerge`. Where
    only numbers changed they are changed in the translation.
    """
    msgstrs = source.msgstrs
    if source.msgid_plural is None and target.msgid_plural is None:
        msgstrs = (renumbered(source.msgid, target.msgid, source.msgstr),)
    msgid, msgctxt, msgid_plural = _translated_text(source)
    entry = replace(
        target,
        msgid_plural=source.msgid_plural,
        msgstrs=msgstrs,
        comments=_lasting(source.comments),
        flags=("fuzzy", *source.other_flags),
        previous_msgid=msgid,
        previous_msgctxt=msgctxt,
        previous_msgid_plural=msgid_plural,
    )
    if target.msgid_plural != source.msgid_plural:
        entry = _refitted(entry, target)
    previous = (entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural)
    if previous == (entry.msgid, entry.msgctxt, entry.msgid_plural):
        # The edit was taken back.
        entry = _with_previous(entry, None, None, None)
    return _signed(entry, (source,))


def part_of(source: Entry, target: Entry, text: str, *, first: bool) -> Entry:
    """`target` with `text`, a part of the translation of `source`, which was divided.

    Its previous source text is the whole, so that the translator sees what it was a part of. The notes on the
    whole go with the first part.
    """
    notes = [note for note in source.comments if first or MACHINE_COMMENT.match(note)]
    entry = replace(target, msgstrs=(text,), comments=_lasting(notes), flags=("fuzzy", *source.other_flags))
    return _signed(_with_previous(entry, *_translated_text(source)), (source,))


def joined(sources: Sequence[Entry], target: Entry, text: str) -> Entry:
    """`target` with `text`, the translations of `sources` one after the other.

    Its previous source text is theirs, with a blank line where one became the other.
    """
    notes = _lasting(dict.fromkeys(note for source in sources for note in source.comments))
    flags = dict.fromkeys(flag for source in sources for flag in source.other_flags)
    entry = replace(target, msgstrs=(text,), comments=notes, flags=("fuzzy", *flags))
    previous = PARAGRAPH_BREAK.join(_translated_text(source)[0] for source in sources)
    return _signed(_with_previous(entry, previous, sources[0].msgctxt, None), sources)


def adds_nothing(entry: Entry, before: Sequence[Entry]) -> bool:
    """True for a text carried over from `before`, the entries that it translates, and not worked on since."""
    if not entry.fuzzy or not before or any(e.msgid_plural is not None for e in (entry, *before)):
        return False
    notes = {note for source in before for note in source.comments}
    if not all(note in notes or MACHINE_COMMENT.match(note) for note in entry.comments):
        return False
    if len(before) > 1:
        return "".join(entry.msgstr.split()) == "".join("".join(e.msgstr.split()) for e in before)
    whole = before[0]
    return entry.msgstr in whole.msgstr or entry.msgstr == renumbered(whole.msgid, entry.msgid, whole.msgstr)


def _lasting(comments: Iterable[str]) -> tuple[str, ...]:
    """Without those on a machine that was refused once: a person decided on the text since."""
    return tuple(comment for comment in comments if not comment.startswith(REFUSED))


def _translated_text(entry: Entry) -> tuple[str, str | None, str | None]:
    """The source text that the translation was made for: msgid, context and plural."""
    if entry.fuzzy and entry.previous_msgid is not None:
        return entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural
    return entry.msgid, entry.msgctxt, entry.msgid_plural


def _signed(entry: Entry, sources: Sequence[Entry]) -> Entry:
    """`entry` marked as machine text where all of `sources` are that, and only there."""
    machine = all(
        source.machine_signature and replace(source, flags=("fuzzy",)).machine_only for source in sources
    )
    if machine == entry.machine_only or len(entry.msgstrs) > 1:
        return entry
    notes = entry.notes
    if machine and (signature := sources[0].machine_signature):
        translated = entry.msgid if entry.previous_msgid is None else entry.previous_msgid
        marked = Entry(translated).with_machine_text(entry.msgstr, signature)
        notes = (*notes, *marked.comments)
    return replace(entry, comments=notes)


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
    fitted = replace(fitted, flags=("fuzzy", *entry.other_flags))
    if entry.previous_msgid is None:
        return _with_previous(fitted, entry.msgid, entry.msgctxt, entry.msgid_plural)
    return fitted


def _with_previous(entry: Entry, msgid: str | None, msgctxt: str | None, plural: str | None) -> Entry:
    if (entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural) == (
        msgid,
        msgctxt,
        plural,
    ):
        return entry
    return replace(entry, previous_msgid=msgid, previous_msgctxt=msgctxt, previous_msgid_plural=plural)
