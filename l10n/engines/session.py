"""What an engine is while it is open for a pair of languages: asked in sentences, it answers in batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from l10n.engines.answers import Answer, Query
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.ports import Engine, Quality

Ability = Literal["alignment", "alternatives", "bans", "caution"]
"""What of a query an engine heeds: `pairs` and `aligned`, `hypotheses`, `banned`, `cautious`. What it is not
able to it ignores, so asking again in that way would give the same answer."""

Finished = Sequence[tuple[int, Answer | None]]
"""A finished batch: indexes of queries, each with its answer; None where there is no good one."""


class Session(Protocol):
    """An open engine. Not for several threads."""

    @property
    def identity(self) -> str:
        """Everything that its answers depend on but for the query: model, version, settings. On one line."""
        ...

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it heeds of a query but for the text."""
        ...

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The answers to distinct queries, each once, as batches are finished, in any order.

        The same query has the same answer, whatever it is asked together with. Raises EngineError. Whoever
        stops asking for batches gets no more, and nothing goes on in the background for long.
        """
        ...

    def close(self) -> None:
        """Gives back what it holds: threads, processes, memory."""
        ...


def _as_it_is(session: Session) -> Session:
    return session


@dataclass(frozen=True, slots=True)
class Opening:
    """How an engine is to be opened."""

    quality: Quality = "normal"
    cluster: str = ""
    """The address of a Dask scheduler whose workers do the work: `tcp://host:8786`; "" for this machine. An
    engine that works here only raises EngineError."""
    verified: Callable[[Path], str] = str
    """Told the folder of each model before it is opened. Returns what identifies the files in it (a sha256),
    and raises L10nError where they are not what the project wants."""
    kept: Callable[[Session], Session] = _as_it_is
    """What each model's session is put into, if by a pivot there are two of them: a cache of answers."""
    digest: Callable[[Path], str] = str
    """What `verified` returns, without comparing: a function of a module, so that other machines have it."""


@runtime_checkable
class SentenceEngine(Engine, Protocol):
    """An engine that can be asked sentence by sentence; others get whole units."""

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        """Opens what translates the pair. Raises EngineError."""
        ...


def refuse_cluster(engine: str, address: str) -> None:
    """For engines that work on this machine only: raises EngineError where `address` names a cluster."""
    if address:
        raise EngineError(
            f"the engine {engine} works on this machine only, and not on a cluster",
            hint="leave --cluster out for the languages that it translates; -l chooses languages",
        )


class AroundSession:
    """A session around another one: whoever derives from it says what it does with `answers`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def identity(self) -> str:
        """That of the session within."""
        return self._session.identity

    @property
    def abilities(self) -> frozenset[Ability]:
        """Those of the session within."""
        return self._session.abilities

    def close(self) -> None:
        """Closes the session within."""
        self._session.close()


def ask(session: Session, queries: Sequence[Query]) -> dict[Query, Answer | None]:
    """The answer to each query, each asked once, in their order. Raises EngineError."""
    distinct = list(dict.fromkeys(queries))
    found: dict[int, Answer | None] = {}
    for batch in session.answers(distinct) if distinct else ():
        found.update(batch)
    return {query: found[index] for index, query in enumerate(distinct)}
