"""What became of whole units, remembered beside the sentences, and how fast engines were.

Cutting units into sentences, asking for each and putting marks into the answers takes longer than reading a
catalog. Where nothing is different that any of it depends on, its result is looked up.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from l10n.engines.batch import Outcome
from l10n.engines.store import Store
from l10n.pipeline.known import FOLDER

FILE = "mt.sqlite"


def store_of(root: Path, say: Callable[[str], None], *, reading: bool) -> Store:
    """What is remembered for the project at `root`; `say` as in `Store`."""
    return Store(root / FOLDER / FILE, say, reading=reading)


class Outcomes:
    """What became of units, as far as it is the same as then: `basis` names all that it depends on."""

    def __init__(self, store: Store, basis: str) -> None:
        self._store = store
        self._basis = _digest("unit", basis)

    def recall(self, texts: Sequence[str]) -> dict[str, Outcome]:
        """Of those texts that are remembered."""
        keys = {self._key(text): text for text in texts}
        found = self._store.recall(list(keys))
        return {keys[key]: _unpacked(value) for key, value in found.items()}

    def keep(self, outcomes: Mapping[str, Outcome]) -> None:
        """Remember these."""
        self._store.keep({self._key(text): _packed(outcome) for text, outcome in outcomes.items()})

    def _key(self, text: str) -> bytes:
        return blake2b(_bytes(text), digest_size=16, key=self._basis).digest()


def _packed(outcome: Outcome) -> bytes:
    return b"\x01" + _bytes(outcome.refused) if outcome.refused else b"\x00" + _bytes(outcome.text)


def _unpacked(value: bytes) -> Outcome:
    said = value[1:].decode("utf-8", "surrogatepass")
    return Outcome("", said) if value[:1] == b"\x01" else Outcome(said)


def keep_speed(store: Store, signature: str, words: int, seconds: float) -> None:
    """Remember how fast an engine was when it last had something to do."""
    if words and seconds:
        store.keep({_digest("speed", signature): json.dumps([words, seconds]).encode()})


def last_speed(store: Store, signature: str) -> float | None:
    """Words per second; None where that was never measured."""
    for value in store.recall([_digest("speed", signature)]).values():
        words, seconds = json.loads(value)
        return float(words / seconds)
    return None


def _digest(*parts: str) -> bytes:
    return blake2b(_bytes("\x00".join(parts)), digest_size=16).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
