"""Markdown: whatever a translation says, the article keeps its blocks.

What becomes which unit is in tests/fixtures/articles/.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from ruamel.yaml import YAML

from l10n.formats.article import Article
from l10n.formats.markdown import MarkdownFormat
from l10n.formats.tables import row_cells
from l10n.model import FormatOptions, Unit
from l10n.text.protect import markup

FORMAT = MarkdownFormat()
PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin, move_to_end=False)


def article(text: str) -> Article:
    return Article(PurePosixPath("a.md"), text, FORMAT.units(text, FormatOptions()), FORMAT)


def rendered(text: str, translations: dict[str, str]) -> str:
    return article(text).render(translations).decode()


def structure(text: str) -> list[tuple[str, str, int, object]]:
    """The blocks with their nesting, and what of their text is not translated."""
    return [
        (token.type, token.tag, token.level, fixed(token))
        for token in PARSER.parse(text.removeprefix("\ufeff"))
    ]


def fixed(token: Token) -> object:
    if token.type == "html_block":
        # A translation may have inline elements of its own.
        return re.findall(r"</?(?!b\b)[A-Za-z][\w-]*|<!--.*?-->", token.content, re.DOTALL)
    return token.content if token.type in ("fence", "code_block") else ""


def html(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def outside_markup(text: str, change: Callable[[str], str]) -> str:
    parts, at = [], 0
    for mask in markup(text):
        parts += [change(text[at : mask.span.start]), text[mask.span.start : mask.span.end]]
        at = mask.span.end
    return "".join((*parts, change(text[at:])))


def forced(found: Article, change: Callable[[Unit], str]) -> str:
    """The article with every unit written anew from what `change` makes of it."""
    parts, at = [], 0
    for unit in found.units:
        parts += [found.text[at : unit.span.start], FORMAT.replacement(found.text, unit, change(unit))]
        at = unit.span.end
    return "".join((*parts, found.text[at:]))


def accented(text: str) -> str:
    return text.translate(str.maketrans("aeiouyAEIOUYcsz", "áéíóúýÁÉÍÓÚÝčšž"))


def broken_promises(text: str) -> Iterator[str]:
    """What does not hold for an article that must hold for every one."""
    found = article(text)
    if found.render({}) != text.encode():
        yield "untranslated, it is not the same"
    if forced(found, lambda unit: unit.msgid) != text:
        yield "translated to itself, it is not the same"
    if structure(forced(found, lambda unit: outside_markup(unit.msgid, str.upper))) != structure(text):
        yield "in capitals, it has other blocks"
    if structure(forced(found, lambda unit: outside_markup(unit.msgid, accented))) != structure(text):
        yield "accented, it has other blocks"
    if structure(forced(found, lambda unit: unit.msgid + "x")) != structure(text):
        yield "with one letter more, it has other blocks"
    at = 0
    for unit in found.units:
        if not at <= unit.span.start < unit.span.end <= len(text):
            yield f"the span of {unit.msgid!r} is out of order"
        at = unit.span.end
        places = [text[unit.source_offset(offset)] for offset in range(len(unit.msgid))]
        pairs = zip(places, unit.msgid, strict=True)
        decoded = unit.kind == "metadata" or unit.syntax.startswith("html")
        if not decoded and not all(a == b or (a in " \t\r\n" and b in " \n") for a, b in pairs):
            yield f"{unit.msgid!r} does not stand where it says"


def test_real_chapters_keep_every_promise(shared_data: Callable[[str], Path]) -> None:
    paths = sorted(shared_data("markdown-samples").iterdir())
    assert len(paths) > 20
    broken = {path.name: list(broken_promises(path.read_bytes().decode())) for path in paths}
    assert not {name: promises for name, promises in broken.items() if promises}


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.split("\n"))


def listed(text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join((f"- {first}", *(f"  {line}" for line in others)))


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "no final newline": lambda text: text.rstrip("\n"),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: f"\ufeff{text}",
    "in a quote": quoted,
    "in a list": listed,
    "in a quoted list": lambda text: quoted(listed(text)),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_example_of_the_specification_keeps_every_promise(
    variant: str, shared_data: Callable[[str], Path]
) -> None:
    text = (shared_data("markdown-samples") / "commonmark-spec.txt").read_text(encoding="utf-8")
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text, re.MULTILINE | re.DOTALL)
    assert len(examples) > 600
    broken = {}
    for example in examples:
        markdown = VARIANTS[variant](example.replace("→", "\t"))
        if promises := list(broken_promises(markdown)):
            broken[markdown] = promises
    assert not broken


BLOCKS = st.sampled_from(
    [
        "# Head", "## Head two ##", "Set\n===", "Set ext\nmore\n---", "Para", "Para one\nline two",
        "Hard  \nbreak",
        "Hard\\\nbreak", "- item", "- item\n  more", "- a\n- b", "* x\n\n  y", "1. one\n2. two", "> quote",
        "> quote\n> more", "> lazy\nline", "> - deep\n>   more", "| a | b |\n|---|---|\n| c | d |",
        "e | f\n--- | ---\ng | h", "> | a | b |\n> |---|---|\n> | c | d |",
        "- | a | b |\n  |---|---|\n  | c | d |",
        "```\ncode\n```", "    code", "<div>\nhtml\n</div>", "[ref]: /url 'x'", "[^1]: note text",
        "[^n]: note\n    more\n\n    second", "---", "::: note\ntext\n:::", "![alt](x)", "- [ ] task",
        "para\n- item",
        "|a|\n|-|\n|b|", "i |\n-|\nj |", "- # h", "1. - x", "> # q ##", "-\n  foo", "* a\n\n  > b\n  > c",
        "Foo\n| a | b |\n|---|---|\n| c | d |", "x \\| y",
    ]
)  # fmt: skip
ARTICLES = st.builds(
    lambda blocks, gap, ending, last: (gap.join(blocks) + last).replace("\n", ending),
    st.lists(BLOCKS, min_size=1, max_size=5),
    st.sampled_from(["\n\n", "\n", "\n\n\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n"]),
)
NASTY = st.lists(
    st.sampled_from(
        [
            "#", "# ", "- ", "-", "* ", "+ ", "1. ", "1) ", ">", "```", "~~~", "---", "===", "***",
            "* * *", "_ _ _",
            "|", "|---|", "--- | ---", ":-:", "| a | b |", "<div>", "</div>", "<!--", "-->", "<?x",
            "<!X", "<![CDATA[",
            "<b>", "<b class='x'>", "</b>", "<script>", "[a]: /url", "[^1]: x", "](b)", "\\", "\\\n",
            "  \n", "\n",
            "\n\n", "\r\n", "    ", "\t", "+++", ":::", "!!! note", ": x", "a", "foo bar", "Ж", "`",
            "``", " ",
            "\u00a0", "\u2028", "x #", "x ##", "&amp;", "[ ] ", "$$",
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip


@settings(max_examples=400)
@given(ARTICLES, st.lists(NASTY, min_size=1, max_size=8))
def test_no_translation_changes_the_blocks(text: str, translations: list[str]) -> None:
    found = article(text)
    chosen = {u.key: translations[at % len(translations)] for at, u in enumerate(found.units)}
    assert structure(found.render(chosen).decode()) == structure(text)


@given(ARTICLES | st.text(alphabet="#->*|`[]:1. \nab=~<\t\\", max_size=40))
def test_every_article_keeps_every_promise(text: str) -> None:
    assert not list(broken_promises(text))


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("plain *text* with - and # and > and 1. in it", "plain *text* with - and # and > and 1. in it"),
        ("# no heading", r"\# no heading"),
        ("#hashtag", "#hashtag"),
        ("- no item", r"\- no item"),
        ("-5 degrees", "-5 degrees"),
        ("**bold** first", "**bold** first"),
        ("1986. A great year", r"1986\. A great year"),
        ("1986.5 points", "1986.5 points"),
        ("> no quote", r"\> no quote"),
        ("    no code", "no code"),
        ("```no fence", r"\```no fence"),
        ("```code``` here", "```code``` here"),
        ("~~~", r"\~~~"),
        ("---", r"\---"),
        ("* * *", r"\* * *"),
        ("===", r"\==="),
        ("<div> no block", r"\<div> no block"),
        ("<b>bold</b> text", "<b>bold</b> text"),
        ("<b>", r"\<b>"),
        ("[a]: no definition", r"[a]\: no definition"),
        ("[a](b): text", "[a](b): text"),
        ("+++", r"\+++"),
        (":::", r"\:::"),
        ("on\nseveral\n\nlines", "on several lines"),
        ("漢字\nかな、\nabc\n한글\n한글", "漢字かな、 abc 한글 한글"),
        ("a break\\\n- no item", "a break\\\n\\- no item"),
        ("a break  \n  then more\\\n", "a break  \nthen more"),
        ("not a break\\\\\nnow", "not a break\\\\ now"),
        ("a | b  \n--- | ---", "a | b  \n\\--- | ---"),
        ("\\\n", "\\"),
    ],
)
def test_paragraphs_are_escaped_only_where_it_is_needed(translation: str, expected: str) -> None:
    assert rendered("before\n\nParagraph\n\nafter\n", {"Paragraph": translation}) == (
        f"before\n\n{expected}\n\nafter\n"
    )


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("# Head\n", "C #", "# C \\#\n"),
        ("# Head\n", "C#", "# C#\n"),
        ("# Head\n", "##", "# \\##\n"),
        ("## Head ##\n", "- dos\nlíneas\\\nmás", "## - dos líneas más ##\n"),
        ("# Head {#id}\n", "Título", "# Título {#id}\n"),
        ("Head\n====\n", "# Un\\\ntítulo", "\\# Un\\\ntítulo\n====\n"),
        ("Head\n---\n", "a | b", "a | b\n---\n"),
        ("# Head\n|---|---|\n", "a | b", "# a &#124; b\n|---|---|\n"),
        ("Head\n---\n", "| a |", "&#124; a &#124;\n---\n"),
        ("> Head\n> ---\n", "a\\\nb", "> a\\\n> b\n> ---\n"),
    ],
)
def test_headings(source: str, translation: str, expected: str) -> None:
    assert rendered(source, {"Head": translation}) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> text\r\n", "> a\\\r\n> b\r\n"),
        ("- text\n", "- a\\\n  b\n"),
        ("10. > text\n", "10. > a\\\n    > b\n"),
        ("- [x] text\n", "- [x] a\\\n  b\n"),
        ("[^note]: text\n", "[^note]: a\\\n    b\n"),
        ("text", "a\\\nb"),
    ],
)
def test_lines_after_a_hard_break_get_the_prefix_of_their_block(source: str, expected: str) -> None:
    assert rendered(source, {"text": "a\\\nb"}) == expected


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("a | b", r"a \| b"),
        (r"a \| b", r"a \| b"),
        ("`x|y`", r"`x\|y`"),
        ("two\nlines  \nmore", "two lines more"),
        ("ends in \\", "ends in \\ "),
        ("- dash", "- dash"),
    ],
)
def test_cells(translation: str, expected: str) -> None:
    source = "|head|two|\n|-|-|\n|text|b|\n"
    assert rendered(source, {"text": translation}) == source.replace("text", expected)


def test_a_cell_that_begins_its_line_begins_no_block() -> None:
    source = "head | two\n-|-\ntext | b\n"
    assert rendered(source, {"text": "- x"}) == source.replace("text", "\\- x")


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("a | a\n-|-\na | a\n", 4),
        ("a |\n-|\nb | c\n", 2),
        ("> - | a | a |\n>   |---|---|\n>   | a |\n", 3),
        ("|a|b|\n|-|-|\n| x | \\| |\n", 3),
        ("| \\| a | \\|b\\| |\n|-|-|\n", 2),
        ("a|b\n-|-\nc\n", 3),
        ("Term\n: | a | b |\n  |---|---|\n", 3),
        ("!!! note\n    | a | b |\n    |---|---|\n", 2),
        ("| a | b |\n|---|---|\n| c \\| | d\n", 4),
        ("> a | b\n> ---|---\n> | c | x\n", 4),
        ("\\| a | \\| b\n---|---\n", 2),
    ],
)
def test_cells_are_told_apart(source: str, cells: int) -> None:
    found = article(source)
    assert len(found.units) == cells
    assert all(found.text[u.span.start : u.span.end] == u.msgid for u in found.units)


def test_a_row_that_is_not_what_the_parser_says_has_no_cells() -> None:
    assert row_cells("| a | b |", ["a", "c"]) == []
    assert row_cells("| a | b |", ["xa"]) == []
    assert row_cells("| a |", ["a", "", "b"]) == []
    assert row_cells("x a | b", ["a"]) == [(2, 3)]


def test_what_the_parser_gave_up_on_is_left_alone() -> None:
    assert article("> " * 30 + "too deep\n").units == ()
    assert article("a\x00b\n").units == ()


def test_a_link_survives_a_translation_that_begins_with_its_label() -> None:
    source = "See [a].\n\n[a]: https://example.org\n"
    assert html(rendered(source, {"See [a].": "[a]: véase"})).startswith(
        '<p><a href="https://example.org">a</a>: véase</p>'
    )


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("title: Old  # note", "New", "title: New  # note"),
        ("title: Old", "New: more", 'title: "New: more"'),
        ("title: Old", "a:b, c's “d”", "title: a:b, c's “d”"),
        ("title: Old", "#1", 'title: "#1"'),
        ("title: Old", "a #1", 'title: "a #1"'),
        ("title: Old", "true", 'title: "true"'),
        ("title: Old", "2026", 'title: "2026"'),
        ("title: Old", "2026 in review", "title: 2026 in review"),
        ("title: Old", 'say "x" \\', 'title: say "x" \\'),
        ("title: Old", '"x" \\', 'title: "\\"x\\" \\\\"'),
        ("title: Old", "two\nlines", "title: two lines"),
        ("title: Old", "a\u2028b", 'title: "a\\u2028b"'),
        ('title: "Old"', 'a "b" c', 'title: "a \\"b\\" c"'),
        ("title: 'Old'", "it's", "title: 'it''s'"),
        ("title: 'Old'", "a\tb", 'title: "a\\u0009b"'),
    ],
)
def test_yaml_keeps_its_quotes_where_it_can(source: str, translation: str, expected: str) -> None:
    text = f"---\n{source}\n---\n"
    assert rendered(text, {"Old": translation}) == f"---\n{expected}\n---\n"


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ('title = "Old"', 'a "b"', 'title = "a \\"b\\""'),
        ("title = 'Old' # note", "a \\ b", "title = 'a \\ b' # note"),
        ("title = 'Old'", "it's", 'title = "it\'s"'),
    ],
)
def test_toml_keeps_its_quotes_where_it_can(source: str, translation: str, expected: str) -> None:
    text = f"+++\n{source}\n+++\n"
    assert rendered(text, {"Old": translation}) == f"+++\n{expected}\n+++\n"


@pytest.mark.parametrize(
    "line",
    [
        "title:", "title: ", "title: >", "title: {a: b}", "title: *alias", "title: a: b", "title: 'a' b",
        'title: "a',
        'title: "\\q"', 'title: "\\ud800 x"', 'title: "\\U00110000 x"', "title: null", "title: 12.5",
        "Title: Old",
        "title: - x", "title: x:", "title:Old",
    ],
)  # fmt: skip
def test_yaml_values_that_are_left_alone(line: str) -> None:
    assert article(f"---\n{line}\n---\n").units == ()


@pytest.mark.parametrize("line", ["title = 5", "title = bare", "# title = 'x'"])
def test_toml_values_that_are_left_alone(line: str) -> None:
    assert article(f"+++\n{line}\n+++\n").units == ()


SCALARS = [
    "---\ntitle: Old # c\nx: 1\n---\n",
    '---\r\ntitle: "Old" # c\r\nx: 1\r\n---\r\n',
    "---\ntitle: 'Old'\nx: 1\n...\n",
    '+++\ntitle = "Old" # c\nx = 1\n+++\n',
    "+++\r\ntitle = 'Old'\r\nx = 1\r\n+++\r\n",
]
VALUES = st.lists(
    st.sampled_from(
        [*"-?:,[]{}#&*!|>'\"%@`=<~.\\ \t\na", "true", "no", "1", "2026-01-02", "0x1F", ": ", " #", "---",
         "...", "\u2028", "\x85", "\u00a0", "\x07", "<<", "é", "\ufeff", "12:30"]
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip


@given(
    st.sampled_from(SCALARS), VALUES | st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)
)
def test_a_parser_reads_back_any_value(text: str, value: str) -> None:
    wanted = re.sub(r"\s*[\r\n]\s*", " ", value.strip())
    if not wanted:
        return
    front = "\n".join(re.split(r"\r\n|\n", rendered(text, {"Old": value}))[1:-2])
    read = YAML(typ="safe", pure=True).load(front) if text[0] == "-" else tomllib.loads(front)
    assert read == {"title": wanted, "x": 1}
