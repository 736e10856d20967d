"""The terms that matching is measured with: a list of translated terms, and CLDR's names of territories.

Nothing is admitted by hand: a target is the one name of the list or of CLDR. Where CLDR has two in one, as
`Myanmar (Burma)`, either will do in English and in the locale.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.glossary_english import otherwise
from l10n.glossary.match import find_terms
from l10n.glossary.schema import Glossary, Target, Term, Variant, frozen
from l10n.model import Tag
from l10n.text.script import to_latin

LOCALES = {
    "srp-Cyrl": Tag("sr"),
    "srp-Latn": Tag("sr-Latn"),
    "hrv": Tag("hr"),
    "bos": Tag("bs"),
    "mkd": Tag("mk"),
    "sqi": Tag("sq"),
    "spa": Tag("es"),
    "fra": Tag("fr"),
    "ita": Tag("it"),
}
"""The data's languages, and what they are called here."""

AMBIGUOUS = frozenset({"Chad", "Georgia", "Jersey", "Jordan", "St. Martin"})
"""English names that are often somebody or something else: Chad and Jordan are given names, Georgia is one
and a state of the USA, Jersey is half of New Jersey, St. Martin is a saint and two territories."""
_NO_TERRITORY = frozenset({"QO", "XA", "XB", "ZZ"})
"""CLDR's codes for what is none: outlying islands taken together, two tests, the unknown."""
_IN_BRACKETS = re.compile(r"(.+) \((.+)\)")


@dataclass(frozen=True, slots=True)
class Data:
    """One folder of sentences that are each other's translations, with the terms."""

    english: Sequence[str]
    """The sentences, in file order."""
    translations: dict[Tag, Sequence[str]]
    """By locale, line by line with `english`."""
    glossary: Glossary
    found: Sequence[tuple[Term, ...]]
    """By sentence: the terms in its English, each once, by place."""

    absent: Sequence[tuple[Term, ...]]
    """By sentence that has a territory: the territories that it does not have by any name; else none."""


def read(folder: Path) -> Data:
    """The data of `folder`: `eng.txt`, a file for each of `LOCALES`, and `terms.tsv`."""
    english = _lines(folder / "eng.txt")
    translations = {locale: _lines(folder / f"{name}.txt") for name, locale in LOCALES.items()}
    listed = list(_listed(folder / "terms.tsv"))
    known = {term.source.casefold() for term in listed}
    territories = [term for term in _territories() if term.source.casefold() not in known]
    glossary = Glossary("terms", Tag("en"), (*listed, *territories))
    found = [
        tuple({hit.term.id: hit.term for hit in find_terms(glossary, line)}.values()) for line in english
    ]
    places = [term for term in territories if term.status != "deprecated"]
    absent = [_absent(line, terms, places) for line, terms in zip(english, found, strict=True)]
    return Data(english, translations, glossary, found, absent)


def _absent(english: str, terms: Sequence[Term], places: Sequence[Term]) -> tuple[Term, ...]:
    here = {term.id for term in terms if term.kind == "place"}
    if not here:
        return ()
    return tuple(place for place in places if place.id not in here and not otherwise(place.source, english))


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8").splitlines()


def _listed(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            targets = {locale: _listed_target(row, name) for name, locale in LOCALES.items()}
            yield _term(row["source"], (), targets, kind="term")


def _listed_target(row: dict[str, str], name: str) -> Target:
    """The list has Serbian in Cyrillic, from which Latin follows."""
    return Target(row[name] if name in row else to_latin(row["srp-Cyrl"]))


def _territories() -> Iterator[Term]:
    from babel import Locale

    tables = {locale: Locale.parse(locale.replace("-", "_")).territories for locale in LOCALES.values()}
    for code, name in Locale.parse("en").territories.items():
        if len(code) != 2 or code in _NO_TERRITORY or not all(code in table for table in tables.values()):
            continue
        source, *others = _names(name, keep=True)
        targets = {}
        for locale, table in tables.items():
            term, *admitted = _names(table[code], keep=bool(others))
            targets[locale] = Target(term, admitted=tuple(admitted))
        yield _term(source, (*others, *_in_prose(source)), targets, kind="place")


def _names(name: str, *, keep: bool) -> list[str]:
    """The name before the brackets, and, to `keep`, the other in them, which else tells homonyms apart."""
    found = _IN_BRACKETS.fullmatch(name)
    if found is None:
        return [name]
    return [found[1], found[2]] if keep else [found[1]]


def _in_prose(source: str) -> Iterator[str]:
    """How English prose has what CLDR writes for menus."""
    for short, long in (("&", "and"), ("St.", "Saint"), ("U.S.", "US")):
        if short in source:
            yield source.replace(short, long)


def _term(source: str, others: tuple[str, ...], targets: dict[Tag, Target], *, kind: str) -> Term:
    place = kind == "place"
    return Term(
        id=source,
        source=source,
        variants=tuple(Variant(other, "admitted") for other in others),
        kind="place" if place else "term",
        status="deprecated" if source in AMBIGUOUS else "approved",
        # New Mexico and Mexico City are other places; so it is with every country.
        not_after=("New",) if place else (),
        not_before=("City",) if place else (),
        targets=frozen(targets),
    )
