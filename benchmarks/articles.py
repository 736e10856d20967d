"""How fast articles are read and rendered, against their parser and against po4a, mdpo, translate-toolkit.

Run: python benchmarks/articles.py (under two minutes; needs the sample chapters and NTREX-128 sentences in
the folder that L10N_TEST_DATA names; uv for mdpo and translate-toolkit, which come from PyPI into uv's cache;
apt-get install po4a). Prints one table and ends with 1 where a target is missed. Short runs are repeated and
the best counts, in processor time. A tool that is not there is left out, with a word.

Parser: markdown-it-py's own full parse of the same text, inline text included, with tables and footnotes, in
the same process. Ours: finding the units (extract) and putting a translation for each in its place (render);
`same` renders each unit's own text, `pseudo` a pseudo-translation made before.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import process_time

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from benchmarks.article_corpus import articles
from benchmarks.article_tools import Tool, measured, tools
from benchmarks.news_catalogs import DATA, sentences
from l10n.engines.pseudo import pseudo
from l10n.formats.article import Article
from l10n.formats.markdown import MarkdownFormat
from l10n.model import FormatOptions, Unit

MEGABYTE = 1_000_000
SIZES = (1, 10, 100)
"""Megabytes of articles, of 1,000,000 characters."""
AT_MOST = 1 / 0.6
"""Times the parser's time that extracting and rendering may take."""
GROWTH = 1.15
"""Times what 1 MB takes that a megabyte of 100 may take."""
_FORMAT = MarkdownFormat()
_OPTIONS = FormatOptions()


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    ours: float
    other: float
    most: float | None = None
    """The target: what `ratio` may be at most."""
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours to the other's."""
        return self.ours / self.other

    @property
    def missed(self) -> bool:
        """True where the target is not reached."""
        return self.most is not None and self.ratio > self.most

    def __str__(self) -> str:
        target = "" if self.most is None else f"{self.most:.2f}{' MISSED' if self.missed else ''}"
        measured = f"{self.what:65}{self.ours:9.3f}{self.other:9.3f}{self.ratio:8.3f}"
        return f"{measured}  {target:14}{self.note}".rstrip()


def extracted(text: str) -> Article:
    """The article of a text in memory."""
    return Article(PurePosixPath("a.md"), text, _FORMAT.units(text, _OPTIONS), _FORMAT)


def rewritten(found: Article, translations: Iterable[str]) -> str:
    """The article with every unit put in its place anew, even where nothing changes."""
    parts, at = [], 0
    for unit, translation in zip(found.units, translations, strict=True):
        parts += [found.text[at : unit.span.start], _FORMAT.replacement(found.text, unit, translation)]
        at = unit.span.end
    return "".join((*parts, found.text[at:]))


def against_parser(name: str, texts: list[str], times: int) -> list[Row]:
    """Rows on extracting and rendering `texts`, against their parse."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    found = [extracted(text) for text in texts]
    translated = [[pseudo(unit.msgid) for unit in article.units] for article in found]
    pairs = list(zip(found, translated, strict=True))
    parsing, extracting, same, other = _best(
        [
            lambda: [parser.parse(text) for text in texts],
            lambda: [extracted(text) for text in texts],
            lambda: [rewritten(article, map(_msgid, article.units)) for article in found],
            lambda: [rewritten(*pair) for pair in pairs],
        ],
        times,
    )
    size = sum(map(len, texts)) / MEGABYTE
    note = f"{size:.2f} MB, {{:.2f}} of its speed"
    return [
        Row(f"{name}: extract + render the same; parser", extracting + same, parsing, AT_MOST,
            note.format(parsing / (extracting + same))),
        Row(f"{name}: extract + render pseudo; parser", extracting + other, parsing, AT_MOST,
            note.format(parsing / (extracting + other))),
    ]  # fmt: skip


def _msgid(unit: Unit) -> str:
    return unit.msgid


def _best(works: list[Callable[[], object]], times: int) -> list[float]:
    """Seconds that each takes at its best, tried in turns so that a busy moment meets all of them."""
    best = [float("inf")] * len(works)
    for _ in range(times):
        for at, work in enumerate(works):
            start = process_time()
            work()
            best[at] = min(best[at], process_time() - start)
    return best


def growing(texts: list[str]) -> list[Row]:
    """Rows on larger and larger corpora, one article after the other, as a run meets them."""
    first = min(_each_megabyte(texts, SIZES[0]) for _ in range(5))
    return [
        Row(f"{size} MB of articles, each MB; one alone", _each_megabyte(texts, size), first, GROWTH)
        for size in SIZES[1:]
    ]


def _each_megabyte(texts: list[str], size: int) -> float:
    """Seconds for extracting and rendering a megabyte of so many; making them up is not counted."""
    made, seconds = 0, 0.0
    for text in articles(texts, size * MEGABYTE, seed=size):
        start = process_time()
        found = extracted(text)
        rewritten(found, map(_msgid, found.units))
        seconds += process_time() - start
        made += len(text)
    return seconds / made * MEGABYTE


def one_file(texts: list[str]) -> list[Row]:
    """A row on one article of ten megabytes, against the articles that it is made of."""
    parts = [text.replace("---\n", "***\n") for text in articles(texts, 10 * MEGABYTE, seed=3)]
    whole = "\n".join(parts)
    one, many = _best([lambda: extracted(whole), lambda: [extracted(part) for part in parts]], 2)
    return [Row("extract one article of 10 MB; the same as many", one, many)]


def against_tools(name: str, source: Path, folder: Path) -> list[Row]:
    """Rows on whole trips through a catalog, against other tools; ours is measured once."""
    files = len(list(source.iterdir()))
    ours, *others = [(tool, options) for tool in tools() for options in _options(tool)]
    seconds, same = _trip(*ours, source, folder)
    rows = []
    for tool, options in others:
        label = " ".join((tool.name, *(option for option in options if option != "markdown")))
        if tool.missing:
            print(f"{label} is left out: {tool.missing}", file=sys.stderr)
            continue
        other, other_same = _trip(tool, options, source, folder)
        note = f"written as they were: {same} : {other_same} of {files}"
        rows.append(Row(f"{name}: trip through a catalog; {label}", seconds, other, 1, note))
    return rows


def _options(tool: Tool) -> list[tuple[str, ...]]:
    """The ways a tool is run: po4a as its manual says for Markdown, and so that it wraps nothing."""
    return [("markdown",), ("markdown", "neverwrap")] if tool.name.startswith("po4a") else [()]


def _trip(tool: Tool, options: tuple[str, ...], source: Path, folder: Path) -> tuple[float, int]:
    runs = []
    for _ in range(2):
        with tempfile.TemporaryDirectory(dir=folder) as out:
            runs.append(measured(tool, source, Path(out) / "out", options))
    return min(runs)


def main() -> int:
    """Measure, print the table; 1 where a target is missed."""
    chapters = sorted((DATA / "markdown-samples").glob("*.md"))
    if not chapters:
        sys.exit(f"no sample chapters in {DATA / 'markdown-samples'}: name the folder in L10N_TEST_DATA")
    english = [english for english, _ in sentences()]
    news = list(articles(english, MEGABYTE, seed=2))
    rows = against_parser("chapters", [path.read_bytes().decode() for path in chapters], 7)
    rows += [*against_parser("news and pages", news, 3), *growing(english), *one_file(english)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part, texts in (("chapters", None), ("news and pages", news)):
            source = folder / part.replace(" ", "-")
            source.mkdir()
            if texts is None:
                for path in chapters:
                    shutil.copy(path, source)
            else:
                for number, text in enumerate(texts):
                    (source / f"{number:03}.md").write_text(text, encoding="utf-8")
            rows += against_tools(part, source, folder)
    print(f"{'what; against what':65}{'l10n s':>9}{'other s':>9}{'ratio':>8}  target, at most")
    print("\n".join(map(str, rows)))
    return 1 if any(row.missed for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
