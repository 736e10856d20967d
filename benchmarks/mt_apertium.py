"""Apertium through our session against Apertium's own command: speed on news, and quality, in one run.

Each way translates the same sentences of ntrex-dev from English to Spanish with the installed eng-spa:

- `session`: what the engine does, from the start of the pipeline to the last answer;
- `apertium, whole text`: `apertium -f txt -u` once, each sentence a paragraph;
- `apertium, each sentence`: `apertium -f txt -u` once for each of a hundred sentences;
- `pipeline alone`: the mode's programs fed with what the session feeds them, without what keeps sentences
  independent of each other.

Every way takes turns with the others, and its best time counts; `busy` is processor time of all processes,
which other work on the machine disturbs less. Quality is chrF and BLEU of sacrebleu, pinned, in an
environment of its own made by uv; without uv it is left out.

Exit code 1 where the session takes more than twice the processor time of the whole text, or is not ten times
as fast as a process for each sentence, or translates a sentence otherwise when it is asked alone.

Run: python benchmarks/mt_apertium.py [--times N]   (data: the folder L10N_TEST_DATA; about two minutes)
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.article_tools import UV
from l10n.engines.answers import Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.apertium_modes import modes, route
from l10n.engines.apertium_session import pipeline
from l10n.engines.apertium_stream import encode
from l10n.engines.session import Opening, Session, ask
from l10n.model import Tag

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
PAIR = Tag("en"), Tag("es")
MODE = "eng-spa"
EACH, ALONE = 100, 50
"""Sentences that have a process to themselves, to tell speed; and to compare answers."""
SACREBLEU = "sacrebleu==2.5.1"
_SCORE = """
import json, sys
from sacrebleu.metrics import BLEU, CHRF
ours, references = json.load(sys.stdin)
for metric in (CHRF(), BLEU()):
    for name, texts in ours.items():
        print(f"{name:<24} {metric.corpus_score(texts, [references])}")
    print(metric.get_signature())
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """The best of some runs."""

    way: str
    sentences: int
    words: int
    seconds: float
    busy: float
    """Seconds of processor time, of all processes and both modes."""

    def __str__(self) -> str:
        sentences, words = self.sentences / self.seconds, self.words / self.seconds
        busy = 1000 * self.busy / self.sentences
        return (
            f"{self.way:<24} {sentences:8.0f} sentences/s {words:9.0f} words/s {busy:9.2f} ms busy a sentence"
        )


def speeds(sentences: Sequence[str], times: int = 3) -> list[Speed]:
    """Ours first, then the peers, on the same sentences, in turns."""
    opened: list[Session] = []

    def ours(texts: Sequence[str]) -> None:
        opened.append(ApertiumEngine().open(*PAIR, Opening()))
        by_session(texts, opened[-1])

    ways: list[tuple[str, Callable[[Sequence[str]], object], Sequence[str]]] = [
        ("session", ours, sentences),
        ("apertium, whole text", by_whole_text, sentences),
        ("apertium, each sentence", by_process, sentences[:EACH]),
        ("pipeline alone", by_pipeline, sentences),
    ]
    runs: dict[str, list[Speed]] = {}
    for _ in range(times):
        for way, function, texts in ways:
            start, before = perf_counter(), _busy()
            function(texts)
            seconds, busy = perf_counter() - start, _busy() - before
            words = sum(len(text.split()) for text in texts)
            runs.setdefault(way, []).append(Speed(way, len(texts), words, seconds, busy))
            # Not earlier: of a process that is ended nobody counts the time.
            while opened:
                opened.pop().close()
    return [_best(each) for each in runs.values()]


def _best(runs: Sequence[Speed]) -> Speed:
    return replace(runs[0], seconds=min(r.seconds for r in runs), busy=min(r.busy for r in runs))


def by_session(sentences: Sequence[str], session: Session) -> list[str]:
    """Our answers."""
    return [answer.text if answer else "" for answer in ask(session, list(map(Query, sentences))).values()]


def _by_new_session(sentences: Sequence[str]) -> list[str]:
    session = ApertiumEngine().open(*PAIR, Opening())
    try:
        return by_session(sentences, session)
    finally:
        session.close()


def by_whole_text(sentences: Sequence[str]) -> list[str]:
    """What the command makes of a text of which they are the paragraphs."""
    return _run(["apertium", "-f", "txt", "-u", MODE], "\n\n".join(sentences)).split("\n\n")


def by_process(sentences: Sequence[str]) -> list[str]:
    """What the command makes of each by itself."""
    return [_run(["apertium", "-f", "txt", "-u", MODE], sentence) for sentence in sentences]


def by_pipeline(sentences: Sequence[str]) -> int:
    """How many answers the mode's programs have for them."""
    (mode,) = route(modes(), *PAIR)
    stream = "".join(f"{encode(Query(text), number)}\0" for number, text in enumerate(sentences))
    command = ["bash", "-c", pipeline(mode), "apertium", "-n"]
    return _run(command, stream).count("\0")


def _run(command: Sequence[str], text: str) -> str:
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def _busy() -> float:
    """Seconds of processor time of this process and all below it, of those that have ended, too."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        ticks[int(stat.parent.name)] = sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while below := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= below
    return sum(ticks.get(process, 0) for process in ours) / os.sysconf("SC_CLK_TCK")


def quality(sentences: Sequence[str], references: Sequence[str]) -> str:
    """chrF and BLEU of ours and of the command, with sacrebleu's signatures; "" without uv."""
    if UV is None:
        return ""
    said = {"session": _by_new_session(sentences), "apertium, whole text": by_whole_text(sentences)}
    assert all(len(texts) == len(references) for texts in said.values())
    python = [UV, "run", "--quiet", "--no-project", "--with", SACREBLEU, "python", "-c", _SCORE]
    return _run(python, json.dumps([said, list(references)]))


def dependent(sentences: Sequence[str]) -> list[str]:
    """Those that have another translation alone than in company, of some."""
    together = _by_new_session(sentences)
    step = max(len(sentences) // ALONE, 1)
    return [
        sentence
        for sentence, answer in list(zip(sentences, together, strict=True))[::step]
        if _by_new_session([sentence]) != [answer]
    ]


def main() -> int:
    """Prints all figures. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=3, help="how often each way is measured")
    times = parser.parse_args().times
    lines = zip(*((DATA / f"{name}.txt").read_text().splitlines() for name in ("eng", "spa")), strict=True)
    pairs = dict(line for line in lines if line[0].strip())
    sentences = list(pairs)
    print(f"{ApertiumEngine().signature(*PAIR)}, {len(sentences)} sentences, {os.cpu_count()} cores")
    measured = speeds(sentences, times)
    print(*measured, sep="\n")
    ours, whole, each, alone = (speed.busy / speed.sentences for speed in measured)
    print(f"busy: {ours / whole:.2f} times the whole text, {ours / alone:.2f} times the pipeline alone,")
    print(f"1/{each / ours:.0f} of a process for each sentence")
    print(quality(sentences, list(pairs.values())) or "uv is not installed: no scores", end="")
    others = dependent(sentences)
    print(f"translated otherwise alone than in company: {len(others)} of about {ALONE}")
    return int(ours > 2 * whole or each < 10 * ours or bool(others))


if __name__ == "__main__":
    raise SystemExit(main())
