"""Trains a model on packed pairs, in bfloat16, from where an earlier run was stopped."""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor
from torch.optim import AdamW, Muon, Optimizer

from training import packed, weights
from training.batches import Batch, ahead, batch, by_length, epoch
from training.configuration import Configuration, Training, TrainingError
from training.packed import Packed
from training.prepare import DEVELOPMENT, TRAINING
from training.schedule import progress, rate
from training.transformer import Parameters, Transformer, initial
from training.vocabulary import PAD

STATE = "state.pt"
Position = tuple[int, int]
"""An epoch, and a batch of it."""
_LOGGED = 100, 30.0
"""Updates, and seconds, between two lines: whichever pass first."""
_ASSESSED = 1000
"""Pairs of the development sets that are looked at on the way."""
_SNAPSHOTS = 20
"""How many weights are averaged."""
_CLIPPED = 1.0
"""The longest gradient."""
_AS_A_WHOLE = frozenset({"vectors", "bias"})
"""Parameters of pieces, which Muon is not made for."""


@dataclass
class State:
    """Where a run is: all that is needed to go on."""

    parameters: Parameters
    average: Parameters
    """The mean of the snapshots so far."""
    optimizers: Sequence[Optimizer]
    snapshots: int = 0
    updates: int = 0
    next: Position = (0, 0)
    seconds: float = 0.0
    """Spent on training, in all runs together."""


def train(configuration: Configuration, work: Path, run: Path, before: Path | None = None) -> None:
    """Train until the end of the schedule, or a signal to stop; either way the state is saved.

    Writes the state and the averaged weights into `run`, now and then. A new run begins with the weights of
    an earlier one that lie in `before`. Raises TrainingError where `prepare` has left nothing, or where those
    folders hold another model.
    """
    pairs, development = packed.read(work / TRAINING), packed.read(work / DEVELOPMENT)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(configuration.seed)
    state = _begun(configuration, pairs.vocabulary, device)
    if (run / STATE).is_file():
        _resume(state, run / STATE)
    elif before:
        _take(state.parameters, _tensors(before), before)
    run.mkdir(parents=True, exist_ok=True)
    size = sum(parameter.numel() for parameter in state.parameters.values()) / 1e6
    print(f"{len(pairs)} pairs, {size:.1f} M parameters, {device}, from update {state.updates}", flush=True)
    with _asked_to_stop() as stop:
        _go_on(configuration, state, pairs, development, run, stop)


def _go_on(
    configuration: Configuration, state: State, pairs: Packed, development: Packed, run: Path, stop: Event
) -> None:
    training = configuration.training
    model = Transformer(configuration.model, state.parameters, training.dropout)
    saved, pace = state.seconds, _Pace(state.seconds)
    began = time.monotonic() - state.seconds
    for following, made in ahead(_batches(configuration, state, pairs)):
        done = progress(training, state.seconds, state.updates)
        if done >= 1 or stop.is_set():
            break
        _set_rate(state.optimizers, rate(training, done, state.updates))
        loss = _update(model, state.optimizers, made, training.smoothing)
        _take_snapshot(training, state, done)
        state.updates, state.next, state.seconds = state.updates + 1, following, time.monotonic() - began
        pace.count(made, state, loss, done)
        if state.seconds - saved > 60 * training.checkpoint_minutes:
            _save(configuration, state, development, run)
            saved = state.seconds
    _save(configuration, state, development, run)


class _Pace:
    """Prints how fast it goes."""

    def __init__(self, seconds: float) -> None:
        self._since, self._pieces = seconds, 0

    def count(self, made: Batch, state: State, loss: Tensor, done: float) -> None:
        self._pieces += int((made.wanted != PAD).sum())
        seconds = state.seconds - self._since
        if state.updates % _LOGGED[0] and seconds < _LOGGED[1]:
            return
        speed = self._pieces / max(1e-9, seconds)
        print(
            f"{state.seconds / 60:6.1f} min  update {state.updates}  loss {loss.item():.3f}  "
            f"{speed:,.0f} target pieces/s  {done:.1%} done",
            flush=True,
        )
        self._since, self._pieces = state.seconds, 0


def _begun(configuration: Configuration, vocabulary: int, device: torch.device) -> State:
    """A run that has learnt nothing yet."""
    parameters = {
        name: value.to(device).requires_grad_()
        for name, value in initial(configuration.model, vocabulary, configuration.seed).items()
    }
    average = {name: value.detach().clone() for name, value in parameters.items()}
    return State(parameters, average, _optimizers(parameters, configuration.training.rate))


def _optimizers(parameters: Parameters, rate: float) -> Sequence[Optimizer]:
    """AdamW; for the matrices inside Muon (https://kellerjordan.github.io/posts/muon/), with steps as long
    as AdamW's (Liu et al. 2025, https://arxiv.org/abs/2502.16982)."""
    inside = {name for name, value in parameters.items() if value.ndim == 2} - _AS_A_WHOLE
    matrices = [value for name, value in parameters.items() if name in inside]
    others = [value for name, value in parameters.items() if name not in inside]
    return (
        Muon(matrices, lr=rate, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        AdamW(others, lr=rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0),
    )


def _set_rate(optimizers: Sequence[Optimizer], value: float) -> None:
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = value


def _batches(configuration: Configuration, state: State, pairs: Packed) -> Iterator[tuple[Position, Batch]]:
    """All batches from where the state is, without end, each with where the next one is."""
    number, first = state.next
    while True:
        tokens, seed = configuration.training.batch_tokens, (configuration.seed, number)
        for place, chosen in enumerate(epoch(pairs, configuration.weights, tokens, seed)):
            if place >= first:
                yield (number, place + 1), batch(pairs, chosen)
        number, first = number + 1, 0


def _update(model: Transformer, optimizers: Sequence[Optimizer], made: Batch, smoothing: float) -> Tensor:
    """Learn from a batch; the loss of a piece, smoothed."""
    loss = _loss(model, made, smoothing)
    for optimizer in optimizers:
        optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(list(model.parameters.values()), _CLIPPED)
    for optimizer in optimizers:
        optimizer.step()
    return loss.detach()


def _loss(model: Transformer, made: Batch, smoothing: float = 0.0) -> Tensor:
    device = model.parameters["bias"].device
    source, given, wanted = (
        torch.from_numpy(rows).to(device, non_blocking=True)
        for rows in (made.source, made.given, made.wanted)
    )
    with torch.autocast(device.type, torch.bfloat16):
        scores = model.scores(source, given)
    return F.cross_entropy(
        scores.flatten(0, 1).float(), wanted.flatten(), ignore_index=PAD, label_smoothing=smoothing
    )


@torch.no_grad()
def _take_snapshot(training: Training, state: State, done: float) -> None:
    """Let the weights count, at regular intervals of the last part of the run."""
    if done - (1 - training.averaged) < state.snapshots * training.averaged / _SNAPSHOTS:
        return
    state.snapshots += 1
    for name, value in state.parameters.items():
        state.average[name].lerp_(value.detach(), 1 / state.snapshots)


@torch.no_grad()
def _assessed(configuration: Configuration, parameters: Parameters, development: Packed) -> float:
    """The loss of a piece on an even choice of the development sets, in nats."""
    model = Transformer(configuration.model, parameters)
    chosen = np.unique(np.linspace(0, len(development) - 1, min(_ASSESSED, len(development)), dtype=np.int64))
    total, count = 0.0, 0
    for places in by_length(development, chosen, configuration.training.batch_tokens):
        made = batch(development, places)
        pieces = int((made.wanted != PAD).sum())
        total, count = total + float(_loss(model, made)) * pieces, count + pieces
    return total / count


def _save(configuration: Configuration, state: State, development: Packed, run: Path) -> None:
    """Write the state, and the weights that are the best so far: averaged, as soon as there are averages."""
    partial = run / f"{STATE}.tmp"
    torch.save(
        {
            "parameters": {name: value.detach() for name, value in state.parameters.items()},
            "average": state.average,
            "optimizers": [optimizer.state_dict() for optimizer in state.optimizers],
            "numbers": (state.snapshots, state.updates, state.next, state.seconds),
        },
        partial,
    )
    partial.replace(run / STATE)
    best = state.average if state.snapshots else state.parameters
    weights.write(
        run, configuration.model, {name: value.detach().float().cpu().numpy() for name, value in best.items()}
    )
    loss = _assessed(configuration, best, development)
    print(f"{state.seconds / 60:6.1f} min  update {state.updates}  saved; development {loss:.3f}", flush=True)


def _resume(state: State, path: Path) -> None:
    """Raises TrainingError where the state is another model's."""
    saved = torch.load(path, map_location=state.parameters["bias"].device)
    _take(state.parameters, saved["parameters"], path)
    _take(state.average, saved["average"], path)
    for optimizer, values in zip(state.optimizers, saved["optimizers"], strict=True):
        optimizer.load_state_dict(values)
    state.snapshots, state.updates, state.next, state.seconds = saved["numbers"]


@torch.no_grad()
def _take(own: Parameters, others: Parameters, path: Path) -> None:
    """Let the parameters have the others' values. Raises TrainingError where they are another model's."""
    if {name: value.shape for name, value in others.items()} != {n: value.shape for n, value in own.items()}:
        raise TrainingError(f"{path}: is of another model; name another folder")
    for name, value in others.items():
        own[name].copy_(value)


def _tensors(run: Path) -> Parameters:
    return {name: torch.from_numpy(value) for name, value in weights.read(run)[1].items()}


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """Set by Ctrl-C or SIGTERM; a second one ends the program at once."""
    stop = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
