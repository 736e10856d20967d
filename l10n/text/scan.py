"""Finds the stretches of a text that mean something to Markdown, HTML or a template language.

The text is read as inline Markdown with HTML, whose rules for code spans, escapes, tags and links are those
of CommonMark 0.31; plain prose has next to nothing of either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from l10n.model import Span

MaskKind = Literal[
    "code",
    "tag",
    "entity",
    "url",
    "email",
    "placeholder",
    "shortcode",
    "reference",
    "emphasis",
    "link",
    "break",
    "escape",
]
"""What a mask covers. `reference` is the label of a reference link or a footnote mark; `escape` a backslash
with what it escapes. The last four are found by `markup` alone."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of a unit's text that is no language."""

    span: Span
    """In code points of the text."""
    kind: MaskKind
    """Of several joined masks, the first one's."""


_INSIDE = r".{0,2000}?"
"""The inside of comments and shortcodes; bounded, so that openings without an end do not cost square time."""
_MAIL = r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_PRINTF_TAIL = r"[-+0#]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?"
_TITLE = r"""(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?"""

_SCAN = re.compile(
    rf"""
    (?P<break> \\\n | (?<![ ])[ ]{{2,}}+\n )
    | (?P<code> (?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`) )
    | (?P<ticks_alone> `+ )
    | (?P<escape> \\[!-#&-/:-@\[-`|}}~] )
    | <(?P<auto_url> [A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]* )>
    | <(?P<auto_email> {_MAIL} )>
    | (?P<tag> <!--{_INSIDE}--> | </?[A-Za-z][A-Za-z0-9-]*(?>(?:{_ATTRIBUTE})*)\s*/?>
             | <\?{_INSIDE}\?> | <!\[CDATA\[{_INSIDE}\]\]> | <![A-Za-z]{_INSIDE}> )
    | (?P<shortcode> \{{\{{[<%]{_INSIDE}[%>]\}}\}} | \{{%{_INSIDE}%\}} | \{{\#{_INSIDE}\#\}} )
    | (?P<placeholder>
          \{{\{{[^{{}}\n]*\}}\}}
        | \$?\{{(?:[A-Za-z_]\w*|\d*)(?:\.\w+|\[\w+\])*(?:![rsa])?(?::[^{{}}\s]*)?\}}
        | %(?:\([A-Za-z_]\w*\)|\d+\$){_PRINTF_TAIL}[diouxXeEfFgGcrs@]
        | (?<![\d%])(?<!\d\s)%{_PRINTF_TAIL}[diufgxXcros@](?![^\W_]) )
    | (?P<entity> &(?:\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}}); )
    | (?P<url> (?<![A-Za-z0-9+.-])
          (?:(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}://|www\.)(?=[\w\[{{$%])|(?:mailto|tel):(?=[\w+]))
          [^\s<>"“”„‟«»‘’‚…。，、！？；：（）「」『』【】《》|\\^`\]]+ )
    | (?P<email> (?<![\w.+-]){_MAIL} )
    | (?P<footnote> \[\^[^\s\[\]]+\] )
    | (?P<link> \]\(\s*
          (?: <(?P<angled> [^<>\n]* )> | (?P<bare> (?!<)
              (?>(?:\{{\{{[^\n]*?\}}\}}|\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*) ) )
          {_TITLE}\s*\) )
    | (?P<labelled> \]\[(?P<label> (?:\\.|[^\[\]\\])* )\] )
    | (?P<opening> !?\[ )
    | (?P<closing> \] )
    | (?P<run> \*+|_+|~+ )
    """,
    re.VERBOSE | re.DOTALL,
)

_PROTECTED: dict[str, MaskKind] = {
    "code": "code",
    "tag": "tag",
    "entity": "entity",
    "shortcode": "shortcode",
    "placeholder": "placeholder",
    "url": "url",
    "email": "email",
    "footnote": "reference",
}
_INNER: dict[str, MaskKind] = {
    "auto_url": "url",
    "auto_email": "email",
    "angled": "url",
    "bare": "url",
    "label": "reference",
}
"""Groups that are protected without what stands around them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch that means something to Markdown or to us; `inner` is what of it is protected."""

    name: str
    span: Span
    inner: Mask | None


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, from left to right, disjoint."""
    at = 0
    while found := _SCAN.search(text, at):
        name = found.lastgroup or ""
        start, at = found.span()
        if name in ("url", "email"):
            at = _address_end(text, start, at)
        if name == "entity" and not _is_entity(found.group()):
            continue
        yield Token(name, Span(start, at), _inner(found, name, at))


def _inner(found: re.Match[str], name: str, end: int) -> Mask | None:
    if kind := _PROTECTED.get(name):
        return Mask(Span(found.start(), end), kind)
    for group, inner_kind in _INNER.items():
        if found[group]:
            return Mask(Span(*found.span(group)), inner_kind)
    return None


def _address_end(text: str, start: int, end: int) -> int:
    """Where the address ends, once a sentence's own punctuation and brackets are taken off."""
    address = text[start:end]
    spare = {")": address.count(")") - address.count("("), "}": address.count("}") - address.count("{")}
    while end > start + 1:
        last = text[end - 1]
        if last == ";" and (entity := re.search(r"&#?\w+;\Z", text[max(start, end - 34) : end])):
            end -= len(entity.group())
        elif last in ".,:;!?'*_~-":
            end -= 1
        elif spare.get(last, 0) > 0:
            spare[last] -= 1
            end -= 1
        else:
            break
    return end


def _is_entity(text: str) -> bool:
    return text[1] == "#" or text[1:] in _entity_names()


@cache
def _entity_names() -> frozenset[str]:
    from html.entities import html5

    return frozenset(html5)
