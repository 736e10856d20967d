"""One job, one batch: the distinct sentences of all units, translated together."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from l10n.engines.sentences import Part, Sentence, parts
from l10n.model import Tag
from l10n.text.protect import placeholders

Translate = Callable[[Sequence[str]], Sequence[str | None]]
"""Translates distinct sentences; None where there is no good translation."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way to write markers: a number between two strings."""

    before: str
    after: str

    def marker(self, index: int) -> str:
        """The marker of the mark with that number."""
        return f"{self.before}{index}{self.after}"

    def tidied(self, answer: str) -> str:
        """`answer` with its markers as they were, where the engine changed capitals or put in spaces."""
        before, after = (r"\s*".join(map(re.escape, side)) for side in (self.before, self.after))
        pattern = rf"{before}\s*(\d+)\s*{after}"
        return re.sub(pattern, lambda found: self.marker(int(found[1])), answer, flags=re.IGNORECASE)


STYLES = (Style("⟦", "⟧"), Style("[X", "X]"), Style("#", "#"))
"""Tried in this order on the sentences whose marks did not all come back.

Which one a model copies depends on what it was trained on. White brackets are in no text by chance, and reach
the translation as unknown pieces; the second is what Weblate gives to translation services; the third is
short. None has an underscore, which sentencepiece models may take for a space."""

_LONGEST_RATIO = 3
_SPARE = 30
"""A translation longer than `_LONGEST_RATIO` times its source and this has run away."""
_WIDE = 4
"""Letters that say about as much as one Chinese or Japanese character."""


def translate_units(texts: Sequence[str], source: Tag, translate: Translate) -> list[str]:
    """Translations of whole units, one per text, in order; "" where a sentence of the unit has none.

    Sentences without letters, marks at the ends of sentences and all white space between them are copied. A
    placeholder that changed its meaning beside its new neighbours is lost, and so is the unit.
    """
    units = [parts(text, source) for text in texts]
    said = _said(dict.fromkeys(_asked(units)), translate)
    answers = (_joined(unit, said) for unit in units)
    return [
        answer if placeholders(answer) == placeholders(text) else ""
        for text, answer in zip(texts, answers, strict=True)
    ]


def _asked(units: Iterable[Sequence[Part]]) -> Iterable[Sentence]:
    return (part.sentence for unit in units for part in unit if part.sentence.has_language)


def _said(waiting: Iterable[Sentence], translate: Translate) -> dict[Sentence, str]:
    said: dict[Sentence, str] = {}
    for style in STYLES:
        marked = {sentence: sentence.marked(style.marker) for sentence in waiting}
        distinct = tuple(dict.fromkeys(marked.values()))
        if not distinct:
            break
        answers = dict(zip(distinct, translate(distinct), strict=True))
        for sentence, asked in marked.items():
            answer = answers[asked]
            if answer is not None and sensible(asked, answer):
                restored = sentence.restored(style.tidied(answer.strip()), style.marker)
                if restored is not None:
                    said[sentence] = restored
        waiting = [sentence for sentence in marked if sentence.marks and sentence not in said]
    return said


def sensible(asked: str, answer: str) -> bool:
    """False for an answer that is blank, or so long that the engine must have lost its way."""
    return bool(answer.strip()) and _letters(answer) <= _LONGEST_RATIO * _letters(asked) + _SPARE


def _letters(text: str) -> int:
    return sum(_WIDE if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _joined(unit: Sequence[Part], said: dict[Sentence, str]) -> str:
    texts = []
    for part in unit:
        text = said.get(part.sentence) if part.sentence.has_language else part.sentence.text
        if text is None:
            return ""
        texts.append(f"{part.before}{text}{part.after}")
    return "".join(texts)
