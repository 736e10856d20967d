"""Hides names that never change from an engine that would translate them: Trump is no triumph.

For engines that are asked in whole units; those that are asked in sentences are asked more cleverly.

A name is hidden behind a placeholder, which engines give back as it is. That costs an engine what it knows of
the name, so only names that it got wrong are hidden, and only those that take no endings.
"""

from dataclasses import dataclass
from itertools import count

from l10n.glossary.match import find_terms
from l10n.glossary.recognition import recognised
from l10n.glossary.schema import Glossary
from l10n.glossary.unchanging import unchanging
from l10n.model import Tag


@dataclass(frozen=True, slots=True)
class Shielded:
    """A source text with placeholders for names."""

    text: str
    names: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for in the target locale), in the order of the text."""

    def restored(self, translation: str) -> str:
        """`translation`, which holds every placeholder once, with the names in their places."""
        for placeholder, name in self.names:
            translation = translation.replace(placeholder, name)
        return translation


def shielded(glossary: Glossary, text: str, translation: str, locale: Tag) -> Shielded | None:
    """`text` with the unchanging names hidden that `translation` lacks; None where it lacks none."""
    parts, names, at = [], [], 0
    fresh = (f"{{n{number}}}" for number in count() if f"{{n{number}}}" not in text)
    for hit in find_terms(glossary, text):
        name = unchanging(hit, text, locale)
        if name is not None and recognised(hit.term, locale, translation) is None:
            placeholder = next(fresh)
            parts += [text[at : hit.span.start], placeholder]
            names.append((placeholder, name))
            at = hit.span.end
    return Shielded("".join((*parts, text[at:])), tuple(names)) if names else None
