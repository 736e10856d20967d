"""Apertium's stream format: what is no language travels in superblanks, which come back where they were.

    Hello [0], how are you?[][u0]A [[0]]heading[[/]].[][u1]

In the stream `[...]` is a superblank; `]` `{` `^` `$` `/` `\\` `<` `@` and others mean something too. Here
whatever is not a letter, a digit or plain punctuation is put into superblanks, by number, so nothing needs
escaping, and the marks that Apertium adds itself (`*` `@` `#`) can be told from the text's.
A full stop that is not the text's is followed by an empty superblank, as Apertium's own deformatters do it:
headings end there, and the next text does not belong to them.
`[[...]]` is a word-bound blank, since Apertium 3.7: it stays with its words wherever they go. Between words
of one sentence it changes nothing but that no expression is found across its ends, so only what pairs of
marks enclosed is put into some.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.engines.answers import Answer, Link, Place, Query

_PUNCTUATION = frozenset(" .,;:!?¿¡…'\"’‘“”„«»()-–—%&")
_ENDINGS = (".", "!", "?", "…")
_MARKER = re.compile(r"⟦\d+⟧")
_ITEM = re.compile(
    r"\\(?P<escaped>.)|\[\[(?P<bound>[^\[\]\\]*)\]\]|\[(?P<blank>(?:\\.|[^\]\\])*)\]"
    r"|(?P<mark>[*@#])|(?P<text>.)",
    re.DOTALL,
)
_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def encode(queries: Sequence[Query]) -> str:
    """The queries (none of them blank), in order, each followed by a superblank with its number."""
    parts: list[str] = []
    for number, query in enumerate(queries):
        pieces = _pieces(query.text)
        bound = _bound(query)
        at = 0
        for index, piece in enumerate(pieces):
            first, beyond = (bisect_left(bound, end, key=_start) for end in (at, at + len(piece)))
            parts.append(f"[{index // 2}]" if index % 2 else _with_blanks(piece, at, bound[first:beyond]))
            at += len(piece)
        if not "".join(pieces[::2]).rstrip().endswith(_ENDINGS):
            parts.append(".[]")
        parts.append(f"[u{number}]\n")
    return "".join(parts)


def _start(bound: tuple[int, int, int]) -> int:
    return bound[1]


def _bound(query: Query) -> list[tuple[int, int, int]]:
    """The stretches of words that pairs of marks enclose, each with a number: stretches no boundary parts."""
    cuts = {edge for pair in query.pairs for edge in pair}
    at = 0
    for piece in _pieces(query.text) if cuts else ():
        cuts |= {at, at + len(piece)}
        at += len(piece)
    found: list[tuple[int, int, int]] = []
    ordered = sorted(cuts)
    depth = dict.fromkeys(ordered, 0)
    for start, end in query.pairs:
        depth[start] += 1
        depth[end] -= 1
    around = 0
    for start, end in pairwise(ordered):
        around += depth[start]
        words = _WORDS.search(query.text, start, end) if around else None
        if words:
            found.append((len(found), *words.span()))
    return found


def _with_blanks(piece: str, offset: int, bound: Sequence[tuple[int, int, int]]) -> str:
    parts, at = [], 0
    for number, start, end in bound:
        parts += [piece[at : start - offset], f"[[{number}]]{piece[start - offset : end - offset]}[[/]]"]
        at = end - offset
    return "".join((*parts, piece[at:]))


@dataclass(slots=True)
class _Item:
    """A stretch of the stream: text, perhaps bound to what it came from, or a superblank."""

    text: str
    is_blank: bool = False
    bound: str = ""


def decode(stream: str, queries: Sequence[Query]) -> list[Answer | None] | None:
    """The translations in what Apertium made of `encode(queries)`, in order.

    None in the place of a text that lost or gained a superblank; None altogether where texts are missing.
    """
    answers = list(_answers(stream))
    if len(answers) != len(queries):
        return None
    return [_restored(answer, query) for answer, query in zip(answers, queries, strict=True)]


def _answers(stream: str) -> Iterator[list[_Item]]:
    """What stands before the superblank of each text."""
    items: list[_Item] = [_Item("")]
    number = 0
    for found in _ITEM.finditer(stream):
        blank, bound = found["blank"], found["bound"]
        if blank == f"u{number}":
            items[0].text = items[0].text.removeprefix("\n")
            yield items
            items = [_Item("")]
            number += 1
        elif blank == "":
            items[-1].text = items[-1].text.removesuffix(".")
        elif blank is not None:
            items += [_Item(blank, is_blank=True), _Item("")]
        elif bound is not None:
            items.append(_Item("", bound=bound if bound != "/" else ""))
        elif found["mark"] is None:
            items[-1].text += found["escaped"] or found["text"]


def _restored(items: Sequence[_Item], query: Query) -> Answer | None:
    held = _pieces(query.text)[1::2]
    if [item.text for item in items if item.is_blank] != [str(index) for index in range(len(held))]:
        return None
    origins: dict[str, Place] = {str(number): (start, end) for number, start, end in _bound(query)}
    parts: list[str] = []
    links: list[Link] = []
    at = 0
    for item in items:
        text = held[int(item.text)] if item.is_blank else item.text
        numbers = (number.strip() for number in item.bound.split(";"))
        links += (Link(origins[number], (at, at + len(text))) for number in numbers if number in origins)
        parts.append(text)
        at += len(text)
    return Answer("".join(parts), tuple(links))


def _pieces(text: str) -> list[str]:
    """What Apertium reads and what it must not see, by turns, beginning and ending with the former."""
    pieces = [""]
    at = 0
    while at < len(text):
        marker = _MARKER.match(text, at)
        end = marker.end() if marker else at + 1
        plain = not marker and _is_plain(text, at)
        if plain == (len(pieces) % 2 == 1):
            pieces[-1] += text[at:end]
        else:
            pieces.append(text[at:end])
        at = end
    return pieces if len(pieces) % 2 else [*pieces, ""]


def _is_plain(text: str, at: int) -> bool:
    char = text[at]
    if char == " ":
        return text[at - 1 : at] != " " and text[at + 1 : at + 2] != " "
    return char in _PUNCTUATION or unicodedata.category(char)[0] in "LMN"
