"""Makes of a corpus what the trainer reads: filtered, in guises, cut into pieces, packed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from training import packed
from training.configuration import Configuration
from training.corpus import SYNTHETIC, Pair, Split, split
from training.variants import with_variants
from training.vocabulary import MADE_UP, learnt, masks, size_of

TOKENIZER = "sentencepiece.model"
TRAINING = "training.npz.xz"
DEVELOPMENT = "development.npz.xz"
USED = "used.tsv"
"""Tag, pairs, licence and repository of all that is trained on."""
MOST_PIECES = 200
"""Longer pairs are left out."""


def prepare(configuration: Configuration, corpus: Path, work: Path) -> None:
    """Write `sentencepiece.model`, the packed pairs, and the development sets as text into `work`.

    Raises TrainingError for a corpus that cannot be used.
    """
    import sentencepiece

    found = split(corpus, configuration)
    work.mkdir(parents=True, exist_ok=True)
    for domain, pairs in found.development.items():
        lines = "".join(f"{pair.source}\t{pair.target}\n" for pair in pairs)
        (work / f"development-{domain}.tsv").write_text(lines, encoding="utf-8")
    (work / USED).write_text("".join(_used(found)), encoding="utf-8")
    pairs = list(
        with_variants(
            found.training, configuration.variants, masks(configuration.vocabulary), configuration.seed
        )
    )
    model = learnt(_texts(pairs), configuration.vocabulary)
    (work / TOKENIZER).write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    made_up = processor.piece_to_id(MADE_UP) + 1
    development = list(chain.from_iterable(found.development.values()))
    for name, some in ((TRAINING, pairs), (DEVELOPMENT, development)):
        rows = packed.packed(_rows(some, processor, made_up), size_of(processor.get_piece_size()))
        packed.write(rows, work / name)
        pieces = int(rows.source.starts[-1]), int(rows.target.starts[-1])
        size = (work / name).stat().st_size / 1e6
        print(f"{name}: {len(rows)} pairs, {pieces[0]} and {pieces[1]} pieces, {size:.1f} MB", flush=True)


def _used(found: Split) -> Iterator[str]:
    """A line for each tag, the most used first."""
    counts = Counter((pair.tag, pair.group) for pair in found.training)
    for (tag, group), count in counts.most_common():
        made_up = " (made-up sources)" if group == SYNTHETIC else ""
        known = found.sources.get(tag)
        whence = f"{known.licence}\t{known.repository}" if known else "see the corpus's own README\t"
        yield f"{tag}{made_up}\t{count}\t{whence}\n"


def _texts(pairs: Sequence[Pair]) -> Iterator[str]:
    """What the vocabulary is learnt from: all but what machines made."""
    for pair in pairs:
        if pair.group != SYNTHETIC:
            yield pair.source
        yield pair.target


def _rows(
    pairs: Sequence[Pair],
    processor: Any,  # noqa: ANN401 - sentencepiece's own
    made_up: int,
) -> Iterator[tuple[list[int], list[int], str]]:
    for start in range(0, len(pairs), 20_000):
        some = pairs[start : start + 20_000]
        sources, targets = (
            processor.encode([getattr(pair, side) for pair in some]) for side in ("source", "target")
        )
        for pair, source, target in zip(some, sources, targets, strict=True):
            before = [made_up] if pair.group == SYNTHETIC else []
            row = before + [piece + 1 for piece in source], [piece + 1 for piece in target], pair.group
            if all(0 < len(side) <= MOST_PIECES for side in row[:2]):
                yield row
