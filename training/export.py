"""Turns trained weights into an Argos Translate package, whose model CTranslate2 runs in 8-bit integers."""

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from training import weights
from training.configuration import Configuration, Shape, TrainingError
from training.positions import positions
from training.prepare import TOKENIZER, USED
from training.vocabulary import size_of
from training.weights import Weights

ARGOS_VERSION = "1.9.0"
"""Of Argos Translate, from which on packages of this kind can be used."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""Every file of a package, so that the same weights give the same bytes."""


def export(configuration: Configuration, work: Path, run: Path, package: Path) -> None:
    """Write the package file. Raises TrainingError where weights or vocabulary are not there, or differ."""
    import sentencepiece

    shape, trained = weights.read(run)
    tokenizer = work / TOKENIZER
    if not tokenizer.is_file():
        raise TrainingError(f"{tokenizer}: is not there; `prepare` writes it")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    if len(trained["bias"]) != size_of(len(pieces)):
        raise TrainingError(f"{run}: was trained with another vocabulary than {tokenizer}")
    told = configuration.languages
    version = configuration.package.version
    name = f"translate-{told.source}_{told.target}-{version.replace('.', '_')}"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, name)
        (root / "model").mkdir(parents=True)
        model_of(shape, trained, pieces).save(str(root / "model"))
        (root / TOKENIZER).write_bytes(tokenizer.read_bytes())
        (root / "metadata.json").write_text(
            json.dumps(_metadata(configuration), indent=2) + "\n", encoding="utf-8"
        )
        (root / "README.md").write_text(_readme(configuration, work), encoding="utf-8")
        _pack(root, package)
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")


def model_of(shape: Shape, trained: Weights, pieces: list[str]) -> Any:  # noqa: ANN401 - CTranslate2's own
    """The model as CTranslate2 saves it, in 8-bit integers."""
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    for part, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        part.position_encodings.encodings = positions(shape.width)
        _set(part.layer_norm, trained, f"{name}.norm", norm=True)
        for number, layer in enumerate(part.layer):
            _set_attention(layer.self_attention, trained, f"{name}.{number}.self", ("all", "out"))
            if part is spec.decoder:
                parts = ("query", "memory", "out")
                _set_attention(layer.attention, trained, f"{name}.{number}.cross", parts)
            _set(layer.ffn.layer_norm, trained, f"{name}.{number}.forward.norm", norm=True)
            _set(layer.ffn.linear_0, trained, f"{name}.{number}.forward.in")
            _set(layer.ffn.linear_1, trained, f"{name}.{number}.forward.out")
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = trained["vectors"]
    spec.decoder.projection.weight, spec.decoder.projection.bias = trained["vectors"], trained["bias"]
    vocabulary = ["<blank>", *pieces]
    vocabulary += [f"<unused{number}>" for number in range(len(trained["bias"]) - len(vocabulary))]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _set(layer: Any, trained: Weights, name: str, *, norm: bool = False) -> None:  # noqa: ANN401
    weight, bias = trained[f"{name}.weight"], trained[f"{name}.bias"]
    if norm:
        layer.gamma, layer.beta = weight, bias
    else:
        layer.weight, layer.bias = weight, bias


def _set_attention(layer: Any, trained: Weights, name: str, parts: tuple[str, ...]) -> None:  # noqa: ANN401
    _set(layer.layer_norm, trained, f"{name}.norm", norm=True)
    for linear, part in zip(layer.linear, parts, strict=True):
        _set(linear, trained, f"{name}.{part}")


def _metadata(configuration: Configuration) -> dict[str, str]:
    told = configuration.languages
    return {
        "package_version": configuration.package.version,
        "argos_version": ARGOS_VERSION,
        "from_code": told.source,
        "from_name": told.source_name,
        "to_code": told.target,
        "to_name": told.target_name,
    }


def _readme(configuration: Configuration, work: Path) -> str:
    """Licence, and what the model was trained on."""
    told, package = configuration.languages, configuration.package
    try:
        used = (work / USED).read_text(encoding="utf-8")
    except OSError as error:
        raise TrainingError(f"{work / USED}: is not there; `prepare` writes it") from error
    rows = "".join("| " + " | ".join(line.split("\t")) + " |\n" for line in used.splitlines())
    return (
        f"# {told.source_name} to {told.target_name}, {package.version}\n\n"
        f"A machine translation model for Argos Translate and l10n. Licence: {package.licence}.\n\n"
        "Trained on nothing but these pairs of sentences (a made-up source is the work of a rule-based "
        "translator, from a real target):\n\n| tag | pairs | licence | from |\n|---|---|---|---|\n" + rows
    )


def _pack(root: Path, package: Path) -> None:
    """All files of the folder as a zip file, the same bytes each time."""
    package.parent.mkdir(parents=True, exist_ok=True)
    partial = package.with_name(f"{package.name}.tmp")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(root.parent).as_posix(), _WHEN)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    partial.replace(package)
