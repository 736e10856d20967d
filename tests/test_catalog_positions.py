"""Where the characters of translations stand in .po files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.po import Catalog
from l10n.catalog.positions import Positions, entry_lines
from l10n.errors import CatalogError
from l10n.model import Entry, Span

HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\a": "\\a", "\r": "\\r"}


def written_at(positions: Positions, place: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (line, start), (end_line, end) = place
    assert line == end_line
    return positions.line(line)[start - 1 : end - 1]


def place(text: str, line: int, msgid: str, form: int, start: int, end: int) -> object:
    return Positions((HEADER + text).encode(), "a.po").of_translation(line, msgid, form, Span(start, end))


@given(
    st.lists(
        st.tuples(
            st.text('ab č\n"\\', min_size=1, max_size=200), st.text('xyz Ђ日\u0301\n\t"\\', max_size=300)
        ),
        max_size=4,
        unique_by=lambda pair: pair[0],
    ),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_character_is_found_however_the_text_is_wrapped(
    pairs: list[tuple[str, str]], wrap: bool, eol: str
) -> None:
    fields = {"Content-Type": "text/plain; charset=UTF-8"}
    # gettext wants the same line breaks at the ends of both.
    entries = [Entry(f"{msgid}.", (f"{text}.",)) for msgid, text in [(f"_{a}", f"_{b}") for a, b in pairs]]
    data = Catalog.new(fields, entries=entries, wrap=wrap).to_bytes().replace(b"\n", eol.encode())
    positions = Positions(data, "a.po")
    for entry in Catalog.parse(data, "a.po").entries:
        for at, char in enumerate(entry.msgstr):
            found = positions.of_translation(entry.line, entry.msgid, 0, Span(at, at + 1))
            assert found
            assert written_at(positions, found) == ESCAPES.get(char, char)


def test_a_stretch_may_go_on_in_the_next_line() -> None:
    text = 'msgid "a b"\nmsgstr ""\n"uno dos "\n"tres"\n'
    assert place(text, 5, "a b", 0, 4, 12) == ((7, 6), (8, 6))


def test_plural_forms_are_told_apart() -> None:
    text = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "día"\nmsgstr[1] ""\n"días"\n'
    assert place(text, 5, "day", 0, 0, 3) == ((7, 12), (7, 15))
    assert place(text, 5, "day", 1, 3, 4) == ((9, 5), (9, 6))
    assert place(text, 5, "day", 2, 0, 1) is None


def test_where_nothing_stands_yet_is_right_before_the_next_character_or_the_quote() -> None:
    text = 'msgid "a"\nmsgstr "uno"\n'
    assert place(text, 5, "a", 0, 0, 0) == ((6, 9), (6, 9))
    assert place(text, 5, "a", 0, 3, 3) == ((6, 12), (6, 12))
    assert place(text, 5, "a", 0, 4, 4) is None


def test_bytes_given_as_numbers_are_one_character_together() -> None:
    text = 'msgid "a"\nmsgstr "x\\303\\251\\x41\\303\\251y"\n'
    places = [place(text, 5, "a", 0, at, at + 1) for at in range(5)]
    assert places == [((6, a), (6, b)) for a, b in ((9, 10), (10, 18), (18, 22), (22, 30), (30, 31))]


def test_letters_given_as_numbers_are_told_apart() -> None:
    text = 'msgid "a"\nmsgstr "\\101\\102"\n'
    assert place(text, 5, "a", 0, 1, 2) == ((6, 13), (6, 17))


def test_a_string_may_go_on_after_a_backslash() -> None:
    text = 'msgid "a"\nmsgstr "uno\\\ndos"\n'
    assert place(text, 5, "a", 0, 3, 4) == ((7, 1), (7, 2))


def test_entries_may_share_a_line() -> None:
    text = 'msgid "a" msgstr "uno" msgid "b" msgstr "dos"\n'
    assert place(text, 5, "b", 0, 0, 3) == ((5, 42), (5, 45))


def test_previous_texts_and_contexts_are_passed_over() -> None:
    text = '#, fuzzy\n#| msgid "old"\nmsgctxt "c"\nmsgid "a"\nmsgstr "uno"\n'
    assert place(text, 8, "a", 0, 0, 1) == ((9, 9), (9, 10))


@pytest.mark.parametrize(("line", "msgid"), [(0, "a"), (5, "b"), (6, "a"), (7, "a"), (99, "a")])
def test_what_is_there_no_more_has_no_place(line: int, msgid: str) -> None:
    assert place('msgid "a"\nmsgstr "uno"\n', line, msgid, 0, 0, 1) is None


def test_what_cannot_be_read_has_no_place() -> None:
    assert place('msgid a\nmsgstr "uno"\n', 5, "a", 0, 0, 1) is None


def test_the_source_text_has_places_too() -> None:
    positions = Positions(b'msgid ""\n"a "\n"b"\nmsgstr ""\n', "a.po")
    assert positions.of_source(1, "a b", Span(2, 3)) == ((3, 2), (3, 3))
    assert positions.of_source(2, "a b", Span(2, 3)) is None


def test_lines_are_told_by_number() -> None:
    positions = Positions(b"# a\r\n# b", "a.po")
    assert [positions.line(number) for number in range(5)] == ["", "# a", "# b", "", ""]


def test_other_charsets_are_read_as_the_header_says() -> None:
    data = (HEADER.replace("UTF-8", "ISO-8859-2") + 'msgid "a"\nmsgstr "č, x"\n').encode("iso-8859-2")
    assert Positions(data, "a.po").of_translation(5, "a", 0, Span(3, 4)) == ((6, 12), (6, 13))
    with pytest.raises(CatalogError):
        Positions(data.replace(b"ISO-8859-2", b"no-such-charset"), "a.po")


def test_an_entry_reaches_from_its_first_comment_to_its_last_line() -> None:
    text = '# a\n#, fuzzy\nmsgid "a"\nmsgstr ""\n"uno"\n\nmsgid "b"\nmsgstr "dos"\n'
    assert entry_lines(Catalog.parse((HEADER + text).encode(), "a.po")) == [(1, 4), (5, 9), (11, 12)]
    assert entry_lines(Catalog.parse(text.encode(), "a.po")) == [(1, 5), (7, 8)]
    assert entry_lines(Catalog.parse(HEADER.encode(), "a.po"))[0][0] == 1
