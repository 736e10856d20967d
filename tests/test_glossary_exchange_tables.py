"""Terms from tables and to tables: every layout, every fault with its place."""

import codecs
import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossaries import ENGLISH, glossaries
from l10n.errors import ConfigError, GlossaryError, Location
from l10n.glossary.exchange import columns, deepl, rows, table
from l10n.glossary.exchange.plan import Imported
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.model import Tag

SPANISH = Tag("es")


def cells(text: str, name: str = "terms.csv", delimiter: str | None = None) -> list[list[str]]:
    found = table.read_rows(text, name, delimiter or table.delimiter_of(text, name))
    return [[cell.text for cell in row] for row in found]


def imported(text: str, name: str = "terms.csv", target: Tag | None = None) -> Imported:
    found = table.read_rows(text, name, table.delimiter_of(text, name))
    if rows.REQUIRED.issubset(cell.text.casefold() for cell in found[0]):
        return rows.read(found, name, ENGLISH)
    return columns.read(found, name, ENGLISH, target)


def plain(found: Imported) -> list[tuple[str, dict[str, str]]]:
    return [(term.source, {tag: target.term for tag, target in term.targets.items()}) for term in found.terms]


def faults(text: str, name: str = "terms.csv") -> list[tuple[str, str]]:
    with pytest.raises(GlossaryError) as caught:
        imported(text, name)
    assert all(fault.hint for fault in caught.value.faults)
    return [(str(fault.where), fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a,b\nc,d\n", "t.csv", [["a", "b"], ["c", "d"]]),
        ("a;b\r\nc;d,e", "t.csv", [["a", "b"], ["c", "d,e"]]),
        ("a\tb\n\n\t\nc\td", "t.tsv", [["a", "b"], ["c", "d"]]),
        ("a|b", "t.txt", [["a", "b"]]),
        ('"a ""b"", c",d\n" x\ny ",', "t.csv", [['a "b", c', "d"], ["x\ny", ""]]),
        ("a, b b ,c\r1,2,3\r", "t.csv", [["a", "b b", "c"], ["1", "2", "3"]]),
        ('5" disk,b', "t.csv", [['5" disk', "b"]]),
        ("a,b", "t.tsv", [["a,b"]]),
        ("'=1+1,'+a,'@b,''=c,'tis\n", "t.csv", [["=1+1", "+a", "@b", "'=c", "'tis"]]),
        ("", "t.csv", []),
    ],
)
def test_tables_are_read_whatever_parts_and_quotes_their_cells(
    text: str, name: str, expected: list[list[str]]
) -> None:
    assert cells(text, name) == expected


def test_cells_know_their_line_and_column() -> None:
    found = table.read_rows('a,"b\nb",c\n d,e', "t.csv", ",")
    assert [(cell.line, cell.column) for row in found for cell in row] == [
        (1, 1), (1, 3), (2, 4), (3, 1), (3, 4),
    ]  # fmt: skip


@given(
    st.lists(
        st.lists(st.text(alphabet="ab'\"=+-@＝＠,;\t\r\n é").map(str.strip), min_size=1, max_size=3).filter(
            any
        ),
        max_size=4,
    ),
    st.sampled_from(table.DELIMITERS),
)
def test_what_is_written_is_read_the_same_and_holds_no_formula(
    written: list[list[str]], delimiter: str
) -> None:
    text = table.written(written, delimiter)
    found = table.read_rows(text, "t.csv", delimiter)
    assert [[cell.text for cell in row] for row in found] == written
    spreadsheet = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert not any(cell.startswith(tuple("=+-@＝＋－＠\t\r\n")) for row in spreadsheet for cell in row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_8_and_utf_16_are_read(encoding: str) -> None:
    data = "en,sr\nRome,Рим\n".encode(encoding)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert plain(imported(table.decoded(mark + data, "t.csv"))) == [("Rome", {"sr": "Рим"})]


@pytest.mark.parametrize(
    ("data", "where", "message"),
    [
        ("a,b\nČačak,c\n".encode("windows-1250"), "t.csv:2", "not UTF-8: byte 0xc8"),
        ("a,b\n".encode("utf-16-le"), "t.csv:1", "a NUL character"),
        (codecs.BOM_UTF16_LE + b"a", "t.csv:1", "not UTF-16"),
    ],
)
def test_other_encodings_are_refused_with_a_way_out(data: bytes, where: str, message: str) -> None:
    with pytest.raises(GlossaryError, match=message) as caught:
        table.decoded(data, "t.csv")
    assert str(caught.value.where) == where
    assert caught.value.hint is not None


def test_a_table_that_is_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 3)
    with pytest.raises(GlossaryError, match="more than"):
        table.decoded(b"a,b,c", "t.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en,es\nRome,Roma\n", [("Rome", {"es": "Roma"})]),
        (
            "source\tsrp-Cyrl\tsr@latin\tsr_Latn_ME\nRome\tРим\tRim\t\n",
            [("Rome", {"sr": "Рим", "sr-Latn": "Rim"})],
        ),
        ("id,Note,en-GB,es\nrome,n,Rome,Roma\n", [("Rome", {"es": "Roma"})]),
        ("es,en\nRoma,Rome\n\n,Bar", [("Rome", {"es": "Roma"}), ("Bar", {})]),
        ("Rome,Roma,en,es\nBar,Bar,EN,pt-br\n", [("Rome", {"es": "Roma"}), ("Bar", {"pt-BR": "Bar"})]),
        ("Rome,Roma\nBar,Bar", [("Rome", {"es": "Roma"}), ("Bar", {"es": "Bar"})]),
        (
            "id,sourceLang,targetLang,sourceString,targetString\n1,en,es_XX,1918 flu,gripe\n,,,,\n",
            [("1918 flu", {"es": "gripe"})],
        ),
    ],
)
def test_every_layout_with_a_row_for_a_term_is_understood(
    text: str, expected: list[tuple[str, dict[str, str]]]
) -> None:
    assert plain(imported(text, target=SPANISH)) == expected


def test_columns_beside_the_locales_say_more() -> None:
    text = (
        "id,en,es,description,notes,pos,kind,gender,domain\n"
        "the-pope,Pope,papa,head of a church,ask,proper noun,Person,masculine,religion\n"
        "7,  WHO  ,OMS,,,preposition,,,\n"
    )
    pope, who = imported(text).terms
    assert pope == Term(
        "the-pope", "Pope", kind="person", gender="m", pos="proper-noun", definition="head of a church",
        domain=("religion",), note="ask", targets={SPANISH: Target("papa")},
    )  # fmt: skip
    assert (who.id, who.source, who.case, who.pos) == ("", "WHO", True, "other")


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ('en,es\n"a,b\n', "2:1", "quotes that nothing closes"),
        ('en,es\n"a"b,c\n', "2:4", "text after the closing quotes"),
        ("en,es\na,b,c\n", "2:5", "more cells than the header has"),
        ("en,es\n,b\n", "2:1", "no source form in this row"),
        ("es,en\nb\n", "2:1", "no source form in this row"),
        ("en,es\na,-\n", "2:3", "“-” has no letter or digit"),
        ("en,es\na,b\x07\n", "2:3", "a control character, U+0007"),
        ("en,es,kind\na,b,thing\n", "2:5", "“thing” is unknown here"),
        ("a,b,c\n", "1:1", "3 cells, where nothing says what they are"),
        ("a,b,de,es\n", "1:5", "the glossary's source locale is en"),
        ("a,b,en,x1\n", "1:8", "'x1' is no locale"),
        (",b,en,es\n", "1:1", "no source form in this row"),
        ("sourceLang,targetLang,sourceString,targetString\nen,es,a\n", "2:1", "3 cells, the header has 4"),
        ("sourceLang,targetLang,sourceString,targetString\nde,es,a,b\n", "2:1", "the glossary's source"),
        ("sourceLang,targetLang,sourceString,targetString\nen,es,,b\n", "2:7", "no source form in this row"),
        ("sourceLang,targetLang,sourceString,targetString\nen,q,a,b\n", "2:4", "'q' is no locale"),
        ("id,locale,status,term\na,en,source\n", "2:6", "the row has no term"),
        ("id,locale,status,term\na,en,source,a\n,en,short,b\n", "3:1", "the row has no id"),
        ("id,locale,status,term\na b,en,source,a\n", "2:1", "an id must be one word"),
        ("id,locale,status,term\na,en,main,a\n", "2:6", "“main” is unknown here"),
        ("id,locale,status,term\na,en,source,a\na,en,source,b\n", "3:6", "a second row of status source"),
        ("id,locale,status,term\na,en,source,a\na,es,short,b\n", "3:6", "`a` has no preferred term in es"),
        ("id,locale,status,term\na,es,preferred,b\n", "2:1", "`a` has no row of status source"),
        (
            "id,locale,status,term\na,en,source,a\na,es,preferred,b\na,es,preferred,c\n", "4:6",
            "a second preferred term in es",
        ),
        (
            "id,locale,status,term\na,en,source,a\na,es,preferred,b\na,es,match,(\n", "4:12",
            "not a regular expression",
        ),
        ("id,locale,status,term,flags\na,en,source,a,big\n", "2:15", "the flag “big” is unknown here"),
        ("id,locale,status,term\na,en,source,a,b\n", "2:1", "the row has more cells than the header has"),
    ],
)  # fmt: skip
def test_every_fault_has_its_place(text: str, where: str, message: str) -> None:
    ((place, found), *_) = faults(text)
    assert place == f"terms.csv:{where}"
    assert found.startswith(message)


def test_a_second_column_for_a_locale_is_refused_under_any_name() -> None:
    assert faults("en,sr,es,sr_Cyrl\nRome,Рим,Roma,Рим\n") == [
        ("terms.csv:1:10", "a second column for sr"),
    ]


def test_columns_that_nothing_reads_are_named() -> None:
    text = "Term ID,en,Spansih,note,es\n7,Rome,Roma,a city,Roma\n"
    assert imported(text).notes == ("columns that are not read: Term ID, Spansih",)
    assert imported("en,es,,pos\nRome,Roma,,\n").notes == ()


def test_all_faults_come_at_once() -> None:
    assert [place for place, _ in faults("en,es\n-,a\nb,-\n,c\n")] == [
        "terms.csv:2:1", "terms.csv:3:3", "terms.csv:4:1",
    ]  # fmt: skip


def test_pairs_without_a_locale_are_refused() -> None:
    with pytest.raises(ConfigError, match="nothing says which locale") as caught:
        imported("Rome,Roma\n")
    assert caught.value.where == Location("terms.csv", 1, 1)


@given(glossaries(), st.sampled_from(",\t"))
def test_the_table_of_rows_carries_a_whole_glossary(glossary: Glossary, delimiter: str) -> None:
    text = table.written(rows.rows_of(glossary), delimiter)
    found = rows.read(table.read_rows(text, "t.csv", delimiter), "t.csv", ENGLISH)
    assert found.terms == glossary.terms


def glossary(*terms: Term) -> Glossary:
    return Glossary("glossary.yml", ENGLISH, terms)


def test_deepl_gets_each_source_form_once_and_nothing_it_refuses() -> None:
    rome = Term(
        "rome", "Rome",
        variants=(Variant("Roma city", "admitted"), Variant("Rom", "misspelling"), Variant("R", "short")),
        targets={SPANISH: Target("Roma", short="R.", forbidden=("Rome",))},
    )  # fmt: skip
    other = Term("r", "R", targets={SPANISH: Target("erre")})
    gone = replace(rome, id="x", source="Old", status="deprecated")
    formula = Term("f", "=cmd", targets={SPANISH: Target("x")})
    long = Term("l", "long", targets={SPANISH: Target("ñ" * 600)})
    control = Term("c", "tab", targets={SPANISH: Target("a\tb\u2028c")})
    pairs, left_out = deepl.pairs(glossary(rome, other, gone, formula, long, control), SPANISH)
    assert pairs == [("Rome", "Roma"), ("R", "erre"), ("tab", "a b c"), ("Roma city", "Roma")]
    assert [line.split(" ")[0] for line in left_out] == ["“=cmd”,", "“long…”", "“R”"]


@given(glossaries())
def test_what_deepl_gets_is_read_back_as_pairs(known: Glossary) -> None:
    pairs, _ = deepl.pairs(known, SPANISH)
    text = "".join(f"{source}\t{term}\n" for source, term in pairs)
    if '"' not in text:
        read = imported(text, "t.tsv", SPANISH).terms if text else ()
        assert [(term.source, term.targets[SPANISH].term) for term in read] == pairs


def test_real_tables_of_others_are_read(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("tico19-terms")
    for path in sorted(folder.glob("*.csv")):
        found = imported(table.decoded(path.read_bytes(), path.name), path.name)
        assert len(found.terms) in (306, 328)
        (tag,) = {tag for term in found.terms for tag in term.targets}
        assert path.stem.replace("_XX", "").endswith(tag.replace("-", "_"))
    wide = shared_data("ntrex-dev/terms.tsv")
    found = imported(table.decoded(wide.read_bytes(), wide.name), wide.name)
    assert {tag for term in found.terms for tag in term.targets} == {
        "sr",
        "hr",
        "bs",
        "mk",
        "sq",
        "es",
        "fr",
        "it",
    }
