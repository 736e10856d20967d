"""Trained weights as files: half precision, in parts that are small enough to be sent about."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.configuration import Shape, TrainingError, reason

SHAPE = "shape.json"
_PART = 14_000_000
"""Bytes."""

Weights = dict[str, NDArray[np.float32]]


def write(run: Path, shape: Shape, weights: Weights) -> None:
    """Write the weights and the model's shape into the folder."""
    parts: list[dict[str, NDArray[np.float16]]] = [{}]
    size = 0
    for name, value in weights.items():
        half = value.astype(np.float16)
        if parts[-1] and size + half.nbytes > _PART:
            parts.append({})
            size = 0
        parts[-1][name] = half
        size += half.nbytes
    for number, part in enumerate(parts):
        partial = run / f"weights-{number}.tmp.npz"
        np.savez(partial, allow_pickle=False, **part)
        partial.replace(run / f"weights-{number}.npz")
    (run / SHAPE).write_text(json.dumps({**asdict(shape), "parts": len(parts)}) + "\n", encoding="utf-8")


def read(run: Path) -> tuple[Shape, Weights]:
    """Shape and weights from a folder. Raises TrainingError where they are not there."""
    try:
        told = json.loads((run / SHAPE).read_text(encoding="utf-8"))
        weights: Weights = {}
        for number in range(told.pop("parts")):
            part = np.load(run / f"weights-{number}.npz")
            weights |= {name: part[name].astype(np.float32) for name in part.files}
        return Shape(**told), weights
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(f"{run}: holds no weights: {reason(error)}; `train` writes them") from error
