"""Two branches' catalogs into one: what becomes of each kind of change."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gettext_tools import HEADER, VALID, catalog_of
from l10n.catalog.po import Catalog
from l10n.catalog.threeway import Merged, merge_versions
from l10n.errors import CatalogError
from l10n.model import Entry, State

HUMAN = Entry("The talks began.", ("Las conversaciones empezaron.",), references=("a.md",))
EMPTY = replace(HUMAN, msgstrs=("",))
MACHINE = EMPTY.with_machine_text("Las charlas comenzaron.", "argos en-es 1")
ACCEPTED = replace(MACHINE, flags=())
POST_EDITED = replace(ACCEPTED, msgstrs=("Las charlas empezaron.",))
STALE = replace(HUMAN, msgstrs=("Charlas.",), flags=("fuzzy",), previous_msgid="The talks.")
OTHER = replace(HUMAN, msgstrs=("Comenzó el diálogo.",))
GONE = replace(HUMAN, obsolete=True)


def merged(base: Sequence[Entry], ours: Sequence[Entry], theirs: Sequence[Entry]) -> Merged:
    return merge_versions(catalog_of(*base), catalog_of(*ours), catalog_of(*theirs))


def one(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
    """What becomes of a single entry, the same whichever side is which."""
    sides = [[entry] if entry else [] for entry in (base, ours, theirs)]
    found, mirrored = merged(*sides), merged(sides[0], sides[2], sides[1])
    assert found.conflicts == mirrored.conflicts == ()
    assert found.catalog.entries == mirrored.catalog.entries
    return found.catalog.entries[0] if found.catalog.entries else None


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param(EMPTY, HUMAN, EMPTY, HUMAN, id="translated on one side"),
        pytest.param(EMPTY, HUMAN, HUMAN, HUMAN, id="translated alike"),
        pytest.param(None, HUMAN, None, HUMAN, id="added on one side"),
        pytest.param(None, EMPTY, HUMAN, HUMAN, id="added on both, translated on one"),
        pytest.param(HUMAN, HUMAN, None, None, id="removed on one side"),
        pytest.param(HUMAN, None, GONE, GONE, id="removed on one side, obsolete on the other"),
        pytest.param(EMPTY, None, HUMAN, GONE, id="removed on one side, translated on the other"),
        pytest.param(EMPTY, None, MACHINE, None, id="removed on one side, filled by machine on the other"),
        pytest.param(HUMAN, GONE, OTHER, replace(OTHER, obsolete=True), id="obsolete and corrected"),
        pytest.param(GONE, HUMAN, None, HUMAN, id="came back on one side, purged on the other"),
        pytest.param(None, HUMAN, GONE, HUMAN, id="new on one side, obsolete on the other"),
        pytest.param(EMPTY, MACHINE, HUMAN, HUMAN, id="a person's text before a machine's"),
        pytest.param(MACHINE, ACCEPTED, HUMAN, HUMAN, id="an own text before an approved one"),
        pytest.param(MACHINE, ACCEPTED, POST_EDITED, POST_EDITED, id="a correction before an approval"),
        pytest.param(
            STALE, HUMAN, replace(STALE, previous_msgid="T"), HUMAN, id="a sure text before a stale one"
        ),
        pytest.param(
            STALE, HUMAN, replace(STALE, flags=()), HUMAN, id="a new text before one that was approved"
        ),
        pytest.param(HUMAN, OTHER, replace(HUMAN, flags=("fuzzy",)), OTHER, id="corrected and doubted"),
        pytest.param(HUMAN, OTHER, EMPTY, OTHER, id="corrected and emptied"),
    ],
)
def test_one_entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, expected: Entry | None
) -> None:
    assert one(base, ours, theirs) == expected


def test_two_machine_texts_are_no_conflict() -> None:
    other = EMPTY.with_machine_text("Las pláticas comenzaron.", "apertium en-es 1")
    found = merged([EMPTY], [MACHINE], [other])
    assert (found.catalog.entries, found.conflicts) == ((MACHINE,), ())


def test_of_two_texts_by_people_ours_stays_as_unsure_and_theirs_in_a_comment() -> None:
    theirs = replace(HUMAN, msgstrs=('Dijo: "sí"\ny \\ no.\\',), comments=("ask Ann",))
    found = merged([EMPTY], [replace(OTHER, comments=("ask Bob",))], [theirs])
    (entry,) = found.catalog.entries
    assert found.conflicts == (HUMAN.key,)
    assert (entry.msgstrs, entry.flags, entry.state) == (OTHER.msgstrs, ("fuzzy",), State.STALE)
    assert entry.comments == ("ask Bob", "ask Ann", r'l10n:conflict theirs: Dijo: "sí"\ny \\ no.\\')
    # A translator who has chosen takes flag and comment away; merging the same branch again is quiet.
    chosen = replace(OTHER, comments=("ask Bob", "ask Ann"))
    again = merged([theirs], [chosen], [theirs])
    assert (again.catalog.entries, again.conflicts) == ((chosen,), ())


def test_every_form_of_a_lost_plural_is_kept() -> None:
    base = Entry("%d day", ("", ""), msgid_plural="%d days")
    ours, theirs = (
        replace(base, msgstrs=("%d día", "%d días")),
        replace(base, msgstrs=("un día", "%d jornadas")),
    )
    (entry,) = merged([base], [ours], [theirs]).catalog.entries
    assert entry.msgstrs == ours.msgstrs
    assert entry.comments == ("l10n:conflict theirs[0]: un día", "l10n:conflict theirs[1]: %d jornadas")


def test_two_approvals_of_different_machine_texts_are_a_conflict_that_no_engine_may_overwrite() -> None:
    other = replace(EMPTY.with_machine_text("Pláticas.", "apertium en-es 1"), flags=())
    (entry,) = merged([EMPTY], [ACCEPTED], [other]).catalog.entries
    assert (entry.state, entry.machine_only, entry.msgstrs) == (State.STALE, False, ACCEPTED.msgstrs)
    assert entry.comments == ("l10n:conflict theirs: Pláticas.",)


def test_a_text_somebody_doubted_but_rewrote_is_kept_beside_the_sure_one() -> None:
    doubted = replace(OTHER, flags=("fuzzy",))
    found = merged([EMPTY], [doubted], [HUMAN])
    (entry,) = found.catalog.entries
    assert (entry.msgstrs, entry.fuzzy, found.conflicts) == (HUMAN.msgstrs, False, ())
    assert entry.comments == (f"l10n:conflict ours: {doubted.msgstr}",)


def test_of_two_doubted_texts_the_one_that_changed_counts() -> None:
    doubted = replace(HUMAN, flags=("fuzzy",))
    rewritten = replace(OTHER, flags=("fuzzy", "no-wrap"))
    assert one(HUMAN, doubted, rewritten) == rewritten


def test_comments_flags_and_references_are_merged_one_by_one() -> None:
    base = replace(HUMAN, comments=("a", "b"), extracted=("heading 1",), flags=("no-wrap",))
    ours = replace(base, comments=("b", "ours"), references=("a.md", "ours.md"), flags=())
    theirs = replace(
        base, comments=("a", "b", "theirs"), references=("theirs.md",), extracted=("heading 2",),
        flags=("no-wrap", "range: 1..2"), msgstrs=OTHER.msgstrs,
    )  # fmt: skip
    (entry,) = merged([base], [ours], [theirs]).catalog.entries
    assert entry.comments == ("b", "ours", "theirs")
    assert entry.references == ("ours.md", "theirs.md")
    assert (entry.extracted, entry.flags, entry.msgstrs) == (("heading 2",), ("range: 1..2",), OTHER.msgstrs)


def test_machine_mark_and_comments_are_told_apart() -> None:
    noted = replace(MACHINE, comments=("ask Ann", *MACHINE.comments))
    assert one(EMPTY, MACHINE, replace(EMPTY, comments=("ask Ann",))) == noted


def keys(found: Merged) -> list[str]:
    return [entry.key for entry in found.catalog.entries]


def entries(letters: str, *, text: str = "x") -> list[Entry]:
    """An entry for each letter; capitals are obsolete."""
    return [Entry(letter.lower(), (text,), obsolete=letter.isupper()) for letter in letters]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "abxc", "aybc", "aybxc"),
        ("abc", "abc", "yabcz", "yabcz"),
        ("abc", "abcxy", "abczw", "abczwxy"),
        ("abc", "abc", "cxab", "cxab"),
        ("abc", "axbc", "cab", "caxb"),
        ("abc", "cab", "abxc", "cabx"),
        ("abc", "abC", "axbc", "axbC"),
        ("abC", "abCD", "abxCE", "abxCED"),
        ("abC", "acb", "abxC", "acbx"),
    ],
)
def test_what_was_added_follows_what_it_followed(base: str, ours: str, theirs: str, expected: str) -> None:
    found = merged(entries(base), entries(ours), entries(theirs))
    assert found.catalog.entries == tuple(entries(expected))


def test_a_reworded_source_text_takes_the_translation_from_the_other_branch() -> None:
    old, new = EMPTY, replace(EMPTY, msgid="The talks began today.")
    expected = replace(
        HUMAN, msgid=new.msgid, flags=("fuzzy",), previous_msgid=old.msgid, comments=("ask Ann", "ask Bob")
    )
    translated = replace(HUMAN, comments=("ask Bob",))
    asked = replace(new, comments=("ask Ann",))
    for ours, theirs in (([asked], [translated]), ([translated], [asked])):
        assert merged([old], ours, theirs).catalog.entries == (expected,)


def test_a_reworded_source_text_keeps_a_translation_of_its_own() -> None:
    new = Entry("The talks began today.", ("Hoy empezaron.",))
    found = merged([EMPTY], [new], [HUMAN])
    assert found.catalog.entries == (new, GONE)


def test_a_correction_follows_the_text_that_was_carried_over() -> None:
    carried = Entry("The talks began today.", HUMAN.msgstrs, flags=("fuzzy",), previous_msgid=HUMAN.msgid)
    found = merged([HUMAN], [carried], [OTHER])
    assert found.catalog.entries == (replace(carried, msgstrs=OTHER.msgstrs),)


def test_what_was_said_of_a_reworded_source_text_is_kept_with_it() -> None:
    new = replace(EMPTY, msgid="The talks began today.")
    dead = replace(EMPTY, obsolete=True, comments=("why?",))
    found = merged([EMPTY], [new, dead], [HUMAN])
    assert found.catalog.entries[0].msgstrs == HUMAN.msgstrs
    assert found.catalog.entries[1] == replace(GONE, comments=("why?",))


def header(**fields: str) -> Catalog:
    return Catalog.new(HEADER | {name.replace("_", "-"): value for name, value in fields.items()})


def test_headers_are_merged_field_by_field() -> None:
    early, late = "2026-01-02 03:04+0000", "2026-01-02 03:04-0100"
    base = header(X_Old="1", X_Both="1")
    ours = header(PO_Revision_Date=late, Last_Translator="Ann", X_Both="2", X_Ours="1")
    theirs = header(PO_Revision_Date=early, Last_Translator="Bob", X_Both="3", X_Old="1", Language_Team="es")
    theirs = theirs.with_header({"POT-Creation-Date": "2026-05-05 05:05+0000", "X-Generator": "Poedit"})
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge_versions(base, one, other).catalog.header
        assert (found["PO-Revision-Date"], found["POT-Creation-Date"]) == (late, "2026-05-05 05:05+0000")
        assert (found["Last-Translator"], found["X-Generator"]) == ("Ann", "Poedit")
        assert (found["X-Both"], found["X-Ours"], found["Language-Team"]) == ("2", "1", "es")
        assert "X-Old" not in found


@pytest.mark.parametrize("date", ["", "YEAR-MO-DA HO:MI+ZONE", "2025-01-01T10:00:00"])
def test_a_date_counts_before_what_is_none_or_older(date: str) -> None:
    ours, theirs = (
        header(PO_Revision_Date=date, X_A="1"),
        header(PO_Revision_Date="2026-01-01 00:00+0000", X_A="2"),
    )
    found = merge_versions(header(), ours, theirs).catalog.header
    assert (found["PO-Revision-Date"], found["X-A"]) == ("2026-01-01 00:00+0000", "2")


def test_a_header_that_one_side_lacks_stays() -> None:
    empty, full = Catalog.parse(b"", "a.po"), catalog_of(HUMAN)
    for ours, theirs in ((empty, full), (full, empty)):
        assert merge_versions(empty, ours, theirs).catalog.to_bytes() == full.to_bytes()
    assert merge_versions(empty, empty, empty).catalog.to_bytes() == b""


def test_comments_and_flag_of_the_header_are_merged() -> None:
    base, ours, theirs = (
        Catalog.new(fields, comments=comments, fuzzy=fuzzy)
        for fields, comments, fuzzy in (
            (HEADER, ("Copyright",), True),
            (HEADER | {"X-A": "1"}, ("Copyright", "Ann"), True),
            (HEADER | {"X-B": "1"}, ("Copyright", "Bob"), False),
        )
    )
    found = merge_versions(base, ours, theirs).catalog
    assert found.header_entry is not None
    assert (found.header_entry.comments, found.header_entry.flags) == (("Copyright", "Ann", "Bob"), ())
    assert (found.header["X-A"], found.header["X-B"]) == ("1", "1")


def test_where_plural_rules_changed_old_forms_are_unsure() -> None:
    three = HEADER | {"Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"}
    old = Entry("%d day", ("%d día", "%d días"), msgid_plural="%d days")
    new = Entry("%d hour", ("a", "b", "c"), msgid_plural="%d hours")
    found = merge_versions(catalog_of(), catalog_of(old), Catalog.new(three, entries=[new])).catalog
    assert found.get(old.key) == replace(old, flags=("fuzzy",))
    assert found.get(new.key) == new


def test_the_file_keeps_our_line_ends_our_wrapping_and_the_bytes_of_our_entries() -> None:
    text = catalog_of(HUMAN, Entry("b")).to_bytes().decode()
    base = Catalog.parse(text.encode(), "a.po")
    odd = text.replace('msgid "The', 'msgid ""\n"The').replace("\n", "\r\n").encode()
    added = Entry("c " * 60 + "end")
    found = merge_versions(base, Catalog.parse(odd, "a.po"), catalog_of(HUMAN, Entry("b", ("be",)), added))
    expected = odd.replace(b'"b"\r\nmsgstr ""', b'"b"\r\nmsgstr "be"')
    data = found.catalog.to_bytes()
    assert data.startswith(expected)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.splitlines())) < 80


def test_comments_below_the_last_entry_stay() -> None:
    text = catalog_of(HUMAN).to_bytes()
    for ours, expected in (
        (text, text + b"\n# theirs\n# more\n"),
        (text + b"\n# ours\n", text + b"\n# ours\n# theirs\n# more\n"),
        (text[:-1] + b"\n\n# ours", text + b"\n# ours\n# theirs\n# more\n"),
    ):
        found = merge_versions(
            *(Catalog.parse(data, "a.po") for data in (text, ours, text + b"\n# theirs\n# more\n"))
        )
        assert found.catalog.to_bytes() == expected


def test_divided_catalogs_and_two_charsets_are_refused() -> None:
    by_name = {path.stem: Catalog.read(path, name=path.name) for path in VALID}
    plain = catalog_of(HUMAN)
    for versions, place in (
        ((plain, plain, by_name["domain"]), "domain.po:1:1: a catalog divided"),
        (
            (plain, by_name["latin2"], plain),
            "latin2.po: the two versions have two charsets, iso8859-2 and utf-8",
        ),
    ):
        with pytest.raises(CatalogError) as caught:
            merge_versions(*versions)
        assert str(caught.value).startswith(place)
        assert caught.value.hint
