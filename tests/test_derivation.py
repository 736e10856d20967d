"""Catalogs that follow from another one: what is taken over, what stays, what is reported."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from l10n import Catalog, Project
from l10n.model import Entry, Finding, State, Tag
from l10n.pipeline.derivation import conversions, derive, derived_note
from sample import MuteEngine, edit, snapshot, use_engine, write_project

SR = Tag("sr")
NOTE = "Made from sr by script conversion: correct texts there."
TITLE = "Talks in Tirana"
SERBIAN = "locales/sr/LC_MESSAGES/news/talks.po"
LATIN = "locales/sr@latin/LC_MESSAGES/news/talks.po"


def catalog(*entries: Entry, comments: tuple[str, ...] = (NOTE,)) -> Catalog:
    return Catalog.new({"Language": "sr@latin"}, comments=comments, entries=entries)


def derived(entry: Entry, origin: Entry) -> Entry:
    (found,) = derive(catalog(entry), catalog(origin), SR).active
    return found


def states(entry: Entry) -> tuple[str, State]:
    return entry.msgstr, entry.state


def test_a_reviewed_text_is_as_good_in_the_other_script() -> None:
    assert states(derived(Entry("A"), Entry("A", ("Љубав",)))) == ("Ljubav", State.ACCEPTED)


def test_a_draft_stays_a_draft() -> None:
    draft = Entry("A").with_machine_text("Љубав", "argos")
    assert states(derived(Entry("A"), draft)) == ("Ljubav", State.MACHINE)


@pytest.mark.parametrize(
    "origin", [Entry("A"), Entry("A", ("Љубав",), flags=("fuzzy",)), Entry("B", ("Љубав",))]
)
def test_what_the_origin_cannot_show_is_taken_back(origin: Entry) -> None:
    before = derived(Entry("A"), Entry("A", ("Љубав",)))
    after = derived(before, origin)
    assert (states(after), after.comments, after.flags) == (("", State.UNTRANSLATED), (), ())


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
@pytest.mark.parametrize("text", ["Ljubav", "Mržnja"])
def test_a_text_by_hand_stays_unless_it_is_what_the_conversion_gives(
    text: str, flags: tuple[str, ...]
) -> None:
    written = Entry("A", (text,), comments=("a note",), flags=flags)
    found = derived(written, Entry("A", ("Љубав",)))
    if text == "Ljubav":
        assert states(found) == ("Ljubav", State.ACCEPTED)
        assert found.comments[0] == "a note"
    else:
        assert found == written


def test_a_changed_text_put_back_is_derived_again() -> None:
    first = derived(Entry("A"), Entry("A", ("Љубав",)))
    changed = replace(first, msgstrs=("Mržnja",))
    assert derived(changed, Entry("A", ("Љубав",))) == changed
    assert states(derived(changed, Entry("A", ("Мржња",)))) == ("Mržnja", State.ACCEPTED)


def test_entries_with_plural_forms_are_left_alone() -> None:
    plural = Entry("A", ("", "", ""), msgid_plural="B")
    origin = Entry("A", ("а", "б", "в"), msgid_plural="B")
    assert derived(plural, origin) == plural
    assert conversions(catalog(plural), catalog(origin)) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), (NOTE,)),
        ((NOTE,), (NOTE,)),
        (("Ann, 2020.",), (NOTE, "Ann, 2020.")),
        (("Made from sr-ME by script conversion: correct texts there.", "Ann"), (NOTE, "Ann")),
    ],
)
def test_the_header_says_what_the_catalog_is(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    assert derived_note(SR) == NOTE
    header = derive(catalog(Entry("A"), comments=before), catalog(), SR).header_entry
    assert header is not None
    assert header.comments == after


def test_a_catalog_without_a_header_gets_no_note() -> None:
    bare = Catalog.parse(b'msgid "A"\nmsgstr ""\n', "a.po")
    assert derive(bare, catalog(Entry("A")), SR).to_bytes() == bare.to_bytes()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose sr-Latn follows from sr, with one text translated."""
    use_engine(monkeypatch, MuteEngine())
    write_project(tmp_path)
    edit(tmp_path / "pyproject.toml", '"es", "sr"', '"sr", "sr@latin"')
    with (tmp_path / "pyproject.toml").open("a") as file:
        file.write('[tool.l10n.locale."sr@latin"]\nderive = "sr"\n')
    Project.open(tmp_path).run()
    write(tmp_path / SERBIAN, "Разговори у Тирани")
    Project.open(tmp_path).run()
    return tmp_path


def write(path: Path, text: str) -> None:
    """Let `text` be the translation of the title, and nothing else differ."""
    old = path.read_text("utf-8")
    new = re.sub(rf'(?<=^msgid "{TITLE}"\nmsgstr )".*"$', f'"{text}"', old, flags=re.M)
    assert new != old
    path.write_text(new, "utf-8")


def edited(root: Path) -> list[Finding]:
    return [finding for finding in Project.open(root).check() if finding.rule == "derived-edited"]


def test_an_edit_is_kept_and_reported_by_every_command_until_the_origin_says_the_same(root: Path) -> None:
    assert edited(root) == []
    write(root / LATIN, "Razgovori u Draču")
    for _ in range(2):
        run = Project.open(root).run()
        found = [finding for finding in run.findings if finding.rule == "derived-edited"]
        assert found == edited(root)
        (finding,) = found
        assert (finding.locale, finding.where.path, finding.evidence) == ("sr-Latn", LATIN, "Draču")
        assert "where sr gives “Tirani”" in finding.message
        line = (root / LATIN).read_text("utf-8").splitlines()[(finding.where.line or 0) - 1]
        assert line == f'msgid "{TITLE}"'
    assert 'msgstr "Razgovori u Draču"' in (root / LATIN).read_text("utf-8")
    write(root / SERBIAN, "Разговори у Драчу")
    assert edited(root) == []
    Project.open(root).run()
    entry = Catalog.read(root / LATIN).get(TITLE)
    assert entry is not None
    assert states(entry) == ("Razgovori u Draču", State.ACCEPTED)


def test_a_removed_edit_is_derived_again_and_then_nothing_changes(root: Path) -> None:
    before = snapshot(root)
    write(root / LATIN, "Razgovori u Draču")
    Project.open(root).run()
    write(root / LATIN, "")
    Project.open(root).run()
    entry = Catalog.read(root / LATIN).get(TITLE)
    assert entry is not None
    assert states(entry) == ("Razgovori u Tirani", State.ACCEPTED)
    after = snapshot(root)
    assert Project.open(root).run(frozen=True).changed == ()
    assert {name for name in before if before[name] != after[name]} <= {LATIN}


def test_what_the_origin_says_now_is_what_is_reported(root: Path) -> None:
    write(root / LATIN, "Razgovori u Draču")
    assert "gives “Tirani”" in edited(root)[0].message
    write(root / SERBIAN, "Преговори у Тирани")
    assert (
        "“Razgovori u Draču” was written by hand where sr gives “Pregovori u Tirani”"
        in edited(root)[0].message
    )
    write(root / SERBIAN, "")
    assert "where sr has no text to show" in edited(root)[0].message


@pytest.mark.parametrize("damage", [b'msgid "unfinished\n', None])
def test_an_origin_that_cannot_be_read_is_no_reason_to_report_edits(root: Path, damage: bytes | None) -> None:
    write(root / LATIN, "Razgovori u Draču")
    if damage is None:
        (root / SERBIAN).unlink()
    else:
        (root / SERBIAN).write_bytes(damage)
    assert edited(root) == []
    assert edited(root) == []


def test_an_origin_that_is_a_folder_is_no_reason_to_report_edits(root: Path) -> None:
    write(root / LATIN, "Razgovori u Draču")
    (root / SERBIAN).unlink()
    (root / SERBIAN).mkdir()
    assert edited(root) == []
