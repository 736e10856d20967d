"""Which values of a file of data are meant: paths of keys, as settings write them."""

from collections.abc import Callable, Sequence

KeyPath = tuple[str | int, ...]
"""The keys that lead to a value, outermost first; an item of a list has its index, counted from 0."""

_ANY = "**"


def dotted(path: KeyPath) -> str:
    """The path as settings write it and as translators see it: keys joined by full stops.

    An item of a list goes by the path of its list.
    """
    end = len(path)
    while end and isinstance(path[end - 1], int):
        end -= 1
    return ".".join(map(str, path[:end]))


def chooser(patterns: Sequence[str]) -> Callable[[KeyPath], bool]:
    """What says whether a path is one of those that `patterns` choose.

    `seo.title` is that value, or every text of that list; `*` stands for any one key or index, `**` for any
    number of them. A full stop within a key separates as well, so that `home.title` is found in
    `{"home.title": ...}` too.
    """
    if _ANY in patterns:
        return lambda path: True
    wanted = [pattern.split(".") for pattern in patterns]

    def chosen(path: KeyPath) -> bool:
        keys = dotted(path).split(".")
        return any(_matches(pattern, keys) for pattern in wanted)

    return chosen


def _matches(pattern: Sequence[str], keys: Sequence[str]) -> bool:
    """True if `pattern` stands for all of `keys`: every place in it that they can lead to is followed."""
    places = _with_skips(pattern, {0})
    for key in keys:
        places = _with_skips(
            pattern,
            {
                place if pattern[place] == _ANY else place + 1
                for place in places
                if place < len(pattern) and pattern[place] in (key, "*", _ANY)
            },
        )
        if not places:
            return False
    return len(pattern) in places


def _with_skips(pattern: Sequence[str], places: set[int]) -> set[int]:
    """`places`, and those behind each `**` that may stand for no key at all."""
    found = set(places)
    for place in places:
        behind = place
        while behind < len(pattern) and pattern[behind] == _ANY:
            behind += 1
            found.add(behind)
    return found
