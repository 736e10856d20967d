"""The cells of a Markdown table's row, by place."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_CONTAINERS = re.compile(r"[\s>]*(?:(?:[-*+:~]|\d{1,9}[.)]|\[\^[^\]]+\]:)[\s>]*)*\Z")
"""What may stand before a row's first pipe: block quotes, marks of lists and meanings, a footnote's label."""

_DELIMITERS = re.compile(r"\s*(?=[^-]*-)[-|:\s]+\Z")


def row_cells(line: str, contents: Sequence[str]) -> list[tuple[int, int]]:
    """The places in `line` of the cells whose texts a parser found, as code points, half-open.

    Empty cells are left out. An empty list where the line cannot be told apart into those cells.
    """
    fields = list(_fields(line))
    leading = len(fields) > 1 and _CONTAINERS.match(line, *fields[0]) is not None
    found: list[tuple[int, int]] = []
    for at, content in enumerate(contents, int(leading)):
        wanted = content.strip()
        if not wanted:
            continue
        place = _ending_of(line, *fields[at], wanted) if at < len(fields) else None
        if place is None or (at and line[fields[at][0] : place[0]].strip()):
            return []
        found.append(place)
    return found


def makes_table(line: str, below: str) -> bool:
    """True if `line` is the header of a table whose delimiter row is `below`."""
    if "|" not in line or not _DELIMITERS.match(below):
        return False
    header = [line[start:end] for start, end in _fields(line.strip())]
    return len(_inner(header)) == len(_inner([cell.strip() for cell in below.split("|")]))


def _inner(fields: list[str]) -> list[str]:
    """`fields` without the empty ones that outer pipes make."""
    return fields[int(fields[0] == "") : len(fields) - int(fields[-1] == "")]


def _fields(line: str) -> Iterator[tuple[int, int]]:
    """The stretches between the pipes of `line` that no backslash stands before."""
    pipes = [found.start() for found in re.finditer(r"(?<!\\)\|", line)]
    return ((start + 1, end) for start, end in pairwise((-1, *pipes, len(line))))


def _ending_of(line: str, start: int, end: int, wanted: str) -> tuple[int, int] | None:
    """Where `wanted` stands at the end of `line[start:end]`, with its pipes escaped; None if it does not."""
    end -= len(line[start:end]) - len(line[start:end].rstrip())
    at = end
    for char in reversed(wanted):
        at -= 1
        if at < start or line[at] != char:
            return None
        if char == "|":
            at -= 1
    return at, end
