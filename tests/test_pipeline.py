"""The main job on a small project: what is written, what is kept, what is never overwritten."""

import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest

from l10n import Article, Catalog, Glossary, Project
from l10n.errors import ConfigError, ConflictError, EngineError, L10nError
from l10n.model import State, Tag
from sample import ARTICLE, MuteEngine, ShoutingEngine, edit, snapshot, use_engine, write_project

SR = "locales/sr/LC_MESSAGES/news/talks.po"
ES = "locales/es/LC_MESSAGES/news/talks.po"
SECOND = "The second paragraph stays exactly as it was written by its author."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, ShoutingEngine())
    return write_project(tmp_path)


def translate_by_hand(path: Path, msgid: str, text: str) -> None:
    """What a translator does in an editor: type the text, drop the fuzzy flag."""
    from dataclasses import replace

    catalog = Catalog.read(path)
    entry = catalog.get(msgid)
    assert entry is not None
    done = replace(entry, msgstrs=(text,), flags=tuple(f for f in entry.flags if f != "fuzzy"))
    path.write_bytes(catalog.with_entries({msgid: done}).to_bytes())


def state(path: Path, msgid: str) -> State:
    entry = Catalog.read(path).get(msgid)
    assert entry is not None
    return entry.state


def test_a_run_writes_templates_catalogs_and_pages(root: Path) -> None:
    done = Project.open(root).run()
    assert sorted(snapshot(root)) == sorted(
        [
            "build/es/news/talks.md",
            "build/es/note.txt",
            "build/index.json",
            "build/sr/news/talks.md",
            "build/sr/note.txt",
            "glossary.yml",
            "locales/es/LC_MESSAGES/news/talks.po",
            "locales/es/LC_MESSAGES/note.po",
            "locales/sr/LC_MESSAGES/news/talks.po",
            "locales/sr/LC_MESSAGES/note.po",
            "locales/templates/news/talks.pot",
            "locales/templates/note.pot",
            "pyproject.toml",
            "source/news/talks.md",
            "source/note.txt",
        ]
    )
    counts = done.status.locales
    assert counts[Tag("es")].machine == counts[Tag("es")].units > 0
    assert counts[Tag("sr")].untranslated == counts[Tag("sr")].units
    assert [(f.locale, f.engine, f.filled) for f in done.filled] == [
        ("es", "shouting en-es 1", counts[Tag("es")].units),
        ("sr", None, 0),
    ]
    assert "¡The second paragraph" in (root / "build/es/news/talks.md").read_text("utf-8")


def test_an_untranslated_article_is_rendered_byte_for_byte(root: Path) -> None:
    Project.open(root).run()
    assert (root / "build/sr/news/talks.md").read_text("utf-8") == ARTICLE


def test_a_second_run_changes_no_byte(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Project.open(root).run()
    before = snapshot(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1765000000")
    assert Project.open(root).run().changed == ()
    assert snapshot(root) == before


def test_templates_keep_their_date_until_their_content_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.open(root).run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1765000000")
    edit(root / "source/note.txt", "few", "great many")
    Project.open(root).run()
    dates = {p.stem: Catalog.read(p).header["POT-Creation-Date"] for p in (root / "locales").rglob("*.pot")}
    assert dates["talks"] < dates["note"]
    assert Catalog.read(root / "locales/sr/LC_MESSAGES/note.po").header["POT-Creation-Date"] == dates["note"]


@pytest.mark.needs_gettext
def test_msgfmt_accepts_every_file_without_a_warning(root: Path) -> None:
    Project.open(root).run()
    for path in (root / "locales").rglob("*.po"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_a_translators_text_survives_run_redo_and_edits_elsewhere(root: Path) -> None:
    Project.open(root).run()
    translate_by_hand(root / SR, SECOND, "Други пасус остаје онакав какав је.")
    translate_by_hand(root / ES, SECOND, "El segundo párrafo queda como estaba.")
    for redo in (False, True):
        Project.open(root).run(redo=redo)
        assert state(root / SR, SECOND) is State.TRANSLATED
        assert state(root / ES, SECOND) is State.POST_EDITED
    edit(root / "source/news/talks.md", "opened in May", "closed in May")
    Project.open(root).run()
    assert state(root / SR, SECOND) is State.TRANSLATED
    assert "Други пасус остаје онакав какав је." in (root / "build/sr/news/talks.md").read_text("utf-8")


@pytest.mark.needs_gettext
def test_fuzzy_removed_by_msgattrib_means_accepted(root: Path) -> None:
    Project.open(root).run()
    path = root / ES
    subprocess.run(["msgattrib", "--clear-fuzzy", "-o", str(path), str(path)], check=True)
    assert state(path, SECOND) is State.ACCEPTED
    before = Catalog.read(path).get(SECOND)
    Project.open(root).run(redo=True)
    assert Catalog.read(path).get(SECOND) == before


def test_an_edited_unit_goes_stale_and_is_not_shown_in_its_old_wording(root: Path) -> None:
    Project.open(root).run()
    translate_by_hand(root / SR, SECOND, "Други пасус остаје онакав какав је.")
    edit(root / "source/news/talks.md", "exactly as it was", "precisely as it was")
    Project.open(root).run()
    entry = Catalog.read(root / SR).get(SECOND.replace("exactly", "precisely"))
    assert entry is not None
    assert (entry.state, entry.previous_msgid) == (State.STALE, SECOND)
    rendered = (root / "build/sr/news/talks.md").read_text("utf-8")
    assert "precisely as it was" in rendered
    assert "Други" not in rendered


def test_machine_text_of_an_edited_unit_is_translated_again(root: Path) -> None:
    Project.open(root).run()
    edit(root / "source/news/talks.md", "exactly as it was", "precisely as it was")
    merged = Project.open(root).merge()
    new = SECOND.replace("exactly", "precisely")
    assert merged.status.locales[Tag("es")].stale == 1
    entry = Catalog.read(root / ES).get(new)
    assert entry is not None
    assert entry.previous_msgid == SECOND
    Project.open(root).run()
    assert state(root / ES, new) is State.MACHINE


def test_without_an_engine_the_run_goes_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_engine(monkeypatch, MuteEngine())
    done = Project.open(root).run()
    assert [(f.locale, f.engine) for f in done.filled] == [("es", None), ("sr", None)]
    assert (root / "build/es/news/talks.md").read_text("utf-8") == ARTICLE


def test_a_named_engine_that_cannot_serve_is_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_engine(monkeypatch, MuteEngine())
    edit(root / "pyproject.toml", "[tool.l10n]", '[tool.l10n]\nengine = "argos"')
    with pytest.raises(EngineError, match="cannot translate en to es"):
        Project.open(root).run()


def test_the_engine_is_asked_for_the_right_name_and_the_answer_is_repaired(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ShoutingEngine()
    use_engine(monkeypatch, engine)
    Project.open(root).run()
    assert "The centre of Gjadër opened in May, the ministry said on Tuesday." in engine.asked


def test_a_name_that_the_engine_translated_is_hidden_from_it_the_next_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Literal(ShoutingEngine):
        def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
            return [text.replace("Gjadër", "Cadera") for text in super().translate(texts, source, target)]  # type: ignore[arg-type]

    engine = Literal()
    use_engine(monkeypatch, engine)
    Project.open(root).run()
    entry = Catalog.read(root / ES).get("The centre of Xhader opened in May, the ministry said on Tuesday.")
    assert entry is not None
    assert entry.msgstr == "¡The centre of Gjadër opened in May, the ministry said on Tuesday.!"
    assert engine.asked[-1] == "The centre of {n0} opened in May, the ministry said on Tuesday."


def test_an_answer_that_lost_its_code_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless(ShoutingEngine):
        def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
            return [text.replace("`", "") for text in super().translate(texts, source, target)]  # type: ignore[arg-type]

    use_engine(monkeypatch, Careless())
    done = Project.open(root).run()
    assert done.status.locales[Tag("es")].untranslated == 1
    assert state(root / ES, "a list item with `code` in it") is State.UNTRANSLATED


def test_an_engine_that_loses_count_is_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Short(ShoutingEngine):
        def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
            return ["one"]

    use_engine(monkeypatch, Short())
    with pytest.raises(EngineError, match="1 translations for"):
        Project.open(root).translate()


def test_frozen_writes_nothing_and_names_what_is_out_of_date(root: Path) -> None:
    Project.open(root).run()
    shutil.rmtree(root / "build")
    before = snapshot(root)
    assert Project.open(root).run(frozen=True).changed == ()
    edit(root / "source/note.txt", "few", "great many")
    project = Project.open(root)
    done = project.run(frozen=True)
    assert [str(a) for a in project.articles_of(done.changed)] == ["note.txt"]
    assert {k: v for k, v in snapshot(root).items() if k != "source/note.txt"} == {
        k: v for k, v in before.items() if k != "source/note.txt"
    }


def test_dry_run_names_what_would_be_written_and_asks_no_engine(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ShoutingEngine()
    use_engine(monkeypatch, engine)
    before = snapshot(root)
    done = Project.open(root).run(dry_run=True)
    assert root / ES in done.changed
    assert [f.engine for f in done.filled] == ["shouting en-es 1", None]
    assert engine.asked == []
    assert snapshot(root) == before


def test_reviewed_only_and_drafts_leave_machine_text_out(root: Path) -> None:
    Project.open(root).run(reviewed_only=True)
    assert (root / "build/es/news/talks.md").read_text("utf-8") == ARTICLE
    edit(root / "pyproject.toml", "[tool.l10n]", "[tool.l10n]\ndrafts = false")
    Project.open(root).render()
    assert (root / "build/es/news/talks.md").read_text("utf-8") == ARTICLE


def test_keep_holds_back_what_is_too_little_translated(root: Path) -> None:
    edit(root / "pyproject.toml", "[tool.l10n]", "[tool.l10n]\nkeep = 80")
    done = Project.open(root).run()
    assert {(str(path), tag) for path, tag in done.kept_back} == {("news/talks.md", "sr"), ("note.txt", "sr")}
    assert not (root / "build/sr").exists()
    assert (root / "build/es/note.txt").exists()


def test_a_fallback_locale_fills_the_gaps(root: Path) -> None:
    with (root / "pyproject.toml").open("a") as file:
        file.write('[tool.l10n.locale.sr]\nfallback = "es"\n')
    Project.open(root).run()
    assert "¡The second paragraph" in (root / "build/sr/news/talks.md").read_text("utf-8")


def test_stages_work_by_themselves(root: Path) -> None:
    assert all(path.suffix == ".pot" for path in Project.open(root).extract().changed)
    assert {path.suffix for path in Project.open(root).merge().changed} == {".po"}
    assert Project.open(root).translate().filled[0].filled > 0
    assert {path.relative_to(root).parts[0] for path in Project.open(root).render().changed} == {"build"}
    status = Project.open(root).status().as_json()
    assert status["articles"]["note.txt"]["es"]["machine"] == 2  # type: ignore[index]


def test_paths_and_locales_narrow_the_work(root: Path) -> None:
    done = Project.open(root, locales=[Tag("sr")]).run([root / "source/news"])
    assert {str(p.relative_to(root)) for p in done.changed} == {
        "build/sr/news/talks.md",
        SR,
        "locales/templates/news/talks.pot",
    }
    with pytest.raises(ConfigError, match="no target"):
        Project.open(root, locales=[Tag("de")])
    with pytest.raises(ConfigError, match="no article"):
        Project.open(root).run([root / "nowhere.md"])


def test_check_finds_the_damaged_name_and_the_forbidden_form(root: Path) -> None:
    Project.open(root).run()
    found = Project.open(root).check(rules=["term-source-variant"])
    assert [(f.where.path, f.where.line, f.where.column, f.evidence) for f in found] == [
        ("source/news/talks.md", 8, 15, "Xhader")
    ]
    centre = "The centre of Xhader opened in May, the ministry said on Tuesday."
    translate_by_hand(root / SR, centre, "Центар Џадер је отворен у мају, саопштило је министарство.")
    errors = [f for f in Project.open(root).check() if f.severity == "error"]
    assert [(f.rule, f.where.path, f.evidence) for f in errors] == [("term-forbidden", SR, "Џадер")]
    with pytest.raises(ConfigError, match="no rule 'nonsense'"):
        Project.open(root).check(rules=["nonsense"])


def test_a_broken_catalog_stops_a_run_before_anything_is_written(root: Path) -> None:
    Project.open(root).run()
    edit(root / SR, 'msgid "Talks in Tirana"', 'msgid "Talks in Tirana')
    edit(root / "source/note.txt", "few", "great many")
    before = snapshot(root)
    with pytest.raises(L10nError):
        Project.open(root).run()
    assert snapshot(root) == before
    seen = Project.open(root).examine()
    assert not seen.readable
    assert [f.where.path for f in seen.findings if f.rule == "catalog-invalid"] == [SR]


def test_two_articles_may_not_share_a_catalog(root: Path) -> None:
    (root / "source/note.md").write_text("# The same name\n")
    with pytest.raises(ConfigError, match="share one catalog"):
        Project.open(root).run()


def test_a_name_with_a_line_break_is_refused_before_it_damages_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / ".l10n.toml").write_text('source-locale = "en"\ntargets = ["es"]\n')
    (tmp_path / "source/a\nb.md").write_text("One\n")
    with pytest.raises(ConfigError, match="line break or another control character"):
        Project.open(tmp_path).extract()
    assert not (tmp_path / "locales").exists()


def test_two_spellings_of_a_locale_are_an_error(root: Path) -> None:
    Project.open(root).run()
    shutil.copytree(root / "locales/sr", root / "locales/sr_Cyrl")
    with pytest.raises(ConfigError, match="two spellings"):
        Project.open(root).run()


def test_catalogs_of_vanished_articles_are_named_and_left_alone(root: Path) -> None:
    Project.open(root).run()
    (root / "source/note.txt").unlink()
    project = Project.open(root)
    assert project.run().changed == ()
    assert [
        project.workspace.shown(p) for p in chain(*project.workspace.catalogs_without_article().values())
    ] == [
        "locales/es/LC_MESSAGES/note.po",
        "locales/sr/LC_MESSAGES/note.po",
    ]


def test_a_catalog_saved_by_someone_else_meanwhile_is_merged_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.open(root).run()
    first = "Talks in Tirana"

    class Slow(ShoutingEngine):
        def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
            translate_by_hand(root / ES, first, "Conversaciones en Tirana")
            return super().translate(texts, source, target)  # type: ignore[arg-type]

    use_engine(monkeypatch, Slow())
    edit(root / "source/news/talks.md", "exactly as it was", "precisely as it was")
    done = Project.open(root).run()
    assert state(root / ES, first) is State.POST_EDITED
    assert state(root / ES, SECOND.replace("exactly", "precisely")) is State.MACHINE
    rendered = (root / "build/es/news/talks.md").read_text("utf-8")
    assert "Conversaciones en Tirana" in rendered
    assert "¡The second paragraph stays precisely" in rendered
    assert done.status.locales[Tag("es")].post_edited == 1


def test_a_catalog_that_keeps_changing_is_never_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from l10n import atomic
    from l10n.pipeline import writing

    Project.open(root).run()
    edit(root / "source/note.txt", "few", "great many")
    before = snapshot(root / "locales")

    def changed_again(path: Path, data: bytes, **_: object) -> bool:
        raise ConflictError("was changed by somebody else meanwhile")

    for module in (atomic, writing):
        monkeypatch.setattr(module, "write_if_changed", changed_again)
    with pytest.raises(ConflictError):
        Project.open(root).run()
    assert snapshot(root / "locales") == before


def derived_project(root: Path) -> Path:
    edit(root / "pyproject.toml", '"es", "sr"', '"sr", "sr-Latn"')
    with (root / "pyproject.toml").open("a") as file:
        file.write('[tool.l10n.locale.sr-Latn]\nderive = "sr"\n')
    return root / "locales/sr@latin/LC_MESSAGES/news/talks.po"


def test_serbian_latin_follows_from_cyrillic(root: Path) -> None:
    latin = derived_project(root)
    Project.open(root).run()
    assert state(latin, SECOND) is State.UNTRANSLATED
    assert "Made from sr by script conversion" in latin.read_text("utf-8")
    translate_by_hand(root / SR, SECOND, "Други пасус је као што је био.")
    Project.open(root).run()
    assert state(latin, SECOND) is State.ACCEPTED
    assert "Drugi pasus je kao što je bio." in (root / "build/sr-Latn/news/talks.md").read_text("utf-8")
    assert Project.open(root).run().changed == ()
    translate_by_hand(root / SR, SECOND, "Други пасус је остао исти.")
    Project.open(root, locales=[Tag("sr-Latn")]).run()
    entry = Catalog.read(latin).get(SECOND)
    assert entry is not None
    assert (entry.msgstr, entry.state) == ("Drugi pasus je ostao isti.", State.ACCEPTED)


def test_a_derived_text_goes_when_its_origin_does_and_a_persons_stays(root: Path) -> None:
    latin = derived_project(root)
    Project.open(root).run()
    for msgid in (SECOND, "Talks in Tirana"):
        translate_by_hand(root / SR, msgid, "Нешто сасвим друго.")
    Project.open(root).run()
    translate_by_hand(latin, "Talks in Tirana", "Razgovori u Tirani")
    edit(root / SR, "Нешто сасвим друго.", "")
    Project.open(root).run()
    assert state(latin, SECOND) is State.UNTRANSLATED
    assert state(latin, "Talks in Tirana") is State.POST_EDITED


def test_a_derived_draft_is_a_draft(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Serbian(ShoutingEngine):
        def serves(self, source: Tag, target: Tag) -> bool:
            return target == "sr"

        def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
            assert isinstance(texts, list)
            return ["Нацрт `code`" if "`" in text else "Нацрт" for text in texts]

    use_engine(monkeypatch, Serbian())
    latin = derived_project(root)
    Project.open(root).run()
    entry = Catalog.read(latin).get(SECOND)
    assert entry is not None
    assert (entry.msgstr, entry.state) == ("Nacrt", State.MACHINE)
    assert Project.open(root).run().changed == ()


def test_public_names_are_what_the_package_promises(root: Path) -> None:
    import l10n

    assert set(l10n.__all__) == {"Article", "Catalog", "Glossary", "Project"}
    assert Article.read(root / "source/news/talks.md").render({}) == ARTICLE.encode()
    assert Glossary.read(root / "glossary.yml").terms[0].source == "Gjadër"
    with pytest.raises(AttributeError):
        _ = l10n.nothing
