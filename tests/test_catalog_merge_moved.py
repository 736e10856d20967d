"""Paragraphs that came from other articles bring their translations along."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gettext_tools import catalog_of
from l10n.catalog.merge import merge, vanished
from l10n.model import Entry

TEXT = "The second paragraph stays exactly as it was written."
EDITED = "The second paragraph stays exactly as it was writen."
REWRITTEN = "The second paragraph stayed just as it was written before."
KEPT = Entry("Something else altogether", ("Otra cosa",))


def moved_in(unit: Entry | str, moved: Sequence[Entry], own: Sequence[Entry] = (KEPT,)) -> Entry:
    """What the new unit gets in an article that keeps all it has."""
    target = Entry(unit) if isinstance(unit, str) else unit
    template = [*(Entry(e.msgid) for e in own if not e.obsolete and e.msgid != target.msgid), target]
    new = merge(catalog_of(*own), template, moved=moved)
    assert merge(new, template, moved=moved).to_bytes() == new.to_bytes()
    found = new.get(target.key)
    assert found is not None
    return found


def test_what_vanished_are_translated_texts_that_the_article_no_longer_has() -> None:
    gone, dead = Entry(TEXT, ("texto",)), Entry(EDITED, ("viejo",), obsolete=True)
    old = catalog_of(KEPT, gone, Entry("untranslated"), dead)
    assert vanished(old, [Entry(KEPT.msgid)]) == (gone, dead)
    assert vanished(old, [Entry(EDITED), Entry(TEXT)]) == (KEPT,)


@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
def test_an_exact_text_comes_as_it_was(flags: tuple[str, ...]) -> None:
    previous = EDITED if flags else None
    gone = Entry(
        TEXT,
        ("texto",),
        comments=("a note",),
        references=("b.md",),
        extracted=("item",),
        flags=flags,
        previous_msgid=previous,
        obsolete=True,
    )
    unit = Entry(TEXT, references=("a.md",), extracted=("paragraph",))
    assert moved_in(unit, [gone]) == replace(
        gone, references=("a.md",), extracted=("paragraph",), obsolete=False
    )


def test_machine_text_comes_as_machine_text() -> None:
    machine = Entry(TEXT).with_machine_text("texto", "engine 1")
    assert moved_in(TEXT, [machine]) == machine
    edited = moved_in(EDITED, [machine])
    assert (edited.machine_only, edited.previous_msgid) == (True, TEXT)


def test_of_several_the_first_finished_one_comes() -> None:
    several = [
        Entry(TEXT, ("uno",), flags=("fuzzy",)),
        Entry(TEXT, ("dos",)),
        Entry(TEXT, ("tres",)),
        Entry(TEXT),
    ]
    assert moved_in(TEXT, several).msgstr == "dos"


def test_the_articles_own_translation_comes_first() -> None:
    moved = [Entry(TEXT, ("ajeno",))]
    assert moved_in(TEXT, moved, [Entry(TEXT, ("propio",), obsolete=True)]).msgstr == "propio"
    assert moved_in(TEXT, moved, [KEPT, Entry(TEXT, ("propio",), flags=("fuzzy",))]).msgstr == "propio"


def test_a_text_that_has_waited_for_a_translation_gets_it() -> None:
    found = moved_in(TEXT, [Entry(TEXT, ("texto",), comments=("b",))], [KEPT, Entry(TEXT, comments=("a",))])
    assert found == Entry(TEXT, ("texto",), comments=("a", "b"))


def test_a_nearly_equal_text_comes_as_fuzzy_a_less_equal_one_not_at_all() -> None:
    gone = Entry(TEXT, ("texto",))
    assert moved_in(EDITED, [gone]) == Entry(EDITED, ("texto",), flags=("fuzzy",), previous_msgid=TEXT)
    assert moved_in(TEXT.upper(), [gone]).previous_msgid == TEXT
    assert moved_in(REWRITTEN, [gone]).msgstr == ""
    assert moved_in(Entry(EDITED, msgctxt="title"), [gone]).msgstr == "texto"
    assert moved_in("Two swords", [Entry("Two words", ("dos",))]).msgstr == "dos"
    assert moved_in("Ten swords", [Entry("Two words", ("dos",))]).msgstr == ""


def test_a_text_from_elsewhere_is_used_once() -> None:
    new = merge(
        catalog_of(KEPT),
        [Entry(f"{TEXT}!"), Entry(f"{TEXT}?"), Entry(KEPT.msgid)],
        moved=[Entry(TEXT, ("texto",))],
    )
    assert [entry.msgstr for entry in new.active] == ["texto", "", "Otra cosa"]


def test_a_plural_elsewhere_is_another_text() -> None:
    assert moved_in(TEXT, [Entry(TEXT, ("uno", "dos"), msgid_plural="several")]).fuzzy
    exact = Entry(TEXT, ("uno", "dos"), msgid_plural="several")
    assert moved_in(Entry(TEXT, ("", ""), msgid_plural="several"), [exact]) == exact
