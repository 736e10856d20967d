"""Reads TBX, the TermBase eXchange format: ISO 30042:2019, and 30042:2008 as `martif`.

Both styles are read alike: with data categories as attributes (`<termNote type="partOfSpeech">`) or as tags
(`<min:partOfSpeech>`). Of the terms of one concept in one locale the first preferred one is the term, else
the first that is not deprecated; deprecated and superseded ones are forbidden.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from l10n import locale
from l10n.errors import GlossaryError, LocaleError, Location
from l10n.glossary.exchange.cells import GENDERS, Cells, is_acronym, part_of_speech, source_of
from l10n.glossary.exchange.plan import Imported
from l10n.glossary.exchange.table import Cell
from l10n.glossary.exchange.xml_tree import XML_LANG, Element, read_tree
from l10n.glossary.schema import Target, Term, Variant, VariantStatus, frozen
from l10n.model import Tag

_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")

Status = Literal["preferred", "admitted", "forbidden", ""]
_STATUSES: dict[str, Status] = {
    "preferredterm": "preferred",
    "standardizedterm": "preferred",
    "preferred": "preferred",
    "admittedterm": "admitted",
    "admitted": "admitted",
    "deprecatedterm": "forbidden",
    "supersededterm": "forbidden",
    "deprecated": "forbidden",
    "superseded": "forbidden",
    "forbidden": "forbidden",
    "obsolete": "forbidden",
}
"""ISO 30042's values without their `-admn-sts`, and what Weblate and others write."""
_SHORT = frozenset({"abbreviation", "acronym", "initialism", "shortform", "clippedterm"})
"""Term types of what a term may be called once it is known."""
_POS = {"propernoun": "proper noun"}
_NUMBER_ID = re.compile(r"(?:c|tid|eid|entry|term|concept)?[-_.]?\d[\d._-]*", re.IGNORECASE)
"""Ids that programs count up, and that say nothing."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4,6})_")


def read(data: bytes, name: str, source: Tag) -> Imported:
    """The concepts of a TBX file that have a term in the source locale. Raises GlossaryError."""
    root = read_tree(data, name)
    if root.name not in ("tbx", "martif"):
        raise GlossaryError(
            f"no TBX: the outermost element is <{root.name}>",
            Location(name, root.line, root.column),
            hint="TBX begins with <tbx>, or <martif> in its edition of 2008",
        )
    reader = _Reader(name, source)
    terms = [term for entry in root.below(*_CONCEPTS) for term in reader.concept(entry)]
    reader.cells.raise_faults()
    return Imported(name, tuple(terms), reader.notes())


class _Reader:
    def __init__(self, name: str, source: Tag) -> None:
        self.cells = Cells(name)
        self._source = source
        self._without_source = 0
        self._only_forbidden = 0
        self._unknown: Counter[str] = Counter()

    def notes(self) -> tuple[str, ...]:
        """What could not be taken over."""
        counted = (
            (self._without_source, f"without a term in {self._source}"),
            (self._only_forbidden, "in a locale in which there is none but forbidden terms"),
            *((number, f"in {written!r}, which is no locale") for written, number in self._unknown.items()),
        )
        return tuple(f"left out: {number} {what}" for number, what in counted if number)

    def concept(self, entry: Element) -> Iterator[Term]:
        """The term that a concept is, if it has one in the source locale."""
        sections: dict[Tag, list[Element]] = {}
        for section in entry.below(*_LANGUAGES):
            tag = self._tag(section)
            if tag is not None:
                tag = self._source if source_of(tag, self._source) else tag
                sections.setdefault(tag, []).append(section)
        sources = self._written(sections.pop(self._source, []))
        chosen = _chosen(sources)
        if chosen is None:
            self._without_source += 1
            return
        found = self._term(entry, chosen, [one for one in sources if one is not chosen])
        targets: dict[Tag, Target] = {}
        for tag, inner in sections.items():
            target = self._target(entry, inner, found)
            if target is not None:
                targets[tag] = target
        yield replace(found, targets=frozen(targets))

    def _tag(self, section: Element) -> Tag | None:
        written = section.attributes.get(XML_LANG) or section.attributes.get("lang", "")
        try:
            return locale.parse(written)
        except LocaleError:
            self._unknown[written] += 1
            return None

    def _written(self, sections: list[Element]) -> list["_Written"]:
        found = (_Written(one) for section in sections for one in section.below(*_TERMS))
        return [one for one in found if one.take(self.cells)]

    def _term(self, entry: Element, chosen: "_Written", others: "list[_Written]") -> Term:
        own = list(entry.every(outside=_LANGUAGES))
        everywhere = list(entry.every(outside=_TERMS))
        return Term(
            id=_identifier(entry.attributes.get("id", "")),
            source=chosen.text,
            variants=tuple(Variant(one.text, one.variant, one.note) for one in others),
            gender=chosen.gender,
            pos=part_of_speech(_POS.get(chosen.pos.casefold(), chosen.pos)),
            definition=next((one.text for one in everywhere if one.type == "definition"), ""),
            domain=tuple(dict.fromkeys(one.text for one in own if one.type == "subjectField" and one.text)),
            refs=tuple(
                one.attributes["target"]
                for one in own
                if one.type == "externalCrossReference" and "target" in one.attributes
            ),
            note="\n".join(one.text for one in own if one.name == "note"),
            case=is_acronym(chosen.text),
            line=entry.line,
            column=entry.column,
        )

    def _target(self, entry: Element, sections: list[Element], term: Term) -> Target | None:
        written = self._written(sections)
        chosen = _chosen(written)
        if chosen is None:
            self._only_forbidden += bool(written)
            return None
        above = (*entry.every(outside=_LANGUAGES), *(e for s in sections for e in s.every(outside=_TERMS)))
        kept = chosen.kept or any(map(_keeps, above))
        others = [one for one in written if one is not chosen]
        short = next((one.text for one in others if one.short and one.status != "forbidden"), None)
        return Target(
            term=chosen.text,
            short=short,
            admitted=_texts(one for one in others if one.status != "forbidden" and one.text != short),
            forbidden=_texts(one for one in others if one.status == "forbidden"),
            do_not_translate=kept,
            gender=chosen.gender,
            note=chosen.note,
            case=term.case or kept,
            line=sections[0].line,
            column=sections[0].column,
        )


class _Written:
    """One term section."""

    def __init__(self, section: Element) -> None:
        self._section = section
        inner = list(section.every())
        said = {one.type: one.text for one in reversed(inner)}
        self.status: Status = _STATUSES.get(
            said.get("administrativeStatus", "").casefold().removesuffix("-admn-sts"), ""
        )
        self.short = said.get("termType", "").casefold().replace(" ", "") in _SHORT
        self.pos = said.get("partOfSpeech", "")
        self.gender = GENDERS.get(said.get("grammaticalGender", "").casefold())
        self.note = "\n".join(one.text for one in inner if one.name == "note")
        self.kept = any(map(_keeps, inner))
        self.text = ""

    @property
    def variant(self) -> VariantStatus:
        """What it is as a variant of the source form."""
        if self.status == "forbidden":
            return "deprecated"
        return "short" if self.short else "admitted"

    def take(self, cells: Cells) -> bool:
        """Read the term itself; False where there is none."""
        term = next(self._section.below("term"), None)
        if term is not None:
            self.text = cells.phrase(Cell(term.text, term.line, term.column))
        return bool(self.text)


def _chosen(written: list[_Written]) -> _Written | None:
    usable = [one for one in written if one.status != "forbidden"]
    preferred = (one for one in usable if one.status == "preferred")
    long = (one for one in usable if not one.short and one.status != "admitted")
    return next(preferred, None) or next(long, None) or next(iter(usable), None)


def _texts(written: Iterator[_Written]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in written))


def _keeps(element: Element) -> bool:
    """True for `translationNote` with the value `no`."""
    return element.type.casefold() == "translationnote" and element.text.casefold() == "no"


def _identifier(written: str) -> str:
    """The id without its escapes; "" for one that says nothing, and for one that a glossary cannot have."""
    name = _ESCAPED.sub(_unescaped, written)
    return "" if not name.isprintable() or " " in name or _NUMBER_ID.fullmatch(written) else name


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code <= sys.maxunicode else found[0]
