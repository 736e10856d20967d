"""YAML files of strings, as Rails and many site generators have them. Values are replaced in place."""

import re

from l10n.formats.key_paths import chooser
from l10n.formats.lines import Lines
from l10n.formats.locale_values import names, says_locale, spelled_like, value_edits
from l10n.formats.values import FLOW, Value, value_unit
from l10n.formats.yaml_reading import yaml_values
from l10n.formats.yaml_scalars import write_scalar
from l10n.model import Edit, FormatOptions, Span, Tag, Unit

_AT_THE_MARGIN = re.compile(r"[^\s#]")
_ONLY_KEY = re.compile(r"""(["']?)(?P<name>[A-Za-z][\w.@-]*)\1[ ]*:[ \t]*(?:#.*)?\Z""")
_DOCUMENT = re.compile(r"---[ \t]*(?:#.*)?\Z")


class YamlFormat:
    """Reads YAML."""

    name = "yaml"
    suffixes = frozenset({".yml", ".yaml"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """The texts that chosen keys lead to, in the order of the text; none of a broken file."""
        lines = Lines(text)
        chosen = chooser(options.string_keys)
        units = (
            value_unit(lines, value, "string")
            for value in _values(lines)
            if chosen(value.path) and not says_locale(value)
        )
        return tuple(filter(None, units))

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation as the scalar it replaces is written, in other quotes only where it must be."""
        old = text[unit.span.start : unit.span.end]
        if translation == unit.msgid:
            return old
        return write_scalar(old, translation.strip(), unit.syntax == FLOW, len(unit.prefix))

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """A locale that is the only key at the top (Rails), or `lang`, `language`, `locale`, `dir` there."""
        lines = Lines(text)
        only = _only_key(lines)
        if only is not None:
            name = text[only.start : only.end]
            if not names(name, source):
                return ()
            new = spelled_like(name, target)
            quoted = text[only.end : only.end + 1] in ("'", '"')
            return (Edit(only, new if quoted else write_scalar(name, new)),)
        return value_edits(
            _values(lines),
            source,
            target,
            lambda value, new: write_scalar(text[value.span.start : value.span.end], new, value.flow),
        )

    def destinations(self, text: str) -> tuple[Span, ...]:
        """None: a string file has no links of its own."""
        return ()


def _values(lines: Lines) -> list[Value]:
    """The values of the whole file; none where it is not YAML."""
    first = next((n for n in range(len(lines)) if _AT_THE_MARGIN.match(lines[n])), 0)
    values, whole = yaml_values(lines, first + bool(_DOCUMENT.match(lines[first])), len(lines))
    return values if whole else []


def _only_key(lines: Lines) -> Span | None:
    """The place of the one key at the top, without quotes, where its value is a collection below it."""
    numbers = [n for n in range(len(lines)) if _AT_THE_MARGIN.match(lines[n])]
    if numbers and _DOCUMENT.match(lines[numbers[0]]):
        del numbers[0]
    found = _ONLY_KEY.match(lines[numbers[0]]) if len(numbers) == 1 else None
    if found is None:
        return None
    at = lines.span(numbers[0]).start
    return Span(at + found.start("name"), at + found.end("name"))
