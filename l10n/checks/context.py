"""What the rules are given: one source article or one catalog, with the glossary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from l10n.errors import Location
from l10n.glossary.schema import Glossary
from l10n.model import Entry, Finding, Severity, Span, State, Tag, Unit
from l10n.ports import Rule
from l10n.text.prose import prose
from l10n.text.protect import protected
from l10n.text.scan import Mask
from l10n.text.tokens import word_spans


class Text:
    """One text, and what rules ask of it."""

    __slots__ = ("_lowered", "_words", "masks", "prose", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.masks: tuple[Mask, ...] = protected(text)
        """What of it is no language: code, tags, addresses, placeholders."""
        self.prose = prose(text) if self.masks else text
        """The text with a space for every code point of the masks, so that places are the same."""
        self._words: tuple[Span, ...] | None = None
        self._lowered: list[str] | None = None

    @property
    def words(self) -> tuple[Span, ...]:
        """The places of the words of its prose, in order; found out when first asked for."""
        if self._words is None:
            self._words = tuple([Span(start, end) for start, end in word_spans(self.prose)])
        return self._words

    @property
    def lowered(self) -> list[str]:
        """Its prose in small letters, cut at white space: for a quick look."""
        if self._lowered is None:
            self._lowered = self.prose.lower().split()
        return self._lowered


REMEMBERED = 1 << 13
"""Source texts. The catalogs of an article in all locales, which hold the same ones, are checked in a row."""


@lru_cache(maxsize=REMEMBERED)
def source_text(text: str) -> Text:
    """A source text. Every locale's catalog holds the same ones, so they are remembered."""
    return Text(text)


class Pair(NamedTuple):
    """A translation that readers may get to see, with the source text it translates."""

    entry: Entry
    form: int
    """Which of the entry's plural forms it is."""
    source: Text
    translation: Text


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
    source_locale: Tag

    def finding(self, rule: Rule[Any], unit: Unit, span: Span, message: str) -> Finding:
        """That `rule` objects to what stands at `span` of the unit's msgid."""
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            where=Location(self.article_path, *self.locate(unit, span.start)),
            message=message,
            msgid=unit.msgid,
            evidence=unit.msgid[span.start : span.end],
            span=span,
        )


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a catalog should say that follows from another one."""

    origin: Tag
    texts: Mapping[str, str]
    """By key of the entry: "" where the origin has no text to show."""


@dataclass(frozen=True, eq=False)
class CatalogContext:
    """One article's catalog of one locale. Compared by identity: rules may share what they find in it."""

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

    @cached_property
    def rendered(self) -> tuple[Entry, ...]:
        """The entries whose translation readers may get to see.

        Untranslated and stale ones are not rendered: the source text stands in for them. So no rule looks for
        faults in a stale text, which somebody has to go over anyway.
        """
        skipped = (State.UNTRANSLATED, State.STALE)
        return tuple([entry for entry, state in self.states if state not in skipped])

    @cached_property
    def states(self) -> tuple[tuple[Entry, State], ...]:
        """The entries, each with its state, which takes longer to tell than most rules take."""
        return tuple([(entry, entry.state) for entry in self.entries])

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The translations of the rendered entries, each with its source text.

        The first of several plural forms goes with the msgid, the others and an only one with the
        msgid_plural. A form without a text is left out.
        """
        return tuple(
            [
                Pair(entry, form, source_text(source), Text(text))
                for entry in self.rendered
                for form, source, text in _texts(entry)
                if text.strip()
            ]
        )

    @cached_property
    def together(self) -> str:
        """The translations of `pairs` one after the other: what is not there is in none of them."""
        return "\n".join([pair.translation.text for pair in self.pairs])

    def finding(
        self,
        rule: Rule[Any],
        pair: Pair,
        message: str,
        evidence: str = "",
        span: Span | None = None,
        *,
        severity: Severity | None = None,
        fix: str | None = None,
    ) -> Finding:
        """That `rule` objects to the pair's translation; to what stands at `span`, where that is given.

        Without a `severity` it has the rule's.
        """
        text = pair.translation.text
        return Finding(
            rule=rule.id,
            severity=severity or rule.severity,
            where=self.where(pair.entry),
            message=message,
            locale=self.locale,
            msgid=pair.entry.msgid,
            msgstr=text,
            evidence=text[span.start : span.end] if span else evidence,
            span=span,
            form=pair.form,
            fix=fix,
        )


def _texts(entry: Entry) -> tuple[tuple[int, str, str], ...]:
    """The number of each plural form, the text that it translates, and itself."""
    plural = entry.msgid_plural
    if plural is None:
        return ((0, entry.msgid, entry.msgstrs[0]),)
    return tuple(
        (at, entry.msgid if at == 0 and len(entry.msgstrs) > 1 else plural, text)
        for at, text in enumerate(entry.msgstrs)
    )


@dataclass(frozen=True, slots=True)
class Observation:
    """What one place says of something that other places speak of too, for a rule that compares a project."""

    subject: str
    """What is spoken of: a source text, the id of a term, a name."""
    said: str
    """What is said of it."""
    finding: Finding
    """The place; a rule that objects to it says why with `replace(finding, message=...)`."""
