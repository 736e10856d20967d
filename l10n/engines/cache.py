"""Remembers every answer of a model, so that no sentence is translated twice."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from l10n.engines.answers import Answer, Link, Query
from l10n.engines.session import AroundSession, Finished, Session
from l10n.engines.store import Store

_NOTHING, _TEXT, _MORE = b"", b"t", b"j"
"""What a stored answer begins with: none at all, a text alone, or JSON with what came from what."""


class Kept(AroundSession):
    """A model's session whose answers are looked up first, and kept as soon as they are finished.

    The store belongs to others, who close it.
    """

    def __init__(self, session: Session, store: Store) -> None:
        super().__init__(session)
        self._store = store
        self._basis = blake2b(session.identity.encode("utf-8", "surrogatepass"), digest_size=16)
        self.recalled = 0
        """Answers that were looked up so far."""

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """First all that is remembered, then what the model says, each batch kept before it is passed on."""
        places: dict[bytes, list[int]] = {}
        for index, query in enumerate(queries):
            places.setdefault(self._key(query), []).append(index)
        known = self._store.recall(list(places))
        if known:
            self.recalled += len(known)
            yield [(index, _unpacked(value)) for key, value in known.items() for index in places[key]]
        left = [key for key in places if key not in known]
        if not left:
            return
        for batch in self._session.answers([queries[places[key][0]] for key in left]):
            said = {left[index]: _lean(answer, queries[places[left[index]][0]]) for index, answer in batch}
            self._store.keep({key: _packed(answer) for key, answer in said.items()})
            yield [(index, answer) for key, answer in said.items() for index in places[key]]

    def missing(self, queries: Sequence[Query]) -> list[Query]:
        """The queries that the model would have to answer."""
        keys = [self._key(query) for query in queries]
        known = self._store.recall(keys)
        return [query for query, key in zip(queries, keys, strict=True) if key not in known]

    def _key(self, query: Query) -> bytes:
        """What stands for the query to this model; the same for queries that are the same to it."""
        able = self._session.abilities
        asked = (
            query.text,
            (query.pairs, query.aligned) if "alignment" in able else (),
            query.hypotheses if "alternatives" in able else 1,
            query.banned if "bans" in able else (),
            query.cautious and "caution" in able,
        )
        digest = self._basis.copy()
        digest.update(repr(asked).encode("utf-8", "surrogatepass"))
        return digest.digest()


def _lean(answer: Answer | None, query: Query) -> Answer | None:
    """The answer without links that nobody asked for, so that it is the same when it is looked up."""
    if answer is None or query.pairs or query.aligned:
        return answer
    return Answer(answer.text, (), tuple(Answer(other.text) for other in answer.others))


def _packed(answer: Answer | None) -> bytes:
    if answer is None:
        return _NOTHING
    if not (answer.links or answer.others):
        return _TEXT + answer.text.encode("utf-8", "surrogatepass")
    said = [[each.text, _flat(each.links)] for each in (answer, *answer.others)]
    return _MORE + json.dumps(said, separators=(",", ":")).encode("ascii")


def _unpacked(value: bytes) -> Answer | None:
    if not value:
        return None
    if value[:1] == _TEXT:
        return Answer(value[1:].decode("utf-8", "surrogatepass"))
    best, *others = (Answer(text, _links(numbers)) for text, numbers in json.loads(value[1:]))
    return Answer(best.text, best.links, tuple(others))


def _flat(links: Iterable[Link]) -> list[int]:
    return [place for link in links for place in (*link.source, *link.target)]


def _links(numbers: Sequence[int]) -> tuple[Link, ...]:
    fours = zip(*(iter(numbers),) * 4, strict=True)
    return tuple(Link((a, b), (c, d)) for a, b, c, d in fours)
