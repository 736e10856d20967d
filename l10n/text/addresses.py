"""Finds URLs and e-mail addresses in running text, without the punctuation of the sentence around them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

MAIL = r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"

_URL_HINTS = ("://", "www.", "mailto:", "tel:")
_BEGINNING = re.compile(r"://(?=[\w\[{$%])|www\.(?=[\w\[{$%])|(?:mailto|tel):(?=[\w+])")
_SCHEME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-")
_LONGEST_SCHEME = 32
_END = re.compile(r"[\s<>\"“”„‟«»‘’‚…。，、！？；：（）「」『』【】《》|\\^`\]]")
_EMAIL = re.compile(rf"(?<![\w.+-]){MAIL}")
_ENTITY = re.compile(r"&#?\w+;\Z")


class Beginning(NamedTuple):
    """Where an address begins."""

    start: int
    """In code points."""
    sure_to: int
    """What belongs to it at least; of an e-mail address all, but for punctuation."""
    kind: Literal["url", "email"]


def beginnings(text: str) -> Iterator[Beginning]:
    """Where addresses begin in `text`, from left to right; some within what another, or code, may cover."""
    found: list[Beginning] = []
    if any(hint in text for hint in _URL_HINTS):
        found += _urls(text)
    if "@" in text:
        found += (Beginning(mail.start(), mail.end(), "email") for mail in _EMAIL.finditer(text))
        found.sort(key=lambda beginning: beginning.start)
    return iter(found)


def _urls(text: str) -> Iterator[Beginning]:
    for found in _BEGINNING.finditer(text):
        start = found.start()
        if text[start] == ":":
            start = _scheme_start(text, start)
            if start == found.start():
                continue
        elif text[start - 1 : start] in _SCHEME_LETTERS:
            continue
        yield Beginning(start, found.end(), "url")


def _scheme_start(text: str, colon: int) -> int:
    """Where the scheme before `colon` begins; `colon` itself if there is none."""
    start = colon
    while start and text[start - 1] in _SCHEME_LETTERS and colon - start <= _LONGEST_SCHEME:
        start -= 1
    begins = 2 <= colon - start <= _LONGEST_SCHEME and text[start].isalpha()
    return start if begins else colon


def address_end(text: str, beginning: Beginning) -> int:
    """Where the address ends, once a sentence's own punctuation and brackets are taken off."""
    start, end, kind = beginning
    if kind == "url":
        found = _END.search(text, end)
        end = found.start() if found else len(text)
    address = text[start:end]
    spare = {")": address.count(")") - address.count("("), "}": address.count("}") - address.count("{")}
    while end > start + 1:
        last = text[end - 1]
        if last == ";" and (entity := _ENTITY.search(text[max(start, end - 34) : end])):
            end -= len(entity.group())
        elif last in ".,:;!?'*_~-":
            end -= 1
        elif spare.get(last, 0) > 0:
            spare[last] -= 1
            end -= 1
        else:
            break
    return end
