"""The articles, catalogs and glossary of this repository: what they must show."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from l10n import Catalog, Project
from l10n.model import Finding, Severity, State, Tag
from sample import MuteEngine, edit, snapshot, use_engine

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "source/regional-diplomacy.md"
SERBIAN = "locales/sr/LC_MESSAGES/regional-diplomacy.po"
LATIN = "locales/sr@latin/LC_MESSAGES/regional-diplomacy.po"
PARTS = ("source", "locales", "glossary.yml", "pyproject.toml")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This repository's project, to be changed, on a machine without engines."""
    use_engine(monkeypatch, MuteEngine())
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part)
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    return tmp_path


def findings(root: Path, locale: str | None) -> list[Finding]:
    return [f for f in Project.open(root).check() if f.locale == locale]


def test_every_damaged_name_is_found_at_its_place(copy: Path) -> None:
    lines = (copy / ARTICLE).read_text("utf-8").splitlines()
    found = [f for f in findings(copy, None) if f.rule == "term-source-variant"]
    assert [f.evidence for f in found] == ["RSE", "Giorgio Meloni", "Shenjin", "Xhader", "Francesco Feri"]
    for finding in found:
        line, column = finding.where.line, finding.where.column
        assert line is not None
        assert column is not None
        assert finding.where.path == ARTICLE
        assert lines[line - 1][column - 1 :].startswith(finding.evidence)


def test_the_wording_of_the_article_is_the_one_received(copy: Path, shared_data: object) -> None:
    assert callable(shared_data)
    received = shared_data("source-article.txt").read_text("utf-8").splitlines()
    ours = (copy / ARTICLE).read_text("utf-8")
    matter, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", ours, re.DOTALL).groups()  # type: ignore[union-attr]
    assert matter.splitlines()[0] == f"title: {received[0]}"
    assert [line.removeprefix("## ") for line in body.splitlines() if line] == received[1:]


def test_the_serbian_text_is_whole_reviewed_and_without_fault(copy: Path) -> None:
    counts = Project.open(copy).status().locales[Tag("sr")]
    assert counts.reviewed == counts.units > 35
    assert findings(copy, "sr") == []


def test_a_forbidden_form_put_into_it_is_found(copy: Path) -> None:
    edit(copy / SERBIAN, "Ђадеру", "Џадер")
    (error,) = [f for f in findings(copy, "sr") if f.severity is Severity.ERROR]
    assert (error.rule, error.evidence, error.where.path) == ("term-forbidden", "Џадер", SERBIAN)
    line = (copy / SERBIAN).read_text("utf-8").splitlines()[(error.where.line or 0) - 1]
    assert line[(error.where.column or 0) - 1 :].startswith("Џадер")


def test_the_spanish_text_is_an_unreviewed_draft_without_error(copy: Path) -> None:
    counts = Project.open(copy).status().locales[Tag("es")]
    assert counts.machine + counts.untranslated == counts.units
    assert counts.machine > 0
    assert [f for f in findings(copy, "es") if f.severity is Severity.ERROR] == []


def test_the_committed_catalogs_are_up_to_date(copy: Path) -> None:
    before = snapshot(copy)
    assert Project.open(copy).run(frozen=True).changed == ()
    assert Project.open(copy).merge().changed == ()
    assert snapshot(copy) == before


def test_one_edited_word_makes_them_stale_and_names_the_article(copy: Path) -> None:
    edit(copy / ARTICLE, "mixed responses", "diverse responses")
    project = Project.open(copy)
    changed = project.run(frozen=True).changed
    assert [str(path) for path in project.articles_of(changed)] == ["regional-diplomacy.md"]


def test_an_edited_paragraph_goes_stale_and_is_shown_in_the_source_language(copy: Path) -> None:
    old = "The agreement has garnered mixed responses in both Italy and Albania."
    new = old.replace("mixed", "diverse")
    edit(copy / ARTICLE, old, new)
    Project.open(copy).run()
    entry = Catalog.read(copy / SERBIAN).get(new)
    assert entry is not None
    assert (entry.state, entry.previous_msgid) == (State.STALE, old)
    page = (copy / "build/sr/regional-diplomacy.md").read_text("utf-8")
    assert new in page
    assert "опречне реакције" not in page


def test_pages_hold_the_whole_article(copy: Path) -> None:
    Project.open(copy).run()
    source = (copy / ARTICLE).read_text("utf-8")
    for tag in ("es", "sr", "sr-Latn"):
        page = (copy / f"build/{tag}/regional-diplomacy.md").read_text("utf-8")
        assert page.count("\n") == source.count("\n")
        parts = re.compile(r"^(?:#+ |---|date:.*|language:.*)", re.M)
        expected = [part.replace("language: en", f"language: {tag}") for part in parts.findall(source)]
        assert parts.findall(page) == expected
    serbian = (copy / "build/sr/regional-diplomacy.md").read_text("utf-8")
    for name in ("Ђорђа Мелони", "Шенђину и Ђадеру", "Франческо Фери", "РСЕ"):
        assert name in serbian
    words = re.findall(r"[A-Za-z]+", serbian.split("---\n")[2])
    assert sorted(set(words)) == ["ActionAid", "ICE"]


def test_the_latin_text_is_the_serbian_one(copy: Path) -> None:
    counts = Project.open(copy).status().locales
    assert counts[Tag("sr-Latn")].reviewed == counts[Tag("sr")].reviewed > 35
    assert findings(copy, "sr-Latn") == []
    Project.open(copy).run()
    cyrillic, latin = (
        (copy / f"build/{tag}/regional-diplomacy.md").read_text("utf-8") for tag in ("sr", "sr-Latn")
    )
    for name in ("Đorđa Meloni", "Šenđinu i Đaderu", "Frančesko Feri", "RSE", "ActionAid"):
        assert name in latin
    assert re.search("[\u0400-\u04ff]", latin) is None
    assert [len(line.split()) for line in latin.splitlines()] == [
        len(line.split()) for line in cyrillic.splitlines()
    ]


def test_a_correction_of_the_serbian_text_reaches_the_latin_one(copy: Path) -> None:
    edit(copy / SERBIAN, "опречне реакције", "подељене реакције")
    changed = [path.relative_to(copy).as_posix() for path in Project.open(copy).run().changed]
    assert LATIN in changed
    assert "podeljene reakcije" in (copy / LATIN).read_text("utf-8")


def test_an_edit_of_the_latin_text_is_found(copy: Path) -> None:
    edit(copy / LATIN, "oprečne reakcije", "podeljene reakcije")
    (warning,) = findings(copy, "sr-Latn")
    assert (warning.rule, warning.evidence, warning.where.path) == ("derived-edited", "podeljene", LATIN)


def test_the_latin_text_can_be_made_anew_to_the_byte(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    made = []
    for _ in range(2):
        shutil.rmtree(copy / "locales/sr@latin")
        Project.open(copy).run()
        made.append(snapshot(copy / "locales/sr@latin"))
        assert Project.open(copy).run().changed == ()
    assert made[0] == made[1]
    for name, data in snapshot(ROOT / "locales/sr@latin").items():
        assert undated(made[0][name]) == undated(data)


def undated(data: bytes) -> bytes:
    return re.sub(rb'^"(?:POT-Creation|PO-Revision)-Date: .*\n', b"", data, flags=re.M)


@pytest.mark.needs_gettext
def test_msgfmt_accepts_the_committed_catalogs() -> None:
    paths = sorted((ROOT / "locales").rglob("*.po"))
    assert len(paths) == 6
    for path in paths:
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), path


def test_the_glossary_has_no_contradiction_and_both_locales_for_every_term(copy: Path) -> None:
    glossary = Project.open(copy).workspace.read_glossary()
    assert glossary is not None
    assert len(glossary.terms) >= 25
    assert all(set(term.targets) == {"es", "sr"} for term in glossary.terms)
    assert [f for f in findings(copy, None) if f.rule == "glossary-contradiction"] == []
