"""Merging a catalog with its article: what stays, what is carried over, what is set aside."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gettext_tools import catalog_of
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.model import Entry, State

OLD = "The second paragraph stays exactly as it was written."
NEW = "The second paragraph stays precisely as it was written."
NEWER = "The third paragraph stays precisely as it was written."
OTHER = "Nobody expected anything of the kind to happen in spring."


def merged(old: Sequence[Entry], *texts: str | Entry) -> tuple[Entry, ...]:
    """The entries after a merge of `old` with an article of these units, as read back from the bytes."""
    template = [Entry(text) if isinstance(text, str) else text for text in texts]
    new = merge(catalog_of(*old), template)
    assert Catalog.parse(new.to_bytes(), "es.po").entries == new.entries
    return new.entries


def test_what_is_still_there_keeps_all_that_translators_did() -> None:
    old = Entry(OLD, ("texto",), comments=("a note",), flags=("no-wrap",), references=("a.md",))
    unit = Entry(OLD, references=("b.md",), extracted=("heading 2",))
    assert merged([old], unit) == (replace(old, references=("b.md",), extracted=("heading 2",)),)


def test_a_unit_that_only_moved_keeps_its_bytes() -> None:
    catalog = Catalog.parse(b'msgid   "a"\nmsgstr "1"\n\n\nmsgid   "b"\nmsgstr "2"\n', "es.po")
    assert merge(catalog, [Entry("b"), Entry("a")]).to_bytes() == (
        b'msgid   "b"\nmsgstr "2"\n\n\nmsgid   "a"\nmsgstr "1"\n'.replace(
            b'\n\n\nmsgid   "a"', b'\n\nmsgid   "a"'
        )
    )


def test_a_new_unit_is_untranslated() -> None:
    assert merged([Entry(OLD, ("texto",))], OLD, OTHER) == (Entry(OLD, ("texto",)), Entry(OTHER))


def test_a_previous_text_stays_only_while_fuzzy() -> None:
    fuzzy = Entry(NEW, ("texto",), flags=("fuzzy",), previous_msgid=OLD, previous_msgctxt="c")
    assert merged([fuzzy], NEW) == (fuzzy,)
    done = replace(fuzzy, flags=())
    assert merged([done], NEW) == (Entry(NEW, ("texto",)),)


def test_an_edited_unit_keeps_its_translation_as_fuzzy() -> None:
    old = Entry(OLD, ("texto",), comments=("a note",), flags=("no-wrap",), references=("a.md",))
    entry, before = merged([old], Entry(NEW, references=("a.md",), extracted=("paragraph",)))
    assert before == replace(old, obsolete=True)
    assert entry == Entry(
        NEW,
        ("texto",),
        comments=("a note",),
        extracted=("paragraph",),
        references=("a.md",),
        flags=("fuzzy", "no-wrap"),
        previous_msgid=OLD,
    )


def test_a_second_edit_keeps_the_text_that_was_translated() -> None:
    once, before = merged([Entry(OLD, ("texto",))], NEW)
    twice, still_before = merged([once, before], NEWER)
    assert (twice.msgid, twice.msgstr, twice.previous_msgid) == (NEWER, "texto", OLD)
    assert still_before == before


def test_an_edit_that_is_taken_back_leaves_no_trace() -> None:
    old = Entry(OLD, ("texto",), comments=("a note",))
    assert merged(merged([old], NEW), OLD) == (old,)
    fuzzy = replace(old, flags=("fuzzy",), previous_msgid=OTHER)
    (once,) = merged([fuzzy], NEW)
    assert merged([once], OLD) == (fuzzy,)


def test_what_a_translator_did_to_an_edited_unit_outlives_the_edit() -> None:
    once, before = merged([Entry(OLD, ("texto",))], NEW)
    worked_on = replace(once, msgstrs=("texto nuevo",))
    assert merged([worked_on, before], OLD) == (Entry(OLD, ("texto",)), replace(worked_on, obsolete=True))
    noted = replace(once, comments=("is this right?",))
    assert merged([noted, before], OLD) == (Entry(OLD, ("texto",)), replace(noted, obsolete=True))


def test_a_fuzzy_text_whose_edit_is_taken_back_has_no_previous_text() -> None:
    once, _ = merged([Entry(OLD, ("texto",))], NEW)
    assert merged([once], OLD) == (Entry(OLD, ("texto",), flags=("fuzzy",)),)


def test_a_machines_text_is_known_as_such_through_edits() -> None:
    machine = Entry(OLD).with_machine_text("texto", "engine 1")
    (once,) = merged([machine], NEW)
    assert (once.state, once.machine_only, once.previous_msgid) == (State.STALE, True, OLD)
    (twice,) = merged([once], NEWER)
    assert twice.machine_only
    assert merged([once], OLD) == (machine,)


def test_an_untranslated_unit_has_nothing_to_carry_over() -> None:
    assert merged([Entry(OLD)], NEW) == (Entry(NEW),)
    assert merged([Entry(OLD, ("  ",))], NEW) == (Entry(NEW), Entry(OLD, ("  ",), obsolete=True))


def test_units_that_are_not_alike_share_nothing() -> None:
    assert merged([Entry(OLD, ("texto",))], OTHER) == (Entry(OTHER), Entry(OLD, ("texto",), obsolete=True))


@pytest.mark.parametrize(
    ("old", "new", "carried"),
    [
        ("Talks in Tirana", "Talks in Tiranë", True),
        ("Talks in Tirana", "Talks of Tirana", True),
        ("Albania", "Armenia", False),
        ("Open", "Opens", False),
        ("Two words", "Two swords", True),
        ("Prime ministers", "First movers", False),
        (
            "欧盟委员会星期二在布鲁塞尔举行了一次会议,讨论移民问题和边境管理",
            "欧盟委员会星期三在布鲁塞尔举行了两次会议,讨论移民问题和边境",
            True,
        ),
    ],
)
def test_short_texts_must_be_nearly_equal(old: str, new: str, carried: bool) -> None:
    first, *_ = merged([Entry(old, ("texto",))], new)
    assert bool(first.msgstr) is carried


def test_the_most_alike_pair_comes_first_whatever_the_order() -> None:
    old = [Entry(OLD, ("uno",)), Entry(NEWER, ("tres",))]
    for texts in ([NEW, f"{NEWER}!"], [f"{NEWER}!", NEW]):
        found = {entry.msgid: entry.msgstr for entry in merged(old, *texts) if not entry.obsolete}
        assert found == {NEW: "uno", f"{NEWER}!": "tres"}


def test_one_translation_goes_to_one_unit_the_first_of_equals() -> None:
    first, second, _ = merged([Entry(OLD, ("texto",))], f"{OLD}!", f"{OLD}?")
    assert (first.msgstr, second.msgstr) == ("texto", "")
    first, *obsolete = merged([Entry(f"{OLD}!", ("uno",)), Entry(f"{OLD}?", ("dos",))], OLD)
    assert first.msgstr == "uno"
    assert [(entry.msgstr, entry.obsolete) for entry in obsolete] == [("uno", True), ("dos", True)]


def test_only_texts_that_vanished_are_carried_over() -> None:
    kept = Entry(OLD, ("texto",))
    assert merged([kept], OLD, NEW) == (kept, Entry(NEW))


def test_a_carried_over_translation_stays_as_obsolete_only_if_it_was_finished() -> None:
    finished = Entry(OLD, ("texto",))
    assert merged([finished], NEW)[1:] == (replace(finished, obsolete=True),)
    assert merged([replace(finished, flags=("fuzzy",))], NEW)[1:] == ()


def test_another_context_takes_only_what_is_nearly_equal() -> None:
    entry, _ = merged([Entry(OLD, ("texto",))], Entry(OLD, msgctxt="title"))
    assert (entry.msgstr, entry.flags, entry.previous_msgid) == ("texto", ("fuzzy",), OLD)
    back, _ = merged([Entry(OLD, ("texto",), msgctxt="title")], OLD)
    assert (back.previous_msgctxt, back.previous_msgid) == ("title", OLD)
    far = NEWER.replace("stays", "remains")
    assert [e.msgstr for e in merged([Entry(OLD, ("texto",))], Entry(far, msgctxt="title"))] == ["", "texto"]
    assert [e.msgstr for e in merged([Entry(OLD, ("texto",))], far)] == ["texto", "texto"]


def test_what_vanished_becomes_obsolete_at_the_end() -> None:
    old = [
        Entry(
            "gone",
            ("ido",),
            comments=("a note",),
            references=("a.md",),
            flags=("fuzzy",),
            previous_msgid="go",
        ),
        Entry(OLD, ("texto",)),
        Entry("older", ("viejo",), obsolete=True),
    ]
    assert merged(old, OLD) == (old[1], replace(old[0], obsolete=True), old[2])


def test_what_vanished_without_a_word_of_a_translator_is_dropped() -> None:
    commented = Entry("with a note", comments=("ask the author",))
    assert merged([Entry("gone"), commented], OLD) == (Entry(OLD), replace(commented, obsolete=True))


def test_machine_text_that_vanished_is_kept_like_any_other() -> None:
    machine = Entry(OLD).with_machine_text("texto", "engine 1")
    assert merged([machine], OTHER) == (Entry(OTHER), replace(machine, obsolete=True))
    assert merged([replace(machine, obsolete=True)], OLD) == (machine,)


def test_what_was_obsolete_comes_back_as_it_was() -> None:
    gone = Entry(OLD, ("texto",), comments=("a note",), obsolete=True)
    unit = Entry(OLD, references=("a.md",), extracted=("paragraph",))
    assert merged([gone], unit) == (
        Entry(OLD, ("texto",), comments=("a note",), references=("a.md",), extracted=("paragraph",)),
    )
    fuzzy = replace(gone, flags=("fuzzy",), previous_msgid=NEW)
    assert merged([fuzzy], OLD) == (replace(fuzzy, obsolete=False),)


def test_an_obsolete_text_is_carried_over_only_if_it_is_closer() -> None:
    gone = Entry(OLD, ("texto",), obsolete=True)
    entry, _ = merged([gone], NEW)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("texto", True, OLD)
    far = "The second paragraph is a little as it did before."
    assert merged([replace(gone, obsolete=False)], far)[0].msgstr == "texto"
    assert merged([gone], far) == (Entry(far), gone)
    # Of two that are equally alike the one that vanishes now explains the new one.
    now, before = Entry(f"{OLD}!", ("ahora",)), Entry(f"{OLD}?", ("antes",), obsolete=True)
    assert merged([now, before], OLD)[0].msgstr == "ahora"


def test_obsolete_entries_keep_their_bytes_and_places() -> None:
    text = b"""msgid "a"
msgstr "1"

# wide
#~   msgid   "old"
#~ msgstr ""
#~ "2"

msgid "b"
msgstr ""
"""
    catalog = Catalog.parse(text, "es.po")
    assert merge(catalog, [Entry("a"), Entry("b")]).to_bytes() == text
    new = merge(catalog, [Entry("a"), Entry("b", references=("x.md",))]).to_bytes()
    assert new == text.replace(b'msgid "b"', b'#: x.md\nmsgid "b"')
    longer = merge(catalog, [Entry("a"), Entry("b"), Entry("c")]).to_bytes()
    assert longer.endswith(
        b'msgid "c"\nmsgstr ""\n\n' + text[text.index(b"# wide") : text.index(b'\nmsgid "b"')]
    )


def test_the_header_stays_where_and_as_it_is() -> None:
    text = b'# note\nmsgid ""\nmsgstr "X-Odd:  value\\n"\n\nmsgid "a"\nmsgstr "1"\n'
    new = merge(Catalog.parse(text, "es.po"), [Entry(OLD)]).to_bytes()
    assert new.startswith(text[: text.index(b'msgid "a"')])


PLURAL = Entry("page", ("una", "dos\nlíneas"), msgid_plural="pages")


def test_plural_entries_lose_no_form_to_a_unit_without_plural() -> None:
    (entry,) = merged([PLURAL], "page")
    assert entry == Entry(
        "page",
        ("una",),
        comments=("dos", "líneas"),
        flags=("fuzzy",),
        previous_msgid="page",
        previous_msgid_plural="pages",
    )
    (empty,) = merged([Entry("page", ("", "dos"), msgid_plural="pages")], "page")
    assert empty == Entry("page", comments=("dos",))
    assert merged([entry], "page") == (entry,)


def test_a_text_that_gets_a_plural_is_its_first_form() -> None:
    (entry,) = merged([Entry("page", ("una",))], Entry("page", ("", ""), msgid_plural="pages"))
    assert (entry.msgstrs, entry.flags, entry.previous_msgid) == (("una", ""), ("fuzzy",), "page")
    edited, _ = merged([Entry(OLD, ("texto",))], Entry(NEW, ("", ""), msgid_plural="pages"))
    assert (edited.msgstrs, edited.previous_msgid, edited.msgid_plural) == (("texto", ""), OLD, "pages")


def test_edited_plural_entries_are_carried_over_whole() -> None:
    old = Entry(OLD, ("una", "dos"), msgid_plural="pages")
    entry, _ = merged([old], Entry(NEW, ("", ""), msgid_plural="pages"))
    assert (entry.msgstrs, entry.previous_msgid, entry.previous_msgid_plural) == (
        ("una", "dos"),
        OLD,
        "pages",
    )


def test_a_catalog_of_several_domains_is_not_merged() -> None:
    catalog = Catalog.parse(b'msgid "a"\nmsgstr ""\n\ndomain "other"\n\nmsgid "a"\nmsgstr ""\n', "es.po")
    with pytest.raises(CatalogError, match="divided into domains") as caught:
        merge(catalog, [Entry("a")])
    assert str(caught.value.where) == "es.po:4:1"
