"""Writes the certain corrections of findings into articles and catalogs.

A correction is written only where the text still is what the finding spoke of, and an article only where it
is cut into the same units afterwards. Translations of a corrected source text stay what they are: a name is
spelt right, and nothing is said anew. What a person translated is left alone unless that is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.model import Edit, Entry, Finding, Span, State
from l10n.pipeline.merging import Merged, read_old
from l10n.pipeline.respelling import respelled_catalogs
from l10n.pipeline.writing import Writer
from l10n.project import CatalogFile, Workspace
from l10n.text.splicing import Disjoint, spliced

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.formats.article import Article
    from l10n.model import Unit


MOST_ROUNDS = 10
"""Of correcting what correcting has laid open. Two or three do, unless rules contradict each other."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of the findings whose correction is certain."""

    written: tuple[Finding, ...] = ()
    """Those that were corrected, in the order of the files."""
    by_hand: tuple[Finding, ...] = ()
    """Those in translations that a person stands behind, which were left alone."""

    def then(self, later: "Fixed") -> "Fixed":
        """What became of them in both rounds, what was left being what is left in the last."""
        return Fixed((*self.written, *later.written), later.by_hand)


def fix_in_rounds(
    workspace: Workspace,
    paths: Sequence[Path],
    find: Callable[[], Iterable[Finding]],
    writer: Writer,
    now: datetime,
    *,
    by_hand: bool,
) -> Fixed:
    """As `fix`, again with what `find` finds then, until nothing is left to correct.

    `paths` as in `Workspace.select`. A dry `writer` sees one round only.
    """
    done = Fixed()
    for _ in range(MOST_ROUNDS):
        findings = find()
        chosen = workspace.select(paths, workspace.article_paths())
        fixed = fix(workspace, chosen, findings, writer, now, by_hand=by_hand)
        done = done.then(fixed)
        if writer.dry or not fixed.written:
            break
    return done


def fix(
    workspace: Workspace,
    paths: Iterable[PurePosixPath],
    findings: Iterable[Finding],
    writer: Writer,
    now: datetime,
    *,
    by_hand: bool = False,
) -> Fixed:
    """Correct what `findings` about these articles and their catalogs say with certainty.

    People's translations only with `by_hand`. Of each article everything is read before anything is written.
    Raises CatalogError, and ConflictError for a file that somebody saved meanwhile.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix is not None:
            found[finding.where.path].append(finding)
    written: list[Finding] = []
    left: list[Finding] = []
    for path in paths:
        written += _fix_article(workspace, path, found, writer, now)
        for tag in workspace.config.targets:
            of_catalog = found.get(workspace.shown(workspace.catalog_path(path, tag)))
            if of_catalog and workspace.config.origin(tag) is None:
                old = read_old(workspace, path, tag)
                assert old.catalog is not None
                corrected = corrected_catalog(old.catalog, of_catalog, by_hand=by_hand)
                merged = Merged.of(old.file, old.catalog).with_catalog(corrected.catalog, now)
                writer.write(old.file.path, merged.data, expected=old.file)
                written += corrected.written
                left += corrected.left
    return Fixed(tuple(written), tuple(left))


def _fix_article(
    workspace: Workspace,
    path: PurePosixPath,
    found: Mapping[str, list[Finding]],
    writer: Writer,
    now: datetime,
) -> list[Finding]:
    place = workspace.source_path(path)
    of_article = found.get(workspace.shown(place))
    if not of_article:
        return []
    article = workspace.read_article(path)
    text, written = corrected_article(workspace, article, of_article)
    if written:
        units = zip(article.units, article.format.units(text, workspace.format_options), strict=True)
        catalogs = respelled_catalogs(workspace, path, {old.msgid: new.msgid for old, new in units}, now)
        writer.write(place, text.encode(), expected=CatalogFile(place, article.text.encode()))
        for catalog in catalogs:
            writer.write(catalog.file.path, catalog.data, expected=catalog.file)
    return written


@dataclass(frozen=True, slots=True)
class _Correction:
    """What a finding says belongs into one unit's msgid."""

    finding: Finding
    unit: "Unit"
    edits: tuple[Edit, ...]
    """In the article's text, disjoint, in order."""

    @property
    def span(self) -> Span:
        """From the first of the edits to the end of the last."""
        return Span(self.edits[0].span.start, self.edits[-1].span.end)


def corrected_article(
    workspace: Workspace, article: "Article", findings: Iterable[Finding]
) -> tuple[str, list[Finding]]:
    """The article's text with what `findings` about it correct, and those of them that are in it.

    Nothing is corrected where the text would be cut into other units.
    """
    places, disjoint = _Places(article), Disjoint()
    found = (_correction(article, places, finding) for finding in findings)
    corrections = [one for one in found if one and disjoint.take(one.span)]
    text = spliced(article.text, [edit for one in corrections for edit in one.edits])
    if not _same_units(workspace, article, text, corrections):
        return article.text, []
    return text, [one.finding for one in corrections]


class _Places:
    """Finds the unit that a finding is about among those with the same text."""

    def __init__(self, article: "Article") -> None:
        self._article = article
        self._units: dict[str, list[Unit]] = defaultdict(list)
        for unit in article.units:
            self._units[unit.msgid].append(unit)
        self._known: dict[tuple[str, int], dict[tuple[int, int], Unit]] = {}

    def unit(self, finding: Finding, start: int) -> "Unit | None":
        """The unit whose code point `start` stands where the finding says; None where none has it there."""
        key = (finding.msgid, start)
        if key not in self._known:
            units = reversed(self._units.get(finding.msgid, []))
            self._known[key] = {self._article.locate(unit, start): unit for unit in units}
        where = finding.where
        return self._known[key].get((where.line or 0, where.column or 0))


def _correction(article: "Article", places: _Places, finding: Finding) -> _Correction | None:
    """Where the correction belongs; None where the article's text there is not what was objected to."""
    if finding.span is None or finding.fix is None:
        return None
    unit = places.unit(finding, finding.span.start)
    if unit is None:
        return None
    spans = _by_word(finding.span, finding, finding.fix)
    edits = tuple(Edit(_in_article(unit, span), new) for span, new in spans)
    old = [article.text[edit.span.start : edit.span.end] for edit in edits]
    return _Correction(finding, unit, edits) if " ".join(old) == finding.evidence else None


def _by_word(span: Span, finding: Finding, fix: str) -> Iterator[tuple[Span, str]]:
    """The correction word by word, where it has as many: between words the article may break the line."""
    old, new = finding.evidence.split(" "), fix.split(" ")
    if len(old) != len(new):
        yield span, fix
        return
    at = span.start
    for word, correct in zip(old, new, strict=True):
        yield Span(at, at + len(word)), correct
        at += len(word) + 1


def _in_article(unit: "Unit", span: Span) -> Span:
    if span.start == span.end:
        return Span(unit.source_offset(span.start), unit.source_offset(span.start))
    return Span(unit.source_offset(span.start), unit.source_offset(span.end - 1) + 1)


def _same_units(
    workspace: Workspace, article: "Article", text: str, corrections: Sequence[_Correction]
) -> bool:
    """True if `text` is cut into the article's units, of which only the texts differ as they should."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for one in corrections:
        assert one.finding.span is not None
        assert one.finding.fix is not None
        edits[one.unit.span.start].append(Edit(one.finding.span, one.finding.fix))
    wanted = [(unit.kind, spliced(unit.msgid, edits[unit.span.start])) for unit in article.units]
    found = article.format.units(text, workspace.format_options)
    return [(unit.kind, unit.msgid) for unit in found] == wanted


@dataclass(frozen=True, slots=True)
class CorrectedCatalog:
    """A catalog with the corrections of findings about it."""

    catalog: "Catalog"
    written: tuple[Finding, ...]
    left: tuple[Finding, ...]
    """Those in translations that a person stands behind."""


def corrected_catalog(
    catalog: "Catalog", findings: Iterable[Finding], *, by_hand: bool = False
) -> CorrectedCatalog:
    """The catalog with what `findings` about it correct; in people's translations only with `by_hand`.

    A machine's translation stays one that nobody has reviewed; a person's stays reviewed.
    """
    by_text: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.span is not None and finding.fix is not None:
            by_text[finding.msgid, finding.msgstr].append(finding)
    updates: dict[str, Entry] = {}
    written: list[Finding] = []
    left: list[Finding] = []
    for entry in catalog.active:
        found = [one for text in dict.fromkeys(entry.msgstrs) for one in by_text.get((entry.msgid, text), ())]
        if found and entry.state is not State.MACHINE and not by_hand:
            left += found
        elif found:
            updates[entry.key], done = corrected_entry(entry, found)
            written += done
    return CorrectedCatalog(catalog.with_entries(updates), tuple(written), tuple(left))


def corrected_entry(entry: Entry, findings: Iterable[Finding]) -> tuple[Entry, list[Finding]]:
    """The entry with what `findings` about it correct, and those of them that are in it."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    places: dict[int, Disjoint] = defaultdict(Disjoint)
    written = []
    for finding in findings:
        assert finding.span is not None
        assert finding.fix is not None
        same = entry.msgstrs[finding.form : finding.form + 1] == (finding.msgstr,)
        if same and places[finding.form].take(finding.span):
            edits[finding.form].append(Edit(finding.span, finding.fix))
            written.append(finding)
    texts = tuple(spliced(text, edits[form]) for form, text in enumerate(entry.msgstrs))
    signature = entry.machine_signature
    if entry.state is State.MACHINE and signature is not None and len(texts) == 1:
        return entry.with_machine_text(texts[0], signature), written
    return replace(entry, msgstrs=texts), written
