"""What a Markdown parser sees of an article: its blocks, its inline markup, the words a reader sees.

The parser is asked in several dialects, since the promise that a translation changes no block must hold for
whoever reads the article in the end.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from l10n.text.protect import protected

DIALECTS = ("github", "sites")
"""With tables and footnotes; with what site generators add as well: definition lists, admonitions, tabs,
containers, formulas, lines that are no text."""

_FRONT_MATTER = re.compile(
    r"\ufeff?(?:---[ \t]*(?:\r\n|\n|\r)(?:.*?(?:\r\n|\n|\r))??(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*(?:\r\n|\n|\r)(?:.*?(?:\r\n|\n|\r))??\+\+\+"
    r"|\{[ \t]*(?:\r\n|\n|\r)(?:.*?(?:\r\n|\n|\r))??\})[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_BLANK_LINES = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))([ \t]*(?:\r\n|\n|\r))(?:[ \t]*(?:\r\n|\n|\r))+")
_FIXED = ("fence", "code_block", "math_block", "math_block_label", "math_inline", "math_inline_double")
_LINE = re.compile(r"(?:\[TOC\]|\{:[^{}]*\}|\{\{[#<%].*\}\}|\{%.*%\})[ \t]*\Z")
_TAB = re.compile(r'=== "(.*)"[ \t]*\Z')
_SKIPPED = frozenset({"script", "style", "pre", "code", "math"})
_SHOWN = ("alt", "title", "placeholder", "aria-label")
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"])
_INLINE = frozenset(
    ["a", "b", "br", "code", "del", "em", "https:", "i", "img", "ins", "kbd", "span", "strong", "sub", "sup"]
)
"""Tags within a text, which its translator may place; an address in angle brackets is like one in HTML."""
_FOREIGN = re.compile(r"\{[#.:][^{}\n]*\} | (?m:^)\[![A-Z]+\][+-]? | \A\[[xX]\][ ]", re.VERBOSE)
"""What other dialects take for themselves: attributes, the mark of an alert, a checkbox."""
_OPEN_COMMENT = re.compile(r"<!--(?:(?!-->).)*\Z", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def parser(dialect: str) -> MarkdownIt:
    """The parser of one of `DIALECTS`."""
    made = MarkdownIt("commonmark")
    if dialect != "commonmark":
        made = made.enable(["table", "strikethrough"]).use(footnote_plugin, move_to_end=False)
    if dialect == "sites":
        made = made.use(deflist_plugin).use(admon_plugin).use(dollarmath_plugin)
        made = made.use(container_plugin, name="any", validate=lambda *_: True)
        made.block.ruler.before(
            "table", "line", _line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
        made.block.ruler.before(
            "table", "tab", _tab, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
    made.add_render_rule("link_open", _link)
    return made


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The place of a table of contents, attributes, a shortcode, an include: a line that is no text."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if state.is_code_block(start) or not _LINE.match(line):
        return False
    if not silent:
        token = state.push("line", "", 0)
        token.map, token.info = [start, start + 1], line
        state.line = start + 1
    return True


def _tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tab of MkDocs: a title, and blocks indented by four."""
    title = _TAB.match(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if state.is_code_block(start) or not title:
        return False
    if silent:
        return True
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + 4):
        after += 1
    state.push("tab_open", "div", 1).attrs = {"title": title[1]}
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = "tab", after
    state.blkIndent += 4
    state.md.block.tokenize(state, start + 1, after)
    state.blkIndent -= 4
    state.parentType, state.lineMax = before
    state.push("tab_close", "div", -1)
    state.line = after
    return True


def _link(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: object, env: object) -> str:
    """The tag of a link; of one that shows its own address, it says that this is no text."""
    if tokens[at].info == "auto":
        tokens[at].attrSet("translate", "no")
    return f"<a{renderer.renderAttrs(tokens[at])}>"


def body(text: str) -> str:
    """`text` without its front matter and BOM, and with one blank line where it has several.

    A second one ends an admonition to the parser's plugin, but not to MkDocs.
    """
    found = _FRONT_MATTER.match(text)
    return _BLANK_LINES.sub(r"\1", text[found.end() :] if found else text.removeprefix("\ufeff"))


def blocks(text: str, dialect: str = "github") -> list[tuple[object, ...]]:
    """The blocks of an article in order: type, tag, level, attributes, and what is never translated."""
    return [
        (token.type, token.tag, token.level, _attributes(token), _info(token), str(token.meta), _fixed(token))
        for token in parser(dialect).parse(body(text))
    ]


def inline(text: str, dialect: str = "github") -> list[tuple[str, str, str]]:
    """The inline markup of an article in order, without its text: type, tag, and address, code or tag."""
    return [
        (token.type, token.tag, str(token.attrs.get("href", token.attrs.get("src", ""))) or _code(token))
        for block in parser(dialect).parse(body(text))
        for token in block.children or ()
        if token.type not in ("text", "softbreak", "text_special")
    ]


def readable_words(text: str, dialect: str = "sites") -> list[str]:
    """The words that a reader of the page is shown, but for code, formulas, addresses and placeholders."""
    environment: dict[str, dict[str, dict[str, str]]] = {}
    page = str(parser(dialect).render(body(text), environment))
    titles = [reference["title"] for reference in environment.get("references", {}).values()]
    return [*page_words(page), *(word for title in titles for word in _words(title))]


def page_words(page: str) -> list[str]:
    """The words that a reader of an HTML page is shown, but for code, formulas, addresses, placeholders."""
    return [word for shown in page_texts(page) for word in _words(shown)]


def page_texts(page: str) -> list[str]:
    """What a reader of an HTML page is shown, but for code, formulas, and what is not to be translated."""
    reader = _Reader()
    reader.feed(_OPEN_COMMENT.sub("", page))
    reader.close()
    return reader.shown


def _words(text: str) -> Iterator[str]:
    at = 0
    for mask in protected(text):
        yield from _WORD.findall(text[at : mask.span.start])
        at = mask.span.end
    yield from _WORD.findall(text[at:])


def _info(token: Token) -> str:
    """What is said of a block where it begins, but for the title of an admonition or a container."""
    titled = token.type.startswith(("admonition", "container"))
    return " ".join(token.info.split()[:1]) if titled else token.info


def _attributes(token: Token) -> object:
    return () if token.type == "tab_open" else token.attrs


def _fixed(token: Token) -> object:
    if token.type == "html_block":
        return tuple(tag for tag in tags(token.content) if tag.strip("</>").split()[0] not in _INLINE)
    return token.content if token.type in _FIXED else ""


def _code(token: Token) -> str:
    if token.type == "html_inline":
        return " ".join(tags(token.content))
    return token.content if token.type in ("code_inline", *_FIXED) else ""


def tags(html: str) -> Iterator[str]:
    """The tags of a piece of HTML in order: `<a href title>`, `</a>`."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    yield from reader.found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        kept = [name if name in _SHOWN else f"{name}={value}" for name, value in attrs]
        self.found.append(f"<{' '.join((tag, *kept))}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")


class _Reader(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _hidden(self) -> bool:
        return any(hidden for _, hidden in self._open)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if not self._hidden:
            self.shown += [value for name in _SHOWN if (value := named.get(name))]
        if tag not in _VOID:
            math = "math" in (named.get("class") or "").split()
            self._open.append((tag, tag in _SKIPPED or math or named.get("translate") == "no"))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.shown.append(_FOREIGN.sub("", data))
