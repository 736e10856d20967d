"""The forms of a term that its glossary lists, right and forbidden, found in translations.

They are found as whole words; capitals do not matter unless the entry says so, or the form is an abbreviation
of up to three letters. A forbidden form is one only
where it stands by itself: inside a longer listed form it is part of that.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from l10n.glossary.pattern import compile_pattern
from l10n.glossary.phrases import Match, Phrase, PhraseIndex
from l10n.glossary.schema import Glossary, Target
from l10n.model import Span, Tag
from l10n.text.protect import protected
from l10n.text.tokens import is_plain, keys, spelling

_SHORT = 3

FormKind = Literal["term", "short", "admitted", "form", "derived", "match", "forbidden"]


@dataclass(frozen=True, slots=True)
class TargetForm:
    """One writing of a term in a locale."""

    owner: str
    """The id of its term."""
    text: str
    kind: FormKind


@dataclass(frozen=True, slots=True)
class TargetHit:
    """A form in a translation."""

    form: TargetForm
    span: Span


def right_forms(target: Target, text: str) -> tuple[TargetHit, ...]:
    """Every listed right form of `target` in `text`, by place, the longest first."""
    return tuple(hit for hit in _hits(_index_of(target), text) if hit.form.kind != "forbidden")


def as_it_stands(target: Target, text: str) -> Span | None:
    """Where `text` has the term letter by letter, where that is the first of its `right_forms` for certain.

    Told by looking for strings, in a fraction of the time it takes to cut the text into words. None where
    the term is not there, and where another form, or the term in other letters, may stand before it.
    """
    term, at = target.term, text.find(target.term)
    end = at + len(term)
    if at < 0 or not (term[0].isalnum() and term[-1].isalnum()):
        return None
    if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or not is_plain(text) or protected(text):
        return None
    first, others = _first_keys(target)
    if first in _folded(text[:at]) or (others and any(map(_folded(text).__contains__, others))):
        return None
    return Span(at, end)


def _folded(text: str) -> str:
    """A plain text in which the key of each of its words can be found."""
    return normalize("NFC", text.casefold())


@lru_cache(maxsize=1 << 14)
def _first_keys(target: Target) -> tuple[str, tuple[str, ...]]:
    """The keys of the first words of the term, and of the other right forms."""
    first, *others = (keys(text)[0] for text in target.right)
    return first, tuple(others)


def matched(target: Target, text: str) -> Span | None:
    """Where the target's `match` pattern fits, the first place; None where it does not, or there is none.

    The pattern is tried on the text as it is spelt: composed, with one kind of apostrophe, nothing invisible.
    """
    if target.match is None:
        return None
    found = compile_pattern(target.match, case=target.case).search(spelling(text))
    return Span(_place(text, found.start()), _place(text, found.end())) if found else None


def _place(text: str, offset: int) -> int:
    """The place in `text` of code point `offset` of its spelling."""
    if len(spelling(text)) == len(text):
        return offset
    return bisect_left(range(len(text)), offset, key=lambda at: len(spelling(text[:at])))


def listed_forms(glossary: Glossary, locale: Tag, text: str) -> tuple[TargetHit, ...]:
    """Every listed form of every term of the locale in `text`, by place: what is right, what is forbidden."""
    return tuple(_hits(_index(glossary, locale), text))


def _hits(index: PhraseIndex[TargetForm], text: str) -> Iterator[TargetHit]:
    found = list(index.every(text))
    for match in found:
        form = match.phrase.payload
        if form.kind != "forbidden" or not any(_inside(match, other) for other in found):
            yield TargetHit(form, match.span)


def _inside(match: Match[TargetForm], other: Match[TargetForm]) -> bool:
    inner, outer = match.span, other.span
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


@lru_cache(maxsize=64)
def _index(glossary: Glossary, locale: Tag) -> PhraseIndex[TargetForm]:
    return PhraseIndex(
        phrase
        for term in glossary.terms
        if term.status != "deprecated" and locale in term.targets
        for phrase in _phrases(term.id, term.targets[locale])
    )


@lru_cache(maxsize=1 << 14)
def _index_of(target: Target) -> PhraseIndex[TargetForm]:
    return PhraseIndex(_phrases("", target))


def _phrases(owner: str, target: Target) -> Iterator[Phrase[TargetForm]]:
    kinds: tuple[tuple[FormKind, tuple[str, ...]], ...] = (
        ("term", (target.term,)),
        ("short", () if target.short is None else (target.short,)),
        ("admitted", target.admitted),
        ("form", target.forms),
        ("derived", target.derived),
    )
    right = [(text, kind) for kind, texts in kinds for text in texts]
    for text, kind in right:
        yield Phrase(text, target.case or _soon_another(text), TargetForm(owner, text, kind))
    right_keys = {keys(text) for text, _ in right}
    for text in target.forbidden:
        # What differs from a right form in nothing but capitals is forbidden for its capitals.
        case = target.case or keys(text) in right_keys
        yield Phrase(text, case, TargetForm(owner, text, "forbidden"))


def _soon_another(text: str) -> bool:
    """True for a short abbreviation, which in small letters is a common word: `SAD`, `WHO`."""
    return len(text) <= _SHORT and text.isupper()
