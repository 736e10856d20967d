"""Findings at the very characters of files, and the lines that are shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from check_sample import write_project
from l10n.errors import Location
from l10n.model import Finding, Severity, Span
from l10n.pipeline import Project
from l10n.pipeline.places import placed
from l10n.report.shown import Quote, Shown
from sample import edit

CATALOG = "locales/es/LC_MESSAGES/talks.po"
CENTRE = Finding(
    rule="r",
    severity=Severity.ERROR,
    where=Location(CATALOG, 13),
    message="m",
    msgid="The centre of Gjadër opened in May.",
    msgstr="El centro de Xhader abrió en mayo.",
)
SPANNED = replace(CENTRE, evidence="Xhader", span=Span(13, 19))
ARTICLE = Finding(
    "r", Severity.ERROR, Location("source/talks.md", 3, 15), "m", evidence="Gjadër", span=Span(14, 20)
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def shown(root: Path, finding: Finding) -> Shown:
    (one,) = placed(Project.open(root).workspace, [finding])
    return one


def test_a_finding_of_a_catalog_points_into_its_translation(root: Path) -> None:
    one = shown(root, SPANNED)
    assert one.finding.where == Location(CATALOG, 16, 2)
    assert (one.end, one.quote) == ((16, 8), Quote(16, '"Xhader abrió en mayo."', 1, 7))


def test_places_are_the_same_where_nobody_asks_for_lines(root: Path) -> None:
    workspace = Project.open(root).workspace
    for findings in ([CENTRE, SPANNED, ARTICLE], [CENTRE]):
        quoted = placed(workspace, findings)
        bare = placed(workspace, findings, quotes=False)
        assert [(one.finding, one.end) for one in bare] == [(one.finding, one.end) for one in quoted]
        assert bare[0].quote is None
        assert quoted[0].quote is not None


def test_a_stretch_over_several_lines_is_marked_in_its_first(root: Path) -> None:
    one = shown(root, replace(SPANNED, span=Span(3, 19), evidence="centro de Xhader"))
    assert (one.finding.where, one.end) == (Location(CATALOG, 15, 5), (16, 8))
    assert one.quote == Quote(15, '"El centro de "', 4, 14)


def test_where_something_is_to_be_added_is_one_mark(root: Path) -> None:
    one = shown(root, replace(SPANNED, span=Span(34, 34), evidence=""))
    assert (one.finding.where, one.end) == (Location(CATALOG, 16, 23), (16, 23))
    assert one.quote == Quote(16, '"Xhader abrió en mayo."', 22, 23)


def test_without_a_span_a_finding_stays_at_the_msgid_and_the_line_with_its_evidence_is_shown(
    root: Path,
) -> None:
    one = shown(root, replace(CENTRE, evidence="Gjadër"))
    assert (one.finding.where, one.end) == (Location(CATALOG, 13), None)
    assert one.quote == Quote(13, 'msgid "The centre of Gjadër opened in May."', 21, 27)
    assert shown(root, replace(CENTRE, evidence="mayo")).quote == Quote(16, '"Xhader abrió en mayo."', 17, 21)


@pytest.mark.parametrize("evidence", ["", "nowhere", CENTRE.msgid, CENTRE.msgstr])
def test_without_evidence_of_its_own_the_beginning_of_the_source_text_is_shown(
    root: Path, evidence: str
) -> None:
    assert shown(root, replace(CENTRE, evidence=evidence)).quote == Quote(
        13, 'msgid "The centre of Gjadër opened in May."'
    )


def test_of_a_wrapped_source_text_the_first_line_with_text_is_shown(root: Path) -> None:
    edit(root / CATALOG, 'msgid "The centre', 'msgid ""\n"The centre')
    assert shown(root, CENTRE).quote == Quote(14, '"The centre of Gjadër opened in May."')


def test_what_changed_meanwhile_stays_where_it_was_found(root: Path) -> None:
    edit(root / CATALOG, "Xhader abrió en mayo.", "X")
    one = shown(root, SPANNED)
    assert (one.finding.where, one.end) == (Location(CATALOG, 13), None)
    assert shown(root, replace(SPANNED, where=Location(CATALOG, 999))).quote == Quote(999, "")


def test_a_finding_of_an_article_knows_its_place_and_gets_its_end(root: Path) -> None:
    one = shown(root, ARTICLE)
    assert one.finding == ARTICLE
    assert one.end == (3, 21)
    assert one.quote == Quote(3, "The centre of Gjadër opened in May.", 14, 20)


def test_evidence_that_goes_on_in_the_next_line_is_marked_as_far_as_it_is_in_this_one(root: Path) -> None:
    one = shown(root, replace(ARTICLE, where=Location("source/talks.md", 3, 32), evidence="May. Four"))
    assert one.quote == Quote(3, "The centre of Gjadër opened in May.", 31, 35)


def test_without_a_column_the_line_is_shown_and_without_a_line_nothing(root: Path) -> None:
    glossary = replace(ARTICLE, where=Location("glossary.yml", 3), evidence="")
    assert shown(root, glossary) == Shown(glossary, quote=Quote(3, "terms:"))
    for where in (
        Location("glossary.yml"),
        Location("glossary.yml", 99),
        Location("none.md", 1),
        Location(CATALOG),
    ):
        lost = replace(ARTICLE, where=where)
        assert shown(root, lost) == Shown(lost)


def test_a_catalog_that_is_no_text_is_not_quoted(root: Path) -> None:
    path = root / CATALOG
    path.write_bytes(path.read_bytes().replace(b"charset=UTF-8", b"charset=no-such"))
    assert shown(root, SPANNED) == Shown(SPANNED)


def test_findings_come_by_file_and_place(root: Path) -> None:
    later = replace(SPANNED, span=Span(20, 25), evidence="abrió")
    header = replace(CENTRE, where=Location(CATALOG, 1), msgid="", rule="catalog-invalid")
    found = placed(Project.open(root).workspace, [ARTICLE, later, SPANNED, CENTRE, header])
    places = [str(one.finding.where).rpartition("/")[2] for one in found]
    assert places == ["talks.po:1", "talks.po:13", "talks.po:16:2", "talks.po:16:9", "talks.md:3:15"]
