"""Machine translation of whole projects: l10n against Argos Translate, Apertium, and CTranslate2 by itself.

All but Apertium use the same Argos package: a model of the size that Argos Translate trains, with weights
that are set by hand (`mt_models.py`). It says nothing about quality, and is surer of itself than others.

- `l10n`: `l10n translate` on 60 articles that were never translated, from the start of the process to its
  end, catalogs and cache written;
- `CTranslate2`: the same sentences, already in tokens, in one call: same model, beam and length
  penalty, on all cores, in its own batches: the ceiling;
- `Argos Translate`: its `translate()` for each unit of a sample, and for whole articles of it; Python finds
  empty modules for stanza, and a splitter at full stops for minisbd, which these packages lack. By default
  it uses several threads for one sentence, which can be slower than one: that is shown, too;
- `Apertium`: its command on the whole text, in words, since it has no tokens.

Then, with a small model, on many short units: the peak memory, whether ten times the units take ten times as
long, and how long it takes when everything is in the cache, and the catalogs are as `l10n merge` makes them
of articles that were never translated.

l10n and CTranslate2 take turns, and their best time counts. With --cpu the bars are held to the seconds that
cores were busy, which other work on the machine disturbs less; but for those against Argos Translate, which
keeps one core busy. With --package a small trained package translates the same project, too. Exit code 1
where a bar is missed.

Run: python benchmarks/mt.py [--sentences N] [--units N] [--times N] [--cpu] [--package FILE]
(12 minutes on two calm cores)
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mt_projects import PER_ARTICLE, asked, news, paragraphs, short_units, write_project
from benchmarks.processes import Run, run
from l10n.catalog.po import Catalog
from l10n.engines.argos_session import BEAMS
from l10n.models.install import Installer
from l10n.ports import QUALITIES, Quality

TOOLS = Path(__file__).with_name("mt_tools.py")
SAMPLE = 40
"""Sentences for what is slow."""
_MINISBD = """
import re
class models:
    cache_dir = ""
    @staticmethod
    def list_models(): return ["en"]
class SBDetect:
    def __init__(self, *args, **options): pass
    def sentences(self, text): return re.split(r"(?<=[.!?]) +", text)
"""


@dataclass(slots=True)
class Report:
    """What was measured, and what of it is not good enough."""

    cpu: bool
    """True to hold the bars to the time that cores were busy."""
    missed: list[str] = field(default_factory=list)

    def hold(self, what: str, value: float, bar: float, *, at_most: bool = False) -> None:
        """Print a value beside its bar, and remember it where it is missed."""
        good = value <= bar if at_most else value >= bar
        print(f"  {what}: {value:,.2f}, bar {bar:,g}{'' if good else '   MISSED'}", flush=True)
        if not good:
            self.missed.append(what)

    def seconds(self, done: Run) -> float:
        """Those that count."""
        return done.cpu if self.cpu else done.seconds


def ours(folder: Path, packages: Path, quality: Quality, *, cached: bool = False) -> Run:
    """One run of `l10n translate` without catalogs, and without what is remembered unless it is `cached`.

    Ends the program where more than one unit in twenty has no translation.
    """
    for name in ("locales", *[".l10n"][cached:]):
        shutil.rmtree(folder / name, ignore_errors=True)
    if cached:
        run([sys.executable, "-m", "l10n", "merge"], folder=folder)
    command = [sys.executable, "-m", "l10n", "translate", "--quality", quality]
    done = run(["env", f"ARGOS_PACKAGES_DIR={packages}", *command], folder=folder)
    entries = [
        entry for path in (folder / "locales" / "es").rglob("*.po") for entry in Catalog.read(path).active
    ]
    empty = sum(not entry.msgstr for entry in entries)
    if empty * 20 > len(entries):
        sys.exit(f"mt: {empty} of {len(entries)} units have no translation\n{done.output}")
    return done


def peer(way: str, package: Path, texts: Sequence[str], beam: int, folder: Path, *, threads: str = "") -> Run:
    """One run of a way of `mt_tools.py`, without what it takes to start; with so many threads a sentence."""
    path = folder / "texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    command = [sys.executable, str(TOOLS), way, str(package), str(path), str(beam)]
    limit = [f"OMP_NUM_THREADS={threads}"] if threads else []
    done = run(["env", f"PYTHONPATH={folder / 'stubs'}", *limit, *command])
    seconds, busy, count = json.loads(done.output)
    if count != len(texts):
        sys.exit(f"mt: {way} gave {count} translations of {len(texts)}")
    return Run(seconds, done.megabytes, "", cpu=busy)


def best(runs: Sequence[Run]) -> Run:
    """The best of both times."""
    return Run(
        min(one.seconds for one in runs),
        max(one.megabytes for one in runs),
        "",
        cpu=min(one.cpu for one in runs),
    )


def row(name: str, tokens: int, done: Run) -> None:
    """Print what one way took."""
    print(
        f"{name:34}{tokens / done.seconds:9,.0f} tokens/s{tokens / done.cpu:9,.0f} per core"
        f"{done.seconds:9.1f} s{done.megabytes:8,.0f} MB",
        flush=True,
    )


def speed(
    report: Report, folder: Path, sentences: Sequence[str], times: int, trained: Path | None = None
) -> None:
    """News with a model of the usual size, and with a small one that was `trained`."""
    package = _package(folder / "packages" / "translate-en_es", "ARGOS")
    project = folder / "news"
    units = paragraphs(sentences)
    write_project(project, units, PER_ARTICLE // 2)
    texts = asked(project)
    tokens = _tokens(package, texts)
    print(f"{len(texts)} sentences, {tokens} tokens, {len(units)} units, a model of {_megabytes(package)} MB")
    found: dict[Quality, Run] = {}
    for quality in QUALITIES:
        mine, theirs = [], []
        for _ in range(times if quality == "normal" else 1):
            mine.append(ours(project, package.parent, quality))
            theirs.append(peer("ceiling", package, texts, BEAMS[quality], folder))
        found[quality] = best(mine)
        row(f"l10n translate --quality {quality}", tokens, found[quality])
        row(f"CTranslate2, beam {BEAMS[quality]}", tokens, best(theirs))
        if quality == "normal":
            share = report.seconds(best(theirs)) / report.seconds(found[quality])
            report.hold("share of what CTranslate2 does by itself", share, 0.9)
    beam = BEAMS["careful"]
    sample = units[: SAMPLE // 2]
    each = peer("argos", package, sample, beam, folder)
    row(f"Argos Translate, each unit, beam {beam}", _tokens(package, sample), each)
    article = "\n".join(sample)
    whole = peer("argos", package, [article], beam, folder)
    row("Argos Translate, whole articles", _tokens(package, sample), whole)
    alone = peer("argos", package, sample, beam, folder, threads="1")
    row("Argos Translate, told one thread", _tokens(package, sample), alone)
    pace = each.seconds / _tokens(package, sample)
    report.hold("times Argos Translate, same beam", pace * tokens / found["careful"].seconds, 4)
    report.hold("times Argos Translate, our default", pace * tokens / found["normal"].seconds, 15)
    if trained:
        small(report, folder, project, texts, trained)
    apertium(texts, folder)


def small(report: Report, folder: Path, project: Path, texts: Sequence[str], trained: Path) -> None:
    """The same project with a trained package, in words, since its tokens are others."""
    Installer(folder / "trained").from_path(trained)
    done = ours(project, folder / "trained", "normal")
    words = sum(len(text.split()) for text in texts)
    print(f"{f'l10n translate with {trained.name}':34}{_taken(done)}")
    report.hold("words/s with the trained package", words / report.seconds(done), 1500)


def apertium(texts: Sequence[str], folder: Path) -> None:
    """Apertium's command on all sentences, a paragraph each, where it is installed."""
    if shutil.which("apertium") is None:
        print("Apertium is not installed")
        return
    path = folder / "text.txt"
    path.write_text("\n\n".join(texts), encoding="utf-8")
    done = run(["apertium", "-u", "eng-spa", str(path)])
    words = sum(len(text.split()) for text in texts)
    print(f"{'Apertium, eng-spa':34}{words / done.seconds:9,.0f} words/s")


def scale(report: Report, folder: Path, sentences: Sequence[str], units: int) -> None:
    """Many short units with a small model."""
    package = _package(folder / "small" / "translate-en_es", "SMALL")
    counts = [units // 100, units // 10, units]
    taken: list[Run] = []
    for count in counts:
        project = folder / f"units-{count}"
        write_project(project, list(short_units(count, sentences)), 60)
        taken.append(ours(project, package.parent, "normal"))
        print(f"{count:>9,} units{_taken(taken[-1])}", flush=True)
    report.hold(f"GB at {units:,} units", taken[-1].megabytes / 1024, 1.2, at_most=True)
    few, many = (
        (report.seconds(more) - report.seconds(less)) / (count - fewer)
        for less, more, fewer, count in zip(taken, taken[1:], counts, counts[1:], strict=False)
    )
    report.hold("time of a further unit, of many to few", many / few, 1.3, at_most=True)
    again = ours(project, package.parent, "normal", cached=True)
    print(f"all in the cache{_taken(again)}", flush=True)
    report.hold("units a second from the cache", units / report.seconds(again), 10_000)


def _package(folder: Path, geometry: str) -> Path:
    """A package, made in a process of its own: the most that one uses counts for those that it starts."""
    run([sys.executable, str(TOOLS.with_name("mt_models.py")), str(folder), geometry])
    return folder


def _taken(done: Run) -> str:
    return f"{done.seconds:9.1f} s{done.cpu:9.1f} s busy{done.megabytes:8,.0f} MB"


def _tokens(package: Path, texts: Sequence[str]) -> int:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    return sum(map(len, model.encode(list(texts))))


def _megabytes(package: Path) -> int:
    return (package / "model" / "model.bin").stat().st_size >> 20


def _stubs(folder: Path) -> None:
    """What Argos Translate's module imports, for its own process alone."""
    (folder / "stubs").mkdir()
    (folder / "stubs" / "stanza.py").write_text("")
    (folder / "stubs" / "minisbd.py").write_text(_MINISBD)


def main() -> None:
    """Measure, print, and say what was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--package", type=Path, metavar="FILE", help="a trained package from en to es")
    wanted = parser.parse_args()
    report = Report(wanted.cpu)
    sentences = news(wanted.sentences)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _stubs(folder)
        if wanted.sentences:
            speed(report, folder, sentences, wanted.times, wanted.package)
        if wanted.units:
            scale(report, folder, news(2000), wanted.units)
    if report.missed:
        sys.exit("missed: " + "; ".join(report.missed))


if __name__ == "__main__":
    main()
