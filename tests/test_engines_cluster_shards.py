"""How a job is cut for the workers of a cluster.

By itself: while Dask is at work in a process, Hypothesis complains that somebody asks for random numbers.
"""

from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.cluster_shards import EACH, LARGEST, SMALLEST, shards


@given(st.lists(st.integers(1, 500), max_size=300), st.integers(1, 64))
def test_shards_have_every_query_once_the_longest_first(lengths: list[int], threads: int) -> None:
    cut = list(shards(lengths, threads))
    order = [index for shard in cut for index in shard]
    assert sorted(order) == list(range(len(lengths)))
    assert [lengths[index] for index in order] == sorted(lengths, reverse=True)
    sizes = [sum(lengths[index] for index in shard) for shard in cut]
    assert all(size < LARGEST + 500 for size in sizes)
    assert all(size >= SMALLEST for size in sizes[:-1])


def test_large_jobs_have_several_shards_for_each_thread() -> None:
    assert len(list(shards([100] * 6400, 10))) == EACH * 10
    assert len(list(shards([100] * 64000, 10))) == 64000 * 100 // LARGEST
