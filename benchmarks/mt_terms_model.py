"""A real Argos package that wavers between words for the terms of a glossary, and copies all else.

Its CTranslate2 model has weights that are set, not trained. Word by word it says what it is told to: for four
terms of five the right words, for the fifth wrong ones that are a little likelier than the right one. It
shows that the rungs work with a model that can do all they need, and what they cost; how often a trained
model needs them it does not show.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

from l10n.glossary.match import find_terms
from l10n.glossary.schema import Glossary
from l10n.model import Tag
from l10n.text.tokens import word_spans

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from copy_model import Kind, write_package

EVERY = 5
"""Of so many terms, in the order in which they come up, one is wrong."""
PLACES = (1, 2, 3, 5, 7)
"""How many wrong words are likelier than the right one of such a term: these numbers in turn."""
_SHORTEST = 4
"""Letters of a word that becomes another: `the` and `of` are in every sentence."""
_NEAR = 0.98
"""How likely each word of a list is beside the one before it."""


def write_wavering_package(folder: Path, glossary: Glossary, locale: Tag, texts: Sequence[str]) -> Path:
    """Write the package into `folder`, which must not exist."""
    likely = dict(_likely(glossary, locale, texts))
    pieces = {*likely, *(piece for others in likely.values() for piece in others)}
    return write_package(folder, Kind(symbols=tuple(sorted(pieces)), texts=tuple(texts), likely=likely))


def _likely(
    glossary: Glossary, locale: Tag, texts: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, float]]]:
    """For each word of a term in the texts what it may become, the likeliest first."""
    ranks = cycle([rank for place in PLACES for rank in (place, *[0] * (EVERY - 1))])
    done: set[str] = set()
    hits = [
        (text[hit.span.start : hit.span.end], hit) for text in texts for hit in find_terms(glossary, text)
    ]
    # Words that are terms by themselves keep their sense in longer ones.
    for written, hit in sorted(hits, key=lambda one: len(word_spans(one[0]))):
        target = hit.term.targets.get(locale)
        words = [written[start:end] for start, end in word_spans(written)]
        if target is None or not done.isdisjoint(words):
            continue
        done.update(words)
        name = written if written in target.right else target.term
        rank = next(ranks)
        for word, right in zip(words, _shared(name, len(words)), strict=True):
            if len(word) >= _SHORTEST:
                others = [f"{word.lower()}o{number}" for number in range(rank)]
                said = [*others, right or word]
                yield f"▁{word}", {f"▁{one}": _NEAR**at for at, one in enumerate(said)}


def _shared(name: str, words: int) -> list[str]:
    """A name in as many parts; the last has all that is left, and parts too many are empty."""
    found = name.replace(" ", "▁").split("▁", words - 1)
    return found + [""] * (words - len(found))
