"""Writing entries: the bytes that GNU `msgcat` writes."""

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import HEADER, SAMPLES, catalogs, entries, run
from l10n.catalog.block import blocks
from l10n.catalog.linebreak import may_end, unbreakable
from l10n.catalog.po import Catalog
from l10n.catalog.wrap import _NARROW, broken, columns, escape, quoted_lines
from l10n.catalog.write import entry_text
from l10n.errors import CatalogError
from l10n.model import Entry

REPRESENTATIVES = "(（})«\u2011ー!.$%9bกあ…-|´—"
"""One character of every class of the line breaking table, and a Thai one."""


@cache
def _breaks_like_ours() -> bool:
    done = subprocess.run(["msgcat", "--version"], capture_output=True, text=True, check=True)
    return re.search(r" 0\.(19|20|21)(\.|$)", done.stdout.splitlines()[0]) is not None


@pytest.fixture
def msgcat() -> Callable[..., bytes]:
    if not _breaks_like_ours():
        pytest.skip("versions of msgcat after 0.21 break a few lines elsewhere")
    return lambda data, *arguments: run("msgcat", *arguments, "--force-po", "-", data=data)


@pytest.mark.needs_gettext
@pytest.mark.parametrize("wrap", [True, False], ids=["wrap", "no-wrap"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_entry_of_real_catalogs_is_written_as_msgcat_writes_it(
    name: str, wrap: bool, shared_data: Callable[[str], Path], msgcat: Callable[..., bytes]
) -> None:
    written = msgcat(shared_data(name).read_bytes(), *(() if wrap else ("--no-wrap",)))
    catalog = Catalog.parse(written, name)
    assert catalog.no_wrap is not wrap
    for block in catalog._blocks:
        assert entry_text(block.entry, wrap=wrap) == block.body


@pytest.mark.needs_gettext
@settings(max_examples=40)
@given(catalogs())
def test_whole_catalogs_are_written_as_msgcat_writes_them(catalog: Catalog) -> None:
    if not _breaks_like_ours():
        pytest.skip("versions of msgcat after 0.21 break a few lines elsewhere")
    written = run("msgcat", "--force-po", "-", data=catalog.to_bytes())
    assert catalog.to_bytes().decode() == written.decode()


@pytest.mark.needs_gettext
def test_lines_end_where_msgcat_lets_them_end(msgcat: Callable[..., bytes]) -> None:
    """Every pair of classes, with and without a space between: the first of the pair is in column 77."""
    texts = []
    for before in REPRESENTATIVES:
        for after in REPRESENTATIVES:
            for end in (before, f"{before} "):
                texts.append(f"zz {'z' * (74 - columns(end))}{end}{after}{'y' * 50} yy")
    catalog = Catalog.new(HEADER, entries=[Entry(text) for text in texts])
    assert msgcat(catalog.to_bytes()).decode() == catalog.to_bytes().decode()


LONG = "y" * 60
SPECIAL = [
    LONG + LONG,
    f"{LONG}{LONG} word",
    f"word {LONG}{LONG}",
    f" {LONG}{LONG}",
    f"{LONG}\n{LONG}{LONG}\n{LONG}",
    f"{LONG} e\u0301\u0302 e\u0301 e\u0301 {LONG}",
    f"zero\u200bwidth\u200b {LONG}\u200b\u0301{LONG} word",
    f"word\u2060joiner {LONG} \u2060{LONG}\u2060 word",
    f"a mark after a space \u0301 {LONG} \u0301{LONG}",
    f"\u0301{LONG} {LONG}",
    f"( \u0301{LONG} word ( \u0301 {LONG}",
    f"\u0301 {LONG}{LONG}",
    f'quote {LONG} \\\\"\\" {LONG} \t\t{LONG}',
    f"spaces at the end {LONG}      ",
    f"{LONG} spaces and a newline {' ' * 30} \n",
    f"ไทย {LONG}ภาษา{LONG} ๑๒๓",
]


@pytest.mark.needs_gettext
@pytest.mark.parametrize("text", SPECIAL, ids=range(len(SPECIAL)))
def test_special_texts_are_written_as_msgcat_writes_them(text: str, msgcat: Callable[..., bytes]) -> None:
    catalog = Catalog.new(HEADER, entries=[Entry(text, (text,), flags=("fuzzy",), previous_msgid=text)])
    assert msgcat(catalog.to_bytes()).decode() == catalog.to_bytes().decode()


def breaks(text: str) -> list[int]:
    never = unbreakable(text)
    return [at for at in range(1, len(text)) if may_end(text, at, never)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("one two", [4]),
        ("one  two", [5]),
        (" one", []),
        ("well-known", [5]),
        ("http://a.b/c", [7, 9, 11]),
        ("“quoted” (word)", []),
        ("Original : all", [11]),
        ("a\u00a0b", []),
        ("a\u200bb", [2]),
        ("a\u2060-\u2060b \u2060 c", [8]),
        ("e\u0301 \u0301b", [3]),
        ("日本。語", [1, 3]),
        (r"a \"b\" c", [2, 8]),
        (r"one \n", []),
    ],
)
def test_lines_may_end_where_the_annex_says(text: str, places: list[int]) -> None:
    assert breaks(text) == places


@given(entries())
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    for wrap in (True, False):
        for eol in ("\n", "\r\n"):
            text = entry_text(entry, wrap=wrap, eol=eol)
            assert next(blocks(text, "x.po", "utf-8")).entry == entry


@given(st.text(max_size=200), st.integers(1, 100))
def test_no_line_but_an_unbreakable_one_is_too_wide(text: str, spare: int) -> None:
    for line in quoted_lines("msgid", text):
        inner = line[line.index('"') + 1 : -1]
        assert columns(line) <= 79 or not breaks(inner)


@given(
    st.text(st.sampled_from("ab Z9_é×жšΩắ  ,.:;-/!?()[]{}¿\"'’‘„“”«»—\u00a0\u0301\u200b日。ｗ"), min_size=1),
    st.integers(1, 30),
)
def test_a_line_ends_at_the_last_place_that_it_has_room_for(text: str, room: int) -> None:
    text = escape(text)
    piece, *others = broken(text, room)
    places = breaks(text)
    fitting = [at for at in places if columns(text[:at]) <= room]
    if columns(text) <= room or not places:
        assert not others
    else:
        assert len(piece) == (fitting[-1] if fitting else places[0])


@given(st.text(max_size=100))
def test_lines_hold_the_text_and_nothing_else(text: str) -> None:
    lines = quoted_lines("msgid", text, "#~ ")
    assert all(line.startswith(("#~ msgid ", '#~ "')) and line.endswith('"') for line in lines)
    joined = "".join(line[line.index('"') + 1 : -1] for line in lines)
    assert joined == escape(text)


def test_what_has_several_lines_begins_with_an_empty_one() -> None:
    assert quoted_lines("msgid", "one\n") == ('msgid "one\\n"',)
    assert quoted_lines("msgid", "one\ntwo") == ('msgid ""', '"one\\n"', '"two"')
    long = "word " * 15
    assert quoted_lines("msgstr", long) == ('msgstr ""', f'"{long}"')
    assert quoted_lines("msgstr", long, wrap=False) == (f'msgstr "{long}"',)


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert [columns(text) for text in ("abc", "日本", "e\u0301", "ﾊ", "\u200b")] == [3, 4, 1, 1, 0]


def test_an_entry_flagged_no_wrap_stays_on_its_lines() -> None:
    entry = Entry("word " * 30, flags=("no-wrap",), previous_msgid="old " * 30)
    assert [line[:9] for line in entry_text(entry).splitlines()] == [
        "#, no-wra",
        "#| msgid ",
        'msgid "wo',
        'msgstr ""',
    ]


def test_references_are_filled_up_to_column_79() -> None:
    first, second = "a" * 37, "b" * 38
    assert entry_text(Entry("x", references=(first, second))).splitlines()[0] == f"#: {first} {second}"
    longer = entry_text(Entry("x", references=(first, second + "b", "c")))
    assert longer.splitlines()[:2] == [f"#: {first}", f"#: {second}b c"]


def test_comments_of_several_lines_become_several_comments() -> None:
    entry = Entry("x", comments=("one\ntwo", ""), extracted=("three\nfour",))
    assert entry_text(entry).startswith("# one\n# two\n#\n#. three\n#. four\n")


def test_a_backslash_at_the_end_of_a_comment_does_not_swallow_the_next_line() -> None:
    text = entry_text(Entry("x", comments=("C:\\",)))
    assert text == '# C:\\ \nmsgid "x"\nmsgstr ""\n'
    assert Catalog.parse(text.encode(), "x.po").entries[0].msgid == "x"


@pytest.mark.parametrize(
    "entry", [Entry("x", previous_msgctxt=""), Entry("x", previous_msgid_plural="xs", flags=("fuzzy",))]
)
def test_a_previous_context_or_plural_is_never_without_a_previous_msgid(entry: Entry) -> None:
    text = entry_text(entry)
    assert '#| msgid "x"\n' in text
    assert Catalog.parse(text.encode(), "x.po").entries[0].previous_msgid == "x"


@pytest.mark.parametrize("char", ["\x00", "\x04", "\ud800"])
@pytest.mark.parametrize("field", ["msgid", "msgctxt", "previous_msgid"])
def test_what_no_catalog_can_hold_is_refused(char: str, field: str) -> None:
    entry = Entry(**{"msgid": "x", field: f"a{char}"})  # type: ignore[arg-type]
    with pytest.raises(CatalogError, match=f"U\\+{ord(char):04X}"):
        entry_text(entry)


def test_characters_known_to_be_narrow_take_one_column() -> None:
    narrow = [chr(code) for code in range(0x20, 0x3000) if _NARROW.fullmatch(chr(code))]
    assert {columns(char) for char in narrow} == {1}
    assert {"č", "и", "“", "—", "€"} <= set(narrow)
