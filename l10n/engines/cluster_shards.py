"""Cuts a job into shards for the workers of a cluster: the queries of each are of like length."""

from collections.abc import Iterator, Sequence

EACH = 4
"""Shards for each thread, unless they get too small: so no worker waits long for another at the end."""
SMALLEST = 4000
"""Characters, some 1,000 tokens: a full batch (see `argos_model.BATCH_TOKENS`)."""
LARGEST = 16000
"""Characters, 5 to 20 seconds for a core: what is lost with a worker, and the longest wait for results."""


def shards(lengths: Sequence[int], threads: int) -> Iterator[list[int]]:
    """The indexes of queries, given their lengths in code points, the longest first, each once."""
    size = min(max(sum(lengths) // (EACH * threads), SMALLEST), LARGEST)
    shard: list[int] = []
    filled = 0
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        shard.append(index)
        filled += lengths[index]
        if filled >= size:
            yield shard
            shard, filled = [], 0
    if shard:
        yield shard
