"""Made-up news catalogs of any size, English to Serbian in Cyrillic, out of NTREX-128 sentences.

Every text is a chain of words that follow each other in the news, so all differ and all look like news (what
a translation says does not matter here). One entry in ten is fuzzy with its previous source text; all have
references, some have comments.
"""

import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from l10n.catalog.po import Catalog
from l10n.model import Entry

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data"))

_FIELDS = {
    "Project-Id-Version": "news 1",
    "Report-Msgid-Bugs-To": "",
    "POT-Creation-Date": "2026-01-02 03:04+0000",
    "PO-Revision-Date": "2026-01-02 03:04+0000",
    "Last-Translator": "Automatically generated",
    "Language-Team": "none",
    "Language": "sr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
    "n%100>=20) ? 1 : 2);",
}


def sentences() -> list[tuple[str, str]]:
    """The English sentences and their Serbian translations. Ends the program where they are not there."""
    try:
        english, serbian = (
            (DATA / "ntrex-dev" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
            for name in ("eng", "srp-Cyrl")
        )
    except OSError as error:
        sys.exit(
            f"no sentences to make catalogs of: {error}\n"
            "Put eng.txt and srp-Cyrl.txt of NTREX-128, line by line, into a folder ntrex-dev/, "
            "and name the folder around it in L10N_TEST_DATA."
        )
    pairs = zip(english, serbian, strict=True)
    return [(en, sr) for en, sr in pairs if len(en.split()) >= 8 and len(sr.split()) >= 6]


def catalog(entries: tuple[Entry, ...], *, template: bool = False) -> Catalog:
    """A catalog of these entries, or a template."""
    return Catalog.new(_FIELDS, ["News, made up."], entries, fuzzy=template)


def news(count: int, seed: int) -> tuple[Entry, ...]:
    """`count` different entries."""
    chance = random.Random(seed)  # noqa: S311 - measured, not kept secret
    english, serbian = (_Writer(texts, chance) for texts in zip(*sentences(), strict=True))
    entries: dict[str, Entry] = {}
    while len(entries) < count:
        length = chance.randrange(4, 14)
        msgid, msgstr = english.sentence(length), serbian.sentence(length)
        place = len(entries) // 17
        entry = Entry(
            msgid,
            (msgstr,),
            comments=("проверити имена",) if chance.random() < 0.05 else (),
            extracted=("paragraph",),
            references=(f"source/{2026 - place % 5}/{place:05}.md",),
        )
        if chance.random() < 0.1:
            old = _reworded(msgid, chance)
            entry = replace(entry, flags=("fuzzy",), previous_msgid=old)
        entries.setdefault(msgid, entry)
    return tuple(entries.values())


@dataclass(frozen=True, slots=True)
class Edited:
    """A template after an edit, and what became of the old source texts."""

    entries: tuple[Entry, ...]
    reworded: dict[str, str]
    """New source text to the one that it was edited from."""
    added: frozenset[str]
    """Source texts that have nothing to do with any old one."""


def edited(entries: tuple[Entry, ...], seed: int) -> Edited:
    """1 % reworded by a word, 0.5 % removed, 0.5 % new, at least one of each."""
    chance = random.Random(seed)  # noqa: S311
    some = max(1, len(entries) // 200)
    picked = chance.sample(range(len(entries)), 3 * some)
    changed, removed = set(picked[: 2 * some]), set(picked[2 * some :])
    reworded: dict[str, str] = {}
    after: list[Entry] = []
    for at, entry in enumerate(entries):
        if at in removed:
            continue
        msgid = entry.msgid
        if at in changed:
            msgid = _reworded(msgid, chance)
            reworded[msgid] = entry.msgid
        after.append(Entry(msgid, extracted=entry.extracted, references=entry.references))
    added = _invented(some, chance)
    for msgid in added:
        after.insert(chance.randrange(len(after)), Entry(msgid, references=("source/new.md",)))
    return Edited(tuple(after), reworded, frozenset(added))


class _Writer:
    """Writes sentences of a language: each word has followed the one before it somewhere in the news."""

    def __init__(self, sentences: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        self._followers: dict[str, list[str]] = {}
        for sentence in sentences:
            for word, follower in pairwise(["", *sentence.split(" "), ""]):
                self._followers.setdefault(word, []).append(follower)

    def sentence(self, length: int) -> str:
        """At least `length` words, and then on to where a sentence ends."""
        words: list[str] = []
        while len(words) < length:
            word = ""
            while word := self._chance.choice(self._followers[word]):
                words.append(word)
        return " ".join(words)


def _reworded(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(1, len(words))] = chance.choice(
        ["nevertheless", "police", "yesterday", "three", "harbour"]
    )
    return " ".join(words)


def _invented(count: int, chance: random.Random) -> list[str]:
    """Source texts unlike any sentence: words of many, in an order that nobody wrote."""
    words = [word for english, _ in sentences() for word in english.split(" ")]
    return [" ".join(chance.sample(words, chance.randrange(8, 30))) for _ in range(count)]
