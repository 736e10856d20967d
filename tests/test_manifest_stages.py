"""What did not change is not looked at again, what did is, and nothing but time tells the difference."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from l10n import Article, Catalog, Glossary, Project
from l10n.checks import run as checks
from l10n.errors import L10nError
from l10n.model import Tag
from l10n.pipeline import known, merging
from l10n.pipeline.known import Known
from l10n.project import Workspace
from sample import ShoutingEngine, edit, snapshot, use_engine, write_project

TALKS, NOTE = "source/news/talks.md", "source/note.txt"
SR, ES = "locales/sr/LC_MESSAGES", "locales/es/LC_MESSAGES"
MANIFEST = ".l10n/manifest"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample project after a run."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, ShoutingEngine())
    project = write_project(tmp_path / "project")
    Project.open(project).run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1765000000")
    return project


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often something was read, parsed, merged, checked or rendered."""
    counter: Counter[str] = Counter()

    def count(name: str, owner: object, attribute: str) -> None:
        plain = getattr(owner, attribute)

        def counted(*args: Any, **kwargs: Any) -> Any:
            counter[name] += 1
            return plain(*args, **kwargs)

        monkeypatch.setattr(owner, attribute, counted)

    count("article", Article, "read")
    count("render", Article, "render")
    count("catalog", Catalog, "parse")
    count("glossary", Glossary, "read")
    count("merge", merging, "merge")
    count("check article", checks, "check_source")
    count("check catalog", checks, "check_catalog")
    count("check glossary", checks, "check_glossary")
    return counter


COMMANDS: dict[str, Callable[[Path], object]] = {
    "extract": lambda root: Project.open(root).extract(),
    "merge": lambda root: Project.open(root).merge(),
    "translate": lambda root: Project.open(root).translate(),
    "render": lambda root: Project.open(root).render(),
    "status": lambda root: Project.open(root).status(),
    "check": lambda root: Project.open(root).check(),
    "run": lambda root: Project.open(root).run(),
    "run --frozen": lambda root: Project.open(root).run(frozen=True),
    "run --dry-run": lambda root: Project.open(root).run(dry_run=True),
    "run -l sr": lambda root: Project.open(root, locales=[Tag("sr")]).run(),
    "run note.txt": lambda root: Project.open(root).run([root / NOTE]),
    "check --rule": lambda root: Project.open(root).check(rules=["untranslated"]),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_unchanged_is_not_looked_at(root: Path, done: Counter[str], command: str) -> None:
    before = snapshot(root)
    COMMANDS[command](root)
    assert done == {}
    assert snapshot(root) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_manifest_everything_is_looked_at(root: Path, done: Counter[str], command: str) -> None:
    shutil.rmtree(root / ".l10n")
    before = snapshot(root)
    COMMANDS[command](root)
    assert done
    assert snapshot(root) == before


LOOKS = {
    "extract": {"article": 1, "catalog": 1},
    "merge": {"article": 1, "catalog": 3, "merge": 2},
    "status": {"article": 1, "catalog": 3, "merge": 2},
    "check": {"article": 1, "check article": 1, "glossary": 1},
    "render": {"article": 1, "catalog": 3, "merge": 2, "render": 2},
}


@pytest.mark.parametrize("command", LOOKS)
def test_one_changed_article_is_the_only_one_looked_at(root: Path, done: Counter[str], command: str) -> None:
    edit(root / NOTE, "a few more", "many, many")
    COMMANDS[command](root)
    assert done == LOOKS[command]


def test_a_changed_catalog_is_the_only_one_merged_checked_and_rendered(
    root: Path, done: Counter[str]
) -> None:
    edit(root / ES / "note.po", "¡A short note!", "Una nota breve")
    Project.open(root).run()
    assert {name: times for name, times in done.items() if "glossary" not in name and name != "catalog"} == {
        "article": 1,
        "merge": 1,
        "check catalog": 1,
        "render": 1,
    }


def put(path: Path, data: bytes) -> None:
    """Write as editors do that keep nobody's time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def add(path: Path, text: str) -> None:
    put(path, path.read_bytes() + text.encode())


def rename(root: Path) -> None:
    (root / NOTE).rename(root / "source/notes.txt")


def configure(root: Path, line: str) -> None:
    edit(root / "pyproject.toml", "[tool.l10n]", f"[tool.l10n]\n{line}")


def derive(root: Path) -> None:
    edit(root / "pyproject.toml", '"es", "sr"', '"es", "sr", "sr-Latn"')
    add(root / "pyproject.toml", '[tool.l10n.locale.sr-Latn]\nderive = "sr"\n')


def cut_and_paste(root: Path) -> None:
    paragraph = "The second paragraph stays exactly as it was written by its author.\n"
    edit(root / TALKS, f"{paragraph}\n", "")
    add(root / NOTE, f"\n{paragraph}")


CHANGES: dict[str, Callable[[Path], None]] = {
    "article": lambda root: edit(root / NOTE, "a few more", "many, many"),
    "article, same size": lambda root: edit(root / NOTE, "few", "far"),
    "article added": lambda root: put(root / "source/new.md", b"# New\n\nA wholly new paragraph of text.\n"),
    "article removed": lambda root: (root / NOTE).unlink(),
    "article renamed": rename,
    "template edited": lambda root: edit(root / "locales/templates/note.pot", "A short note", "A long note"),
    "template removed": lambda root: (root / "locales/templates/note.pot").unlink(),
    "catalog edited": lambda root: edit(root / ES / "note.po", "¡A short note!", "Una nota breve"),
    "catalog reviewed": lambda root: put(
        root / ES / "note.po", (root / ES / "note.po").read_bytes().replace(b"#, fuzzy\n", b"")
    ),
    "catalog, same size": lambda root: edit(root / ES / "news/talks.po", "¡The second", "¡the second"),
    "catalog removed": lambda root: (root / SR / "note.po").unlink(),
    "catalog broken": lambda root: add(root / SR / "note.po", '\nmsgid "unfinished\n'),
    "page edited": lambda root: add(root / "build/es/note.txt", "An unwelcome addition.\n"),
    "page removed": lambda root: (root / "build/sr/news/talks.md").unlink(),
    "glossary": lambda root: edit(root / "glossary.yml", "forbidden: [Џадер]", "forbidden: [Џадер, Šljunak]"),
    "glossary removed": lambda root: (root / "glossary.yml").unlink(),
    "glossary broken": lambda root: add(root / "glossary.yml", "surplus: key\n"),
    "keep": lambda root: configure(root, "keep = 50"),
    "drafts": lambda root: configure(root, "drafts = false"),
    "refs": lambda root: configure(root, 'refs = "line"'),
    "wrap": lambda root: configure(root, "wrap = false"),
    "front matter": lambda root: configure(root, 'front-matter-keys = ["date"]'),
    "fallback": lambda root: add(root / "pyproject.toml", '[tool.l10n.locale.sr]\nfallback = "es"\n'),
    "target added": lambda root: edit(root / "pyproject.toml", '"es", "sr"', '"es", "sr", "fr"'),
    "derived target": derive,
    "cut and pasted": cut_and_paste,
}


def outcome(command: Callable[[Path], object], root: Path) -> object:
    """What a command says, paths relative to the project, errors included."""
    try:
        said = command(root)
    except L10nError as error:
        said = str(error)
    return repr(said).replace(str(root), "")


def forgetful_twin(root: Path) -> Path:
    """The same project without a manifest, its files' times kept."""
    twin = root.parent / "twin"
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(root, twin, ignore=shutil.ignore_patterns(".l10n"))
    return twin


def assert_same(root: Path, twin: Path, command: str) -> None:
    assert outcome(COMMANDS[command], root) == outcome(COMMANDS[command], twin), command
    assert snapshot(root) == snapshot(twin), command


@pytest.mark.parametrize("command", ["merge", "status", "check", "render", "run -l sr", "run --frozen"])
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(root: Path, change: str, command: str) -> None:
    CHANGES[change](root)
    twin = forgetful_twin(root)
    assert_same(root, twin, command)
    assert_same(root, twin, "status")
    assert_same(root, twin, "check")
    assert_same(root, twin, "run")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_new_version_begins_anew(
    root: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(known, "installation", lambda: "another version")
    COMMANDS[command](root)
    assert done


def test_what_is_installed_is_part_of_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    before = known.installation()
    (site / "plugin-1.0.dist-info").mkdir()
    assert known.installation() != before


@pytest.mark.parametrize("damage", [b"", b"l10n manifest 1\n", b"\xff\x00", None])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_manifest_costs_time_only(root: Path, command: str, damage: bytes | None) -> None:
    path = root / MANIFEST
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage is None else damage)
    edit(root / NOTE, "a few more", "many, many")
    assert_same(root, forgetful_twin(root), command)


def test_a_manifest_that_cannot_be_written_costs_time_only(root: Path, done: Counter[str]) -> None:
    (root / MANIFEST).unlink()
    (root / MANIFEST).mkdir()
    assert Project.open(root).run().changed == ()
    assert done["article"] == 2


def test_a_project_copied_elsewhere_is_as_it_was(root: Path, tmp_path: Path, done: Counter[str]) -> None:
    shutil.copytree(root, tmp_path / "elsewhere")
    project = Project.open(tmp_path / "elsewhere")
    assert project.run().changed == ()
    assert done == {}
    assert str(root) not in (root / MANIFEST).read_text("utf-8")


def disguised(path: Path, old: str, new: str) -> None:
    """Edit a file so that its size and time stay the same."""
    before = path.stat()
    edit(path, old, new)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.mark.parametrize(
    ("name", "old", "new"), [(NOTE, "few", "far"), (f"{ES}/note.po", "¡A short", "¡a short")]
)
def test_frozen_and_ci_believe_contents_only(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str
) -> None:
    monkeypatch.delenv("CI", raising=False)
    Project.open(root).status()
    disguised(root / name, old, new)
    assert Project.open(root).run(dry_run=True).changed == ()
    assert Project.open(root).run(frozen=True).changed
    monkeypatch.setenv("CI", "true")
    assert Project.open(root).run(dry_run=True).changed


def test_a_change_in_the_tick_of_the_last_look_is_noticed(root: Path) -> None:
    """A clock that is ahead gives every file such a time."""
    for path in (root / "source").rglob("*.*"):
        os.utime(path, ns=(2 * 10**18, 2 * 10**18))
    Project.open(root).run()
    disguised(root / NOTE, "few", "far")
    assert Project.open(root).merge().changed


def test_the_rest_stays_known_when_work_is_narrowed(root: Path, done: Counter[str]) -> None:
    edit(root / NOTE, "a few more", "many, many")
    Project.open(root, locales=[Tag("sr")]).run([root / NOTE])
    Project.open(root).run([root / NOTE])
    done.clear()
    Project.open(root).run()
    assert done == {}


def test_what_belongs_to_removed_articles_is_forgotten(root: Path) -> None:
    assert "note.txt" in (root / MANIFEST).read_text("utf-8")
    (root / NOTE).unlink()
    edit(root / TALKS, "opened in May", "closed in May")
    Project.open(root).run()
    assert "note.txt" not in (root / MANIFEST).read_text("utf-8")


class Interrupted(ShoutingEngine):
    """Stops the run after catalogs were merged and written, before anything else is."""

    def translate(self, texts: object, source: Tag, target: Tag) -> list[str]:
        raise KeyboardInterrupt


def test_an_interrupted_run_leaves_a_true_manifest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_and_paste(root)
    edit(root / NOTE, "a few more", "many, many")
    twin = forgetful_twin(root)
    use_engine(monkeypatch, Interrupted())
    with pytest.raises(KeyboardInterrupt):
        Project.open(root).run()
    use_engine(monkeypatch, ShoutingEngine())
    Project.open(root).run()
    Project.open(twin).run()
    assert snapshot(root) == snapshot(twin)


def test_a_reader_that_saves_what_it_knew_before_a_run_does_no_harm(root: Path) -> None:
    edit(root / NOTE, "a few more", "many, many")
    slow = Known(Workspace(Project.open(root).config))
    for article in Workspace(Project.open(root).config).article_paths():
        slow.source(article)
    edit(root / TALKS, "opened in May", "closed in May")
    Project.open(root).run()
    edit(root / TALKS, "closed in May", "opened in May")
    slow.save()
    assert_same(root, forgetful_twin(root), "run")


STEPS = st.lists(st.sampled_from(sorted(CHANGES)) | st.sampled_from(sorted(COMMANDS)), max_size=7)


@hypothesis.given(steps=STEPS)
@hypothesis.settings(max_examples=20)
def test_no_history_makes_a_difference(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    """Whatever was changed and run before: what comes out is what a project without a past gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1764000000")
        use_engine(patch, ShoutingEngine())
        root = write_project(tmp_path_factory.mktemp("history") / "project")
        for step in steps:
            if step in COMMANDS:
                outcome(COMMANDS[step], root)
            else:
                try:
                    CHANGES[step](root)
                except (AssertionError, OSError):
                    hypothesis.note(f"{step} does not apply any more")
        twin = forgetful_twin(root)
        for command in ("status", "check", "run --frozen", "run", "check"):
            assert_same(root, twin, command)


def test_findings_of_one_text_are_remembered_with_the_text_once() -> None:
    from l10n.errors import Location
    from l10n.model import Finding, Severity, Span, Tag
    from l10n.pipeline.findings import packed, unpacked

    text = "an  odd  space " * 400
    findings = [
        Finding("double-space", Severity.WARNING, Location("a.po", 3, at), "m", Tag("es"), text, text, "  ")
        for at in range(1, 400)
    ]
    findings.append(
        Finding("r", Severity.NOTE, Location("b.po"), "m", None, "x", "y", "y", Span(0, 1), 1, "z")
    )
    record = json.loads(json.dumps(packed(findings, "a.po")))
    assert unpacked(record, "a.po") == findings
    assert len(json.dumps(record)) < 5 * len(text) + 100 * len(findings)
