"""The rungs of the ladder that sentences climb whose translation lacks a term: see `terms.py`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from l10n.engines.sentences import Sentence
from l10n.engines.session import Session
from l10n.engines.terms_climbing import Climber, Question, answered
from l10n.engines.terms_disguise import Disguise
from l10n.engines.terms_places import count, renderings
from l10n.engines.terms_repair import instead_of, repaired
from l10n.glossary.match import TermHit
from l10n.text.tokens import keys, word_spans

Rung = Literal["repaired", "stand_ins", "alternatives", "bans", "replaced", "masks"]
HYPOTHESES = 4
"""Translations that are looked through. A beam of 4 takes about twice the time of one of 2."""
_SHORTEST_BAN = 4
"""Letters of a word that is banned. Shorter words are in every sentence."""


class Ladder:
    """Climbs with all sentences at once, rung by rung."""

    def __init__(self, session: Session, sound: Callable[[Sentence, str], bool]) -> None:
        self._session = session
        self._sound = sound
        self.rungs: dict[Rung, Callable[[Sequence[Climber]], Iterator[Climber]]] = {
            "repaired": self._repaired,
            "stand_ins": self._stand_ins,
            "alternatives": self._alternatives,
            "bans": self._bans,
            "replaced": self._replaced,
            "masks": self._masks,
        }
        """In the order of climbing; each gives what it made better, perhaps more than once."""
        self.asked: set[Sentence] = set()
        """The sentences that the engine was asked again."""

    def climb(self, climbers: Sequence[Climber]) -> dict[Rung, int]:
        """Finds better translations for the climbers. Returns how many each rung had. Raises EngineError."""
        bettered: dict[Rung, int] = {}
        for rung, better in self.rungs.items():
            waiting = [climber for climber in climbers if climber.to_mend()]
            bettered[rung] = len(set(better(waiting)))
        return bettered

    def _takes(self, climber: Climber, text: str | None) -> bool:
        """Takes a translation if it is better. Returns whether it was taken."""
        if text is None or text == climber.text:
            return False
        wanted = climber.wanted
        for one in dict.fromkeys((repaired(wanted, text), text)):
            faults = wanted.faults(one)
            if (
                wanted.better(faults, climber.faults)
                and wanted.untranslated(one) <= wanted.untranslated(climber.text)
                and self._sound(climber.sentence, one)
            ):
                climber.text, climber.faults = one, faults
                return True
        return False

    def _ask(self, questions: Sequence[Question]) -> Iterator[Climber]:
        """Takes the best of what the engine says. Gives the climbers for which there was something better."""
        self.asked.update(question.climber.sentence for question in questions)
        for question, found in answered(self._session, questions):
            climber = question.climber
            if question.located and not question.banned:
                climber.draft, climber.others = found[0], tuple(found)
            for draft in found:
                placed = draft.placed(question.disguise.sentence)
                text = question.disguise.revealed(placed) if placed is not None else None
                if self._takes(climber, text):
                    climber.disguise = question.disguise
                    climber.draft = draft if question.located else None
                    yield climber
                elif question.located and text == climber.text:
                    climber.draft = draft

    def _repaired(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        """Without asking: what is forbidden, or in the source's language, gives way where that is certain."""
        for climber in climbers:
            if self._takes(climber, repaired(climber.wanted, climber.text)):
                yield climber

    def _alternatives(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        if "alternatives" in self._session.abilities:
            questions = [Question(one, one.disguise, located=True, hypotheses=HYPOTHESES) for one in climbers]
            yield from self._ask(questions)

    def _bans(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        if "bans" not in self._session.abilities:
            return
        yield from self._located(climbers)
        banned = ((climber, _to_ban(climber)) for climber in climbers)
        yield from self._ask(
            [
                Question(climber, climber.disguise, located=True, banned=bans)
                for climber, bans in banned
                if bans
            ]
        )

    def _stand_ins(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        """Asks with another name for each name."""
        yield from self._disguised(climbers, Climber.with_stand_ins)

    def _masks(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        """Asks with a marker for each name, but for possessives: engines take `⟦0⟧'s` for `⟦0⟧ is`."""
        yield from self._disguised(climbers, Climber.with_masks)

    def _disguised(
        self, climbers: Sequence[Climber], disguised: Callable[[Climber], Disguise | None]
    ) -> Iterator[Climber]:
        questions = []
        for climber in climbers:
            disguise = disguised(climber)
            if disguise is not None and disguise.sentence.has_language:
                questions.append(Question(climber, disguise))
            elif disguise is not None and self._takes(climber, disguise.revealed(disguise.sentence.text)):
                yield climber
        yield from self._ask(questions)

    def _replaced(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        yield from self._located([climber for climber in climbers if climber.has_settled_names()])
        for climber in climbers:
            for hit, wrong in _misrendered(climber):
                if self._takes(climber, instead_of(climber.wanted, climber.text, hit, wrong)):
                    yield climber

    def _located(self, climbers: Sequence[Climber]) -> Iterator[Climber]:
        """Asks what came from the terms, where that is not known yet."""
        if "alignment" in self._session.abilities:
            questions = [Question(one, one.disguise, located=True) for one in climbers if one.draft is None]
            yield from self._ask(questions)


def _misrendered(climber: Climber) -> Iterator[tuple[TermHit, str]]:
    """The terms that are wrong, each with the one string that came from it."""
    if climber.draft is not None:
        for hit in climber.standing(climber.draft.query.text):
            found = renderings(climber.draft.answer, (hit.span.start, hit.span.end))
            if len(found) == 1:
                yield hit, found[0]


def _to_ban(climber: Climber) -> tuple[str, ...]:
    """The wrong words for the terms in all that the engine said, but for those that are needed elsewhere.

    Word by word: of a phrase that is banned an engine changes one word and keeps the others.
    """
    best = climber.draft.answer.text if climber.draft else climber.text
    banned = {fault.forbidden for fault in climber.faults if fault.forbidden}
    right = {
        key for hit in climber.wanted.hits for form in climber.wanted.target(hit).right for key in keys(form)
    }
    for draft in climber.others:
        said = draft.answer.text
        faults = climber.wanted.faults(repaired(climber.wanted, said))
        for hit in climber.standing(draft.query.text, faults):
            for words in renderings(draft.answer, (hit.span.start, hit.span.end)):
                banned.update(
                    word
                    for word in (words[start:end] for start, end in word_spans(words))
                    if len(word) >= _SHORTEST_BAN and right.isdisjoint(keys(word))
                    if count(said, word) == 1 and (said == best or not count(best, word))
                )
    return tuple(sorted(banned))
