"""An Argos package as a session: queries become tasks for its model, and its translations answers."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version

from l10n.engines.alignment import links
from l10n.engines.answers import Answer, Query
from l10n.engines.argos_batches import STEP, Decoding, Task
from l10n.engines.argos_model import COMPUTE_TYPE, LENGTH_PENALTY, Model, Translation, most
from l10n.engines.clauses import Clause, clauses, joined
from l10n.engines.installed import InstalledPackage
from l10n.engines.session import Ability, Finished
from l10n.ports import Quality

BEAMS: dict[Quality, int] = {"fast": 1, "normal": 2, "careful": 4}
"""Hypotheses kept while decoding, by quality. A core does 820, 510 and 240 tokens a second with them, with a
model of 6 + 6 layers, 512 wide, of 50,000 tokens. Argos Translate's own choice is 4."""
LONGEST_SENTENCE = 240
"""Tokens. Models are trained on sentences of up to 200 or so, and the smallest have places for 512, which the
longest translation (see `most`) must not pass. CTranslate2 would cut a longer sentence off."""
UNREPEATED = 3
"""Tokens of a run that a cautious translation does not have twice, unless its source repeats one as long."""
_MOST_REPEATS = 3
_LONGEST_LOOP = 8
"""Tokens of a stretch that is looked at for repetition."""


class PackageSession:
    """A package as a session. Its model is loaded when the first query is asked."""

    abilities: frozenset[Ability] = frozenset({"alignment", "alternatives", "bans", "caution"})

    def __init__(
        self, package: InstalledPackage, quality: Quality, digest: str, cores: int | None = None
    ) -> None:
        """`digest` stands for the package's files. Without `cores` it uses all there are."""
        self._package = package
        self._cores = cores
        self._beam = BEAMS[quality]
        self._digest = digest
        self._model: Model | None = None

    @cached_property
    def identity(self) -> str:
        """Package, digest of its files, and all settings that change its answers."""
        package = self._package
        settings = (
            f"{COMPUTE_TYPE} beam={self._beam} penalty={LENGTH_PENALTY} step={STEP} "
            f"longest={LONGEST_SENTENCE} unrepeated={UNREPEATED} ctranslate2={version('ctranslate2')}"
        )
        return " ".join(f"argos {package.code} {package.version} {self._digest} {settings}".split())

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """Batch by batch, the longest sentences first; None for what is too long, or came to no good end.

        Raises EngineError where the package cannot be opened, or fails.
        """
        if queries:
            self._model = self._model or Model(self._package, self._beam, self._cores)
            yield from _Job(self._model, queries).finished()

    def close(self) -> None:
        """Gives back the model's memory, as soon as the batches that are in work are done."""
        self._model = None


class _Job:
    def __init__(self, model: Model, queries: Sequence[Query]) -> None:
        self._model = model
        self._queries = queries
        self._encoded: dict[str, tuple[str, ...]] = {}
        self._clauses = [self._cut(query.text) for query in queries]
        self._askers: dict[tuple[tuple[str, ...], Decoding], list[tuple[int, int]]] = {}
        """For each task the queries that ask it, each with the place of the clause."""
        self._said: dict[tuple[int, int], list[Answer]] = {}
        """The candidates for the clauses of queries that have several, until all are there."""
        for index, parts in enumerate(self._clauses):
            for place, clause in enumerate(parts):
                self._add(clause, index, place)

    def finished(self) -> Iterator[Finished]:
        """The answers as they come."""
        if hopeless := [(index, None) for index, parts in enumerate(self._clauses) if not parts]:
            yield hopeless
        tasks = [
            Task(tokens, decoding, any(self._queries[index].wants_links for index, _ in askers))
            for (tokens, decoding), askers in self._askers.items()
        ]
        all_askers = list(self._askers.values())
        for batch in self._model.finished(tasks):
            found: list[tuple[int, Answer | None]] = []
            for number, translation in batch:
                for index, place in all_askers[number]:
                    candidates = self._candidates(index, place, tasks[number].tokens, translation)
                    found += self._complete(index, place, candidates)
            yield found

    def _cut(self, text: str) -> tuple[Clause, ...]:
        """The whole sentence, or its clauses where it is too long; () where it has none, or is empty."""

        def fits(part: str) -> bool:
            return 0 < len(self._tokens(part)) <= LONGEST_SENTENCE

        if fits(text):
            return (Clause(0, text, ""),)
        return clauses(text, self._model.package.source, fits) if text.strip() else ()

    def _tokens(self, text: str) -> tuple[str, ...]:
        if text not in self._encoded:
            self._encoded[text] = self._model.tokens.encode(text)
        return self._encoded[text]

    def _add(self, clause: Clause, index: int, place: int) -> None:
        query = self._queries[index]
        tokens = self._tokens(clause.text)
        decoding = Decoding(
            query.hypotheses,
            self._model.banned(query.banned),
            max(UNREPEATED, _longest_repeated(tokens) + 1) if query.cautious else 0,
        )
        self._askers.setdefault((tokens, decoding), []).append((index, place))

    def _candidates(
        self, index: int, place: int, source: Sequence[str], translation: Translation
    ) -> list[Answer]:
        """The good ones of the translations of a clause, the best first."""
        query, tokens = self._queries[index], self._model.tokens
        text = self._clauses[index][place].text
        spelt = tokens.spelt(source)
        hypotheses = translation.hypotheses()
        origins = translation.origins(hypotheses) if query.wants_links else [()] * len(hypotheses)
        found: list[Answer] = []
        for answer, sources in zip(hypotheses, origins, strict=True):
            if ends_well(source, answer):
                said = tokens.decode(answer)
                if not any(_has(said, word) for word in query.banned):
                    known = links(text, spelt, said, tokens.spelt(answer), sources) if sources else ()
                    found.append(Answer(said, known))
        return found

    def _complete(self, index: int, place: int, candidates: list[Answer]) -> Finished:
        """The answer to a query, once all its clauses have theirs."""
        parts = self._clauses[index]
        if len(parts) == 1:
            return [(index, _answer(candidates))]
        self._said[index, place] = candidates
        all_of_them = [(index, number) for number in range(len(parts))]
        if not all(key in self._said for key in all_of_them):
            return []
        rows = zip(*(self._said.pop(key) for key in all_of_them), strict=False)
        target = self._model.package.target
        return [(index, _answer([joined(list(zip(parts, row, strict=True)), target) for row in rows]))]


def _answer(candidates: Sequence[Answer]) -> Answer | None:
    if not candidates:
        return None
    best, *others = candidates
    return Answer(best.text, best.links, tuple(others))


def _has(text: str, words: str) -> bool:
    """True if `text` has the words as words, in any case."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def ends_well(tokens: Sequence[str], answer: Sequence[str]) -> bool:
    """False for a translation that is empty, came to no end, or repeats itself as its source does not."""
    if not 0 < len(answer) < most(len(tokens)):
        return False
    return _repeats(answer) <= max(_MOST_REPEATS, _repeats(tokens))


def _repeats(tokens: Sequence[str]) -> int:
    """How often the most repeated stretch of up to `_LONGEST_LOOP` tokens follows upon itself."""
    most = 1
    for length in range(1, _LONGEST_LOOP + 1):
        run = 0
        for before, after in zip(tokens, tokens[length:], strict=False):
            run = run + 1 if before == after else 0
            most = max(most, run // length + 1)
    return most


def _longest_repeated(tokens: Sequence[str]) -> int:
    """The length of the longest run of tokens that is there twice."""
    longest = 0
    for length in range(1, len(tokens)):
        runs = [tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1)]
        if len(set(runs)) == len(runs):
            break
        longest = length
    return longest
