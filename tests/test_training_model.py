"""The recipe from end to end, at toy size: corpus, training, package, translation by `l10n` itself."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from l10n.catalog.po import Catalog
from training import batches, packed, weights
from training.vocabulary import PAD
from training_corpus import made_up_pairs, write_corpus

ROOT = Path(__file__).resolve().parent.parent
TOY = Path(__file__).parent / "fixtures" / "training" / "toy.toml"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
"""One thread, since two that wait for each other at every step are slow on a busy machine."""
PACKAGE = "translate-en_es-0_1.argosmodel"

pytestmark = pytest.mark.needs_torch


def step(folder: Path, *words: str | Path, status: int = 0) -> str:
    """Run a step of the recipe; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "training", *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def l10n(project: Path, *words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *words],
        cwd=project,
        env={**ENVIRONMENT, "ARGOS_PACKAGES_DIR": str(project / "packages")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `corpus`, `work`, `run` and the package."""
    folder = tmp_path_factory.mktemp("recipe")
    step(folder, "prepare", TOY, write_corpus(folder / "corpus"))
    step(folder, "train", TOY)
    step(folder, "export", TOY, PACKAGE)
    return folder


def test_a_toy_model_translates_what_it_has_learnt_in_a_project(trained: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "source").mkdir(parents=True)
    (project / ".l10n.toml").write_text('targets = ["es"]\n', encoding="utf-8")
    sources = [source for source, _ in made_up_pairs()]
    (project / "source" / "a.md").write_text("\n\n".join(sources) + "\n", encoding="utf-8")
    l10n(project, "models", "install", trained / PACKAGE)
    l10n(project, "translate")
    catalog = Catalog.read(project / "locales" / "es" / "LC_MESSAGES" / "a.po")
    said = {entry.msgid: entry.msgstr for entry in catalog.active}
    right = sum(said[source] == target for source, target in made_up_pairs())
    assert right >= 190


def test_the_same_input_gives_the_same_package(trained: Path) -> None:
    before = (trained / PACKAGE).read_bytes()
    step(trained, "export", TOY, "again.argosmodel")
    assert (trained / "again.argosmodel").read_bytes() == before


def test_a_package_says_what_it_is_and_what_it_was_trained_on(trained: Path) -> None:
    with zipfile.ZipFile(trained / PACKAGE) as package:
        root = "translate-en_es-0_1"
        described = json.loads(package.read(f"{root}/metadata.json"))
        told = package.read(f"{root}/README.md").decode()
    assert (described["from_code"], described["to_code"], described["package_version"]) == ("en", "es", "0.1")
    assert "Licence: MIT" in told
    assert "| kitchen | 200 | CC0 1.0 | example.org/kitchen |" in told
    assert "weather" not in told
    assert "secret" not in told


def test_an_evaluation_names_its_metrics(trained: Path) -> None:
    (trained / "a.en").write_text(
        "".join(f"{source}\n" for source, _ in made_up_pairs()[:30]), encoding="utf-8"
    )
    (trained / "a.es").write_text(
        "".join(f"{target}\n" for _, target in made_up_pairs()[:30]), encoding="utf-8"
    )
    table = step(trained, "evaluate", TOY, PACKAGE, "--test", "a.en", "a.es")
    row = next(line.split() for line in table.splitlines() if line.startswith(PACKAGE))
    assert row[1:3] == ["a", "30"]
    assert float(row[3]) > 95
    assert "chrF: nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:" in table
    assert "BLEU: nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:" in table


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["absent.argosmodel", "--test", "a.en", "a.en"], "error: absent.argosmodel: does not exist"),
        ([PACKAGE, "--work", "elsewhere"], "error: there are no development sets"),
        (
            [PACKAGE, "--test", "a.en", "elsewhere"],
            "error: elsewhere: cannot be read: No such file or directory",
        ),
        ([PACKAGE, "--test", "a.en", "b.en"], "error: a.en has 1 lines and b.en 2"),
    ],
)
def test_what_cannot_be_evaluated_is_named(trained: Path, words: list[str], said: str) -> None:
    (trained / "a.en").write_text("One.\n", encoding="utf-8")
    (trained / "b.en").write_text("One.\nTwo.\n", encoding="utf-8")
    assert said in step(trained, "evaluate", TOY, *words, status=2)


def test_a_stopped_run_goes_on_and_ends_as_one_that_was_not_stopped(trained: Path) -> None:
    short = trained / "short.toml"
    short.write_text(
        TOY.read_text(encoding="utf-8").replace("updates = 240", "updates = 130"), encoding="utf-8"
    )
    step(trained, "train", short, "--run", "whole")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "training", "train", short, "--run", "parts"],
        cwd=trained,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "from update 0" in process.stdout.readline()
    assert "update 100 " in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert "from update 1" in step(trained, "train", short, "--run", "parts")
    for file in ("shape.json", "weights-0.npz"):
        assert (trained / "parts" / file).read_bytes() == (trained / "whole" / file).read_bytes()


def test_the_state_of_another_model_is_refused(trained: Path) -> None:
    other = trained / "other.toml"
    other.write_text(TOY.read_text().replace("encoder-layers = 2", "encoder-layers = 1"))
    said = step(trained, "train", other, status=2)
    assert "state.pt: is of another model; name another folder" in said


def test_a_run_may_begin_with_the_weights_of_another(trained: Path) -> None:
    few = trained / "few.toml"
    few.write_text(TOY.read_text(encoding="utf-8").replace("updates = 240", "updates = 5"), encoding="utf-8")
    step(trained, "train", few, "--run", "new")
    step(trained, "train", few, "--run", "more", "--begin-with", "run")
    new, more, whole = (_distance(trained, run) for run in ("new", "more", "run"))
    assert new > 3 * more
    assert more < 2 * whole


def _distance(trained: Path, run: str) -> float:
    """The loss of a piece on what the model was trained on."""
    import torch

    from training.transformer import Transformer

    shape, known = weights.read(trained / run)
    model = Transformer(shape, {name: torch.from_numpy(value) for name, value in known.items()})
    pairs = packed.read(trained / "work" / "training.npz.xz")
    made = batches.batch(pairs, np.arange(len(pairs)))
    scores = model.scores(torch.from_numpy(made.source), torch.from_numpy(made.given))
    wanted = torch.from_numpy(made.wanted).flatten()
    return float(torch.nn.functional.cross_entropy(scores.flatten(0, 1), wanted, ignore_index=PAD))
