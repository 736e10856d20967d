"""Finds many phrases in a text at once: whole words, by a hash of their keys.

The first word of every phrase leads to the lengths that phrases beginning with it have, longest first; a
stretch of words of such a length is then looked up whole. So the time for a text hardly grows with the number
of phrases.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise
from typing import Generic, TypeVar

from l10n.model import Span
from l10n.text.protect import protected
from l10n.text.tokens import keys, spelling, spellings, word_spans

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

    __slots__ = ("_ends", "_starts", "keys", "text")

    def __init__(self, text: str, all_keys: list[str]) -> None:
        spans = word_spans(text)
        masks = [mask.span for mask in protected(text)]
        if masks:
            seen = [not any(start < mask.end and mask.start < end for mask in masks) for start, end in spans]
            spans = list(compress(spans, seen))
            all_keys = list(compress(all_keys, seen))
        self.text = text
        self.keys = all_keys
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def span(self, start: int, end: int) -> Span:
        """The place of the words from index `start` to `end`."""
        return Span(self._starts[start], self._ends[end - 1])

    def spellings(self, start: int, end: int) -> list[str]:
        """Those words as they are spelt, capitals kept."""
        return [spelling(self.text[self._starts[at] : self._ends[at]]) for at in range(start, end)]

    def gaps(self, start: int, end: int) -> list[str]:
        """What parts those words, as `gap_key`."""
        return [gap_key(self.text[self._ends[at] : self._starts[at + 1]]) for at in range(start, end - 1)]


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
            gaps = [gap_key(phrase.text[a[1] : b[0]]) for a, b in pairwise(word_spans(phrase.text))]
            self._forms.setdefault(form, []).append((phrase, spellings(phrase.text), gaps))
            lengths = {*self._lengths.get(form[0], ()), len(form)}
            self._lengths[form[0]] = tuple(sorted(lengths, reverse=True))

    def longest(
        self, text: str, allowed: Callable[[Phrase[PayloadT], Words, int, int], bool] = lambda *_: True
    ) -> Iterator[Match[PayloadT]]:
        """The phrases in `text` from left to right, the longest at each place, none within another.

        `allowed` may refuse a phrase that stands at the words from one index to another.
        """
        found = self._words(text)
        if found is None:
            return
        free = 0
        for at, key in enumerate(found.keys):
            if at < free or key not in self._lengths:
                continue
            for end, phrases in self._at(found, at):
                phrase = next((one for one in phrases if allowed(one, found, at, end)), None)
                if phrase is not None:
                    yield Match(phrase, found.span(at, end))
                    free = end
                    break

    def every(self, text: str) -> Iterator[Match[PayloadT]]:
        """All phrases in `text`, by place, longest first, those within others too."""
        found = self._words(text)
        if found is None:
            return
        for at, key in enumerate(found.keys):
            if key in self._lengths:
                for end, phrases in self._at(found, at):
                    span = found.span(at, end)
                    yield from (Match(phrase, span) for phrase in phrases)

    def _words(self, text: str) -> Words | None:
        """The words of `text`; None, sooner, where no phrase can be among them."""
        found = list(keys(text))
        lengths, forms = self._lengths, self._forms
        for at, key in enumerate(found):
            if key in lengths:
                for length in lengths[key]:
                    if tuple(found[at : at + length]) in forms:
                        return Words(text, found)
        return None

    def _at(self, found: Words, at: int) -> Iterator[tuple[int, Sequence[Phrase[PayloadT]]]]:
        """The phrases that begin at word `at`, by the word they end before, longest first."""
        for length in self._lengths[found.keys[at]]:
            words = tuple(found.keys[at : at + length])
            if len(words) < length or words not in self._forms:
                continue
            gaps = found.gaps(at, at + length)
            fitting = [
                phrase
                for phrase, spelt, inner in self._forms[words]
                if gaps == inner
                and (not phrase.case or _same_capitals(spelt, found.spellings(at, at + length)))
            ]
            if fitting:
                yield at + length, fitting


def _same_capitals(form: list[str], found: list[str]) -> bool:
    first = form[0][:1].upper() + form[0][1:]
    return form[1:] == found[1:] and found[0] in (form[0], first)
