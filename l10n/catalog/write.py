"""An entry as GNU `msgcat` writes it."""

import re

from l10n.catalog.comments import Notes, write_comments
from l10n.catalog.wrap import PAGE_WIDTH, quoted_lines
from l10n.errors import CatalogError
from l10n.model import Entry

_UNWRITABLE = re.compile("[\x00\x04\ud800-\udfff]")


def entry_text(entry: Entry, *, wrap: bool = True, eol: str = "\n") -> str:
    """The lines of `entry`, each ended by `eol`; an entry flagged `no-wrap` is never wrapped.

    Raises CatalogError for text that no .po file can hold: NUL and EOT characters, lone surrogates.
    """
    notes = Notes(entry.comments, entry.extracted, entry.references, entry.flags)
    lines = write_comments(notes, PAGE_WIDTH)
    wrap = wrap and "no-wrap" not in entry.flags
    mark, before = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    strings = (
        (before, "msgctxt", entry.previous_msgctxt),
        (before, "msgid", _previous_msgid(entry)),
        (before, "msgid_plural", entry.previous_msgid_plural),
        (mark, "msgctxt", entry.msgctxt),
        (mark, "msgid", entry.msgid),
        (mark, "msgid_plural", entry.msgid_plural),
        *[(mark, *numbered) for numbered in _msgstrs(entry)],
    )
    for prefix, keyword, text in strings:
        if text is not None:
            _require_writable(text)
            lines += quoted_lines(keyword, text, prefix, wrap=wrap)
    return eol.join((*lines, ""))


def _previous_msgid(entry: Entry) -> str | None:
    # The grammar has no #| msgctxt or #| msgid_plural without a #| msgid.
    others = (entry.previous_msgctxt, entry.previous_msgid_plural)
    if entry.previous_msgid is None and any(text is not None for text in others):
        return entry.msgid
    return entry.previous_msgid


def _msgstrs(entry: Entry) -> tuple[tuple[str, str], ...]:
    if entry.msgid_plural is None:
        return (("msgstr", entry.msgstr),)
    return tuple((f"msgstr[{index}]", text) for index, text in enumerate(entry.msgstrs))


def _require_writable(text: str) -> None:
    # Printable text, which nearly all is, is told sooner, and has none of them.
    if not text.isprintable() and (found := _UNWRITABLE.search(text)):
        raise CatalogError(
            f"a catalog cannot hold the character U+{ord(found[0]):04X}: {text[:40]!r}",
            hint="remove it from the article or the translation",
        )
