"""Says what is wrong with a glossary in its author's words: faults with places and hints."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from l10n.errors import Fault, Location
from l10n.glossary import declared, hints
from l10n.glossary.document import Node

Path = tuple[str | int, ...]

_PLACES: dict[str, type[BaseModel]] = {
    "an entry of `terms`": declared.Term,
    "one of `targets`": declared.Target,
    "one of `variants`": declared.Variant,
    "`defaults`": declared.Defaults,
    "the top of the file": declared.Header,
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
    label = _label(model, local)
    if kind == "extra_forbidden":
        return f"unknown key `{local[-1]}`", _other_key(str(local[-1]), model, local[:-1])
    if kind == "missing":
        return f"{label} is missing", hints.missing(str(local[-1]))
    if kind == "literal_error":
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return f"{label} cannot be `{written}`", hints.known(written, _choices(context["expected"]))
    if kind in _TYPES:
        return f"{label} {_TYPES[kind]}", _other_type(kind, value, local, model)
    message = detail["msg"]
    return (message if kind in ("locale", "no_term") else f"{label}: {message}"), context.get("hint")


_TYPES = {
    "string_type": "must be a text",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
}


def _other_key(written: str, model: type[BaseModel], local: Path) -> str:
    names = tuple(_fields(model, local))
    places = {place: tuple(_fields(one, ())) for place, one in _PLACES.items()}
    return hints.elsewhere(written, places) or hints.known(written, names)


def _other_type(kind: str, value: object, local: Path, model: type[BaseModel]) -> str:
    if kind == "string_type":
        if isinstance(value, bool | int):
            return hints.as_quoted(value)
        return "write a text, or remove it"
    if kind == "bool_type":
        return "write `true` or `false`"
    if kind == "list_type":
        return hints.as_list(str(local[-1]), value)
    if len(local) > 1 and local[-2] == "targets":
        return hints.as_target(value)
    if local[:1] == ("derive",) and len(local) > 1:
        return hints.as_mapping("a derivation", value)
    names = [step for step in local if isinstance(step, str)]
    return hints.as_mapping(names[-1] if names else "terms" if model is declared.Term else "", value)


def _label(model: type[BaseModel], local: Path) -> str:
    """What the author calls the place: the innermost key."""
    names = [step for step in local if isinstance(step, str)]
    if not names:
        return "a term" if model is declared.Term else "the glossary"
    return f"`{names[-1]}`" if isinstance(local[-1], str) else f"an item of `{names[-1]}`"


def _choices(expected: str) -> tuple[str, ...]:
    return tuple(part.strip("'") for part in expected.replace(" or ", ", ").split(", "))


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
