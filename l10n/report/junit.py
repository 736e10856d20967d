"""Findings as JUnit XML, which GitLab, Jenkins and most other CI servers show as tests."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby
from xml.etree import ElementTree

from l10n.model import Severity
from l10n.report.escape import visible
from l10n.report.quoting import quoted_line
from l10n.report.shown import Shown

# What XML 1.0 (section 2.2) has no place for, besides the control characters that are spelled out.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def findings_junit(shown: Sequence[Shown], failing: Collection[Severity]) -> str:
    """A test suite a file and a test a finding: failed for a severity of `failing`, else skipped.

    A project without findings is one test that passed.
    """
    root = ElementTree.Element("testsuites", {"name": "l10n check"})
    suites = [(path, list(group)) for path, group in groupby(shown, lambda one: one.finding.where.path)]
    for path, findings in suites or [("l10n check", [])]:
        failures = sum(one.finding.severity in failing for one in findings)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            {
                "name": _sound(path),
                "tests": str(len(findings) or 1),
                "failures": str(failures),
                "errors": "0",
                "skipped": str(len(findings) - failures),
            },
        )
        for one in findings:
            _case(suite, one, failed=one.finding.severity in failing)
        if not findings:
            ElementTree.SubElement(suite, "testcase", {"classname": "l10n", "name": "nothing to report"})
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _case(suite: ElementTree.Element, shown: Shown, *, failed: bool) -> None:
    finding = shown.finding
    name = f"{finding.rule} {finding.where}"
    case = ElementTree.SubElement(
        suite,
        "testcase",
        {
            "classname": f"l10n.{finding.locale or 'source'}",
            "name": _sound(name),
            "file": _sound(finding.where.path),
        },
    )
    message = {"message": _sound(finding.message)}
    if not failed:
        ElementTree.SubElement(case, "skipped", message)
        return
    failure = ElementTree.SubElement(case, "failure", message | {"type": finding.severity.value})
    lines = [f"{finding.where}: {finding.severity} {finding.rule}: {finding.message}"]
    quoted = quoted_line(shown.quote) if shown.quote else []
    failure.text = "\n".join(map(_sound, (*lines, *quoted)))


def _sound(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
