"""The commands of the recipe."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training import configuration
from training.configuration import TrainingError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one step; 2 where its input cannot be used."""
    told = _parser().parse_args(arguments)
    try:
        _run(told)
    except TrainingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _run(told: argparse.Namespace) -> None:
    read = configuration.read(told.configuration)
    if told.step == "prepare":
        from training.prepare import prepare

        prepare(read, told.corpus, told.work)
    elif told.step == "train":
        from training.train import train

        if told.minutes:
            read = replace(read, training=replace(read.training, minutes=told.minutes))
        train(read, told.work, told.run, told.begin_with)
    elif told.step == "export":
        from training.export import export

        export(read, told.work, told.run, told.package)
    else:
        from training.evaluate import evaluate, of_files, of_folder

        sets = [of_files(told.test[0].stem, *told.test)] if told.test else list(of_folder(told.work))
        evaluate(read, told.packages, sets)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    prepare = steps.add_parser("prepare", help="corpus to packed pairs and a vocabulary")
    train = steps.add_parser("train", help="packed pairs to weights; goes on where it was stopped")
    export = steps.add_parser("export", help="weights to an Argos Translate package")
    evaluate = steps.add_parser("evaluate", help="scores of packages, beside Apertium's")
    for step in (prepare, train, export, evaluate):
        step.add_argument("configuration", type=Path, help="a TOML file, as training/en-es.toml")
    prepare.add_argument("corpus", type=Path, help="the folder of the corpus")
    for step in (prepare, train, export, evaluate):
        step.add_argument("--work", type=Path, default=Path("work"), help="folder of what is prepared")
    for step in (train, export):
        step.add_argument("--run", type=Path, default=Path("run"), help="folder of what is trained")
    train.add_argument(
        "--begin-with",
        type=Path,
        metavar="RUN",
        help="for a new run: the folder of an earlier one, whose weights it begins with",
    )
    train.add_argument("--minutes", type=float, help="of the whole run, instead of the configuration's")
    export.add_argument("package", type=Path, help="the file to write, as translate-en_es-0_1.argosmodel")
    evaluate.add_argument("packages", type=Path, nargs="*", help="package files; none for Apertium alone")
    evaluate.add_argument(
        "--test",
        type=Path,
        nargs=2,
        metavar=("SOURCE", "TARGET"),
        help="two files, line by line, instead of the development sets: for the last table, not for choices",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
