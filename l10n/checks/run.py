"""Runs rules over an article, a catalog, the glossary, or what was observed in a whole project."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from l10n.checks.context import CatalogContext, Observation, SourceContext
from l10n.glossary.schema import Glossary
from l10n.model import Finding
from l10n.ports import Rule, Scope

Observations = Mapping[str, Sequence[Observation]]
"""By the id of the rule that compares them, in the order of observing."""
Sketches = Mapping[str, Sequence[str]]
"""By the id of the rule that made them."""


def check_source(context: SourceContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for source articles find, by path, line, column and rule."""
    return _ordered(_found("source", context, rules))


def check_catalog(context: CatalogContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for catalogs find, by path, line, column and rule."""
    return _ordered(_found("catalog", context, rules))


def check_glossary(glossary: Glossary, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for the glossary find, by line, column and evidence."""
    return _ordered(_found("glossary", glossary, rules))


def observe(context: SourceContext | CatalogContext, rules: Iterable[Rule[Any]]) -> Observations:
    """What those of `rules` that compare a whole project have to compare in one article or catalog."""
    return {rule.id: tuple(rule.observe(context)) for rule in rules if rule.observe is not None}


def sketch(context: SourceContext | CatalogContext, rules: Iterable[Rule[Any]]) -> Sketches:
    """What those of `rules` that compare a whole project have to remember of one article or catalog."""
    return {rule.id: list(rule.sketch(context)) for rule in rules if rule.sketch is not None}


def concerned(sketches: Sequence[Sketches], rules: Iterable[Rule[Any]]) -> set[int]:
    """Which of the articles and catalogs with these sketches have to be observed, as indexes.

    All of them where a rule does not sketch.
    """
    found: set[int] = set()
    for rule in rules:
        if rule.scope == "project":
            if rule.concerned is None:
                return set(range(len(sketches)))
            some = rule.concerned([each.get(rule.id, ()) for each in sketches])
            found.update(at for at in range(len(sketches)) if at in some)
    return found


def check_project(observed: Iterable[Observations], rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that compare a whole project find, by path, line, column and rule.

    `observed` is what `observe` gave for every article and catalog, in the project's order.
    """
    all_observed = tuple(observed)

    def found() -> Iterator[Finding]:
        for rule in rules:
            if rule.scope == "project":
                yield from rule.check([one for each in all_observed for one in each.get(rule.id, ())])

    return _ordered(found())


def _found(
    scope: Scope, context: SourceContext | CatalogContext | Glossary, rules: Iterable[Rule[Any]]
) -> Iterator[Finding]:
    for rule in rules:
        if rule.scope == scope:
            yield from rule.check(context)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    where = finding.where
    return where.path, where.line or 0, where.column or 0, finding.rule, finding.evidence, finding.message
