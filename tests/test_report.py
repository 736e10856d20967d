"""What reports print, for people and for programs."""

import json

from l10n.errors import Location
from l10n.model import Finding, Severity, Tag
from l10n.report.escape import visible
from l10n.report.machine import findings_github, findings_json
from l10n.report.text import findings_text, plural, status_table, summary_table
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


def test_json_carries_every_field_and_a_summary() -> None:
    shown = json.loads(findings_json([FORBIDDEN], 7))
    assert shown["summary"] == {"errors": 1, "warnings": 0, "notes": 0, "units": 7}
    assert shown["findings"] == [
        {
            "rule": "term-forbidden",
            "severity": "error",
            "locale": "sr",
            "path": "locales/sr/LC_MESSAGES/a.po",
            "line": 12,
            "column": 1,
            "msgid": "Gjadër",
            "msgstr": "Џадер",
            "message": "use Ђадер, not Џадер",
            "evidence": "Џадер",
            "fingerprint": FORBIDDEN.fingerprint,
        }
    ]


def test_github_annotations_escape_what_would_end_them() -> None:
    odd = Finding("r", Severity.WARNING, Location("a,b:c.md", 4), "100%\nsecond\x1b[2J line")
    assert findings_github([odd, NOTE]).splitlines() == [
        "::warning file=a%2Cb%3Ac.md,line=4,title=r::100%25 second\\x1b[2J line",
        "::notice file=x.po,line=3,title=untranslated::has no translation",
    ]


def test_terminal_text_cannot_forge_or_hide() -> None:
    assert visible("a\x1b[31mb\u202ec\r\nd\te") == "a\\x1b[31mb\\u202ec d e"
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
