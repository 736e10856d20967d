"""Reads a YAML document as plain data that remembers where everything stood.

YAML 1.2 with its core scalars only: `no` and `on` are words, not booleans, so a Norwegian locale needs no
quotes. Anchors and aliases are allowed; tags, merge keys, duplicate keys and alias bombs are refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from l10n.errors import Fault, GlossaryError, Location
from l10n.glossary.events import exactly, quickly
from l10n.glossary.hints import of_yaml

MAX_NODES = 2_000_000
"""Values in a document once every alias is written out; some 50,000 terms with ten locales each."""
MAX_DEPTH = 40
"""Collections within collections; a glossary needs six."""

_PLAIN = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document, with its place and those of all within it."""

    value: Any
    """None, bool, int, str, list or dict with str keys, all the way down."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    children: Mapping[str | int, "Node"] = field(default_factory=dict)
    """By key or by index."""
    keys: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each key of a mapping."""
    size: int = 1
    """Values in it, itself included, aliases written out."""

    def place(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of the value that `path` (keys and indexes, outermost first) leads to.

        Of what is not there, the place of its key, else of the nearest collection that should hold it.
        """
        node = self
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return node.line, node.column

    def key_place(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of the key that `path` ends with; of the value where it ends with an index."""
        node = self
        for step in path[:-1]:
            node = node.children[step]
        found = node.keys.get(str(path[-1]))
        return found if found is not None else self.place(path)


def read_document(text: str, name: str) -> Node:
    """The one document of `text`; `name` is what faults call the file. Raises GlossaryError."""
    reader = _Reader(name)
    found = quickly(text)
    root = _exactly(text, reader) if found is None else reader.document(iter(found))
    if reader.faults:
        raise GlossaryError.of(reader.faults)
    return root


def _exactly(text: str, reader: "_Reader") -> Node:
    """The document, or what is wrong with its YAML."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    name = reader.name
    try:
        return reader.document(exactly(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        context = f" {error.context}" if error.context else ""
        raise GlossaryError(
            f"broken YAML: {error.problem}{context}",
            where,
            hint=of_yaml(str(error.problem)),
        ) from error
    except ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raise GlossaryError(
            f"broken YAML: the character U+{ord(text[error.position]):04X} is not allowed",
            Location(name, line, column),
            hint="remove it, or write it as an escape in double quotes",
        ) from error
    except YAMLError as error:  # pragma: no cover - the two above are all that parsing raises today
        raise GlossaryError(f"broken YAML: {error}", Location(name)) from error


class _Reader:
    """Builds nodes from the parser's events: they are all that is needed, and nothing is ever constructed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.anchors: dict[str, Node] = {}
        self.size = 0

    def fault(self, event: Any, message: str, hint: str) -> None:  # noqa: ANN401 - the parser is untyped
        line, column = _place(event)
        self.faults.append(Fault(message, Location(self.name, line, column), hint))

    def document(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if root is None:
                    root = self.node(next(events), events, 0)
                    continue
                self.fault(event, "a second YAML document", "keep everything in one document, without `---`")
                break
        return root or Node(None, 1, 1)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self.alias(event)
        if event.tag is not None:
            self.fault(event, f"a YAML tag ({event.tag})", "write the value without a tag")
        if depth > MAX_DEPTH:
            line, column = _place(event)
            raise GlossaryError(
                f"more than {MAX_DEPTH} collections within each other",
                Location(self.name, line, column),
                hint="a glossary needs six; is a bracket too many?",
            )
        if kind == "ScalarEvent":
            node = Node(_scalar(event), *_place(event))
        elif kind == "SequenceStartEvent":
            node = self.sequence(event, events, depth)
        else:
            node = self.mapping(event, events, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: Any) -> Node:  # noqa: ANN401
        node = self.anchors.get(event.anchor)
        if node is None:
            self.fault(
                event,
                f"no anchor `&{event.anchor}` stands before this alias",
                "define it first, or use quotes",
            )
            return Node(None, *_place(event))
        return node

    def counted(self, event: Any, children: Mapping[str | int, Node]) -> int:  # noqa: ANN401
        size = 1 + sum(child.size for child in children.values())
        if size > MAX_NODES:
            line, column = _place(event)
            raise GlossaryError(
                f"more than {MAX_NODES:,} values once every alias is written out",
                Location(self.name, line, column),
                hint="an alias that holds aliases multiplies; write the values out, or split the glossary",
            )
        return size

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401
        children: dict[str | int, Node] = {}
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            children[len(children)] = self.node(event, events, depth + 1)
        values = [child.value for child in children.values()]
        return Node(values, *_place(start), children=children, size=self.counted(start, children))

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401
        children: dict[str | int, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = self.key(event, events, depth, keys)
            child = self.node(next(events), events, depth + 1)
            if key is not None:
                children[key] = child
                keys[key] = _place(event)
        values = {key: child.value for key, child in children.items()}
        return Node(values, *_place(start), children, keys, self.counted(start, children))

    def key(
        self,
        event: Any,  # noqa: ANN401
        events: Iterator[Any],
        depth: int,
        known: Mapping[str, tuple[int, int]],
    ) -> str | None:
        """The key to keep, or None where it was refused."""
        if type(event).__name__ != "ScalarEvent":
            self.node(event, events, depth + 1)
            self.fault(event, "a key that is not a word", "keys are plain words; use quotes for odd ones")
            return None
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self.fault(
                event, "a merge key (`<<`)", "write the fields out, or use an alias for the whole value"
            )
            return None
        if key in known:
            first = known[key][0]
            self.fault(event, f"the key `{key}` stands twice", f"remove one; the first is in line {first}")
            return None
        return key


def _place(event: Any) -> tuple[int, int]:  # noqa: ANN401
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: Any) -> str | int | bool | None:  # noqa: ANN401
    value: str = event.value
    if not event.implicit[0]:
        return value
    if value in _PLAIN:
        return _PLAIN[value]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value
