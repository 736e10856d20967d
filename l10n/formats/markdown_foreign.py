"""Blocks that Markdown does not know and site generators do: how each begins, told by its first line alone.

Admonitions, tabs and snippets of MkDocs; containers of Pandoc, Docusaurus, VuePress and MyST; alerts of
GitHub and callouts of Obsidian; tags of Hugo, Jekyll, Jinja, mdBook and kramdown; formulas; abbreviations;
grid tables; modules of MDX.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from l10n.model import UnitKind


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of such a block, without its indentation."""

    body: Literal["none", "options", "indented", "opaque"] = "none"
    """What follows: nothing of its own, lines of `OPTION`, blocks indented by four, or what is left alone
    down to `closing`."""
    closing: re.Pattern[str] | None = None
    """What is found in the last line of an opaque body, without its indentation; None for a blank line."""
    text: tuple[int, int] | None = None
    """Where in the line a text to translate stands: columns counted from 0, half-open."""
    kind: UnitKind = "caption"
    """What that text is."""
    detail: str = ""
    syntax: str = ""
    """How that text is written: a key of `escape.WRITERS`."""
    first_in: Literal["anything", "quote", ""] = ""
    """What the line must be the first of: it ends no paragraph. Empty if it may stand anywhere."""
    alone: bool = False
    """Where nothing ends an opaque body, the line itself is left alone, and is no text."""


_LINE = Opening()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CODE = _words(
    "chart code codeblock comment diagram gist graphviz highlight katex latex math mathjax mermaid plantuml"
)
"""Tags and containers whose inside is no text."""
_UNTITLED = _words("csv-table figure image include literalinclude toctree video youtube")
"""Containers that have an address where others have a title."""

_ADMONITION = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ ]?(?P<name>[\w-]+)(?:[ ]+[\w-]+)*(?:[ ]+"(?P<text>.*)")?\Z""", re.VERBOSE
)
_TAB = re.compile(r"""===[!+]?[ ]+(["'])(?P<text>.*)\1\Z""")
_CONTAINER = re.compile(r":{3,}[ \t]*(?P<name>\{[^{}]*\}|[^\s\[{]*)[ \t]*(?P<text>[^ \t].*)?\Z")
OPTION = re.compile(r":[\w-]+:(?:[ \t]|\Z)")
_CONTAINER_END = re.compile(r":{3,}[ \t]*\Z")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}\Z")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\Z")
_BLOCK = re.compile(r"/{3,}(?:[ \t]*(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<text>[^ \t].*))?)?\Z")
_ALERT = re.compile(r"\[!(?P<name>[A-Za-z][\w|-]*)\][+-]?(?:[ \t]+(?P<text>[^ \t].*))?\Z")
_INCLUDE = re.compile(r"\[!\w[^\[\]]*(?:\[[^\[\]]*\](?:\([^()]*\))?)?\](?:\([^()]*\))?\Z")
_CONTENTS = re.compile(r"(?:\[TOC\]|\[\[_?TOC_?\]\])\Z", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\*\[[^\[\]]+\]:[ \t]*(?P<text>[^ \t].*)\Z")
_TAG_LINE = re.compile(r"<[A-Za-z][\w-]*\s[^<>]*>\Z")
_MARKDOWN = re.compile(r"""\smarkdown(?:=["']?(?:1|block|span)["']?)?(?=[\s>])""")
_TAGS = re.compile(
    r"""(?:(?: \{\{[<%](?:(?![%>]\}\}).)*[%>]\}\} | \{%(?:(?!%\}).)*%\} | \{\{\#[^{}]*\}\}
             | \{\#(?:(?!\#\}).)*\#\} | \{[:.\#][^{}]*\} )\s*)+\Z""",
    re.VERBOSE,
)
_PAIRED = re.compile(
    r"\{(?:%-?\s*(?P<liquid>\w+)\b|\{[<%]\s*(?P<hugo>[\w-]+)(?=[\s>%])|::(?P<kramdown>\w+)[^{}]*(?<!/)\})"
)
_UNCLOSED = (
    (re.compile(r"\{\{<(?!.*>\}\})"), re.compile(r">\}\}")),
    (re.compile(r"\{\{%(?!.*%\}\})"), re.compile(r"%\}\}")),
    (re.compile(r"\{%(?!.*%\})"), re.compile(r"%\}")),
    (re.compile(r"\{#(?!.*[#}]\})"), re.compile(r"#\}")),
)
"""Tags that end on a later line."""
_FORMULA_LINE = re.compile(r"\$\$(?:(?!\$\$).)+\$\$[ \t]*(?:\([\w-]+\)|\{#[^{}]*\})?\Z")
_FORMULA_END = re.compile(r"\$\$[ \t]*(?:\([\w-]+\)|\{#[^{}]*\})?[ \t]*\Z")
_BRACKETED = re.compile(r"\\{1,2}\[(?P<inside>.*?)\\{1,2}\]\Z")
_MATHS = re.compile(r"[\^_={}]|\\[A-Za-z]")
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}")
_SNIPPET = re.compile(r";*-+8<-+(?P<rest>[ \t]+[\"'].*)?\Z")
_SNIPPET_END = re.compile(r"-+8<-+[ \t]*\Z")
_MODULE = re.compile(
    r"""import\s+(?:[\w$*{][^"']*\sfrom\s+)?(?:"[^"]+"|'[^']+')\s*;?\Z
      | export\s+(?:(?:const|let)\s+[\w${]|default\s+(?:function\b|class\b|[\w$.]+;|[({\[]))""",
    re.VERBOSE,
)
_GRID = re.compile(r"\+(?:[-=:]{2,}\+)+\Z")

_pattern = cache(re.compile)


def opening(line: str) -> Opening | None:
    """How `line`, that begins with no blank, begins a block of this kind; None for all other lines."""
    reader = _READERS.get(line[:1])
    return reader(line.rstrip()) if reader else None


def _admonition(line: str) -> Opening | None:
    found = _ADMONITION.match(line)
    return found and Opening("indented", None, _text(found), "caption", found["name"], 'quoted"')


def _tab(line: str) -> Opening | None:
    found = _TAB.match(line)
    return found and Opening("indented", None, _text(found), "caption", "tab", f"quoted{found[1]}")


def _container(line: str) -> Opening | None:
    found = _CONTAINER.match(line)
    if not found:
        return None
    name = found["name"].strip("{}. \t")
    if name in _CODE or name.startswith(("code", "math")):
        return Opening("opaque", _CONTAINER_END, alone=True)
    text = _ATTRIBUTES.sub("", found["text"] or "")
    body: Literal["none", "options"] = "options" if found["name"][:1] == "{" else "none"
    if not text or not name or name in _UNTITLED:
        return Opening(body)
    start = found.start("text")
    if _LABEL.match(text):
        return Opening(body, None, (start + 1, start + len(text) - 1), "caption", name, "bracketed")
    return Opening(body, None, (start, start + len(text)), "caption", name, "line")


def _block(line: str) -> Opening | None:
    found = _BLOCK.match(line)
    return found and Opening("none", None, _text(found), "caption", found["name"] or "", "line")


def _bracket(line: str) -> Opening | None:
    if line.startswith("[!") and (found := _ALERT.match(line)):
        text = _text(found)
        return Opening("none", None, text, "caption", found["name"].lower(), "line", "quote" if text else "")
    return _LINE if _CONTENTS.match(line) or _INCLUDE.match(line) else None


def _tag(line: str) -> Opening | None:
    if found := _PAIRED.match(line):
        closing = _tag_end(found)
        if closing and not closing.search(line, found.end()):
            return Opening("opaque", closing, alone=bool(_TAGS.match(line)))
    if _TAGS.match(line):
        return _LINE
    for pattern, closing in _UNCLOSED:
        if pattern.match(line):
            return Opening("opaque", closing)
    return None


def _tag_end(paired: re.Match[str]) -> re.Pattern[str] | None:
    """What ends the code that a tag begins."""
    if paired["liquid"] in _CODE:
        return _pattern(rf"\{{%-?\s*end{paired['liquid']}\b")
    if paired["hugo"] in _CODE:
        return _pattern(rf"\{{\{{[<%]\s*/\s*{paired['hugo']}\b")
    return _pattern(r"\{:/") if paired["kramdown"] in ("comment", "nomarkdown") else None


def _formula(line: str) -> Opening | None:
    if _FORMULA_LINE.match(line):
        return _LINE
    return None if "$$" in line[2:] or line[1:2] != "$" else Opening("opaque", _FORMULA_END)


def _tex(line: str) -> Opening | None:
    if found := _ENVIRONMENT.match(line):
        closing = re.compile(rf"\\end\{{{re.escape(found[1])}\}}")
        return _LINE if closing.search(line) else Opening("opaque", closing)
    if line in ("\\[", "\\\\["):
        return Opening("opaque", _pattern(r"\\\][ \t]*\Z"))
    found = _BRACKETED.match(line)
    return _LINE if found and _MATHS.search(found["inside"]) else None


def _snippet(line: str) -> Opening | None:
    found = _SNIPPET.match(line)
    if not found:
        return None
    return _LINE if found["rest"] else Opening("opaque", _SNIPPET_END)


def _abbreviation(line: str) -> Opening | None:
    found = _ABBREVIATION.match(line)
    return found and Opening("none", None, _text(found), "attribute", "abbreviation", "line")


def _markdown_tag(line: str) -> Opening | None:
    """A tag whose inside is Markdown, though HTML blocks have none."""
    return _LINE if _TAG_LINE.match(line) and _MARKDOWN.search(line) else None


def _comment(line: str) -> Opening | None:
    if not line.startswith("%%"):
        return None
    return _LINE if "%%" in line[2:] else Opening("opaque", _pattern("%%"))


def _grid(line: str) -> Opening | None:
    return Opening("opaque") if _GRID.match(line) else None


def _module(line: str) -> Opening | None:
    return Opening("opaque", first_in="anything") if _MODULE.match(line) else None


def _text(found: re.Match[str]) -> tuple[int, int] | None:
    start, end = found.span("text")
    return (start, end) if start < end else None


_READERS: dict[str, Callable[[str], Opening | None]] = {
    **dict.fromkeys("!?", _admonition),
    "=": _tab,
    ":": _container,
    "/": _block,
    "[": _bracket,
    "{": _tag,
    "$": _formula,
    "\\": _tex,
    **dict.fromkeys("-;", _snippet),
    "*": _abbreviation,
    "<": _markdown_tag,
    "%": _comment,
    "+": _grid,
    **dict.fromkeys("ie", _module),
}
"""By the first character of a line."""
