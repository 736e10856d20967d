"""Argos Translate packages, run with CTranslate2 directly.

argostranslate itself opens the packages (its `package` and `tokenizer` modules know every kind there is), but
does not translate: it makes one small batch of each paragraph, which is several times slower than one batch
of the whole job, and its `translate` module needs torch.
"""

import logging
import os
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from l10n.engines.alignment import links, nearest
from l10n.engines.answers import Answer, Query
from l10n.engines.batch import translate_units
from l10n.engines.installed import InstalledPackage, described, installed, package_directory
from l10n.engines.routes import route
from l10n.engines.session import FunctionSession, Opening, Session
from l10n.errors import EngineError, Location
from l10n.locale import covers
from l10n.model import Tag

BEAM_SIZE = 2
"""Hypotheses kept. Twice as fast as Argos Translate's 4."""
LENGTH_PENALTY = 0.2
"""As Argos Translate has it."""
BATCH_TOKENS = 1024
"""Tokens in a batch. Both 512 and 4096 were slower on two cores."""
LONGEST_SENTENCE = 240
"""Tokens. Models are trained on sentences of up to 200 or so, and the smallest have places for 512, which the
longest translation (see `_most`) must not pass. CTranslate2 would cut a longer sentence off."""
ALIGNED_AT_ONCE = 512
"""Sentences whose attention is kept at a time: some 1000 numbers each, which are objects in Python."""
_MOST_REPEATS = 3
_LONGEST_LOOP = 8
"""Tokens of a stretch that is looked at for repetition."""


class ArgosEngine:
    """Translates with the Argos packages that lie where Argos Translate looks for them."""

    name = "argos"

    def package_directory(self) -> Path:
        """The folder of all packages, which need not exist."""
        return package_directory()

    def packages(self) -> tuple[InstalledPackage, ...]:
        """The usable packages, by pair, the newest version first."""
        return installed(package_directory())

    def serves(self, source: Tag, target: Tag) -> bool:
        """True where a package translates the pair."""
        return self._package(source, target) is not None

    def route(self, source: Tag, target: Tag) -> tuple[InstalledPackage, ...]:
        """The packages that lead from `source` to `target`: one, or two in a row; () for none."""
        return route(self.packages(), source, target)

    def signature(self, source: Tag, target: Tag) -> str:
        """`argos translate-en_es 1.9`. Raises EngineError where no package serves the pair."""
        package = self._required(source, target)
        return f"argos {package.code} {package.version}".rstrip()

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Raises EngineError where no package serves the pair, or it cannot be opened.
        """
        session = self.open(source, target, Opening())
        return [outcome.text for outcome in translate_units(texts, (source, target), session)]

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        """The package for the pair as a session. Raises EngineError where there is none."""
        package = self._required(source, target)
        opened = cache(lambda: _Model(package))

        def translated(queries: Sequence[Query]) -> Sequence[Answer | None]:
            return opened()(queries)

        return opening.kept(FunctionSession(translated, f"{package.path}", frozenset({"alignment"})))

    def probe(self, path: Path) -> None:
        """Translate a sentence with the package in a folder. Raises EngineError where that fails."""
        package = described(path)
        if package is None:
            raise EngineError("is no package that can be opened", Location(path.as_posix()))
        (answer,) = _Model(package)((Query("Test."),))
        if answer is None:
            raise EngineError("gives no sensible answer", Location(path.as_posix()))

    def _package(self, source: Tag, target: Tag) -> InstalledPackage | None:
        """The package for a pair: rather one for exactly this pair, else the newest."""
        serving = [p for p in self.packages() if covers(p.source, source) and covers(p.target, target)]
        exact = [p for p in serving if (p.source, p.target) == (source, target)]
        return max(exact or serving, key=lambda package: package.order, default=None)

    def _required(self, source: Tag, target: Tag) -> InstalledPackage:
        package = self._package(source, target)
        if package is None:
            raise EngineError(
                f"no Argos package translates {source} to {target}",
                hint=f"`l10n models install {source} {target}` gets one",
            )
        return package


class _Model:
    """An open package: translates sentences, all in one batch."""

    def __init__(self, package: InstalledPackage) -> None:
        self._package = package
        opener = _opener()
        try:
            self._open(opener(package.path))
        except Exception as error:
            raise _failure(package, "cannot be opened", error) from error

    def _open(self, opened: Any) -> None:  # noqa: ANN401 - argostranslate's own class
        import ctranslate2

        ctranslate2.set_log_level(logging.ERROR)
        self._tokenizer = opened.tokenizer
        self._tokenizer.encode("Test.")
        supported = ctranslate2.get_supported_compute_types("cpu")
        self._translator = ctranslate2.Translator(
            str(opened.package_path / "model"),
            device="cpu",
            compute_type="int8" if "int8" in supported else "default",
            inter_threads=_cores(),
            intra_threads=1,
        )

    def __call__(self, queries: Sequence[Query]) -> list[Answer | None]:
        """The answer to each query; None for one that is too long, or whose translation ran away."""
        texts = dict.fromkeys(query.text for query in queries)
        aligned = list(dict.fromkeys(query.text for query in queries if query.pairs))
        wanted = set(aligned)
        plain = [text for text in texts if text not in wanted]
        answers = dict(zip(plain, self._answers(plain, aligned=False), strict=True))
        for at in range(0, len(aligned), ALIGNED_AT_ONCE):
            some = aligned[at : at + ALIGNED_AT_ONCE]
            answers |= zip(some, self._answers(some, aligned=True), strict=True)
        return [answers[query.text] for query in queries]

    def _answers(self, texts: Sequence[str], *, aligned: bool) -> list[Answer | None]:
        encoded = [self._tokenizer.encode(text) for text in texts]
        # CTranslate2 answers [] with []: a sentence that is too long costs nothing.
        asked = [tokens if len(tokens) <= LONGEST_SENTENCE else [] for tokens in encoded]
        found: list[Answer | None] = []
        for text, tokens, (answer, sources) in zip(texts, asked, self._run(asked, aligned), strict=True):
            if not ends_well(tokens, answer):
                found.append(None)
                continue
            said = self._decode(answer)
            known = links(text, self._spelt(tokens), said, self._spelt(answer), sources) if aligned else ()
            found.append(Answer(said, known))
        return found

    def _run(self, asked: list[list[str]], aligned: bool) -> list[tuple[list[str], tuple[int | None, ...]]]:
        """The tokens of each translation, and for each of them the source token that it came from."""
        if not any(asked):
            return [([], ())] * len(asked)
        prefix = [self._package.target_prefix] if self._package.target_prefix else []
        try:
            found = self._translator.translate_batch(
                asked,
                target_prefix=[prefix] * len(asked),
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=BEAM_SIZE,
                length_penalty=LENGTH_PENALTY,
                replace_unknowns=True,
                max_input_length=0,
                max_decoding_length=_most(max(map(len, asked))),
                return_attention=aligned,
            )
        except RuntimeError as error:
            raise _failure(self._package, "failed", error) from error
        answers: list[tuple[list[str], tuple[int | None, ...]]] = []
        for tokens, result in zip(asked, found, strict=True):
            answer = result.hypotheses[0]
            answer = answer[len(prefix) :] if answer[: len(prefix)] == prefix else answer
            rows = result.attention[0][-len(answer) :] if aligned and answer else ()
            answers.append((answer, nearest(rows, len(tokens))))
        return answers

    def _spelt(self, tokens: Sequence[str]) -> list[str]:
        """The tokens as they are in a text: the older kind marks where a word goes on, and escapes."""
        if hasattr(self._tokenizer, "lazy_processor"):
            return list(tokens)
        return [unescape(token.removesuffix("@@")) for token in tokens]

    def _decode(self, tokens: list[str]) -> str:
        if not hasattr(self._tokenizer, "lazy_processor"):
            return str(self._tokenizer.decode(tokens))
        # The tokenizer's own decode turns every underscore into a space.
        return str(self._tokenizer.lazy_processor().decode_pieces(tokens)).replace("▁", " ")


def _opener() -> Callable[[Path], Any]:
    """argostranslate's own class for packages, which is loaded no earlier: that makes folders below $HOME."""
    try:
        from argostranslate.package import Package
    except Exception as error:
        raise EngineError(
            f"argostranslate cannot be loaded: {_reason(error)}",
            hint="it makes folders in HOME, or in XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME; "
            "set these to folders that can be written",
        ) from error
    return Package  # type: ignore[no-any-return]


def _failure(package: InstalledPackage, what: str, error: Exception) -> EngineError:
    return EngineError(
        f"the package {package.code} {package.version} {what}: {_reason(error)}",
        Location(package.path.as_posix()),
        hint=f"install it again: `l10n models install {package.source} {package.target}`",
    )


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _most(tokens: int) -> int:
    """Tokens of the longest translation that a sentence may have."""
    return 2 * tokens + 20


def ends_well(tokens: Sequence[str], answer: Sequence[str]) -> bool:
    """False for a translation that is empty, came to no end, or repeats itself as its source does not."""
    if not tokens or not 0 < len(answer) < _most(len(tokens)):
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
