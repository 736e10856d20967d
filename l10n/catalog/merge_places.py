"""Which new entries stand where vanished ones stood."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


class Places:
    """The keys of two versions of an article, `old` and `new`, each in its order."""

    def __init__(self, new: Sequence[str], old: Sequence[str]) -> None:
        self.new = new
        self.old = old
        self._new_at = {key: at for at, key in enumerate(new)}
        self._old_at = {key: at for at, key in enumerate(old)}

    def same(
        self, waiting: Iterable[str], partners: Mapping[str, str], longest: int
    ) -> Iterator[tuple[str, str]]:
        """Pairs of a new key and the old key in whose place it stands, in the order of the new version.

        `waiting` are the new keys that have no old one yet; `partners` names that of the others where it is
        not the same. Between two of those others that follow each other in both versions, as many new keys as
        old ones stand in each other's places, at most `longest`. Takes time in proportion to `waiting`.
        """
        taken = set(partners.values())
        for start, end in _runs(sorted(self._new_at[key] for key in waiting)):
            before = self._old_keys(start, end, partners) if end - start <= longest else ()
            if taken.isdisjoint(before) and not any(key in self._new_at for key in before):
                yield from zip(self.new[start:end], before, strict=bool(before))

    def _old_keys(self, start: int, end: int, partners: Mapping[str, str]) -> Collection[str]:
        """The old keys between the neighbours of a run of new ones if they are as many, else none."""
        first: int | None = 0
        last: int | None = len(self.old)
        if start > 0:
            left = self.new[start - 1]
            at = self._old_at.get(partners.get(left, left))
            first = None if at is None else at + 1
        if end < len(self.new):
            right = self.new[end]
            last = self._old_at.get(partners.get(right, right))
        if first is None or last is None or last - first != end - start:
            return ()
        return self.old[first:last]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where consecutive ones of `places`, which ascend, begin and end (half-open)."""
    start = 0
    for at, place in enumerate(places):
        if at + 1 == len(places) or places[at + 1] != place + 1:
            yield places[start], place + 1
            start = at + 1
