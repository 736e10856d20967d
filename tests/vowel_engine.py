"""An engine that is asked sentence by sentence and writes down what; as a program, an l10n that has no other.

    python vowel_engine.py LOG UNITS STUCK translate -l es

LOG gets a line for every sentence asked for, and one when it was passed on. UNITS is the size of a window. At
sentence STUCK (0 for none) it hangs as a model does: nothing in the process can interrupt it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from l10n.engines.answers import Answer, Query
from l10n.engines.session import Ability, Finished, Opening, Session
from l10n.model import Tag

BATCH = 2
_VOWELS = str.maketrans("aeiou", "eioua")


@dataclass
class VowelEngine:
    """Translates English to anything: every vowel becomes the next one, but for names like Gjadër."""

    tell: Callable[[str, Query], None] = lambda what, query: None
    """Told `asked` before and `passed on` after each answer."""
    version: int = 1
    name: str = "vowels"
    folder: Path | None = None
    """Where its model lies, which it has checked when it is opened."""
    opened: list[Opening] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def serves(self, source: Tag, target: Tag) -> bool:
        return source == "en" and target != "sr"

    def signature(self, source: Tag, target: Tag) -> str:
        return f"vowels {source}-{target} {self.version}"

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        raise NotImplementedError

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        self.opened.append(opening)
        verified = opening.verified(self.folder) if self.folder else ""
        return opening.kept(_Session(self, f"vowels {source}-{target} {self.version} {verified}"))


class _Session:
    def __init__(self, engine: VowelEngine, identity: str) -> None:
        self._engine = engine
        self.identity = identity
        self.abilities: frozenset[Ability] = frozenset()

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        for at in range(0, len(queries), BATCH):
            some = list(enumerate(queries[at : at + BATCH], at))
            for _, query in some:
                self._engine.asked.append(query.text)
                self._engine.tell("asked", query)
            yield [(index, self.answer(query)) for index, query in some]
            for _, query in some:
                self._engine.tell("passed on", query)

    @staticmethod
    def answer(query: Query) -> Answer | None:
        if "refuse" in query.text:
            return None
        words = query.text.split(" ")
        return Answer(" ".join(word.translate(_VOWELS) if "ë" not in word else word for word in words))

    def close(self) -> None:
        pass


def main() -> None:
    log, units, stuck, *words = sys.argv[1:]
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    told = 0

    def tell(what: str, query: Query) -> None:
        nonlocal told
        told += what == "asked"
        os.write(file, f"{json.dumps([what, query.text])}\n".encode())
        if told == int(stuck):
            # Held up in the system, as by a model: signals do not reach this thread.
            os.read(os.pipe()[0], 1)

    from l10n import cli, registry
    from l10n.pipeline import windows

    engine = VowelEngine(tell)
    registry.engine = cache(lambda name: engine)
    windows.UNITS = int(units)
    sys.argv[1:] = words
    cli.main()


if __name__ == "__main__":
    main()
