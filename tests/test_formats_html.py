"""HTML pages. What becomes which unit is in tests/fixtures/html/."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import registry
from l10n.engines.pseudo import pseudo
from l10n.formats.article import Article
from l10n.formats.html import HtmlFormat
from l10n.formats.html_elements import BLOCKS
from l10n.formats.html_scan import tokens
from l10n.model import FormatOptions, Unit
from page_structure import HOSTILE, structure

CASES = Path(__file__).parent / "fixtures" / "html"
FORMAT = HtmlFormat()


def article(text: str) -> Article:
    return Article(PurePosixPath("a.html"), text, FORMAT.units(text, FormatOptions()), FORMAT)


def case_text(case: Path) -> str:
    return next(case.glob("article.*")).read_bytes().decode()


def described(unit: Unit) -> str:
    notes = "".join(f"  # {note}" for note in unit.notes)
    return f"{unit.line}:{unit.column} {unit.label}: " + unit.msgid.replace("\n", "⏎") + notes


def translated(text: str, change: Callable[[str], str]) -> str:
    """The page with every unit written anew, even where nothing changes."""
    found = article(text)
    parts, at = [], 0
    for unit in found.units:
        parts += [text[at : unit.span.start], FORMAT.replacement(text, unit, change(unit.msgid))]
        at = unit.span.end
    return "".join((*parts, text[at:]))


every_case = pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)


@every_case
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_units(case: Path, bom: str, ending: str) -> None:
    """`line:column kind detail: msgid  # note`, one a line, a line break of `pre` shown as ⏎."""
    text = bom + case_text(case).replace("\n", ending)
    expected = (case / "units.txt").read_text(encoding="utf-8").splitlines()
    assert list(map(described, article(text).units)) == expected
    assert article(text).render({}) == text.encode()
    assert translated(text, str) == text


@every_case
def test_a_translation_changes_no_tag(case: Path) -> None:
    text = case_text(case)
    assert structure(translated(text, pseudo)) == structure(text)


@every_case
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join))
def test_whatever_a_translation_says_it_changes_no_tag(case: Path, translation: str) -> None:
    """But for inline elements: the pieces of a translation may make one."""
    text = case_text(case)
    expected = structure(translated(text, lambda _: "x"))
    found = structure(translated(text, lambda _: translation))
    assert list(filter(_is_block, found)) == list(filter(_is_block, expected))


def _is_block(event: tuple[str, object]) -> bool:
    return not {"u", "s", "var", "svg"}.intersection(map(str, event))


@every_case
def test_what_a_unit_shows_stands_where_it_says(case: Path) -> None:
    text = case_text(case)
    for unit in article(text).units:
        for offset, char in enumerate(unit.msgid):
            there = text[unit.source_offset(offset)]
            assert there == char or there == "&" or (char == " " and there.isspace()) or char in "&#10;&#92;"


class Words(HTMLParser):
    """What people read of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        if self.cdata_elem not in ("script", "style"):
            self.found += data.split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            word for name, value in attrs if name in ("alt", "title") for word in (value or "").split()
        ]


@pytest.mark.parametrize(
    ("case", "left"),
    [
        ("page", "2025 © 2026 x@example.org"),
        ("blocks", ""),
        ("drawings", "Nothing here Alone never ends"),
        ("not-translated", "Nothing here at all nor here No not this nor this ACME Off"),
    ],
)
def test_nothing_that_people_read_is_outside_of_a_unit(case: str, left: str) -> None:
    """But for what is no language, and what the page itself excludes."""
    words = Words(translated(case_text(CASES / case), lambda msgid: "ж")).found
    assert [word for word in words if word != "ж"] == left.split()


def test_pages_are_found_by_suffix() -> None:
    for suffix in (".html", ".HTM", ".xhtml"):
        assert registry.format_for(PurePosixPath(f"a{suffix}")).name == "html"


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Uno <b>dos</b>", "Uno <b>dos</b>"),
        ("<i>Uno</i> <em class=x>dos</em><br>", "<i>Uno</i> <em class=x>dos</em><br>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("a &lt; b &amp; c&nbsp;d &#233; &eacute;", "a &lt; b &amp; c&nbsp;d &#233; &eacute;"),
        ("&copy 2026 &none; R&D", "&amp;copy 2026 &amp;none; R&amp;D"),
        ("</p><p>x", "&lt;/p>&lt;p>x"),
        ("<div>x</div>", "&lt;div>x&lt;/div>"),
        ("<script>f()</script>", "&lt;script>f()&lt;/script>"),
        ("<b>x", "&lt;b>x"),
        ("x</b>", "x&lt;/b>"),
        ("<b><i>x</b></i>", "<b><i>x</b></i>"),
        ("x <b class='", "x &lt;b class='"),
        ("x <b <i>y</i>", "x &lt;b &lt;i>y&lt;/i>"),
        ("x <!-- y", "x &lt;!-- y"),
        ("x --> y <!-- z -->", "x --> y &lt;!-- z -->"),
        ("x <? y ?>", "x &lt;? y ?>"),
        ("<title>x & y</title>", "&lt;title>x &amp; y&lt;/title>"),
        ("<my-tag>x</my-tag>", "&lt;my-tag>x&lt;/my-tag>"),
        ("  two\r\n\r\n lines\n", "two lines"),
        ("]]> \"quoted\" 'so'", "]]> \"quoted\" 'so'"),
        ("\u00a0hard\u00a0", "\u00a0hard\u00a0"),
    ],
)
def test_texts_are_escaped_only_where_it_is_needed(translation: str, expected: str) -> None:
    rendered = article("<p>One <b>two</b></p>\n").render({"One <b>two</b>": translation})
    assert rendered.decode() == f"<p>{expected}</p>\n"


@pytest.mark.parametrize(
    "msgid",
    [
        "open <b>never closed",
        "closed</b> never open",
        "a <!-- remark --> here",
        "a <?= $x ?> here",
        "a <my-tag>thing</my-tag> here",
        "a <svg><title>t</title></svg> here",
        "&own; here",
    ],
)
def test_a_translation_may_hold_what_its_source_holds(msgid: str) -> None:
    found = article(f"<p>{msgid}</p>")
    assert [unit.msgid for unit in found.units] == [msgid]
    assert found.render({msgid: f"más {msgid}"}).decode() == f"<p>más {msgid}</p>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<img alt="Old">', "<img alt=\"a &quot;b&quot; 'c' &lt;d> &amp; e\">"),
        ("<img alt='Old'>", "<img alt='a \"b\" &#39;c&#39; &lt;d> &amp; e'>"),
        ("<img alt=Old>", "<img alt=\"a &quot;b&quot; 'c' &lt;d> &amp; e\">"),
        ("<title>Old</title>", "<title>a \"b\" 'c' &lt;d> &amp; e</title>"),
        ("<textarea>Old</textarea>", "<textarea>a \"b\" 'c' &lt;d> &amp; e</textarea>"),
        ("<pre>Old</pre>", "<pre>a \"b\" 'c' &lt;d> &amp; e</pre>"),
    ],
)
def test_attributes_and_titles_hold_no_tags(source: str, expected: str) -> None:
    assert article(source).render({"Old": "a \"b\"\n'c' <d> & e"}).decode() == expected


def test_lines_of_preformatted_text_stay_lines() -> None:
    found = article("<pre>a\r\n b</pre><pre>c\r\n\r\nd</pre>")
    rendered = found.render({"a\n b": "á\n\n  b\rc\n", "c\n\nd": "ć\n\nd"})
    assert rendered.decode() == "<pre>á\r\n  b\r\nc</pre><pre>ć\r\n\r\nd</pre>"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ('<meta charset="utf-8">', "Č"),
        ("<META content='text/html; charset=UTF8' http-equiv=Content-Type>", "Č"),
        ('<meta charset="iso-8859-1">', "&#268;"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "&#268;"),
        ("", "Č"),
    ],
)
def test_pages_in_other_encodings_get_references(declared: str, expected: str) -> None:
    found = article(f"{declared}<p>C<img alt='D'>")
    assert found.render({"C": "Č", "D": "Č"}).decode() == f"{declared}<p>{expected}<img alt='{expected}'>"


def test_destinations_outside_of_texts() -> None:
    text = (
        "<a href='a.html'>text</a> with <a href=b.html>a link</a> "
        "<img src=c.png srcset='d.png 1x,e,f.png 2x, data:image/png;base64,AA== 3x'>"
        "<form action='g'><button formaction=h>x</button></form><video poster='i' src=''></video>"
        "<svg><use href='#x'/></svg><link href><!-- l10n:off --><a href=j></a>"
    )
    found = [text[span.start : span.end] for span in FORMAT.destinations(text)]
    assert found == ["c.png", "d.png", "e,f.png", "data:image/png;base64,AA==", "g", "h", "i"]


PIECES = st.sampled_from(
    [
        *"<>&/=\"'!?- \nax", "<p>", "</p>", "<b>", "</b>", "<i class='x'>", "</i>", "<li>", "<ul>", "</ul>",
        "<br>", "<!--", "-->", "<!-- l10n:off -->", "<!-- l10n:on -->", "<!-- l10n: note -->", "<title>",
        "</title>", "<pre>", "</pre>", "<script>", "</script>", "<svg>", "</svg>", "<img alt='x y'>",
        "<p translate=no>", "<span translate=yes>", "</span>", "&amp;", "&nbsp;", "&eacute;", "&copy",
        "&#233", "words of text", "\r\n", "<code>", "</code>", "<td", "<![CDATA[", "]]>", "<?php", "?>",
        "<textarea>", "<a title=\"o'clock\">", "\ufeff", "<div class=\"a\n b\">", "<plaintext>", "\u00a0",
        "<meta name=keywords content=x>", "</a>", "<html>", "<svg aria-label=x>",
    ]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=30).map("".join) | st.text()


@given(PAGES)
def test_any_page_renders_to_itself(text: str) -> None:
    found = article(text)
    assert found.render({}) == text.encode("utf-8")
    assert translated(text, str) == text
    at = 0
    for unit in found.units:
        assert at <= unit.span.start < unit.span.end <= len(text)
        at = unit.span.end
        assert unit.msgid.strip()
        assert unit.source_offset(0) == unit.span.start


def block_tags(text: str) -> list[tuple[str, str]]:
    found = tokens(text, 0, len(text))
    return [(token.kind, token.name) for token in found if token.name in BLOCKS or token.kind == "comment"]


@given(PAGES, PAGES)
def test_no_translation_changes_the_blocks_of_a_page(text: str, translation: str) -> None:
    page = f"<ul><li>First <b>item</b>\n<li title='Tip'>{text}</ul>\n<p>Last"
    found = article(page)
    shown = f"x{translation}"
    rendered = found.render({unit.key: shown for unit in found.units[:2]})
    assert block_tags(rendered.decode()) == block_tags(page)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_parser_reads_back_any_text(text: str) -> None:
    class Reader(HTMLParser):
        read = ""

        def handle_data(self, data: str) -> None:
            self.read += data

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.read += "|".join(value or "" for _, value in attrs)

    wanted = text.strip(" \t\n\f\r")
    if not wanted.strip() or "&" in text or "<" in text:
        return
    for source in ("<p>Old</p>", "<title>Old</title>", "<p title=Old>", "<p title='Old'>", '<p title="Old">'):
        reader = Reader()
        reader.feed(article(source).render({"Old": text}).decode())
        reader.close()
        assert reader.read == wanted
