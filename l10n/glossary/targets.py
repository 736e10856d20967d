"""What translations hold of the glossary's terms: listed forms, right and forbidden.

A forbidden form is one only where it stands by itself. Inside a longer form that is right, in whatever case
its language wants, it is part of that.
"""

from collections.abc import Iterator

from l10n.glossary.listed import TargetForm, TargetHit, listed_forms, matched, right_forms
from l10n.glossary.recognition import inflected_places
from l10n.glossary.schema import Glossary, Target
from l10n.model import Span, Tag

__all__ = ["TargetForm", "TargetHit", "target_forms", "target_found"]


def target_found(target: Target, text: str) -> TargetForm | None:
    """The first listed right form of `target` in `text`, the longest there; None where there is none.

    Listed forms go before the `match` pattern; words are not inflected.
    """
    forms = (hit.form for hit in right_forms(target, text))
    return next(forms, None) or _matched(target, text)


def _matched(target: Target, text: str) -> TargetForm | None:
    span = matched(target, text)
    return TargetForm("", text[span.start : span.end], "match") if span else None


def target_forms(glossary: Glossary, locale: Tag, text: str) -> tuple[TargetHit, ...]:
    """Every listed form of every term of the locale in `text`, by place: what is right, what is forbidden.

    Forbidden forms inside a longer form, listed or inflected, are left out. Patterns are not tried.
    """
    hits = listed_forms(glossary, locale, text)
    if not any(hit.form.kind == "forbidden" for hit in hits):
        return hits
    longer = list(_inflected(glossary, locale, text))
    return tuple(
        hit for hit in hits if hit.form.kind != "forbidden" or not any(_inside(hit.span, o) for o in longer)
    )


def _inflected(glossary: Glossary, locale: Tag, text: str) -> Iterator[Span]:
    for term in glossary.terms:
        if term.status != "deprecated":
            yield from inflected_places(term, locale, text)


def _inside(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end
