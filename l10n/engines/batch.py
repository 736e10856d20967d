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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n.engines.asking import Draft, drafts, with_markers
from l10n.engines.markers import STYLES, Style
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
    """How many of its sentences the engine had to be asked for in another way."""


def translate_units(
    texts: Sequence[str], pair: tuple[Tag, Tag], session: Session, terms: Terms | None = None
) -> list[Outcome]:
    """What became of whole units, one per text, in order. Raises EngineError.

    Sentences without letters, marks at the ends of sentences and all white space between them are copied. A
    mark that changed its meaning beside its new neighbours is lost, and so is the unit.
    """
    units = [parts(text, pair[0]) for text in texts]
    said = _said(dict.fromkeys(_asked(units)), session)
    if terms is not None:
        said |= improved(said, terms, session, lambda sentence, text: held(text) == held(sentence.text))
    answers = (_joined(unit, said) for unit in units)
    return [_outcome(text, answer) for text, answer in zip(texts, answers, strict=True)]


def _outcome(text: str, answer: str | None) -> Outcome:
    if answer is None:
        return Outcome("", "a sentence has no good translation")
    return Outcome(answer) if held(answer) == held(text) else Outcome("", "a mark or placeholder was lost")


def _asked(units: Iterable[Sequence[Part]]) -> Iterable[Sentence]:
    return (part.sentence for unit in units for part in unit if part.sentence.has_language)


def _said(sentences: Iterable[Sentence], session: Session) -> dict[Sentence, str]:
    job = _Job(session)
    waiting = all_sentences = list(sentences)
    for style in STYLES:
        waiting = job.ask_plainly(waiting, style)
    waiting = [sentence for sentence in all_sentences if sentence.pairs and sentence not in job.said]
    for style in STYLES:
        waiting = job.ask_with_markers(waiting, style)
    job.guess(waiting)
    return job.said


class _Job:
    def __init__(self, session: Session) -> None:
        self._session = session
        self.said: dict[Sentence, str] = {}
        self.drafts: dict[Sentence, Draft] = {}
        """Of sentences whose pairs of marks are not placed yet."""

    def ask_plainly(self, sentences: Sequence[Sentence], style: Style) -> list[Sentence]:
        """Asks without pairs of marks. Returns the sentences that lost a marker."""
        lost: list[Sentence] = []
        queries = {sentence: sentence.plain(style) for sentence in sentences}
        for sentence, found in drafts(self._session, queries, style).items():
            said = found[0].placed(sentence) if found else None
            if said is not None:
                self.said[sentence] = said
            elif not found and sentence.unpaired:
                lost.append(sentence)
            elif found and sentence.pairs:
                self.drafts[sentence] = found[0]
        return lost

    def ask_with_markers(self, sentences: Sequence[Sentence], style: Style) -> list[Sentence]:
        """Asks with a marker for every mark. Returns the sentences whose marks did not come back right."""
        found = with_markers(self._session, sentences, style)
        self.said |= found
        return [sentence for sentence in sentences if sentence not in found]

    def guess(self, sentences: Iterable[Sentence]) -> None:
        """Places the pairs of marks where they would be if all words were in the source's order."""
        for sentence in sentences:
            draft = self.drafts.get(sentence)
            said = draft.guessed(sentence) if draft else None
            if said is not None:
                self.said[sentence] = said


def _joined(unit: Sequence[Part], said: dict[Sentence, str]) -> str | None:
    texts = []
    for part in unit:
        text = said.get(part.sentence) if part.sentence.has_language else part.sentence.text
        if text is None:
            return None
        texts.append(f"{part.before}{text}{part.after}")
    return "".join(texts)
