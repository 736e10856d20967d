"""The means by which an engine is brought to a good translation of a sentence, one after the other.

Each is one job for all sentences that need it; what the engine is not able to is left out, since it would say
the same again. Nearly all sentences take the first and no more.

Pairs of marks (emphasis, links, tags) are taken out first. The engine sees plain text, the same however it is
emphasised, and says which words came from which; the marks are put around those. Markers would cost it a
fifth more tokens (21 % in the 272 such sentences of a Rust textbook), and none is a word that it learnt. A
model that copies its source gave each of the 272 its marks back at once, either way. Where the words of a
pair cannot be told, the engine may place markers itself; where that fails too, the pairs go around the words
at the same share of the sentence. That may be the wrong word, but no mark is lost, and machine output waits
for a person anyway.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from l10n.engines.answers import Query
from l10n.engines.asking import Draft, drafts, with_markers
from l10n.engines.casing import heading, may_be_heading, with_capitals
from l10n.engines.guards import COPIED, fault
from l10n.engines.markers import STYLES, Style
from l10n.engines.repairs import Pair, repaired
from l10n.engines.sentences import Sentence
from l10n.engines.session import Ability, Session
from l10n.text.prose import prose
from l10n.text.tokens import keys

_ALTERNATIVES = 4
"""Translations that are asked for where the best one is not good."""
_SAME = 0.5
"""Of the words of a translation: where more are the source's, it is hardly one."""
_LOST = "code, a link or a placeholder was lost or misplaced"
_NOTHING = "there is no translation"


class Job:
    """Distinct sentences, and what became of them."""

    def __init__(self, session: Session, pair: Pair) -> None:
        self._session = session
        self._pair = pair
        self._unplaced: dict[Sentence, str] = {}
        """Good translations whose pairs of marks had to be placed by guessing."""
        self._lost: set[Sentence] = set()
        """Sentences of which no answer had the right markers."""
        self._style: dict[Sentence, Style] = {}
        """The markers that came back right."""
        self.said: dict[Sentence, str] = {}
        """The good translations, with all marks."""
        self.faults: dict[Sentence, str] = {}
        """What was wrong with the first translation that was not good."""
        self.retried: set[Sentence] = set()
        """The sentences that were asked for in another way than the first."""

    def translate(self, sentences: Iterable[Sentence]) -> None:
        """Uses one means after the other. Raises EngineError."""
        everything = list(sentences)
        for means in MEANS:
            if means.needs is None or means.needs in self._session.abilities:
                self._use(means, [one for one in everything if means.serves(self, one)])
        for style in STYLES:
            self._ask_with_markers([one for one in everything if one.pairs and one not in self.said], style)
        self.said = self._unplaced | self.said

    def sound(self, sentence: Sentence, text: str) -> bool:
        """True for a translation that could stand for one of the sentence's, once it is repaired."""
        return not fault(sentence.text, self.repaired(sentence, text), self._pair)

    def repaired(self, sentence: Sentence, text: str) -> str:
        """A translation of the sentence with everything put right that is certain."""
        text = repaired(sentence.text, text, self._pair)
        return with_capitals(sentence.text, text, self._pair[1])

    def is_open(self, sentence: Sentence) -> bool:
        """True for a sentence without a good translation; one whose pairs have no sure places may be good."""
        return sentence not in self.said and sentence not in self._unplaced

    def lacks_markers(self, sentence: Sentence) -> bool:
        """True for a sentence that lost its markers: others may do."""
        return sentence in self._lost

    def is_untranslated_heading(self, sentence: Sentence) -> bool:
        """True for a heading without a good translation, or whose translation is mostly the source text."""
        if not may_be_heading(sentence.text):
            return False
        said = self.said.get(sentence)
        untranslated = self.is_open(sentence) if said is None else _is_mostly(sentence.text, said)
        return untranslated and heading(sentence.plain(STYLES[0]).text, self._pair[0]) is not None

    def _use(self, means: "Means", sentences: Sequence[Sentence]) -> None:
        if means is not MEANS[0]:
            self.retried.update(sentences)
        for style in STYLES:
            mine = [one for one in sentences if style is (means.style or self._style.get(one, STYLES[0]))]
            queries = {sentence: means.query(sentence, style, self._pair) for sentence in mine}
            for sentence, found in drafts(self._session, queries, style).items():
                self._note(sentence, found, style)
                self._take(
                    sentence,
                    [better for one in found if (better := means.finished(one, sentence, self._pair))],
                )

    def _note(self, sentence: Sentence, found: Sequence[Draft], style: Style) -> None:
        """Remembers which markers a sentence lost or kept."""
        if found:
            self._lost.discard(sentence)
            self._style.setdefault(sentence, style)
        else:
            self.faults.setdefault(sentence, _LOST if sentence.unpaired else _NOTHING)
            if sentence.unpaired and sentence not in self._style:
                self._lost.add(sentence)

    def _take(self, sentence: Sentence, found: Iterable[Draft]) -> None:
        """Takes the first of the drafts that is good."""
        for draft in found:
            placed = draft.placed(sentence)
            text = draft.guessed(sentence) if placed is None else placed
            good = self._checked(sentence, text)
            if good is not None:
                sure = placed is not None or sentence in self.said
                (self.said if sure else self._unplaced)[sentence] = good
                return

    def _ask_with_markers(self, sentences: Sequence[Sentence], style: Style) -> None:
        """Asks with a marker for every mark, for the engine to place."""
        self.retried.update(sentences)
        for sentence, text in with_markers(self._session, sentences, style).items():
            good = self._checked(sentence, text)
            if good is not None:
                self.said[sentence] = good

    def _checked(self, sentence: Sentence, text: str | None) -> str | None:
        """The translation, repaired; None where it is not good, of which the first reason is remembered."""
        if text is None:
            self.faults.setdefault(sentence, _LOST)
            return None
        text = self.repaired(sentence, text)
        wrong = fault(sentence.text, text, self._pair)
        if not wrong and self.faults.get(sentence) == COPIED and _is_mostly(sentence.text, text):
            wrong = COPIED
        if wrong:
            self.faults.setdefault(sentence, wrong)
        return None if wrong else text


def _is_mostly(source: str, translation: str) -> bool:
    asked, said = set(keys(prose(source))), keys(prose(translation))
    return sum(word in asked for word in said) > _SAME * len(said)


def _plainly(sentence: Sentence, style: Style, pair: Pair) -> Query:
    del pair
    return sentence.plain(style)


def _with_alternatives(sentence: Sentence, style: Style, pair: Pair) -> Query:
    return replace(_plainly(sentence, style, pair), hypotheses=_ALTERNATIVES)


def _cautiously(sentence: Sentence, style: Style, pair: Pair) -> Query:
    return replace(_plainly(sentence, style, pair), cautious=True)


def _in_sentence_case(sentence: Sentence, style: Style, pair: Pair) -> Query:
    query = sentence.plain(style)
    found = heading(query.text, pair[0])
    return replace(query, text=found.text) if found else query


def _as_it_is(draft: Draft, sentence: Sentence, pair: Pair) -> Draft:
    del sentence, pair
    return draft


def _with_capitals(draft: Draft, sentence: Sentence, pair: Pair) -> Draft | None:
    """The draft with the capitals of a heading; None where it, too, is mostly the source text."""
    found = heading(sentence.plain(draft.style).text, pair[0])
    if found is None or _is_mostly(sentence.text, draft.answer.text):
        return None
    return replace(draft, answer=draft.answer.respaced(found.restored(draft.answer.text, pair[1])))


@dataclass(frozen=True, slots=True)
class Means:
    """A way to ask for sentences."""

    serves: Callable[[Job, Sentence], bool]
    """True for the sentences that need it."""
    query: Callable[[Sentence, Style, Pair], Query]
    style: Style | None = None
    """The markers to be used; None for those that each sentence is known to keep."""
    needs: Ability | None = None
    """What an engine must be able to for it to make a difference."""
    finished: Callable[[Draft, Sentence, Pair], Draft | None] = _as_it_is
    """Makes of what the engine said to the query a translation of the sentence."""


MEANS = (
    Means(Job.is_open, _plainly),
    *(Means(Job.lacks_markers, _plainly, style) for style in STYLES[1:]),
    Means(Job.is_untranslated_heading, _in_sentence_case, finished=_with_capitals),
    Means(Job.is_open, _with_alternatives, needs="alternatives"),
    Means(Job.is_open, _cautiously, needs="caution"),
)
"""In the order in which they are used. Markers for all marks come after them, for they are one way more to
place pairs of marks; a unit with a sentence that no means served is refused."""
