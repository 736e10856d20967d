"""Findings brought to the very characters they are about, with the lines that people are shown."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.errors import CatalogError, Location
from l10n.model import Finding, Span
from l10n.project import Workspace
from l10n.report.shown import Quote, Shown

if TYPE_CHECKING:
    from l10n.catalog.positions import Place, Positions

_CATALOGS = (".po", ".pot")


def placed(workspace: Workspace, findings: Iterable[Finding], *, quotes: bool = True) -> list[Shown]:
    """The findings by file and place; each file is read once more, as it is now.

    A finding of a catalog points at its characters in the translation where it has a span, else at the msgid.
    With `quotes` false the lines to show may be missing, which nobody then has to look for.
    """
    found: list[Shown] = []
    for path, group in groupby(sorted(findings, key=_path), key=_path):
        found += sorted(_in_file(workspace, path, list(group), quotes), key=_order)
    return found


def _path(finding: Finding) -> str:
    return finding.where.path


def _order(shown: Shown) -> tuple[int, int, str, str]:
    where = shown.finding.where
    return where.line or 0, where.column or 0, shown.finding.rule, shown.finding.evidence


def _in_file(workspace: Workspace, path: str, findings: Sequence[Finding], quotes: bool) -> Iterable[Shown]:
    in_catalog = path.endswith(_CATALOGS)
    if in_catalog and not quotes and not any(finding.span for finding in findings):
        return map(Shown, findings)
    try:
        # A Path takes longer to make and to read than all the rest.
        with open(os.path.join(workspace.config.root, path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123
            data = file.read()
    except OSError:
        return map(Shown, findings)
    if in_catalog:
        from l10n.catalog.positions import Positions

        try:
            positions = Positions(data, path)
        except CatalogError:
            return map(Shown, findings)
        return (_in_catalog(positions, one) if quotes or one.span else Shown(one) for one in findings)
    return _in_text(data.decode("utf-8", "replace"), findings)


def _in_text(text: str, findings: Iterable[Finding]) -> Iterator[Shown]:
    """Findings of an article or the glossary, which know their column."""
    from l10n.formats.lines import Lines

    lines = Lines(text)
    cut: dict[int, str] = {}
    for finding in findings:
        number, column = finding.where.line, finding.where.column
        if number is None or number > len(lines):
            yield Shown(finding)
            continue
        if number not in cut:
            cut[number] = lines[number - 1]
        line = cut[number]
        if column is None:
            yield Shown(finding, quote=Quote(number, line))
            continue
        start = column - 1
        end = start + _as_written(line[start : start + len(finding.evidence)], finding.evidence)
        yield Shown(finding, (number, end + 1), Quote(number, line, start, end))


def _as_written(rest: str, evidence: str) -> int:
    """How many code points of `rest` are the evidence, or what of it stands in this line; at least one."""
    same = 0
    for one, other in zip(rest, evidence, strict=False):
        if one != other:
            break
        same += 1
    return max(same, 1)


def _in_catalog(positions: "Positions", finding: Finding) -> Shown:
    line = finding.where.line
    if line is None:
        return Shown(finding)
    if finding.span is not None:
        place = positions.of_translation(line, finding.msgid, finding.form, finding.span)
        if place is not None:
            where = Location(finding.where.path, *place[0])
            return Shown(replace(finding, where=where), place[1], _quote(positions, *place))
    return Shown(finding, quote=_about(positions, line, finding))


def _about(positions: "Positions", line: int, finding: Finding) -> Quote:
    """The line of an entry that a finding without a place of its own is about."""
    evidence, msgid, msgstr = finding.evidence, finding.msgid, finding.msgstr
    place = None
    if evidence and evidence not in (msgid, msgstr):
        if msgstr.count(evidence) == 1:
            place = positions.of_translation(line, msgid, finding.form, _found(msgstr, evidence))
        elif evidence in msgid:
            place = positions.of_source(line, msgid, _found(msgid, evidence))
    if place is not None:
        return _quote(positions, *place)
    start = positions.of_source(line, msgid, Span(0, 1))
    number = line if start is None else start[0][0]
    return Quote(number, positions.line(number))


def _found(text: str, part: str) -> Span:
    """Where `part`, which it holds, first stands in `text`."""
    at = text.index(part)
    return Span(at, at + len(part))


def _quote(positions: "Positions", start: "Place", end: "Place") -> Quote:
    """The first line of a stretch; of one that goes on in further lines, up to its closing quote."""
    number, column = start
    line = positions.line(number)
    last = end[1] - 1 if end[0] == number else len(line.rstrip()) - 1
    return Quote(number, line, column - 1, max(last, column))
