"""Runs rules over an article or a catalog."""

from collections.abc import Iterable
from typing import Any

from l10n.checks.context import CatalogContext, SourceContext
from l10n.model import Finding
from l10n.ports import Rule, Scope


def check_source(context: SourceContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for source articles find, by path, line, column and rule."""
    return _run("source", context, rules)


def check_catalog(context: CatalogContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    """What those of `rules` that are for catalogs find, by path, line, column and rule."""
    return _run("catalog", context, rules)


def _run(scope: Scope, context: SourceContext | CatalogContext, rules: Iterable[Rule[Any]]) -> list[Finding]:
    found = (finding for rule in rules if rule.scope == scope for finding in rule.check(context))
    return sorted(found, key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    where = finding.where
    return where.path, where.line or 0, where.column or 0, finding.rule, finding.evidence, finding.message
