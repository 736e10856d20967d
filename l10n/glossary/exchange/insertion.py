"""Adds terms and targets to the text of a glossary, and keeps every character that stands there.

Comments, order, quotes, line endings: all stays. The one exception is an empty `[]`, which makes way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n.glossary.exchange.shape import Shape, read_shape
from l10n.glossary.exchange.yaml_text import Value, block, flow, item, scalar

_LINE = re.compile(r"[ \t]*(#[^\n]*)?(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a mapping gets."""

    path: tuple[str | int, ...]
    """What leads to the mapping, from the document."""
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    text: str


def inserted(text: str, keys: Sequence[Key], items: Sequence[dict[str, Value]]) -> str | None:
    """`text` with the keys, and with the items at the end of its `terms`.

    None where that cannot be done without changing what stands there: a mapping with an anchor, or an alias.
    """
    lines = _Lines(text)
    root = read_shape(lines.text)
    changes: list[_Change] = []
    for key in keys:
        mapping = root.at(*key.path)
        if mapping is None or not mapping.collection:
            return None
        changes.append(lines.with_key(mapping, key))
    if items:
        terms = root.at("terms")
        if terms is None or not terms.collection:
            return None
        changes += lines.with_items(terms, items, in_flow=root.flow)
    return lines.changed(changes)


class _Lines:
    """A text with its way of ending lines."""

    def __init__(self, text: str) -> None:
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.text = text if text.endswith("\n") or not text else text + self.end

    def changed(self, changes: Sequence[_Change]) -> str:
        """The text with the changes, those at one place in their order."""
        parts, at = [], 0
        for change in sorted(changes, key=lambda one: one.start):
            parts += [self.text[at : change.start], change.text]
            at = change.end
        return "".join((*parts, self.text[at:]))

    def with_key(self, mapping: Shape, key: Key) -> _Change:
        """The change that puts a key behind all others of a mapping."""
        if mapping.flow:
            return self._in_flow(mapping, f"{scalar(key.name)}: {flow(key.value)}")
        at = self._next_line(mapping.end)
        return _Change(at, at, self._joined(block({key.name: key.value}, " " * mapping.column)))

    def with_items(self, terms: Shape, items: Sequence[dict[str, Value]], *, in_flow: bool) -> list[_Change]:
        """The changes that put items behind all others of a list."""
        if not terms.flow:
            return [self._in_block(terms, items)]
        if in_flow or self.text[terms.start + 1 : terms.end - 1].strip():
            return [self._in_flow(terms, ", ".join(map(flow, items)))]
        at = self._next_line(terms.end)
        indent = "  "
        lines = [line for value in items for line in item(value, indent)]
        start = terms.start - (self.text[terms.start - 1] == " ")
        return [_Change(start, terms.end, ""), _Change(at, at, self._joined(lines))]

    def _in_block(self, terms: Shape, items: Sequence[dict[str, Value]]) -> _Change:
        indent = " " * self._column(terms.start)
        at = self._next_line(terms.end)
        while (found := _LINE.match(self.text, at)) and found[1] and found.start(1) - at > len(indent):
            at = found.end()
        apart = [""] if self._are_apart(terms) else []
        lines = [line for value in items for line in (*apart, *item(value, indent))]
        return _Change(at, at, self._joined(lines))

    def _in_flow(self, collection: Shape, new: str) -> _Change:
        last = list(collection.children.values())[-1:]
        at = last[0].end if last else collection.start + 1
        return _Change(at, at, f", {new}" if last else new)

    def _are_apart(self, terms: Shape) -> bool:
        """True where an empty line parts the items, of which there are two or more."""
        inner = list(terms.children.values())
        return (
            len(inner) > 1
            and re.search(r"\n[ \t\r]*\n", self.text[inner[0].end : inner[1].start]) is not None
        )

    def _next_line(self, at: int) -> int:
        if self.text[at - 1 : at] == "\n":
            return at
        return self.text.index("\n", at) + 1

    def _column(self, at: int) -> int:
        before = self.text.rfind("\n", 0, at)
        return at - before - 1 - (before < 0 and self.text.startswith("\ufeff"))

    def _joined(self, lines: Iterable[str]) -> str:
        return "".join(f"{line}{self.end}" for line in lines)
