"""How fast `l10n check` is with every rule and a glossary of 1,000 terms, beside pofilter.

python benchmarks/glossary_checks.py [--small UNITS] [--times N]

Made-up projects of news articles (`benchmarks/projects.py`) with catalogs in five languages, and with 1,000
terms of CLDR (territories, currencies, languages), are checked from nothing: 20,000 entries of one sentence
each, all different, and ten times as many; and 20,000 entries of one to three sentences. Units are counted as
`l10n check` itself counts them: those of the articles, whose own side is checked too, and catalog entries.
pofilter looks at entries only, so beside it only these count. Every process uses one core; what counts is how
long it was busy, start included.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.article_tools import UV
from benchmarks.processes import Run, run
from benchmarks.projects import make_project
from l10n import locale
from l10n.model import Tag
from l10n.text.tokens import has_word

LOCALES = tuple(Tag(tag) for tag in ("es", "sr", "hr", "sq", "fr"))
TERMS = 1000
WANTED = 8000
"""Units a second."""
PER_ARTICLE = 15 * len(LOCALES)
PEER = "translate-toolkit==3.20.4"


@dataclass(frozen=True, slots=True)
class Measured:
    """One check of one project."""

    units: int
    """Of articles and catalogs, as the command itself counts them."""
    entries: int
    """Those of catalogs."""
    findings: int
    run: Run

    @property
    def speed(self) -> float:
        """Units a second."""
        return self.units / self.run.cpu


def main() -> None:
    """Print the table; exit code 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--small", type=int, default=20_000, metavar="UNITS", help="units of the small project"
    )
    parser.add_argument("--times", type=int, default=3, metavar="N", help="runs, of which the best counts")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = _measured(folder / "small", chosen.small, chosen.times)
        large = _measured(folder / "large", 10 * chosen.small, 1)
        paragraphs = _measured(folder / "paragraphs", chosen.small, chosen.times, single=False)
        print(
            f"{'':24}{'units':>9}{'entries':>9}{'seconds':>9}{'units/s':>9}{'entries/s':>11}{'MB':>6}{'findings':>10}"
        )
        _print("l10n check, sentences", small)
        _print("ten times as many", large)
        _print("paragraphs", paragraphs)
        _print_peer(folder / "small" / "locales", small)
    print(f"ten times as many units: {large.speed / small.speed:.2f} of the speed (asked: 1)")
    if min(small.speed, large.speed) < WANTED:
        sys.exit(f"under {WANTED:,} units/s")


def _print(title: str, one: Measured) -> None:
    print(
        f"{title:24}{one.units:9,}{one.entries:9,}{one.run.cpu:9.2f}{one.speed:9,.0f}"
        f"{one.entries / one.run.cpu:11,.0f}{one.run.megabytes:6.0f}{one.findings:10,}"
    )


def _measured(folder: Path, units: int, times: int, *, single: bool = True) -> Measured:
    folder.mkdir()
    make_project(folder, units // PER_ARTICLE, LOCALES, single=single)
    (folder / "glossary.yml").write_text("\n".join(_glossary()), "utf-8")
    runs = []
    for _ in range(times):
        shutil.rmtree(folder / ".l10n", ignore_errors=True)
        runs.append(run((sys.executable, "-c", _CHECK), folder=folder))
    entries = sum(path.read_bytes().count(b"\nmsgid ") - 1 for path in (folder / "locales").rglob("*.po"))
    best = min(runs, key=lambda one: one.cpu)
    said = json.loads(best.output)
    return Measured(said["summary"]["units"], entries, len(said["findings"]), best)


_CHECK = """
import sys
from l10n.cli import main
sys.argv = ["l10n", "check", "--format", "json"]
try:
    main()
except SystemExit as ended:
    sys.exit(0 if ended.code in (None, 0, 1) else ended.code)
"""
"""A check that finds something ends with 1, which is no failure here."""


def _glossary() -> Iterator[str]:
    """A glossary of 1,000 names, each once."""
    yield "version: 1\nsource_locale: en\nterms:"
    known: set[str] = set()
    subjects: tuple[locale.Subject, ...] = ("territories", "currencies", "languages")
    for subject in subjects:
        by_locale = {tag: locale.names(tag, subject) for tag in LOCALES}
        for code, name in locale.names(Tag("en"), subject).items():
            targets = {tag: names[code] for tag, names in by_locale.items() if has_word(names.get(code, ""))}
            if targets and has_word(name) and name.casefold() not in known and len(known) < TERMS:
                known.add(name.casefold())
                said = ", ".join(f"{tag}: {_quoted(target)}" for tag, target in targets.items())
                yield f"  - {{id: {subject}-{code}, source: {_quoted(name)}, targets: {{{said}}}}}"
    if len(known) < TERMS:
        sys.exit(f"CLDR has only {len(known)} names")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _print_peer(catalogs: Path, ours: Measured) -> None:
    """pofilter's time for the same catalogs, with all checks that it has on by default."""
    if UV is None:
        print("pofilter: uv, which makes its environment, is not installed")
        return
    command = (UV, "run", "--quiet", "--no-project", "--python", sys.executable, "--with", PEER)
    with tempfile.TemporaryDirectory() as out:
        peer = run((*command, "pofilter", "--progress=none", str(catalogs), out))
    speed, own = ours.entries / peer.cpu, ours.entries / ours.run.cpu
    print(
        f"{'pofilter (no terms)':24}{'':9}{ours.entries:9,}{peer.cpu:9.2f}{'':9}{speed:11,.0f}"
        f"{peer.megabytes:6.0f}{'':10}  ours: {own / speed:.1f} times as fast"
    )


if __name__ == "__main__":
    main()
