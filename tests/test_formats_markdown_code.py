"""Comments in code blocks: units on request, written back as the comments they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.formats.markdown import MarkdownFormat
from l10n.model import FormatOptions, Unit

FORMAT = MarkdownFormat()
OPTIONS = FormatOptions(code_comments=True)


def units(text: str) -> tuple[Unit, ...]:
    return FORMAT.units(text, OPTIONS)


def comments(language: str, code: str) -> list[str]:
    found = units(f"```{language}\n{code}\n```\n")
    assert all((unit.kind, unit.detail) == ("comment", "") for unit in found)
    return [unit.msgid for unit in found]


def translated(text: str, translation: str) -> str:
    parts, at = [], 0
    for unit in units(text):
        parts += [text[at : unit.span.start], FORMAT.replacement(text, unit, translation)]
        at = unit.span.end
    return "".join((*parts, text[at:]))


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("c", "int a; // after code", ["after code"]),
        ("c", "// one\n// two", ["one two"]),
        ("c", "// one\n  // two", ["one", "two"]),
        ("c", "// one\n//\n// two", ["one", "two"]),
        ("c", "a; // one\nb; // two", ["one", "two"]),
        ("c", "/* one */ a /* two */", ["one", "two"]),
        ("c", "/** first\n *  second\n *\n * third\n */", ["first second", "third"]),
        ("c", "/* without an end", ["without an end"]),
        ("c", 'a = "// text"; b = "\\"// text"', []),
        ("go", "// https://example.org\n// 42", []),
        ("js", "`// text\n// more`; // comment", ["comment"]),
        ("rust,ignore", "fn f<'a>(x: &'a str) { '\\'' } // lifetime", ["lifetime"]),
        ("Python", "#!shebang\n# comment\nx = '# text'", ["comment"]),
        ("py", 'def f():\n    """\n    # text\n    """', []),
        ("bash", "echo $# # comment", ["comment"]),
        ("{.sql #id}", "-- comment\nselect 'a -- b'", ["comment"]),
        ("lisp", ";; comment", ["comment"]),
        ("tex", "text % comment", ["comment"]),
        ("css", "/* comment */ a { b: url(//c d) }", ["comment"]),
        ("html", "<!-- a\n     b --> <p>text</p>", ["a b"]),
        ("haskell", "-- comment", ["comment"]),
        ("text", "# nothing is known of this one", []),
        ("", "# nor of this", []),
    ],
)
def test_what_is_a_comment(language: str, code: str, expected: list[str]) -> None:
    assert comments(language, code) == expected


def test_only_on_request() -> None:
    assert FORMAT.units("```c\n// comment\n```\n", FormatOptions()) == ()


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("```c\na; // old\n```\n", "new\nlines", "```c\na; // new lines\n```\n"),
        ("> ~~~sh\n> # old\n> # text\n> ~~~\n", "new", "> ~~~sh\n> # new\n> ~~~\n"),
        ("- ```c\n  /*\n  old\n  */\n  ```\n", "```", "- ```c\n  /*\n  -\n  */\n  ```\n"),
        ("```c\n/* old */ a\n```\n", "*/ b", "```c\n/* * / b */ a\n```\n"),
        ("```xml\n<!-- old -->\n```\n", "a --> b", "```xml\n<!-- a -- > b -->\n```\n"),
        ("    ```c\n    // code without a language\n", "new", None),
        ("-\t```c\n\t// old\n\t```\n", "new", "-\t```c\n\t// new\n\t```\n"),
    ],
)
def test_comments_are_written_into_their_places(text: str, translation: str, expected: str | None) -> None:
    assert translated(text, translation) == (text if expected is None else expected)


CODE = st.lists(
    st.sampled_from(
        ["//", "/*", "*/", " * ", "#", "--", "<!--", "-->", '"', "'", '"""', "`", "\n", " ", "\t", "a",
        "word", ";"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(
    st.sampled_from(["c", "js", "py", "sql", "html", "rust", "lisp"]),
    CODE,
    st.sampled_from(["word", "*/ x", "```", "~~~~", "a\nb", "-->", "\\"]),
)
def test_a_translated_comment_ends_no_block(language: str, code: str, translation: str) -> None:
    text = f"````{language}\n{code}\n````\n\nafter\n"
    after = [token.type for token in MarkdownIt("commonmark").parse(translated(text, translation))]
    assert after == [token.type for token in MarkdownIt("commonmark").parse(text)]
