"""Only numbers changed: the numbers of the translation change too."""

from dataclasses import replace

import pytest

from gettext_tools import catalog_of
from l10n.catalog.merge import merge
from l10n.catalog.merge_numbers import renumbered
from l10n.model import Entry

OLD, NEW = "The police arrested 12 people on Monday.", "The police arrested 14 people on Monday."
TRANSLATION, RENUMBERED = (
    "La policía detuvo a 12 personas el lunes.",
    "La policía detuvo a 14 personas el lunes.",
)


@pytest.mark.parametrize(
    ("old", "new", "translation", "expected"),
    [
        (OLD, NEW, TRANSLATION, RENUMBERED),
        ("12 of 15", "15 of 12", "12 de 15", "15 de 12"),
        ("1,200 people", "1,300 people", "1.200 personas", "1.300 personas"),
        ("1,200 people", "1,300 people", "1\u00a0200 personnes", "1\u00a0300 personnes"),
        ("1,200 people", "1,300 people", "1\u202f200 personnes", "1\u202f300 personnes"),
        ("1,200 people", "1,300 people", "1 200 personas", "1 300 personas"),
        ("1,200 people", "11,300 people", "1200 personas", "11300 personas"),
        ("3.5 percent", "4.5 percent", "3,5 %", "4,5 %"),
        ("In 2018, 12 died", "In 2018, 13 died", "En 2018 murieron 12", "En 2018 murieron 13"),
        ("“12” men", '"13" men', "12 hombres", "13 hombres"),
    ],
)
def test_each_changed_number_changes(old: str, new: str, translation: str, expected: str) -> None:
    assert renumbered(old, new, translation) == expected


@pytest.mark.parametrize(
    ("old", "new", "translation"),
    [
        (OLD, NEW, "La policía detuvo a doce personas."),
        (OLD, NEW, "De 12 detenidos, 12 son hombres."),
        (OLD, NEW, "Detuvo a 112, no a 12.5 ni a 1,12."),
        (OLD, NEW.replace("Monday", "Sunday"), TRANSLATION),
        (OLD, OLD, TRANSLATION),
        ("12 of 12", "14 of 12", "12 de todos"),
        ("12 of 15", "13 of 16", "12 de quince"),
        ("12", "12 13", "12"),
        ("1,200 or 200", "1,300 or 300", "1 200"),
        ("a", "b", "12"),
    ],
)
def test_what_is_not_certain_stays(old: str, new: str, translation: str) -> None:
    assert renumbered(old, new, translation) == translation


def merged(old: Entry, text: str = NEW) -> tuple[Entry, ...]:
    return merge(catalog_of(old), [Entry(text)]).entries


def test_the_entry_is_fuzzy_all_the_same() -> None:
    old = Entry(OLD, (TRANSLATION,))
    assert merged(old) == (
        Entry(NEW, (RENUMBERED,), flags=("fuzzy",), previous_msgid=OLD),
        replace(old, obsolete=True),
    )


def test_a_number_that_changes_twice_is_right_both_times() -> None:
    once = merge(catalog_of(Entry(OLD, (TRANSLATION,))), [Entry(NEW)])
    twice = merge(once, [Entry(NEW.replace("14", "15"))]).active[0]
    assert (twice.msgstr, twice.previous_msgid) == (TRANSLATION.replace("12", "15"), OLD)


def test_a_number_that_is_taken_back_leaves_no_trace() -> None:
    catalog = catalog_of(Entry(OLD, (TRANSLATION,)))
    assert merge(merge(catalog, [Entry(NEW)]), [Entry(OLD)]).to_bytes() == catalog.to_bytes()


def test_a_fuzzy_text_of_a_person_stays_with_its_number() -> None:
    old = Entry(OLD, (TRANSLATION,), flags=("fuzzy",))
    assert [entry.msgstr for entry in merged(old)] == [RENUMBERED, TRANSLATION]


def test_machine_text_with_another_number_is_still_machine_text() -> None:
    (entry,) = merged(Entry(OLD).with_machine_text(TRANSLATION, "engine 1"))
    assert (entry.msgstr, entry.machine_only, entry.machine_signature) == (RENUMBERED, True, "engine 1")


def test_post_edited_text_with_another_number_is_still_a_persons() -> None:
    machine = Entry(OLD).with_machine_text("mal", "engine 1")
    entry, _ = merged(replace(machine, msgstrs=(TRANSLATION,), flags=()))
    assert (entry.msgstr, entry.machine_only) == (RENUMBERED, False)


def test_plural_forms_keep_their_numbers() -> None:
    old = Entry(OLD, (TRANSLATION, "más"), msgid_plural="several")
    new = merge(catalog_of(old), [Entry(NEW, ("", ""), msgid_plural="several")])
    assert new.active[0].msgstrs == (TRANSLATION, "más")
