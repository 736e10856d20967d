"""What files of data say about their own locale, and what they say in another one."""

import re
from collections.abc import Callable, Iterable

from l10n import locale
from l10n.errors import LocaleError
from l10n.formats.values import Value
from l10n.model import Edit, Tag

LANGUAGE_KEYS = frozenset({"lang", "language", "locale", "@@locale"})
"""Keys at the top whose value names the locale of the text; `@@locale` is that of ARB files."""
DIRECTION_KEYS = frozenset({"dir", "direction", "text-direction"})
_DIRECTIONS = ("ltr", "rtl")


def says_locale(value: Value) -> bool:
    """True for a value that is no text: a locale or a direction under the key for it."""
    if len(value.path) != 1:
        return False
    text = value.reading.text.strip()
    if value.path[0] in DIRECTION_KEYS:
        return text.lower() in (*_DIRECTIONS, "auto")
    return value.path[0] in LANGUAGE_KEYS and parsed(text) is not None


def parsed(text: str) -> Tag | None:
    """The locale that `text` names, None where it names none."""
    try:
        return locale.parse(text)
    except LocaleError:
        return None


def names(text: str, source: Tag) -> bool:
    """True if `text` names the locale `source`, perhaps with a region more or less."""
    tag = parsed(text)
    return tag is not None and (locale.covers(source, tag) or locale.covers(tag, source))


def spelled_like(old: str, target: Tag) -> str:
    """`target` in the style of the locale `old`: `pt-BR`, `pt_BR`, `pt_BR.UTF-8`, `pt-br`, `PT`."""
    codeset = re.search(r"\.[\w-]+", old)
    if "@" in old or codeset:
        name, at, modifier = locale.to_posix(target).partition("@")
        return f"{name}{codeset.group() if codeset else ''}{at}{modifier}"
    new = target.replace("-", "_") if "_" in old else str(target)
    if re.search("[-_]", old) and old.islower():
        return new.lower()
    return new.upper() if old.isupper() else new


def value_edits(
    values: Iterable[Value], source: Tag, target: Tag, written: Callable[[Value, str], str]
) -> tuple[Edit, ...]:
    """The changes to values that name the source locale or its direction, in the order of the text.

    `written` spells another text in the place of a value.
    """
    edits: list[Edit] = []
    for value in filter(says_locale, values):
        old = value.reading.text.strip()
        if value.path[0] in LANGUAGE_KEYS:
            new = spelled_like(old, target) if names(old, source) else old
        else:
            new = direction(target) if old.lower() in _DIRECTIONS else old
        if new.lower() != old.lower():
            edits.append(Edit(value.span, written(value, new)))
    return tuple(edits)


def direction(tag: Tag) -> str:
    """The direction of the locale's texts, as HTML names it."""
    return _DIRECTIONS[locale.is_right_to_left(tag)]
