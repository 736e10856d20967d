"""Asks an engine for sentences, and puts their marks into what it answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from l10n.engines.answers import Answer, Place, Query
from l10n.engines.markers import Style
from l10n.engines.projection import aligned, guessed, wrapped
from l10n.engines.sentences import Sentence
from l10n.engines.session import Session, ask


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation of a sentence without its pairs of marks, with a marker for each of the others."""

    query: Query
    answer: Answer
    style: Style

    def placed(self, sentence: Sentence) -> str | None:
        """With all marks of the sentence: pairs around the words that came from theirs.

        None where these words are not known, or the marks would not do there.
        """
        return self._with_pairs(sentence, aligned)

    def guessed(self, sentence: Sentence) -> str | None:
        """With all marks of the sentence: pairs around the words at the same share of the sentence."""
        return self._with_pairs(sentence, guessed)

    def _with_pairs(
        self, sentence: Sentence, placing: Callable[[Query, Answer, Style], list[Place] | None]
    ) -> str | None:
        places = placing(self.query, self.answer, self.style) if sentence.pairs else []
        if places is None:
            return None
        marker, count = self.style.marker, len(sentence.unpaired)
        numbers = range(count, count + 2 * len(places), 2)
        marks = [(marker(number), marker(number + 1)) for number in numbers]
        return sentence.completed(wrapped(self.answer.text, places, marks), self.style)


def drafts(session: Session, queries: Mapping[Sentence, Query], style: Style) -> dict[Sentence, list[Draft]]:
    """What the engine says to each sentence's query, the best first; [] where it lost a marker.

    A query is `sentence.plain(style)`, or differs from it in other things than markers and places.
    """
    return {
        sentence: [
            Draft(queries[sentence], answer, style)
            for answer in answers
            if style.numbers(answer.text) == tuple(range(len(sentence.unpaired)))
        ]
        for sentence, answers in _answers(session, queries, style).items()
    }


def with_markers(session: Session, sentences: Sequence[Sentence], style: Style) -> dict[Sentence, str]:
    """The translations that an engine gives with a marker for every mark, where all came back right."""
    queries = {sentence: Query(sentence.marked(style.marker)) for sentence in sentences}
    found: dict[Sentence, str] = {}
    for sentence, answers in _answers(session, queries, style).items():
        said = sentence.restored(answers[0].text, style) if answers else None
        if said is not None:
            found[sentence] = said
    return found


def _answers(
    session: Session, queries: Mapping[Sentence, Query], style: Style
) -> dict[Sentence, list[Answer]]:
    answers = ask(session, list(queries.values()))
    found: dict[Sentence, list[Answer]] = {}
    for sentence, query in queries.items():
        best = answers[query]
        all_of_them = (best, *best.others) if best else ()
        found[sentence] = [
            answer.respaced(style.tidied(answer.text.strip()))
            for answer in all_of_them
            if answer.text.strip()
        ]
    return found
