"""The source text in place of a machine's translation that was not good: nobody's, until touched."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from command_line import Call
from copy_model import Kind, write_package
from gettext_tools import catalog_of, msgfmt, run, texts
from l10n import registry
from l10n.catalog.merge import merge, vanished
from l10n.catalog.po import Catalog
from l10n.catalog.threeway import merge_versions
from l10n.catalog.threeway_entry import merged_entry
from l10n.checks.context import CatalogContext
from l10n.checks.run import check_catalog
from l10n.model import Entry, Refusal, State, Tag
from l10n.pipeline.derivation import derive
from l10n.pipeline.rendering import texts as shown
from l10n.pipeline.respelling import respelled
from l10n.pipeline.standing import Offer, Standing, wanted
from l10n.status import Counts
from sample import write_project

ENGINE = "argos en-es 1.9"
TEXT = "Five people were taken to the camp."
REFUSED = Entry(TEXT, comments=("a note",)).with_refused_machine_text(ENGINE, "a word is repeated")


def without_fuzzy(entry: Entry) -> Entry:
    return replace(entry, flags=tuple(flag for flag in entry.flags if flag != "fuzzy"))


def test_the_text_is_the_source_text_and_a_comment_says_why() -> None:
    assert REFUSED.msgstr == TEXT
    assert REFUSED.flags == ("fuzzy",)
    assert REFUSED.comments == ("a note", "l10n:refused argos en-es 1.9 0441a99a: a word is repeated")
    assert REFUSED.refusal == Refusal(ENGINE, "a word is repeated")


def test_a_reason_is_one_line() -> None:
    entry = Entry(TEXT).with_refused_machine_text("engine", "two\nlines: \tand more ")
    assert entry.refusal == Refusal("engine", "two lines: and more")


def test_the_same_refusal_twice_changes_nothing() -> None:
    assert REFUSED.with_refused_machine_text(ENGINE, "a word is repeated") == REFUSED


def test_another_answer_leaves_no_trace_of_the_last_one() -> None:
    draft = REFUSED.with_machine_text("Cinco personas", ENGINE)
    assert (draft.state, draft.refusal, len(draft.comments)) == (State.MACHINE, None, 2)
    again = draft.with_refused_machine_text(ENGINE, "a word is repeated")
    assert (again, again.machine_signature) == (REFUSED, None)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (REFUSED, State.UNTRANSLATED),
        (replace(REFUSED, obsolete=True), State.UNTRANSLATED),
        # As msgmerge leaves it after an edit of the source text.
        (replace(REFUSED, msgid="Six people"), State.UNTRANSLATED),
        # A person's work from here on.
        (replace(REFUSED, msgstrs=("Cinco personas",)), State.STALE),
        (replace(without_fuzzy(REFUSED), msgstrs=("Cinco personas",)), State.TRANSLATED),
        (without_fuzzy(REFUSED), State.TRANSLATED),
        (replace(REFUSED, comments=("a note",)), State.STALE),
    ],
)
def test_only_an_untouched_copy_counts_as_no_translation(entry: Entry, state: State) -> None:
    assert entry.state is state
    assert entry.has_translation == (state is not State.UNTRANSLATED)
    assert wanted(entry, redo=False) == (state is State.UNTRANSLATED)
    assert entry.by_hand == (state is not State.UNTRANSLATED)


def test_an_entry_can_be_freed_of_a_refusal() -> None:
    assert REFUSED.without_refusal() == Entry(TEXT, comments=("a note",))
    person = without_fuzzy(REFUSED)
    assert person.without_refusal() is person


@given(texts(), texts())
def test_any_change_of_the_text_makes_it_a_persons(msgid: str, other: str) -> None:
    entry = Entry(msgid).with_refused_machine_text("engine 1", "why")
    assert entry.state is State.UNTRANSLATED
    touched = replace(entry, msgstrs=(other,))
    assert touched.has_translation == (other != msgid and bool(other.strip()))


@pytest.mark.needs_gettext
@pytest.mark.parametrize(
    "command", [("msgcat", "-"), ("msgcat", "--no-wrap", "-"), ("msgmerge", "--quiet", "-", "new.pot")]
)
@settings(max_examples=15)
@given(texts())
def test_it_survives_gettexts_programs(
    command: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory, msgid: str
) -> None:
    entry = Entry(msgid).with_refused_machine_text(ENGINE, "a word is repeated")
    data = catalog_of(entry).to_bytes()
    assert msgfmt(data, "--check") == (True, "")
    folder = tmp_path_factory.mktemp("merge")
    (folder / "new.pot").write_bytes(catalog_of(Entry(msgid)).to_bytes())
    (after,) = Catalog.parse(run(*command, data=data, folder=folder), "es.po").active
    assert (after.refusal, after.state) == (REFUSED.refusal, State.UNTRANSLATED)


@pytest.mark.needs_gettext
def test_an_edited_source_stays_untranslated_for_msgmerge(tmp_path: Path) -> None:
    edited = TEXT.replace("Five", "Six")
    (tmp_path / "new.pot").write_bytes(catalog_of(Entry(edited)).to_bytes())
    data = run(
        "msgmerge", "--quiet", "--previous", "-", "new.pot",
        data=catalog_of(REFUSED).to_bytes(), folder=tmp_path,
    )  # fmt: skip
    (after,) = Catalog.parse(data, "es.po").active
    assert (after.msgid, after.msgstr, after.state) == (edited, TEXT, State.UNTRANSLATED)


def test_merging_keeps_its_bytes() -> None:
    old = catalog_of(REFUSED)
    assert merge(old, [Entry(TEXT)]).to_bytes() == old.to_bytes()


def test_merging_an_edited_text_carries_nothing_over() -> None:
    merged = merge(
        catalog_of(Entry(TEXT).with_refused_machine_text(ENGINE, "why")), [Entry(TEXT + " Again.")]
    )
    assert merged.active == (Entry(TEXT + " Again."),)
    assert not [entry for entry in merged.entries if entry.obsolete]


def test_a_persons_note_on_it_is_kept_when_its_text_goes() -> None:
    merged = merge(catalog_of(REFUSED), [Entry("Something else altogether")])
    assert [entry.comments[0] for entry in merged.entries if entry.obsolete] == ["a note"]


def test_it_gets_what_another_article_had_for_its_text() -> None:
    moved = Entry(TEXT, ("Cinco personas fueron llevadas al campo.",))
    (entry,) = merge(catalog_of(REFUSED), [Entry(TEXT)], moved=[moved]).active
    assert (entry.msgstr, entry.comments, entry.state) == (moved.msgstr, ("a note",), State.TRANSLATED)


def test_other_articles_get_nothing_of_it() -> None:
    assert vanished(catalog_of(REFUSED), []) == ()


def test_a_text_that_gets_a_plural_is_empty_again() -> None:
    (entry,) = merge(catalog_of(REFUSED), [Entry(TEXT, ("", ""), msgid_plural="many")]).active
    assert (entry.msgstrs, entry.fuzzy, entry.comments) == (("", ""), False, ("a note",))


@pytest.mark.parametrize("text", [TEXT, "Cinco personas fueron llevadas al campo."])
def test_a_persons_text_is_carried_over_without_the_old_refusal(text: str) -> None:
    person = replace(without_fuzzy(REFUSED), msgstrs=(text,))
    edited = TEXT.replace("Five", "Those five")
    (entry,) = merge(catalog_of(person), [Entry(edited)]).active
    assert (entry.msgstr, entry.previous_msgid, entry.state) == (text, TEXT, State.STALE)
    assert entry.comments == ("a note",)


@pytest.mark.parametrize(
    "better",
    [Entry(TEXT, ("Cinco",)), Entry(TEXT).with_machine_text("Cinco", ENGINE), without_fuzzy(REFUSED)],
    ids=["a person", "a machine", "a person who copied it"],
)
def test_between_two_branches_any_translation_wins(better: Entry) -> None:
    refused = Entry(TEXT).with_refused_machine_text(ENGINE, "why")
    for versions in ((refused, better), (better, refused)):
        entry = merged_entry(Entry(TEXT), *versions).entry
        assert entry is not None
        assert (entry.msgstr, entry.state) == (better.msgstr, better.state)


def test_two_branches_with_different_refusals_make_no_conflict() -> None:
    other = REFUSED.with_refused_machine_text("apertium eng-spa", "a number was lost")
    merged = merge_versions(catalog_of(Entry(TEXT)), catalog_of(REFUSED), catalog_of(other))
    assert not merged.conflicts
    assert merged.catalog.active[0].refusal == REFUSED.refusal


def test_derived_catalogs_are_empty_there() -> None:
    derived = derive(catalog_of(Entry(TEXT)), catalog_of(REFUSED), Tag("sr"))
    assert derived.active[0] == Entry(TEXT)


def test_a_corrected_source_text_is_copied_again() -> None:
    corrected = TEXT.replace("taken", "brought")
    (entry,) = respelled(catalog_of(REFUSED), {TEXT: corrected}).active
    assert (entry.msgid, entry.msgstr, entry.refusal) == (corrected, corrected, REFUSED.refusal)


def test_it_counts_as_untranslated_and_is_not_shown() -> None:
    catalog = catalog_of(REFUSED)
    standing = Standing.of(catalog.active)
    assert standing.counts == Counts(untranslated=1, words=7)
    assert (standing.wanted, standing.redone, len(standing.lacks), standing.spares) == (1, 1, 1, [])
    assert not Offer.before_merging([replace(REFUSED, obsolete=True)], []).spares
    assert shown(catalog, drafts=True) == {}


def test_it_is_reported_as_untranslated_with_the_reason_and_as_nothing_else() -> None:
    context = CatalogContext(Tag("es"), Tag("en"), "es.po", {}, (REFUSED,), None, None)
    rules = [rule for rule in registry.rules() if rule.scope == "catalog"]
    found = check_catalog(context, rules)
    assert [(one.rule, one.message) for one in found if one.msgid] == [
        ("untranslated", "not translated yet (the machine's translation was refused: a word is repeated)")
    ]


def test_a_project_keeps_its_source_text_until_a_better_engine_comes(
    call: Call, packages: Path, copy_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first package repeats its source; the second one knows a word."""
    monkeypatch.chdir(write_project(tmp_path / "project"))
    shutil.copytree(copy_package, packages / copy_package.name)
    article, catalog = Path("source/note.txt"), Path("locales/es/LC_MESSAGES/note.po")
    article.write_text("The mayor sees the house.\n", "utf-8")
    assert call("run", "-l", "es", "source/note.txt")[0] == 0
    (entry,) = Catalog.read(catalog).active
    assert entry.refusal is not None
    assert entry.refusal.reason == "it is the source text itself"
    assert Path("build/es/note.txt").read_bytes() == article.read_bytes()
    written = catalog.read_bytes()
    assert call("run", "-l", "es", "source/note.txt")[0] == 0
    assert catalog.read_bytes() == written
    assert call("run", "-l", "es", "--frozen", "source/note.txt")[0] == 0
    shutil.rmtree(packages / copy_package.name)
    write_package(packages / "better", Kind(version="2.0", swaps={"▁house": "▁casa", "▁the": "▁la"}))
    assert call("run", "-l", "es", "source/note.txt")[0] == 0
    (entry,) = Catalog.read(catalog).active
    assert (entry.msgstr, entry.state) == ("The mayor sees la casa.", State.MACHINE)
