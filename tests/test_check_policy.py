"""What the configuration makes of findings: which are reported, and how severe they are."""

from pathlib import Path

import pytest

from check_sample import SAME, TERM, write_project
from l10n.errors import ConfigError
from l10n.pipeline import Project
from l10n.pipeline.known import meaning


def found(root: Path, config: str) -> list[tuple[str, str]]:
    project = Project.open(write_project(root, config))
    return [(one.rule, one.severity.value) for one in project.check()]


LOCALE = '{"es": {"derive": null, "engine": null, "fallback": null, "keep": null}}'
BOTH = [(TERM[0], "error"), (SAME[0], "error")]


@pytest.mark.parametrize(
    ("config", "left"),
    {
        "": BOTH,
        '[check]\nignore = ["term-forbidden"]': BOTH[1:],
        '[check]\nignore = ["term-forbidden", "same-as-source"]': [],
        '[check.severity]\nterm-forbidden = "off"': BOTH[1:],
        '[check.severity]\nterm-forbidden = "warning"': [(TERM[0], "warning"), BOTH[1]],
        '[check.severity]\nterm-forbidden = "error"': BOTH,
        '[check]\nseverity = {same-as-source = "note"}': [BOTH[0], (SAME[0], "note")],
        '[check.per-file-ignores]\n"locales/es/*" = ["same-as-source"]': BOTH[:1],
        '[check.per-file-ignores]\n"*/talks.po" = ["same-as-source", "term-forbidden"]': [],
        '[check.per-file-ignores]\n"locales/*.po" = ["same-as-source"]': BOTH[:1],
        '[check.per-file-ignores]\n"locales/sr/*" = ["same-as-source"]': BOTH,
        '[check.per-file-ignores]\n"locales/es/*" = ["*"]': [],
        '[check.per-file-ignores]\n"talks.po" = ["same-as-source"]': BOTH,
        '[locale.es]\nignore = ["same-as-source"]': BOTH[:1],
    }.items(),
)
def test_settings_decide_what_is_reported(tmp_path: Path, config: str, left: list[tuple[str, str]]) -> None:
    assert found(tmp_path, config) == left


def test_a_locale_ignores_nothing_of_another(tmp_path: Path) -> None:
    (tmp_path / ".l10n.toml").write_text("")
    config = '[locale.sr]\nignore = ["same-as-source"]'
    write_project(tmp_path)
    (tmp_path / ".l10n.toml").write_text(f'targets = ["es", "sr"]\n{config}')
    assert [one.rule for one in Project.open(tmp_path).check()] == [TERM[0], SAME[0]]


def test_a_draft_stays_a_note_whatever_its_rule_counts_as(tmp_path: Path) -> None:
    write_project(tmp_path, '[check.severity]\nterm-forbidden = "warning"')
    glossary = tmp_path / "glossary.yml"
    glossary.write_text(
        glossary.read_text("utf-8").replace("    targets", "    status: draft\n    targets"), "utf-8"
    )
    assert Project.open(tmp_path).check()[0].severity == "note"


def test_what_is_remembered_of_files_does_not_follow_from_what_is_reported(tmp_path: Path) -> None:
    plain = meaning(Project.open(write_project(tmp_path / "a")).config)
    config = '[check]\nignore = ["term-forbidden"]\n[locale.es]\nignore = ["same-as-source"]'
    muted = meaning(Project.open(write_project(tmp_path / "b", config)).config)
    assert muted.replace(LOCALE, "{}") == plain


@pytest.mark.parametrize(
    ("config", "message", "hint"),
    [
        ('[check]\nignore = ["same-as-sorce"]', ":3: `check.ignore`: there is no rule", "same-as-source?"),
        ('[check]\nseverity = {stal = "off"}', ":3: `check.severity.stal`: there is no rule", "did you mean"),
        ('[check]\nseverity = {stale = "bad"}', ":3: `check.severity.stale`: input should be", "docs/"),
        (
            '[check.per-file-ignores]\n"a/*" = ["zzzz"]',
            ":3: `check.per-file-ignores.a/*`: there is",
            "rules: ",
        ),
        ('[check]\nfail_on = "error"', ":3: unknown key `fail_on`", "fail-on, ignore"),
        ('[check]\nfail-on = "never"', ":3: `check.fail-on`: input should be", "docs/"),
        ("[check]\nmax-warnings = -1", ":3: `check.max-warnings`: input should be", "docs/"),
        ('[check]\nbaseline = "../x.json"', ":3: `check.baseline`: '../x.json' lies outside", "relative"),
        (
            '[locale.es]\nignore = ["untranslatd"]',
            ":3: `locale.es.ignore`: there is no rule",
            "untranslated?",
        ),
        ('[locale.es]\nignored = ["x"]', ":3: unknown key `ignored`", "derive, engine"),
    ],
)
def test_what_no_rule_is_called_is_told_at_its_line(
    tmp_path: Path, config: str, message: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        found(tmp_path, config)
    assert f".l10n.toml{message}" in str(caught.value)
    assert hint in (caught.value.hint or "")


def test_a_rule_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no rule 'term-forbiden'") as caught:
        Project.open(write_project(tmp_path)).check(rules=["term-forbiden"])
    assert caught.value.hint == "did you mean term-forbidden?"
