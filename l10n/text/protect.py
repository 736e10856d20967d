"""Finds what is no language in a unit's text: code, tags, addresses, placeholders, Markdown's marks.

Two views of one scan. `protected` is what a translation must hold as often as its source does. `markup` adds
the marks that shape text (emphasis, links, hard breaks), which an engine must not see but a translator may
place differently. The text is read as inline Markdown with HTML, whose rules for code spans, escapes and tags
are those of CommonMark 0.31; plain prose has next to nothing of either.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from l10n.model import Span
from l10n.text.emphasis import Run, pairs, run_at

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
    | (?P<tag> <!--.*?--> | </?[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*+\s*/?>
             | <\?.*?\?> | <!\[CDATA\[.*?\]\]> | <![A-Za-z][^>]*> )
    | (?P<shortcode> \{{\{{[<%].*?[%>]\}}\}} | \{{%.*?%\}} | \{{\#.*?\#\}} )
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
              (?:\{{\{{[^\n]*?\}}\}}|\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*+ ) )
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
_HINTS = re.compile(r"[`<&{%@]|://|www\.|mailto:|tel:|\]\(|\]\[|\[\^")
"""What any protected stretch holds; most texts hold none of it."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch that means something to Markdown or to us; `inner` is what of it is protected."""

    name: str
    span: Span
    inner: Mask | None


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while found := _SCAN.search(text, at):
        name = found.lastgroup or ""
        start, at = found.span()
        if name in ("url", "email"):
            at = _address_end(text, start, at)
        if name == "entity" and not _is_entity(found.group()):
            continue
        yield _Token(name, Span(start, at), _inner(found, name, at))


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


@lru_cache(maxsize=4096)
def protected(text: str) -> tuple[Mask, ...]:
    """What of `text` a translation must keep, in order, disjoint.

    Code spans, HTML tags and comments, entities, URLs and link destinations (without their brackets), e-mail
    addresses, placeholders of Python, C and template languages, shortcodes, labels of references.
    """
    if not _HINTS.search(text):
        return ()
    return tuple(token.inner for token in _tokens(text) if token.inner)


def placeholders(text: str) -> Counter[str]:
    """The texts that `protected` finds, with how often each occurs."""
    return Counter(text[mask.span.start : mask.span.end] for mask in protected(text))


def markup(text: str) -> tuple[Mask, ...]:
    """All of `text` that is no language, in order, disjoint, adjacent masks joined.

    `protected`, and emphasis marks that pair, the brackets of links and images with destination and title,
    hard line breaks and backslash escapes.
    """
    found = _Markup(text)
    for token in _tokens(text):
        found.add(token)
    return found.masks()


class _Bracket:
    """A `[` or `![` that may begin a link; `runs_from` is how many emphasis runs stood before it."""

    __slots__ = ("runs_from", "span", "usable")

    def __init__(self, span: Span, runs_from: int) -> None:
        self.span = span
        self.runs_from = runs_from
        self.usable = True


class _Markup:
    """Brings tokens together: brackets with the link they belong to, emphasis marks with each other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Mask] = []
        self._brackets: list[_Bracket] = []
        self._runs: list[Run] = []

    def add(self, token: _Token) -> None:
        """Takes the next token of the text."""
        match token.name:
            case "run":
                self._runs.append(run_at(self._text, token.span.start, token.span.end))
            case "opening":
                self._brackets.append(_Bracket(token.span, len(self._runs)))
            case "closing" | "link" | "labelled":
                self._close(token)
            case "break":
                self._found.append(Mask(token.span, "break"))
            case "escape":
                self._found.append(Mask(token.span, "escape"))
            case "auto_url" | "auto_email" if token.inner:
                self._found.append(Mask(token.span, token.inner.kind))
            case _ if token.inner:
                self._found.append(token.inner)

    def masks(self) -> tuple[Mask, ...]:
        """Everything found, once the last token is in."""
        self._pair(0)
        joined: list[Mask] = []
        for mask in sorted(self._found, key=lambda mask: mask.span.start):
            if joined and joined[-1].span.end == mask.span.start:
                joined[-1] = Mask(Span(joined[-1].span.start, mask.span.end), joined[-1].kind)
            else:
                joined.append(mask)
        return tuple(joined)

    def _close(self, token: _Token) -> None:
        bracket = self._brackets.pop() if self._brackets else None
        if token.name == "closing":
            return
        if bracket is None or not bracket.usable:
            if token.inner:
                self._found.append(token.inner)
            return
        self._found += [Mask(bracket.span, "link"), Mask(token.span, "link")]
        self._pair(bracket.runs_from)
        if self._text[bracket.span.start] == "[":
            for outer in self._brackets:
                outer.usable = outer.usable and self._text[outer.span.start] == "!"

    def _pair(self, runs_from: int) -> None:
        runs = self._runs[runs_from:]
        del self._runs[runs_from:]
        self._found += [Mask(span, "emphasis") for span in pairs(runs)]


def mask(text: str, marker: Callable[[int], str]) -> tuple[str, tuple[str, ...]]:
    """`text` with each stretch of `markup` replaced by `marker(index)`, and the replaced pieces, in order."""
    parts: list[str] = []
    pieces: list[str] = []
    at = 0
    for found in markup(text):
        parts += [text[at : found.span.start], marker(len(pieces))]
        pieces.append(text[found.span.start : found.span.end])
        at = found.span.end
    return "".join((*parts, text[at:])), tuple(pieces)


def unmask(text: str, marker: Callable[[int], str], pieces: tuple[str, ...]) -> str | None:
    """`text` with `pieces` put back in the place of their markers, in whatever order they stand.

    None unless every marker occurs exactly once and no other marker does: the marker of a number that has no
    piece is one an engine made up. No marker may be part of another.
    """
    indices = {marker(index): index for index in range(len(pieces))}
    pattern = _markers(marker, len(pieces))
    if sorted(pattern.findall(text)) != sorted(indices):
        return None
    return pattern.sub(lambda found: pieces[indices[found.group()]], text)


_PROBE = 907
"""A number that no marker has in its own text."""


def _markers(marker: Callable[[int], str], count: int) -> re.Pattern[str]:
    """Finds markers of any number where they are written with digits, else those of the first `count` + 1."""
    before, digits, after = marker(_PROBE).partition(str(_PROBE))
    if digits:
        return re.compile(rf"{re.escape(before)}\d+{re.escape(after)}")
    return re.compile("|".join(re.escape(marker(index)) for index in range(count + 1)))
