"""Sentences whose translation lacks a term, and how an engine is asked for them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.engines.answers import Query
from l10n.engines.asking import Draft, drafts
from l10n.engines.markers import STYLES, Style
from l10n.engines.sentences import Sentence
from l10n.engines.session import Session
from l10n.engines.terms_disguise import Disguise, with_masks, with_stand_ins
from l10n.engines.terms_wanted import Fault, Wanted
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.unchanging import settled


@dataclass(slots=True, eq=False)
class Climber:
    """A sentence with the best translation so far. Compared by identity."""

    sentence: Sentence
    wanted: Wanted
    text: str
    """The translation, with its marks."""
    faults: frozenset[Fault]
    disguise: Disguise
    """How it is asked."""
    draft: Draft | None = None
    """What the engine said when it also told which words came from the terms: the translation, or like it."""
    others: tuple[Draft, ...] = ()
    """What else it said then."""

    def to_mend(self) -> tuple[TermHit, ...]:
        """The hits of the terms that something is still wrong with."""
        return self.wanted.to_mend(self.faults)

    @property
    def wrong(self) -> int:
        """How many approved terms are wrong."""
        return len({hit.term.id for hit in self.to_mend()})

    def standing(self, asked: str, faults: frozenset[Fault] | None = None) -> list[TermHit]:
        """The terms that something is wrong with where they stand in what an engine is asked, in order.

        `faults` are those of another translation than the best so far.
        """
        wrong = {hit.term.id for hit in self.wanted.to_mend(self.faults if faults is None else faults)}
        return [hit for hit in find_terms(self.wanted.glossary, asked) if hit.term.id in wrong]

    def with_stand_ins(self) -> Disguise | None:
        """The disguise with others in the place of the names that are wrong; None where it has none."""
        pair = self.wanted.glossary.source_locale, self.wanted.locale
        return with_stand_ins(self.disguise, self.standing(self.disguise.sentence.text), pair)

    def has_settled_names(self) -> bool:
        """True where another name might stand in the translation of one that is wrong."""
        pair = self.wanted.glossary.source_locale, self.wanted.locale
        return any(settled(hit, self.wanted.text, pair) for hit in self.to_mend())

    def with_masks(self) -> Disguise | None:
        """The disguise with markers in the place of the names that are wrong; None where it has none."""
        hits = self.standing(self.disguise.sentence.text)
        return with_masks(self.disguise, hits, self.wanted.locale)


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked for a climber."""

    climber: Climber
    disguise: Disguise
    located: bool = False
    """To be told which words came from the terms."""
    hypotheses: int = 1
    banned: tuple[str, ...] = ()

    def query(self, style: Style) -> Query:
        """As the engine is asked it."""
        plain = self.disguise.sentence.plain(style)
        hits = self.climber.standing(plain.text) if self.located else ()
        places = ((hit.span.start, hit.span.end) for hit in hits)
        return replace(plain, pairs=(*plain.pairs, *places), hypotheses=self.hypotheses, banned=self.banned)


def answered(session: Session, questions: Sequence[Question]) -> Iterator[tuple[Question, list[Draft]]]:
    """What the engine says, the best first, in the first style of markers that it gives back.

    Questions without an answer are left out. Raises EngineError.
    """
    waiting = questions
    for style in STYLES:
        left: list[Question] = []
        for some in _distinct(waiting, style):
            said = drafts(session, {one.disguise.sentence: one.query(style) for one in some}, style)
            for question in some:
                sentence = question.disguise.sentence
                if found := said[sentence]:
                    # The places of terms were asked for, but only those of marks get marks.
                    pairs = sentence.plain(style).pairs
                    yield question, [Draft(replace(d.query, pairs=pairs), d.answer, style) for d in found]
                elif sentence.unpaired:
                    left.append(question)
        waiting = left


def _distinct(questions: Sequence[Question], style: Style) -> list[list[Question]]:
    """The questions, so that no sentence is asked in two ways together: two may be disguised as one."""
    queries: list[dict[Sentence, Query]] = []
    parted: list[list[Question]] = []
    for question in questions:
        sentence, query = question.disguise.sentence, question.query(style)
        number = next(
            (at for at, one in enumerate(queries) if one.get(sentence, query) == query), len(queries)
        )
        if number == len(queries):
            queries.append({})
            parted.append([])
        queries[number][sentence] = query
        parted[number].append(question)
    return parted
