"""JSON files of strings: user interfaces, captions, settings with texts. Values are replaced in place."""

import re
from typing import TYPE_CHECKING

from l10n.formats.key_paths import chooser
from l10n.formats.lines import BOM, Lines
from l10n.formats.locale_values import names, says_locale, spelled_like, value_edits
from l10n.formats.values import value_unit
from l10n.model import Edit, FormatOptions, Span, Tag, Unit

if TYPE_CHECKING:
    from l10n.formats.json_scan import Document

_ASCII = "ascii"
"""The `Unit.syntax` in a file that escapes all that is not ASCII."""
_CODE = re.compile(r"\\u[0-9A-Fa-f]{4}")


class JsonFormat:
    """Reads JSON."""

    name = "json"
    suffixes = frozenset({".json"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """The texts that chosen keys lead to, in the order of the text; none of a broken file."""
        document = _document(text)
        if document is None:
            return ()
        chosen = chooser(options.string_keys)
        lines = Lines(text)
        syntax = _ASCII if text.removeprefix(BOM).isascii() and _CODE.search(text) else ""
        units = (
            value_unit(lines, value, "string", syntax)
            for value in document.values
            if chosen(value.path) and not says_locale(value)
        )
        return tuple(filter(None, units))

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation as a JSON string, escaped as the file escapes."""
        old = text[unit.span.start : unit.span.end]
        if translation == unit.msgid:
            return old
        return _spelled(old, translation.strip(), ascii_only=unit.syntax == _ASCII)

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """`lang`, `language`, `locale`, `@@locale`, `dir` at the top; a locale that is the only key there."""
        document = _document(text)
        if document is None:
            return ()
        if len(document.keys) == 1 and names(document.keys[0][0], source):
            name, span = document.keys[0]
            return (Edit(span, _written(text, span, spelled_like(name, target))),)
        return value_edits(
            document.values, source, target, lambda value, new: _written(text, value.span, new)
        )

    def destinations(self, text: str) -> tuple[Span, ...]:
        """None: a string file has no links of its own."""
        return ()


def _document(text: str) -> "Document | None":
    from l10n.formats.json_scan import read_json

    return read_json(text, int(text.startswith(BOM)))


def _written(text: str, span: Span, new: str) -> str:
    return _spelled(text[span.start : span.end], new, ascii_only=False)


def _spelled(old: str, new: str, *, ascii_only: bool) -> str:
    from l10n.formats.json_scan import write_text

    return write_text(old, new, ascii_only)
