"""Reading catalogs: every byte kept, every entry understood as GNU gettext understands it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from gettext_tools import FIXTURES, SAMPLES, VALID, catalogs, run
from l10n.catalog.block import Block
from l10n.catalog.grammar import parse_one
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.model import Entry


def read(name: str) -> Catalog:
    return Catalog.read(FIXTURES / "valid" / f"{name}.po", name=f"{name}.po")


def only(name: str) -> Entry:
    (entry,) = read(name).entries
    return entry


def blocks(catalog: Catalog) -> list[Block]:
    return [block for block in catalog._blocks if block.key is not None]


def exactly(block: Block) -> Entry | None:
    source = block.source
    return parse_one(source.text, block.start, source.name, source.charset, block.line).entry


def require_equal_readers(catalog: Catalog) -> None:
    """The quick reader of usual entries and the exact one must say the same, lines included."""
    for block in blocks(catalog):
        exact = exactly(block)
        assert exact == block.entry
        assert exact is not None
        assert (exact.line, exact.key, exact.obsolete) == (block.entry.line, block.key, block.obsolete)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_catalog_is_written_as_it_was_read(path: Path) -> None:
    data = path.read_bytes()
    assert Catalog.parse(data, path.name).to_bytes() == data


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_both_readers_agree(path: Path) -> None:
    require_equal_readers(Catalog.parse(path.read_bytes(), path.name))


@pytest.mark.needs_gettext
@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_msgfmt_reads_it_too(path: Path, tmp_path: Path) -> None:
    run("msgfmt", str(path), folder=tmp_path)


@pytest.mark.parametrize("name", SAMPLES)
def test_real_catalogs_are_written_as_they_were_read(name: str, shared_data: Callable[[str], Path]) -> None:
    data = shared_data(name).read_bytes()
    catalog = Catalog.parse(data, name)
    assert catalog.to_bytes() == data
    require_equal_readers(catalog)


@settings(max_examples=40)
@given(catalogs())
def test_made_up_catalogs_are_written_as_they_were_read(catalog: Catalog) -> None:
    assert Catalog.parse(catalog.to_bytes(), "es.po").to_bytes() == catalog.to_bytes()
    require_equal_readers(catalog)


def test_windows_line_ends_are_no_part_of_texts() -> None:
    first, fuzzy, gone = read("crlf").entries
    assert (first.extracted, first.references) == (("heading 1",), ("source/a.md:3",))
    assert (fuzzy.msgid, fuzzy.msgstr) == ("Fourteen were arrested", "Uhapšeno je dvanaest")
    assert (fuzzy.fuzzy, fuzzy.previous_msgid) == (True, "Twelve were arrested")
    assert (gone.obsolete, gone.msgstr) == (True, "otišlo")
    header = read("crlf").header_entry
    assert header is not None
    assert header.comments == ("Lines end as on Windows.",)


def test_comments_are_sorted_by_kind_in_whatever_order_they_stand() -> None:
    first, second = read("comment-order").entries
    assert first.comments == ("a translator, last",)
    assert first.extracted == ("extracted after the reference",)
    assert first.references == ("source/a.md:3", "source/a.md:9")
    assert (first.flags, first.previous_msgid) == (("fuzzy",), "old")
    assert second.comments == ("between two references",)
    assert second.extracted == ("twice", "extracted")
    assert second.references == ("b.md:1", "b.md:2")
    assert second.flags == ("c-format", "no-wrap")


def test_empty_comments_are_kept_as_empty_lines() -> None:
    first, second = read("empty-comments").entries
    assert first.comments == ("", "")
    assert first.extracted == ("", "", " indented by a space")
    assert (first.references, first.flags) == ((), ())
    assert second.comments == ("note without a space", "\ta tab")
    assert second.fuzzy


def test_obsolete_entries_keep_all_that_active_ones_have() -> None:
    catalog = read("obsolete")
    assert [entry.msgid for entry in catalog.active] == ["kept"]
    _, old, plural, tight, wide = catalog.entries
    assert all(entry.obsolete for entry in (old, plural, tight, wide))
    assert (old.msgctxt, old.msgid, old.msgstr) == ("menu", "old", "nekada davno")
    assert (old.previous_msgctxt, old.previous_msgid) == ("menu", "older")
    assert (old.comments, old.extracted) == (("a translator's note",), ("extracted",))
    assert (old.references, old.flags) == (("gone.md:7",), ("fuzzy",))
    assert (plural.msgid_plural, plural.msgstrs) == ("plurals", ("jedan", "dva"))
    assert (tight.msgstr, wide.msgstr) == ("zbijeno", "široko")


def test_header_fields_are_found_wherever_they_stand() -> None:
    catalog = read("header-order")
    assert dict(catalog.header) == {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Generator": "by hand",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "Language": "es",
        "Project-Id-Version": "sample",
    }
    assert next(iter(catalog.header)) == "Content-Type"
    assert read("header-last").header["Language"] == "sr"
    assert [entry.msgid for entry in read("header-last").entries] == ["first"]


@pytest.mark.parametrize("name", ["no-header", "comments-only", "empty"])
def test_a_catalog_may_lack_a_header(name: str) -> None:
    assert (read(name).header_entry, dict(read(name).header)) == (None, {})


def test_escapes_become_what_they_stand_for() -> None:
    first, numeric, lines, joined = read("escapes").entries
    assert first.msgid == "bell \a, backspace \b, feed \f, return \r, tab \t, vertical \v"
    assert first.msgstr == 'quote ", backslash \\, backslash n \\n'
    assert numeric.msgid == "octal A\n, hexadecimal A, bytes é and ć"
    assert numeric.msgstr == "A\x1b11"  # as in C, \\x takes every hexadecimal digit
    assert lines.msgid == "one\ntwo\nthree"
    assert (joined.msgid, joined.msgstr) == ("joined lines", "spojeni redovi")


def test_another_charset_is_read_by_the_header() -> None:
    entry = only("latin2")
    assert (entry.comments, entry.msgid, entry.msgstr) == (
        ("čovek",),
        "Fričes",
        "Žižek, čaš",
    )


def test_a_charset_that_nobody_knows_does_not_matter_to_ascii() -> None:
    data = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=latin-99\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert Catalog.parse(data, "x.po").to_bytes() == data


def test_a_charset_whose_bytes_would_change_is_refused() -> None:
    data = (
        b'# \x1b(Bshifted for nothing\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-2022-JP\\n"\n'
    )
    with pytest.raises(CatalogError, match="its ISO-2022-JP bytes cannot be kept exactly") as caught:
        Catalog.parse(data, "x.po")
    assert caught.value.hint == "convert it with: msgconv -t UTF-8"
    assert str(caught.value.where) == "x.po:1:3"


def test_bytes_that_are_no_text_are_kept_in_comments() -> None:
    assert only("bytes-in-comments").msgstr == "jedan"


def test_contexts_make_entries_of_one_text_differ() -> None:
    catalog = read("context")
    keys = ["menu\x04Open", "Open", "\x04Open", "long context\x04"]
    assert [entry.key for entry in catalog.entries] == keys
    assert [entry is not None and entry.msgstr for entry in map(catalog.get, keys[:3])] == [
        "Otvori",
        "Otvoreno",
        "otvoren",
    ]
    assert (catalog.get("nothing"), catalog.get("")) == (None, None)


def test_plural_forms_are_read_in_their_order() -> None:
    talks, pages = read("plural").entries
    assert (talks.msgid_plural, talks.msgstrs) == (
        "%d talks",
        ("%d razgovor", "%d razgovora", "%d razgovora"),
    )
    assert (pages.msgstrs, pages.previous_msgid_plural) == (("", "", ""), "pages")
    assert read("plural").header["Plural-Forms"].endswith("n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);")


def test_previous_source_texts_are_read() -> None:
    fuzzy, left, tight = read("previous").entries
    assert (fuzzy.previous_msgctxt, fuzzy.previous_msgid, fuzzy.msgctxt) == ("button", "The old text", "menu")
    assert (left.previous_msgid, left.previous_msgctxt) == ("left behind", None)
    assert tight.previous_msgid == "tightly"


def test_white_space_between_words_means_nothing() -> None:
    texts = {entry.msgid: entry.msgstr for entry in read("blank-lines").entries}
    assert texts == {"one": "jedan", "two": "dva", "three": "tri", "four": "četiri"}
    odd, single = read("wrapped-oddly").entries
    assert (odd.msgid, odd.msgstr, single.msgid) == ("abcd", "abcd", "every word by itself")


def test_lines_are_counted_to_the_msgid_keyword() -> None:
    assert [entry.line for entry in read("crlf").entries] == [11, 16, 23]
    assert [entry.line for entry in read("blank-lines").entries] == [13, 18, 23, 23]
    header = read("header-order").header_entry
    assert header is not None
    assert header.line == 4


def test_names_with_spaces_are_one_reference() -> None:
    assert only("names-with-spaces").references == ("my article.md:3", "other.md", "a b")


def test_flags_of_all_lines_hold() -> None:
    assert only("flags").flags == ("range: 0..9", "fuzzy", "no-wrap", "unknown")


def test_a_backslash_continues_a_comment() -> None:
    first, second = read("continued-comment").entries
    assert first.comments == ("a backslash joins this line to this one",)
    assert second.comments == ("not at its end \\ ",)


def test_domains_may_hold_the_same_texts() -> None:
    assert [entry.msgstr for entry in read("domain").entries] == ["jedan", "uno"]
    assert (read("domain").domain_line, read("crlf").domain_line) == (1, None)


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read: No such file") as caught:
        Catalog.read(tmp_path / "none.po", name="locales/none.po")
    assert str(caught.value.where) == "locales/none.po"
    with pytest.raises(CatalogError) as caught:
        Catalog.read(tmp_path / "none.po")
    assert str(caught.value.where) == (tmp_path / "none.po").as_posix()


@pytest.mark.parametrize("name", SAMPLES)
def test_polib_reads_the_same_from_real_catalogs(name: str, shared_data: Callable[[str], Path]) -> None:
    """But for what polib 1.2 drops: `#~|` lines, and white space at the ends of extracted comments."""
    polib = pytest.importorskip("polib")
    path = shared_data(name)
    catalog, other = Catalog.read(path), polib.pofile(str(path))
    assert dict(catalog.header) == other.metadata
    for mine, theirs in zip(catalog.entries, other, strict=True):
        assert (mine.key, mine.obsolete) == (theirs.msgid_with_context, bool(theirs.obsolete))
        assert mine.msgid_plural == (theirs.msgid_plural or None)
        assert mine.msgstrs == (tuple(theirs.msgstr_plural.values()) or (theirs.msgstr,))
        assert "\n".join(mine.comments) == theirs.tcomment
        assert [line.rstrip() for line in mine.extracted] == [
            line.rstrip() for line in theirs.comment.splitlines()
        ]
        assert [ref.rpartition(":")[::2] for ref in mine.references] == theirs.occurrences
        assert list(mine.flags) == theirs.flags
        if not mine.obsolete:
            assert (mine.previous_msgid, mine.previous_msgctxt) == (
                theirs.previous_msgid,
                theirs.previous_msgctxt,
            )
