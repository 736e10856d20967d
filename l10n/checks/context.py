"""What the rules are given: one source article, or one catalog, with the glossary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from l10n.errors import Location
from l10n.glossary.schema import Glossary
from l10n.model import Entry, State, Tag, Unit


@dataclass(frozen=True, slots=True)
class SourceContext:
    """One article in the source language."""

    article_path: str
    """As findings show it."""
    units: tuple[Unit, ...]
    """In the order of the text."""
    locate: Callable[[Unit, int], tuple[int, int]]
    """Line and column in the article, 1-based, of a code point of a unit's msgid."""
    glossary: Glossary | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a catalog should say that follows from another one."""

    origin: Tag
    texts: Mapping[str, str]
    """By key of the entry: "" where the origin has no text to show."""


@dataclass(frozen=True, slots=True)
class CatalogContext:
    """One article's catalog of one locale."""

    locale: Tag
    source_locale: Tag
    path: str
    """As findings show it."""
    header: Mapping[str, str]
    """Fields by name; empty where the catalog has no header."""
    entries: tuple[Entry, ...]
    """The active ones in file order, without the header. `Entry.line` is where findings point."""
    glossary: Glossary | None
    expected_plural_forms: str | None
    """The `Plural-Forms` of the locale; None where it is not known."""
    derivation: Derivation | None = None
    """None where the catalog follows from none, or from one that cannot be read."""

    def where(self, entry: Entry) -> Location:
        """Where findings about `entry` point."""
        return Location(self.path, entry.line or None)

    @property
    def rendered(self) -> tuple[Entry, ...]:
        """The entries whose translation readers may get to see.

        Untranslated and stale ones are not rendered: the source text stands in for them. So no rule looks for
        faults in a stale text, which somebody has to go over anyway.
        """
        skipped = (State.UNTRANSLATED, State.STALE)
        return tuple(entry for entry in self.entries if entry.state not in skipped)


def pairs(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Each translation of the entry with the source text it translates: (msgid, msgstr).

    The first of several plural forms goes with the msgid, the others and an only one with the msgid_plural.
    """
    plural = entry.msgid_plural
    if plural is None:
        return tuple((entry.msgid, text) for text in entry.msgstrs)
    return tuple(
        (entry.msgid if at == 0 and len(entry.msgstrs) > 1 else plural, text)
        for at, text in enumerate(entry.msgstrs)
    )
