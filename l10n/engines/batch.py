"""One job, one batch: the distinct sentences of all units, translated together.

What stands for a word (code, an address, a placeholder) always has a marker. A sentence that no means (see
`l10n.engines.means`) brought to a good translation has none, and neither has its unit: readers get the source
text, with all its marks, and translators the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from l10n.engines.means import Job
from l10n.engines.sentences import Part, Sentence, held, parts
from l10n.engines.session import Session
from l10n.engines.terms import Terms, improved
from l10n.model import Tag


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a unit."""

    text: str
    """Its translation; "" where there is no good one."""
    refused: str = ""
    """Why there is none, in a few words: `a placeholder was lost`."""
    retried: int = 0
    """How many of its sentences had to be asked for in other ways, but for those of units before it."""


def translate_units(
    texts: Sequence[str], pair: tuple[Tag, Tag], session: Session, terms: Terms | None = None
) -> list[Outcome]:
    """What became of whole units, one per text, in order. Raises EngineError.

    Sentences without letters, marks at the ends of sentences and all white space between them are copied. A
    mark that changed its meaning beside its new neighbours is lost, and so is the unit.
    """
    units = [parts(text, pair[0]) for text in texts]
    job = Job(session, pair)
    job.translate(dict.fromkeys(_asked(units)))
    said = job.said
    if terms is not None:
        better = improved(said, terms, session, job.sound)
        said |= {sentence: job.repaired(sentence, text) for sentence, text in better.items()}
    waiting = set(job.retried)
    outcomes = []
    for text, unit in zip(texts, units, strict=True):
        mine = waiting.intersection(_asked([unit]))
        waiting -= mine
        outcomes.append(_outcome(text, unit, said, job.faults, len(mine)))
    return outcomes


def _outcome(
    text: str,
    unit: Sequence[Part],
    said: Mapping[Sentence, str],
    faults: Mapping[Sentence, str],
    retried: int,
) -> Outcome:
    asked = list(_asked([unit]))
    for at, sentence in enumerate(asked, 1):
        if sentence not in said:
            which = f"in sentence {at}, " if len(asked) > 1 else ""
            return Outcome("", f"{which}{faults[sentence]}", retried)
    answer = "".join(f"{part.before}{_said(part.sentence, said)}{part.after}" for part in unit)
    if held(answer) != held(text):
        return Outcome("", "a mark would mean something else beside the words of the translation", retried)
    return Outcome(answer, retried=retried)


def _said(sentence: Sentence, said: Mapping[Sentence, str]) -> str:
    return said[sentence] if sentence.has_language else sentence.text


def _asked(units: Iterable[Sequence[Part]]) -> Iterable[Sentence]:
    return (part.sentence for unit in units for part in unit if part.sentence.has_language)
