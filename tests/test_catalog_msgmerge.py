"""Merging edited articles, compared with `msgmerge --previous`: real news, made-up edits."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import pytest

from gettext_tools import HEADER, run
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
from l10n.catalog.template import template_catalog
from l10n.model import Entry


@dataclass(frozen=True)
class Case:
    """One article before and after an author worked on it."""

    old: Catalog
    new: tuple[str, ...]
    """The texts of the new article, in order."""
    origin: Mapping[str, str | None]
    """The old text that each new one was edited from; None for an added one. Lacks unchanged texts."""


@dataclass
class Score:
    right: int = 0
    """Edited texts that got their own old translation, fuzzy and with the old source text."""
    wrong: int = 0
    """Edited or added texts that got another translation."""


def documents(folder: Path, locale: str) -> list[dict[str, str]]:
    """English to translation, one dictionary for each article."""
    ids, source, target = (
        (folder / name).read_text("utf-8").splitlines()
        for name in ("document-ids.txt", "eng.txt", f"{locale}.txt")
    )
    rows = zip(ids, source, target, strict=True)
    return [{row[1]: row[2] for row in group} for _, group in groupby(rows, key=lambda row: row[0])]


def typo(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def one_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(["spokesman", "in", "Tuesday", "42", "allegedly"])
    return " ".join(words)


def edited(pairs: Mapping[str, str], added: Sequence[str], chance: random.Random) -> Case:
    """Each article gets an edit of every kind: typo, word, deletion, move, addition."""
    texts = list(pairs)
    old = Catalog.new(HEADER, entries=[Entry(text, (pairs[text],)) for text in texts])
    origin: dict[str, str | None] = {}
    places = chance.sample(range(len(texts)), min(len(texts), 5))
    for edit, at in zip((typo, one_word, one_word, typo), places[1:], strict=False):
        new = edit(texts[at], chance)
        if new not in pairs:
            origin[new], texts[at] = texts[at], new
    del texts[places[0]]
    texts.insert(chance.randrange(len(texts)), texts.pop(chance.randrange(len(texts))))
    for text in added:
        origin[text] = None
        texts.insert(chance.randrange(len(texts)), text)
    return Case(old, tuple(texts), origin)


def count(case: Case, merged: Catalog, score: Score) -> None:
    for text, before in case.origin.items():
        entry = merged.get(text)
        assert entry is not None
        if not entry.msgstr:
            continue
        own = case.old.get(before) if before is not None else None
        right = own is not None and entry == replace(
            own, msgid=text, flags=("fuzzy",), previous_msgid=before, comments=entry.comments
        )
        score.right += right
        score.wrong += not right


@pytest.mark.needs_gettext
def test_as_many_edits_are_recovered_and_no_more_are_mistaken(
    shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    chance = random.Random(20260102)
    articles = documents(shared_data("ntrex-dev"), "srp-Cyrl")
    ours, theirs, edits = Score(), Score(), 0
    for at, pairs in enumerate(articles):
        case = edited(pairs, chance.sample(list(articles[at - 1]), 2), chance)
        template = template_catalog([Entry(text) for text in case.new], HEADER)
        (tmp_path / "old.po").write_bytes(case.old.to_bytes())
        (tmp_path / "new.pot").write_bytes(template.to_bytes())
        done = run("msgmerge", "--previous", "--quiet", "old.po", "new.pot", folder=tmp_path)
        count(case, merge(case.old, template.active), ours)
        count(case, Catalog.parse(done, "old.po"), theirs)
        edits += sum(before is not None for before in case.origin.values())
    assert ours.right >= theirs.right
    assert ours.wrong <= theirs.wrong
    assert ours.right >= 0.99 * edits
