"""Files of data as tests see them: their units, and the file with every unit written anew."""

from collections.abc import Callable, Iterator, Sequence

from l10n.model import Edit, Unit

NASTY = (
    *"-?:,[]{}#&*!|>'\"%@`=<~.\\/ \t\na", "\n\n", "\n ", " \n", "\r\n", "true", "no", "1", "2026-01-02",
    "12:30", ": ", " #", "- ", "---", "...", "'''", '"""', "\\n", "\\u0041", "\u2028", "\x85", "\u00a0",
    "\x07", "\x7f", "<<", "é", "\ufeff", "😀", "\uffff", "*/", "//", "words",
)  # fmt: skip
"""Pieces of translations that mean something to some parser."""


def described(units: Sequence[Unit]) -> str:
    """`line:column kind detail: msgid`, one a line, a line break shown as ⏎."""
    return "".join(
        f"{unit.line}:{unit.column} {unit.label}: {unit.msgid.replace(chr(10), '⏎')}\n" for unit in units
    )


def written(
    text: str,
    units: Sequence[Unit],
    replacement: Callable[[str, Unit, str], str],
    change: Callable[[str], str],
) -> str:
    """The file with every unit replaced by what `change` makes of its text."""
    parts, at = [], 0
    for unit in units:
        assert at <= unit.span.start < unit.span.end <= len(text)
        parts += [text[at : unit.span.start], replacement(text, unit, change(unit.msgid))]
        at = unit.span.end
    return "".join((*parts, text[at:]))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The file with `edits` made."""
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def stands_where_it_says(text: str, unit: Unit) -> bool:
    """True if each character of the unit's text is where its anchors say, or is spelled there."""
    for offset, char in enumerate(unit.msgid):
        there = text[unit.source_offset(offset)]
        if there != char and not (char in " \n" and there in "\n\r \t") and there not in "\\'":
            return False
    return True


def texts(data: object) -> Iterator[str]:
    """Every text within parsed data, keys left out, in order."""
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from texts(value)
        case list():
            for value in data:
                yield from texts(value)


def changed(data: object, change: Callable[[str], object]) -> object:
    """Parsed data with `change` made to every text, keys left out."""
    match data:
        case str():
            return change(data)
        case dict():
            return {key: changed(value, change) for key, value in data.items()}
        case list():
            return [changed(value, change) for value in data]
    return data
