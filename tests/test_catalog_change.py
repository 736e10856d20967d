"""Changing catalogs: only what changes gets new bytes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import HEADER, SAMPLES, VALID, catalog_of, catalogs, texts
from l10n.catalog.block import joined
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.model import Entry

MESSY = """\
#  The header's own comment
msgid ""
msgstr "Language: es\\n"
"X-One:   1\\n"
"PO-Revision-Date: 2025-01-01 "
"00:00+0000\\n"
"Content-Type: text/plain; charset=UTF-8\\n"


#. said twice
msgid   "first"
msgstr "primero"

msgid "second"
msgstr ""
"seg"
"undo"
#~ msgid "gone"
#~ msgstr "ido"
# closing words
"""


def messy() -> Catalog:
    return Catalog.parse(MESSY.encode(), "es.po")


def changed(entry: Entry, text: str = "otro") -> Entry:
    return replace(entry, msgstrs=(text, *entry.msgstrs[1:]))


@pytest.mark.parametrize("name", SAMPLES)
def test_only_the_block_of_a_changed_entry_differs(name: str, shared_data: Callable[[str], Path]) -> None:
    old = Catalog.read(shared_data(name))
    for at in (0, len(old.active) // 2, len(old.active) - 1):
        entry = old.active[at]
        new = old.with_entries({entry.key: changed(entry)})
        same = [joined([a]) == joined([b]) for a, b in zip(old._blocks, new._blocks, strict=True)]
        assert same.count(False) == 1
        assert Catalog.parse(new.to_bytes(), name).get(entry.key) == changed(entry)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_only_the_bytes_of_a_changed_entry_differ_however_odd_the_file(path: Path) -> None:
    old = Catalog.read(path)
    for block in old.entry_blocks:
        # There one key may stand twice, and here any translation would want a plural rule.
        if block.obsolete or path.stem in ("domain", "plural-not-translated"):
            continue
        text = block.source.text
        entry = translated(block.entry)
        data = old.with_entries({entry.key: entry}).to_bytes()
        for part, there in ((text[: block.start], data.startswith), (text[block.end :], data.endswith)):
            assert there(part.encode(block.source.charset, "surrogateescape"))
        again = Catalog.parse(data, path.name)
        expected = [entry if e is block.entry else e for e in old.entries]
        assert list(again.entries) == expected


def translated(entry: Entry) -> Entry:
    """`entry` with another translation that begins and ends with a newline where its source does."""
    text = "other\n" if entry.msgid.endswith("\n") else "other"
    return changed(entry, f"\n{text}" if entry.msgid.startswith("\n") else text)


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_a_changed_entry_is_the_only_one_that_reads_differently(
    catalog: Catalog, data: st.DataObject
) -> None:
    keys = data.draw(st.lists(st.sampled_from([e.key for e in catalog.active] or [""]), unique=True))
    entries = [entry for key in keys if (entry := catalog.get(key))]
    updates = {entry.key: changed(entry, data.draw(texts())) for entry in entries}
    new = Catalog.parse(catalog.with_entries(updates).to_bytes(), "es.po")
    assert new.entries == tuple(
        entry if entry.obsolete else updates.get(entry.key, entry) for entry in catalog.entries
    )


def test_entries_equal_to_what_is_there_change_nothing() -> None:
    catalog = messy()
    assert (
        catalog.with_entries({e.key: replace(e, line=0) for e in catalog.active}).to_bytes() == MESSY.encode()
    )
    assert catalog.arranged(catalog.entries).to_bytes() == MESSY.encode()


def test_only_active_entries_can_be_replaced() -> None:
    with pytest.raises(KeyError):
        messy().with_entries({"gone": Entry("gone")})


def test_changed_entries_are_written_in_the_form_of_the_file() -> None:
    data = MESSY.replace("\n", "\r\n").encode()
    catalog = Catalog.parse(data, "es.po")
    new = catalog.with_entries({"first": changed(catalog.active[0], "a\nb")})
    assert new.to_bytes() == data.replace(
        b'msgid   "first"\r\nmsgstr "primero"', b'msgid "first"\r\nmsgstr ""\r\n"a\\n"\r\n"b"'
    )
    long = "a word " * 20
    unwrapped = Catalog.parse(f'msgid "x"\nmsgstr "{long}"\n\nmsgid "y"\nmsgstr ""\n'.encode(), "es.po")
    assert unwrapped.no_wrap
    assert (
        f'msgid "y"\nmsgstr "{long}"\n'
        in unwrapped.with_entries({"y": Entry("y", (long,))}).to_bytes().decode()
    )


def test_header_fields_are_changed_in_place() -> None:
    new = messy().with_header({"PO-Revision-Date": "2026-01-02 03:04+0000", "X-One": "1"})
    assert new.to_bytes().decode() == MESSY.replace(
        '2025-01-01 "\n"00:00+0000\\n', "2026-01-02 03:04+0000\\n"
    )
    assert new.header["PO-Revision-Date"] == "2026-01-02 03:04+0000"


def test_new_header_fields_come_last() -> None:
    new = messy().with_header({"X-Two": "2"})
    assert list(new.header) == [*messy().header, "X-Two"]
    text = new.to_bytes().decode()
    assert text.startswith("#  The header's own comment\n")
    assert text.endswith(MESSY[MESSY.index("\n\n\n") :])


def test_a_field_that_shares_its_line_is_changed_too() -> None:
    new = messy().with_header({"Language": "sr"})
    assert dict(new.header) == {**messy().header, "Language": "sr"}


def test_an_oddly_written_header_keeps_its_writing() -> None:
    text = b'msgid   ""\nmsgstr ""\n"Language: es\\n"\n"X: 1"\n'
    new = Catalog.parse(text, "es.po").with_header({"Language": "sr"})
    assert new.to_bytes() == text.replace(b"es", b"sr")
    assert dict(new.header) == {"Language": "sr", "X": "1"}
    more = new.with_header({"Y": "2"})
    assert more.to_bytes() == b'msgid ""\nmsgstr ""\n"Language: sr\\n"\n"X: 1\\n"\n"Y: 2\\n"\n'


def test_a_long_header_field_is_wrapped() -> None:
    catalog = catalog_of(Entry("x"))
    forms = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10) ? 1 : 2);"
    new = catalog.with_header({"Plural-Forms": forms})
    assert max(map(len, new.to_bytes().decode().splitlines())) <= 79
    assert Catalog.parse(new.to_bytes(), "es.po").header["Plural-Forms"] == forms


def test_a_catalog_without_a_header_gets_one_on_top() -> None:
    catalog = Catalog.parse(b'msgid "x"\nmsgstr "y"', "es.po")
    new = catalog.with_header({"Language": "es"})
    assert new.to_bytes() == b'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "x"\nmsgstr "y"'
    assert Catalog.parse(b"", "es.po").with_header({"A": "b"}).to_bytes() == b'msgid ""\nmsgstr "A: b\\n"\n'


def test_arranging_moves_blocks_as_they_are() -> None:
    catalog = messy()
    first, second = catalog.active
    new = catalog.arranged([second, Entry("third"), first])
    body = MESSY.index("\n\n\n")
    assert new.to_bytes().decode() == (
        MESSY[:body]
        + '\n\nmsgid "second"\nmsgstr ""\n"seg"\n"undo"\n'
        + '\nmsgid "third"\nmsgstr ""\n'
        + '\n\n#. said twice\nmsgid   "first"\nmsgstr "primero"\n'
        + "\n# closing words\n"
    )


def test_what_follows_a_last_line_without_an_end_begins_a_new_one() -> None:
    catalog = Catalog.parse(b'msgid "x"\nmsgstr "y"', "es.po")
    new = catalog.arranged([*catalog.active, Entry("z")])
    assert new.to_bytes() == b'msgid "x"\nmsgstr "y"\n\nmsgid "z"\nmsgstr ""\n'


@settings(max_examples=40)
@given(catalogs(), st.data())
def test_arranged_entries_are_read_back_in_their_order(catalog: Catalog, data: st.DataObject) -> None:
    order = data.draw(st.permutations(catalog.entries))
    chosen = order[: data.draw(st.integers(0, len(order)))]
    assert Catalog.parse(catalog.arranged(chosen).to_bytes(), "es.po").entries == tuple(chosen)


def test_a_new_catalog_has_its_header_and_entries() -> None:
    catalog = Catalog.new({"Language": "es"}, ["about this file"], [Entry("x", ("y",))])
    assert catalog.to_bytes() == (
        b'# about this file\nmsgid ""\nmsgstr "Language: es\\n"\n\nmsgid "x"\nmsgstr "y"\n'
    )
    fuzzy = Catalog.new(HEADER, fuzzy=True)
    assert fuzzy.to_bytes().startswith(b'#, fuzzy\nmsgid ""\nmsgstr ""\n"Project-Id-Version: sample 1\\n"\n')


def test_a_character_that_the_charset_lacks_is_refused() -> None:
    path = next(path for path in VALID if path.stem == "latin2")
    catalog = Catalog.read(path, name="cs.po")
    (entry,) = catalog.active
    assert "š".encode("iso-8859-2") in catalog.with_entries({entry.key: changed(entry, "šum")}).to_bytes()
    with pytest.raises(CatalogError, match=r"'и' \(U\+0438\) does not exist in the file's charset") as caught:
        catalog.with_entries({entry.key: changed(entry, "и")}).to_bytes()
    assert str(caught.value.where) == "cs.po:8:9"
    assert caught.value.hint == "convert it with: msgconv -t UTF-8"


def test_polib_gets_everything_that_it_knows() -> None:
    text = Catalog.new(
        HEADER,
        ["about this file"],
        [
            Entry(
                "x",
                ("y",),
                msgctxt="menu",
                comments=("note",),
                extracted=("e",),
                references=("a.md:3", "b.md"),
            ),
            Entry(
                "p", ("1", "2"), msgid_plural="ps", flags=("fuzzy",), previous_msgid="o", previous_msgctxt="c"
            ),
            Entry("gone", ("ido",), obsolete=True),
        ],
    ).to_bytes()
    file = Catalog.parse(text, "es.po").to_polib()
    plain, plural, gone = file
    assert (file.metadata, file.header, file.metadata_is_fuzzy) == (HEADER, "about this file", False)
    assert (plain.msgctxt, plain.msgid, plain.msgstr, plain.tcomment, plain.comment) == (
        "menu",
        "x",
        "y",
        "note",
        "e",
    )
    assert plain.occurrences == [("a.md", "3"), ("b.md", "")]
    assert (plural.msgid_plural, plural.msgstr_plural, plural.flags) == ("ps", {0: "1", 1: "2"}, ["fuzzy"])
    assert (plural.previous_msgid, plural.previous_msgctxt) == ("o", "c")
    assert (gone.obsolete, gone.linenum) == (True, text.count(b"\n") - 1)
    again = Catalog.parse(str(file).encode(), "es.po")
    assert [entry.key for entry in again.entries] == ["menu\x04x", "p", "gone"]
    assert len(Catalog.parse(b"", "x.po").to_polib()) == 0
