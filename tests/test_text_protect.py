"""What of a text is no language, and that it comes back."""

import sys
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.text import protect
from l10n.text.protect import marks, markup, placeholders, protected


def found(text: str) -> list[tuple[str, str]]:
    return [(m.kind, text[m.span.start : m.span.end]) for m in protected(text)]


def masked(text: str) -> str:
    """`text` with the number of each mask in the mask's place."""
    parts, at = [], 0
    for number, each in enumerate(markup(text)):
        parts += [text[at : each.span.start], f"⟦{number}⟧"]
        at = each.span.end
    return "".join((*parts, text[at:]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run `make test` now", [("code", "`make test`")]),
        ("``a ` b`` and `c", [("code", "``a ` b``")]),
        (r"\`no code`", []),
        (r"`a\` b", [("code", r"`a\`")]),
        ("<b class='x'>bold</b>", [("tag", "<b class='x'>"), ("tag", "</b>")]),
        ("3 < 4 and 5 > 4", []),
        (r"\<b> is text", []),
    ],
)
def test_code_and_tags(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_comments_and_attributes_may_hold_angle_brackets() -> None:
    text = "a<br/>b <!-- <b> --> <Listing n=\"1\" caption='>'> <?php x ?> <![CDATA[ < ]]> <!DOCTYPE html>"
    assert [piece for _, piece in found(text)] == [
        "<br/>",
        "<!-- <b> -->",
        "<Listing n=\"1\" caption='>'>",
        "<?php x ?>",
        "<![CDATA[ < ]]>",
        "<!DOCTYPE html>",
    ]


def test_only_entities_that_exist_count() -> None:
    text = "AT&amp;T, R&D; &#8364; &#x20AC; &nosuch; fish & chips"
    assert [piece for _, piece in found(text)] == ["&amp;", "&#8364;", "&#x20AC;"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a?b=c&d=e#f.", "https://example.org/a?b=c&d=e#f"),
        ("(see https://example.org/x)", "https://example.org/x"),
        ("(see https://example.org/Gjadër_(village))", "https://example.org/Gjadër_(village)"),
        ("„https://example.org“, said", "https://example.org"),
        ("**https://example.org/a_b**", "https://example.org/a_b"),
        ("https://example.org/a&hellip; goes on", "https://example.org/a"),
        ("https://example.org/{id}/%s?", "https://example.org/{id}/%s"),
        ("go to www.example.org!", "www.example.org"),
        ("见https://example.org/路。", "https://example.org/路"),
        ("write to mailto:a@example.org,", "mailto:a@example.org"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("[text](https://example.org/a_(b) 'Title')", "https://example.org/a_(b)"),
        ("[text](<a b.md>)", "a b.md"),
        ("[text](a(b(c(d))))", "a(b(c(d)))"),
        ("![alt](../images/a.png)", "../images/a.png"),
        ('[home]({{ site.url }}/x) and [ref]({{< ref "a b" >}})', "{{ site.url }}/x"),
    ],
)
def test_addresses_end_where_the_sentence_goes_on(text: str, address: str) -> None:
    assert found(text)[0] == ("url", address)


@pytest.mark.parametrize(
    "text",
    [
        "e.g. this",
        "Mr.Smith",
        "and/or",
        "http://",
        "http:// alone",
        "www. what",
        "12:30",
        "[a]()",
        "A: b",
        "1://x",
        "awww.x.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert found(text) == []


def test_mail_addresses() -> None:
    assert found("Ask press@example.org, or <j.d+x@mail.example.com>.") == [
        ("email", "press@example.org"),
        ("email", "j.d+x@mail.example.com"),
    ]
    assert found("me @ home, @handle") == []


@pytest.mark.parametrize(
    "piece",
    [
        "{name}",
        "{}",
        "{0}",
        "{a.b[0]!r:>10}",
        "{{ user.name }}",
        "%s",
        "%d",
        "%(n)s",
        "%1$d",
        "%.2f",
        "%-5s",
        "${x}",
    ],
)
def test_placeholders(piece: str) -> None:
    assert found(f"before {piece} after") == [("placeholder", piece)]
    assert found(f"({piece}).") == [("placeholder", piece)]


@pytest.mark.parametrize(
    "text",
    [
        "5% in May",
        "100 % sure",
        "20% discount",
        "50%-discount",
        "a rise of 20 %d'une",
        "%discount",
        "100%",
        "{see the note}",
        "{a, b}",
        "$5 {",
        "%%",
    ],
)
def test_percent_signs_and_braces_in_prose_are_no_placeholders(text: str) -> None:
    assert found(text) == []


def test_shortcodes_and_references() -> None:
    text = '{{< figure src="a.png" >}} {{% note %}} {% include x %} {# c #} see[^1] and [the book][ch-2]'
    assert found(text) == [
        ("shortcode", '{{< figure src="a.png" >}}'),
        ("shortcode", "{{% note %}}"),
        ("shortcode", "{% include x %}"),
        ("shortcode", "{# c #}"),
        ("reference", "[^1]"),
        ("reference", "ch-2"),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "$x^2$",
        "$E = mc^2$",
        "$$a + b$$",
        r"$\text{if } x$",
        r"\(a_1\)",
        r"\(\sin(x) = 1\)",
        r"\\(x + y\\)",
        "$5x$",
        "$n$",
    ],
)
def test_formulas(piece: str) -> None:
    assert found(f"So {piece} holds") == [("math", piece)]
    assert found(f"({piece}).") == [("math", piece)]


def test_a_formula_may_have_an_ending() -> None:
    assert found("the $n$th and $k$-th") == [("math", "$n$"), ("math", "$k$")]


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $6",
        "$5-$6",
        "$5/$6, US$7 or NZ$8",
        "from $5 to US$ or A$ 5",
        "$5 (or CA$)",
        "it costs $ 5 or 6 $ now",
        "$HOME/$USER is a folder",
        "$20,000",
        r"\$5 and 6\$",
        r"\(see the note\)",
        r"\(see \\)",
        "$5\nand 6$",
    ],
)
def test_prices_and_remarks_are_no_formulas(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("piece", [":smile:", ":+1:", ":-1:", ":100:", ":e-mail:", ":8ball:", ":flag_rs:"])
def test_emoji_codes(piece: str) -> None:
    assert found(f"Well done {piece} all") == [("emoji", piece)]
    assert found(f"**{piece}**!") == [("emoji", piece)]
    assert found(f"见{piece}吧") == [("emoji", piece)]


@pytest.mark.parametrize(
    "text",
    [
        "at 10:30:45 sharp",
        "a:b:c",
        "Note: this: that",
        "Lehrer:innen und Schüler:innen:",
        "std::vec::Vec",
        ":A:",
        ":: x ::",
        "« 100 % : oui : non »",
        ":12:",
        "слово:foo:слово",
        "fe80::1",
    ],
)
def test_colons_in_prose_are_no_emoji(text: str) -> None:
    assert found(text) == []


def test_roles_are_code_with_their_names() -> None:
    text = "See {ref}`the label`, {py:func}`f`, :doc:`/a`, :c:macro:`M` and {name} or :smile: `x`."
    assert found(text) == [
        ("code", "{ref}`the label`"),
        ("code", "{py:func}`f`"),
        ("code", ":doc:`/a`"),
        ("code", ":c:macro:`M`"),
        ("placeholder", "{name}"),
        ("emoji", ":smile:"),
        ("code", "`x`"),
    ]
    assert found("{ref}`` alone and :ref:` alone") == [("placeholder", "{ref}")]


def test_wiki_links() -> None:
    assert found("See [[Main Page]], [[Help|the *help*]] and ![[a.png]]") == [
        ("reference", "Main Page"),
        ("reference", "Help"),
        ("reference", "![[a.png]]"),
    ]
    assert masked("See [[Main Page]] and [[Help|the *help*]].") == "See ⟦0⟧ and ⟦1⟧the ⟦2⟧help⟦3⟧."
    assert masked("[[text]](u) and [[a]: b") == "⟦0⟧[text]⟦1⟧ and [[a]: b"


def test_attributes_belong_to_what_they_are_given_to() -> None:
    text = "**a**{.red} [b](u){target=_blank} `c`{.py} [d]{.small #x} ![e](i){ width=50% } {.a .b}"
    assert masked(text) == "⟦0⟧a⟦1⟧ ⟦2⟧b⟦3⟧ ⟦4⟧ ⟦5⟧d⟦6⟧ ⟦7⟧e⟦8⟧ {.a .b}"
    assert found("**a**{.red}") == []
    assert [text[m.span.start : m.span.end] for m in marks(text)][1] == "**{.red}"


@pytest.mark.parametrize(
    "piece",
    [
        '<span translate="no">New York <b>Times</b></span>',
        "<span lang=en translate=no>*x*</span>",
        '<b class="x notranslate">Foo</b>',
        "<i class='notranslate y'>a <i>b</i></i>",
        "<code>int x</code>",
        "<samp>a</samp>",
    ],
)
def test_elements_that_are_not_to_be_translated_are_kept_whole(piece: str) -> None:
    assert found(f"The {piece} is <b>bold</b>") == [
        ("untranslated", piece),
        ("tag", "<b>"),
        ("tag", "</b>"),
    ]
    assert masked(f"The {piece} is") == "The ⟦0⟧ is"


@pytest.mark.parametrize(
    "text",
    ['<b translate="yes">a</b>', '<b class="notranslated">a</b>', "<b>translate=no</b>"],
)
def test_other_elements_are_not(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["tag", "tag"]


def test_an_element_without_an_end_is_only_its_tag() -> None:
    assert found('<b translate="no">a <i>b</i>') == [
        ("tag", '<b translate="no">'),
        ("tag", "<i>"),
        ("tag", "</i>"),
    ]
    assert found("<code/> a") == [("tag", "<code/>")]


@pytest.mark.parametrize(
    "text",
    [
        "« Oui », dit-il : 100 % des cas ; 5 $ !",
        "R&D, AT&T; 3 < 4 > 2",
        "5 % d'un prix de 10 $ ou 20 $ par jour",
        "[sic] and (a) {b c}",
        "user@ home, C:\\dir",
        "a = b [1] and c]",
    ],
)
def test_prose_in_which_nothing_is_protected(text: str) -> None:
    assert found(text) == []


def test_placeholders_are_counted() -> None:
    assert placeholders("%s and %s in `a`") == Counter({"%s": 2, "`a`": 1})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and *it*", "⟦0⟧bold⟦1⟧ and ⟦2⟧it⟦3⟧"),
        ("***both*** __a__ ~~old~~", "⟦0⟧both⟦1⟧ ⟦2⟧a⟦3⟧ ⟦4⟧old⟦5⟧"),
        ("snake_case_name, 2 * 3 * 4, ~one~, a ** b", "snake_case_name, 2 * 3 * 4, ~one~, a ** b"),
        ("*a **b***", "⟦0⟧a ⟦1⟧b⟦2⟧"),
        ("*a **b*", "*a *⟦0⟧b⟦1⟧"),
        ("a**b*c*d**e*f", "a⟦0⟧b⟦1⟧c⟦2⟧d⟦3⟧e*f"),
        ("*foo**bar*", "⟦0⟧foo**bar⟦1⟧"),
        ("“*quoted*”", "“⟦0⟧quoted⟦1⟧”"),
        ("*[a*](b)", "*⟦0⟧a*⟦1⟧"),
        ("[*a*](b 'T') ![i](j)", "⟦0⟧a⟦1⟧ ⟦2⟧i⟦3⟧"),
        ("[![alt](i.png)](l.md)", "⟦0⟧alt⟦1⟧"),
        ("[a [b](c) d](e)", "[a ⟦0⟧b⟦1⟧ d](⟦2⟧)"),
        ("[text][ref], [text][], [plain]", "⟦0⟧text⟦1⟧, ⟦2⟧text⟦3⟧, [plain]"),
        ("no link](b) here", "no link](⟦0⟧) here"),
        ("one\\\ntwo  \nthree", "one⟦0⟧two⟦1⟧three"),
        (r"\*stars\* \[1\]", "⟦0⟧stars⟦1⟧ ⟦2⟧1⟦3⟧"),
        ("<https://example.org> <a@example.org>", "⟦0⟧ ⟦1⟧"),
        ("**`code`** x", "⟦0⟧ x"),
        ("`*a*` *b*", "⟦0⟧ ⟦1⟧b⟦2⟧"),
        ("plain words.", "plain words."),
    ],
)
def test_markup(text: str, expected: str) -> None:
    assert masked(text) == expected


def partners(text: str) -> list[tuple[str, str]]:
    all_marks = marks(text)
    pieces = [text[m.span.start : m.span.end] for m in all_marks]
    return [
        (pieces[index], pieces[mark.partner])
        for index, mark in enumerate(all_marks)
        if mark.partner is not None and index < mark.partner
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("***a* b** c", [("**", "**"), ("*", "*")]),
        ("**`a`** b", [("**", "**")]),
        ("[*a*](u) ![b][c]", [("[", "](u)"), ("*", "*"), ("![", "][c]")]),
        ("<b>a<br>b</b> <i>c", [("<b>", "</b>")]),
        ("<b>a<i>b</b>c</i>", [("<b>", "</b>")]),
        ("<B>a <b>c</b></b> <br/>", [("<B>", "</b>"), ("<b>", "</b>")]),
        ("[[a|b]] {x} \\* **a", [("[[a|", "]]")]),
        ("**a**{.x}", [("**", "**{.x}")]),
        ("[a [b](c) d](e)", [("[", "](c)")]),
        ("[a ![b](c) d](e)", [("[", "](e)"), ("![", "](c)")]),
    ],
)
def test_marks_that_belong_together_know_each_other(text: str, expected: list[tuple[str, str]]) -> None:
    assert partners(text) == expected


HOSTILE = (
    *(
        "[",
        "*",
        "<!--",
        "`",
        "(",
        "](",
        "[a](",
        "<a ",
        "{{<",
        "{%",
        "{#",
        "<?",
        "<![CDATA[",
        "<!A",
        "$",
        "$a ",
        "\\(",
    ),
    *(
        "a@b.",
        "_a_ ",
        "~~a",
        "*a **b ",
        "[[a|",
        ":a",
        "{a}`",
        "<code>",
        "<b>",
        "</b>",
        "  \n",
        "[a](b) [",
        "www.a{",
    ),
)


@pytest.mark.parametrize("piece", [*HOSTILE, "` `` ``` ", "](a(a(a"])
def test_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Counted in calls of Python functions and of regular expressions, not in time."""

    def work(text: str) -> int:
        calls = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            marks.__wrapped__(text)
        finally:
            sys.setprofile(None)
        return calls

    short, long = work(piece * 300), work(piece * 1200)
    assert long <= 6 * short + 100


@pytest.mark.parametrize("text", ["](" + " " * 100_000, "%" + "0" * 100_000, "x" + "\\$" * 50_000])
def test_no_place_is_looked_at_again_and_again(text: str) -> None:
    """Would take minutes if it were."""
    assert [mark.kind for mark in marks(text) if mark.kind != "escape"] == []


def test_backticks_of_many_lengths_are_looked_up() -> None:
    text = " ".join("`" * length for length in range(1, 300))
    assert found(text) == []
    assert found(f"{text} {'`' * 299}")[-1][0] == "code"


MARKS = st.lists(
    st.sampled_from(
        [
            *"*_~`[]()<>{}%$&;\\!^:/.@ \nab1é“”|",
            "**",
            "](",
            "][",
            "{{",
            "}}",
            "http://a.b",
            "[[",
            "<code>",
            "</code>",
            "{.a}",
            ":a:",
            "<b>",
            "</b>",
            "&amp;",
            "%s",
            "  \n",
        ]
    ),
    max_size=40,
).map("".join)
TEXTS = MARKS | st.text(max_size=60)


@given(TEXTS | st.text("a1 \n:%$&#;.@/-+wmailto()"))
def test_a_quick_look_misses_nothing(text: str) -> None:
    assert protected(text) == protect._protected(text)


@given(TEXTS)
def test_masks_are_disjoint_and_in_order_and_markup_covers_what_is_protected(text: str) -> None:
    for masks in (protected(text), markup(text)):
        at = 0
        for each in masks:
            assert at <= each.span.start < each.span.end <= len(text)
            at = each.span.end
    for index, mark in enumerate(marks(text)):
        assert mark.partner is None or marks(text)[mark.partner].partner == index
    wide = [m.span for m in markup(text)]
    for each in protected(text):
        assert any(span.start <= each.span.start and each.span.end <= span.end for span in wide)


@given(
    st.lists(st.sampled_from(["*", "**", "***", "_", "__", "~~", " ", ".", "a", "b", "“", "[", "](u)"])).map(
        "".join
    )
)
def test_emphasis_pairs_as_in_markdown_it(text: str) -> None:
    """Where markdown-it keeps the rules: it pairs three tildes and takes the end of a link for space."""
    assume("~~~" not in text and "*](" not in text and "_](" not in text)
    parser = MarkdownIt("commonmark").enable("strikethrough")
    tokens = [token for block in parser.parseInline(text) for token in block.children or ()]
    theirs = sum(len(token.markup) for token in tokens if token.nesting and token.type != "link_open")
    ours = sum(sum(char in "*_~" for char in text[m.span.start : m.span.end]) for m in markup(text))
    assert ours == theirs
