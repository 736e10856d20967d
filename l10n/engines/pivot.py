"""Two sessions in a row: from a language to a second one, and from there to a third."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.engines.answers import Answer, Link, Query, overlap
from l10n.engines.markers import STYLES
from l10n.engines.session import Ability, Finished, Session, ask


class PivotSession:
    """Two sessions as one: all queries go through the first, then all its answers through the second.

    So both work on whole jobs. What is wanted of the translation (alternatives, banned words) the second one
    is asked for; who caused what is known where both know it.
    """

    def __init__(self, first: Session, second: Session) -> None:
        self._first, self._second = first, second

    @property
    def identity(self) -> str:
        """Those of both, in their order."""
        return f"{self._first.identity} > {self._second.identity}"

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the second one heeds; alignment needs both, and either can be cautious."""
        first, second = self._first.abilities, self._second.abilities
        return (second - {"alignment"}) | (first & second & {"alignment"}) | (first & {"caution"})

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The answers batch by batch, once all are through the first session. Raises EngineError."""
        outward = [Query(query.text, aligned=query.wants_links, cautious=query.cautious) for query in queries]
        said = ask(self._first, outward)
        between = {query: answer and _tidied(answer) for query, answer in said.items()}
        onward: dict[Query, list[int]] = {}
        lost: list[tuple[int, None]] = []
        for index, (query, asked) in enumerate(zip(queries, outward, strict=True)):
            answer = between[asked]
            if answer is None or not answer.text:
                lost.append((index, None))
            else:
                onward.setdefault(_onward(query, answer), []).append(index)
        if lost:
            yield lost
        asked_onward = list(onward)
        for batch in self._second.answers(asked_onward) if asked_onward else ():
            yield [
                (index, answer and _through(middle, answer))
                for number, answer in batch
                for index in onward[asked_onward[number]]
                if (middle := between[outward[index]]) is not None
            ]

    def close(self) -> None:
        """Closes both."""
        self._first.close()
        self._second.close()


def _tidied(answer: Answer) -> Answer:
    """An answer that can be asked: without white space at its ends, its markers as they were written."""
    text = answer.text.strip()
    for style in STYLES:
        text = style.tidied(text)
    return answer.respaced(text)


def _onward(query: Query, answer: Answer) -> Query:
    return replace(query, text=answer.text, pairs=(), aligned=query.wants_links)


def _through(middle: Answer, answer: Answer) -> Answer:
    """An answer with links from the first language, by way of the text in the middle."""
    return Answer(
        answer.text,
        _composed(middle.links, answer.links),
        tuple(Answer(other.text, _composed(middle.links, other.links)) for other in answer.others),
    )


def _composed(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """Links from source to target: one for each two that meet in the middle, in order of the target."""
    met = dict.fromkeys(
        (link.source, onward.target)
        for onward in second
        for link in first
        if overlap(link.target, onward.source)
    )
    return tuple(Link(source, target) for source, target in met)
