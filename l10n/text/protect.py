"""Finds what is no language in a unit's text: code, tags, addresses, placeholders, Markdown's marks.

Two views of one scan. `protected` is what a translation must hold as often as its source does. `markup` adds
the marks that shape text (emphasis, links, hard breaks), which an engine must not see but a translator may
place differently.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from l10n.model import Span
from l10n.text.emphasis import Run, pairs, run_at
from l10n.text.scan import Mask, MaskKind, Token, tokens

__all__ = ["Mask", "MaskKind", "markup", "mask", "placeholders", "protected", "unmask"]

_HINTS = re.compile(r"[`<&{%@]|://|www\.|mailto:|tel:|\]\(|\]\[|\[\^")
"""What any protected stretch holds; most texts hold none of it."""
_MARKUP_HINTS = re.compile(rf"{_HINTS.pattern}|[*_~\\]|\n")


@lru_cache(maxsize=4096)
def protected(text: str) -> tuple[Mask, ...]:
    """What of `text` a translation must keep, in order, disjoint.

    Code spans, HTML tags and comments, entities, URLs and link destinations (without their brackets), e-mail
    addresses, placeholders of Python, C and template languages, shortcodes, labels of references.
    """
    if not _HINTS.search(text):
        return ()
    return tuple(token.inner for token in tokens(text) if token.inner)


def placeholders(text: str) -> Counter[str]:
    """The texts that `protected` finds, with how often each occurs."""
    return Counter(text[mask.span.start : mask.span.end] for mask in protected(text))


def markup(text: str) -> tuple[Mask, ...]:
    """All of `text` that is no language, in order, disjoint, adjacent masks joined.

    `protected`, and emphasis marks that pair, the brackets of links and images with destination and title,
    hard line breaks and backslash escapes.
    """
    if not _MARKUP_HINTS.search(text):
        return ()
    found = _Markup(text)
    for token in tokens(text):
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

    def add(self, token: Token) -> None:
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

    def _close(self, token: Token) -> None:
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
