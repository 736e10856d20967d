"""Numbers that changed in a source text, changed in its translation too."""

import re
from itertools import pairwise

from l10n.catalog.merge_likeness import normal_form

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STYLES = tuple(
    str.maketrans(table)
    for table in (
        {},
        {",": ".", ".": ","},
        {",": "\u00a0", ".": ","},
        {",": "\u202f", ".": ","},
        {",": " ", ".": ","},
        {",": ""},
    )
)
"""How a number may stand in a translation: as it is (1,234.5), 1.234,5, 1 234,5, 1234.5."""


def renumbered(old: str, new: str, translation: str) -> str:
    """`translation` of the source text `old`, with its numbers as they are in `new`.

    Itself unless `old` and `new` differ in nothing but numbers, and each changed number stands exactly once
    in `old` and in the translation, in one of the usual ways of writing it.
    """
    changes = _changes(old, new)
    if not changes:
        return translation
    places: list[tuple[int, int, str]] = []
    for before, after in changes.items():
        found = _place(before, after, translation)
        if found is None:
            return translation
        places.append(found)
    places.sort()
    if any(first[1] > second[0] for first, second in pairwise(places)):
        return translation
    for start, end, number in reversed(places):
        translation = translation[:start] + number + translation[end:]
    return translation


def _changes(old: str, new: str) -> dict[str, str]:
    """What became of every number that changed; empty where more than numbers changed, or it is not clear."""
    before, after = _NUMBER.findall(old), _NUMBER.findall(new)
    if before == after or len(before) != len(after):
        return {}
    if normal_form(_NUMBER.sub("0", old)) != normal_form(_NUMBER.sub("0", new)):
        return {}
    changes = {was: now for was, now in zip(before, after, strict=True) if was != now}
    return changes if all(before.count(number) == 1 for number in changes) else {}


def _place(before: str, after: str, translation: str) -> tuple[int, int, str] | None:
    """Where the one `before` of the translation starts and ends, and what to put there."""
    for style in _STYLES:
        found = list(
            re.finditer(rf"(?<!\d)(?<!\d[.,]){re.escape(before.translate(style))}(?![.,]?\d)", translation)
        )
        if found:
            return (*found[0].span(), after.translate(style)) if len(found) == 1 else None
    return None
