"""What a text ends with: a question, an exclamation, an ellipsis, a colon, a full stop, or no mark at all."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from l10n.text.scan import Mask


class Ending(Enum):
    """The class of the last mark of a text, by what it says rather than how it looks."""

    STOP = auto()
    ELLIPSIS = auto()
    QUESTION = auto()
    EXCLAMATION = auto()
    COLON = auto()
    NONE = auto()
    """A letter, a digit, or what may stand behind a word."""
    OTHER = auto()
    """A comma, a dash, a currency, code, an address."""


_CLASSES: Mapping[str, Ending] = {
    **dict.fromkeys(".。．।॥۔።။។։", Ending.STOP),
    **dict.fromkeys("…‥", Ending.ELLIPSIS),
    **dict.fromkeys("?？؟\u037e՞⁇‽⁈⁉፧", Ending.QUESTION),
    **dict.fromkeys("!！՜", Ending.EXCLAMATION),
    **dict.fromkeys(":：", Ending.COLON),
}
_CLOSING = frozenset(" \t\n\r\u00a0\u202f\"'”“„’‘»«›‹)]}）］」』】*_~`")
"""What may stand behind the last mark: quotation marks, brackets, emphasis."""
_TRAILING = frozenset({"tag", "reference"})
"""Masks that end no text: a tag that closes, a footnote mark."""

STOPS: Mapping[str, str | None] = {
    **dict.fromkeys(("ja", "zh"), "。"),
    **dict.fromkeys(("as", "bn", "hi", "mr", "ne", "or", "pa", "sa"), "।"),
    **dict.fromkeys(("am", "ti"), "።"),
    "hy": "։",
    "km": "។",
    "my": "။",
    "ur": "۔",
    **dict.fromkeys(("bo", "dz", "lo", "th"), None),
}
"""The full stop by language where it is not `.`; None where sentences have none."""

NO_QUESTION_MARK = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th"})
"""Languages that may ask without a question mark: a particle says it."""

_QUESTIONS = "".join(char for char, found in _CLASSES.items() if found is Ending.QUESTION)
_LONGEST = 20
"""Code points before a full stop in which an abbreviation is looked for."""
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[“„\"'’/-])(?:(?:[^\W\d_]\.)*[^\W\d_]|[^\W\d_]+(?:\.[^\W\d_]+)+"
    r"|Bros|Co|Corp|Dr|Inc|Jr|Ltd|Messrs|Mr|Mrs|Ms|No|Rev|Sen|Sr|St|al|approx|etc|vs|cf)\Z"
)
"""Before a full stop that is the abbreviation's own: letters with full stops between, one letter, a title."""


def ending(text: str, masks: Sequence[Mask], language: str) -> tuple[Ending, int]:
    """The class of the ending, and the place behind what decides it, in code points of `text`.

    `masks` are the text's own, in order.
    """
    end = _before_closing(text, len(text))
    for mask in reversed(masks):
        if mask.span.end < end:
            break
        if mask.kind not in _TRAILING:
            return Ending.OTHER, end
        end = _before_closing(text, min(end, mask.span.start))
    return _class(text, end, language), end


def _before_closing(text: str, end: int) -> int:
    while end and text[end - 1] in _CLOSING:
        end -= 1
    return end


def _class(text: str, end: int, language: str) -> Ending:
    if not end:
        return Ending.OTHER
    char = text[end - 1]
    if char == ";" and language == "el":
        return Ending.QUESTION
    if char == "." and text.endswith("..", 0, end):
        return Ending.ELLIPSIS
    if char == "." and _ABBREVIATED.search(text, max(0, end - _LONGEST), end - 1):
        return Ending.OTHER
    if char.isalnum() or unicodedata.category(char).startswith("M"):
        return Ending.NONE
    return _CLASSES.get(char, Ending.OTHER)


def asks(text: str, language: str) -> bool:
    """True if a question mark of the language stands anywhere in `text`."""
    return any(mark in text for mark in _QUESTIONS) or (language == "el" and ";" in text)
