"""How a job is cut into batches, and that no translation depends on it."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copy_model import made_up_sentences
from l10n.engines.argos_batches import STEP, Batch, Decoding, Task, batches, part
from l10n.engines.argos_tokens import Tokens
from l10n.engines.installed import InstalledPackage, described
from l10n.model import Tag
from random_model import write_random_package

PLAIN = Decoding()
PACKAGE = InstalledPackage(Tag("en"), Tag("es"), "1.0", "translate-en_es", Path("x"))


def task(length: int, decoding: Decoding = PLAIN, *, aligned: bool = False) -> Task:
    """A sentence of so many tokens."""
    return Task(tuple(f"t{number}" for number in range(length)), decoding, aligned)


def lengths(batch: Batch) -> list[int]:
    return [len(source) for source in batch.sources]


TASKS = st.builds(task, st.integers(1, 60), st.sampled_from([PLAIN, Decoding(hypotheses=2)]))


@given(tasks=st.lists(TASKS, max_size=40), most=st.sampled_from([1, 50, 200, 1000]), cores=st.integers(1, 4))
def test_every_sentence_is_in_one_batch_and_filled_up_to_the_same_length(
    tasks: list[Task], most: int, cores: int
) -> None:
    found = list(batches(tasks, most, cores))
    assert sorted(number for batch in found for number in batch.numbers) == list(range(len(tasks)))
    for batch in found:
        assert {tasks[number].decoding for number in batch.numbers} == {batch.decoding}
        for number, source in zip(batch.numbers, batch.sources, strict=False):
            assert tuple(source) == tasks[number].tokens
            assert batch.length - STEP < len(source) <= batch.length
        assert max(lengths(batch)) == batch.length
        assert len(batch.sources) == len(batch.numbers) + batch.filled
        assert len(batch.numbers) == 1 or len(batch.numbers) * batch.length <= most
    assert [batch.length for batch in found] == sorted((batch.length for batch in found), reverse=True)


def test_small_jobs_are_cut_for_all_cores() -> None:
    assert [len(batch.numbers) for batch in batches([task(8)] * 10, 1000, 2)] == [5, 5]
    assert [len(batch.numbers) for batch in batches([task(8)] * 3, 1000, 4)] == [1, 1, 1]


def test_the_longest_sentences_of_a_step_are_shared_out_so_that_few_fillers_are_needed() -> None:
    found = list(batches([task(15), task(16), task(15), task(16)], 32, 1))
    assert [lengths(batch) for batch in found] == [[16, 15], [16, 15]]
    assert not any(batch.filled for batch in found)


def test_a_filler_ends_at_once() -> None:
    (batch,) = batches([task(5), task(3)], 1000, 1)
    assert lengths(batch) == [5, 3, 8]
    assert batch.prefixes(PACKAGE) == [[], [], ["</s>"]]
    prefixed = InstalledPackage(Tag("en"), Tag("es"), "1.0", "translate-en_es", Path("x"), ">>spa<<")
    assert batch.prefixes(prefixed) == [[">>spa<<"], [">>spa<<"], [">>spa<<", "</s>"]]


def test_a_part_of_a_batch_is_filled_up_to_the_length_of_the_whole() -> None:
    tasks = [task(8), task(7, aligned=True), task(6)]
    (batch,) = batches(tasks, 1000, 1)
    assert part(batch, [1], tasks).numbers == (1,)
    assert lengths(part(batch, [1], tasks)) == [7, 8]
    assert lengths(part(batch, [0, 2], tasks)) == [8, 6]


@pytest.fixture(scope="module")
def random_package(tmp_path_factory: pytest.TempPathFactory) -> InstalledPackage:
    package = described(write_random_package(tmp_path_factory.mktemp("random") / "x"))
    assert package is not None
    return package


Said = dict[tuple[str, ...], tuple[list[str], float]]


def said(translator: Any, package: InstalledPackage, found: Iterable[Batch], **options: Any) -> Said:
    """The tokens of each translation, and its score to the last bit, by the tokens of its source."""
    answers: Said = {}
    for batch in found:
        results = translator.translate_batch(
            batch.sources,
            target_prefix=batch.prefixes(package),
            max_decoding_length=30,
            length_penalty=0.2,
            return_scores=True,
            replace_unknowns=True,
            **options,
        )
        for source, result in zip(batch.sources[: len(batch.numbers)], results, strict=False):
            answers[tuple(source)] = (result.hypotheses[0], result.scores[0])
    return answers


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_no_bit_of_a_translation_depends_on_its_neighbours(
    random_package: InstalledPackage, beam: int
) -> None:
    import ctranslate2
    from argostranslate.package import Package

    tokens = Tokens(Package(random_package.path).tokenizer)
    texts = random.Random(3).sample(made_up_sentences()[:1600], 120)
    words = [" ".join(texts).split()[at : at + 1 + at % 31] for at in range(0, 600, 5)]
    tasks = [Task(tokens.encode(" ".join(some)), PLAIN) for some in words]
    translator = ctranslate2.Translator(
        str(random_package.path / "model"), compute_type="int8", intra_threads=1
    )

    def all_said(some: Sequence[Task], most: int, **options: Any) -> Said:
        return said(translator, random_package, batches(some, most, 1), beam_size=beam, **options)

    alone = all_said(tasks, 1)
    assert len({tuple(answer) for answer, _ in alone.values()}) > len(alone) / 2
    assert all_said(tasks, 400) == alone
    assert all_said(tasks[::-1], 2000) == alone
    assert all_said(tasks, 2000, return_attention=True, num_hypotheses=beam) == alone
    some = tasks[::3]
    assert all_said(some, 2000) == {task.tokens: alone[task.tokens] for task in some}
