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
from l10n.text.protect import protected
from l10n.text.tokens import gaps, keys, spelling, spellings, word_spans

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
    """The words of one text, those hidden that are code, addresses, placeholders or tags.

    Where they stand and what parts them is found out when it is first asked for: most texts hold no phrase.
    """

    __slots__ = ("_hidden", "_spans", "keys", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys = [*keys(text), ""]
        """Of each word; "" of one that is hidden, and behind the last. No phrase has such a word."""
        self._spans: list[tuple[int, int]] | None = None
        self._hidden = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands."""
        if self._spans is None:
            self._spans = word_spans(self.text)
        return self._spans

    def gaps(self, start: int, end: int) -> list[str]:
        """What parts the words from index `start` to `end` from each other, as `gap_key`."""
        spans = self.spans[start:end]
        return [gap_key(self.text[before[1] : after[0]]) for before, after in pairwise(spans)]

    def hide(self) -> None:
        """Hide the words that what is protected reaches into."""
        if self._hidden:
            return
        self._hidden = True
        masks, number = protected(self.text), 0
        if not masks:
            return
        for at, (start, end) in enumerate(self.spans):
            while number < len(masks) and masks[number].span.end <= start:
                number += 1
            if number < len(masks) and masks[number].span.start < end:
                self.keys[at] = ""

    def span(self, start: int, end: int) -> Span:
        """The place of the words from index `start` to `end`."""
        spans = self._spans or self.spans
        return Span(spans[start][0], spans[end - 1][1])

    def spellings(self, start: int, end: int) -> list[str]:
        """Those words as they are spelt, capitals kept."""
        return [spelling(self.text[first:last]) for first, last in self.spans[start:end]]

    def begins_sentence(self, at: int) -> bool:
        """True where the word may have a capital for its place alone."""
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]] if at else "."
        return _SENTENCE_BREAK.search(gap) is not None


@lru_cache(maxsize=2048)
def _words_of(text: str) -> _Words:
    """The words of a text; remembered, as a translation is searched for each of its terms in turn."""
    return _Words(text)


_NONE = _Words("")


@lru_cache(maxsize=4096)
def gap_key(gap: str) -> str:
    """What counts of the characters between two words: "" for space, emphasis marks or a hyphen.

    Anything else counts, so that a full stop or a comma ends a phrase unless the phrase has it too.
    """
    bare = gap.translate(_MARKUP)
    return "" if bare in _HYPHENS else "".join(spelling(bare).split())


class _Form(Generic[PayloadT]):
    """A phrase, and all that is compared with a text's words once their keys agree.

    That is found out when it is first compared: most phrases are in no text.
    """

    __slots__ = ("_after", "_before", "_gaps", "_spelt", "phrase", "sure")

    def __init__(self, phrase: Phrase[PayloadT]) -> None:
        self.phrase = phrase
        self._gaps: list[str] | None = None
        self.sure = False
        """True where there turned out to be nothing to compare."""

    def _prepare(self) -> None:
        phrase = self.phrase
        self._gaps = list(map(gap_key, gaps(phrase.text)))
        self._spelt = spellings(phrase.text) if phrase.case else []
        self._before = [keys(text) for text in phrase.not_before]
        self._after = [keys(text) for text in phrase.not_after]
        self.sure = not (self._gaps or self._spelt or self._before or self._after)

    def stands_at(self, words: _Words, start: int, end: int) -> bool:
        """True where the words from index `start` to `end`, whose keys are the phrase's, are the phrase."""
        if self._gaps is None:
            self._prepare()
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


class _Node(Generic[PayloadT]):
    """A word of the tree: the phrases that end with it, the preferred one last, and the words that follow."""

    __slots__ = ("after", "forms")

    def __init__(self) -> None:
        self.after: dict[str, _Node[PayloadT]] = {}
        self.forms: list[_Form[PayloadT]] = []


class PhraseIndex(Generic[PayloadT]):
    """Phrases, ready to be found. Of two with the same words the one given first is preferred."""

    def __init__(self, phrases: Iterable[Phrase[PayloadT]]) -> None:
        root: _Node[PayloadT] = _Node()
        for phrase in phrases:
            node = root
            for key in keys(phrase.text):
                node = node.after.setdefault(key, _Node())
            node.forms.insert(0, _Form(phrase))
        self._first = root.after

    def longest(self, text: str) -> Iterator[Match[PayloadT]]:
        """The phrases in `text` from left to right, the longest at each place, none within another."""
        return (Match(phrase, span) for phrase, span in self.longest_places(text))

    def longest_places(self, text: str) -> list[tuple[Phrase[PayloadT], Span]]:
        """`longest` as bare pairs, for those who count every microsecond."""
        found: list[tuple[Phrase[PayloadT], Span]] = []
        words = self._words(text)
        first, following, free = self._first, words.keys, 0
        for at, key in enumerate(following):
            if at < free or key not in first:
                continue
            # The walk of `_standing`, without the lists.
            node: _Node[PayloadT] | None = first[key]
            end, longest = at, None
            while node is not None:
                end += 1
                for form in node.forms:
                    if form.sure or form.stands_at(words, at, end):
                        longest, free = form, end
                node = node.after.get(following[end])
            if longest is not None:
                found.append((longest.phrase, words.span(at, free)))
        return found

    def every(self, text: str) -> Iterator[Match[PayloadT]]:
        """All phrases in `text`, by place, longest first, those within others too."""
        words = self._words(text)
        for at, key in enumerate(words.keys):
            if key in self._first:
                for end, form in reversed(_standing(self._first[key], words, at)):
                    yield Match(form.phrase, words.span(at, end))

    def _words(self, text: str) -> _Words:
        """The words of `text`; none of them, sooner, where no phrase can begin with one."""
        words = _words_of(text)
        if self._first.keys().isdisjoint(words.keys):
            return _NONE
        words.hide()
        return words


def _standing(node: _Node[PayloadT], words: _Words, at: int) -> list[tuple[int, _Form[PayloadT]]]:
    """What stands in the text from word `at`, which is the node's, with the word it ends before.

    Shorter before longer; of those that end together, the one preferred last.
    """
    found, following, end = [], words.keys, at
    after: _Node[PayloadT] | None = node
    while after is not None:
        end += 1
        for form in after.forms:
            if form.sure or form.stands_at(words, at, end):
                found.append((end, form))
        after = after.after.get(following[end])
    return found
