"""Which new entries stand where vanished ones stood."""

from collections.abc import Iterator, Mapping, Sequence


def same_places(
    new: Sequence[str], old: Sequence[str], settled: Mapping[str, str], longest: int
) -> Iterator[tuple[str, str]]:
    """Pairs of a new key and the old key in whose place it stands, in the order of `new`.

    `new` and `old` are the keys of two versions of an article, in their order; `settled` says for new keys
    which old one is theirs. Between two settled neighbours that follow each other in both versions, as many
    new keys as old ones stand in each other's places, at most `longest`. Takes time in proportion to the two
    lengths.
    """
    place = {key: at for at, key in enumerate(old)}
    taken = set(settled.values())
    run: list[str] = []
    last: int | None = -1
    for key in (*new, None):
        if key is not None and key not in settled:
            run.append(key)
            continue
        here = len(old) if key is None else place.get(settled[key])
        if run and last is not None and here is not None and len(run) == here - last - 1:
            before = old[last + 1 : here]
            if len(run) <= longest and taken.isdisjoint(before):
                yield from zip(run, before, strict=True)
        run, last = [], here
