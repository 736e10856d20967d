"""What tells a model the place of a piece in its sentence."""

import numpy as np
from numpy.typing import NDArray

POSITIONS = 512
"""The longest sentence, in pieces."""


def positions(width: int) -> NDArray[np.float32]:
    """What is added to vectors, a row for each place (https://arxiv.org/abs/1706.03762, section 3.5)."""
    rates = np.exp(np.arange(0, width, 2) * (-np.log(10_000) / width))
    angles = np.arange(POSITIONS)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
