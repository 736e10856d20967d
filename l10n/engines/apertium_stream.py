"""Apertium's stream format: what is no language travels in superblanks, which come back where they were.

    Hello [0], how are you?[][u0]A heading.[][u1]

In the stream `[...]` is a superblank; `]` `{` `^` `$` `/` `\\` `<` `@` and others mean something too. Here
whatever is not a letter, a digit or plain punctuation is put into superblanks, by number, so nothing needs
escaping, and the marks that Apertium adds itself (`*` `@` `#`) can be told from the text's.
A full stop that is not the text's is followed by an empty superblank, as Apertium's own deformatters do it:
headings end there, and the next text does not belong to them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_PUNCTUATION = frozenset(" .,;:!?¿¡…'\"’‘“”„«»()-–—%&")
_ENDINGS = (".", "!", "?", "…")
_MARKER = re.compile(r"⟦\d+⟧")
_ITEM = re.compile(r"\\(?P<escaped>.)|\[(?P<blank>(?:\\.|[^\]\\])*)\]|(?P<mark>[*@#])|(?P<text>.)", re.DOTALL)


def encode(texts: Sequence[str]) -> str:
    """The texts (none of them blank), in order, each followed by a superblank with its number."""
    parts = []
    for number, text in enumerate(texts):
        pieces = _pieces(text)
        parts += [f"[{index // 2}]" if index % 2 else piece for index, piece in enumerate(pieces)]
        if not "".join(pieces[::2]).rstrip().endswith(_ENDINGS):
            parts.append(".[]")
        parts.append(f"[u{number}]\n")
    return "".join(parts)


def decode(stream: str, texts: Sequence[str]) -> list[str | None] | None:
    """The translations in what Apertium made of `encode(texts)`, in order.

    None in the place of a text that lost or gained a superblank; None altogether where texts are missing.
    """
    answers = list(_answers(stream))
    if len(answers) != len(texts):
        return None
    return [_restored(answer, _pieces(text)) for answer, text in zip(answers, texts, strict=True)]


def _answers(stream: str) -> Iterator[list[str]]:
    """What stands before the superblank of each text: text and superblanks' contents by turns."""
    answer = [""]
    number = 0
    for item in _ITEM.finditer(stream):
        blank = item["blank"]
        if blank == f"u{number}":
            yield [answer[0].removeprefix("\n"), *answer[1:]]
            answer = [""]
            number += 1
        elif blank == "":
            answer[-1] = answer[-1].removesuffix(".")
        elif blank is not None:
            answer += [blank, ""]
        elif item["mark"] is None:
            answer[-1] += item["escaped"] or item["text"]


def _restored(answer: list[str], pieces: list[str]) -> str | None:
    held = pieces[1::2]
    if answer[1::2] != [str(index) for index in range(len(held))]:
        return None
    return "".join(text for pair in zip(answer[::2], [*held, ""], strict=True) for text in pair)


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
