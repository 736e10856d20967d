"""Brings the tokens of a text together: brackets with the link they belong to, emphasis marks and tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n.model import Span
from l10n.text.elements import tag_pairs
from l10n.text.emphasis import Run, pairs, run_at
from l10n.text.scan import Token
from l10n.text.syntax import MaskKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is no language: a mark that shapes text, or what stands for a word."""

    span: Span
    """In code points of the text."""
    kind: MaskKind
    partner: int | None = None
    """Of a mark that opens or closes something, the index of the other one among the marks of the text."""


def found_marks(text: str, found: Sequence[Token]) -> tuple[Mark, ...]:
    """The marks that tokens (in order, disjoint) come to, in order, disjoint."""
    pairing = _Pairing(text)
    for token in found:
        pairing.add(token)
    pairing.pair_emphasis(0)
    for opening, closing in tag_pairs(text, found):
        pairing.pair(found[opening].start, found[closing].start)
    return pairing.marks()


class _Bracket:
    """A `[` or `![` that may begin a link; `runs_from` is how many emphasis runs stood before it."""

    __slots__ = ("end", "runs_from", "start")

    def __init__(self, start: int, end: int, runs_from: int) -> None:
        self.start = start
        self.end = end
        self.runs_from = runs_from


class _Pairing:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[tuple[int, int, MaskKind]] = []
        self._partners: dict[int, int] = {}
        self._brackets: list[_Bracket] = []
        self._spent = 0
        """How many of the brackets, from the first, hold a link and can begin none themselves."""
        self._runs: list[Run] = []
        self._page = 0

    def add(self, token: Token) -> None:
        """Takes the next token of the text."""
        match token.name:
            case "run":
                self._runs.append(run_at(self._text, token.start, token.end))
            case "opening":
                self._brackets.append(_Bracket(token.start, token.end, len(self._runs)))
            case "closing" | "link" | "labelled" | "labelled_as":
                self._close(token)
            case "break":
                self._add(token.start, token.end, "break")
            case "escape":
                self._add(token.start, token.end, "escape")
            case "attributes":
                self._add(token.start, token.end, "attributes")
            case "page_opening":
                self._page = token.start
                self._add(token.start, token.end, "link")
            case "page_closing":
                self._add(token.start, token.end, "link")
                self.pair(self._page, token.start)
            case _ if token.kind:
                self._add(token.start, token.end, token.kind)

    def pair(self, opening: int, closing: int) -> None:
        """Says that the marks which begin at these places belong together."""
        self._partners[opening] = closing
        self._partners[closing] = opening

    def pair_emphasis(self, runs_from: int) -> None:
        """Pairs the emphasis marks seen so far, but for the first `runs_from` runs."""
        runs = self._runs[runs_from:]
        del self._runs[runs_from:]
        for opening, closing in pairs(runs):
            self._add(opening.start, opening.end, "emphasis")
            self._add(closing.start, closing.end, "emphasis")
            self.pair(opening.start, closing.start)

    def marks(self) -> tuple[Mark, ...]:
        """Everything found, once the last token is in."""
        found = list(_with_attributes(sorted(self._found)))
        places = {start: index for index, (start, _, _) in enumerate(found)}
        return tuple(
            Mark(Span(start, end), kind, places.get(self._partners.get(start, -1)))
            for start, end, kind in found
        )

    def _add(self, start: int, end: int, kind: MaskKind) -> None:
        self._found.append((start, end, kind))

    def _close(self, token: Token) -> None:
        bracket = self._brackets.pop() if self._brackets else None
        if token.name == "closing":
            self._spent = min(self._spent, len(self._brackets))
            return
        is_image = bracket is not None and self._text[bracket.start] == "!"
        if bracket is None or (len(self._brackets) < self._spent and not is_image):
            if token.kind:
                self._add(*token.inner, token.kind)
            self._spent = min(self._spent, len(self._brackets))
            return
        self._add(bracket.start, bracket.end, "link")
        self._add(token.start, token.end, "link")
        self.pair(bracket.start, token.start)
        self.pair_emphasis(bracket.runs_from)
        # A link holds no link: brackets around it are text. Images may.
        self._spent = min(self._spent, len(self._brackets)) if is_image else len(self._brackets)


def _with_attributes(found: Iterable[tuple[int, int, MaskKind]]) -> Iterable[tuple[int, int, MaskKind]]:
    """The pieces in order, attributes as part of what they are given to."""
    last: tuple[int, int, MaskKind] | None = None
    for start, end, kind in found:
        if last and kind == "attributes" and start == last[1]:
            last = (last[0], end, last[2])
            continue
        if last:
            yield last
        last = (start, end, kind)
    if last:
        yield last
