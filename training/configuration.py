"""What a run is made of, read from one TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class TrainingError(Exception):
    """Input that cannot be used; its text says which, and what to do."""


def reason(error: Exception) -> str:
    """What an error says, without what Python puts around it."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


@dataclass(frozen=True)
class Languages:
    """Codes as Argos Translate's packages have them, and names."""

    source: str
    target: str
    source_name: str
    target_name: str


@dataclass(frozen=True)
class Corpus:
    """The files of a corpus, in one folder, and what of them is used."""

    pairs: str
    sources: str
    licences: tuple[str, ...]
    """Classes that may be trained on."""
    synthetic: str = ""
    """Pairs whose source side was made by machine; "" for none."""
    longest: int = 80
    """Words."""
    steepest: float = 3.0
    """Words of one side by those of the other, of pairs of more than five words."""


@dataclass(frozen=True)
class HeldOut:
    """Pairs that are kept from training, by domain."""

    pairs: int
    domains: Mapping[str, tuple[str, ...]]
    """The tags of each domain."""


@dataclass(frozen=True)
class Variants:
    """The share of pairs that are also shown in such a guise, 0 to 1; see `variants.py`."""

    title_case: float = 0
    all_caps: float = 0
    masked: float = 0
    renamed: float = 0
    renumbered: float = 0
    quoted: float = 0
    unpunctuated: float = 0
    joined: float = 0
    copied: float = 0


@dataclass(frozen=True)
class Vocabulary:
    """Of both languages together."""

    size: int
    masks: int = 10
    """How many of the marks that stand for protected text are one piece each."""


@dataclass(frozen=True)
class Shape:
    """A Transformer with a deep encoder and a shallow decoder."""

    width: int
    heads: int
    feed_forward: int
    encoder_layers: int
    decoder_layers: int


@dataclass(frozen=True)
class Training:
    """How a model is trained. A run ends after its minutes or its updates, whichever come first."""

    batch_tokens: int
    """Of the longer side, padding included."""
    rate: float
    minutes: float = 0
    """0 for no limit."""
    updates: int = 0
    """0 for no limit."""
    warm_up: int = 500
    """Updates."""
    hold: float = 0.3
    """The share of the run at the full rate."""
    dropout: float = 0.1
    smoothing: float = 0.1
    averaged: float = 0.1
    """The last share of the run, whose weights are averaged."""
    checkpoint_minutes: float = 4.0


@dataclass(frozen=True)
class Package:
    """What the package says of itself."""

    version: str
    licence: str


@dataclass(frozen=True)
class Configuration:
    """A whole run."""

    seed: int
    languages: Languages
    corpus: Corpus
    development: tuple[str, ...]
    """Tags of pairs that are never trained on: the development set `news`."""
    held_out: HeldOut
    weights: Mapping[str, float]
    """How often a pair of a group is drawn in an epoch, others once; made-up sources are `synthetic`."""
    variants: Variants
    vocabulary: Vocabulary
    model: Shape
    training: Training
    package: Package


def read(path: Path) -> Configuration:
    """Read a configuration; where it names a `base`, a file beside it, that one's with its own keys put in.

    Raises TrainingError that names the table and the key.
    """
    values = _values(path)
    if base := values.pop("base", ""):
        values = _merged(_values(path.parent / base), values)
    try:
        return _configuration(values)
    except (TypeError, ValueError, AttributeError) as error:
        raise TrainingError(f"{path}: {error}") from error


def _values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TrainingError(f"{path}: cannot be read: {reason(error)}") from error
    except ValueError as error:
        raise TrainingError(f"{path}: {error}") from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: _merged(below[key], above[key]) for key in above if isinstance(below.get(key), dict)}
    return {**below, **above, **both}


def _configuration(values: dict[str, Any]) -> Configuration:
    known = get_type_hints(Configuration).keys() - {"held_out"}
    if unknown := sorted(values.keys() - known):
        raise ValueError(f"there is no {unknown[0]!r} in a configuration; it has {', '.join(sorted(known))}")
    development = values.get("development", {})
    held = dict(development.get("held-out", {}))
    return Configuration(
        seed=int(values.get("seed", 1)),
        languages=_table(Languages, values, "languages"),
        corpus=_table(Corpus, values, "corpus"),
        development=tuple(development.get("news", ())),
        held_out=HeldOut(int(held.pop("pairs", 0)), {name: tuple(tags) for name, tags in held.items()}),
        weights={group: float(weight) for group, weight in values.get("weights", {}).items()},
        variants=_table(Variants, values, "variants"),
        vocabulary=_table(Vocabulary, values, "vocabulary"),
        model=_table(Shape, values, "model"),
        training=_table(Training, values, "training"),
        package=_table(Package, values, "package"),
    )


def _table(kind: type[T], values: Mapping[str, Any], name: str) -> T:
    """The table as its dataclass. Raises ValueError for what is missing, unknown or of another type."""
    hints = get_type_hints(kind)
    told: dict[str, Any] = {}
    for key, value in values.get(name, {}).items():
        hint = hints.get(key.replace("-", "_"))
        if hint is None:
            known = ", ".join(sorted(hints)).replace("_", "-")
            raise ValueError(f"[{name}] has no key {key!r}; it has {known}")
        told[key.replace("-", "_")] = _value(value, hint, f"[{name}] {key}")
    try:
        return kind(**told)
    except TypeError as error:
        raise ValueError(f"[{name}] {str(error).partition('() ')[2] or error}") from error


def _value(value: Any, hint: Any, place: str) -> Any:  # noqa: ANN401 - whatever TOML and a dataclass may hold
    if hint is float and type(value) is int:
        return float(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = tuple(value)
    if not isinstance(value, tuple if hint not in (int, float, str) else hint):
        raise ValueError(f"{place} is {value!r}")
    return value
