"""Says what is wrong with a glossary in its author's words: faults with places and hints."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from l10n.errors import Fault, Location
from l10n.glossary import declared
from l10n.glossary.document import Node

Path = tuple[str | int, ...]

_TYPES = {
    "string_type": ("must be a text", "write a text"),
    "bool_type": ("must be true or false", "write `true` or `false`"),
    "list_type": ("must be a list", "write `[one, two]`, or one item per line after `- `"),
    "dict_type": ("must be a mapping", "write `key: value` pairs"),
    "model_type": ("must be a mapping", "write `key: value` pairs"),
}


def faults_of(
    error: ValidationError, model: type[BaseModel], path: Path, root: Node, name: str
) -> Iterator[Fault]:
    """One fault per error; `path` leads from the document to what was validated as `model`."""
    for detail in error.errors(include_url=False):
        # A key that is no locale is located as (..., key, "[key]"); a term that is one text as (..., "term").
        local = tuple(step for step in detail["loc"] if step != "[key]")
        at = (*path, *local)
        on_key = detail["type"] == "extra_forbidden" or local != tuple(detail["loc"])
        place = root.key_place(at) if on_key else root.place(at)
        message, hint = _wording(detail, model, local)
        yield Fault(message, Location(name, *place), hint)


def _wording(detail: Mapping[str, Any], model: type[BaseModel], local: Path) -> tuple[str, str | None]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    label = _label(local)
    if kind == "extra_forbidden":
        return f"unknown key `{local[-1]}`", _known(str(local[-1]), tuple(_fields(model, local[:-1])))
    if kind == "missing":
        return f"{label} is missing", f"add `{local[-1]}: ...`"
    if kind == "literal_error":
        return f"{label} cannot be `{value}`", _known(str(value), _choices(context["expected"]))
    if kind == "string_type" and isinstance(value, bool | int):
        return f"{label} must be a text", f'write it in quotes: "{str(value).lower()}"'
    if kind in _TYPES:
        message, hint = _TYPES[kind]
        return f"{label} {message}", hint
    message = detail["msg"]
    return (message if kind in ("locale", "no_term") else f"{label}: {message}"), context.get("hint")


def _label(local: Path) -> str:
    """What the author calls the place: the innermost key."""
    names = [step for step in local if isinstance(step, str)]
    if not names:
        return "the value" if not local else f"item {int(local[-1]) + 1}"
    return f"`{names[-1]}`" if isinstance(local[-1], str) else f"an item of `{names[-1]}`"


def _choices(expected: str) -> tuple[str, ...]:
    return tuple(part.strip("'") for part in expected.replace(" or ", ", ").split(", "))


def _known(written: str, names: tuple[str, ...]) -> str:
    close = get_close_matches(written, names, n=1)
    listed = ", ".join(names)
    return f"did you mean `{close[0]}`? known: {listed}" if close else f"known: {listed}"


def _fields(model: type[BaseModel], local: Path) -> Iterator[str]:
    """The keys that may stand at `local` within `model`, in their order."""
    for step in local:
        inner = _inner(model, step)
        model = inner if inner is not None else model
    for name, info in model.model_fields.items():
        yield info.alias or name


def _inner(model: type[BaseModel], step: str | int) -> type[BaseModel] | None:
    """The model that a field of `model` holds: directly, as list items or as a mapping's values."""
    info = model.model_fields.get(str(step))
    return _model_in(info.annotation) if info else None


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, declared.Declared):
        return annotation
    for part in get_args(annotation):
        if (found := _model_in(part)) is not None:
            return found
    return None
