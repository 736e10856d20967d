"""`l10n glossary import`, `export` and `suggest`: what they write, say and exit with."""

from functools import partial
from pathlib import Path

import pytest

from command_line import Call
from l10n.errors import ConflictError
from l10n.glossary.schema import Glossary
from l10n.model import Tag
from l10n.pipeline import Project
from l10n.pipeline.terminology import GlossaryFile, read_terms
from sample import CONFIG, GLOSSARY, edit, snapshot, write_project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = write_project(tmp_path / "project")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def call(call: Call) -> Call:
    """`call("import", "terms.csv")`: as `l10n glossary` with these words."""
    return partial(call, "glossary")


def terms(root: Path) -> dict[str, dict[str, str]]:
    found = Glossary.read(root / "glossary.yml").terms
    return {one.source: {tag: target.term for tag, target in one.targets.items()} for one in found}


def test_terms_of_several_files_are_added_as_drafts(root: Path, call: Call) -> None:
    (root / "a.csv").write_text("en,es,sr,mk\nRome,Roma,Рим,Рим\n", encoding="utf-8")
    (root / "b.tsv").write_text("Rome\tRoma\nBar\tBar\n", encoding="utf-8")
    code, out, err = call("import", "a.csv", "b.tsv", "--to", "es")
    assert (code, out) == (0, "")
    assert "a.csv: added 1 term and 0 targets of known terms, 0 known, 0 conflicts" in err
    assert "b.tsv: added 1 term and 0 targets of known terms, 1 known, 0 conflicts" in err
    assert "wrote glossary.yml" in err
    assert (root / "glossary.yml").read_text(encoding="utf-8").startswith(GLOSSARY)
    assert terms(root)["Rome"] == {"es": "Roma", "sr": "Рим", "mk": "Рим"}
    assert {one.status for one in Glossary.read(root / "glossary.yml").terms[1:]} == {"draft"}
    assert "nothing to write" in call("import", "a.csv")[2]


def test_approved_terms_are_no_drafts_and_locales_narrow(root: Path, call: Call) -> None:
    (root / "a.csv").write_text("en,es,sr\nRome,Roma,Рим\n", encoding="utf-8")
    assert call("import", "a.csv", "--approve", "-l", "sr")[0] == 0
    assert terms(root)["Rome"] == {"sr": "Рим"}
    assert Glossary.read(root / "glossary.yml").terms[1].status == "approved"


def test_conflicts_are_named_and_the_rest_is_added(root: Path, call: Call) -> None:
    (root / "a.csv").write_text("en,es,mk\nGjadër,Xhader,Ѓадер\nRome,Roma,\n", encoding="utf-8")
    code, out, err = call("import", "a.csv")
    assert code == 1
    assert (
        out == "a.csv:2:8: conflict: “Gjadër”: es term: “Xhader” here, “Gjadër” there, see glossary.yml:11\n"
    )
    assert "added 1 term and 1 target of known terms, 0 known, 1 conflict" in err
    assert terms(root)["Gjadër"] == {"sr": "Ђадер", "es": "Gjadër", "mk": "Ѓадер"}


def test_what_finds_no_room_is_named(root: Path, call: Call) -> None:
    edit(root / "glossary.yml", "    targets:", "    targets: &all")
    (root / "a.csv").write_text("en,mk\nGjadër,Ѓадер\n", encoding="utf-8")
    before = snapshot(root)
    code, out, _ = call("import", "a.csv")
    assert (code, snapshot(root)) == (1, before)
    assert out.startswith("glossary.yml:4: no room: “Gjadër”")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", 'en,es\n"Rome,Roma\n', "error: a.csv:2:1: quotes that nothing closes"),
        ("a.csv", "Rome,Roma\n", "error: a.csv:1:1: nothing says which locale"),
        ("a.csv", "\n", "error: a.csv:1:1: the table is empty"),
        ("a.tbx", "<tbx>", "error: a.tbx:1:6: broken XML"),
        ("a.docx", "x", "error: a.docx: nothing here reads .docx"),
        ("a", "x", "error: a: nothing here reads a file without suffix"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    root: Path, call: Call, name: str, text: str, message: str
) -> None:
    (root / "good.csv").write_text("en,es\nRome,Roma\n", encoding="utf-8")
    (root / name).write_text(text, encoding="utf-8")
    before = snapshot(root)
    code, _, err = call("import", "good.csv", name)
    assert (code, snapshot(root)) == (2, before)
    assert err.startswith(message)
    assert "hint: " in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("import",), "name files to import, or --cldr"),
        (("import", "no.csv"), "no.csv: cannot be read"),
        (("import", "--cldr", "cities"), "'cities' is none of"),
        (("import", "a.csv", "--from", "de"), "the source locale of glossary.yml is en, not de"),
        (("import", "a.csv", "--to", "q"), "'q' is no locale"),
        (("export", "a.docx"), "'docx' is none of"),
        (("export", "--tbx", "min"), "'min' is none of"),
        (("export", "--style", "x"), "'x' is none of"),
        (("export", "--format", "deepl"), "DeepL's glossaries have one target"),
        (("suggest", "-l", "fr"), "fr is no target of this project"),
    ],
)
def test_wrong_usage_is_exit_2(root: Path, call: Call, args: tuple[str, ...], message: str) -> None:
    (root / "a.csv").write_text("en,es\nRome,Roma\n", encoding="utf-8")
    code, _, err = call(*args)
    assert code == 2
    assert message in " ".join(err.replace("│", " ").split())


def test_a_dry_run_writes_nothing(root: Path, call: Call) -> None:
    (root / "a.csv").write_text("en,es\nRome,Roma\n", encoding="utf-8")
    before = snapshot(root)
    for args in (("import", "a.csv"), ("export", "b.csv"), ("suggest", "--write", "--min-count", "1")):
        code, _, err = call(*args, "--dry-run")
        assert (code, snapshot(root)) == (0, before)
        assert "would " in err


def test_a_glossary_is_started_where_there_is_none(root: Path, call: Call) -> None:
    (root / "glossary.yml").unlink()
    assert call("export")[0] == 2
    (root / "a.csv").write_text("en,es\nRome,\n", encoding="utf-8")
    assert call("import", "--cldr", "currencies")[0] == 0
    assert not (root / "glossary.yml").exists()
    assert call("import", "a.csv", "-s", "en-GB")[0] == 0
    assert terms(root) == {"Rome": {}}


def test_somebody_elses_change_is_not_overwritten(root: Path) -> None:
    (root / "a.csv").write_text("en,es\nRome,Roma\n", encoding="utf-8")
    file = GlossaryFile(Project.open(root).workspace)
    file.extend(read_terms(root / "a.csv", Tag("en"), None), approve=True)
    edit(root / "glossary.yml", "place", "org")
    with pytest.raises(ConflictError):
        file.save(dry_run=False)


def test_cldrs_names_are_those_of_the_articles_or_all(root: Path, call: Call) -> None:
    (root / "source/note.txt").write_text("A note\n\nItaly and the US talked in Serbian.\n", encoding="utf-8")
    assert call("import", "--cldr", "languages, territories")[0] == 0
    found = terms(root)
    assert found["Italy"] == {"es": "Italia", "sr": "Италија"}
    assert set(found) == {"Gjadër", "Italy", "United States", "Serbian"}
    assert call("import", "--cldr", "territories", "--all")[0] == 0
    assert len(terms(root)) > 200
    assert call("lint")[0] == 0


@pytest.mark.parametrize(
    "args", [("t.csv",), ("t.tsv",), ("t.tbx",), ("t.tbx", "--tbx", "core", "--style", "dct")]
)
def test_what_is_exported_is_known_when_it_is_imported(root: Path, call: Call, args: tuple[str, ...]) -> None:
    code, _, err = call("export", *args)
    assert code == 0
    assert f"wrote {args[0]}" in err
    assert ("has no place for" in err) == args[0].endswith(".tbx")
    assert "nothing to write" in call("export", *args)[2]
    code, _, err = call("import", args[0])
    assert code == 0
    assert "1 known, 0 conflicts" in err


def test_export_prints_without_a_file(root: Path, call: Call) -> None:
    assert call("export")[1].startswith("id,locale,status,term,")
    assert call("export", "--format", "deepl", "--to", "sr")[1] == "Gjadër\tЂадер\n"


CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: sr\\n"

msgid "the talks with Brnabić"
msgstr "разговори с Брнабићком"

msgid "the house of Brnabić"
msgstr "кућа Брнабићке"

#, fuzzy
msgid "the road to Brnabić"
msgstr "пут"

msgid "the car of Brnabić"
msgstr "ауто Брнабићке"
"""


def test_names_are_suggested_with_what_translations_call_them(root: Path, call: Call) -> None:
    lines = ["the talks with Brnabić", "the house of Brnabić", "the road to Brnabić", "the car of Brnabić"]
    (root / "source/note.txt").write_text(
        "\n\n".join([*lines, "by Gjadër, in Italy, to Italy"]), encoding="utf-8"
    )
    catalog = root / "locales/sr/LC_MESSAGES/note.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG, encoding="utf-8")
    code, out, err = call("suggest", "--min-count", "2")
    assert code == 0
    rows = [line.split() for line in out.splitlines()]
    assert rows[0] == ["name", "count", "es", "sr", "first", "in"]
    assert rows[1] == ["Brnabić", "4", "Брнабићке", "note.txt"]
    assert rows[2:] == [
        ["Tirana", "2", "news/talks.md"],
        ["Italy", "2", "Italia", "Италија", "note.txt"],
    ]
    assert "3 names" in err
    assert "Gjadër" not in out
    assert [line.split()[0] for line in call("suggest", "-n", "1")[1].splitlines()] == ["name", "Brnabić"]
    assert call("suggest", "--min-count", "2", "--write")[0] == 0
    assert terms(root)["Italy"] == {"es": "Italia", "sr": "Италија"}
    written = Glossary.read(root / "glossary.yml").terms[1:]
    assert [(one.source, one.status) for one in written] == [
        ("Brnabić", "draft"),
        ("Tirana", "draft"),
        ("Italy", "draft"),
    ]
    assert call("suggest", "--min-count", "2", "--write")[1] == ""


def test_the_project_may_be_elsewhere(root: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    (root.parent / "a.csv").write_text("en,es\nRome,Roma\n", encoding="utf-8")
    assert call("import", "a.csv", "--config", "project/pyproject.toml")[0] == 0
    assert "Rome" in terms(root)
    assert CONFIG in (root / "pyproject.toml").read_text(encoding="utf-8")
