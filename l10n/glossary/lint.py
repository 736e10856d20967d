"""Where a glossary that can be read contradicts itself."""

from collections.abc import Iterator

from l10n.errors import Location
from l10n.glossary.pattern import compile_pattern
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import target_found
from l10n.model import Finding, Severity, Tag
from l10n.text.tokens import keys, spelling, spellings

RULE_ID = "glossary-contradiction"
"""What the findings are called; `l10n.checks.glossaries` declares the rule."""


def lint(glossary: Glossary) -> list[Finding]:
    """The contradictions of the glossary, in the order of the file; all are errors.

    A form both right and forbidden; a term its own matcher does not find; a term that is not translated and
    yet differs from its source; a variant that is another term's source form or variant, or its own term's.
    """
    found = [*_variants(glossary)]
    for term in glossary.terms:
        for locale, target in term.targets.items():
            place = Location(glossary.name, target.line, target.column)
            found += [_finding(place, text, message) for text, message in _target(term, locale, target)]
    return sorted(found, key=lambda one: (one.where.line or 0, one.where.column or 0, one.evidence))


def _finding(where: Location, evidence: str, message: str) -> Finding:
    return Finding(RULE_ID, Severity.ERROR, where, message, evidence=evidence)


def _target(term: Term, locale: Tag, target: Target) -> Iterator[tuple[str, str]]:
    """The form objected to, and why."""
    name = f"`{term.id}` in {locale}"
    right = [spellings(form) for form in target.right]
    for form in target.forbidden:
        if spellings(form) in right:
            yield form, f"{name}: “{form}” is both a right form and forbidden"
    for form in target.right:
        if target_found(target, form) is None:
            yield form, f"{name}: “{form}” is never found: all of it is code, an address or a placeholder"
    if target.match is not None:
        pattern = compile_pattern(target.match, case=target.case)
        if pattern.search(spelling(target.term)) is None:
            yield target.term, f"{name}: the pattern in `match` does not match the term “{target.term}”"
    if target.do_not_translate and spellings(target.term) != spellings(term.source):
        yield (
            target.term,
            f"{name}: not to be translated, but “{target.term}” is not the source “{term.source}”",
        )


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
                    yield _finding(
                        Location(glossary.name, term.line, term.column),
                        variant.text,
                        f"`{term.id}`: the variant “{variant.text}” is {what} too",
                    )
                    break
            others.append((term, variant.text))


def _apart(term: Term, text: str, other: Term, other_text: str) -> bool:
    """True where capitals tell the two writings apart."""
    return term.case and other.case and spellings(text) != spellings(other_text)
