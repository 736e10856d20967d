"""One job, one batch: the distinct sentences of all units, translated together.

A sentence with pairs of marks is asked in up to three ways:

1. Without them. The engine sees plain text, the same however it is emphasised, and says which words came from
   which; the marks are put around those. Markers would cost it a fifth more tokens (21 % in the 272 such
   sentences of a Rust textbook), and none is a word that it learnt. A model that copies its source gave each
   of the 272 its marks back at once, either way.
2. With markers, where the words of a pair cannot be told: the engine may place them itself.
3. Where that fails too, the pairs of the plain translation go around the words at the same share of the
   sentence. That may be the wrong word, but no mark is lost, and machine output waits for a person anyway.

What stands for a word (code, an address, a placeholder) always has a marker. A sentence that loses one has no
translation, and neither has its unit: readers get the source text, with all its marks.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.engines.answers import Answer, Place, Query, Translate
from l10n.engines.markers import STYLES, Style
from l10n.engines.projection import aligned, guessed, wrapped
from l10n.engines.sentences import Part, Sentence, held, parts
from l10n.model import Tag

_LONGEST_RATIO = 3
_SPARE = 30
"""A translation longer than `_LONGEST_RATIO` times its source and this has run away."""
_WIDE = 4
"""Letters that say about as much as one Chinese or Japanese character."""


def translate_units(texts: Sequence[str], source: Tag, translate: Translate) -> list[str]:
    """Translations of whole units, one per text, in order; "" where a sentence of the unit has none.

    Sentences without letters, marks at the ends of sentences and all white space between them are copied. A
    mark that changed its meaning beside its new neighbours is lost, and so is the unit.
    """
    units = [parts(text, source) for text in texts]
    said = _said(dict.fromkeys(_asked(units)), translate)
    answers = (_joined(unit, said) for unit in units)
    return [answer if held(answer) == held(text) else "" for text, answer in zip(texts, answers, strict=True)]


def _asked(units: Iterable[Sequence[Part]]) -> Iterable[Sentence]:
    return (part.sentence for unit in units for part in unit if part.sentence.has_language)


def _said(sentences: Iterable[Sentence], translate: Translate) -> dict[Sentence, str]:
    job = _Job(translate)
    waiting = all_sentences = list(sentences)
    for style in STYLES:
        waiting = job.ask_plainly(waiting, style)
    waiting = [sentence for sentence in all_sentences if sentence.pairs and sentence not in job.said]
    for style in STYLES:
        waiting = job.ask_with_markers(waiting, style)
    job.guess(waiting)
    return job.said


@dataclass(frozen=True, slots=True)
class _Draft:
    """A translation without the pairs of marks."""

    query: Query
    answer: Answer
    style: Style


class _Job:
    def __init__(self, translate: Translate) -> None:
        self._translate = translate
        self.said: dict[Sentence, str] = {}
        self.drafts: dict[Sentence, _Draft] = {}
        """Of sentences whose pairs of marks are not placed yet."""

    def ask_plainly(self, sentences: Sequence[Sentence], style: Style) -> list[Sentence]:
        """Asks without pairs of marks. Returns the sentences that lost a marker."""
        lost: list[Sentence] = []
        queries = {sentence: sentence.plain(style) for sentence in sentences}
        for sentence, query, answer in self._answers(queries, style):
            kept = answer is not None and style.numbers(answer.text) == tuple(range(len(sentence.unpaired)))
            draft = _Draft(query, answer, style) if answer and kept else None
            said = _placed(sentence, draft, aligned) if draft else None
            if said is not None:
                self.said[sentence] = said
            elif draft is None and sentence.unpaired:
                lost.append(sentence)
            elif draft and sentence.pairs:
                self.drafts[sentence] = draft
        return lost

    def ask_with_markers(self, sentences: Sequence[Sentence], style: Style) -> list[Sentence]:
        """Asks with a marker for every mark. Returns the sentences whose marks did not come back right."""
        lost: list[Sentence] = []
        queries = {sentence: Query(sentence.marked(style.marker)) for sentence in sentences}
        for sentence, _, answer in self._answers(queries, style):
            said = sentence.restored(answer.text, style) if answer else None
            if said is None:
                lost.append(sentence)
            else:
                self.said[sentence] = said
        return lost

    def guess(self, sentences: Iterable[Sentence]) -> None:
        """Places the pairs of marks where they would be if all words were in the source's order."""
        for sentence in sentences:
            draft = self.drafts.get(sentence)
            said = _placed(sentence, draft, guessed) if draft else None
            if said is not None:
                self.said[sentence] = said

    def _answers(
        self, queries: Mapping[Sentence, Query], style: Style
    ) -> Iterator[tuple[Sentence, Query, Answer | None]]:
        distinct = tuple(dict.fromkeys(queries.values()))
        answers = dict(zip(distinct, self._translate(distinct), strict=True)) if distinct else {}
        for sentence, query in queries.items():
            answer = answers[query]
            if answer is not None and sensible(query.text, answer.text):
                yield sentence, query, answer.respaced(style.tidied(answer.text.strip()))
            else:
                yield sentence, query, None


_Placing = Callable[[Query, Answer, Style], list[Place] | None]


def _placed(sentence: Sentence, draft: _Draft, placing: _Placing) -> str | None:
    """The draft with all marks of the sentence; None where their places are not known, or do not do."""
    places = placing(draft.query, draft.answer, draft.style)
    if places is None:
        return None
    marker, count = draft.style.marker, len(sentence.unpaired)
    numbers = range(count, count + 2 * len(places), 2)
    marks = [(marker(number), marker(number + 1)) for number in numbers]
    return sentence.completed(wrapped(draft.answer.text, places, marks), draft.style)


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
