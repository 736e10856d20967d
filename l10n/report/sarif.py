"""Findings in SARIF 2.1.0 (docs.oasis-open.org/sarif), which GitHub's code scanning and editors read."""

import json
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from l10n.model import Certainty, Severity
from l10n.ports import Rule
from l10n.report.escape import visible
from l10n.report.machine import in_repository
from l10n.report.shown import Shown

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
"""What paths are relative to: the top of the repository, as GitHub and Microsoft's viewers call it."""
FINGERPRINT = "l10nFinding/v1"
_PRECISION = {Certainty.CERTAIN: "very-high", Certainty.LIKELY: "high", Certainty.POSSIBLE: "medium"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_LINK = re.compile(r"[\[\]\\]")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def findings_sarif(
    shown: Sequence[Shown],
    rules: Iterable[Rule[Any]],
    version: str,
    *,
    folder: str = "",
    whole: bool = True,
    compared: bool = False,
) -> str:
    """A log of one run of l10n `version`, the same for the same findings.

    `rules` are those that were run, `folder` is the project's within its repository. `whole` is False where a
    file could not be read. With `compared` the findings are those that a baseline does not have.
    """
    declared = list(rules)
    places = {rule.id: at for at, rule in enumerate(declared)}
    paths = {one.finding.where.path: None for one in shown}
    files = {path: at for at, path in enumerate(paths)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "l10n", "version": version, "rules": [_rule(one) for one in declared]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": whole}],
        "artifacts": [
            {"location": _artifact(path, at, folder), "roles": ["analysisTarget"]}
            for path, at in files.items()
        ],
        "results": [_result(one, places, files, folder, compared=compared) for one in shown],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule[Any]) -> dict[str, Any]:
    short = rule.help.split(". ", 1)[0].rstrip(".") + "."
    return {
        "id": rule.id,
        "shortDescription": {"text": _text(short)},
        "fullDescription": {"text": _text(rule.help)},
        "help": {"text": _text(f"{rule.help}\n\nExample: {rule.example}")},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": ["localization"],
            "precision": _PRECISION[rule.certainty],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _artifact(path: str, at: int, folder: str) -> dict[str, Any]:
    # As bytes: a file's name need not be UTF-8.
    uri = quote(os.fsencode(in_repository(path, folder)))
    return {"uri": uri, "uriBaseId": BASE, "index": at}


def _result(
    shown: Shown, places: dict[str, int], files: dict[str, int], folder: str, *, compared: bool
) -> dict[str, Any]:
    finding = shown.finding
    path = finding.where.path
    place: dict[str, Any] = {"artifactLocation": _artifact(path, files[path], folder)}
    if finding.where.line is not None:
        place["region"] = _region(shown)
    about = {"locale": finding.locale, "msgid": finding.msgid, "msgstr": finding.msgstr, "fix": finding.fix}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity.value,
        "message": {"text": _text(finding.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {name: value for name, value in about.items() if value},
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    if compared:
        result["baselineState"] = "new"
    return result


def _region(shown: Shown) -> dict[str, Any]:
    where = shown.finding.where
    region: dict[str, Any] = {"startLine": where.line}
    if where.column is not None:
        region["startColumn"] = where.column
    if shown.end is not None:
        region["endLine"], region["endColumn"] = shown.end
        region["snippet"] = {"text": visible(shown.finding.evidence)}
    return region


def _text(text: str) -> str:
    """A message that shows `text` as it is: nothing in it is a link (3.11.6) or a placeholder (3.11.5)."""
    plain = "\n".join(map(visible, text.split("\n")))
    if "](" in plain:
        plain = _LINK.sub(r"\\\g<0>", plain)
    return _PLACEHOLDER.sub(r"{{\1}}", plain)
