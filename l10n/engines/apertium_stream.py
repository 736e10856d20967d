"""Apertium's stream format: what is no language travels in superblanks, which come back where they were.

    Hello [0], how are you?[u0]
    A [[0]]heading[[/]].[][u1]

In the stream `[...]` is a superblank; `]` `{` `^` `$` `/` `\\` `<` `@` and others mean something too. Here
whatever is not a letter, a digit or plain punctuation is put into superblanks, by number, so nothing needs
escaping, and the marks that Apertium adds itself (`*` `@` `#`) can be told from the text's.
A full stop that is not the text's is followed by an empty superblank, as Apertium's own deformatters do it:
headings end there. The last superblank has the text's number, by which texts and answers keep together.
`[[...]]` is a word-bound blank, since Apertium 3.7: it stays with its words wherever they go. Between words
of one sentence it changes nothing but that no expression is found across its ends, so only what pairs of
marks enclosed is put into some.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.engines.answers import Answer, Link, Place, Query

_PUNCTUATION = frozenset(" .,;:!?¿¡…'\"’‘“”„«»()-–—%&")
_ENDINGS = (".", "!", "?", "…")
_WHOLE = re.compile(r"⟦\d+⟧|[^\W_]{500,}")
"""Markers, and what is too long for a word: the time that Apertium takes for one grows with its square."""
_ITEM = re.compile(
    r"(?P<mark>\\?[*@#])|\\(?P<escaped>.)|\[\[(?P<bound>[^\[\]\\]*)\]\]|\[(?P<blank>(?:\\.|[^\]\\])*)\]"
    r"|(?P<text>.)",
    re.DOTALL,
)
"""None of Apertium's marks is the text's, not even an escaped one, as mkd-hbs makes them: `\\@ќе`."""
_NUMBER = re.compile(r"\[u(\d+)\]")
_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def encode(query: Query, number: int) -> str:
    """The query, followed by a superblank with its number."""
    parts: list[str] = []
    pieces = _pieces(query.text)
    bound = _bound(query)
    at = 0
    for index, piece in enumerate(pieces):
        first, beyond = (bisect_left(bound, end, key=_start) for end in (at, at + len(piece)))
        parts.append(f"[{index // 2}]" if index % 2 else _with_blanks(piece, at, bound[first:beyond]))
        at += len(piece)
    if not "".join(pieces[::2]).rstrip().endswith(_ENDINGS):
        parts.append(".[]")
    parts.append(f"[u{number}]")
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


def number_of(stream: str) -> int | None:
    """The number of the text whose translation this is; None where it has none, or more than one."""
    found = _NUMBER.findall(stream)
    return int(found[0]) if len(found) == 1 else None


def decode(stream: str, query: Query) -> Answer | None:
    """The translation in what Apertium made of `encode(query, number)`, whatever the number.

    None where a superblank is lost or new.
    """
    items: list[_Item] = [_Item("")]
    for found in _ITEM.finditer(_NUMBER.sub("", stream)):
        blank, bound = found["blank"], found["bound"]
        if blank == "":
            items[-1].text = items[-1].text.removesuffix(".")
        elif blank is not None:
            items += [_Item(blank, is_blank=True), _Item("")]
        elif bound is not None:
            items.append(_Item("", bound=bound if bound != "/" else ""))
        elif found["mark"] is None:
            items[-1].text += found["escaped"] or found["text"]
    return _restored(items, query)


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
        whole = _WHOLE.match(text, at)
        end = whole.end() if whole else at + 1
        plain = not whole and _is_plain(text, at)
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
