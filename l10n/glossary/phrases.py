"""Finds many phrases in a text at once: whole words, by a hash of their keys.

All phrases stand in one tree of words: the first word of every phrase leads to those that may follow it, and
so on. At each word of a text the tree is followed for as long as it goes, so that the time for a text hardly
grows with the number of phrases.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from l10n.model import Span
from l10n.text.protect import Mask, protected
from l10n.text.tokens import keys, spelling, spellings, word_spans

PayloadT = TypeVar("PayloadT")

_MARKUP = str.maketrans("", "", "*_~")
_HYPHENS = frozenset("-\u2010\u2011")
_SENTENCE_BREAK = re.compile(
    '[.!?:;\u2026\u3002"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a(\\[|\n\u00a1\u00bf\u2013\u2014\u2022]'
)
"""One of these before a word may have brought its capital about."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[PayloadT]):
    """A phrase to look for, with whatever its finder wants to know."""

    text: str
    case: bool
    """Capitals count, but for the first letter of a phrase that begins a sentence."""
    payload: PayloadT
    not_before: tuple[str, ...] = ()
    """Words that must not follow it, whatever their capitals and the punctuation between."""
    not_after: tuple[str, ...] = ()
    """Words that must not stand before it."""


@dataclass(frozen=True, slots=True)
class Match(Generic[PayloadT]):
    """A phrase and where it stands."""

    phrase: Phrase[PayloadT]
    span: Span
    """In code points of the text, from its first word to the end of its last."""


class _Words:
    """The words of one text, those hidden that are code, addresses, placeholders or tags."""

    __slots__ = ("_spans", "_text", "keys")

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        self.keys = [*keys(text), ""]
        """Of each word; "" of one that is hidden, and behind the last. No phrase has such a word."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands; only asked for once there is something to be found."""
        if not self._spans:
            self._spans = word_spans(self._text)
        return self._spans

    def hide(self, masks: Sequence[Mask]) -> None:
        """Hide the words that a mask reaches into; masks ascend and are disjoint."""
        number = 0
        for at, (start, end) in enumerate(self.spans):
            while number < len(masks) and masks[number].span.end <= start:
                number += 1
            if number < len(masks) and masks[number].span.start < end:
                self.keys[at] = ""

    def span(self, start: int, end: int) -> Span:
        """The place of the words from index `start` to `end`."""
        spans = self.spans
        return Span(spans[start][0], spans[end - 1][1])

    def spellings(self, start: int, end: int) -> list[str]:
        """Those words as they are spelt, capitals kept."""
        return [spelling(self._text[first:last]) for first, last in self.spans[start:end]]

    def gaps(self, start: int, end: int) -> list[str]:
        """What parts those words, as `gap_key`."""
        return [gap_key(self._text[one[1] : other[0]]) for one, other in pairwise(self.spans[start:end])]

    def begins_sentence(self, at: int) -> bool:
        """True where the word may have a capital for its place alone."""
        gap = self._text[self.spans[at - 1][1] : self.spans[at][0]] if at else "."
        return _SENTENCE_BREAK.search(gap) is not None


@lru_cache(maxsize=4096)
def gap_key(gap: str) -> str:
    """What counts of the characters between two words: "" for space, emphasis marks or a hyphen.

    Anything else counts, so that a full stop or a comma ends a phrase unless the phrase has it too.
    """
    bare = gap.translate(_MARKUP)
    return "" if bare in _HYPHENS else "".join(spelling(bare).split())


class _Form(Generic[PayloadT]):
    """A phrase, and all that is compared with a text's words once their keys agree."""

    __slots__ = ("_after", "_before", "_gaps", "_spelt", "phrase", "sure")

    def __init__(self, phrase: Phrase[PayloadT]) -> None:
        self.phrase = phrase
        self._gaps = _Words(phrase.text).gaps(0, len(keys(phrase.text)))
        self._spelt = spellings(phrase.text) if phrase.case else []
        self._before = [keys(text) for text in phrase.not_before]
        self._after = [keys(text) for text in phrase.not_after]
        self.sure = not (self._gaps or self._spelt or self._before or self._after)
        """True where there is nothing to compare."""

    def stands_at(self, words: _Words, start: int, end: int) -> bool:
        """True where the words from index `start` to `end`, whose keys are the phrase's, are the phrase."""
        if self._gaps and words.gaps(start, end) != self._gaps:
            return False
        if self._spelt and not self._same_capitals(words, start, end):
            return False
        return not (self._before or self._after) or not self._other_by_context(words.keys, start, end)

    def _same_capitals(self, words: _Words, start: int, end: int) -> bool:
        found = words.spellings(start, end)
        if found == self._spelt:
            return True
        raised = self._spelt[0][:1].upper() + self._spelt[0][1:]
        return found == [raised, *self._spelt[1:]] and words.begins_sentence(start)

    def _other_by_context(self, found: Sequence[str], start: int, end: int) -> bool:
        return any(tuple(found[end : end + len(words)]) == words for words in self._before) or any(
            tuple(found[max(0, start - len(words)) : start]) == words for words in self._after
        )


_End = tuple[int, list[_Form[PayloadT]]]
"""The index of the word after a phrase's last, and what may have ended there."""


class _Node(Generic[PayloadT]):
    """A word of the tree: the phrases that end with it, in the order given, and the words that may follow."""

    __slots__ = ("after", "forms")

    def __init__(self) -> None:
        self.after: dict[str, _Node[PayloadT]] = {}
        self.forms: list[_Form[PayloadT]] = []


class PhraseIndex(Generic[PayloadT]):
    """Phrases, ready to be found. Of two with the same words the one given first is preferred."""

    def __init__(self, phrases: Iterable[Phrase[PayloadT]]) -> None:
        self._first: dict[str, _Node[PayloadT]] = {}
        for phrase in phrases:
            after = self._first
            for key in keys(phrase.text):
                if (node := after.get(key)) is None:
                    node = after[key] = _Node()
                after = node.after
            node.forms.append(_Form(phrase))

    def longest(self, text: str) -> Iterator[Match[PayloadT]]:
        """The phrases in `text` from left to right, the longest at each place, none within another."""
        words = _Words(text)
        free = 0
        for at, ends in self._found(text, words):
            if at < free:
                continue
            for end, forms in reversed(ends):
                form = _standing(forms, words, at, end)
                if form is not None:
                    yield Match(form.phrase, words.span(at, end))
                    free = end
                    break

    def every(self, text: str) -> Iterator[Match[PayloadT]]:
        """All phrases in `text`, by place, longest first, those within others too."""
        words = _Words(text)
        for at, ends in self._found(text, words):
            for end, forms in reversed(ends):
                for form in forms:
                    if form.sure or form.stands_at(words, at, end):
                        yield Match(form.phrase, words.span(at, end))

    def _found(self, text: str, words: _Words) -> Iterator[tuple[int, list[_End[PayloadT]]]]:
        """Each word at which phrases may begin, and where those may end, ascending."""
        first, found = self._first, words.keys
        if first.keys().isdisjoint(found):
            return
        if masks := protected(text):
            words.hide(masks)
        for at, key in enumerate(found):
            if key in first:
                node, end = first[key], at + 1
                ends = [(end, node.forms)] if node.forms else []
                while (after := node.after.get(found[end])) is not None:
                    node, end = after, end + 1
                    if node.forms:
                        ends.append((end, node.forms))
                if ends:
                    yield at, ends


def _standing(forms: list[_Form[PayloadT]], words: _Words, at: int, end: int) -> _Form[PayloadT] | None:
    """The first of the forms that stands at those words."""
    for form in forms:
        if form.sure or form.stands_at(words, at, end):
            return form
    return None
