"""Writes TBX (ISO 30042:2019) in the dialects TBX-Core and TBX-Basic and the styles DCA and DCT."""

import re
from collections.abc import Iterator
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from l10n.glossary.schema import FAULTY, Glossary, Target, Term

Dialect = Literal["core", "basic"]
Style = Literal["dca", "dct"]

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_MIN, _BASIC = "min", "basic"
_MODULES = {_MIN: "http://www.tbxinfo.net/ns/min", _BASIC: "http://www.tbxinfo.net/ns/basic"}
_CATEGORIES = {
    "subjectField": (_MIN, "descrip"),
    "administrativeStatus": (_MIN, "termNote"),
    "partOfSpeech": (_MIN, "termNote"),
    "externalCrossReference": (_MIN, "xref"),
    "definition": (_BASIC, "descrip"),
    "termType": (_BASIC, "termNote"),
    "grammaticalGender": (_BASIC, "termNote"),
    "translationNote": (_BASIC, "termNote"),
}
"""The module of each data category, and the element that holds it in the style DCA.

`translationNote` is in neither module; Weblate and others read it, and TBX has no other word for it.
"""
_GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
_POS = {"proper-noun": "properNoun"}
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(glossary: Glossary, dialect: Dialect, style: Style) -> str:
    """The glossary as TBX; deprecated terms are left out. See `lost` for what TBX has no place for."""
    return "".join(f"{line}\n" for line in _document(glossary, _Writer(dialect, style)))


def _document(glossary: Glossary, writer: "_Writer") -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield writer.root(glossary.source_locale)
    yield "<tbxHeader><fileDesc>"
    yield f"<titleStmt><title>{_text(glossary.name)}</title></titleStmt>"
    yield "<sourceDesc><p>written by l10n</p></sourceDesc>"
    yield "</fileDesc></tbxHeader>"
    yield "<text><body>"
    for term in glossary.terms:
        if term.status != "deprecated":
            yield from writer.concept(term, glossary.source_locale)
    yield "</body></text>"
    yield "</tbx>"


class _Writer:
    def __init__(self, dialect: Dialect, style: Style) -> None:
        self._basic = dialect == "basic"
        self._style = style

    def root(self, source: str) -> str:
        """The opening tag of the document."""
        kind = "TBX-Basic" if self._basic else "TBX-Core"
        modules = _MODULES if self._basic and self._style == "dct" else {}
        spaces = "".join(f" xmlns:{name}={quoteattr(uri)}" for name, uri in modules.items())
        return f'<tbx style="{self._style}" type="{kind}" xml:lang="{source}" xmlns="{_NAMESPACE}"{spaces}>'

    def concept(self, term: Term, source: str) -> Iterator[str]:
        """The lines of a concept."""
        yield f"<conceptEntry id={quoteattr(_identifier(term.id))}>"
        for text in term.domain:
            yield from self._category("subjectField", text)
        yield from self._category("definition", term.definition)
        for ref in term.refs:
            yield from self._category("externalCrossReference", ref, target=ref)
        yield from _note(term.note)
        yield f'<langSec xml:lang="{source}">'
        pos = _POS.get(term.pos or "", term.pos or "")
        gender = _GENDERS.get(term.gender or "", "")
        yield from self._section(
            term.source,
            administrativeStatus="preferredTerm-admn-sts",
            partOfSpeech=pos,
            grammaticalGender=gender,
        )
        for variant in term.variants:
            status = "deprecatedTerm-admn-sts" if variant.status in FAULTY else "admittedTerm-admn-sts"
            kind = "shortForm" if variant.status == "short" else ""
            if self._basic or variant.status not in FAULTY:
                yield from self._section(
                    variant.text, variant.note, administrativeStatus=status, termType=kind
                )
        yield "</langSec>"
        for tag, target in term.targets.items():
            yield f'<langSec xml:lang="{tag}">'
            yield from self._target(target)
            yield "</langSec>"
        yield "</conceptEntry>"

    def _target(self, target: Target) -> Iterator[str]:
        yield from self._section(
            target.term,
            target.note,
            administrativeStatus="preferredTerm-admn-sts",
            grammaticalGender=_GENDERS.get(target.gender or "", ""),
            translationNote="no" if target.do_not_translate else "",
        )
        if target.short is not None:
            yield from self._section(
                target.short, administrativeStatus="admittedTerm-admn-sts", termType="shortForm"
            )
        for text in target.admitted:
            yield from self._section(text, administrativeStatus="admittedTerm-admn-sts")
        for text in target.forbidden if self._basic else ():
            yield from self._section(text, administrativeStatus="deprecatedTerm-admn-sts")

    def _section(self, term: str, note: str = "", **categories: str) -> Iterator[str]:
        yield "<termSec>"
        yield f"<term>{_text(term)}</term>"
        for name, value in categories.items():
            yield from self._category(name, value)
        yield from _note(note)
        yield "</termSec>"

    def _category(self, name: str, value: str, **attributes: str) -> Iterator[str]:
        """A data category; nothing in TBX-Core, which has none."""
        if not self._basic or not value:
            return
        module, element = _CATEGORIES[name]
        more = "".join(f" {key}={quoteattr(_NOT_XML.sub('', text))}" for key, text in attributes.items())
        if self._style == "dct":
            yield f"<{module}:{name}{more}>{_text(value)}</{module}:{name}>"
        else:
            yield f'<{element} type="{name}"{more}>{_text(value)}</{element}>'


def _note(text: str) -> Iterator[str]:
    if text:
        yield f"<note>{_text(text)}</note>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {"\r": "&#13;"})


def _identifier(name: str) -> str:
    """`name` as XML allows it in an id, other characters as `_x0031_` (ISO 9075-14, section 9.1)."""
    escaped = re.sub(r"_(?=x)|[^\w.-]", _escaped, name)
    return escaped if re.match(r"[^\W\d]", escaped) else _escaped(re.match(".", escaped)) + escaped[1:]


def _escaped(found: re.Match[str] | None) -> str:
    assert found is not None
    return f"_x{ord(found[0]):04X}_"


def _has_flags(target: Target) -> bool:
    return target.inflect == "none" or target.required or not target.check


def lost(glossary: Glossary, dialect: Dialect) -> list[str]:
    """What of the glossary the dialect has no place for, a line for each kind."""
    kept = [term for term in glossary.terms if term.status != "deprecated"]
    targets = [target for term in kept for target in term.targets.values()]
    counted = [
        ("deprecated terms", len(glossary.terms) - len(kept)),
        ("kinds", sum(term.kind != "term" for term in kept)),
        ("states of drafts", sum(term.status == "draft" for term in kept)),
        ("`case`", sum(term.case for term in kept)),
        ("`not_before` and `not_after`", sum(bool(term.not_before or term.not_after) for term in kept)),
        ("locales with free translations", sum(len(term.free) for term in kept)),
        ("inflected forms", sum(len(target.forms) for target in targets)),
        ("derived words", sum(len(target.derived) for target in targets)),
        ("patterns (`match`)", sum(target.match is not None for target in targets)),
        ("`inflect`, `required` and `check`", sum(map(_has_flags, targets))),
    ]
    if dialect == "core":
        faulty = sum(variant.status in FAULTY for term in kept for variant in term.variants)
        said = sum(bool(t.definition or t.domain or t.refs or t.pos or t.gender) for t in kept)
        counted += [
            ("forbidden terms", faulty + sum(len(target.forbidden) for target in targets)),
            ("`do_not_translate`", sum(target.do_not_translate for target in targets)),
            ("definitions, subjects and grammar", said),
        ]
    return [
        f"TBX-{dialect.title()} has no place for {what}: {number} left out"
        for what, number in counted
        if number
    ]
