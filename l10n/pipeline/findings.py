"""Findings on their way: to and from the manifest, in order, and from catalogs that cannot be read."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from l10n.errors import CatalogError, Location
from l10n.model import Finding, Severity, Span, Tag
from l10n.pipeline.manifest import Record

if TYPE_CHECKING:
    from l10n.checks.suppression import Suppression


def packed(findings: Iterable[Finding], path: str) -> Record:
    """Findings as JSON values: their texts, each once, and then the rest of each finding.

    One long paragraph may have thousands of findings. What most of the file at `path` say is left out.
    """
    texts: dict[str, int] = {}
    rows: list[Record] = []
    for finding in findings:
        where = finding.where
        said = (finding.msgid, finding.msgstr, finding.evidence)
        rows.append(
            [
                finding.rule,
                finding.severity.value,
                None if where.path == path else where.path,
                where.line,
                where.column,
                finding.message,
                finding.locale,
                *(texts.setdefault(text, len(texts)) for text in said),
                finding.span and [finding.span.start, finding.span.end],
                finding.form,
                finding.fix,
            ]
        )
    return [list(texts), rows]


def unpacked(record: Record, path: str) -> list[Finding]:
    """The findings that `packed` was given for the file at `path`."""
    texts, rows = record
    return [_unpacked(row, texts, path) for row in rows]


def _unpacked(row: Record, texts: Sequence[str], path: str) -> Finding:
    rule, severity, shown, line, column, message, tag, *said, span, form, fix = row
    msgid, msgstr, evidence = (texts[at] for at in said)
    where = Location(path if shown is None else shown, line, column)
    place = Span(*span) if span else None
    return Finding(rule, Severity(severity), where, message, tag, msgid, msgstr, evidence, place, form, fix)


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
