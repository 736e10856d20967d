"""Reads the languages' files. What is wrong with one is a ValueError that names the file and the place."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from l10n.glossary.inflection.language import Change, Language, Paradigm, Shape, Sort
from l10n.text.tokens import word_key

SHARED = {"bs": "hbs", "cnr": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs"}
"""Languages whose endings are in one file."""

_TOP = {"name", "sources", "letters", "same", "change", "paradigm", "derivation"}
_TOP |= {"romanised", "capital_nouns", "joint", "lemmatizer", "particles"}
_PARADIGM = {"words", "except", "changes", "of", "example", "capital"}
_SORTS: Mapping[str, Sort] = {"names": "name", "parts": "part", "words": "word"}
_ValueT = TypeVar("_ValueT")
_QUANTIFIERS = "+*?"
_NOT_LETTERS = f"{_QUANTIFIERS}^"
_BEGINNINGS = {"-": "$", "*": ""}
"""How `before` writes the ending that is nothing, and every ending."""


def language_of(code: str) -> Language | None:
    """The endings of a language (`sr`); None where there is no file of it.

    Raises ValueError for a file that is not written as README.md there says.
    """
    return _language_in(f"{SHARED.get(code, code)}.toml")


@cache
def _language_in(name: str) -> Language | None:
    """What the file of that name describes: once for all languages that share it."""
    file = files("l10n.glossary.inflection") / name
    if not file.is_file():
        return None
    return parse_language(file.read_text(encoding="utf-8"), name)


def parse_language(text: str, name: str) -> Language:
    """The language that `text` describes; `name` is what faults call the file. Raises ValueError."""
    try:
        return _Reader(tomllib.loads(text)).language()
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{name}: {error}") from error


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        _require_known(data, _TOP, "the file")
        self._data = data
        self._letters = {letter: _alternatives(value) for letter, value in data.get("letters", {}).items()}
        self._changes = {name: self._change(name, table) for name, table in data.get("change", {}).items()}

    def language(self) -> Language:
        data = self._data
        return Language(
            name=data["name"],
            paradigms=tuple(self._paradigm(table, "endings") for table in data.get("paradigm", ())),
            derivations=tuple(self._paradigm(table, "makes") for table in data.get("derivation", ())),
            romanised=data.get("romanised", False),
            capital_nouns=data.get("capital_nouns", False),
            lemmatizer=data.get("lemmatizer"),
            joint=data.get("joint"),
            particles=frozenset(map(word_key, data.get("particles", "").split())),
            same=tuple(data.get("same", {}).items()),
        )

    def _paradigm(self, table: Mapping[str, Any], endings: str) -> Paradigm:
        _require_known(table, {*_PARADIGM, endings}, f"words “{table['words']}”")
        return Paradigm(
            words=self._shapes(table["words"]),
            exceptions=self._shapes(table.get("except", "")),
            endings=tuple("" if ending == "-" else word_key(ending) for ending in table[endings].split()),
            changes=tuple(
                _named(name, self._changes, "no change is called")
                for name in table.get("changes", "").split()
            ),
            sort=_named(table["of"], _SORTS, "neither names nor parts nor words:") if "of" in table else None,
            capital=table.get("capital"),
            example=table.get("example", ""),
        )

    def _shapes(self, texts: str) -> tuple[Shape, ...]:
        return tuple(self._shape(text) for text in texts.split())

    def _shape(self, text: str) -> Shape:
        stem, bar, ending = text.partition("|")
        if not bar:
            raise ValueError(f"“{text}” has no bar between stem and ending")
        start = "" if stem.startswith("^") else ".*"
        pattern = f"({start}{self._regex(stem.removeprefix('^'))}){self._regex(ending)}"
        return Shape(pattern, self._finals(stem + ending))

    def _finals(self, text: str) -> frozenset[str]:
        """The letters that a word which `text` describes may end with; none where that is not as simple."""
        last = text[-1:]
        if not last or last in _NOT_LETTERS:
            return frozenset()
        choices = _choices(self._data["letters"][last]) if last.isupper() else [last]
        return frozenset(word_key(choice)[-1:] for choice in choices)

    def _change(self, name: str, table: Mapping[str, str]) -> Change:
        _require_known(table, {"before", "rewrite"}, f"change {name}")
        before = "|".join(self._beginning(text) for text in table["before"].split())
        return Change(before, tuple(map(self._rewrite, table["rewrite"].split())))

    def _beginning(self, text: str) -> str:
        return _BEGINNINGS[text] if text in _BEGINNINGS else self._regex(text)

    def _rewrite(self, text: str) -> tuple[Shape, str]:
        old, arrow, new = text.partition(">")
        if not arrow:
            raise ValueError(f"“{text}” has no > between old and new")
        return Shape(f"{self._regex(old, group=True)}$", self._finals(old)), self._template(old, new)

    def _template(self, old: str, new: str) -> str:
        """`new` with the number of its group for each class, by the order in `old`."""
        groups = [letter for letter in old if letter in self._letters]
        parts = []
        for letter in new:
            if letter in self._letters:
                if letter not in groups:
                    raise ValueError(f"“{old}>{new}”: {letter} is on the right only")
                at = groups.index(letter)
                groups[at] = ""
                parts.append(f"\\g<{at + 1}>")
            elif letter not in _QUANTIFIERS:
                parts.append(word_key(letter))
        return "".join(parts)

    def _regex(self, text: str, *, group: bool = False) -> str:
        parts: list[str] = []
        for letter in text:
            if letter in _QUANTIFIERS:
                before = parts.pop()
                parts.append(f"{before[:-1]}{letter})" if before.startswith("((") else f"{before}{letter}")
            elif letter.isupper():
                if letter not in self._letters:
                    raise ValueError(f"“{text}”: no letters are given for {letter}")
                parts.append(f"({self._letters[letter]})" if group else self._letters[letter])
            else:
                parts.append(re.escape(word_key(letter)))
        return "".join(parts)


def _named(name: str, known: Mapping[str, _ValueT], fault: str) -> _ValueT:
    if name not in known:
        raise ValueError(f"{fault} “{name}”")
    return known[name]


def _alternatives(value: str) -> str:
    """A pattern for one of some letters."""
    return f"(?:{'|'.join(re.escape(word_key(choice)) for choice in _choices(value))})"


def _choices(value: str) -> list[str]:
    """The letters of a class; those of several characters are parted by spaces."""
    return value.split() if " " in value else list(value)


def _require_known(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    unknown = set(table).difference(known)
    if unknown:
        raise ValueError(f"{where}: what is {', '.join(sorted(unknown))}?")
