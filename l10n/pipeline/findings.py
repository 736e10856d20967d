"""Findings on their way: to and from the manifest, in order, and from catalogs that cannot be read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.errors import CatalogError, Location
from l10n.model import Finding, Severity, Span, Tag
from l10n.pipeline.manifest import Record

if TYPE_CHECKING:
    from l10n.checks.suppression import Suppression


def packed(finding: Finding, path: str) -> Record:
    """A finding as JSON values; what most findings of the file at `path` say is left out."""
    where = finding.where
    return [
        finding.rule,
        finding.severity.value,
        None if where.path == path else where.path,
        where.line,
        where.column,
        finding.message,
        finding.locale,
        finding.msgid,
        finding.msgstr,
        None if finding.evidence == finding.msgid else finding.evidence,
        finding.span and [finding.span.start, finding.span.end],
        finding.form,
        finding.fix,
    ]


def unpacked(record: Record, path: str) -> Finding:
    """The finding that `packed` gave for the file at `path`."""
    rule, severity, shown, line, column, message, tag, msgid, msgstr, evidence, span, form, fix = record
    where = Location(path if shown is None else shown, line, column)
    said = msgid if evidence is None else evidence
    place = Span(*span) if span else None
    return Finding(rule, Severity(severity), where, message, tag, msgid, msgstr, said, place, form, fix)


def as_record(suppression: "Suppression") -> Record:
    """A suppression as JSON values, without the file's path."""
    return [suppression.line, suppression.msgid, suppression.rule, suppression.judged]


def remembered(record: Record, path: str) -> "Suppression":
    """The suppression that `as_record` gave for the file at `path`."""
    from l10n.checks.suppression import Suppression

    return Suppression(path, *record)


def unreadable(error: CatalogError, tag: Tag) -> list[Finding]:
    """The faults of a catalog that cannot be read, as findings."""
    from l10n.checks.catalogs import INVALID

    return [
        Finding(
            rule=INVALID.id,
            severity=INVALID.severity,
            where=fault.where or Location("?"),
            message=fault.message if fault.hint is None else f"{fault.message}: {fault.hint}",
            locale=tag,
        )
        for fault in error.faults
    ]


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, place and rule, each finding once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.where.path, f.where.line or 0, f.where.column or 0, f.rule, f.evidence),
    )
