"""A run killed at any moment leaves whole files and every word; the next one ends as if nothing had been."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gettext_tools import msgfmt
from l10n import Catalog
from sample import snapshot

ARTICLES = 200
KILLS = 100
SEED = 20261124
CONFIG = """\
targets = ["sr", "en-XA"]

[locale.en-XA]
engine = "pseudo"
"""
WORDS = ("port", "camp", "court", "border", "treaty", "minister", "village", "river", "office", "train")


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 14))]
    return f"{' '.join(words).capitalize()}."


def write_articles(root: Path) -> None:
    chance = random.Random(SEED)
    for number in range(ARTICLES):
        blocks = [f"# Article {number}", *(sentence(chance) for _ in range(4))]
        path = root / "source" / f"section-{number % 7}" / f"article-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def edit_articles(root: Path) -> None:
    """A word changed in one paragraph, a paragraph added, another taken out: in every article."""
    chance = random.Random(SEED + 1)
    for path in sorted((root / "source").rglob("*.md")):
        title, first, second, third, fourth = path.read_text("utf-8").strip().split("\n\n")
        changed = second.replace(second.split()[2], "harbour", 1)
        path.write_text("\n\n".join([title, first, changed, sentence(chance), fourth]) + "\n", "utf-8")
        assert third


def translate(root: Path) -> None:
    """What a translator does to every Serbian entry, each text different."""
    for path in sorted((root / "locales" / "sr").rglob("*.po")):
        catalog = Catalog.read(path)
        done = {
            entry.key: replace(entry, msgstrs=(f"Превод {place} чланка {path.stem}.",))
            for place, entry in enumerate(catalog.active)
        }
        path.write_bytes(catalog.with_entries(done).to_bytes())


def run(root: Path, *, kill_after: float | None = None) -> bool:
    """Run l10n there; True if it was killed before it was done."""
    command = [sys.executable, "-m", "l10n", "run"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1764000000"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            _, said = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
    assert process.returncode == 0, said.decode()
    return False


class Trial:
    """The edited project, what becomes of it when nobody disturbs the run, and what was seen to be whole."""

    def __init__(self, folder: Path) -> None:
        self.start, undisturbed = folder / "start", folder / "undisturbed"
        self.start.mkdir()
        (self.start / ".l10n.toml").write_text(CONFIG)
        write_articles(self.start)
        run(self.start)
        translate(self.start)
        run(self.start)
        edit_articles(self.start)
        self.texts = {text for _, text in self._human_texts(self.start)}
        self.before = snapshot(self.start)
        shutil.copytree(self.start, undisturbed)
        started = time.perf_counter()
        run(undisturbed)
        self.seconds = time.perf_counter() - started
        self.after = snapshot(undisturbed)
        self._accepted: set[bytes] = set()

    @staticmethod
    def _human_texts(root: Path) -> Iterator[tuple[Path, str]]:
        for path in (root / "locales" / "sr").rglob("*.po"):
            for entry in Catalog.read(path).entries:
                yield path, entry.msgstr

    def examine(self, folder: Path, moment: float) -> None:
        """Kill a run after `moment` seconds, look at what it left, and let another one finish."""
        # Hard links: files are only ever replaced, so the originals cannot change.
        shutil.copytree(self.start, folder, copy_function=os.link)
        run(folder, kill_after=moment)
        for path in folder.rglob("*.po*"):
            self._require_whole(path)
        assert self.texts <= {text for _, text in self._human_texts(folder)}, moment
        run(folder)
        assert snapshot(folder) == self.after, moment
        shutil.rmtree(folder)

    def _require_whole(self, path: Path) -> None:
        if path.suffix not in (".po", ".pot"):
            return
        data = path.read_bytes()
        if data not in self._accepted:
            accepted, said = msgfmt(data)
            assert accepted, f"{path}: {said}"
            self._accepted.add(data)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where that can be had: unlike a power cut, killing a process loses nothing it wrote."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.mark.slow
@pytest.mark.needs_gettext
def test_a_run_may_be_killed_at_any_moment(folder: Path) -> None:
    trial = Trial(folder)
    chance = random.Random(SEED)
    moments = [chance.uniform(0, trial.seconds) for _ in range(KILLS)]
    with ThreadPoolExecutor(2) as pool:
        folders = (folder / f"kill-{number}" for number in range(KILLS))
        list(pool.map(trial.examine, folders, moments))
    assert snapshot(trial.start) == trial.before
