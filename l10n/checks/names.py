"""Names of the source articles that are written in two ways, one of them perhaps damaged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from l10n.checks.context import CatalogContext, Observation, SourceContext
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.names import NameWord, name_words
from l10n.model import Certainty, Finding, Severity, Span, Unit
from l10n.ports import Rule
from l10n.text.lookalikes import Likeness, alike
from l10n.text.tokens import word_key

_LONG = 8
"""Letters. Two words so long that differ by one letter within are one word, if they are in one article."""
_REMEMBERED = 500
"""Articles whose names are remembered. Those of any more are found again."""
_OFTEN = 3
"""A writing so many times as frequent as another is taken for the right one."""


@dataclass(frozen=True, slots=True)
class _Written(Observation):
    """A word of a name at one place; `said` is the word."""

    before: str | None
    """The word before it in the name."""
    after: str | None
    """The one after it: a first name has one, a surname none."""
    known: bool
    """True where the glossary has it."""


def _words(context: SourceContext | CatalogContext) -> Iterator[_Written]:
    if isinstance(context, CatalogContext):
        return
    for found in _names(tuple([unit.msgid for unit in context.units])):
        unit = context.units[found.text]
        word = unit.msgid[found.start : found.end]
        if _is_name(word):
            finding = context.finding(NEAR, unit, Span(found.start, found.end), "")
            known = any(hit.span.start <= found.start < hit.span.end for hit in _terms(context, unit))
            yield _Written(word_key(word), word, finding, found.before, found.after, known)


@lru_cache(maxsize=_REMEMBERED)
def _names(texts: tuple[str, ...]) -> tuple[NameWord, ...]:
    """The words of names in an article, which is sketched first and observed later."""
    return tuple(name_words(texts))


def _is_name(word: str) -> bool:
    """False for links between words of names (`von`), numbers and abbreviations."""
    return word[:1].isupper() and not word.isupper()


def _sketch(context: SourceContext | CatalogContext) -> list[str]:
    """The words of names in the article, each once."""
    if isinstance(context, CatalogContext):
        return []
    texts = tuple([unit.msgid for unit in context.units])
    words = {texts[found.text][found.start : found.end] for found in _names(texts)}
    return sorted(filter(_is_name, words))


def _concerned(sketches: Sequence[Sequence[str]]) -> set[int]:
    """The articles that have one of two names much alike."""
    names = dict.fromkeys(name for sketch in sketches for name in sketch)
    doubtful = {name for one, other, _ in alike(names) for name in (one, other)}
    return {at for at, sketch in enumerate(sketches) if not doubtful.isdisjoint(sketch)}


def _terms(context: SourceContext, unit: Unit) -> Sequence[TermHit]:
    return find_terms(context.glossary, unit.msgid) if context.glossary else ()


def _near(observed: Iterable[_Written]) -> Iterator[Finding]:
    places: defaultdict[str, list[_Written]] = defaultdict(list)
    for one in observed:
        places[one.said].append(one)
    for word, other, how in alike(places):
        writings = (_Writing(tuple(places[said])) for said in (word, other))
        wrong, right = sorted(writings, key=_Writing.standing)
        if not wrong.known and _is_meant(wrong, right, how):
            yield from _suspects(wrong, right)
            if wrong.standing() == right.standing():
                yield from _suspects(right, wrong)


@dataclass(frozen=True)
class _Writing:
    """One way to write a name, and where it is written so."""

    places: tuple[_Written, ...]

    def standing(self) -> tuple[bool, int]:
        """By what the right one of two writings is told: the greater."""
        return self.known, len(self.places)

    @cached_property
    def known(self) -> bool:
        return any(one.known for one in self.places)

    @cached_property
    def after(self) -> frozenset[str]:
        return frozenset(one.after for one in self.places if one.after is not None)

    @cached_property
    def neighbours(self) -> frozenset[str]:
        return self.after.union(one.before for one in self.places if one.before is not None)

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(one.finding.where.path for one in self.places)

    @property
    def leads(self) -> bool:
        return all(one.after is not None for one in self.places)


def _is_meant(wrong: _Writing, right: _Writing, how: Likeness) -> bool:
    """True if the two writings seem to name the same.

    They do beside the same first name or surname, for the latter only if their endings are all that differs.
    Beside different ones they are first names of two people; surnames then have to be in one article, as have
    those that are less alike.
    """
    if how is Likeness.ENDING:
        return bool(wrong.after & right.after)
    if wrong.neighbours & right.neighbours:
        return True
    if wrong.neighbours and right.neighbours and wrong.leads and right.leads:
        return False
    if wrong.articles & right.articles:
        often = len(right.places) >= _OFTEN * len(wrong.places)
        return how is Likeness.STRONG or right.known or often or len(right.places[0].said) >= _LONG
    return how is Likeness.STRONG and not (wrong.neighbours and right.neighbours)


def _suspects(wrong: _Writing, right: _Writing) -> Iterator[Finding]:
    first = right.places[0]
    where = f"{first.finding.where.path}:{first.finding.where.line}"
    times = {1: "once", 2: "twice"}.get(len(right.places), f"{len(right.places)} times")
    for one in wrong.places:
        message = f"“{one.said}” is written “{first.said}” {times} elsewhere ({where}): a damaged name?"
        yield replace(one.finding, message=message)


NEAR: Rule[Any] = Rule(
    id="source-near-names",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="project",
    help="A name is written in nearly the same way elsewhere in the articles, and more often: one of the two "
    "may be damaged. Correct it, or put both into the glossary if they are two names.",
    example="Kamala Haris",
    check=_near,
    observe=_words,
    sketch=_sketch,
    concerned=_concerned,
)

RULES = (NEAR,)
