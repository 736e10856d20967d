"""Which translations survive an author's work: `l10n merge` against `msgmerge --previous`.

Edits NTREX news in every way that `benchmarks.editing.edits` knows, with a fixed seed, merges the catalogs
both ways, and counts words: how many of the carried-over words belong where they are (precision), how many
of those that belong somewhere are there (recall). Run: python benchmarks/merging.py [LOCALE...]
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.editing.articles import DATA, articles
from benchmarks.editing.edits import OPERATIONS
from benchmarks.editing.scoring import Score, count, edits, msgmerges, ours

LOCALES = ("srp-Cyrl", "spa")
TAGS = {"srp-Cyrl": "sr", "spa": "es", "ita": "it", "sqi": "sq", "fra": "fr", "bos": "bs", "hrv": "hr"}


def measured(locales: Sequence[str], operation: str, folder: Path) -> tuple[int, Score, Score]:
    """Units counted, our score and msgmerge's for one kind of edit."""
    mine, theirs = Score(), Score()
    units = 0
    for at, locale in enumerate(locales):
        # Each locale has its own articles, so that more locales take no more time.
        news = articles(DATA, locale, random.Random(locale))[at :: len(locales)]  # noqa: S311
        for edit in edits(news, OPERATIONS[operation], f"{operation} {locale}"):
            units += len(edit.new)
            mine.plus(count(edit, ours(edit, TAGS.get(locale, locale))))
            theirs.plus(count(edit, msgmerges(edit, TAGS.get(locale, locale), folder)))
    return units, mine, theirs


def _row(name: str, mine: Score, theirs: Score) -> str:
    def percent(share: float | None) -> str:
        return "      –" if share is None else f"{share:7.1%}"

    cells = (mine.precision, theirs.precision, mine.recall, theirs.recall)
    return f"{name:16}{mine.due:7}  " + "  ".join(map(percent, cells)) + f"  {mine.ready:5} {theirs.ready:5}"


def main() -> None:
    """Print the table."""
    if not DATA.is_dir():
        sys.exit(f"merging: no news in {DATA}; set L10N_TEST_DATA to a folder that has ntrex-dev/")
    if shutil.which("msgmerge") is None:
        sys.exit("merging: msgmerge is not installed; install GNU gettext")
    locales = tuple(sys.argv[1:]) or LOCALES
    print(f"{'':25}  precision         recall            ready, units")
    print(f"{'edit':16}{'words':>7}    ours  msgmerge   ours  msgmerge   ours  msgmerge")
    total, their_total = Score(), Score()
    with tempfile.TemporaryDirectory() as folder:
        for operation in OPERATIONS:
            _, mine, theirs = measured(locales, operation, Path(folder))
            print(_row(operation, mine, theirs), flush=True)
            total.plus(mine)
            their_total.plus(theirs)
    print(_row("total", total, their_total))


if __name__ == "__main__":
    main()
