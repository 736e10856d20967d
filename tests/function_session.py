"""A function as an open engine: what tests and benchmarks ask in the place of one."""

from collections.abc import Callable, Iterator, Sequence

from l10n.engines.answers import Answer, Query
from l10n.engines.session import Ability, Finished

Translate = Callable[[Sequence[Query]], Sequence[Answer | None]]
"""Translates distinct queries; None where there is no good translation."""


class FunctionSession:
    """A function as a session: one batch of everything."""

    def __init__(
        self, translate: Translate, identity: str, abilities: frozenset[Ability] = frozenset()
    ) -> None:
        self._translate = translate
        self.identity = identity
        self.abilities = abilities

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """All answers at once."""
        if queries:
            yield list(enumerate(self._translate(queries)))

    def close(self) -> None:
        """Nothing is held."""
