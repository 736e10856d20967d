"""Made-up Markdown for properties: blocks nested in blocks, with the white space that real files have."""

from hypothesis import strategies as st

_TEXT = st.sampled_from(
    [
        "word",
        "Two words",
        "*stress* and **more**",
        "a [link](/to 'its title') here",
        "see [label] there",
        "`code` here",
        "<https://example.org> it is",
        "an <b>inline</b> tag",
        "![alt text](image.png)",
        "hard  \nbreak",
        "hard\\\nbreak",
        "one\ntwo\nthree",
        "x &amp; y",
        "a \\| b",
        "with {{ name }} in",
        "trailing  ",
        "tab\there",
        "no\u00a0break",
        "note[^1] mark",
        "5 > 4",
        "# not",
        "$x^2$ is",
        "- dash\nlazy",
        "Здраво свете",
        "漢字かな",
        "{{< short code >}}",
        '<span title="shown">span</span>',
        "[x] box",
        "term\n: meaning",
        "\u2028separated",
        "form\ffeed",
        "[label][] again",
        "\\# escaped",
        "end #",
        "1986. year",
        "| pipe",
        "a | b",
        "***",
        "%s of %d",
    ]
)
_LEAVES = st.one_of(
    _TEXT,
    st.builds(
        "{} {}".format,
        st.sampled_from(["#", "##", "######"]),
        st.sampled_from(["Head", "Head #", "A ##", "*b* {#id}"]),
    ),
    st.builds(
        "{}\n{}".format, st.sampled_from(["Set", "Set\next", "*a*"]), st.sampled_from(["===", "---", "-"])
    ),
    st.sampled_from(
        [
            "| a | b |\n|---|:-:|\n| c | d |",
            "e | f\n--- | ---\n g \\| h | `i`",
            "|a|\n|-|\n|b|\nc",
            "a | b\n-|-\n| | x |",
            "```\ncode\n\n# x\n```",
            "~~~ py\n# comment\n~~~",
            "```\nopen",
            "    indented\n\n    code",
            "\tcode",
            "<div>\nhtml text\n</div>",
            "<div>\n\n*inner*\n\n</div>",
            "<!-- comment -->",
            "<!-- open",
            "<p title='t'>x",
            "<table><tr><td>cell</td></tr></table>",
            "<script>\nlet a;\n\n</script>",
            "<b>\nbold\n</b>",
            "<br>",
            "[label]: /url 'title'",
            "[label]:\n  /url\n  'title'",
            "[^1]: note text",
            "[^1]: note\n    more\n\n    second",
            "---",
            "* * *",
            "<!-- l10n: note -->",
            "<!-- l10n:off -->",
            "<!-- l10n:on -->",
            "![alt](x.png)",
            '!!! note "Its title"\n    text of it',
            "> [!NOTE]\n> text",
            "::: tip\ntext\n:::",
            "$$\nx^2\n$$",
            "{% raw %}",
            "{{#include x.rs}}",
            "Term\n: meaning\n: another",
            "Term\n\n: meaning",
            "Term\n\n: meaning\n\n    more",
            "{: .class }",
            "[TOC]",
            '=== "Tab"\n    text',
            "- [ ] task\n- [x] done",
            "***bold***",
            "\\",
            "&nbsp;",
            "[a]: <>",
            "+++",
            "???",
        ]
    ),
)

_CONTAINERS = st.sampled_from(
    [
        ("> ", "> "),
        (">", ">"),
        ("> ", ""),
        ("- ", "  "),
        ("* ", "  "),
        ("-   ", "    "),
        ("-\t", "\t"),
        ("1. ", "   "),
        ("10) ", "    "),
        ("- [ ] ", "  "),
        ("[^n]: ", "    "),
        ("Term\n:   ", "    "),
        ("!!! tip\n    ", "    "),
        ("   ", "   "),
        ("<div>\n\n", ""),
        ("-\n  ", "  "),
        ("> - ", ">   "),
        ("+ ", "\t"),
    ]
)
"""What stands before the first line of a block, and before the others."""


def _put_into(container: tuple[str, str], blocks: str) -> str:
    first, others = container
    return first + f"\n{others}".join(blocks.split("\n"))


_GAPS = st.sampled_from(["\n\n", "\n\n", "\n", "\n \n", "\n\n\n", "\n\u00a0\n"])


def _joined(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda gap, some: str(gap.join(some)), _GAPS, st.lists(blocks, min_size=1, max_size=4))


_BLOCKS = st.recursive(_LEAVES, lambda inner: st.builds(_put_into, _CONTAINERS, _joined(inner)), max_leaves=8)
_FRONT_MATTER = st.sampled_from(
    [
        "",
        "",
        "",
        "---\ntitle: A title\ndate: 2026-01-02\n---\n",
        "---\ntitle: 'It''s'\nsummary: \"Two\"\n...\n",
        '+++\ntitle = "A title"\n+++\n',
        "---\nsummary: >\n  folded\n  text\ntags: [a, b]\n---\n",
        "---\n---\n",
        "---\nsummary: |\n  kept\n\n  lines\n---\n",
        "---\nopen: x\n",
    ]
)
ARTICLES = st.builds(
    lambda bom, front, blocks, last, ending: str((bom + front + blocks + last).replace("\n", ending)),
    st.sampled_from(["", "", "", "\ufeff"]),
    _FRONT_MATTER,
    _joined(_BLOCKS),
    st.sampled_from(["", "\n", "  \n", "\n\n"]),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)
"""Whole articles: front matter, nested blocks, any line ending, with or without a BOM."""
