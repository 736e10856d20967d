"""Texts that are values in files of data, and the units that are made of them.

What YAML, TOML and JSON have in common: a text is read from how it is spelled, character by character, with
the place of each; and white space around it is kept as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from l10n.formats.key_paths import KeyPath, dotted
from l10n.formats.lines import Lines, translatable
from l10n.model import Span, Unit, UnitKind

FLOW = "flow"
"""The `Unit.syntax` of what stands between brackets, where a comma ends a text without quotes."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML and TOML want escaped: controls, Unicode's line breaks, BOM, non-characters."""
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Of those, what a text to translate does not hold: all but line feeds and tabs."""


DEEPEST = 50
"""Collections within collections that are read. No text for people lies deeper, and the time that paths (and
YAML's parser) take grows with the square of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a spelled text says."""

    text: str
    anchors: tuple[tuple[int, int], ...]
    """(offset in `text`, offset in the file), ascending, the first at 0: see `Unit.anchors`."""


@dataclass(frozen=True, slots=True)
class Value:
    """A text that is a value in a file of data."""

    path: KeyPath
    span: Span
    """Its spelling, quotes included."""
    reading: Reading
    flow: bool = False
    """It stands between brackets."""
    indent: int = 0
    """Columns before each further line of a YAML block."""


def read_tokens(
    raw: str,
    inner: Span,
    start: int,
    tokens: re.Pattern[str],
    meaning: Callable[[re.Match[str]], str | None],
) -> Reading | None:
    """What `inner` of `raw` says, which stands at `start` in its file.

    `tokens` tells its pieces apart: those of the group `text` say what they are, others what `meaning` makes
    of them. None where it makes nothing of one.
    """
    parts: list[str] = []
    anchors = [(0, start + inner.start)]
    at, length = inner.start, 0
    while at < inner.end:
        found = tokens.match(raw, at, inner.end)
        part = None if found is None else found.group() if found.lastgroup == "text" else meaning(found)
        if found is None or part is None:
            return None
        parts.append(part)
        at, length = found.end(), length + len(part)
        if found.lastgroup != "text":
            anchors.append((length, start + at))
    return Reading("".join(parts), tuple(anchors))


def character(code: str) -> str | None:
    """The character of a hexadecimal code, None where there is none."""
    number = int(code, 16)
    return None if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def outer_space(text: str) -> tuple[str, str]:
    """The white space that `text` begins and ends with."""
    begin = len(text) - len(text.lstrip())
    return text[:begin], text[max(begin, len(text.rstrip())) :]


def value_unit(lines: Lines, value: Value, kind: UnitKind, syntax: str = "") -> Unit | None:
    """The unit of a value, None where there is nothing to translate in it."""
    text = value.reading.text.strip()
    if NO_TEXT.search(text) or not translatable(text):
        return None
    line, column = lines.place(value.span.start)
    begin = len(outer_space(value.reading.text)[0])
    return Unit(
        msgid=text,
        span=value.span,
        kind=kind,
        line=line,
        column=column,
        detail=dotted(value.path),
        syntax=syntax or (FLOW if value.flow else ""),
        prefix=" " * value.indent,
        anchors=_moved(value.reading.anchors, begin),
    )


def _moved(anchors: tuple[tuple[int, int], ...], begin: int) -> tuple[tuple[int, int], ...]:
    """The anchors of the text from `begin` on."""
    before = [anchor for anchor in anchors if anchor[0] <= begin][-1]
    first = (0, before[1] + begin - before[0])
    return (first, *((offset - begin, at) for offset, at in anchors if offset > begin))
