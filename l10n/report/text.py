"""What people read on a terminal: tables and findings. Every function returns the text."""

from collections.abc import Callable, Mapping, Sequence

from l10n.model import Finding, Severity, Tag
from l10n.report.escape import visible
from l10n.report.machine import summary
from l10n.report.quoting import WIDTH, quoted_line
from l10n.report.shown import Shown
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
    lines = [_headline(finding, style) for finding in findings]
    return "\n".join((*lines, _counted(findings, plural(looked_at, noun))))


def findings_with_lines(
    shown: Sequence[Shown], looked_at: int, style: Style = plain, *, width: int = WIDTH
) -> str:
    """The same, each finding followed by the line of the file that it is about, its characters marked.

    No line is wider than `width` columns of a terminal, unless what is marked is.
    """
    lines: list[str] = []
    for one in shown:
        lines.append(_headline(one.finding, style))
        if one.quote is not None:
            quoted, *marks = quoted_line(one.quote, width)
            lines.append(quoted)
            lines += [style(mark, one.finding.severity) for mark in marks]
    findings = [one.finding for one in shown]
    return "\n".join((*lines, _counted(findings, plural(looked_at, "unit"))))


def _headline(finding: Finding, style: Style) -> str:
    severity, rule = style(finding.severity, finding.severity), style(finding.rule, "bold")
    return f"{visible(str(finding.where))}: {severity} {rule}: {visible(finding.message)}"


def _counted(findings: Sequence[Finding], looked_at: str) -> str:
    if not findings:
        return f"nothing to report in {looked_at}"
    counted = summary(findings, 0)
    parts = (plural(counted["errors"], "error"), plural(counted["warnings"], "warning"))
    return f"{', '.join(parts)}, {plural(counted['notes'], 'note')} in {looked_at}"


def plural(number: int, noun: str) -> str:
    """`1 unit`, `2 units`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
