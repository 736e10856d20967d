"""Where the collections of a YAML document begin and end, for those who add to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """One value of a document, as far as its place and its way of writing go."""

    start: int
    """In code points of the document."""
    end: int
    """Behind the last character that belongs to it; comments do not."""
    column: int = 0
    """0-based column of a collection's first item or key."""
    flow: bool = False
    """In brackets or braces."""
    shared: bool = False
    """It has an anchor or is an alias, so that a change here is one elsewhere too."""
    collection: bool = False
    children: dict[str | int, "Shape"] = field(default_factory=dict)
    """By key or index, in the order of the document."""

    def at(self, *path: str | int) -> "Shape | None":
        """The value that keys and indexes lead to; None where there is none, or a shared one on the way."""
        found: Shape | None = self
        for step in path:
            if found is None or found.shared:
                return None
            found = found.children.get(step)
        return None if found is None or found.shared else found


def read_shape(text: str) -> Shape:
    """The shape of a document that `l10n.glossary.document` reads."""
    from ruamel.yaml import YAML

    events = iter(YAML(typ="safe", pure=True).parse(text))
    for event in events:
        if type(event).__name__ == "DocumentStartEvent":
            return _node(next(events), events)
    return Shape(0, 0)


def _node(event: Any, events: Iterator[Any]) -> Shape:  # noqa: ANN401 - the parser is untyped
    kind = type(event).__name__
    start, end = event.start_mark.index, event.end_mark.index
    shared = event.anchor is not None
    if kind in ("AliasEvent", "ScalarEvent"):
        return Shape(start, end, shared=shared)
    flow = bool(event.flow_style)
    children: dict[str | int, Shape] = {}
    column = None
    for inner in events:
        if type(inner).__name__ in ("SequenceEndEvent", "MappingEndEvent"):
            end = inner.end_mark.index if flow else max((one.end for one in children.values()), default=end)
            break
        column = inner.start_mark.column if column is None else column
        if kind == "SequenceStartEvent":
            children[len(children)] = _node(inner, events)
            continue
        key = _node(inner, events)
        value = _node(next(events), events)
        if value.start == value.end:
            # The parser says that a value left out stands before whatever comes next.
            value = Shape(key.end + 1, key.end + 1, shared=value.shared)
        children[getattr(inner, "value", "")] = value
    return Shape(start, end, column or 0, flow, shared, True, children)
