"""What becomes of the translations when an article is edited: ours, and msgmerge's."""

import random
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.editing.articles import Paragraph
from benchmarks.editing.edits import Article, Edit, Unit, World
from l10n.catalog.merge import merge, vanished
from l10n.catalog.po import Catalog
from l10n.catalog.template import header_fields, template_catalog
from l10n.model import Entry

Operation = Callable[[Article, World], Edit]


@dataclass
class Score:
    """Counted in words, over the units that are not as they were."""

    carried: int = 0
    """Words of translations that the units got."""
    right: int = 0
    """Those of them that belong there."""
    due: int = 0
    """Words that belong there."""
    ready: int = 0
    """Units whose whole translation is there and not fuzzy."""

    @property
    def precision(self) -> float | None:
        """The share of what was carried over that is right; None where nothing was."""
        return self.right / self.carried if self.carried else None

    @property
    def recall(self) -> float | None:
        """The share of what should be carried over that was; None where nothing should."""
        return self.right / self.due if self.due else None

    def add(self, got: Entry, unit: Unit) -> None:
        """Count one unit. Words that two different sentences share by chance count as wrong."""
        have, want = got.msgstr.split(), unit.target.split()
        common = (Counter(have) & Counter(want)).total()
        self.carried += len(have)
        self.due += len(want)
        if 2 * common >= min(len(have), len(want)):
            self.right += common
        self.ready += have == want and bool(want) and not got.fuzzy

    def plus(self, other: "Score") -> None:
        """Add what `other` counted."""
        self.carried += other.carried
        self.right += other.right
        self.due += other.due
        self.ready += other.ready


def header(locale: str) -> dict[str, str]:
    """Header fields of a catalog in `locale`."""
    return header_fields(
        project="news",
        creation=datetime(2026, 1, 2, tzinfo=UTC),
        language=locale,
        plural_forms="nplurals=2; plural=(n != 1);",
    )


def catalog_of(article: Article, locale: str) -> Catalog:
    """The article's finished catalog."""
    entries = {p.source: Entry(p.source, (p.target,)) for p in article}
    return Catalog.parse(Catalog.new(header(locale), entries=tuple(entries.values())).to_bytes(), "old.po")


def _template(units: Sequence[Unit]) -> list[Entry]:
    return [Entry(text) for text in dict.fromkeys(unit.source for unit in units)]


def ours(edit: Edit, locale: str) -> Catalog:
    """The article's catalog after `l10n merge`."""
    old = catalog_of(edit.old, locale)
    if edit.between is not None:
        old = merge(old, _template(edit.between), locale=locale)
    left = [Entry(paragraph.source) for paragraph in edit.others_left]
    moved = vanished(catalog_of(edit.others, locale), left) if edit.others else ()
    return merge(old, _template(edit.new), moved=moved, locale=locale)


def msgmerges(edit: Edit, locale: str, folder: Path) -> Catalog:
    """The article's catalog after `msgmerge --previous`, with the other article as a compendium."""
    old = catalog_of(edit.old, locale)
    if edit.between is not None:
        old = _msgmerge(old, edit.between, locale, folder)
    others = catalog_of(edit.others, locale) if edit.others else None
    return _msgmerge(old, edit.new, locale, folder, others)


def _msgmerge(
    old: Catalog, units: Sequence[Unit], locale: str, folder: Path, others: Catalog | None = None
) -> Catalog:
    (folder / "old.po").write_bytes(old.to_bytes())
    (folder / "new.pot").write_bytes(template_catalog(_template(units), header(locale)).to_bytes())
    command = ["msgmerge", "--previous", "--quiet", "old.po", "new.pot"]
    if others:
        (folder / "others.po").write_bytes(others.to_bytes())
        command += ["--compendium", "others.po"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return Catalog.parse(done.stdout, "old.po")


def count(edit: Edit, merged: Catalog) -> Score:
    """How well `merged` does what `edit` asks for."""
    score = Score()
    stood = {paragraph.source for paragraph in edit.old} if edit.between is None else set()
    for unit in edit.new:
        entry = merged.get(unit.source)
        if entry is not None and unit.source not in stood:
            score.add(entry, unit)
    return score


def edits(articles: Sequence[Article], operation: Operation, seed: str) -> Iterator[Edit]:
    """Every article edited, the same way for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - edits must be repeatable
    words = [word for article in articles for p in article for word in p.source.split()]
    for at, article in enumerate(articles):
        strangers: list[Paragraph] = [p for a in articles[at - 3 : at - 1] or articles[-2:] for p in a]
        yield operation(article, World(chance, words, strangers, articles[at - 1]))
