"""What site generators add to Markdown, link definitions, references and HTML: how translations are written.

What becomes which unit is in tests/fixtures/articles/.
"""

from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n.formats.article import Article
from l10n.formats.markdown import MarkdownFormat
from l10n.formats.markdown_foreign import opening
from l10n.formats.markdown_parser import parse
from l10n.formats.markdown_references import referring
from l10n.locale import parse as tag
from l10n.model import FormatOptions, Unit

FORMAT = MarkdownFormat()


def article(text: str) -> Article:
    return Article(PurePosixPath("a.md"), text, FORMAT.units(text, FormatOptions()), FORMAT)


def rendered(text: str, translation: str, msgid: str = "Old") -> str:
    found = article(text)
    assert msgid in [unit.msgid for unit in found.units]
    return found.render({msgid: translation}).decode()


def structure(text: str) -> list[tuple[str, str, int]]:
    return [(token.type, token.tag, token.level) for token in parse(text)]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ('!!! note "Old"\n', 'a "b" c\'s\nd', '!!! note "a &quot;b&quot; c\'s d"\n'),
        ("=== 'Old'\n", 'a "b" c\'s', "=== 'a \"b\" c&#39;s'\n"),
        ("::: note Old\n:::\n", "{new}", "::: note \\{new\\}\n:::\n"),
        ("::: note Old\n:::\n", "[new]", "::: note \\[new]\n:::\n"),
        (":::note[Old]{.x}\n:::\n", "a [b] \\] c\\", ":::note[a \\[b\\] \\] c\\\\]{.x}\n:::\n"),
        ("/// tip | Old\n///\n", "two\nlines", "/// tip | two lines\n///\n"),
        ("> [!tip] Old\n", "New", "> [!tip] New\n"),
        ("*[O]: Old\n", "New\nnewer", "*[O]: New newer\n"),
        ("Old\n: is what it was\n", "- a\\\nb", "\\- a b\n: is what it was\n"),
        ("Term\n: Old\n", "a\\\nb", "Term\n: a\\\n  b\n"),
        ("!!! note\n    Old\n", "a\\\n# b", "!!! note\n    a\\\n    \\# b\n"),
        ('[a]: /b "Old"\n', 'c "d" \\" e', '[a]: /b "c \\"d\\" \\" e"\n'),
        ("[a]: /b 'Old'\n", "it's\n\nso", "[a]: /b 'it\\'s so'\n"),
        ("[a]: /b (Old)\n", "a (b) \\", "[a]: /b (a \\(b\\) \\\\)\n"),
        ("[a]: /b '\n  Old\n  '\n", "# c", "[a]: /b '\n  \\# c\n  '\n"),
        ("# Old {#id}\n", "New", "# New {#id}\n"),
        ("- [ ] Old\n", "[x] new", "- [ ] \\[x] new\n"),
        ("[a]: /b\nOld\n", '"New"', '[a]: /b\n\\"New"\n'),
        ("> Old\n> ---\n", "| a |", "> &#124; a &#124;\n> ---\n"),
    ],
)
def test_texts_are_written_as_their_places_ask(source: str, translation: str, expected: str) -> None:
    assert rendered(source, translation) == expected
    assert structure(expected) == structure(source)


def test_two_lines_before_a_definition_stay_two() -> None:
    source = "Old\nlines\n\n: no definition of these\n"
    assert rendered(source, "New text", "Old lines") == "New\ntext\n\n: no definition of these\n"
    assert rendered(source, "New", "Old lines") == "New\n&#8203;\n\n: no definition of these\n"


@pytest.mark.parametrize(
    "line",
    [
        "!!! note", '??? x "y"', '=== "x"', "::: x", "/// x", "[TOC]", "[[toc]]", "[!NOTE]",
        "[!INCLUDE [a](b)]",
        "{% x %}", "{{< x >}}", "{{% x", "{: .x}", "{# x", "$$", "$$ x $$", "\\[", "\\[ x^2 \\]",
        "\\\\[x_1\\\\]",
        "\\begin{x}", '--8<-- "x"', "*[a]: b", "<div markdown>", "%%", "+---+---+", "import 'x'",
        "export const a = 1",
        "[ ] task", "~ meaning", ": meaning",
    ],
)  # fmt: skip
def test_a_translation_begins_no_block_of_any_dialect(line: str) -> None:
    for source in (
        "Old\n",
        "before\n\n> Old\n",
        "- Old\n",
        "!!! note\n    Old\n\n    more\n",
        "Old\n\n$$\n\n%%\n",
    ):
        after = rendered(source, line)
        assert structure(after) == structure(source)
        assert line not in [unit.msgid for unit in article(after).units if unit.kind == "caption"]


@pytest.mark.parametrize(
    "line",
    [
        "!!! is a cry, no more", "??", "=== x", ":: x", "// x", "[toc](x)", "{x}", "$x$", "$$ x",
        "\\[a\\]", "\\x", "-8", "*a*",
        "<div>", "<b markdown>text</b>", "100 %", "+1", "import taxes", "export default settings", "i", "",
        "$$a$$ $$b$$",
        "{% if x %}text{% endif %}", "{{ x }}", "{{< x >}} text", "[!x](y) z",
    ],
)  # fmt: skip
def test_lines_of_text(line: str) -> None:
    found = opening(line)
    assert found is None or found.body == "opaque"


@pytest.mark.parametrize(
    ("translation", "msgid", "numbers", "expected"),
    [
        ("Siehe [eins].", "See [one].", (0,), "Siehe [eins][one]."),
        ("Siehe [eins][].", "See [one][].", (0,), "Siehe [eins][one]."),
        ("Siehe [one].", "See [one].", (0,), "Siehe [one]."),
        ("[b2] [a]", "[a] [b]", (0, 1), "[b2][b] [a]"),
        ("[x] [y]", "[a] [sic]", (0,), "[x][a] [y]"),
        ("[x](u) [y]", "[a] [b](u)", (0,), "[x](u) [y][a]"),
        ("![Bild]", "![image]", (0,), "![Bild][image]"),
        ("[x][a]", "[a]", (0,), "[x][a]"),
        ("[x] [y]", "[a]", (0,), "[x] [y]"),
        ("`[x]` [y]", "`[x]` [a]", (0,), "`[x]` [y][a]"),
        ("[X] [x]", "[x] [x]", (0, 1), "[X] [x]"),
    ],
)
def test_references_by_their_own_text(
    translation: str, msgid: str, numbers: tuple[int, ...], expected: str
) -> None:
    assert referring(translation, msgid, numbers) == expected


def test_only_texts_that_the_article_defines_are_references() -> None:
    source = "Old [one] and [none]\n\n| [one] |\n|---|\n\n[ONE]: /url\n"
    translations = {"Old [one] and [none]": "Neu [eins] und [kein]", "[one]": "[eins]"}
    after = article(source).render(translations).decode()
    assert after == "Neu [eins][one] und [kein]\n\n| [eins][one] |\n|---|\n\n[ONE]: /url\n"


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("<p>\nOld\n</p>\n", "a\n\nb <b>c</b>", "<p>\na b <b>c</b>\n</p>\n"),
        ("<p>Old</p>\n", "</p><script>", "<p>&lt;/p>&lt;script></p>\n"),
        ("> <p>Old</p>\n", "a\nb", "> <p>a b</p>\n"),
        ('| <img alt="Old"/> |\n|---|\n', "a | b", '| <img alt="a &#124; b"/> |\n|---|\n'),
        ('<img\nalt="Old"/>\n', "New", '<img\nalt="New"/>\n'),
        ("<p>Old</p>\n", "\u00a0", "<p>Old</p>\n"),
        ("---\n<p>\nOld\n</p>\n", "---", "---\n<p>\n&#45;--\n</p>\n"),
    ],
)
def test_html_stays_one_block(source: str, translation: str, expected: str) -> None:
    assert rendered(source, translation) == expected


def test_an_attribute_on_several_lines_stays_so_lest_its_tag_become_a_block() -> None:
    source = '<img alt="Old\ntext"/>\n'
    assert rendered(source, "New text", "Old text") == '<img alt="New\ntext"/>\n'
    assert rendered(source, "New", "Old text") == '<img alt="New\n"/>\n'


def test_a_tag_that_begins_a_block_stays_on_its_line() -> None:
    source = "<del>\nOld\n</del>\nand more\n"
    (unit,) = article(source).units
    assert unit.msgid == "<del> Old </del> and more"
    for translation in ("<del>Neu</del> und mehr", "Neu <del>und</del> mehr"):
        assert FORMAT.replacement(source, unit, translation).startswith("<del>\nNeu")
    assert FORMAT.replacement(source, unit, "Neu") == "<del>\nNeu"


def test_preformatted_text_within_a_quote_is_left_alone() -> None:
    assert article("> <pre>\n> left\n> alone</pre>\n").units == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]: /b 'c'\n[d]: <e f>\n", ["/b", "e f"]),
        ("> [a]:\n> /b\n", ["/b"]),
        ("[^1]: [a]: /b\n", ["/b"]),
        ('<p><a href="x.md"><img src="y.png"></a></p>\n', ["x.md", "y.png"]),
        ("[a](b.md) is part of its text\n", []),
        ("![](a.png)\n\n# [![](b.png)](c.md)\n\n- <https://example.org>\n", ["a.png", "b.png", "c.md"]),
        ("| ![](a.png) | [b](c.md) | ![](d.png) |\n|---|---|---|\n", ["a.png", "d.png"]),
        ("> <img alt='words'\n> src='a.png'>\n", ["a.png"]),
        ("<img alt='words' src='a.png'> and [words](b.md)\n", []),
        ("```\n[a]: /b\n<img src='c'>\n```\n", []),
        ("[two\n  lines]: /left-alone\n\n> [a\n> b]: /c\n", []),
        ("---\ntitle: <x>\n---\n", []),
        ("", []),
    ],
)
def test_destinations(text: str, expected: list[str]) -> None:
    for variant in (text, f"\ufeff{text}", text.replace("\n", "\r\n")):
        assert [variant[span.start : span.end] for span in FORMAT.destinations(variant)] == expected


def test_the_front_matter_says_the_language() -> None:
    text = "---\nlang: en\n---\ntext\n"
    (edit,) = FORMAT.locale_edits(text, tag("en"), tag("sr"))
    assert text[edit.span.start : edit.span.end] + edit.text == "ensr"


def test_notes_come_with_the_unit_after_them() -> None:
    text = (
        "<!-- l10n: A ship -->\n# Titanic\n\n`<!-- l10n: code -->`\n\n"
        "> - <!-- l10n: in a list -->\n>   Item\n\n"
        "<p><!-- l10n: in HTML -->Text</p>\n"
    )
    found: list[Unit] = [unit for unit in article(text).units if unit.notes]
    assert [(unit.msgid, unit.notes) for unit in found] == [
        ("Titanic", ("A ship",)),
        ("Item", ("in a list",)),
        ("Text", ("in HTML",)),
    ]


FOREIGN = [
    "!!! note", '!!! note "Title"', "    indented", "??? tip", '=== "Tab"', "::: note", "::: tip Title",
    ":::",
    "::: mermaid", ":::{note} x", ":class: a", "/// tip | x", "///", "> [!NOTE]", "> [!tip] Title",
    "> quote", "text",
    "more text", "", "", "Term", ": Meaning", "$$", "x = y", "\\[", "\\]", "{% highlight %}",
    "{% endhighlight %}",
    "{% x %}", "{{< x", ">}}", "--8<--", "[TOC]", "[a]: /b 'c'", "[a] and [b]", "- item", "  more",
    "1. one", "# Head",
    "---", "| a | b |", "|---|---|", "<div>", "</div>", "<img alt='x'>", "<div markdown>", "%%", "+--+--+",
    "```c",
    "// x", "```", "import 'x'", "*[a]: b", "{: .x}", "[^1]: note", "<!-- l10n: note -->",
    "<!-- l10n:off -->", "===",
]  # fmt: skip
SAID = [
    line.strip()
    for line in FOREIGN
    if line not in ("$$", "\\]", "%%", "--8<--", "{% endhighlight %}", ">}}", ":::")
]
"""A translation may end what the article begins and never ends; nobody should have to guard against that."""


@given(
    st.lists(st.sampled_from(FOREIGN), max_size=12).map("\n".join),
    st.lists(st.sampled_from(SAID), min_size=1, max_size=3),
    st.sampled_from(["", "> ", "- ", "    "]),
)
@example("!!! note\n    a\n\n    b", ["x"], "> ")
def test_no_translation_changes_the_blocks_of_any_dialect(text: str, said: list[str], margin: str) -> None:
    text = "\n".join(margin + line for line in text.split("\n"))
    found = article(text)
    assert found.render({}) == text.encode()
    chosen = {unit.key: said[at % len(said)] for at, unit in enumerate(found.units)}
    assert structure(found.render(chosen).decode()) == structure(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[", "*", "`", "(", "<!--", "<a ", "> ", "- ", "| ", "{{<", "{% ", "$$\n", "$$ ", "!!! ", '=== "',
        "::: ",
        "%%\n", "[a]: /u\n", "[a][] ", "a\n: ", "```c\n/*\n", "<div>\n", "{", "}", "[!a ", "\\[\n", "<x y='",
    ],
)  # fmt: skip
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    """It would take minutes otherwise."""
    text = piece * (100_000 // len(piece))
    found = FORMAT.units(text, FormatOptions(code_comments=True))
    assert len(FORMAT.destinations(text)) <= len(text)
    assert all(FORMAT.replacement(text, unit, "ж") for unit in found[:10])
