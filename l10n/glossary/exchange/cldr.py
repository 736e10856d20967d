"""Names that CLDR knows in every locale: territories, languages, currencies, with what else they are called.

CLDR's names are made for menus: `Myanmar (Burma)`, `Bosnia & Herzegovina`. Running text has one half or the
other, and `and`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from l10n import locale
from l10n.glossary.exchange.cells import is_acronym
from l10n.glossary.exchange.plan import Imported
from l10n.glossary.match import find_terms
from l10n.glossary.schema import Glossary, Target, Term, TermKind, Variant, frozen
from l10n.locale import Subject
from l10n.model import Tag

SUBJECTS: tuple[Subject, ...] = get_args(Subject)

_ENGLISH: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE",),
    "BA": ("Bosnia",),
    "CD": ("Democratic Republic of the Congo", "DR Congo"),
    "CG": ("Republic of the Congo",),
    "CI": ("Ivory Coast",),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic",),
    "EU": ("EU",),
    "GB": ("UK", "U.K."),
    "PS": ("Palestine",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "UN": ("UN", "U.N."),
    "US": ("US", "U.S.", "USA"),
    "VA": ("Vatican",),
}
"""What English texts call territories besides; most are short or variant names in CLDR, which Babel's
copy of its data leaves out."""
_SHORT: Mapping[str, Mapping[str, str]] = {
    "US": {
        "bg": "САЩ", "bs": "SAD", "cnr": "SAD", "de": "USA", "el": "ΗΠΑ", "es": "EE. UU.", "hr": "SAD",
        "it": "USA", "mk": "САД", "nl": "VS", "pl": "USA", "pt": "EUA", "ro": "SUA", "sl": "ZDA",
        "sq": "SHBA", "sr": "САД", "sr-Latn": "SAD", "tr": "ABD",
    },
    "EU": {
        "bg": "ЕС", "bs": "EU", "cnr": "EU", "de": "EU", "el": "ΕΕ", "es": "UE", "fr": "UE", "hr": "EU",
        "it": "UE", "mk": "ЕУ", "nl": "EU", "pl": "UE", "pt": "UE", "ro": "UE", "sl": "EU", "sq": "BE",
        "sr": "ЕУ", "sr-Latn": "EU", "tr": "AB",
    },
    "UN": {
        "bg": "ООН", "bs": "UN", "cnr": "UN", "de": "UN", "el": "ΟΗΕ", "es": "ONU", "fr": "ONU", "hr": "UN",
        "it": "ONU", "mk": "ОН", "nl": "VN", "pl": "ONZ", "pt": "ONU", "ro": "ONU", "sl": "OZN", "sq": "OKB",
        "sr": "УН", "sr-Latn": "UN", "tr": "BM",
    },
}  # fmt: skip
"""Abbreviations in common use, which CLDR's data has for few locales."""
_WORDS = frozenset({"China", "Chad", "Guinea", "Jersey", "Polish", "Turkey"})
"""English names that are other words in small letters."""
_LEFT_OUT = frozenset({"HK", "MO"})
"""Whose names in menus, `SAR` and China's name included, are in no text."""
_HALVES = re.compile(r"(?P<name>[^()]+?) \((?P<other>[^()]+)\)")


def seed(
    source: Tag, targets: Sequence[Tag], subjects: Sequence[Subject], texts: Iterable[str] | None
) -> Imported:
    """CLDR's names of those subjects in `source` and every target that CLDR knows.

    Only those that stand in `texts`, unless that is None.
    """
    terms = [term for subject in subjects for term in _terms(subject, source, targets)]
    if texts is not None:
        seen = _standing(terms, source, texts)
        terms = [term for term in terms if term.id in seen]
    unique = {term.source: term for term in reversed(terms)}
    return Imported("CLDR", tuple(reversed([replace(term, id="") for term in unique.values()])))


def _terms(subject: Subject, source: Tag, targets: Sequence[Tag]) -> Iterator[Term]:
    english = locale.language(source) == "en"
    localized = {tag: locale.names(tag, subject) for tag in targets}
    for code, name in locale.names(source, subject).items():
        if code in _LEFT_OUT and subject == "territories":
            continue
        text, others = _names(subject, source, name)
        more = _ENGLISH.get(code, ()) if english and subject == "territories" else ()
        case = is_acronym(text) or not _WORDS.isdisjoint((text, *more))
        found = {
            tag: _target(subject, tag, code, names[code], case)
            for tag, names in localized.items()
            if code in names
        }
        if found:
            variants = dict.fromkeys((*others, *more))
            yield Term(
                id=f"{subject}:{code}",
                source=text,
                variants=tuple(Variant(one, "admitted") for one in variants if one != text),
                kind=_kind(subject, code),
                case=case,
                targets=frozen(found),
            )


def _kind(subject: Subject, code: str) -> TermKind:
    if subject == "territories":
        return "org" if code in ("EU", "UN") else "place"
    return "term"


def _target(subject: Subject, tag: Tag, code: str, name: str, case: bool) -> Target:
    text, others = _names(subject, tag, name)
    short = _SHORT.get(code, {}).get(tag, "") if subject == "territories" else ""
    admitted = dict.fromkeys(one for one in (*others, short) if one and one != text)
    return Target(text, admitted=tuple(admitted), case=case)


def _names(subject: Subject, tag: Tag, name: str) -> tuple[str, tuple[str, ...]]:
    """The name for running text, and what else it is called: the other half, `and` for `&`, `Saint`."""
    halves = _HALVES.fullmatch(name)
    text, others = (halves["name"], [halves["other"]]) if halves else (name, [])
    if subject == "territories" and locale.language(tag) == "en":
        written = text.replace(" & ", " and ").replace("St. ", "Saint ")
        others += [written] if written != text else []
    return text, tuple(others)


def _standing(terms: Sequence[Term], source: Tag, texts: Iterable[str]) -> set[str]:
    """The ids of the terms that stand in `texts`, by any of their names."""
    named = Glossary("CLDR", source, tuple(terms))
    return {hit.term.id for text in texts for hit in find_terms(named, text)}
