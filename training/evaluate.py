"""Scores packages, beside Apertium, on texts with translations: by l10n's own engines."""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from l10n.engines.answers import Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.argos import ArgosEngine
from l10n.engines.batch import translate_units
from l10n.engines.markers import STYLES
from l10n.engines.session import Opening, SentenceEngine, ask
from l10n.errors import L10nError
from l10n.model import Tag
from l10n.models.install import Installer
from training.configuration import Configuration, TrainingError, reason
from training.corpus import Pair
from training.variants import Chance, masked
from training.vocabulary import masks

MASKED = 1000
"""Sentences with masks, of the first set of texts that has so many."""


@dataclass(frozen=True)
class Texts:
    """Sentences and their translations by people."""

    name: str
    sources: Sequence[str]
    references: Sequence[str]


def evaluate(configuration: Configuration, packages: Sequence[Path], sets: Sequence[Texts]) -> None:
    """Print a table: each set by Apertium, where it is installed, and by each package.

    Raises TrainingError where a package cannot be installed or translates another pair, or there are no sets.
    """
    if not sets:
        raise TrainingError(
            "there are no development sets: `prepare` writes them into --work; or name --test"
        )
    pair = Tag(configuration.languages.source), Tag(configuration.languages.target)
    print(
        f"{'':32} {'set':12} {'lines':>6} {'chrF':>6} {'BLEU':>6} {'refused':>8} {'words/s':>8}", flush=True
    )
    signatures: dict[str, str] = {}
    if (apertium := ApertiumEngine()).serves(*pair):
        for texts in sets:
            signatures |= _row("apertium", apertium, pair, texts)
    for package in packages:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["ARGOS_PACKAGES_DIR"] = folder
            try:
                Installer(Path(folder)).from_path(package)
            except L10nError as error:
                raise TrainingError(str(error)) from error
            engine = ArgosEngine()
            if not engine.serves(*pair):
                raise TrainingError(f"{package}: does not translate {pair[0]} to {pair[1]}")
            for texts in sets:
                signatures |= _row(package.name, engine, pair, texts)
            _count_masks(engine, pair, configuration, sets)
    for score, signature in signatures.items():
        print(f"{score}: {signature}")


def of_files(name: str, source: Path, target: Path) -> Texts:
    """Two files, line by line."""
    sources, references = (_lines(path) for path in (source, target))
    if len(sources) != len(references):
        raise TrainingError(f"{source} has {len(sources)} lines and {target} {len(references)}")
    return Texts(name, sources, references)


def of_folder(work: Path) -> Iterator[Texts]:
    """The development sets that `prepare` wrote."""
    for path in sorted(work.glob("development-*.tsv")):
        rows = [line.split("\t") for line in _lines(path)]
        name = path.stem.removeprefix("development-")
        yield Texts(name, [row[0] for row in rows], [row[1] for row in rows])


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, ValueError) as error:
        raise TrainingError(f"{path}: cannot be read: {reason(error)}") from error


def _row(name: str, engine: SentenceEngine, pair: tuple[Tag, Tag], texts: Texts) -> dict[str, str]:
    """Print a row; the signatures of its scores. What is refused counts as its source, which readers see."""
    import sacrebleu

    session = engine.open(*pair, Opening())
    list(session.answers([Query("A first sentence loads the model.")]))
    start = time.perf_counter()
    outcomes = translate_units(texts.sources, pair, session)
    seconds = time.perf_counter() - start
    session.close()
    said = [one.text or source for one, source in zip(outcomes, texts.sources, strict=True)]
    scores = sacrebleu.metrics.CHRF(), sacrebleu.metrics.BLEU()
    chrf, bleu = (score.corpus_score(said, [list(texts.references)]).score for score in scores)
    refused = sum(bool(one.refused) for one in outcomes)
    words = sum(len(source.split()) for source in texts.sources) / seconds
    print(
        f"{name:32} {texts.name:12} {len(said):6} {chrf:6.1f} {bleu:6.1f} {refused:8} {words:8,.0f}",
        flush=True,
    )
    return dict(zip(("chrF", "BLEU"), (str(score.get_signature()) for score in scores), strict=True))


def _count_masks(
    engine: SentenceEngine, pair: tuple[Tag, Tag], configuration: Configuration, sets: Sequence[Texts]
) -> None:
    """Print how many masks come back when a sentence is asked for the first time."""
    asked = [Query(text) for text in _masked(configuration, sets)]
    session = engine.open(*pair, Opening())
    answers = ask(session, asked)
    session.close()
    given = kept = 0
    for query in asked:
        numbers = STYLES[0].numbers(query.text)
        answer = answers[query]
        back = STYLES[0].numbers(answer.text) if answer else ()
        given += len(numbers)
        kept += sum(back.count(number) == 1 for number in numbers)
    if given:
        print(f"{'':32} masks that came back, of {given} in {len(asked)} sentences: {kept / given:.2%}")


def _masked(configuration: Configuration, sets: Sequence[Texts]) -> list[str]:
    random = Random(configuration.seed)  # noqa: S311 - repeatable on purpose
    found: list[str] = []
    for texts in sets:
        for source, reference in zip(texts.sources, texts.references, strict=True):
            pair = Pair(source, reference, "", "")
            guise = masked(pair, Chance(random, masks(configuration.vocabulary), pair))
            found += [guise.source] if guise else []
    return list(dict.fromkeys(found))[:MASKED]
