"""Real Argos packages, made in a second, whose translation of any text is known: the text itself.

The model is a CTranslate2 Transformer with weights that are set, not trained. Every token's vector has two
parts: what it is, and where it stands. The last attention of the decoder looks for the source position that
equals its own and copies what stands there, so the model repeats its source, token by token, up to the end.
`swaps` exchanges words on the way out: a word-for-word translator. `turns` exchanges places: words change
order, and the model's attention says so.

It says nothing about quality, but everything between a unit and its translation is the real thing.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS = 2
WIDTH = 128
HEADS = 4
PLACE = 32
"""Dimensions that say where a token stands; those before it say what it is."""
MEANING = WIDTH - PLACE
POSITIONS = 640
"""The longest sentence, in tokens."""
SHARPNESS = 2.5
LOUDNESS = 8.0
"""How much stronger what is copied is than what the decoder had before."""

SUBJECTS = ("the mayor", "a doctor", "my sister", "our teacher", "the farmer", "one visitor", "the crew")
VERBS = ("sees", "opens", "paints", "forgets", "repairs", "carries", "describes", "counts")
OBJECTS = ("the house", "a red door", "seven boats", "that letter", "the old bridge", "two lamps")
PLACES = ("in the village", "near the river", "at noon", "before winter", "with care", "for the school")
SPANISH = ("casa", "puerta", "barcos", "carta", "puente", "aldea", "río", "escuela", "médico", "hermana")


@dataclass(frozen=True)
class Kind:
    """What a package is like."""

    source: str = "en"
    target: str = "es"
    version: str = "1.9"
    swaps: Mapping[str, str] = field(default_factory=dict)
    """Pieces that the translation exchanges, both ways: `▁house` for `▁casa`."""
    likely: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Pieces that become others, each with the other's share of certainty; those near 1 are nearly as likely:
    `{"▁camp": {"▁acampada": 1.0, "▁campo": 0.98}}`."""
    turns: Mapping[int, int] = field(default_factory=dict)
    """Places of tokens, from 0, that the translation exchanges, both ways."""
    symbols: tuple[str, ...] = ()
    """Characters and pieces that the tokenizer knows although the sentences have none."""
    texts: tuple[str, ...] = ()
    """Texts whose frequent words the tokenizer has whole, besides those of the sentences."""
    prefix: str = ""
    """target_prefix; the translation then has it instead of its first token."""
    bytes: bool = False
    """True for a tokenizer that writes the characters it does not know as their bytes."""


def made_up_sentences() -> list[str]:
    """Every combination, with and without a capital; letters and digits so that every word can be spelt."""
    texts = [f"{s} {v} {o} {p}." for s in SUBJECTS for v in VERBS for o in OBJECTS for p in PLACES]
    alphabet = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "áéíóúñ.,;:!?'()-%"]
    spelt = [f"{char}{other}" for row in alphabet for char in row for other in "ae "]
    return texts + [text[0].upper() + text[1:] for text in texts[::5]] + spelt * 3 + list(SPANISH) * 40


def tokenizer(symbols: Sequence[str] = (), texts: Sequence[str] = (), *, in_bytes: bool = False) -> bytes:
    """A sentencepiece model that has the words of the sentences whole, and letters for the others.

    Given texts, it has their frequent words, too.
    """
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*made_up_sentences(), *texts]),
        model_writer=model,
        model_type="bpe",
        vocab_size=(8000 if texts else 600) + 256 * in_bytes,
        byte_fallback=in_bytes,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=list(symbols),
        minloglevel=2,
    )
    return model.getvalue()


def write_package(folder: Path, kind: Kind = Kind()) -> Path:
    """Write the package into `folder`, which must not exist."""
    import sentencepiece

    folder.mkdir(parents=True)
    model = tokenizer(kind.symbols, kind.texts, in_bytes=kind.bytes)
    (folder / "sentencepiece.model").write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    vocabulary = ["<blank>", *pieces, *filter(None, [kind.prefix])]
    (folder / "model").mkdir()
    _transformer(vocabulary, kind).save(str(folder / "model"))
    (folder / "metadata.json").write_text(json.dumps(metadata(kind)), encoding="utf-8")
    return folder


def write_bpe_package(folder: Path) -> Path:
    """Write a package of the older kind, which has words in byte-pair encoding: here letter by letter."""
    folder.mkdir(parents=True)
    (folder / "bpe.model").write_text("#version: 0.2\n", encoding="utf-8")
    letters = sorted(set("".join(made_up_sentences()) + "⟦⟧") - {" "})
    vocabulary = ["<blank>", "<unk>", "<s>", "</s>", *letters, *(f"{letter}@@" for letter in letters)]
    (folder / "model").mkdir()
    _transformer(vocabulary, Kind()).save(str(folder / "model"))
    (folder / "metadata.json").write_text(json.dumps(metadata(Kind())), encoding="utf-8")
    return folder


def metadata(kind: Kind) -> dict[str, str]:
    """What metadata.json says, with the keys that Argos' own packages have."""
    described = {
        "package_version": kind.version,
        "argos_version": "1.9.0",
        "from_code": kind.source,
        "from_name": kind.source,
        "to_code": kind.target,
        "to_name": kind.target,
    }
    return described | ({"target_prefix": kind.prefix} if kind.prefix else {})


def copy_package_as(package: Path, folder: Path, kind: Kind) -> Path:
    """The same model under another description."""
    shutil.copytree(package, folder)
    (folder / "metadata.json").write_text(json.dumps(metadata(kind)), encoding="utf-8")
    return folder


def pack(package: Path, path: Path) -> Path:
    """The package as the .argosmodel file that an index would link to."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.rglob("*")):
            archive.write(file, Path(package.name, file.relative_to(package)))
    return path


Matrix = NDArray[np.float32]


def _transformer(pieces: list[str], kind: Kind) -> Any:
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    random = np.random.default_rng(20)
    meaning = _signs(random, len(pieces), 0, MEANING) / np.float32(np.sqrt(WIDTH))
    places = _signs(random, POSITIONS, MEANING, WIDTH)
    for part, order in ((spec.encoder, range(POSITIONS)), (spec.decoder, _turned(kind.turns))):
        part.position_encodings.encodings = places[list(order)]
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(layer.self_attention)
            _feed_forward(layer.ffn)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = meaning
    for layer in spec.decoder.layer[:-1]:
        _attention(layer.attention, crossing=True)
    _copying(spec.decoder.layer[-1].attention)
    spec.decoder.projection.weight = _projection(meaning, pieces, kind)
    spec.decoder.projection.bias = np.zeros(len(pieces), np.float32)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _signs(random: np.random.Generator, rows: int, start: int, end: int) -> Matrix:
    """Vectors of random signs within the columns `start` to `end`: any two of them are nearly orthogonal."""
    vectors = np.zeros((rows, WIDTH), np.float32)
    vectors[:, start:end] = random.choice([-1, 1], (rows, end - start))
    return vectors


def _order(pieces: list[str], swaps: Mapping[str, str]) -> list[int]:
    order = list(range(len(pieces)))
    for one, other in swaps.items():
        first, second = pieces.index(one), pieces.index(other)
        order[first], order[second] = second, first
    return order


def _projection(meaning: Matrix, pieces: list[str], kind: Kind) -> Matrix:
    """For each piece, what a vector must be like for the piece to be said."""
    weight = meaning[_order(pieces, kind.swaps)]
    for source, others in kind.likely.items():
        weight[[pieces.index(piece) for piece in (source, *others)]] = 0
    for source, others in kind.likely.items():
        for other, certainty in others.items():
            weight[pieces.index(other)] += np.float32(certainty) * meaning[pieces.index(source)]
    return weight


def _turned(turns: Mapping[int, int]) -> list[int]:
    order = list(range(POSITIONS))
    for one, other in turns.items():
        order[one], order[other] = order[other], order[one]
    return order


def _norm(layer: Any) -> None:
    layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def _linear(layer: Any, weight: Matrix) -> None:
    layer.weight, layer.bias = weight, np.zeros(len(weight), np.float32)


def _zeros(rows: int, columns: int = WIDTH) -> Matrix:
    return np.zeros((rows, columns), np.float32)


def _attention(layer: Any, *, crossing: bool = False) -> None:
    """An attention that adds nothing."""
    _norm(layer.layer_norm)
    for linear, rows in zip(layer.linear, (1, 2, 1) if crossing else (3, 1), strict=True):
        _linear(linear, _zeros(rows * WIDTH))


def _feed_forward(layer: Any) -> None:
    _norm(layer.layer_norm)
    _linear(layer.linear_0, _zeros(4 * WIDTH))
    _linear(layer.linear_1, _zeros(WIDTH, 4 * WIDTH))


def _copying(layer: Any) -> None:
    """The attention that looks up its own position in the source, and copies the meaning found there.

    Every head compares whole places, and copies its share of the meaning.
    """
    _norm(layer.layer_norm)
    head, share = WIDTH // HEADS, MEANING // HEADS
    look, values, output = _zeros(WIDTH), _zeros(WIDTH), _zeros(WIDTH)
    for number in range(HEADS):
        for place in range(PLACE):
            look[number * head + place, MEANING + place] = SHARPNESS
        for one in range(share):
            values[number * head + one, number * share + one] = 1
            output[number * share + one, number * head + one] = LOUDNESS
    _linear(layer.linear[0], look)
    _linear(layer.linear[1], np.concatenate([look, values]))
    _linear(layer.linear[2], output)
