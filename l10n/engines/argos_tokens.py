"""The tokenizers of Argos packages: sentencepiece, or words in byte pairs, which older packages have."""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_SPACE = "▁"
_SPELLINGS = 8
"""How many ways to cut a banned word into pieces are banned, the likeliest first."""
_SHORTEST_INNER = 4
"""Letters of a word that is banned within words, too: to ban `es` there would ban every plural."""


class Tokens:
    """The tokenizer of an open package."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 - one of argostranslate's own classes
        """Raises whatever the tokenizer raises where its files are damaged."""
        self._tokenizer = tokenizer
        self._pieces = tokenizer.lazy_processor() if hasattr(tokenizer, "lazy_processor") else None
        self.encode("Test.")

    def encode(self, text: str) -> tuple[str, ...]:
        """The tokens of a text."""
        return tuple(self._tokenizer.encode(text))

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of tokens."""
        if self._pieces is None:
            return str(self._tokenizer.decode(list(tokens)))
        # The tokenizer's own decode turns every underscore into a space.
        return str(self._pieces.decode_pieces(list(tokens))).replace(_SPACE, " ")

    def spelt(self, tokens: Sequence[str]) -> list[str]:
        """What each token stands for in a text: the older kind marks where a word goes on, and escapes.

        A character in bytes stands at the last of them.
        """
        if self._pieces is None:
            return [unescape(token.removesuffix("@@")) for token in tokens]
        if not any(map(_BYTE.fullmatch, tokens)):
            return list(tokens)
        decoder = getincrementaldecoder("utf-8")("replace")
        return [
            decoder.decode(bytes.fromhex(byte[1])) if (byte := _BYTE.fullmatch(token)) else token
            for token in tokens
        ]

    def banned(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The runs of tokens that spell words or phrases, at a space and without one, in any case."""
        runs = (run for word in words for spelling in _cases(word) for run in self._runs(spelling))
        return tuple(dict.fromkeys(run for run in runs if run))

    def _runs(self, text: str) -> Iterator[tuple[str, ...]]:
        yield self.encode(text)
        if self._pieces is None:
            return
        ways = self._ways(self._pieces, text)
        yield from ways
        if len(text) < _SHORTEST_INNER:
            return
        for first, *others in ways:
            inner = first.removeprefix(_SPACE)
            yield (inner, *others) if inner else tuple(others)

    def _ways(self, pieces: Any, text: str) -> list[tuple[str, ...]]:  # noqa: ANN401 - sentencepiece's own
        """Some ways to cut a text into pieces; models of sentencepiece's kind `bpe` know one."""
        try:
            return list(map(tuple, pieces.nbest_encode(text, out_type=str, nbest_size=_SPELLINGS)))
        except RuntimeError:
            return [self.encode(text)]


def vocabulary(model: Path) -> frozenset[str]:
    """The tokens that the translations of a model consist of, from the files in its folder."""
    for name in ("shared_vocabulary", "target_vocabulary"):
        if (file := model / f"{name}.json").is_file():
            return frozenset(json.loads(file.read_text(encoding="utf-8")))
        if (file := model / f"{name}.txt").is_file():
            return frozenset(file.read_text(encoding="utf-8").split("\n"))
    return frozenset()


def _cases(word: str) -> tuple[str, ...]:
    """A word as it is, in small letters, with a capital, and in capitals."""
    return (word, word.lower(), word[:1].upper() + word[1:], word.upper())
