"""Which texts a page shows: the locale's own, else those of the locales that stand in for it."""

from collections.abc import Mapping, Sequence

from l10n.config.chains import convertible
from l10n.model import Tag


def readable(text: str, origin: Tag, tag: Tag) -> str:
    """`text` of `origin` for readers of `tag`: in their script where it can be converted."""
    if origin == tag or not convertible(origin, tag):
        return text
    from l10n.text.script import to_latin

    return to_latin(text)


def together(texts: Sequence[tuple[Tag, Mapping[str, str]]], tag: Tag) -> dict[str, str]:
    """What `tag` shows for each unit key: what the first locale has that has anything."""
    shown: dict[str, str] = {}
    for origin, found in texts:
        for key, text in found.items():
            if key not in shown:
                shown[key] = readable(text, origin, tag)
    return shown
