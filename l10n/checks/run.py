"""Runs rules over an article, a catalog or the glossary."""

from collections.abc import Iterable
from typing import Any

from l10n.checks.context import CatalogContext, SourceContext
from l10n.glossary.schema import Glossary
from l10n.model import Finding
from l10n.ports import Rule, Scope


def check_source(context: SourceContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for source articles find, by path, line, column and rule."""
    return _run("source", context, rules)


def check_catalog(context: CatalogContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for catalogs find, by path, line, column and rule."""
    return _run("catalog", context, rules)


def check_glossary(glossary: Glossary, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for the glossary find, by line, column and evidence."""
    return _run("glossary", glossary, rules)


def _run(
    scope: Scope, context: SourceContext | CatalogContext | Glossary, rules: Iterable[Rule[Any]]
) -> list[Finding]:
    found = (finding for rule in rules if rule.scope == scope for finding in rule.check(context))
    return sorted(found, key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    where = finding.where
    return where.path, where.line or 0, where.column or 0, finding.rule, finding.evidence, finding.message
