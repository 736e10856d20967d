"""What the segmenter has to know of each language, as data: `<language>.txt` in this folder.

Written from knowledge of the languages, their grammars and the style of their newspapers. Anyone may edit the
files: they are UTF-8, `#` begins a comment, `[section]` stands on a line of its own, words are separated by
white space. The sections, none of which has to be there:

    [inside]          end no sentence: titles before names, `e.g.`
    [before numbers]  end no sentence where a number follows: `No. 5`, `p. 12`
    [before names]    end a sentence only where one of the starters follows: `Inc.`, `p.m.`
    [starters]        words that often begin a sentence and are seldom part of a name
    [speech]          verbs after a name that carry a sentence on behind a quotation: “Why?” Lee asked.
    [ordinals]        the most digits that a full stop turns into an ordinal before a capital: `3. Oktober`
    [dates]           `yes` where numbers with a full stop stand before other numbers: `5. 10. 2020.`
    [terminators]     marks that end a sentence in this language alone
    [like]            another language whose file holds too
    [scripts]         `both` where the words in Serbian Cyrillic are also meant in Latin letters

Abbreviations are written with their last full stop. One in small letters is also meant with a capital; one
with a capital only as it is written. A word of the language that may well end a sentence is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from l10n.model import Tag
from l10n.text.capitals import capitalised

_SECTION = re.compile(r"\[(?P<name>[a-z ]+)\]")
_LATIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dž"}
)


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """How full stops that end no sentence look in one language; words as they stand before the full stop."""

    inside: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    """With a capital."""
    speech: frozenset[str] = frozenset()
    ordinals: int = 0
    """Digits."""
    dates: bool = False
    terminators: str = ""
    """Characters, each of which ends a sentence in this language alone."""
    listed: frozenset[str] = field(init=False)
    """All before whose full stop it takes a second look."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "listed", self.inside | self.numbers | self.names)


@cache
def abbreviations(locale: str) -> Abbreviations:
    """What is known of the locale's language, in any spelling (`sr@latin`, `pt_BR`)."""
    return _of_language(re.split("[-_@.]", locale.strip(), maxsplit=1)[0].lower())


@cache
def _of_language(language: str) -> Abbreviations:
    sections = _sections(language)
    every = _sections("any")
    return Abbreviations(
        inside=_both_cases(every["inside"] + sections["inside"]) - _both_cases(sections["before names"]),
        numbers=_both_cases(sections["before numbers"]),
        names=_both_cases(every["before names"] + sections["before names"]),
        starters=frozenset(_capitals(sections["starters"], Tag(language))),
        speech=frozenset(sections["speech"]),
        ordinals=int("".join(sections["ordinals"][:1]) or 0),
        dates="yes" in sections["dates"],
        terminators="".join(sections["terminators"]),
    )


def _sections(language: str) -> Mapping[str, tuple[str, ...]]:
    """The words of each section in the language's file, with those of the languages that it is like."""
    sections: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    path = Path(__file__).parent / f"{language}.txt"
    if not language.isalpha() or not path.is_file():
        return sections
    name = ""
    for line in path.read_text("utf-8").splitlines():
        words = line.partition("#")[0].strip()
        heading = _SECTION.fullmatch(words)
        if heading:
            name = heading["name"]
        else:
            sections[name] += tuple(words.split())
    for other in sections.pop("like", ()):
        for name, inherited in _sections(other).items():
            if name in ("ordinals", "dates", "scripts") and sections[name]:
                continue
            sections[name] += inherited
    if sections.pop("scripts", ()) == ("both",):
        for name in sections:
            sections[name] += tuple(word.translate(_LATIN) for word in sections[name])
    return sections


def _both_cases(words: Iterable[str]) -> frozenset[str]:
    """The abbreviations without their last full stop, as written and with a capital."""
    bare = [word.removesuffix(".") for word in words]
    return frozenset((*bare, *(word[:1].upper() + word[1:] for word in bare)))


def _capitals(words: Iterable[str], language: Tag) -> Iterable[str]:
    for word in words:
        yield capitalised(word, language)
        yield word.upper()
