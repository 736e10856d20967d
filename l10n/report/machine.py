"""Findings for programs: JSON, GitHub's workflow commands, and GitLab's Code Quality."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring

from l10n.model import Finding, Severity, Span
from l10n.report.escape import visible
from l10n.report.shown import Shown


def summary(findings: Iterable[Finding], units: int) -> dict[str, int]:
    """How many findings of each severity, over how many units."""
    found = Counter(finding.severity for finding in findings)
    return {f"{severity}s": found[severity] for severity in Severity} | {"units": units}


def findings_json(shown: Sequence[Shown], units: int) -> str:
    """One JSON object: `findings`, in the order given, and `summary`.

    Lines and columns are 1-based; columns and `span` (a place in `msgstr`, in an article in `msgid`) count
    code points. `end_line` and `end_column` are right after what is objected to. What is not known is null.
    """
    counted = json.dumps(summary((one.finding for one in shown), units), indent=2).replace("\n", "\n  ")
    pieces = ['{\n  "findings": [']
    for one in shown:
        pieces += ("\n    ", _object(one), ",")
    if shown:
        pieces[-1] = "\n  "
    return "".join([*pieces, '],\n  "summary": ', counted, "\n}"])


def _object(shown: Shown) -> str:
    """An object within a list within an object, indented as `json.dumps` does, which takes much longer."""
    finding = shown.finding
    where = finding.where
    end_line, end_column = shown.end or (None, None)
    return f"""{{
      "rule": {encode_basestring(finding.rule)},
      "severity": {encode_basestring(finding.severity)},
      "locale": {_text(finding.locale)},
      "path": {encode_basestring(where.path)},
      "line": {_number(where.line)},
      "column": {_number(where.column)},
      "end_line": {_number(end_line)},
      "end_column": {_number(end_column)},
      "msgid": {encode_basestring(finding.msgid)},
      "msgstr": {encode_basestring(finding.msgstr)},
      "form": {finding.form},
      "message": {encode_basestring(finding.message)},
      "evidence": {encode_basestring(finding.evidence)},
      "span": {_span(finding.span)},
      "fix": {_text(finding.fix)},
      "fingerprint": "{finding.fingerprint}"
    }}"""


def _text(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


def _span(span: Span | None) -> str:
    return "null" if span is None else f"[\n        {span.start},\n        {span.end}\n      ]"


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings_github(shown: Iterable[Shown], folder: str = "") -> str:
    """A workflow command a finding: GitHub shows each beside its line of the pull request.

    `folder` is the project's within its repository. Escapes as docs.github.com's "Workflow commands for
    GitHub Actions" and actions/toolkit do.
    """
    return "\n".join(_annotation(one, folder) for one in shown)


def in_repository(path: str, folder: str) -> str:
    """The path of a project's file from the top of its repository, in which the project lies in `folder`."""
    return f"{folder}/{path}" if folder else path


def _annotation(shown: Shown, folder: str) -> str:
    finding = shown.finding
    where = finding.where
    end_line, end_column = shown.end or (None, None)
    properties = {
        "file": in_repository(where.path, folder),
        "line": where.line,
        "col": where.column,
        "endLine": end_line,
        # GitHub takes an end only on the same line.
        "endColumn": end_column if end_line == where.line else None,
        "title": finding.rule,
    }
    given = ",".join(
        f"{name}={_property(visible(str(value)))}" for name, value in properties.items() if value is not None
    )
    return f"::{_GITHUB[finding.severity]} {given}::{_data(visible(finding.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def findings_gitlab(shown: Iterable[Shown], folder: str = "") -> str:
    """A Code Quality report (docs.gitlab.com, "Code Quality"): a JSON list, a fingerprint never twice."""
    seen: Counter[str] = Counter()
    said = []
    for one in shown:
        finding = one.finding
        seen[finding.fingerprint] += 1
        again = seen[finding.fingerprint]
        path = in_repository(finding.where.path, folder)
        said.append(
            {
                "description": visible(finding.message),
                "check_name": finding.rule,
                "fingerprint": finding.fingerprint if again == 1 else f"{finding.fingerprint}-{again}",
                "severity": _GITLAB[finding.severity],
                "location": {"path": path, "lines": {"begin": finding.where.line or 1}},
            }
        )
    return json.dumps(said, ensure_ascii=False, indent=2)
