"""Made-up news projects of any size out of NTREX-128 sentences: articles, and catalogs as people left them.

python benchmarks/projects.py FOLDER --articles 2000 --locales es,sr,it,sq,fr
"""

import argparse
import os
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from l10n import locale
from l10n.catalog.po import Catalog
from l10n.catalog.template import entries_of, header_fields
from l10n.formats.article import Article
from l10n.model import Entry, Tag

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
SENTENCES = {
    "en": "eng", "bs": "bos", "es": "spa", "fr": "fra", "hr": "hrv", "it": "ita", "mk": "mkd", "sq": "sqi",
    "sr": "srp-Cyrl", "sr-Latn": "srp-Latn",
}  # fmt: skip
"""The file of each locale."""
LOCALES = tuple(Tag(tag) for tag in ("es", "sr", "it", "sq", "fr"))
PARAGRAPHS = 14
CREATED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def make_project(
    folder: Path, articles: int, locales: Sequence[Tag] = LOCALES, seed: int = 1, *, single: bool = False
) -> None:
    """Write a project of `articles` news articles with a full catalog for each of `locales` under `folder`.

    An article is a title and some fifteen paragraphs of one to three sentences, in a folder of its month.
    With `single` a paragraph is one sentence and a few letters that no other has, so that all texts differ.
    One entry in twenty is stale (fuzzy, with another source text before), as if its article had been edited.
    The same arguments give the same bytes. Ends the program where the sentences are not there.
    """
    chance = random.Random(seed)  # noqa: S311 - measured, not kept secret
    texts = {tag: _sentences(tag) for tag in ("en", *locales)}
    targets = ", ".join(f'"{tag}"' for tag in locales)
    _write(folder / ".l10n.toml", f'source-locale = "en"\ntargets = [{targets}]\n')
    for number in range(articles):
        sizes = [1 for _ in _sizes(chance)] if single else _sizes(chance)
        picked = [chance.sample(range(len(texts["en"])), size) for size in sizes]
        marks = [f" ({_letters(number * 100 + at)})" if single else "" for at in range(len(picked))]
        name = Path(f"2026-{number % 12 + 1:02}") / f"{number:05}.md"
        blocks = [_joined(texts["en"], each) + mark for each, mark in zip(picked, marks, strict=True)]
        _write(folder / "source" / name, "\n\n".join((f"# {blocks[0]}", *blocks[1:])) + "\n")
        units = Article.read(folder / "source" / name).units
        entries = entries_of(units, f"source/{name.as_posix()}", "file")
        for tag in locales:
            said = [_joined(texts[tag], each) + mark for each, mark in zip(picked, marks, strict=True)]
            known = dict(zip(blocks, said, strict=True))
            path = folder / "locales" / locale.to_posix(tag) / "LC_MESSAGES" / name.with_suffix(".po")
            _write(path, _catalog(name, tag, entries, known, chance))


def _letters(number: int) -> str:
    """The number in letters."""
    return (_letters(number // 26) if number >= 26 else "") + chr(ord("a") + number % 26)


def _sizes(chance: random.Random) -> list[int]:
    """How many sentences the title and each paragraph have."""
    return [1, *(chance.randint(1, 3) for _ in range(chance.randint(PARAGRAPHS - 2, PARAGRAPHS + 2)))]


def _sentences(tag: str) -> list[str]:
    try:
        return (DATA / f"{SENTENCES[tag]}.txt").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        sys.exit(
            f"no sentences to make articles of: {error}\n"
            "Put eng.txt, spa.txt and so on of NTREX-128, line by line, into a folder ntrex-dev/, "
            "and name the folder around it in L10N_TEST_DATA."
        )


def _joined(sentences: Sequence[str], paragraph: Sequence[int]) -> str:
    return " ".join(sentences[number] for number in paragraph)


def _catalog(
    name: Path, tag: Tag, entries: Sequence[Entry], known: Mapping[str, str], chance: random.Random
) -> str:
    fields = header_fields(
        project=name.with_suffix("").as_posix(),
        creation=CREATED,
        language=locale.to_posix(tag),
        plural_forms=locale.plural_forms(tag),
    )
    filled = [_translated(entry, known.get(entry.msgid, ""), chance.random() < 0.05) for entry in entries]
    return Catalog.new(fields, entries=filled).to_bytes().decode()


def _translated(entry: Entry, text: str, stale: bool) -> Entry:
    done = replace(entry, msgstrs=(text,))
    if not (stale and text):
        return done
    return replace(done, flags=("fuzzy",), previous_msgid=entry.msgid.replace("the ", "this ", 1))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Make one project from the command line's arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--locales", default=",".join(LOCALES))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tags = [locale.parse(text) for text in asked.locales.split(",")]
    make_project(asked.folder, asked.articles, tags, asked.seed)


if __name__ == "__main__":
    main()
