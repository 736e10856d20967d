"""Where a glossary that can be read contradicts itself."""

from collections.abc import Iterator

from l10n.errors import Location
from l10n.glossary.lint_targets import Objection, target_objections
from l10n.glossary.schema import FAULTY, Glossary, Term
from l10n.model import Finding, Severity
from l10n.text.homoglyphs import mixed_words
from l10n.text.tokens import keys, spellings

RULE_ID = "glossary-contradiction"
"""What the findings are called; `l10n.checks.glossaries` declares the rule."""


def lint(glossary: Glossary) -> list[Finding]:
    """The contradictions of the glossary, in the order of the file.

    Errors are what can never hold: a form both right and forbidden, a term that is never found, one that is
    not translated and yet differs from its source, a writing in letters of two scripts, a variant that is
    another term's source form or variant, or its own term's. Warnings are what would object to something
    right: a forbidden form that is an inflected form too. Notes are what is in order and easily misread.
    """
    found = [*_variants(glossary), *_sources(glossary)]
    for term in glossary.terms:
        for locale, target in term.targets.items():
            place = Location(glossary.name, target.line, target.column)
            found += [_finding(place, one) for one in target_objections(term, locale, target)]
    return sorted(found, key=lambda one: (one.where.line or 0, one.where.column or 0, one.evidence))


def _finding(where: Location, objection: Objection) -> Finding:
    return Finding(RULE_ID, objection.severity, where, objection.message, evidence=objection.form)


def _sources(glossary: Glossary) -> Iterator[Finding]:
    """Right writings in letters of two scripts; a listed misspelling may have them."""
    for term in glossary.terms:
        right = (term.source, *(one.text for one in term.variants if one.status not in FAULTY))
        for text in right:
            for word in mixed_words(text):
                hint = f": write “{word.suggestion}”" if word.suggestion else ""
                message = f"`{term.id}`: “{text}” mixes letters of two scripts{hint}"
                place = Location(glossary.name, term.line, term.column)
                yield _finding(place, Objection(text, message, Severity.ERROR))


def _variants(glossary: Glossary) -> Iterator[Finding]:
    """Variants that can never be found, since the same words belong to something else already."""
    owners: dict[tuple[str, ...], list[tuple[Term, str]]] = {}
    for term in glossary.terms:
        owners.setdefault(keys(term.source), []).append((term, term.source))
    for term in glossary.terms:
        for variant in term.variants:
            others = owners.setdefault(keys(variant.text), [])
            for other, text in others:
                if not _apart(term, variant.text, other, text):
                    what = "its own source form" if other is term else f"a form of `{other.id}`"
                    message = f"`{term.id}`: the variant “{variant.text}” is {what} too"
                    place = Location(glossary.name, term.line, term.column)
                    yield _finding(place, Objection(variant.text, message, Severity.ERROR))
                    break
            others.append((term, variant.text))


def _apart(term: Term, text: str, other: Term, other_text: str) -> bool:
    """True where capitals tell the two writings apart."""
    return term.case and other.case and spellings(text) != spellings(other_text)
