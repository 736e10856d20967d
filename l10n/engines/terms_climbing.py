"""Sentences whose translation lacks a term, and how an engine is asked for them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.engines.answers import Place, Query
from l10n.engines.asking import Draft, drafts
from l10n.engines.markers import STYLES, Style
from l10n.engines.sentences import Sentence
from l10n.engines.session import Session
from l10n.engines.terms_wanted import Fault, Wanted
from l10n.glossary.match import TermHit, find_terms


@dataclass(slots=True, eq=False)
class Climber:
    """A sentence with the best translation so far. Compared by identity."""

    sentence: Sentence
    wanted: Wanted
    text: str
    """The translation, with its marks."""
    faults: frozenset[Fault]
    draft: Draft | None = None
    """What the engine said when it also told which words came from the terms: the translation, or like it."""

    def to_mend(self) -> tuple[TermHit, ...]:
        """The hits of the terms that something is still wrong with."""
        return self.wanted.to_mend(self.faults)

    def placed(self, asked: str) -> Iterator[tuple[Place, TermHit]]:
        """Where these terms stand in what an engine is asked, which has no pairs of marks; in order."""
        wrong = {hit.term.id for hit in self.to_mend()}
        for hit in find_terms(self.wanted.glossary, asked):
            if hit.term.id in wrong:
                yield (hit.span.start, hit.span.end), hit


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked for a climber."""

    climber: Climber
    sentence: Sentence
    """Its sentence, or that with names masked."""
    located: bool = False
    """To be told which words came from the terms."""
    hypotheses: int = 1
    banned: tuple[str, ...] = ()

    def query(self, style: Style) -> Query:
        """As the engine is asked it."""
        plain = self.sentence.plain(style)
        places = (place for place, _ in self.climber.placed(plain.text)) if self.located else ()
        return replace(plain, pairs=(*plain.pairs, *places), hypotheses=self.hypotheses, banned=self.banned)


def answered(session: Session, questions: Sequence[Question]) -> Iterator[tuple[Question, list[Draft]]]:
    """What the engine says, the best first, in the first style of markers that it gives back.

    Questions without an answer are left out. Raises EngineError.
    """
    waiting = questions
    for style in STYLES:
        said = drafts(session, {one.sentence: one.query(style) for one in waiting}, style)
        for question in waiting:
            # The places of terms were asked for, but only those of marks get marks.
            pairs = question.sentence.plain(style).pairs
            if found := said[question.sentence]:
                yield question, [Draft(replace(d.query, pairs=pairs), d.answer, style) for d in found]
        waiting = [one for one in waiting if one.sentence.unpaired and not said[one.sentence]]
