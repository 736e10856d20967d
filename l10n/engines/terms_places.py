"""Where in a translation the words of a term came to stand, and other words put there."""

from itertools import pairwise

from l10n.engines.answers import Answer, Place, overlap
from l10n.glossary.phrases import Phrase, PhraseIndex
from l10n.model import Edit, Span
from l10n.text.splicing import spliced
from l10n.text.tokens import word_spans

_BETWEEN = frozenset(" \u00a0\u202f-\u2010\u2011'\u2019")
"""What may stand between two words of one rendering."""


def renderings(answer: Answer, place: Place) -> tuple[str, ...]:
    """The words of the answer that came from that place of its query, and from nowhere else.

    Words that follow upon each other are one string. None at all where that is not known.
    """
    runs: list[list[Place]] = []
    for before, word in pairwise([(0, 0), *word_spans(answer.text)]):
        if not _from_there(answer, word, place):
            continue
        if runs and runs[-1][-1] == before and set(answer.text[before[1] : word[0]]) <= _BETWEEN:
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(answer.text[run[0][0] : run[-1][1]] for run in runs)


def _from_there(answer: Answer, word: Place, place: Place) -> bool:
    origins = [link.source for link in answer.links if overlap(link.target, word)]
    return bool(origins) and all(overlap(origin, place) for origin in origins)


def count(text: str, words: str) -> int:
    """How often words stand in a text, capitals as they are; what is no language is not looked into."""
    return len(standing(text, words))


def replaced(text: str, old: str, new: str) -> str:
    """`text` with `new` wherever the words `old` stand, capitals as they are."""
    return spliced(text, [Edit(span, new) for span in standing(text, old)])


def standing(text: str, words: str) -> list[Span]:
    """Where the words stand, capitals as they are, in order."""
    return [match.span for match in PhraseIndex([Phrase(words, True, None)]).longest(text)]
