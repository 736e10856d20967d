"""Cuts a text into sentences by rules: a terminator, white space, and what may begin a sentence.

A sentence ends at a terminator with the quotes and brackets that close after it, where white space follows
and then no lower-case letter. Full stops are asked more: abbreviations (`l10n.text.abbreviations`), initials,
ordinals and dates end no sentence. Terminators of Chinese and Japanese need no white space. On news in ten
locales this agrees with people better than any segmenter measured, and needs neither model nor network.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Protocol

from l10n.text.abbreviations import Abbreviations, abbreviations

_TERMINATORS = ".!?…‼⁇⁈⁉‽⸮\u037e؟۔܀܁܂।॥။።፧፨។៕᠃᠉։෴"
_WIDE = "。！？｡．"
_APOSTROPHES = "'’"
_CLOSERS = r"\"'“”‘’»«›‹)\]}*_~`"
_MARKS = r"\"“”„‟‘‚«»‹›(\[{*_~`\\¿¡–—―"
_OPENERS = _MARKS + _APOSTROPHES + "-"
_MARKUP = "*_~`"
_QUOTES = "\"'“”‘’»«›‹"
_WIDE_CLOSERS = "”’」』）】》〉"
_LOWER = "a-zß-öø-ÿа-яѐ-џα-ώ"
"""Most lower-case letters, to turn down most candidates early; every other is looked at one by one."""

_LOOK_AHEAD = 60
"""Code points after the white space that are looked at to find the next word."""
_LONGEST_TOKEN = 30
"""Code points before a full stop in which an abbreviation is looked for."""
_LONGEST_BRACKET = 200
"""Code points; within brackets of at most this length no sentence ends."""

_NEXT = re.compile(
    rf"(?:[{_APOSTROPHES}][kmnst]\ (?=[^\W\d_{_LOWER}]))?"  # Dutch: 's Avonds, 't Was
    rf"(?:[{_OPENERS}]+\s?)*(?P<word>[^\W_](?:[^\W_]|['’](?=[^\W_]))*)?(?P<dot>\.)?"
)
_SPEAKER = re.compile(rf"(?:[^\W\d_{_LOWER}]\S*\s+){{1,3}}(?P<verb>\w+)")
_LEADING = re.compile(rf".*(?:[{_MARKS}]|['’](?=..|[^\W\d_{_LOWER}])|^['’])(?=.)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}\Z")
_NUMBER = re.compile(r"(?:(?P<first>\d{1,2})\.?[–/-])?(?P<digits>\d+)")
_ROMAN = re.compile("[IVXLCDM]{2,}")
_LIST_NUMBER = re.compile(r"\d{1,3}|\w|(?:\d{1,2}\.)+\d{1,2}|[IVX]{1,4}")
_QUOTED_GOES_ON = "とっなはがをにのでもへや"
"""Particles that carry a Japanese sentence on after a quotation."""
_CASELESS = ("\u10d0", "\u10ff")
"""Georgian's letters, first and last: Unicode has capitals for them that sentences do not begin with."""


class Rules(Protocol):
    """Whatever else cuts texts into sentences, as the rules of an SRX file do (`l10n.text.srx`)."""

    def sentences(self, text: str, locale: str) -> list[tuple[int, int]]:
        """What `l10n.text.segment.sentences` promises."""
        ...


_in_use: ContextVar[Rules | None] = ContextVar("rules", default=None)


@contextmanager
def using(rules: Rules | None) -> Iterator[None]:
    """Let `rules` cut all texts within a `with` block, unless they are None."""
    token = _in_use.set(rules)
    try:
        yield
    finally:
        _in_use.reset(token)


def rules_in_use() -> Rules | None:
    """The rules that a project brought along; None where l10n's own cut."""
    return _in_use.get()


def sentences(text: str, locale: str, rules: Rules | None = None) -> list[tuple[int, int]]:
    """The sentences of `text` as spans (code points, half-open) that tile it; [] for an empty text.

    White space after a sentence belongs to it. `locale` may be spelt in any way; a language of which no
    abbreviations are known is cut by the general rules. `rules` are asked instead where they are given or
    in use (see `using`).
    """
    rules = _in_use.get() if rules is None else rules
    if rules is not None:
        return rules.sentences(text, locale)
    known = abbreviations(locale)
    listed = known.listed
    has_brackets = "(" in text
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _candidates(known.terminators).finditer(text):
        end = found.end()
        if found.lastindex == 1:
            # The common case without function calls: a full stop, one space, and a letter.
            dot = end - 2
            first = text.rfind(" ", start, dot) + 1 or start
            token = text[first:dot]
            if token in known.inside:
                continue
            if dot - first > 1 and token not in listed and token.isalpha() and not _ROMAN.fullmatch(token):
                ends = not _is_lower(text[end])
            else:
                ends = _ends_at_full_stop(text, start, dot, end, known)
            closed = dot
        else:
            ends = end < len(text) and _ends(text, start, found, known)
            closed = found.end(2)
        if ends and not (has_brackets and closed > 0 and _in_brackets(text, start, closed)):
            spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


@cache
def _candidates(further: str) -> re.Pattern[str]:
    """Where sentences may end. Begins with one set of characters, which `re` finds several times faster."""
    marks = _TERMINATORS + re.escape(further)
    return re.compile(
        rf"""
        [{marks}{_WIDE}\n] (?! (?<=[\W_][^\W\d_]\.) \ [^\W\d_]\. )  # between initials nothing ends
        (?: (?<=\.) (?<!\.\.) (\ ) (?=[^\W\d_{_LOWER}])
          | (?<=[{marks}]) (?<![{marks}]{{2}}) (?!\ ?[{_LOWER}]) [{marks}]*
            ( (?> (?: [{_CLOSERS}] | \s[»"”](?=[\s,;:.]|\Z) )* ) ) \s+
          | (?<=[{_WIDE}]) [{_WIDE}]* ([{_WIDE_CLOSERS}{_CLOSERS}]*) \s*
          | (?<=\n) (?<!\n\n) [^\S\n]* (\n) \s* )
        """,
        re.VERBOSE,
    )


def _is_lower(char: str) -> bool:
    return char.islower() and not _CASELESS[0] <= char <= _CASELESS[1]


def _ends(text: str, start: int, found: re.Match[str], known: Abbreviations) -> bool:
    """True if a sentence that began at `start` ends with `found`, which is not the common case."""
    if found[4]:
        return bool(text[start : found.start()].strip())
    end = found.end()
    if found[3] is not None:
        return not (found[3] and text[end] in _QUOTED_GOES_ON)
    at, closers = found.start(), found[2]
    if "\n" in text[found.end(2) : end].replace("\n", "", 1):
        return True
    if found.start(2) - at == 1 and text[at] == "." and not closers.strip(_MARKUP):
        return _ends_at_full_stop(text, start, at, end, known)
    following = _NEXT.match(text, end, end + _LOOK_AHEAD)
    word = (following and following["word"]) or ""
    if _is_lower(word[:1]):
        return False
    if closers[:1] in (")", "]") and text[at - 1 : at] in ("(", "["):
        return False
    return not (known.speech and closers and _speaker_follows(text, found, word, known))


def _speaker_follows(text: str, found: re.Match[str], word: str, known: Abbreviations) -> bool:
    """True behind `“Why?”` where `Ann Lee asked` follows."""
    if text[found.start(2) - 1] == "." or not set(found[2]) & set(_QUOTES) or word in known.starters:
        return False
    speaker = _SPEAKER.match(text, found.end(), found.end() + _LOOK_AHEAD)
    return speaker is not None and speaker["verb"] in known.speech


def _ends_at_full_stop(text: str, start: int, dot: int, end: int, known: Abbreviations) -> bool:
    """True if the full stop at `dot` ends a sentence; the next one would begin at `end`."""
    following = _NEXT.match(text, end, end + _LOOK_AHEAD)
    word = (following and following["word"]) or ""
    if _is_lower(word[:1]):
        return False
    before, token = (["", "", *text[max(start, dot - _LONGEST_TOKEN) : dot].split()])[-2:]
    if not token.isalnum():
        token = _LEADING.sub("", token)
    if dot - start <= _LONGEST_TOKEN and _LIST_NUMBER.fullmatch(token) and text[start:dot].strip() == token:
        return False
    number = _NUMBER.fullmatch(token)
    if number:
        if word[:1].isdecimal():
            return not (known.dates and len(number["digits"]) <= 2)
        return not _is_ordinal(before, number, known) or word in known.starters
    if len(word) == 1 and following and following["dot"] and len(token) == 1:
        return False
    return _ends_at_word(before, token, word, known)


def _is_ordinal(before: str, number: re.Match[str], known: Abbreviations) -> bool:
    """True if a full stop may make an ordinal of the number: not of zero, of a year, of a score (`2 : 1`)."""
    if len(number["digits"]) > known.ordinals or before[-1:] == ":":
        return False
    return int(number["first"] or 0) < int(number["digits"])


def _ends_at_word(before: str, token: str, word: str, known: Abbreviations) -> bool:
    """True if the full stop after `token`, itself after `before`, ends a sentence that `word` follows."""
    if token in known.inside:
        return False
    if token in known.numbers and (word[:1].isdecimal() or _ROMAN.fullmatch(word)):
        return False
    doubtful = (
        token in known.names
        or (len(token) == 1 and token.isupper())
        or _DOTTED.match(token)
        or (known.ordinals and _ROMAN.fullmatch(token))
        or (before[-1:] == "." and token.islower() and _DOTTED.match(before + token))
    )
    return not doubtful or word in known.starters


def _in_brackets(text: str, start: int, at: int) -> bool:
    """True if `at` stands within round brackets that were opened in the same sentence and close soon."""
    low = max(start, at - _LONGEST_BRACKET)
    opening = text.rfind("(", low, at)
    if opening == -1 or text.rfind(")", low, at) > opening:
        return False
    return text.find(")", at, opening + _LONGEST_BRACKET) != -1
