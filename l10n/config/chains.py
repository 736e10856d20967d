"""Which locales stand in for which: chains of fallbacks, and what script conversion can do."""

from collections import deque
from collections.abc import Mapping

from l10n import locale
from l10n.config.declared import Declared
from l10n.model import Tag

_TWO_SCRIPTS = frozenset({"bs", "cnr", "sr"})
"""The languages that are written in Serbian Cyrillic or in Latin letters, from which the others follow."""


def convertible(origin: Tag, tag: Tag) -> bool:
    """True where a text of `origin` is one for readers of `tag` once `l10n.text.script` converted it."""
    scripts = (locale.script(origin), locale.script(tag))
    return scripts == ("Cyrl", "Latn") and locale.language(origin) in _TWO_SCRIPTS


def chains(declared: Declared) -> dict[Tag, tuple[Tag, ...]]:
    """The targets that stand in for each target that has any, the nearest first.

    Each is followed by those that stand in for itself.
    """
    direct = {tag: _direct(tag, declared) for tag in declared.targets}
    found = {tag: _all(tag, direct) for tag in direct}
    return {tag: chain for tag, chain in found.items() if chain}


def in_circles(declared: Declared) -> list[Tag]:
    """The targets whose fallbacks lead back to them, of those that name any, in the order of the file."""
    direct = {tag: _direct(tag, declared) for tag in declared.targets}
    named = [tag for tag, settings in declared.locale.items() if settings.fallback]
    return [tag for tag in named if tag in _all(tag, direct)]


def _direct(tag: Tag, declared: Declared) -> list[Tag]:
    """The fallbacks that the file names; else the targets above the locale that its readers can read."""
    settings = declared.locale.get(tag)
    if settings is not None and settings.fallback is not None:
        return settings.fallback
    return [above for above in locale.parents(tag) if above in declared.targets and _readable(above, tag)]


def _readable(above: Tag, tag: Tag) -> bool:
    return locale.script(above) == locale.script(tag) or convertible(above, tag)


def _all(tag: Tag, direct: Mapping[Tag, list[Tag]]) -> tuple[Tag, ...]:
    """The fallbacks of `tag`, theirs after them, and so on, each once."""
    found: dict[Tag, None] = {}
    waiting = deque(direct.get(tag, ()))
    while waiting:
        one = waiting.popleft()
        if one not in found:
            found[one] = None
            waiting += direct.get(one, ())
    return tuple(found)
