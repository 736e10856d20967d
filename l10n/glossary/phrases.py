"""Finds many phrases in a text at once: whole words, by a hash of their keys.

The first word of every phrase leads to the lengths that phrases beginning with it have, longest first; a
stretch of words of such a length is then looked up whole. So the time for a text hardly grows with the number
of phrases.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from l10n.model import Span
from l10n.text.protect import protected
from l10n.text.tokens import keys, spelling, word_key, word_texts, words

PayloadT = TypeVar("PayloadT")

_MARKUP = str.maketrans("", "", "*_~")
_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[PayloadT]):
    """A phrase to look for, with whatever its finder wants to know."""

    text: str
    case: bool
    """Capitals count, but for the first letter of a phrase that begins a sentence."""
    payload: PayloadT


@dataclass(frozen=True, slots=True)
class Match(Generic[PayloadT]):
    """A phrase and where it stands."""

    phrase: Phrase[PayloadT]
    span: Span
    """In code points of the text, from its first word to the end of its last."""


class Words:
    """The words of one text, outside of what no phrase may stand in: code, addresses, placeholders, tags."""

    __slots__ = ("keys", "spans", "text")

    def __init__(self, text: str) -> None:
        masks = protected(text)
        found = words(text)
        if masks:
            found = tuple(span for span in found if not any(_overlap(span, mask.span) for mask in masks))
        self.text = text
        self.spans = found
        self.keys = [word_key(text[span.start : span.end]) for span in found]

    def spellings(self, start: int, end: int) -> list[str]:
        """The words from index `start` to `end` as they are spelt, capitals kept."""
        return [spelling(self.text[span.start : span.end]) for span in self.spans[start:end]]

    def gaps(self, start: int, end: int) -> list[str]:
        """What parts the words from index `start` to `end`, as `gap_key`."""
        inner = self.spans[start:end]
        return [gap_key(self.text[a.end : b.start]) for a, b in pairwise(inner)]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@lru_cache(maxsize=4096)
def gap_key(gap: str) -> str:
    """What counts of the characters between two words: "" for space, emphasis marks or a hyphen.

    Anything else counts, so that a full stop or a comma ends a phrase unless the phrase has it too.
    """
    bare = gap.translate(_MARKUP)
    return "" if bare in _HYPHENS else "".join(spelling(bare).split())


class PhraseIndex(Generic[PayloadT]):
    """Phrases, ready to be found. Of two with the same words the one given first is preferred."""

    def __init__(self, phrases: Iterable[Phrase[PayloadT]]) -> None:
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._forms: dict[tuple[str, ...], list[tuple[Phrase[PayloadT], list[str], list[str]]]] = {}
        for phrase in phrases:
            form = keys(phrase.text)
            spans = words(phrase.text)
            gaps = [gap_key(phrase.text[a.end : b.start]) for a, b in pairwise(spans)]
            self._forms.setdefault(form, []).append((phrase, _spellings(phrase.text), gaps))
            lengths = {*self._lengths.get(form[0], ()), len(form)}
            self._lengths[form[0]] = tuple(sorted(lengths, reverse=True))

    def may_hold(self, text: str) -> bool:
        """False if none of the phrases is in `text`; quick, and looks at no markup."""
        found = list(map(word_key, word_texts(text)))
        lengths, forms = self._lengths, self._forms
        for at, key in enumerate(found):
            if key in lengths:
                for length in lengths[key]:
                    if tuple(found[at : at + length]) in forms:
                        return True
        return False

    def longest(
        self, text: str, allowed: Callable[[Phrase[PayloadT], Words, int, int], bool] = lambda *_: True
    ) -> Iterator[Match[PayloadT]]:
        """The phrases in `text` from left to right, the longest at each place, none within another.

        `allowed` may refuse a phrase that stands at the words from one index to another.
        """
        if not self.may_hold(text):
            return
        found = Words(text)
        at = 0
        while at < len(found.keys):
            for end, phrases in self._at(found, at):
                phrase = next((one for one in phrases if allowed(one, found, at, end)), None)
                if phrase is not None:
                    yield Match(phrase, Span(found.spans[at].start, found.spans[end - 1].end))
                    at = end
                    break
            else:
                at += 1

    def every(self, text: str) -> Iterator[Match[PayloadT]]:
        """All phrases in `text`, by place, longest first, those within others too."""
        if not self.may_hold(text):
            return
        found = Words(text)
        for at in range(len(found.keys)):
            for end, phrases in self._at(found, at):
                span = Span(found.spans[at].start, found.spans[end - 1].end)
                yield from (Match(phrase, span) for phrase in phrases)

    def _at(self, found: Words, at: int) -> Iterator[tuple[int, Sequence[Phrase[PayloadT]]]]:
        """The phrases that begin at word `at`, by the word they end before, longest first."""
        for length in self._lengths.get(found.keys[at], ()):
            end = at + length
            candidates = self._forms.get(tuple(found.keys[at:end]), ()) if end <= len(found.keys) else ()
            fitting = [
                phrase
                for phrase, spelt, gaps in candidates
                if found.gaps(at, end) == gaps
                and (not phrase.case or _same_capitals(spelt, found.spellings(at, end)))
            ]
            if fitting:
                yield end, fitting


def _spellings(text: str) -> list[str]:
    return [spelling(word) for word in word_texts(text)]


def _same_capitals(form: list[str], found: list[str]) -> bool:
    first = form[0][:1].upper() + form[0][1:]
    return form[1:] == found[1:] and found[0] in (form[0], first)
