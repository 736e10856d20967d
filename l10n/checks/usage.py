"""What became of the glossary's terms in a catalog's translations: what all rules about terms start from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from l10n.checks.context import CatalogContext, Pair
from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.recognition import Recognition, recognised
from l10n.glossary.schema import Glossary, Target, Term
from l10n.glossary.targets import TargetHit, target_forms
from l10n.model import Severity, Span


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """A term in a source text, and what its translation has for it. Compared by identity."""

    pair: Pair
    term: Term
    target: Target
    written: str
    """The term as the source text writes it, where it stands first."""
    found: Recognition | None
    """The right form that the translation holds, the surest."""
    forbidden: tuple[TargetHit, ...]
    """The forbidden forms of the term that it holds, by place, but for those within a right form."""
    taken: tuple[Span, ...]
    """The places in the translation of all terms that were found in it."""


@lru_cache(maxsize=2)
def usages(context: CatalogContext) -> tuple[Usage, ...]:
    """The usages in the catalog's rendered translations, in their order, each term once a translation."""
    if context.glossary is None:
        return ()
    glossary = context.glossary
    return tuple(
        [
            usage
            for pair in context.pairs
            if (hits := find_terms(glossary, pair.source.text))
            for usage in _of(context, glossary, pair, hits)
        ]
    )


def _of(
    context: CatalogContext, glossary: Glossary, pair: Pair, found_terms: Iterable[TermHit]
) -> Iterator[Usage]:
    source, translation = pair.source.text, pair.translation.text
    hits: dict[str, TermHit] = {}
    for hit in found_terms:
        if context.locale in hit.term.targets:
            hits.setdefault(hit.term.id, hit)
    if not hits:
        return
    found = {name: recognised(hit.term, context.locale, translation) for name, hit in hits.items()}
    taken = tuple(one.span for one in found.values() if one)
    wrong: tuple[TargetHit, ...] = ()
    if any(hit.term.targets[context.locale].forbidden for hit in hits.values()):
        forms = target_forms(glossary, context.locale, translation)
        wrong = tuple(
            form for form in forms if form.form.kind == "forbidden" and not _within(form.span, taken)
        )
    for name, one in hits.items():
        target = one.term.targets[context.locale]
        if not target.check:
            continue
        yield Usage(
            pair,
            one.term,
            target,
            source[one.span.start : one.span.end],
            found[name],
            tuple(hit for hit in wrong if hit.form.owner == name),
            taken,
        )


def _within(span: Span, others: tuple[Span, ...]) -> bool:
    """True for a part of one of the others."""
    return any(other != span and other.start <= span.start and span.end <= other.end for other in others)


def eased(term: Term, severity: Severity) -> Severity:
    """A draft's findings are notes: nobody has approved the entry yet."""
    return Severity.NOTE if term.status == "draft" else severity
