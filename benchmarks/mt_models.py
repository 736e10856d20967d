"""Argos packages of any size whose translation is known, for measuring: not trained, not downloaded.

The model is a Transformer that runs in full, with weights that are set by hand. The last attention of its
decoder finds the place in the source with the decoder's own number, and says what stands there. On the way
out words of small letters change places by twos, so that no sentence stays as it is.

python benchmarks/mt_models.py FOLDER ARGOS|SMALL
"""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mt_projects import news

Matrix = NDArray[np.float32]
PIECES = 8000
POSITIONS = 640
"""Tokens of the longest sentence."""
_SHARP, _LOUD = 2.5, 8.0
"""How exactly a place is found, and how much more what is found there counts than what was said before."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The size of a model."""

    layers: int
    """Of the encoder; the decoder has as many."""
    width: int
    heads: int
    vocabulary: int

    @property
    def place(self) -> int:
        """How much of the width says where a token stands."""
        return self.width // self.heads


ARGOS = Geometry(6, 512, 8, 50_000)
"""As Argos Translate's own training recipe has it."""
SMALL = Geometry(2, 128, 4, 9_000)
GEOMETRIES = {"ARGOS": ARGOS, "SMALL": SMALL}


def write_package(folder: Path, texts: Iterable[str], geometry: Geometry) -> Path:
    """Write a package, English to Spanish, whose tokenizer knows the words of `texts`, into a new folder."""
    import sentencepiece

    folder.mkdir(parents=True)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=PIECES,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "sentencepiece.model").write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = ["<blank>", *(processor.id_to_piece(number) for number in range(processor.get_piece_size()))]
    pieces += (f"<unused {number}>" for number in range(geometry.vocabulary - len(pieces)))
    (folder / "model").mkdir()
    _Builder(geometry).model(pieces).save(str(folder / "model"))
    described = {"package_version": "1.0", "from_code": "en", "to_code": "es"}
    names = {"argos_version": "1.11", "from_name": "English", "to_name": "Spanish", "type": "translate"}
    (folder / "metadata.json").write_text(json.dumps(described | names), encoding="utf-8")
    return folder


class _Builder:
    def __init__(self, geometry: Geometry) -> None:
        self._geometry = geometry
        self._random = np.random.default_rng(1)

    def model(self, pieces: Sequence[str]) -> Any:  # noqa: ANN401 - CTranslate2 has no types
        from ctranslate2.specs import transformer_spec

        size = self._geometry
        spec = transformer_spec.TransformerSpec.from_config(
            (size.layers, size.layers), size.heads, pre_norm=True
        )
        meaning = self._signs(len(pieces), slice(0, size.width - size.place)) / np.float32(
            np.sqrt(size.width)
        )
        places = self._signs(POSITIONS, slice(size.width - size.place, size.width))
        for half in (spec.encoder, spec.decoder):
            half.position_encodings.encodings = places
            self._norm(half.layer_norm)
            for layer in half.layer:
                self._idle(layer.self_attention, (3, 1))
                self._norm(layer.ffn.layer_norm)
                self._linear(layer.ffn.linear_0, self._noise(4 * size.width, size.width))
                self._linear(layer.ffn.linear_1, self._zeros(size.width, 4 * size.width))
        for layer in spec.decoder.layer[:-1]:
            self._idle(layer.attention, (1, 2, 1))
        self._copying(spec.decoder.layer[-1].attention)
        spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = meaning
        self._linear(spec.decoder.projection, meaning[_swapped(pieces)])
        spec.register_source_vocabulary(list(pieces))
        spec.register_target_vocabulary(list(pieces))
        spec.config.add_source_eos = True
        spec.validate()
        spec.optimize(quantization="int8")
        return spec

    def _signs(self, rows: int, columns: slice) -> Matrix:
        """Random signs in some of the columns: any two rows are nearly at right angles."""
        vectors = self._zeros(rows, self._geometry.width)
        vectors[:, columns] = self._random.choice([-1, 1], (rows, columns.stop - columns.start))
        return vectors

    def _noise(self, rows: int, columns: int) -> Matrix:
        noise: Matrix = self._random.standard_normal((rows, columns), dtype=np.float32)
        return noise / np.float32(columns)

    def _zeros(self, rows: int, columns: int) -> Matrix:
        return np.zeros((rows, columns), np.float32)

    def _norm(self, layer: Any) -> None:  # noqa: ANN401
        width = self._geometry.width
        layer.gamma, layer.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    def _linear(self, layer: Any, weight: Matrix) -> None:  # noqa: ANN401
        layer.weight, layer.bias = weight, np.zeros(len(weight), np.float32)

    def _idle(self, layer: Any, parts: Sequence[int]) -> None:  # noqa: ANN401
        """An attention that looks around, and says nothing of it."""
        width = self._geometry.width
        self._norm(layer.layer_norm)
        for linear, rows in zip(layer.linear[:-1], parts[:-1], strict=True):
            self._linear(linear, self._noise(rows * width, width))
        self._linear(layer.linear[-1], self._zeros(width, width))

    def _copying(self, layer: Any) -> None:  # noqa: ANN401
        """The attention that finds its own place in the source; each head carries a share of its meaning."""
        width, place = self._geometry.width, self._geometry.place
        share = (width - place) // self._geometry.heads
        find, carry, say = (self._zeros(width, width) for _ in range(3))
        for head in range(self._geometry.heads):
            first, meaning = head * place, head * share
            find[range(first, first + place), range(width - place, width)] = _SHARP
            carry[range(first, first + share), range(meaning, meaning + share)] = 1
            say[range(meaning, meaning + share), range(first, first + share)] = _LOUD
        self._norm(layer.layer_norm)
        for linear, weight in zip(layer.linear, (find, np.concatenate([find, carry]), say), strict=True):
            self._linear(linear, weight)


def _swapped(pieces: Sequence[str]) -> list[int]:
    """The order of the pieces, with words of small letters exchanged for their neighbours in length."""
    order = list(range(len(pieces)))
    words = [
        at for at, piece in enumerate(pieces) if piece[0] == "▁" and len(piece) > 2 and piece[1:].islower()
    ]
    words.sort(key=lambda at: (len(pieces[at]), at))
    for one, other in zip(words[::2], words[1::2], strict=False):
        order[one], order[other] = other, one
    return order


if __name__ == "__main__":
    write_package(Path(sys.argv[1]), news(2000), GEOMETRIES[sys.argv[2]])
