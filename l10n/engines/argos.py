"""Argos Translate packages, run with CTranslate2 directly.

argostranslate itself opens the packages (its `package` and `tokenizer` modules know every kind there is), but
does not translate: it makes one small batch of each paragraph, which is several times slower than one batch
of the whole job, and its `translate` module needs torch.
"""

import logging
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from l10n.engines.batch import translate_units
from l10n.engines.installed import InstalledPackage, described, installed, package_directory
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
        """True where a package translates the pair directly."""
        return self._package(source, target) is not None

    def signature(self, source: Tag, target: Tag) -> str:
        """`argos translate-en_es 1.9`. Raises EngineError where no package serves the pair."""
        package = self._required(source, target)
        return f"argos {package.code} {package.version}".rstrip()

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Raises EngineError where no package serves the pair, or it cannot be opened.
        """
        package = self._required(source, target)
        opened = cache(lambda: _Model(package))

        def translated(sentences: Sequence[str]) -> Sequence[str | None]:
            return opened()(sentences)

        return translate_units(texts, source, translated)

    def probe(self, path: Path) -> None:
        """Translate a sentence with the package in a folder. Raises EngineError where that fails."""
        package = described(path)
        if package is None:
            raise EngineError("is no package that can be opened", Location(path.as_posix()))
        (answer,) = _Model(package)(("Test.",))
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
        self._encode(("Test.",))
        supported = ctranslate2.get_supported_compute_types("cpu")
        self._translator = ctranslate2.Translator(
            str(opened.package_path / "model"),
            device="cpu",
            compute_type="int8" if "int8" in supported else "default",
            inter_threads=_cores(),
            intra_threads=1,
        )

    def __call__(self, sentences: Sequence[str]) -> list[str | None]:
        """A translation of each sentence; None for one that is too long, or whose translation ran away."""
        encoded = self._encode(sentences)
        # CTranslate2 answers [] with []: a sentence that is too long costs nothing.
        asked = [tokens if len(tokens) <= LONGEST_SENTENCE else [] for tokens in encoded]
        return [
            self._decode(answer) if ends_well(tokens, answer) else None
            for tokens, answer in zip(asked, self._run(asked), strict=True)
        ]

    def _run(self, asked: list[list[str]]) -> list[list[str]]:
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
            )
        except RuntimeError as error:
            raise _failure(self._package, "failed", error) from error
        answers = (result.hypotheses[0] for result in found)
        return [answer[len(prefix) :] if answer[: len(prefix)] == prefix else answer for answer in answers]

    def _encode(self, sentences: Sequence[str]) -> list[list[str]]:
        return [self._tokenizer.encode(sentence) for sentence in sentences]

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
