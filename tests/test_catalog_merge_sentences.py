"""Paragraphs that were split or joined: each part keeps its own part of the translation."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gettext_tools import catalog_of
from l10n.catalog.merge import merge
from l10n.catalog.merge_sentences import concatenated
from l10n.catalog.po import Catalog
from l10n.model import Entry, State

S1 = "The council met on Monday to talk about the new bridge."
S2 = "Most of its members were against the plan."
S3 = "Nobody knows yet who would have to pay for it."
T1 = "El concejo se reunió el lunes para hablar del nuevo puente."
T2 = "La mayoría de sus miembros estaba en contra del plan."
T3 = "Nadie sabe todavía quién tendría que pagarlo."
BEFORE, AFTER = Entry("What stood before", ("Lo de antes",)), Entry("What came after", ("Lo de después",))


def merged(old: Sequence[Entry], *texts: str | Entry) -> tuple[Entry, ...]:
    """The entries after a merge of `old` with an article of these units between two that stay."""
    template = [Entry(text) if isinstance(text, str) else text for text in texts]
    catalog = catalog_of(BEFORE, *old, AFTER)
    new = merge(catalog, [Entry(BEFORE.msgid), *template, Entry(AFTER.msgid)], locale="es")
    assert Catalog.parse(new.to_bytes(), "es.po").entries == new.entries
    first, *middle, last = (entry for entry in new.entries if not entry.obsolete)
    assert (first, last) == (BEFORE, AFTER)
    return (*middle, *(entry for entry in new.entries if entry.obsolete))


def part(text: str, translation: str, whole: str) -> Entry:
    return Entry(text, (translation,), flags=("fuzzy",), previous_msgid=whole)


def test_a_split_paragraph_shares_out_its_translation_and_stays_as_obsolete() -> None:
    whole = Entry(f"{S1} {S2} {S3}", (f"{T1} {T2} {T3}",))
    assert merged([whole], f"{S1} {S2}", S3) == (
        part(f"{S1} {S2}", f"{T1} {T2}", whole.msgid),
        part(S3, T3, whole.msgid),
        replace(whole, obsolete=True),
    )
    one, two, three, _ = merged([whole], S1, S2, S3)
    assert [one.msgstr, two.msgstr, three.msgstr] == [T1, T2, T3]


def test_the_parts_may_be_edited_at_the_same_time() -> None:
    whole = Entry(f"{S1} {S2}", (f"{T1} {T2}",))
    one, two, _ = merged(
        [whole], S1.replace("Monday", "Tuesday"), S2.replace("Most of its", "Nearly all of the")
    )
    assert [one.msgstr, two.msgstr] == [T1, T2]


def test_a_part_that_is_nowhere_in_the_whole_gets_nothing_of_it() -> None:
    whole = Entry(f"{S1} {S2}", (f"{T1} {T2}",))
    one, other, _ = merged([whole], f"{S1} {S2} Really.", "A paragraph about the weather in spring.")
    assert (one.msgstr, other.msgstr) == (f"{T1} {T2}", "")


def test_where_sentences_disagree_a_translation_is_cut_where_the_lengths_agree() -> None:
    # Two sentences in the source, three in the translation.
    whole = Entry(f"{S1} {S2[:-1]}, which surprised no one.", (f"{T1} {T2} Nadie se sorprendió.",))
    one, two, _ = merged([whole], S1, f"{S2[:-1]}, which surprised no one.")
    assert [one.msgstr, two.msgstr] == [T1, f"{T2} Nadie se sorprendió."]


def test_where_a_translation_cannot_be_cut_the_longest_part_gets_all_of_it() -> None:
    translation = "El concejo, reunido el lunes para hablar del puente, estaba en contra del plan."
    whole = Entry(f"{S1} {S2}", (translation,), comments=("a note",))
    one, two, obsolete = merged([whole], S1, S2)
    assert one == replace(part(S1, translation, whole.msgid), comments=("a note",))
    assert two == Entry(S2)
    assert obsolete == replace(whole, obsolete=True)


def test_where_as_many_sentences_are_of_other_lengths_the_lengths_decide() -> None:
    # In the translation the first two sentences are one, and the last is two.
    whole = Entry(
        f"{S1} {S2} {S3}",
        (
            "El concejo se reunió para hablar del puente nuevo y casi todos estaban en contra. "
            "¿Quién lo pagará? Nadie lo sabe aún.",
        ),
    )
    one, two, _ = merged([whole], f"{S1} {S2}", S3)
    assert (one.msgstr, two.msgstr) == (
        "El concejo se reunió para hablar del puente nuevo y casi todos estaban en contra.",
        "¿Quién lo pagará? Nadie lo sabe aún.",
    )


def test_notes_on_a_split_paragraph_go_with_its_first_part() -> None:
    whole = Entry(f"{S1} {S2}", (f"{T1} {T2}",), comments=("a note",), flags=("no-wrap",))
    one, two, _ = merged([whole], S1, S2)
    assert (one.comments, two.comments) == (("a note",), ())
    assert one.flags == two.flags == ("fuzzy", "no-wrap")


def test_a_split_paragraph_that_was_fuzzy_keeps_its_oldest_source_text() -> None:
    whole = Entry(f"{S1} {S2}", (f"{T1} {T2}",), flags=("fuzzy",), previous_msgid=f"Yes. {S2}")
    one, two, obsolete = merged([whole], S1, S2)
    assert one.previous_msgid == two.previous_msgid == f"Yes. {S2}"
    assert obsolete == replace(whole, obsolete=True)


def test_the_parts_of_machine_text_are_machine_text() -> None:
    whole = Entry(f"{S1} {S2}").with_machine_text(f"{T1} {T2}", "engine 1")
    one, two = merged([whole], S1, S2)
    assert [(e.msgstr, e.machine_only, e.machine_signature) for e in (one, two)] == [
        (T1, True, "engine 1"),
        (T2, True, "engine 1"),
    ]


def test_the_parts_of_post_edited_text_are_a_persons() -> None:
    machine = Entry(f"{S1} {S2}").with_machine_text("mal", "engine 1")
    whole = replace(machine, msgstrs=(f"{T1} {T2}",), flags=())
    assert whole.state is State.POST_EDITED
    one, two, _ = merged([whole], S1, S2)
    assert (one.machine_only, two.machine_only) == (False, False)


def test_joined_paragraphs_have_their_translations_one_after_the_other() -> None:
    one, two = Entry(S1, (T1,), comments=("a note",)), Entry(S2, (T2,), flags=("no-wrap",))
    joined, *obsolete = merged([one, two], f"{S1} {S2}")
    assert joined == Entry(
        f"{S1} {S2}",
        (f"{T1} {T2}",),
        comments=("a note",),
        flags=("fuzzy", "no-wrap"),
        previous_msgid=f"{S1}\n\n{S2}",
    )
    assert obsolete == [replace(one, obsolete=True), replace(two, obsolete=True)]


def test_three_paragraphs_may_be_joined_and_edited() -> None:
    old = [Entry(S1, (T1,)), Entry(S2, (T2,)), Entry(S3, (T3,))]
    joined, *_ = merged(old, f"{S1} {S2} {S3}".replace("Monday", "Tuesday").replace("yet", "today"))
    assert joined.msgstr == f"{T1} {T2} {T3}"


def test_a_headline_may_be_joined_with_what_follows() -> None:
    old = [Entry("Council against new bridge", ("El concejo, contra el puente",)), Entry(S2, (T2,))]
    joined, *_ = merged(old, f"Council against new bridge {S2}")
    assert joined.msgstr == f"El concejo, contra el puente {T2}"


def test_sentences_that_stand_everywhere_hide_no_split() -> None:
    usual = ["Read more.", "Share this.", "Write to us.", "Go to the top."]
    old = [Entry(" ".join([*usual[at:], *usual[:at], f"{S1} {at}."]), (T1,)) for at in range(4)]
    whole = Entry(
        " ".join([*usual, S1, S2, *usual]), (" ".join(["A.", "B.", "C.", "D.", T1, T2, "E.", "F."]),)
    )
    parts = [" ".join([*usual, S1]), " ".join([S2, *usual])]
    others = [f"{entry.msgid} Really." for entry in old]
    result = merged([*old, whole], *others, *parts)
    assert [entry.previous_msgid for entry in result[4:6]] == [whole.msgid, whole.msgid]
    assert result[4].msgstr.endswith(T1)


def test_a_paragraph_next_to_an_edited_one_is_not_joined_with_it() -> None:
    old = [Entry(S1, (T1,)), Entry("So are we.", ("Nosotros también.",))]
    edited, *_ = merged(old, f"{S1} And on.")
    assert edited.msgstr == T1


def test_joined_fuzzy_paragraphs_leave_no_obsolete_copies() -> None:
    old = [
        Entry(S1, (T1,), flags=("fuzzy",), previous_msgid="Older."),
        Entry(S2, (T2,), flags=("fuzzy",)),
    ]
    (joined,) = merged(old, f"{S1} {S2}")
    assert (joined.msgstr, joined.previous_msgid) == (f"{T1} {T2}", f"Older.\n\n{S2}")


def test_machine_text_joined_with_a_persons_is_not_machine_text() -> None:
    machine = [Entry(S1).with_machine_text(T1, "engine 1"), Entry(S2).with_machine_text(T2, "engine 1")]
    (joined,) = merged(machine, f"{S1} {S2}")
    assert (joined.machine_only, joined.machine_signature) == (True, "engine 1")
    mixed, _ = merged([machine[0], Entry(S2, (T2,))], f"{S1} {S2}")
    assert (mixed.msgstr, mixed.machine_only) == (f"{T1} {T2}", False)


def test_plural_entries_and_other_contexts_are_neither_split_nor_joined() -> None:
    plural = Entry(f"{S1} {S2}", (f"{T1} {T2}", f"{T1} {T2}"), msgid_plural="several")
    one, two, _ = merged([plural], S1, S2)
    assert (one.msgstr, two.msgstr) == (plural.msgstr, "")
    whole = Entry(f"{S1} {S2}", (f"{T1} {T2}",), msgctxt="title")
    assert [e.msgstr for e in merged([whole], S1, S2)] == ["", "", f"{T1} {T2}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [([f"{S1} {S2}"], [S1, S2]), ([S1, S2], [f"{S1} {S2}"]), ([f"{S1} {S2} {S3}"], [S1, S2, S3])],
)
def test_a_split_or_join_that_is_taken_back_leaves_no_trace(old: list[str], new: list[str]) -> None:
    translations = {S1: T1, S2: T2, f"{S1} {S2}": f"{T1} {T2}", f"{S1} {S2} {S3}": f"{T1} {T2} {T3}"}
    catalog = catalog_of(*(Entry(text, (translations[text],)) for text in old))
    there = merge(catalog, [Entry(text) for text in new], locale="es")
    back = merge(there, [Entry(text) for text in old], locale="es")
    assert back.to_bytes() == catalog.to_bytes()


def test_the_two_halves_may_stand_beside_other_edits() -> None:
    old = [Entry(f"{S1} {S2}", (f"{T1} {T2}",)), Entry(S3, (T3,)), Entry("It rained.", ("Llovió.",))]
    one, two, joined, *_ = merged(old, S1, S2, f"{S3} It rained.")
    assert [one.msgstr, two.msgstr, joined.msgstr] == [T1, T2, f"{T3} Llovió."]


def test_scripts_without_spaces_are_joined_without_one() -> None:
    assert concatenated(["我来了。", "我看见了。"]) == "我来了。我看见了。"
    assert concatenated(["Uno. ", " Dos."]) == "Uno. Dos."
