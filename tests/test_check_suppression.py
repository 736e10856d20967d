"""Findings that comments suppress, and comments that suppress nothing."""

from pathlib import Path

import pytest

from check_sample import SAME, TERM, write_project
from l10n import registry
from l10n.checks.suppression import EVERY, WEBLATE
from l10n.model import Finding
from l10n.pipeline import Project
from sample import edit

CATALOG = "locales/es/LC_MESSAGES/talks.po"
CENTRE = '#: source/talks.md\nmsgid "The centre'
WORDS = '#: source/talks.md\nmsgid "Four'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def found(root: Path, *rules: str) -> list[tuple[str, int | None]]:
    return [(one.rule, one.where.line) for one in check(root, *rules)]


def check(root: Path, *rules: str) -> list[Finding]:
    return Project.open(root).check(rules=rules)


def note(root: Path, before: str, line: str) -> None:
    """Write a comment line before an entry, below nothing else, so that no other line moves."""
    edit(root / CATALOG, before, before.replace("#: source/talks.md", line))


def test_without_comments_everything_is_reported(root: Path) -> None:
    assert found(root) == [TERM, SAME]


@pytest.mark.parametrize(
    "line",
    [
        "# l10n: ignore[term-forbidden] the name of a film",
        "# l10n:ignore[same-as-source,term-forbidden]",
        "# l10n: ignore[ term-forbidden ]: why",
        "# l10n: ignore[*]",
        "#. ignore[term-forbidden] a note of the article",
        "#. l10n: ignore[*]",
        "#, ignore-check-glossary",
        "#, no-wrap, ignore-all-checks",
    ],
)
def test_a_comment_a_note_or_a_flag_suppresses_findings_of_its_entry(root: Path, line: str) -> None:
    note(root, CENTRE, line)
    assert [rule for rule, _ in found(root) if rule != "unused-suppression"] == [SAME[0]]


@pytest.mark.parametrize(
    "line",
    [
        "# l10n: ignore[term-missing] another rule",
        "# see l10n: ignore[term-forbidden]",
        "# l10n: ignore term-forbidden",
        "#. please ignore[term-forbidden]",
        "#, ignore-same",
        "#, ignore-no-such-check",
    ],
)
def test_anything_else_suppresses_nothing(root: Path, line: str) -> None:
    note(root, CENTRE, line)
    assert {TERM, SAME} <= set(found(root))


def test_a_comment_is_of_no_use_to_another_entry(root: Path) -> None:
    note(root, WORDS, "# l10n: ignore[term-forbidden] wrong place")
    assert found(root) == [TERM, SAME, ("unused-suppression", 19)]


def test_a_comment_that_suppresses_nothing_is_found_by_each_of_its_rules(root: Path) -> None:
    note(root, CENTRE, "# l10n: ignore[term-forbidden, same-as-source, untranslated] a film")
    told = [(one.evidence, one.message) for one in check(root) if one.rule == "unused-suppression"]
    assert told == [
        (rule, f"there is no finding of {rule} to ignore here: remove “ignore[{rule}]”")
        for rule in ("same-as-source", "untranslated")
    ]


def test_every_rule_may_be_ignored_where_there_is_something_to_ignore(root: Path) -> None:
    heading = '#: source/talks.md\nmsgid "Talks'
    note(root, heading, "# l10n: ignore[*] nothing to see")
    (unused,) = [one for one in check(root) if one.rule == "unused-suppression"]
    assert unused.message == "there is nothing to ignore here: remove “ignore[*]”"
    assert (unused.locale, unused.where.path) == ("es", CATALOG)


def test_with_some_rules_only_no_comment_is_called_useless(root: Path) -> None:
    note(root, CENTRE, "# l10n: ignore[untranslated, term-forbidden]")
    assert found(root, "same-as-source", "unused-suppression") == [SAME]
    assert found(root, "term-forbidden") == []


def test_a_comment_on_a_text_that_no_rule_looks_at_may_be_of_use_later(root: Path) -> None:
    note(root, CENTRE, "# l10n: ignore[term-forbidden] a film\n#, fuzzy")
    assert [rule for rule, _ in found(root) if rule not in ("stale", SAME[0])] == []


def test_that_a_comment_is_useless_may_itself_be_ignored_by_name(root: Path) -> None:
    note(root, WORDS, "# l10n: ignore[term-forbidden, unused-suppression, same-as-source] for next year")
    assert found(root) == [TERM]
    edit(root / CATALOG, "term-forbidden, unused-suppression, same", "no-such-rule, unused-suppression, same")
    assert found(root) == [TERM]


def test_a_comment_that_ignores_no_useless_comment_is_useless_itself(root: Path) -> None:
    note(root, CENTRE, "# l10n: ignore[term-forbidden, unused-suppression] a film")
    assert found(root) == [("unused-suppression", 13), SAME]


def test_a_note_in_the_article_counts_there_and_in_the_catalogs(root: Path) -> None:
    edit(
        root / "glossary.yml",
        "    targets:",
        "    variants: [{text: May, status: misspelling}]\n    targets:",
    )
    assert ("term-source-variant", 3) in found(root)
    edit(root / "source/talks.md", "The centre", "<!-- l10n: ignore[term-source-variant] -->\nThe centre")
    assert found(root) == [TERM, SAME]


def test_a_note_of_the_article_that_names_no_rule_is_told_in_its_catalogs(root: Path) -> None:
    note(root, CENTRE, "#. ignore[term-forbiden] a film")
    (unused,) = [one for one in check(root) if one.rule == "unused-suppression"]
    assert unused.message == "there is no rule “term-forbiden” to ignore: did you mean term-forbidden?"


def test_what_is_remembered_of_a_file_includes_its_comments(root: Path) -> None:
    (root / ".l10n").mkdir()
    note(root, CENTRE, "# l10n: ignore[term-forbidden]")
    note(root, WORDS, "# l10n: ignore[term-forbidden]")
    first = found(root)
    assert (root / ".l10n" / "manifest").exists()
    assert found(root) == first == [SAME, ("unused-suppression", 19)]


def test_the_flags_of_weblate_stand_for_rules_that_there_are() -> None:
    assert {rule for rules in WEBLATE.values() for rule in rules} - {EVERY} <= registry.rule_ids()
