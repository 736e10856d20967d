"""Findings for programs: JSON, and GitHub's workflow commands."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from l10n.model import Finding, Severity
from l10n.report.escape import visible


def summary(findings: Iterable[Finding], units: int) -> dict[str, int]:
    """How many findings of each severity, over how many units."""
    found = Counter(finding.severity for finding in findings)
    return {f"{severity}s": found[severity] for severity in Severity} | {"units": units}


def findings_json(findings: Sequence[Finding], units: int) -> str:
    """One JSON object: `findings`, in the order given, and `summary`."""
    shown = [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "locale": finding.locale,
            "path": finding.where.path,
            "line": finding.where.line,
            "column": finding.where.column,
            "msgid": finding.msgid,
            "msgstr": finding.msgstr,
            "message": finding.message,
            "evidence": finding.evidence,
            "fingerprint": finding.fingerprint,
        }
        for finding in findings
    ]
    return json.dumps({"findings": shown, "summary": summary(findings, units)}, ensure_ascii=False, indent=2)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings_github(findings: Iterable[Finding]) -> str:
    """A workflow command a finding: GitHub shows each beside its line of the pull request.

    Escapes as docs.github.com's "Workflow commands for GitHub Actions" and actions/toolkit do.
    """
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    where = finding.where
    properties = {"file": where.path, "line": where.line, "col": where.column, "title": finding.rule}
    given = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{_GITHUB[finding.severity]} {given}::{_data(visible(finding.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
