"""SARIF 2.1.0: valid by OASIS's own schema, and what code scanning makes of it."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import registry
from l10n.errors import Location
from l10n.model import Finding, Severity, Span, Tag
from l10n.report.sarif import FINGERPRINT, findings_sarif
from l10n.report.shown import Quote, Shown

SCHEMA = Path(__file__).parent / "fixtures" / "sarif" / "sarif-schema-2.1.0.json"
VALID = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
FORBIDDEN = Finding(
    rule="term-forbidden",
    severity=Severity.ERROR,
    where=Location("locales/sr/LC_MESSAGES/a b.po", 12, 3),
    message="use Ђадер, not Џадер",
    locale=Tag("sr"),
    msgid="Gjadër",
    msgstr="U Џадер",
    evidence="Џадер",
    span=Span(2, 7),
)
SHOWN = Shown(FORBIDDEN, (12, 8), Quote(12, '"U Џадер"', 3, 8))
WHOLE_FILE = Shown(Finding("catalog-invalid", Severity.ERROR, Location("x.po"), "is no catalog"))
NOTE = Shown(
    Finding("untranslated", Severity.NOTE, Location("x.po", 3), "not translated yet", Tag("sr"), "a")
)


def log(*shown: Shown, **options: Any) -> dict[str, Any]:
    text = findings_sarif(shown, registry.rules(), "1.2.3", **options)
    said: dict[str, Any] = json.loads(text)
    VALID.validate(said)
    return said


def run(*shown: Shown, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = log(*shown, **options)["runs"][0]
    return found


def test_a_log_is_valid_and_names_its_schema() -> None:
    said = log(SHOWN, WHOLE_FILE, NOTE)
    assert said["version"] == "2.1.0"
    assert said["$schema"] == json.loads(SCHEMA.read_text("utf-8"))["id"]
    assert said["runs"][0]["tool"]["driver"]["version"] == "1.2.3"


def test_a_log_without_findings_is_valid_and_names_the_rules() -> None:
    said = run()
    assert said["results"] == said["artifacts"] == []
    assert {rule["id"] for rule in said["tool"]["driver"]["rules"]} == registry.rule_ids()


def test_the_schema_that_is_asked_refuses_something() -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALID.validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_a_result_points_at_its_characters() -> None:
    said = run(SHOWN)
    assert said["columnKind"] == "unicodeCodePoints"
    place = said["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {
        "startLine": 12,
        "startColumn": 3,
        "endLine": 12,
        "endColumn": 8,
        "snippet": {"text": "Џадер"},
    }
    assert place["artifactLocation"] == {
        "uri": "locales/sr/LC_MESSAGES/a%20b.po",
        "uriBaseId": "%SRCROOT%",
        "index": 0,
    }


def test_a_result_says_as_much_as_is_known_of_its_place() -> None:
    places = [one["locations"][0]["physicalLocation"] for one in run(WHOLE_FILE, NOTE)["results"]]
    assert "region" not in places[0]
    assert places[1]["region"] == {"startLine": 3}
    assert [place["artifactLocation"]["index"] for place in places] == [0, 0]


def test_a_result_refers_to_its_rule_and_can_be_recognised() -> None:
    said = run(SHOWN, NOTE)
    first, second = said["results"]
    assert said["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "term-forbidden"
    assert (first["level"], second["level"]) == ("error", "note")
    assert first["partialFingerprints"] == {FINGERPRINT: FORBIDDEN.fingerprint}
    assert first["properties"] == {"locale": "sr", "msgid": "Gjadër", "msgstr": "U Џадер"}
    assert "baselineState" not in first


def test_a_rule_that_is_not_declared_is_named_all_the_same() -> None:
    said = json.loads(findings_sarif([SHOWN], [], "1"))
    VALID.validate(said)
    assert "ruleIndex" not in said["runs"][0]["results"][0]


def test_a_rule_says_how_sure_and_how_bad_it_is() -> None:
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    rule = rules["term-forbidden"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["problem.severity"] == "error"
    assert rules["untranslated"]["properties"]["problem.severity"] == "recommendation"
    assert rule["shortDescription"]["text"].count(".") == 1
    assert "Example: " in rule["help"]["text"]


def test_what_a_baseline_does_not_have_is_new() -> None:
    assert run(SHOWN, compared=True)["results"][0]["baselineState"] == "new"


def test_files_are_named_from_the_top_of_the_repository() -> None:
    assert run(SHOWN, folder="docs/news")["artifacts"][0]["location"]["uri"].startswith("docs/news/locales/")


def test_a_file_whose_name_is_not_utf_8_is_named_by_its_bytes() -> None:
    odd = Finding("r", Severity.ERROR, Location(os.fsdecode(b"b\xff.md"), 1), "odd")
    assert run(Shown(odd))["artifacts"][0]["location"]["uri"] == "b%FF.md"


def test_a_run_that_could_not_read_everything_says_so() -> None:
    assert run(WHOLE_FILE, whole=False)["invocations"] == [{"executionSuccessful": False}]


def test_nothing_of_a_text_becomes_a_link_or_a_placeholder() -> None:
    odd = Finding("r", Severity.ERROR, Location("a.md", 1), "see [here](http://x) and {0}, {name}\x1b[2J")
    plain = Finding("r", Severity.ERROR, Location("a.md", 1), "[label] of {1}")
    texts = [one["message"]["text"] for one in run(Shown(odd), Shown(plain))["results"]]
    assert texts == [
        r"see \[here\](http://x) and {{0}}, {name}\\x1b\[2J",
        "[label] of {{1}}",
    ]


@given(st.text(), st.text(), st.text())
def test_every_text_gives_a_valid_log(message: str, msgid: str, path: str) -> None:
    finding = Finding("r", Severity.WARNING, Location(path, 1, 1), message, msgid=msgid, evidence=msgid)
    log(Shown(finding, (1, 2)))
