"""Projects of news to translate: sentences of NTREX-128, as articles of headings and paragraphs."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from l10n.engines.markers import STYLES
from l10n.engines.sentences import parts
from l10n.formats.article import Article
from l10n.model import Tag

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
LANGUAGES = ("eng", "fra", "spa", "ita")
"""What the sentences are from, until there are enough: to these models all are the same."""
PER_ARTICLE = 33
CONFIG = 'source-locale = "en"\ntargets = ["es"]\nengine = "argos"\n'


def news(count: int) -> list[str]:
    """So many different sentences. Ends the program where they are not there."""
    try:
        lines = [(DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in LANGUAGES]
    except OSError as error:
        sys.exit(
            f"no sentences: {error}\nset L10N_TEST_DATA to a folder that has ntrex-dev/eng.txt and the like"
        )
    return list(islice(dict.fromkeys(filter(None, map(str.strip, chain(*lines)))), count))


def short_units(count: int, sentences: Sequence[str]) -> Iterator[str]:
    """So many different units, of four words and a number each."""
    words = [word for sentence in sentences for word in sentence.split() if word.isalpha() and word.islower()]
    for number in range(count):
        at = number * 7
        some = [words[(at + place * 13) % len(words)] for place in range(4)]
        yield f"The {' '.join(some)} {number}."


def write_project(folder: Path, units: Sequence[str], per_article: int) -> None:
    """Write a project into a new folder: each unit a paragraph, the first of an article its heading."""
    (folder / "source").mkdir(parents=True)
    (folder / ".l10n.toml").write_text(CONFIG, encoding="utf-8")
    for first in range(0, len(units), per_article):
        blocks = units[first : first + per_article]
        path = folder / "source" / f"{first // per_article:05}.md"
        path.write_text("\n\n".join((f"# {blocks[0]}", *blocks[1:])) + "\n", encoding="utf-8")


def paragraphs(sentences: Sequence[str]) -> list[str]:
    """Units of one, two and three sentences."""
    units: list[str] = []
    at = 0
    while at < len(sentences):
        size = 1 + len(units) % 3
        units.append(" ".join(sentences[at : at + size]))
        at += size
    return units


def asked(folder: Path) -> list[str]:
    """The different sentences that an engine is asked for a whole project, as it gets them."""
    units = (
        unit.msgid for path in sorted((folder / "source").iterdir()) for unit in Article.read(path).units
    )
    sentences = (part.sentence for unit in units for part in parts(unit, Tag("en")))
    texts = (sentence.plain(STYLES[0]).text for sentence in sentences if sentence.has_language)
    return list(dict.fromkeys(texts))
