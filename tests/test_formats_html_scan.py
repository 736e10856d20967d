"""The tokenizer of HTML, and that no page takes it longer than its size asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats.html import HtmlFormat
from l10n.formats.html_scan import attributes, tokens
from l10n.formats.html_units import html_units
from l10n.formats.lines import Lines
from l10n.locale import parse
from l10n.model import FormatOptions


def shown(text: str) -> list[tuple[str, str]]:
    return [(token.kind, text[token.start : token.end]) for token in tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b<b>", [("text", "a < b"), ("open", "<b>")]),
        ("<a href='x>y'>", [("open", "<a href='x>y'>")]),
        ("<a href=x'y>", [("open", "<a href=x'y>")]),
        ("<a b=>c", [("open", "<a b=>"), ("text", "c")]),
        ("<a/b>", [("open", "<a/b>")]),
        ("<a href=b/>", [("open", "<a href=b/>")]),
        ("<a b/></a >", [("void", "<a b/>"), ("close", "</a >")]),
        ("<BR><br/>", [("void", "<BR>"), ("void", "<br/>")]),
        ("<a b='c", [("other", "<a b='c")]),
        ("x</a", [("text", "x"), ("other", "</a")]),
        ("<!-->x<!--->y<!--a--!>z<!--b", [("comment", "<!-->"), ("text", "x"), ("comment", "<!--->"),
                                          ("text", "y"), ("comment", "<!--a--!>"), ("text", "z"),
                                          ("comment", "<!--b")]),
        ("<!DOCTYPE html><?a > b?></>x", [("other", "<!DOCTYPE html>"), ("other", "<?a > b?>"),
                                          ("other", "</>"), ("text", "x")]),
        ("<?a > b", [("other", "<?a >"), ("text", " b")]),
        ("<![CDATA[<p>]]>", [("other", "<![CDATA[<p>]]>")]),
        ("<![CDATA[<p>", [("other", "<![CDATA[<p>")]),
        ("<!x", [("other", "<!x")]),
        ("<", [("text", "<")]),
        ("</", [("text", "</")]),
        ("<!", [("text", "<!")]),
        ("<script>a</b></scripts></SCRIPT >", [("open", "<script>"), ("raw", "a</b></scripts>"),
                                               ("close", "</SCRIPT >")]),
        ("<script/>a", [("open", "<script/>"), ("raw", "a")]),
        ("<title></title>", [("open", "<title>"), ("close", "</title>")]),
        ("<plaintext></plaintext>", [("open", "<plaintext>"), ("raw", "</plaintext>")]),
    ],
)  # fmt: skip
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_attributes() -> None:
    text = """<a B = c d e='"' f="'" =g / h=></a>"""
    tag = next(tokens(text, 0, len(text)))
    found = [(a.name, a.value and text[slice(*a.value)], a.quote) for a in attributes(text, tag)]
    assert found == [
        ("b", "c", ""),
        ("d", None, ""),
        ("e", '"', "'"),
        ("f", "'", '"'),
        ("=g", None, ""),
        ("h", "", ""),
    ]
    assert [text[slice(*a.place)] for a in attributes(text, tag)] == ["B", "d", "e", "f", "=g", "h"]


@given(st.text(st.sampled_from("<>/!-?[]=\"' \nabpsCDAT")), st.integers(0, 5), st.integers(0, 5))
def test_tokens_tile_any_stretch(text: str, skipped: int, left: int) -> None:
    start, end = min(skipped, len(text)), max(len(text) - left, min(skipped, len(text)))
    assert "".join(text[t.start : t.end] for t in tokens(text, start, end)) == text[start:end]
    for unit in html_units(Lines(text), start, end):
        assert start <= unit.span.start < unit.span.end <= end


HOSTILE = [
    "<", "</", "<!--", "<!--x-->y", "<!-- l10n: x -->y", "<?", "<?>", "<![CDATA[", "<![CDATA[>", "<a ",
    "<a>x", "<a><b></a>x", "<a b='", "<p>x", "<p></q>", "<b translate=no>x", "<svg></b>", "<title>",
    "<td><p>x</table>", "&", "&nbsp;", "&nbsp;&", "&a", "\n", "<img alt=x",
    " a=b", "=", "[", "*", "`", "{{", "</script",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_repetition_costs_more_than_its_length(unit: str) -> None:
    """Each takes a moment; with work that grows as the square of the size, none would ever end."""
    format_ = HtmlFormat()
    text = f"<i><p a>b {unit * (100_000 // len(unit))}"
    units = format_.units(text, FormatOptions())
    assert units[0].msgid.startswith("b")
    assert format_.replacement(text, units[0], text).startswith("&lt;i>&lt;p a>b")
    assert format_.locale_edits(text, parse("en"), parse("ar")) == ()
