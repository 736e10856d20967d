"""How far a run is, and the learning rate there."""

from training.configuration import Training


def progress(training: Training, seconds: float, updates: int) -> float:
    """The share of the run that is done: of its time or its updates, whichever is further; 1 at the end."""
    by_time = seconds / 60 / training.minutes if training.minutes else 0.0
    by_updates = updates / training.updates if training.updates else 0.0
    return max(by_time, by_updates)


def rate(training: Training, done: float, updates: int) -> float:
    """The learning rate: rising for the warm-up, then level, then falling to nothing in a straight line.

    That shape needs no more than the share that is `done`, so it fits whatever a machine manages in its time
    (compare Hägele et al. 2024, https://arxiv.org/abs/2405.18392).
    """
    falling = min(1.0, (1 - done) / max(1e-9, 1 - training.hold))
    return training.rate * min(1.0, (updates + 1) / max(1, training.warm_up)) * falling
