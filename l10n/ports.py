"""The three ways to extend l10n: formats, engines and rules.

Each is found by an entry point (`l10n.formats`, `l10n.engines`, `l10n.rules`), see `l10n.registry`.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from l10n.model import Certainty, Edit, Finding, FormatOptions, Severity, Span, Tag, Unit


class Format(Protocol):
    """Finds the units of one kind of article, and writes a translation into a unit's place.

    A format never rewrites an article: everything outside the spans it names is copied.
    """

    name: str
    suffixes: frozenset[str]
    """Lower-case, with the dot: `.md`."""

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """The units of an article, in the order of the text, spans disjoint.

        `text` is the whole file as decoded: any line endings, perhaps a BOM. Never raises on odd text: what
        cannot be understood is left out of the units.
        """
        ...

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """What to put in the place of `unit.span` of `text` so that a reader sees `translation` there.

        Adds prefixes to further lines, uses the line ending of `text`, and escapes what would otherwise
        change the article's structure.
        """
        ...

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """What a page in `target` must say differently of itself: its language and writing direction.

        Only where the article says it; in the order of the text, outside every unit.
        """
        ...

    def destinations(self, text: str) -> tuple[Span, ...]:
        """Where the addresses of links and images stand that belong to no unit: link definitions, `href`.

        In the order of the text. Those within a unit are part of its text.
        """
        ...


Quality = Literal["fast", "normal", "careful"]
"""How much time an engine that has a choice takes for a better translation."""
QUALITIES: tuple[Quality, ...] = ("fast", "normal", "careful")


class Engine(Protocol):
    """A machine translation engine. Made without arguments; opens nothing until it is asked."""

    name: str

    def serves(self, source: Tag, target: Tag) -> bool:
        """True if this machine can translate the pair now. Quick; never raises for what is not installed."""
        ...

    def signature(self, source: Tag, target: Tag) -> str:
        """What the engine and its model are, on one line: `argos translate-en_es 1.9`."""
        ...

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Gets the different texts of many articles at once: batching, sentences and masks are the engine's
        business. Raises EngineError.
        """
        ...


Scope = Literal["source", "catalog", "glossary", "project"]
ContextT = TypeVar("ContextT")


@dataclass(frozen=True, slots=True)
class Rule(Generic[ContextT]):
    """A check, declared as data. The docs' table of rules is generated from these fields."""

    id: str
    """kebab-case, the name users see, select and suppress."""
    severity: Severity
    """Of its findings, unless the glossary entry asks for another."""
    certainty: Certainty
    scope: Scope
    """What it is run on: every source article, every catalog, the glossary itself, or what is observed in all
    articles and catalogs of a project."""
    help: str
    """One or two sentences: what is wrong and what to do."""
    example: str
    """A short text that the rule objects to."""
    check: Callable[[ContextT], Iterator[Finding]]
    """Its findings in what it is run on; in the scope `project`, in the observations made by `observe`."""
    observe: Callable[[Any], Iterator[Any]] | None = None
    """Only in the scope `project`: what there is to compare in one article (`SourceContext`) or catalog
    (`CatalogContext`)."""
    sketch: Callable[[Any], Iterable[str]] | None = None
    """Only with `concerned`: the same in a few short words. They are remembered of every article and catalog,
    so that only those have to be read again to which comparing them matters."""
    concerned: Callable[[Sequence[Sequence[str]]], Container[int]] | None = None
    """Of the sketches of all articles and catalogs, in order, the indexes of those that must be observed."""
