"""A real CTranslate2 model with random weights: what it says is noise, and many words are nearly as good.

So the smallest difference in how its sums are made shows, and it has several different translations for a
sentence. The weights are the same every time.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copy_model import Kind, metadata, tokenizer

LAYERS = 2
WIDTH = 128
HEADS = 4
POSITIONS = 640
ENDING = 7.0
"""How much likelier than any other token the end is, as an exponent: enough for most translations to end."""


def write_random_package(folder: Path, unknown: float = -100) -> Path:
    """Write a package with random weights into `folder`, which must not exist.

    `unknown` is how much likelier than any other token it is that the model knows no word, as an exponent.
    """
    import sentencepiece

    folder.mkdir(parents=True)
    model = tokenizer()
    (folder / "sentencepiece.model").write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    (folder / "model").mkdir()
    _transformer(["<blank>", *pieces], unknown).save(str(folder / "model"))
    (folder / "metadata.json").write_text(json.dumps(metadata(Kind())), encoding="utf-8")
    return folder


def _transformer(pieces: list[str], unknown: float) -> Any:
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    random = _Random()
    meaning = random.matrix(len(pieces), WIDTH)
    places = random.matrix(POSITIONS, WIDTH)
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = places
        random.norm(part.layer_norm)
        for layer in part.layer:
            random.attention(layer.self_attention, (3, 1))
            random.norm(layer.ffn.layer_norm)
            random.linear(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
            random.linear(layer.ffn.linear_1, WIDTH, 4 * WIDTH)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = meaning
    for layer in spec.decoder.layer:
        random.attention(layer.attention, (1, 2, 1))
    random.linear(spec.decoder.projection, len(pieces), WIDTH)
    spec.decoder.projection.weight *= 2
    for never in ("<blank>", "<s>"):
        spec.decoder.projection.bias[pieces.index(never)] = -100
    spec.decoder.projection.bias[pieces.index("<unk>")] = unknown
    spec.decoder.projection.bias[pieces.index("</s>")] = ENDING
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


class _Random:
    def __init__(self) -> None:
        self._random = np.random.default_rng(7)

    def matrix(self, rows: int, columns: int) -> NDArray[np.float32]:
        matrix: NDArray[np.float64] = self._random.standard_normal((rows, columns)) / np.sqrt(columns)
        return matrix.astype(np.float32)

    def linear(self, layer: Any, rows: int, columns: int) -> None:
        layer.weight = self.matrix(rows, columns)
        layer.bias = (self._random.standard_normal(rows) / 10).astype(np.float32)

    def norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(self, layer: Any, parts: tuple[int, ...]) -> None:
        self.norm(layer.layer_norm)
        for linear, rows in zip(layer.linear, parts, strict=True):
            self.linear(linear, rows * WIDTH, WIDTH)
