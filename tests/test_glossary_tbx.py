"""TBX in and out: both editions, both styles, both dialects, and nothing dangerous."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossaries import ENGLISH, glossaries
from l10n.errors import GlossaryError
from l10n.glossary.exchange import tbx, xml_tree
from l10n.glossary.exchange.cells import is_acronym
from l10n.glossary.exchange.tbx_write import Dialect, Style, lost, write
from l10n.glossary.schema import FAULTY, Glossary, Target, Term, Variant
from l10n.model import Tag

FIXTURES = Path(__file__).parent / "fixtures" / "tbx"
ES, SR, LATIN = Tag("es"), Tag("sr"), Tag("sr-Latn")

GJADER = Term(
    "gjader",
    "Gjadër",
    variants=(Variant("Gjader", "admitted"), Variant("Xhader", "deprecated", "in wire reports")),
    gender="m",
    pos="proper-noun",
    definition="Village in Albania & air base.",
    domain=("migration", "geography"),
    refs=("https://example.org/Gjad%C3%ABr?a=1&b=2",),
    note="Ask before changing it.",
    targets={
        SR: Target("Ђадер", short="Ђ.", admitted=("Гјадер",), forbidden=("Џадер", "Хадер"), gender="m"),
        LATIN: Target("Đader", note="as in Montenegro"),
        ES: Target("Gjadër", do_not_translate=True, case=True),
    },
)
"""All that TBX-Basic can say."""


def bare(term: Term) -> Term:
    """`term` without places."""
    targets = {tag: replace(target, line=0, column=0) for tag, target in term.targets.items()}
    return replace(term, targets=targets, line=0, column=0)


def read(text: str | bytes, source: str = "en") -> tuple[Term, ...]:
    data = text.encode() if isinstance(text, str) else text
    return tuple(map(bare, tbx.read(data, "terms.tbx", Tag(source)).terms))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("gjader-*")), ids=lambda path: path.name)
def test_every_edition_and_style_says_the_same(path: Path) -> None:
    (term,) = read(path.read_bytes())
    assert term == GJADER


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_what_is_written_is_what_the_fixture_of_that_style_says(style: Style) -> None:
    text = write(Glossary("glossary.yml", ENGLISH, (GJADER,)), "basic", style)
    assert text == (FIXTURES / f"gjader-{style}.tbx").read_text(encoding="utf-8")
    assert lost(Glossary("glossary.yml", ENGLISH, (GJADER,)), "basic") == []


def carried(term: Term, dialect: Dialect) -> Term:
    """What of a term the dialect can say, as reading gives it back."""
    basic = dialect == "basic"
    case = is_acronym(term.source)
    variants = [
        replace(one, status="deprecated" if one.status in FAULTY else one.status if basic else "admitted")
        for one in term.variants
        if basic or one.status not in FAULTY
    ]
    return Term(
        term.id,
        term.source,
        variants=tuple(replace(one, note=lines(one.note)) for one in variants),
        gender=term.gender if basic else None,
        pos=term.pos if basic else None,
        definition=lines(term.definition) if basic else "",
        domain=unique(map(lines, term.domain)) if basic else (),
        refs=term.refs if basic else (),
        note=lines(term.note),
        case=case,
        targets={tag: carried_target(target, case, basic) for tag, target in term.targets.items()},
    )


def carried_target(target: Target, case: bool, basic: bool) -> Target:
    kept = target.do_not_translate and basic
    short = target.short if basic else None
    admitted = target.admitted if basic or target.short is None else (target.short, *target.admitted)
    return Target(
        target.term,
        short=short,
        admitted=unique(text for text in admitted if text != short),
        forbidden=unique(target.forbidden) if basic else (),
        do_not_translate=kept,
        gender=target.gender if basic else None,
        note=lines(target.note),
        case=case or kept,
    )


def lines(text: str) -> str:
    return " ".join(text.split())


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


@given(glossaries(), st.sampled_from(["core", "basic"]), st.sampled_from(["dca", "dct"]))
def test_what_is_written_is_read_back_as_far_as_the_dialect_goes(
    glossary: Glossary, dialect: Dialect, style: Style
) -> None:
    text = write(glossary, dialect, style)
    found = read(text)
    wanted = [carried(term, dialect) for term in glossary.terms if term.status != "deprecated"]
    assert [replace(one, id="") for one in found] == [replace(one, id="") for one in wanted]
    assert all(one.id in ("", term.id) for one, term in zip(found, wanted, strict=True))


@given(glossaries())
def test_ids_are_names_that_xml_allows(glossary: Glossary) -> None:
    root = ElementTree.fromstring(write(glossary, "basic", "dca"))
    ids = [entry.attrib["id"] for entry in root.iter() if entry.tag.endswith("conceptEntry")]
    assert all(name[0].isalpha() or name[0] == "_" for name in ids)
    assert len(set(ids)) == len(ids)


def test_what_a_dialect_has_no_place_for_is_counted() -> None:
    whole = replace(
        GJADER,
        kind="place",
        status="draft",
        case=True,
        not_before=("x",),
        free=(Tag("fr"),),
        targets={
            SR: Target("Ђ", forms=("Ђа",), derived=("b", "c"), match="a", required=True, forbidden=("f",))
        },
    )
    glossary = Glossary("g", ENGLISH, (whole, replace(GJADER, id="x", status="deprecated")))
    basic = lost(glossary, "basic")
    assert all(line.startswith("TBX-Basic has no place for ") for line in basic)
    assert len(basic) == 10
    core = lost(glossary, "core")
    assert "TBX-Core has no place for forbidden terms: 2 left out" in core
    assert len(core) == 12


def concept(*sections: str, before: str = "", id: str = "x1y") -> str:
    body = f'<conceptEntry id="{id}">{before}{"".join(sections)}</conceptEntry>'
    return f'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{body}</body></text></tbx>'


def section(lang: str, *terms: str) -> str:
    inner = "".join(f"<termSec>{term}</termSec>" for term in terms)
    return f'<langSec xml:lang="{lang}">{inner}</langSec>'


ROME = section("en-GB", "<term>Rome</term>")


def status(text: str, value: str) -> str:
    return f'<term>{text}</term><termNote type="administrativeStatus">{value}</termNote>'


def test_scripts_are_kept_apart_and_regions_of_the_source_are_not() -> None:
    (term,) = read(
        concept(ROME, section("sr-Cyrl", "<term>Рим</term>"), section("sr-Latn-RS", "<term>Rim</term>"))
    )
    assert {tag: target.term for tag, target in term.targets.items()} == {"sr": "Рим", "sr-Latn-RS": "Rim"}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (("<term>a</term>", "<term>b</term>"), Target("a", admitted=("b",))),
        (("<term>a</term>", status("b", "preferredTerm-admn-sts")), Target("b", admitted=("a",))),
        ((status("a", "admittedTerm-admn-sts"), "<term>b</term>"), Target("b", admitted=("a",))),
        ((status("a", "admitted"), status("b", "superseded")), Target("a", forbidden=("b",))),
        (
            (status("a", "obsolete"), status("b", "supersededTerm-admn-sts"), "<term>c</term>"),
            Target("c", forbidden=("a", "b")),
        ),
        (
            ('<term>a</term><termNote type="termType">acronym</termNote>', "<term>b</term>"),
            Target("b", short="a"),
        ),
        (("<term>a <hi>b</hi>\n c</term>", "<note>no term</note>"), Target("a b c")),
        (
            ('<term>a</term><termNote type="translationNote">no</termNote>',),
            Target("a", do_not_translate=True, case=True),
        ),
        (("<term>a</term><note>x</note><note>y</note>",), Target("a", note="x\ny")),
    ],
)
def test_the_statuses_of_terms_decide_what_they_are(terms: tuple[str, ...], expected: Target) -> None:
    (term,) = read(concept(ROME, section("es", *terms)))
    assert term.targets[ES] == expected


def test_a_concept_may_be_kept_from_translation_as_a_whole() -> None:
    note = '<descrip type="translationNote">No</descrip>'
    (term,) = read(concept(ROME, section("es", "<term>Rome</term>"), before=note))
    assert term.targets[ES].do_not_translate


def test_what_cannot_be_taken_over_is_counted() -> None:
    text = concept(section("de", "<term>Rom</term>"))
    assert tbx.read(text.encode(), "t", ENGLISH).notes == ("left out: 1 without a term in en",)
    text = concept(ROME, section("sr-Latn-XK1", "<term>Rim</term>"), "<langSec/>")
    assert tbx.read(text.encode(), "t", ENGLISH).notes == (
        "left out: 1 in 'sr-Latn-XK1', which is no locale",
        "left out: 1 in '', which is no locale",
    )
    text = concept(ROME, section("es", status("a", "forbidden")))
    found = tbx.read(text.encode(), "t", ENGLISH)
    assert found.notes == ("left out: 1 in a locale in which there is none but forbidden terms",)
    assert found.terms[0].targets == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("gjader", "gjader"),
        ("c1", ""),
        ("tid-db1-23", "tid-db1-23"),
        ("4711", ""),
        ("_x0034_7-x", "47-x"),
        ("a b", ""),
        ("_x0020_rome", ""),
        ("_x0007_rome", ""),
        ("_xD800_rome", ""),
        ("_x110000_rome", "_x110000_rome"),
    ],
)
def test_ids_are_kept_where_they_are_no_mere_numbers(written: str, name: str) -> None:
    assert read(concept(ROME, id=written))[0].id == name


def test_the_encoding_is_what_the_file_declares() -> None:
    text = concept(section("en", "<term>Gjadër</term>"))
    for encoding in ("utf-16", "iso-8859-1"):
        data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        assert read(data)[0].source == "Gjadër"


BOMB = (
    '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    "<tbx><text><body>&b;</body></text></tbx>"
)
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>'


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (BOMB, "1:15", "a document type declaration that declares something"),
        (OUTSIDE, "1:15", "a document type declaration that declares something"),
        ('<!DOCTYPE martif SYSTEM "TBXcore.dtd"><martif>&x;</martif>', "1:47", "an entity of its own"),
        ("<tbx>&x;</tbx>", "1:6", "broken XML: undefined entity"),
        ("<tbx>\n <text></tbx>", "2:10", "broken XML: mismatched tag"),
        ("", "1:1", "broken XML: no element found"),
        ('<?xml version="1.0" encoding="KOI8-X"?><tbx/>', "1", "broken XML: unknown encoding"),
        ("<html/>", "1:1", "no TBX: the outermost element is <html>"),
        ("<tbx>" + "<a>" * 200, "1:303", "more than 100 elements within each other"),
        (concept(section("en", "<term>&#x9b;a</term>")), "1:108", "a control character, U+009B"),
        (concept(section("en", "<term>...</term>")), "1:108", "“...” has no letter or digit"),
    ],
)
def test_faults_and_dangers_are_refused_with_their_place(text: str, where: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(text)
    first = caught.value.faults[0]
    assert first.message.startswith(message)
    assert str(first.where) == f"terms.tbx:{where}"
    assert first.hint


def test_a_doctype_that_only_names_a_dtd_is_passed_over() -> None:
    doctype = '<!DOCTYPE martif SYSTEM "http://example.invalid/TBXcoreStructV02.dtd">'
    old = '<termEntry><langSet xml:lang="en"><tig><term>Rome</term></tig></langSet></termEntry>'
    (term,) = read(f"{doctype}<martif><text><body>{old}</body></text></martif>")
    assert term.source == "Rome"


def test_a_file_that_is_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MAX_BYTES", 3)
    with pytest.raises(GlossaryError, match="more than"):
        read("<tbx/>")


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    glossary = Glossary("g\x00", ENGLISH, (replace(GJADER, definition="a\x01\ufffeb\r\n<c>&amp;"),))
    (term,) = read(write(glossary, "basic", "dca"))
    assert term.definition == "ab <c>&amp;"
