"""Finds formats, engines and rules by entry point. Nothing is imported until it is asked for."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath
from typing import Any

from l10n.errors import ConfigError, FormatError, Location
from l10n.ports import Engine, Format, Rule


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda p: p.name)}


def _load(point: EntryPoint) -> Any:  # noqa: ANN401 - a plug-in may be anything until it is used
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"the plug-in {point.name!r} of {point.group} cannot be loaded: {error}",
            hint=f"reinstall or remove the package that provides {point.value}",
        ) from error


@cache
def formats() -> dict[str, Format]:
    """Every format by name, in the order of names."""
    return {name: _load(point)() for name, point in _points("l10n.formats").items()}


def suffixes() -> frozenset[str]:
    """The file suffixes that some format reads."""
    return frozenset(suffix for format_ in formats().values() for suffix in format_.suffixes)


def format_for(path: PurePath) -> Format:
    """The format that reads `path`, by its suffix; FormatError where none does."""
    for format_ in formats().values():
        if path.suffix.lower() in format_.suffixes:
            return format_
    known = " ".join(sorted(suffixes()))
    raise FormatError(
        f"no format reads {path.suffix or 'a file without a suffix'}",
        Location(path.as_posix()),
        hint=f"formats are chosen by suffix: {known}",
    )


def engine_names() -> tuple[str, ...]:
    """The names that `engine = ...` takes, sorted."""
    return tuple(_points("l10n.engines"))


@cache
def engine(name: str) -> Engine:
    """The engine of that name; ConfigError where there is none."""
    point = _points("l10n.engines").get(name)
    if point is None:
        known = ", ".join(("auto", *engine_names()))
        raise ConfigError(f"there is no engine {name!r}", hint=f"engines: {known}")
    made: Engine = _load(point)()
    return made


@cache
def rule_ids() -> frozenset[str]:
    """The id of every rule."""
    return frozenset(rule.id for rule in rules())


def rule_hint(name: str) -> str:
    """What to write instead of `name`, which is the id of no rule."""
    close = get_close_matches(name, sorted(rule_ids()), 1)
    return f"did you mean {close[0]}?" if close else f"rules: {', '.join(sorted(rule_ids()))}"


def rules() -> tuple[Rule[Any], ...]:
    """Every rule, in the order of ids."""
    found: list[Rule[Any]] = []
    for point in _points("l10n.rules").values():
        declared: Iterable[Rule[Any]] = _load(point)
        found.extend(declared)
    return tuple(sorted(found, key=lambda rule: rule.id))
