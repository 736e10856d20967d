"""Asks again for the sentences whose translation lacks a term of the glossary, and takes what is better.

Most sentences hold no term, and most that do are translated right: both cost nothing but a look. The others
climb a ladder, each rung one job for all that are left, and only rungs that the engine is able to:

1. Without asking: where the term stands untranslated, or a form that is forbidden, the right one in its
   place, if it is a name that never changes.
2. Once more, with well-known names in the place of such names: the grammar is right for a name.
3. The engine's other translations, four in all: is the term in one of them? That takes twice as long as one.
4. Once more, with all banned that came from the term so far.
5. The words that came from a name that never changes replaced.
6. Once more, with markers in the place of such names.

In news, where one sentence of four holds one of 290 terms, 6 % of the text was asked of Apertium again, which
had 18 % of the terms wrong, and 18 % of a constructed model that had 22 % (`benchmarks/mt_terms.py`).

What is still wrong is left to the check. A translation is replaced only by one that is sound and has fewer
terms wrong, none of which was right before. What becomes of a sentence depends on no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from l10n.engines.sentences import Sentence
from l10n.engines.session import Session
from l10n.engines.terms_climbing import Climber
from l10n.engines.terms_disguise import Disguise
from l10n.engines.terms_rungs import Ladder
from l10n.engines.terms_wanted import wanted
from l10n.glossary.schema import Glossary
from l10n.model import Tag


@dataclass(frozen=True, slots=True)
class TermReport:
    """What became of the terms of a job. Reports add up."""

    sentences: int = 0
    """Translated sentences that hold approved terms; each distinct sentence counts once."""
    terms: int = 0
    """The terms that they hold; a term counts once a sentence."""
    right: int = 0
    """Those that the plain translations had right."""
    after: int = 0
    """Those that are right in the end."""
    asked_again: int = 0
    """Sentences for which the engine was asked again."""
    repaired: int = 0
    """Sentences that the first rung made better; below, the others in turn. One may be by several."""
    stand_ins: int = 0
    alternatives: int = 0
    bans: int = 0
    replaced: int = 0
    masks: int = 0

    def __add__(self, other: "TermReport") -> "TermReport":
        both = ((getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return TermReport(*map(sum, both))


def _unheard(report: TermReport) -> None:
    del report


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that translations into a locale should have."""

    glossary: Glossary
    target: Tag
    reported: Callable[[TermReport], None] = _unheard
    """Told once for each job what became of its terms."""


def improved(
    said: Mapping[Sentence, str],
    terms: Terms,
    session: Session,
    sound: Callable[[Sentence, str], bool],
) -> dict[Sentence, str]:
    """Better translations, with all their marks, for some of the sentences that were translated.

    `said` has the translation of each sentence, with its marks; `sound` tells if another may stand for one.
    Raises EngineError.
    """
    climbers: list[Climber] = []
    sentences = all_terms = wrong = 0
    for sentence, text in said.items():
        known = wanted(terms.glossary, terms.target, sentence.text)
        if known is None:
            continue
        sentences += bool(known.approved)
        all_terms += len(known.approved)
        faults = known.faults(text)
        if known.to_mend(faults):
            climbers.append(Climber(sentence, known, text, faults, Disguise(sentence)))
            wrong += climbers[-1].wrong
    ladder = Ladder(session, sound)
    bettered = ladder.climb(climbers)
    left = sum(climber.wrong for climber in climbers)
    terms.reported(
        TermReport(sentences, all_terms, all_terms - wrong, all_terms - left, len(ladder.asked), **bettered)
    )
    return {one.sentence: one.text for one in climbers if one.text != said[one.sentence]}
