"""Front matter: the values of chosen keys, edited in place.

YAML between `---` lines and TOML between `+++` lines; JSON is passed over. Order, comments, quotes and all
other values stay as they are, and so does what is not understood.
"""

import re
from collections.abc import Iterator

from l10n.formats.key_paths import chooser
from l10n.formats.lines import BLANKS, Lines, line_ending
from l10n.formats.locale_values import (
    DIRECTION_KEYS,
    LANGUAGE_KEYS,
    direction,
    names,
    says_locale,
    value_edits,
)
from l10n.formats.toml_reading import toml_values
from l10n.formats.toml_scalars import read_string, write_string
from l10n.formats.values import FLOW, Value, value_unit
from l10n.formats.yaml_reading import yaml_values
from l10n.formats.yaml_scalars import read_scalar, write_scalar
from l10n.model import Edit, Span, Tag, Unit

_FENCES = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}
_BREAK = re.compile(r"\s*[\r\n]\s*")
_LOCALE_KEY = re.compile(rf"""["']?(?:{"|".join(sorted(LANGUAGE_KEYS | DIRECTION_KEYS))})["']?[ \t]*[:=]""")


def end_of_front_matter(lines: Lines) -> int:
    """How many lines the front matter takes, its fences counted; 0 where there is none."""
    closing = _FENCES.get(lines[0].rstrip(BLANKS), ())
    for number in range(1, len(lines) if closing else 0):
        if lines[number].rstrip(BLANKS) in closing:
            return number + 1
    return 0


def front_matter_units(lines: Lines, end: int, keys: tuple[str, ...]) -> Iterator[Unit]:
    """The values of `keys` in the front matter that takes `end` lines, in the order of the text.

    A key is one at the top, or a path of keys joined by full stops (`seo.title`); of a list, each text is one
    unit.
    """
    chosen = chooser(keys)
    for value in _values(lines, end):
        if chosen(value.path) and not says_locale(value) and (unit := value_unit(lines, value, "metadata")):
            yield unit


def front_matter_replacement(text: str, unit: Unit, translation: str) -> str:
    """What to put in the place of a unit of the front matter of `text`, so that its value is `translation`.

    Where the source text is one line, line breaks become spaces.
    """
    return scalar(
        text[unit.span.start : unit.span.end],
        text.lstrip("\ufeff").startswith("+++"),
        translation,
        unit.syntax == FLOW,
        len(unit.prefix),
    )


def scalar(old: str, toml: bool, text: str, flow: bool = False, indent: int = 0) -> str:
    """`text` written as the scalar `old` is, in other quotes only where it must be.

    Where `old` says one line, line breaks become spaces. `flow`: it stands between brackets in YAML;
    `indent`: the columns before each line of a YAML block, 0 where its first line shows it.
    """
    reading = read_string(old, 0) if toml else read_scalar(old, 0, indent)
    text = text.strip()
    if reading is None or "\n" not in reading.text.strip():
        text = _BREAK.sub(" ", text)
    text = text.replace("\r\n", "\n")
    return write_string(old, text) if toml else write_scalar(old, text, flow, indent)


def locale_edits(text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
    """What the front matter of an article in `target` says differently of itself, in the order of the text.

    `lang`, `language` and `locale` at the top where they name the source locale, and `dir`, `direction` and
    `text-direction`. Where the language runs from right to left and no direction is given, a line with `dir`
    comes after that of the language.
    """
    lines = Lines(text)
    end = end_of_front_matter(lines)
    if not any(_LOCALE_KEY.match(lines[number]) for number in range(1, end)):
        return ()
    values = [value for value in _values(lines, end) if says_locale(value)]
    toml = lines[0].startswith("+")
    edits = value_edits(
        values,
        source,
        target,
        lambda value, new: scalar(text[value.span.start : value.span.end], toml, new, value.flow),
    )
    written = [value for value in values if value.path[0] in LANGUAGE_KEYS]
    if direction(target) == "rtl" and not any(value.path[0] in DIRECTION_KEYS for value in values):
        edits += _direction_line(lines, [v for v in written if names(v.reading.text, source)], toml)
    return tuple(sorted(edits, key=lambda edit: edit.span.start))


def _direction_line(lines: Lines, said: list[Value], toml: bool) -> tuple[Edit, ...]:
    """A line that gives the direction, after the one of the first of the values that name the locale."""
    if not said:
        return ()
    number, _ = lines.place(said[0].span.end)
    at = lines.span(number).start
    new = 'dir = "rtl"' if toml else "dir: rtl"
    return (Edit(Span(at, at), new + line_ending(lines.text)),)


def _values(lines: Lines, end: int) -> list[Value]:
    """The texts that are values in the front matter that takes `end` lines."""
    if end <= 2:
        return []
    match lines[0][:1]:
        case "-":
            return yaml_values(lines, 1, end - 1)[0]
        case "+":
            return toml_values(lines.text, lines.span(1).start, lines.span(end - 1).start)
    return []
