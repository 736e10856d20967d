"""Keeps left-to-right words whole in text that runs from right to left.

The Unicode Bidirectional Algorithm (UAX #9) takes spaces, punctuation and numbers beside a word of the other
direction for the sentence's own, and shows `C++` as `++C` and `3 GB` as `GB 3`. A directional isolate (its
section 2.4) around each such stretch settles what belongs to it. The W3C asks for the same around every
phrase of the other direction (Inline markup and bidirectional text in HTML).
"""

import html
import re
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import bidirectional

from l10n.text.marks import Mark
from l10n.text.protect import marks

LRI, PDI = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE."""

_LEADING = frozenset("#@.$€£+-−~/\\°")
"""Stands directly before a word that it belongs to: `.NET`, `#tag`, `--all`, `/etc`."""
_TRAILING = frozenset("+#%°′″$€£™®©/")
"""Stands directly behind a word that it belongs to: `C++`, `src/`, `20 °C`."""
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_CLOSING = frozenset(_BRACKETS.values())
_QUOTES = _BRACKETS | {'"': '"', "„": "“", "‘": "’"}
_ENDS = frozenset("?!.…")
_LONGEST_UNIT = 3
"""Letters of the longest unit of measure that a number before it belongs to: `kWh`."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MARKS = frozenset("\u200e\u200f\u061c")
_OPENS = frozenset("\u2066\u2067\u2068\u202a\u202b\u202d\u202e")
_CLOSES = frozenset("\u2069\u202c")
_LIKE_WORDS = frozenset({"code", "math", "untranslated"})
"""Marks that readers see as one word."""
_DIRECTED = re.compile(r"<(?:bdi|bdo)\b|<[a-z][^>]*?\sdir\s*=", re.IGNORECASE)

_CLASSES = {"L": "L", "R": "R", "AL": "R", "AN": "R", "EN": "D", "WS": "s", "S": "s", "B": "X"}
_CHARS = (
    dict.fromkeys("،٪", "R")
    | dict.fromkeys("\u00a0\u202f", "s")
    | dict.fromkeys("\n\r", "X")
    | dict.fromkeys(_MARKS, "M")
    | dict.fromkeys(_CLOSES, "X")
    | dict.fromkeys(_BRACKETS, "b")
    | dict.fromkeys(_CLOSING, "e")
    | dict.fromkeys("-./:_'’", "h")
    | {",": "c"}
)
"""What characters are here, whose bidirectional class does not tell; see `_Pieces`."""

_STRETCH = re.compile("[^RXUM]+")
_WORD = re.compile("[LA]")
_TOUCHED = re.compile("M$|U[^s]*$")
_NUMBER_BEHIND = {"L": re.compile("(?:[sh]?D|cD)+"), "A": re.compile("(?:[hc]?D)+")}
_UNIT_OF_NUMBER = re.compile(f"L{{1,{_LONGEST_UNIT}}}(?![LA])")


def isolated(text: str) -> str:
    """`text`, of a right-to-left locale, with each of its left-to-right stretches in a directional isolate.

    A stretch is words with the numbers, units and punctuation that belong to them, or code. Nothing is put
    into tags, addresses, placeholders or Markdown's marks, nor beside a bare URL, which would become part of
    its address (GitHub Flavored Markdown, section 6.9). Where somebody set isolates or direction marks
    already, or wrote `<bdi>` or `dir=`, that stands. Text without a right-to-left word stays as it is.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return text
    parts: list[str] = []
    at = 0
    for start, end in _Pieces(text).stretches():
        parts += [text[at:start], LRI, text[start:end], PDI]
        at = end
    return "".join((*parts, text[at:]))


class _Pieces:
    """A text in pieces, mostly single characters, each with a letter for what it is.

    `L` letter, `A` like a word, `D` digit, `R` right to left, `s` space, `h` joins what stands beside it, `c`
    comma, `b` and `e` begin and end a bracket, `n` what else takes its direction from others. Stretches end
    at `X`, at `M`, a direction mark, and at `U`, an address that nothing may touch.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._partners: dict[int, int] = {}
        letters: list[str] = []
        for start, letter in self._read():
            self._starts.append(start)
            letters.append(letter)
        self._starts.append(len(text))
        self._letters = self._with_brackets(re.sub("cs", "Xs", "".join(letters)))

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The places to isolate, in order, in code points."""
        if "R" not in self._letters:
            return
        for found in _STRETCH.finditer(self._letters):
            low, high = found.span()
            if not _WORD.search(self._letters, low, high):
                continue
            start, end = self._quoted(*self._balanced(*self._extent(low, high)))
            before = self._letters[max(low - 1, 0) : start]
            behind = self._letters[end : high + 1]
            if not _TOUCHED.match(before) and not _TOUCHED.match(behind[::-1]):
                yield self._starts[start], self._starts[end]

    def _read(self) -> Iterator[tuple[int, str]]:
        found = marks(self._text)
        at = index = 0
        previous = "n"
        while at < len(self._text):
            while index < len(found) and found[index].span.start < at:
                index += 1
            if index < len(found) and found[index].span.start == at:
                end, letter = self._of_mark(found, index)
            elif self._text[at] in _OPENS:
                end = _end_of_embedding(self._text, at)
                letter = "R" if _RIGHT_TO_LEFT.match(self._text, at) else "X"
            else:
                end, letter = at + 1, _letter_of(self._text[at], previous)
            yield at, letter
            at, previous = end, letter

    def _of_mark(self, found: tuple[Mark, ...], index: int) -> tuple[int, str]:
        """Where a mark ends, and what it is here; an element that has its own direction is one piece."""
        mark = found[index]
        start, end = mark.span.start, mark.span.end
        said = self._text[start:end]
        if mark.kind in _LIKE_WORDS or (mark.kind in ("url", "email") and said.startswith("<")):
            return end, "X" if _RIGHT_TO_LEFT.search(said) else "A"
        if mark.kind in ("url", "email"):
            return end, "U"
        if mark.kind in ("escape", "entity"):
            char = said[1:] if mark.kind == "escape" else html.unescape(said)
            return end, _letter_of(char, "n") if len(char) == 1 else "n"
        if mark.kind == "tag" and mark.partner is not None and mark.partner > index and _DIRECTED.match(said):
            return found[mark.partner].span.end, "X"
        return end, "X"

    def _with_brackets(self, letters: str) -> str:
        """`letters` where brackets that have no partner, or hold more than one stretch, end stretches."""
        stops = [0, *accumulate(letter in "RXUM" for letter in letters)]
        changed = list(letters)
        waiting: list[int] = []
        for at, letter in enumerate(letters):
            if letter == "b":
                waiting.append(at)
                changed[at] = "X"
            elif letter == "e":
                changed[at] = "X"
                if waiting and _BRACKETS.get(self._char(waiting[-1])) == self._char(at):
                    begin = waiting.pop()
                    if stops[begin] == stops[at]:
                        changed[begin], changed[at] = "b", "e"
                        self._partners[at] = begin
        return "".join(changed)

    def _extent(self, low: int, high: int) -> tuple[int, int]:
        """The words between these places with what belongs to them, as indices of pieces."""
        letters = self._letters
        first = next(at for at in range(low, high) if letters[at] in "LA")
        start = self._number_before(low, first)
        if start == first:
            sign = self._with_leading(low, first)
            if sign > low and letters[sign - 1] == "s" and _UNIT_OF_NUMBER.match(letters, first, high):
                number = self._number_before(low, sign - 1)
                start = number if number < sign - 1 else first
        start = self._with_leading(low, start)
        end = next(at for at in range(high, low, -1) if letters[at - 1] in "LA")
        if number_behind := _NUMBER_BEHIND[letters[end - 1]].match(letters, end, high):
            end = number_behind.end()
        return start, self._with_trailing(end, high)

    def _number_before(self, low: int, at: int) -> int:
        """Where the number begins that ends at `at`; `at` where none does."""
        letters = self._letters
        while at > low:
            if letters[at - 1] == "D":
                at -= 1
            elif letters[at - 1] in "hc" and letters[at] == "D" and letters[max(at - 2, low)] == "D":
                at -= 2
            else:
                break
        return at

    def _with_leading(self, low: int, start: int) -> int:
        found = start
        while found > low and self._char(found - 1) in _LEADING:
            found -= 1
        return start if found and self._letters[found - 1] in "RUDLA" else found

    def _with_trailing(self, end: int, high: int) -> int:
        found = end
        while found < high and self._char(found) in _TRAILING:
            found += 1
        return end if self._letters[found : found + 1] in ("R", "D") else found

    def _balanced(self, start: int, end: int) -> tuple[int, int]:
        """With the brackets whose partners are between these places."""
        while self._partners.get(end, -1) >= start:
            end += 1
        begun = [self._partners[at] for at in range(start, end) if at in self._partners]
        return min((start, *begun)), end

    def _quoted(self, start: int, end: int) -> tuple[int, int]:
        """With the punctuation that ends what is quoted as a whole."""
        closing = _QUOTES.get(self._char(start - 1)) if start else None
        found = end
        while found < len(self._letters) and self._char(found) in _ENDS:
            found += 1
        quoted = closing is not None and found < len(self._letters) and self._char(found) == closing
        return start, found if quoted else end

    def _char(self, at: int) -> str:
        """What the piece shows where it is one character, also if it is written in another way."""
        said = self._text[self._starts[at] : self._starts[at + 1]]
        return said[1:] if len(said) == 2 and said[0] == "\\" else said


def _letter_of(char: str, previous: str) -> str:
    if known := _CHARS.get(char):
        return known
    said = bidirectional(char)
    if said in ("NSM", "BN"):
        return previous if previous in "LDR" else "n"
    return _CLASSES.get(said, "n")


def _end_of_embedding(text: str, start: int) -> int:
    """Where the isolate or embedding ends that begins at `start`; the end of the text where none does."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] in _OPENS:
            depth += 1
        elif text[at] in _CLOSES:
            depth -= 1
            if depth == 0:
                return at + 1
    return len(text)
