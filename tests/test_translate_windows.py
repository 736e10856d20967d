"""One job a locale, in windows of articles: what is asked once, written early, and the same in the end."""

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from l10n import Catalog, Project, registry
from l10n.engines.answers import Query
from l10n.errors import EngineError, PackageError
from l10n.model import State, Tag
from l10n.models.lock import LOCK_FILE, Locked, package_digest, to_bytes
from l10n.pipeline import windows
from l10n.pipeline.options import Progress
from sample import edit, snapshot
from vowel_engine import VowelEngine

GLOSSARY = """\
version: 1
source_locale: en
terms:
  - id: gjader
    source: Gjadër
    variants: [{text: Xhader, status: misspelling}]
    targets: {es: {term: Gjadër, inflect: none}}
"""
ARTICLES = {
    "a.md": "# The first station\n\nThe train leaves at 9. It comes back at 11.\n\nNobody sleeps.\n",
    "b.md": "# The second station\n\nThe camp in Xhader opened.\n\nNobody sleeps.\n",
    "c.md": "# The third station\n\nThe white house stands.\n\nA minister speaks. Nobody sleeps.\n",
}
UNITS, DISTINCT = 9, 9
"""All units, and the different sentences in them."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    return write_project(tmp_path / "project")


def write_project(root: Path) -> Path:
    (root / "source").mkdir(parents=True)
    (root / ".l10n.toml").write_text('targets = ["es"]\n')
    (root / "glossary.yml").write_text(GLOSSARY)
    for name, text in ARTICLES.items():
        (root / "source" / name).write_text(text)
    return root


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> VowelEngine:
    return use(monkeypatch, VowelEngine())


def use(monkeypatch: pytest.MonkeyPatch, engine: VowelEngine) -> VowelEngine:
    monkeypatch.setattr(registry, "engine", lambda name: engine)
    return engine


def states(root: Path) -> list[State]:
    paths = sorted((root / "locales/es").rglob("*.po"))
    return [entry.state for path in paths for entry in Catalog.read(path).active]


def text_of(root: Path, article: str, msgid: str) -> str:
    entry = Catalog.read(root / f"locales/es/LC_MESSAGES/{article}.po").get(msgid)
    assert entry is not None
    return entry.msgstr


def test_a_job_asks_for_each_sentence_once_and_says_what_it_took(root: Path, engine: VowelEngine) -> None:
    (filled,) = Project.open(root).translate().filled
    assert (filled.asked, filled.filled) == (UNITS, UNITS)
    assert len(engine.asked) == len(set(engine.asked))
    assert "The camp in Gjadër opened." in engine.asked
    assert set(states(root)) == {State.MACHINE}
    work = filled.work
    assert work.words == sum(len(text.replace("#", "").split()) for text in ARTICLES.values())
    assert (work.recalled, work.refused, work.retries) == (0, 0, 0)
    assert work.sentences == DISTINCT
    assert work.speed > 0
    assert text_of(root, "a", "Nobody sleeps.") == "Nubudy sliips."


def test_it_is_told_how_often_an_engine_had_to_be_asked_again(root: Path, engine: VowelEngine) -> None:
    edit(root / "source/c.md", "white", "**white**")
    (filled,) = Project.open(root).translate().filled
    assert (filled.work.sentences, filled.work.retries) == (DISTINCT, 1)
    assert text_of(root, "c", "The **white** house stands.") == "Thi **whoti** huasi stends."


@pytest.mark.parametrize("units", [1, 3, 4, 2000])
@pytest.mark.parametrize("limit", [None, 1, 2, 5])
def test_windows_and_limits_make_no_difference_in_the_end(
    root: Path,
    tmp_path: Path,
    engine: VowelEngine,
    monkeypatch: pytest.MonkeyPatch,
    units: int,
    limit: int | None,
) -> None:
    Project.open(write_project(tmp_path / "plain")).translate()
    expected = snapshot(tmp_path / "plain")
    monkeypatch.setattr(windows, "UNITS", units)
    once = sorted(engine.asked)
    engine.asked.clear()
    for done in range(0, UNITS, limit or UNITS):
        assert states(root).count(State.MACHINE) == done
        Project.open(root).translate(limit=limit)
    assert snapshot(root) == expected
    assert sorted(engine.asked) == once


def test_articles_of_any_order_and_number_make_no_difference(
    root: Path, tmp_path: Path, engine: VowelEngine
) -> None:
    Project.open(write_project(tmp_path / "plain")).translate()
    for name in ("c.md", "a.md", "b.md"):
        Project.open(root).translate([root / "source" / name])
    assert snapshot(root) == snapshot(tmp_path / "plain")


def test_a_finished_window_is_on_disk_when_the_next_one_fails(
    root: Path, engine: VowelEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "UNITS", 3)

    def fail(what: str, query: Query) -> None:
        if "white" in query.text:
            raise EngineError("out of paper")

    engine.tell = fail
    with pytest.raises(EngineError):
        Project.open(root).translate()
    assert states(root) == [State.MACHINE] * 6 + [State.UNTRANSLATED] * 3
    before = set(engine.asked)
    engine.asked.clear()
    engine.tell = lambda what, query: None
    Project.open(root).translate()
    assert set(states(root)) == {State.MACHINE}
    assert not set(engine.asked) & (before - {"The white house stands.", "The third station"})


def test_what_was_translated_before_is_looked_up(root: Path, engine: VowelEngine) -> None:
    Project.open(root).translate()
    before = snapshot(root)
    for path in (root / "locales").rglob("*.po"):
        path.unlink()
    engine.asked.clear()
    (filled,) = Project.open(root).translate().filled
    assert engine.asked == []
    assert filled.work.recalled == 8
    assert snapshot(root) == before


def test_a_unit_is_looked_up_only_as_long_as_nothing_is_different(
    root: Path, engine: VowelEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.open(root).translate()
    engine.asked.clear()
    edit(root / "glossary.yml", "text: Xhader", "text: Xader")
    (filled,) = Project.open(root).translate(redo=True).filled
    assert engine.asked == ["The camp in Xhader opened."]
    assert filled.work.recalled == DISTINCT - 1
    newer = use(monkeypatch, VowelEngine(version=2))
    Project.open(root).translate(redo=True)
    assert len(newer.asked) == DISTINCT


def test_a_glossary_that_is_saved_meanwhile_spoils_no_memory(root: Path, engine: VowelEngine) -> None:
    def save(what: str, query: Query) -> None:
        (root / "glossary.yml").write_text(GLOSSARY.replace("text: Xhader", "text: Xader"))

    engine.tell = save
    Project.open(root).translate()
    engine.tell = lambda what, query: None
    (filled,) = Project.open(root).translate(redo=True).filled
    assert filled.work.recalled == DISTINCT - 1
    assert engine.asked[-1] == "The camp in Xhader opened."


def test_without_its_folder_a_project_is_translated_anew(root: Path, engine: VowelEngine) -> None:
    import shutil

    Project.open(root).translate()
    before = snapshot(root)
    shutil.rmtree(root / ".l10n")
    Project.open(root).translate(redo=True)
    assert len(engine.asked) == 2 * DISTINCT
    assert snapshot(root) == before


def test_a_damaged_memory_is_begun_anew_with_a_word(root: Path, engine: VowelEngine) -> None:
    Project.open(root).translate()
    (root / ".l10n/mt.sqlite").write_bytes(b"nothing of the kind" * 300)
    said: list[str] = []
    Project.open(root, say=said.append).translate(redo=True)
    assert [line for line in said if "mt.sqlite" in line] == [
        "mt.sqlite was set aside as mt.sqlite.old: file is not a database; a new one is begun"
    ]


def test_what_is_refused_shows_the_source_and_why(root: Path, engine: VowelEngine) -> None:
    edit(root / "source/a.md", "Nobody sleeps", "Some refuse to sleep")
    (filled,) = Project.open(root).translate().filled
    assert (filled.filled, filled.work.refused) == (UNITS - 1, 1)
    entry = Catalog.read(root / "locales/es/LC_MESSAGES/a.po").get("Some refuse to sleep.")
    assert entry is not None
    assert (entry.state, entry.msgstr) == (State.UNTRANSLATED, "Some refuse to sleep.")
    assert entry.refusal is not None


def test_what_was_refused_is_asked_for_again_only_when_something_is_different(
    root: Path, engine: VowelEngine
) -> None:
    edit(root / "source/a.md", "Nobody sleeps", "Some refuse to sleep")
    Project.open(root).translate(limit=4)
    (filled,) = Project.open(root).translate(dry_run=True).filled
    assert filled.asked == 6
    (filled,) = Project.open(root).translate().filled
    assert (filled.asked, filled.work.refused) == (6, 1)
    before = snapshot(root)
    done = Project.open(root).translate()
    assert (done.filled, done.changed, snapshot(root)) == ((), (), before)
    assert Project.open(root).translate(dry_run=True).filled == ()
    (filled,) = Project.open(root).translate(redo=True).filled
    assert filled.asked == UNITS
    edit(root / "glossary.yml", "text: Xhader", "text: Xader")
    (filled,) = Project.open(root).translate().filled
    assert (filled.asked, filled.work.refused) == (1, 1)
    edit(root / "source/a.md", "It comes back at 11.", "It comes back at 12.")
    (filled,) = Project.open(root).translate().filled
    assert (filled.asked, filled.work.refused) == (2, 1)


def test_a_limit_is_not_used_up_by_what_was_refused(root: Path, engine: VowelEngine) -> None:
    edit(root / "source/a.md", "# The first station", "# They refuse")
    for _ in range(UNITS):
        Project.open(root).translate(limit=1)
    assert states(root) == [State.UNTRANSLATED] + [State.MACHINE] * (UNITS - 1)
    assert Project.open(root).translate(limit=1).filled == ()


def test_a_text_that_fits_stays_where_a_new_engine_has_none(
    root: Path, engine: VowelEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.open(root).translate()
    newer = use(monkeypatch, VowelEngine(version=2))
    monkeypatch.setattr("vowel_engine._Session.answer", lambda self, query: None)
    (filled,) = Project.open(root).translate(redo=True).filled
    assert (newer.asked != [], filled.work.refused) == (True, UNITS)
    assert set(states(root)) == {State.MACHINE}
    assert text_of(root, "a", "Nobody sleeps.") == "Nubudy sliips."


def test_only_articles_that_changed_since_a_revision(root: Path, engine: VowelEngine) -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *words], cwd=root, check=True)
    edit(root / "source/b.md", "opened", "closed")
    (filled,) = Project.open(root).translate(since="HEAD").filled
    assert filled.asked == 3
    assert {path.name for path in (root / "locales/es").rglob("*.po")} == {"b.po"}
    assert Project.open(root).translate(since="HEAD").filled == ()


def test_quality_cluster_and_the_locked_model_reach_the_engine(
    root: Path, engine: VowelEngine, copy_package: Path
) -> None:
    engine.folder = copy_package
    edit(root / ".l10n.toml", "targets", 'quality = "careful"\ntargets')
    Project.open(root).translate()
    Project.open(root).translate(redo=True, quality="fast", cluster="tcp://host:8786")
    assert [(o.quality, o.cluster) for o in engine.opened] == [("careful", ""), ("fast", "tcp://host:8786")]
    digest = package_digest(copy_package)
    locked = Locked("translate-en_es", "1.9", digest, 1)
    (root / LOCK_FILE).write_bytes(to_bytes([locked]))
    Project.open(root).translate(redo=True)
    assert engine.opened[0].verified(copy_package) == engine.opened[0].digest(copy_package) == digest
    (root / LOCK_FILE).write_bytes(to_bytes([Locked("translate-en_es", "1.9", "0" * 64, 1)]))
    with pytest.raises(PackageError, match="not the one in"):
        Project.open(root).translate(redo=True)
    with pytest.raises(EngineError, match="no package"):
        engine.opened[0].verified(root)


def test_a_dry_run_tells_how_much_there_is_and_how_long_it_takes(root: Path, engine: VowelEngine) -> None:
    before = snapshot(root)
    (filled,) = Project.open(root).translate(dry_run=True).filled
    assert (snapshot(root), engine.asked) == (before, [])
    first = filled.forecast
    assert first is not None
    assert (first.words, first.sentences, first.remembered) == (37, DISTINCT, 0)
    assert (first.words_left, first.speed, first.seconds) == (33, None, None)
    Project.open(root).translate([root / "source/a.md"])
    (filled,) = Project.open(root).translate(dry_run=True).filled
    second = filled.forecast
    assert second is not None
    assert (second.sentences, second.remembered) == (6, 1)
    assert second.speed is not None
    assert second.seconds == second.words_left / second.speed
    (filled,) = Project.open(root).translate(dry_run=True, redo=True, limit=2).filled
    third = filled.forecast
    assert third is not None
    assert (filled.asked, third.sentences, third.remembered, third.seconds) == (2, 3, 3, 0)


def test_progress_comes_batch_by_batch_and_ends_whole(
    root: Path, engine: VowelEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "UNITS", 3)
    told: list[Progress] = []
    Project.open(root).translate(watch=told.append)
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert (shares[-1], told[-1].units, told[-1].locale, told[-1].left) == (1, UNITS, "es", 0)
    assert 0 < shares[0] < 1 / 3
    assert told[0].left is not None
    assert [progress.sentences for progress in told] == sorted(progress.sentences for progress in told)
    assert told[-1].words == 37
    assert told[-1].speed > 0
    assert Progress(Tag("es"), 3, 0.0, 0, 0, 0.0).left is None
    assert Progress(Tag("es"), 3, 0.0, 0, 0, 0.0).speed == 0


def test_several_locales_are_several_jobs(root: Path, engine: VowelEngine) -> None:
    edit(root / ".l10n.toml", '"es"', '"es", "fr", "sr"')
    done = Project.open(root).run().filled
    assert [(one.locale, one.engine, one.filled) for one in done] == [
        ("es", "vowels en-es 1", UNITS),
        ("fr", "vowels en-fr 1", UNITS),
        ("sr", None, 0),
    ]
    assert len(engine.asked) == 2 * DISTINCT


class Whole:
    """An engine that takes whole units."""

    name = "whole"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def serves(self, source: Tag, target: Tag) -> bool:
        return True

    def signature(self, source: Tag, target: Tag) -> str:
        return "whole 1"

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        self.asked.append(list(texts))
        return ["" if "Nobody" in text else text.upper() for text in texts]


def test_an_engine_for_whole_units_gets_each_once_window_by_window(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Whole()
    monkeypatch.setattr(registry, "engine", lambda name: whole)
    monkeypatch.setattr(windows, "UNITS", 3)
    (dry,) = Project.open(root).translate(dry_run=True).filled
    assert dry.forecast is not None
    assert (dry.forecast.words, dry.forecast.sentences, dry.forecast.seconds) == (37, 0, None)
    (filled,) = Project.open(root).translate().filled
    assert [len(texts) for texts in whole.asked][:2] == [3, 2]
    assert sum(texts.count("Nobody sleeps.") for texts in whole.asked) == 1
    assert (filled.filled, filled.work.refused) == (UNITS - 3, 3)
    with pytest.raises(EngineError, match="works on this machine only"):
        Project.open(root).translate(redo=True, cluster="tcp://host:8786")


def test_without_a_glossary_an_engine_for_whole_units_is_asked_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Whole()
    monkeypatch.setattr(registry, "engine", lambda name: whole)
    (root / "glossary.yml").unlink()
    (filled,) = Project.open(root).translate().filled
    assert (len(whole.asked), filled.filled) == (1, UNITS - 3)


def test_a_sentence_of_numbers_alone_is_copied(root: Path, engine: VowelEngine) -> None:
    path = root / "source/b.md"
    path.write_text("Nobody sleeps. 2026.\n")
    (filled,) = Project.open(root).translate([path], dry_run=True).filled
    assert filled.forecast is not None
    assert (filled.asked, filled.forecast.words, filled.forecast.sentences) == (1, 3, 1)
    Project.open(root).translate([path])
    assert text_of(root, "b", "Nobody sleeps. 2026.") == "Nubudy sliips. 2026."
    assert engine.asked == ["Nobody sleeps."]


def test_what_a_person_translates_meanwhile_stays(root: Path, engine: VowelEngine) -> None:
    Project.open(root).merge()
    path = root / "locales/es/LC_MESSAGES/a.po"

    def translate_by_hand(what: str, query: Query) -> None:
        catalog = Catalog.read(path)
        entry = catalog.get("Nobody sleeps.")
        assert entry is not None
        done = replace(entry, msgstrs=("Nadie duerme.",))
        path.write_bytes(catalog.with_entries({entry.key: done}).to_bytes())

    engine.tell = translate_by_hand
    Project.open(root).translate()
    assert text_of(root, "a", "Nobody sleeps.") == "Nadie duerme."
    assert states(root).count(State.TRANSLATED) == 1
    assert states(root).count(State.MACHINE) == UNITS - 1
