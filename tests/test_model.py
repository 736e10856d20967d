"""The nouns: states of entries, and what must stay the same while files move around."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import catalog_of, run, texts
from l10n.catalog.po import Catalog
from l10n.model import Entry, Finding, Location, Severity, Span, State, Tag, Unit, key_of

MACHINE = Entry("Talks in Tirana", comments=("a note",)).with_machine_text(
    "Conversaciones en Tirana", "argos en-es 1.9"
)


def without_fuzzy(entry: Entry) -> Entry:
    return replace(entry, flags=tuple(flag for flag in entry.flags if flag != "fuzzy"))


@pytest.mark.parametrize(
    ("entry", "state", "machine_only"),
    [
        (Entry("x"), State.UNTRANSLATED, False),
        (Entry("x", (" \n",)), State.UNTRANSLATED, False),
        (Entry("x", flags=("fuzzy",)), State.UNTRANSLATED, False),
        (Entry("x", ("y",)), State.TRANSLATED, False),
        (Entry("x", ("", "y"), msgid_plural="xs"), State.TRANSLATED, False),
        (Entry("x", ("y",), flags=("no-wrap", "fuzzy")), State.STALE, False),
        (Entry("x", ("y",), comments=("l10n:mt argos 1 00000000",)), State.POST_EDITED, False),
        (Entry("x", ("y",), comments=("l10n:mt without a hash",)), State.TRANSLATED, False),
        (Entry("x", ("y",), comments=("l10n:mt argos 1 0123456",)), State.TRANSLATED, False),
        (MACHINE, State.MACHINE, True),
        (replace(MACHINE, msgstrs=("",)), State.UNTRANSLATED, False),
        (without_fuzzy(MACHINE), State.ACCEPTED, False),
        (without_fuzzy(replace(MACHINE, msgstrs=("Charlas en Tirana",))), State.POST_EDITED, False),
        (replace(MACHINE, msgstrs=("Charlas en Tirana",)), State.STALE, False),
        (replace(MACHINE, msgid="Talks in Rome"), State.STALE, False),
        (replace(MACHINE, msgid="Talks in Rome", previous_msgid=MACHINE.msgid), State.STALE, True),
        (replace(MACHINE, msgid="Talks in Rome", previous_msgid="Talks"), State.STALE, False),
        (replace(MACHINE, previous_msgid="Talks"), State.MACHINE, True),
    ],
)
def test_the_state_follows_from_flags_texts_and_one_comment(
    entry: Entry, state: State, machine_only: bool
) -> None:
    assert (entry.state, entry.machine_only) == (state, machine_only)


def test_a_person_stands_behind_what_is_reviewed() -> None:
    assert [state for state in State if state.reviewed] == [
        State.ACCEPTED,
        State.POST_EDITED,
        State.TRANSLATED,
    ]


def test_machine_text_is_marked_once_and_as_fuzzy() -> None:
    assert MACHINE.msgstr == "Conversaciones en Tirana"
    assert MACHINE.flags == ("fuzzy",)
    assert MACHINE.comments[0] == "a note"
    assert MACHINE.comments[1].startswith("l10n:mt argos en-es 1.9 ")
    assert (MACHINE.machine_signature, Entry("x").machine_signature) == ("argos en-es 1.9", None)
    stale = replace(MACHINE, flags=("no-wrap", "fuzzy"), previous_msgid="a", previous_msgctxt="b")
    again = stale.with_machine_text("Charlas", "apertium eng-spa")
    assert (again.machine_signature, len(again.comments)) == ("apertium eng-spa", 2)
    assert again.flags == ("fuzzy", "no-wrap")
    assert (again.previous_msgid, again.previous_msgctxt, again.previous_msgid_plural) == (None, None, None)
    assert again.state is State.MACHINE


@given(texts(), texts(), texts(), texts())
def test_any_change_of_machine_text_shows(msgid: str, msgstr: str, other_id: str, other: str) -> None:
    entry = Entry(msgid).with_machine_text(msgstr, "engine 1")
    assert entry.state is State.MACHINE
    assert (replace(entry, msgid=other_id).state is State.MACHINE) == (other_id == msgid)
    assert (without_fuzzy(replace(entry, msgstrs=(other,))).state is State.ACCEPTED) == (other == msgstr)


GETTEXT: Sequence[tuple[str, ...]] = (
    ("msgcat", "-"),
    ("msgcat", "--no-wrap", "--sort-output", "-"),
    ("msgattrib", "--no-obsolete", "-"),
    ("msgmerge", "--quiet", "-", "new.pot"),
)


@pytest.mark.needs_gettext
@pytest.mark.parametrize("command", GETTEXT, ids=" ".join)
@settings(max_examples=15)
@given(st.lists(st.tuples(texts(), texts()), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_states_survive_gettexts_programs(
    command: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    drafts = [Entry(source).with_machine_text(text, "engine (a-b) 1.0") for source, text in pairs]
    made = [draft if at % 2 else without_fuzzy(draft) for at, draft in enumerate(drafts)]
    data = catalog_of(*made).to_bytes()
    folder = tmp_path_factory.mktemp("merge")
    (folder / "new.pot").write_bytes(catalog_of(*(Entry(source) for source, _ in pairs)).to_bytes())
    after = Catalog.parse(run(*command, data=data, folder=folder), "es.po")
    assert {e.msgid: (e.msgstr, e.state) for e in after.entries} == {
        e.msgid: (e.msgstr, State.MACHINE if e.fuzzy else State.ACCEPTED) for e in made
    }


@pytest.mark.needs_gettext
def test_clearing_fuzzy_with_msgattrib_accepts_machine_text() -> None:
    cleared = run("msgattrib", "--clear-fuzzy", "-", data=catalog_of(MACHINE).to_bytes())
    assert Catalog.parse(cleared, "es.po").entries[0].state is State.ACCEPTED


def test_keys_tell_contexts_apart() -> None:
    assert [key_of("x"), key_of("x", ""), key_of("x", "menu")] == ["x", "\x04x", "menu\x04x"]
    assert Entry("x", msgctxt="menu").key == Unit("x", Span(0, 1), "cell", 1, 1, context="menu").key


def test_the_header_is_the_entry_without_text_and_context() -> None:
    assert [entry.is_header for entry in (Entry(""), Entry("", msgctxt="menu"), Entry("x"))] == [
        True,
        False,
        False,
    ]


def test_equal_entries_may_stand_in_different_lines() -> None:
    assert Entry("x", line=3) == Entry("x", line=9)
    with pytest.raises(FrozenInstanceError):
        Entry("x").msgid = "y"  # type: ignore[misc]


def test_a_place_in_a_units_text_leads_back_to_the_article() -> None:
    # "> A first\n> second line" has the msgid "A first second line".
    unit = Unit("A first second line", Span(2, 23), "paragraph", 1, 3, prefix="> ", anchors=((0, 2), (8, 12)))
    article = "> A first\n> second line"
    for word in ("A", "first", "second", "line"):
        assert article.startswith(word, unit.source_offset(unit.msgid.index(word)))
    assert Unit("x y", Span(5, 8), "paragraph", 1, 6).source_offset(2) == 7


def test_units_say_what_they_are() -> None:
    assert Unit("x", Span(0, 1), "heading", 1, 1, detail="2").label == "heading 2"
    assert Unit("x", Span(0, 1), "cell", 1, 1).label == "cell"


FINDING = Finding(
    rule="term-forbidden",
    severity=Severity.ERROR,
    where=Location("locales/es/LC_MESSAGES/a.po", 7, 3),
    message="write Gjadër",
    locale=Tag("es"),
    msgid="The centre of Gjadër",
    msgstr="El centro de Xhader",
    evidence="Xhader",
)


def test_a_fingerprint_is_the_same_wherever_the_line_is_and_for_good() -> None:
    assert FINDING.fingerprint == "886781cb12ca773c"
    moved = replace(
        FINDING, where=Location(FINDING.where.path, 99, 1), message="other", severity=Severity.NOTE
    )
    assert moved.fingerprint == FINDING.fingerprint
    assert replace(FINDING, msgstr="El centro del Xhader").fingerprint == FINDING.fingerprint


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule="other"),
        replace(FINDING, locale=None),
        replace(FINDING, where=Location("b.po", 7, 3)),
        replace(FINDING, msgid="other"),
        replace(FINDING, evidence="other"),
    ],
)
def test_other_findings_have_other_fingerprints(other: Finding) -> None:
    assert other.fingerprint != FINDING.fingerprint
