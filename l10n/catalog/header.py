"""The fields of a catalog's header entry."""

import re
from collections.abc import Mapping

from l10n.catalog.wrap import quoted_lines


def fields_of(msgstr: str) -> dict[str, str]:
    """`Name: value` lines in file order; the first of equal names. Other lines are skipped."""
    fields: dict[str, str] = {}
    for line in msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def with_fields(msgstr: str, fields: Mapping[str, str]) -> str:
    """The header text with `fields` set: known ones in place, new ones at the end in their order."""
    left = dict(fields)
    lines = []
    for line in msgstr.split("\n"):
        name, colon, _ = line.partition(":")
        lines.append(f"{name}: {left.pop(name.strip())}" if colon and name.strip() in left else line)
    if lines[-1] == "":
        lines.pop()
    return "".join(f"{line}\n" for line in (*lines, *(f"{name}: {value}" for name, value in left.items())))


def replaced_in_place(body: str, name: str, value: str, *, wrap: bool, eol: str) -> str | None:
    """The header block's own text with one field's lines replaced; None where it has no such lines."""
    pattern = rf'^"{re.escape(name)}:(?>(?:[^"\\\n]|\\[^n\n]|"[ \t]*\r?\n")*)\\n"[ \t]*\r?\n'
    found = re.search(pattern, body, re.MULTILINE)
    if found is None:
        return None
    lines = quoted_lines("", f"{name}: {value}\n", wrap=wrap)
    new = "".join(line.lstrip() + eol for line in lines if line != ' ""')
    return body[: found.start()] + new + body[found.end() :]
