"""The words of a translation and of the terms that are looked for in it, read alike."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from l10n.glossary.inflection.reading import reader
from l10n.glossary.phrases import gap_key
from l10n.model import Span, Tag
from l10n.text.prose import prose
from l10n.text.tokens import word_spans, written


class WordsOf:
    """A text's words outside of code, addresses and placeholders, in order."""

    __slots__ = ("_capitals", "_plain", "_spans", "distinct", "keys", "text", "written")

    def __init__(self, text: str, key: Callable[[str], str]) -> None:
        self.text = text
        self._plain = prose(text)
        self._spans: list[tuple[int, int]] | None = None
        self._capitals: list[bool] | None = None
        self.written = written(self._plain)
        """As they stand in the text."""
        self.keys = tuple(map(key, self.written))
        """As the locale reads them."""
        self.distinct = frozenset(self.keys)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each stands; found out when first asked for: most texts do not hold what is looked for."""
        if self._spans is None:
            self._spans = word_spans(self._plain)
        return self._spans

    @property
    def capitals(self) -> list[bool]:
        """Which begin with a capital."""
        if self._capitals is None:
            self._capitals = [word[0].isupper() for word in self.written]
        return self._capitals

    def span(self, start: int, end: int) -> Span:
        """The place of the words from index `start` to `end`."""
        return Span(self.spans[start][0], self.spans[end - 1][1])

    def word(self, at: int) -> str:
        """The word as written."""
        return self.written[at]

    def may_be_capital(self, at: int) -> bool:
        """True where a word that is no name may have a capital: it begins a sentence, or is part of a name.

        What stands after another capital may be: `Real Academia Española`.
        """
        before = self.text[self.spans[at - 1][1] : self.spans[at][0]] if at else ""
        return not at or any(sign in before for sign in ".!?:…") or self.word(at - 1)[:1].isupper()

    def gaps(self, start: int, end: int) -> tuple[str, ...]:
        """What parts the words from index `start` to `end`, as `gap_key`."""
        return gaps_of(self.text, self.spans[start:end]) if end - start > 1 else ()


def gaps_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """What parts the words at `spans` from each other, as `gap_key`."""
    return tuple(gap_key(text[before[1] : after[0]]) for before, after in pairwise(spans))


@lru_cache(maxsize=4096)
def words_of(text: str, locale: Tag) -> WordsOf:
    """The words of `text`; remembered, since a text is asked for many terms in turn."""
    return WordsOf(text, reader(locale).key)
