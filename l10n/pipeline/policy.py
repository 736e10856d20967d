"""What of the findings a project wants to hear: its configuration, applied to what the rules found."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import translate

from l10n import registry
from l10n.config import Config
from l10n.config.declared import EVERY_RULE
from l10n.model import Finding, Severity


def wanted(findings: Iterable[Finding], config: Config) -> Iterator[Finding]:
    """The findings that `[tool.l10n.check]` leaves, in order, as severe as it says."""
    check = config.check
    muted = {rule for rule, level in check.severity.items() if level == "off"}.union(check.ignore)
    by_locale = {tag: set(settings.ignore) for tag, settings in config.locale.items() if settings.ignore}
    by_file = [(re.compile(translate(glob)), set(rules)) for glob, rules in check.per_file_ignores.items()]
    levels = {rule: Severity(level) for rule, level in check.severity.items() if level != "off"}
    own = {rule.id: rule.severity for rule in registry.rules()} if levels else {}
    for finding in findings:
        if finding.rule in muted:
            continue
        if finding.locale is not None and finding.rule in by_locale.get(finding.locale, ()):
            continue
        if any(_ignores(rules, finding) and glob.match(finding.where.path) for glob, rules in by_file):
            continue
        level = levels.get(finding.rule)
        yield finding if level is None else _levelled(finding, level, own[finding.rule])


def _ignores(rules: set[str], finding: Finding) -> bool:
    return finding.rule in rules or EVERY_RULE in rules


def _levelled(finding: Finding, level: Severity, own: Severity) -> Finding:
    """`finding` at that level; but what is a note only here, as a draft's, is not made more of."""
    eased = finding.severity is Severity.NOTE and own is not Severity.NOTE
    return finding if eased or finding.severity is level else replace(finding, severity=level)
