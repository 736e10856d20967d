"""What reports print, for people and for programs."""

import json
from dataclasses import replace

from l10n.errors import Location
from l10n.model import Finding, Severity, Span, Tag
from l10n.report.escape import visible
from l10n.report.machine import findings_github, findings_gitlab, findings_json
from l10n.report.shown import Quote, Shown
from l10n.report.text import findings_text, findings_with_lines, plural, status_table, summary_table
from l10n.status import Counts

FORBIDDEN = Finding(
    rule="term-forbidden",
    severity=Severity.ERROR,
    where=Location("locales/sr/LC_MESSAGES/a.po", 12, 1),
    message="use Ђадер, not Џадер",
    locale=Tag("sr"),
    msgid="Gjadër",
    msgstr="Џадер",
    evidence="Џадер",
)
EXACT = replace(FORBIDDEN, span=Span(0, 5), fix="Ђадер")
SHOWN = Shown(EXACT, (12, 6), Quote(12, '"Џадер."', 1, 6))
NOTE = Finding("untranslated", Severity.NOTE, Location("x.po", 3), "has no translation", locale=Tag("sr"))
SOURCE = Finding("term-source-variant", Severity.WARNING, Location("source/a.md", 1, 2), "write Gjadër")


def test_text_findings_are_lines_that_editors_can_jump_to() -> None:
    assert findings_text([FORBIDDEN, NOTE], 7).splitlines() == [
        "locales/sr/LC_MESSAGES/a.po:12:1: error term-forbidden: use Ђадер, not Џадер",
        "x.po:3: note untranslated: has no translation",
        "1 error, 0 warnings, 1 note in 7 units",
    ]


def test_no_findings_are_said_in_words() -> None:
    assert findings_text([], 1) == "nothing to report in 1 unit"


def test_text_may_quote_the_line_below_each_finding() -> None:
    assert findings_with_lines([SHOWN, Shown(NOTE)], 7).splitlines() == [
        "locales/sr/LC_MESSAGES/a.po:12:1: error term-forbidden: use Ђадер, not Џадер",
        '  12 | "Џадер."',
        "     |  ^^^^^",
        "x.po:3: note untranslated: has no translation",
        "1 error, 0 warnings, 1 note in 7 units",
    ]
    assert findings_with_lines([], 2) == "nothing to report in 2 units"


def test_marks_have_the_colour_of_their_severity() -> None:
    styled = findings_with_lines([SHOWN], 1, lambda text, role: f"<{role}>{text}</{role}>")
    assert "<error>     |  ^^^^^</error>" in styled


def test_json_carries_every_field_and_a_summary() -> None:
    said = json.loads(findings_json([SHOWN], 7))
    assert said["summary"] == {"errors": 1, "warnings": 0, "notes": 0, "units": 7}
    assert said["findings"] == [
        {
            "rule": "term-forbidden",
            "severity": "error",
            "locale": "sr",
            "path": "locales/sr/LC_MESSAGES/a.po",
            "line": 12,
            "column": 1,
            "end_line": 12,
            "end_column": 6,
            "msgid": "Gjadër",
            "msgstr": "Џадер",
            "form": 0,
            "message": "use Ђадер, not Џадер",
            "evidence": "Џадер",
            "span": [0, 5],
            "fix": "Ђадер",
            "fingerprint": FORBIDDEN.fingerprint,
        }
    ]


def test_json_says_null_where_something_is_not_known() -> None:
    said = json.loads(findings_json([Shown(NOTE)], 7))["findings"][0]
    assert {name for name, value in said.items() if value is None} == {
        "column",
        "end_line",
        "end_column",
        "span",
        "fix",
    }


def test_github_annotations_escape_what_would_end_them() -> None:
    odd = Finding("r", Severity.WARNING, Location("a,b:c.md", 4), "100%\nsecond\x1b[2J line")
    assert findings_github([Shown(odd), Shown(NOTE)]).splitlines() == [
        "::warning file=a%2Cb%3Ac.md,line=4,title=r::100%25 second\\x1b[2J line",
        "::notice file=x.po,line=3,title=untranslated::has no translation",
    ]


def test_github_annotations_reach_to_the_end_and_name_files_from_the_top_of_the_repository() -> None:
    assert findings_github([SHOWN], "docs/news") == (
        "::error file=docs/news/locales/sr/LC_MESSAGES/a.po,line=12,col=1,endLine=12,endColumn=6,"
        "title=term-forbidden::use Ђадер, not Џадер"
    )
    over_lines = replace(SHOWN, end=(13, 2))
    assert "endLine=13,title" in findings_github([over_lines])


def test_gitlab_gets_what_its_code_quality_report_asks_for() -> None:
    said = json.loads(findings_gitlab([SHOWN, SHOWN, Shown(NOTE)], "news"))
    assert said[0] == {
        "description": "use Ђадер, not Џадер",
        "check_name": "term-forbidden",
        "fingerprint": FORBIDDEN.fingerprint,
        "severity": "major",
        "location": {"path": "news/locales/sr/LC_MESSAGES/a.po", "lines": {"begin": 12}},
    }
    assert [one["severity"] for one in said] == ["major", "major", "info"]
    assert len({one["fingerprint"] for one in said}) == 3


def test_terminal_text_cannot_forge_or_hide() -> None:
    assert visible("a\x1b[31mb\u202ec\r\nd\te") == "a\\x1b[31mb\\u202ec d e"
    assert visible("a\u2028b\u061cc") == "a\\u2028b\\u061cc"
    assert visible("Ђадер, Shëngjin, ما") == "Ђадер, Shëngjin, ما"


def test_summary_counts_findings_by_locale_and_leaves_notes_out() -> None:
    table = summary_table(Tag("en"), {Tag("sr"): Counts(translated=2, machine=1)}, [FORBIDDEN, NOTE, SOURCE])
    assert table.splitlines() == [
        "locale       units  reviewed  machine  stale  untranslated  findings",
        "en (source)      3                                                 1",
        "sr               3         2        1      0             0         1",
    ]


def test_status_table_has_a_row_a_name() -> None:
    rows = status_table({"sr a.md": Counts(stale=1, untranslated=4, words=37)}).splitlines()
    assert rows[0].split() == ["words", "units", "reviewed", "machine", "stale", "untranslated"]
    assert rows[1].split() == ["sr", "a.md", "37", "5", "0", "0", "1", "4"]


def test_plurals() -> None:
    assert [plural(n, "unit") for n in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]
