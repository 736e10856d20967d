"""How fast catalogs are read, written and merged, against polib and GNU gettext, in one run.

Run: python benchmarks/catalogs.py (under three minutes; needs msgcat and msgmerge, and NTREX-128 sentences in
the folder that L10N_TEST_DATA names). Prints one table and ends with 1 where a target is missed. Short runs
are repeated and the best counts; every measured run is a process of its own. `inside` is the time without the
start of the program: catalogs are read, merged and made bytes again, in a process that has done nothing yet.
gettext's programs are timed whole.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.processes import inside, run
from benchmarks.projects import LOCALES, make_project

SIZES = (1_000, 10_000, 100_000)
ARTICLES = 2_000
CHANGED = 20
SPAWNED = 500
"""So many catalogs are merged by msgmerge to tell how long all of them would take."""

GENERATE = """
from benchmarks.news_catalogs import catalog, edited, news
folder, sizes = Path(sys.argv[1]), [int(size) for size in sys.argv[2:]]
start = now()
entries = news(max(sizes), seed=1)
for size in sizes:
    (folder / f"{size}.po").write_bytes(catalog(entries[:size]).to_bytes())
after = edited(entries[:10_000], seed=2)
(folder / "after.pot").write_bytes(catalog(after.entries, template=True).to_bytes())
"""
L10N = """
from l10n.catalog.po import Catalog
start = now()
catalog = Catalog.read(Path(sys.argv[1]))
Path(sys.argv[2]).write_bytes(catalog.to_bytes())
"""
L10N_ENTRIES = """
from l10n.catalog.po import Catalog
start = now()
assert len(Catalog.read(Path(sys.argv[1])).entries)
"""
POLIB = """
import polib
start = now()
polib.pofile(sys.argv[1]).save(sys.argv[2])
"""
POLIB_ENTRIES = """
import polib
start = now()
assert len(polib.pofile(sys.argv[1]))
"""
MERGE = """
import rapidfuzz.fuzz, rapidfuzz.process
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
start = now()
template = Catalog.read(Path(sys.argv[2]))
Path(sys.argv[3]).write_bytes(merge(Catalog.read(Path(sys.argv[1])), template.active).to_bytes())
"""
MERGE_MANY = """
from itertools import groupby
import rapidfuzz.fuzz, rapidfuzz.process
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
jobs = [line.split("\\t") for line in Path(sys.argv[1]).read_text().splitlines()]
start = now()
for template, group in groupby(jobs, lambda job: job[1]):
    entries = Catalog.read(Path(template)).active
    for old, _ in group:
        merge(Catalog.read(Path(old)), entries).to_bytes()
"""
SCORE = """
import sys
from pathlib import Path
from benchmarks.news_catalogs import edited, news
from l10n.catalog.po import Catalog
old = news(10_000, seed=1)
after, texts = edited(old, seed=2), {entry.msgid: entry.msgstr for entry in old}
for path in sys.argv[1:]:
    right = wrong = 0
    for entry in Catalog.read(Path(path)).active:
        before = after.reworded.get(entry.msgid)
        if before is not None and entry.fuzzy and entry.msgstr == texts[before]:
            right += 1
        elif entry.msgstr and (before is not None or entry.msgid in after.added):
            wrong += 1
    print(right, wrong)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    ours: float
    other: float | None
    most: float | None = None
    """The target: what `ratio` may be at most."""
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours to the other's; ours where there is nothing to compare with."""
        return self.ours if self.other is None else self.ours / self.other

    @property
    def missed(self) -> bool:
        """True where the target is not reached."""
        return self.most is not None and self.ratio > self.most

    def __str__(self) -> str:
        other, ratio = ("", "") if self.other is None else (f"{self.other:.3f}", f"{self.ratio:.3f}")
        target = "" if self.most is None else f"{self.most:g}{' MISSED' if self.missed else ''}"
        measured = f"{self.what:60}{self.ours:9.3f} {other:>9} {self.unit:2}{ratio:>7}"
        return f"{measured}  {target:13}{self.note}".rstrip()


def reading_and_writing(folder: Path) -> list[Row]:
    """Rows on reading and writing whole catalogs."""
    rows = []
    out = str(folder / "out.po")
    for size in SIZES:
        path = str(folder / f"{size}.po")
        times = 3 if size <= 10_000 else 1
        l10n, polib = inside(L10N, path, out, times=times), inside(POLIB, path, out, times=times)
        msgcat = run(["msgcat", path, "-o", out], times=times)
        name = f"read + write {size:,} entries"
        target = 0.25 if size == 10_000 else None
        rows.append(Row(f"{name}, inside; polib", l10n.inside, polib.inside, target))
        rows.append(
            Row(f"{name}, process; msgcat", l10n.seconds, msgcat.seconds, 1 if size == 10_000 else None)
        )
        if size == max(SIZES):
            rows.append(
                Row(f"peak memory, {size:,} entries; polib", l10n.megabytes, polib.megabytes, 1, "MB")
            )
            rows.append(
                Row(f"peak memory, {size:,} entries; msgcat", l10n.megabytes, msgcat.megabytes, None, "MB")
            )
    path = str(folder / "10000.po")
    ours, theirs = inside(L10N_ENTRIES, path), inside(POLIB_ENTRIES, path)
    rows.append(Row("read every entry of 10,000, inside; polib", ours.inside, theirs.inside))
    return rows


def merging(folder: Path) -> list[Row]:
    """Rows on merging a catalog of 10,000 entries with 150 that are new or edited."""
    old, template = str(folder / "10000.po"), str(folder / "after.pot")
    outs = [str(folder / name) for name in ("ours.po", "theirs.po")]
    ours = inside(MERGE, old, template, outs[0])
    theirs = run(["msgmerge", "--quiet", "--previous", "-o", outs[1], old, template])
    scores = run([sys.executable, "-c", SCORE, *outs]).output.split("\n")
    (right, wrong), (their_right, their_wrong) = (map(int, line.split()) for line in scores[:2])
    note = f"right {right} : {their_right}, wrong {wrong} : {their_wrong}"
    worse = max(0, their_right - right) + max(0, wrong - their_wrong)
    return [
        Row("merge 10,000 entries, 150 new, inside; msgmerge", ours.inside, theirs.seconds, 0.1),
        Row("matches of it that msgmerge does better", worse, None, 0, "", note),
    ]


def projects(folder: Path) -> list[Row]:
    """Rows on a whole project of which little changed."""
    l10n = [sys.executable, "-m", "l10n", "merge"]
    run(l10n, folder=folder)
    nothing = run(l10n, folder=folder, times=3)
    old = folder / "old"
    shutil.copytree(folder / "locales", old)
    articles = sorted((folder / "source").rglob("*.md"))
    changed = articles[:: len(articles) // CHANGED][:CHANGED]
    for article in changed:
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace(" the ", " that ", 3) + "\nOne more paragraph.\n", encoding="utf-8")
    few = run(l10n, folder=folder)

    jobs = _jobs(folder, old, changed)
    listed = folder / "jobs"
    listed.write_text("".join(f"{path}\t{template}\n" for path, template in jobs))
    merged = inside(MERGE_MANY, str(listed))
    of_changed = min(_msgmerged(jobs) for _ in range(3))
    some = _jobs(folder, old, articles[: SPAWNED // len(LOCALES)])
    of_all = _msgmerged(some) / len(some) * len(articles) * len(LOCALES)
    name = f"l10n merge, {ARTICLES:,} articles x {len(LOCALES)}, process"
    return [
        Row(f"{name}, no change", nothing.seconds, None, 1),
        Row(f"{name}, {CHANGED} changed", few.seconds, None, 1.5),
        Row(f"  that; msgmerge for {len(jobs)} changed catalogs", few.seconds, of_changed),
        Row(f"  that; msgmerge for all, told from {len(some)}", few.seconds, of_all, 0.01),
        Row(f"merging alone of these {len(jobs)}, inside; msgmerge", merged.inside, of_changed, 0.1),
    ]


def _jobs(folder: Path, old: Path, articles: Sequence[Path]) -> list[tuple[Path, Path]]:
    """The old catalogs of `articles`, each with its new template."""
    jobs = []
    for article in articles:
        name = article.relative_to(folder / "source")
        template = folder / "locales" / "templates" / name.with_suffix(".pot")
        jobs += [(path, template) for path in sorted(old.glob(f"*/LC_MESSAGES/{name.with_suffix('.po')}"))]
    return jobs


def _msgmerged(jobs: Sequence[tuple[Path, Path]]) -> float:
    """Seconds that one msgmerge for each takes."""
    start = perf_counter()
    for path, template in jobs:
        command = ["msgmerge", "--quiet", "--previous", "-o", os.devnull, str(path), str(template)]
        subprocess.run(command, check=True)
    return perf_counter() - start


def main() -> int:
    """Measure, print the table; 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ProcessPoolExecutor(1) as making:
            made = making.submit(make_project, folder / "project", ARTICLES)
            inside(GENERATE, name, *map(str, SIZES), times=1)
            made.result()
        rows = [*reading_and_writing(folder), *merging(folder), *projects(folder / "project")]
    print(f"{'what; against what':60}{'l10n':>9} {'other':>9}   {'ratio':>7}  target, at most")
    print("\n".join(map(str, rows)))
    return 1 if any(row.missed for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
