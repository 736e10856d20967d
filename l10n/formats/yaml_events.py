"""Reads YAML of any kind, from the events of ruamel.yaml's parser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.formats.key_paths import KeyPath
from l10n.formats.values import DEEPEST, Reading, Value
from l10n.formats.yaml_scalars import block_indent, is_string, read_scalar
from l10n.model import Span

if TYPE_CHECKING:
    from ruamel.yaml.events import CollectionStartEvent, Event, ScalarEvent

_BRACKET = re.compile(r"[\[\]{}]")
_INDICATORS = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")


@dataclass(slots=True)
class _Collection:
    """A mapping or a list whose end is not read yet."""

    path: KeyPath
    mapping: bool
    flow: bool
    foreign: bool
    """Nothing in it is read: it has a tag, or is a key itself."""
    key: str | None = None
    """In a mapping: the key whose value is next."""
    size: int = 0


def read_events(text: str, start: int, end: int) -> tuple[list[Value], bool]:
    """The texts that are values in `text[start:end]`, in order, and whether that is a YAML text throughout.

    Where it is not, the values come from before the fault: from before the outermost entry it is in. Values
    with a tag or an anchor are left out.
    """
    source = text[start:end]
    if _is_deep(source):
        return [], False
    reader = _Reader(source, start)
    try:
        for event in _events(source):
            reader.take(event)
    except Exception:  # odd text makes the parser raise all kinds of errors
        return reader.before_fault(), False
    return reader.found, True


def _events(source: str) -> "Iterator[Event]":
    from ruamel.yaml import YAML

    events: Iterator[Event] = YAML(typ="safe", pure=True).parse(source)
    return events


def _is_deep(source: str) -> bool:
    """True if `source` may be nested too far; brackets and dashes in texts count as well."""
    depth = 0
    for found in _BRACKET.finditer(source):
        depth = depth + 1 if found.group() in "[{" else max(depth - 1, 0)
        if depth > DEEPEST:
            return True
    return _INDICATORS.search(source) is not None


class _Reader:
    """Takes events one by one, and keeps what path each scalar has."""

    def __init__(self, source: str, start: int) -> None:
        self.found: list[Value] = []
        self._source = source
        self._start = start
        self._open: list[_Collection] = []
        self._outermost = 0
        """How many values were found before the outermost entry that is being read."""

    def take(self, event: "Event") -> None:
        from ruamel.yaml import events

        match event:
            case events.ScalarEvent():
                self._scalar(event)
            case events.AliasEvent():
                self._entry("*")
            case events.CollectionStartEvent():
                self._begin(event, mapping=isinstance(event, events.MappingStartEvent))
            case events.CollectionEndEvent():
                self._open.pop()

    def before_fault(self) -> list[Value]:
        return self.found[: self._outermost]

    def _entry(self, name: str) -> tuple[KeyPath, bool]:
        """The path of what comes next, and whether it is a key, of that name."""
        if len(self._open) <= 1:
            self._outermost = len(self.found)
        if not self._open:
            return (), False
        top = self._open[-1]
        if top.mapping and top.key is None:
            top.key = name
            return top.path, True
        step: str | int = top.size if top.key is None else top.key
        top.size, top.key = top.size + 1, None
        return (*top.path, step), False

    def _begin(self, event: "CollectionStartEvent", mapping: bool) -> None:
        path, is_key = self._entry("?")
        foreign = is_key or event.tag is not None or any(outer.foreign for outer in self._open[-1:])
        self._open.append(_Collection(path, mapping, bool(event.flow_style), foreign))

    def _scalar(self, event: "ScalarEvent") -> None:
        path, is_key = self._entry(event.value)
        top = self._open[-1] if self._open else None
        if is_key or event.anchor is not None or event.tag is not None or (top and top.foreign):
            return
        if not event.style and not is_string(event.value):
            return
        raw = self._source[event.start_mark.index : event.end_mark.index]
        raw = raw.rstrip() if raw[:1] in ("|", ">") else raw
        start = self._start + event.start_mark.index
        if raw and (found := _agreed(raw, start, event.value)):
            reading, indent = found
            span = Span(start, start + len(raw))
            self.found.append(Value(path, span, reading, bool(top and top.flow), indent))


def _agreed(raw: str, start: int, value: str) -> tuple[Reading, int] | None:
    """What `raw` says and the indentation of a block, where that is what the parser says too."""
    if raw[0] not in "|>":
        reading = read_scalar(raw, start)
        return (reading, 0) if reading and reading.text == value else None
    most = block_indent(raw)
    explicit = re.match(r".-?\+?[1-9]", raw) is not None
    for indent in range(most, 0 if explicit else most - 1, -1):
        reading = read_scalar(raw, start, indent)
        if reading and reading.text.rstrip() == value.rstrip():
            return reading, indent
    return None
