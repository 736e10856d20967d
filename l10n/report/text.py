"""What people read on a terminal: tables and findings. Every function returns the text."""

from collections.abc import Callable, Mapping, Sequence

from l10n.model import Finding, Severity, Tag
from l10n.report.escape import visible
from l10n.report.machine import summary
from l10n.status import Counts

Style = Callable[[str, str], str]
"""Takes a text and what it is (a severity, `dim`, `bold`); returns it as it is to be printed."""


def plain(text: str, _: str) -> str:
    """The style of pipes and files: none."""
    return text


def table(header: Sequence[str], rows: Sequence[Sequence[str]], style: Style = plain) -> str:
    """Columns two spaces apart: the first flush left, the others right."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        return "  ".join((first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others))).rstrip()

    return "\n".join((style(line(header), "bold"), *map(line, rows)))


COLUMNS = ("units", "reviewed", "machine", "stale", "untranslated")


def summary_table(
    source: Tag, counts: Mapping[Tag, Counts], findings: Sequence[Finding], style: Style = plain
) -> str:
    """A row for the source and one a locale: units by state, and findings (notes left out)."""
    serious = [finding for finding in findings if finding.severity is not Severity.NOTE]

    def found(tag: Tag | None) -> str:
        return str(sum(finding.locale == tag for finding in serious))

    units = max((c.units for c in counts.values()), default=0)
    rows: list[tuple[str, ...]] = [(f"{source} (source)", str(units), "", "", "", "", found(None))]
    rows += [(tag, *(str(getattr(c, name)) for name in COLUMNS), found(tag)) for tag, c in counts.items()]
    return table(("locale", *COLUMNS, "findings"), rows, style)


def status_table(rows: Mapping[str, Counts], style: Style = plain) -> str:
    """A row a name: words of the source text, and units by state."""
    columns = ("words", *COLUMNS)
    cells = [(name, *(str(getattr(c, column)) for column in columns)) for name, c in rows.items()]
    return table(("", *columns), cells, style)


def findings_text(
    findings: Sequence[Finding], looked_at: int, style: Style = plain, *, noun: str = "unit"
) -> str:
    """A line a finding, `path:line:column: severity rule: message`, then a line that counts them.

    `looked_at` things called `noun` were checked.
    """
    lines = [
        f"{visible(str(f.where))}: {style(f.severity, f.severity)} {style(f.rule, 'bold')}: "
        f"{visible(f.message)}"
        for f in findings
    ]
    counted = summary(findings, looked_at)
    if findings:
        parts = (plural(counted["errors"], "error"), plural(counted["warnings"], "warning"))
        lines.append(f"{', '.join(parts)}, {plural(counted['notes'], 'note')} in {plural(looked_at, noun)}")
    else:
        lines.append(f"nothing to report in {plural(looked_at, noun)}")
    return "\n".join(lines)


def plural(number: int, noun: str) -> str:
    """`1 unit`, `2 units`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
