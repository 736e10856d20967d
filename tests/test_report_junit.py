"""JUnit XML, as CI servers read it."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import Location
from l10n.model import Finding, Severity, Tag
from l10n.report.junit import findings_junit
from l10n.report.shown import Quote, Shown

ERROR = Shown(
    Finding("r", Severity.ERROR, Location("a.po", 3, 2), 'not <b> & "x"', Tag("sr")),
    (3, 4),
    Quote(3, '"uno dos"', 1, 4),
)
WARNING = Shown(Finding("w", Severity.WARNING, Location("a.po", 5), "hm", Tag("sr")))
OTHER = Shown(Finding("w", Severity.WARNING, Location("source/b.md", 1), "hm"))
STRICT = frozenset({Severity.ERROR, Severity.WARNING})
LENIENT = frozenset({Severity.ERROR})


def parsed(*shown: Shown, failing: frozenset[Severity] = LENIENT) -> ElementTree.Element:
    text = findings_junit(shown, failing)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    return ElementTree.fromstring(text)


def test_a_file_is_a_suite_and_a_finding_a_test() -> None:
    root = parsed(ERROR, WARNING, OTHER)
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("a.po", "2"),
        ("source/b.md", "1"),
    ]
    assert [case.get("name") for case in root.iter("testcase")] == [
        "r a.po:3:2",
        "w a.po:5",
        "w source/b.md:1",
    ]
    assert [case.get("classname") for case in root.iter("testcase")] == ["l10n.sr", "l10n.sr", "l10n.source"]


def test_a_failure_shows_the_line() -> None:
    failure = parsed(ERROR).find(".//failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ('not <b> & "x"', "error")
    assert (failure.text or "").splitlines() == [
        'a.po:3:2: error r: not <b> & "x"',
        '  3 | "uno dos"',
        "    |  ^^^",
    ]


def test_only_what_fails_the_check_is_a_failure() -> None:
    lenient, strict = parsed(ERROR, WARNING)[0], parsed(ERROR, WARNING, failing=STRICT)[0]
    assert (lenient.get("failures"), lenient.get("skipped")) == ("1", "1")
    assert [len(lenient.findall(f"testcase/{name}")) for name in ("failure", "skipped")] == [1, 1]
    assert (strict.get("failures"), strict.get("skipped")) == ("2", "0")


def test_no_findings_are_a_test_that_passed() -> None:
    (suite,) = parsed()
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "0", "0")
    assert [list(case) for case in suite] == [[]]


@given(st.text(), st.text())
def test_every_text_gives_xml_that_can_be_read(message: str, line: str) -> None:
    finding = Finding("r", Severity.ERROR, Location("a\x00\ud800.po", 1), message)
    parsed(Shown(finding, None, Quote(1, line, 0, 1)))
