"""Hides names that never change from an engine that would translate them: Trump is no triumph.

Another name stands in for one that the engine has wrong: a well-known name of the same sort, which most
engines copy and know how to build a sentence around. A marker says less: neither that there is a name, nor
whose, so that "Trump said" may become "Trump dicho".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.engines.sentences import Mark, Sentence
from l10n.engines.terms_places import count, replaced
from l10n.glossary.match import TermHit
from l10n.glossary.schema import Term
from l10n.model import Span
from l10n.text.tokens import keys

_MEN = ("Obama", "Reagan")
_WOMEN = ("Merkel", "Thatcher")
_PEOPLE = ("Clinton", *_MEN)
_PLACES = ("Toronto", "Chicago")
_OTHERS = ("Google", "Microsoft")
"""All written alike in English and most other languages with Latin letters; Apertium has them as names."""

Name = tuple[TermHit, str]
"""Where a name stands in what is asked, and what it is called in the locale."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """A sentence as it is asked, with what stands in for names."""

    sentence: Sentence
    names: tuple[tuple[str, str], ...] = ()
    """(what stands in, for which name of the locale)."""

    def revealed(self, translation: str) -> str | None:
        """`translation` with the names; None unless all that stands in came back, as often as asked."""
        for stand_in, name in self.names:
            times = count(self.sentence.text, stand_in)
            seen = translation.casefold().count(stand_in.casefold())
            if seen != times or count(translation, stand_in) != times:
                return None
            translation = replaced(translation, stand_in, name)
        return translation


def with_stand_ins(disguise: Disguise, names: Sequence[Name]) -> Disguise | None:
    """`disguise` with others in the place of some names, given in order.

    None where one stands within a mark, or there are more than stand-ins for them.
    """
    asked = disguise.sentence.text
    used = set(keys(" ".join((asked, *(name for _, name in (*disguise.names, *names))))))
    given: dict[tuple[str, str], str] = {}
    for hit, name in names:
        known = hit.form.text, name
        if known not in given:
            free = [one for one in _like(hit.term) if used.isdisjoint(keys(one))]
            if not free:
                return None
            given[known] = free[0]
            used.update(keys(free[0]))
    changes = [(hit.span, given[hit.form.text, name]) for hit, name in names]
    sentence = _changed(disguise.sentence, changes, marked=False)
    if sentence is None:
        return None
    return Disguise(sentence, (*disguise.names, *((one, name) for (_, name), one in given.items())))


def _like(term: Term) -> tuple[str, ...]:
    """Names of the same sort."""
    if term.kind == "person":
        return {"m": _MEN, "f": _WOMEN}.get(term.gender or "", _PEOPLE)
    return _PLACES if term.kind == "place" else _OTHERS


def with_masks(disguise: Disguise, names: Sequence[Name]) -> Disguise | None:
    """`disguise` with markers in the place of some names, given in order; None where one is within a mark."""
    changes = [(hit.span, name) for hit, name in names]
    sentence = _changed(disguise.sentence, changes, marked=True)
    return sentence and Disguise(sentence, disguise.names)


def _changed(sentence: Sentence, changes: Sequence[tuple[Span, str]], *, marked: bool) -> Sentence | None:
    """`sentence` with other text in the place of spans, in order, each perhaps a mark of its own.

    None where a span reaches into a mark.
    """
    if any(mark.start < span.end and span.start < mark.end for mark in sentence.marks for span, _ in changes):
        return None
    parts: list[str] = []
    names: list[Mark] = []
    at = length = 0
    for span, text in changes:
        parts += [sentence.text[at : span.start], text]
        length += span.start - at + len(text)
        names.append(Mark(length - len(text), length, "noun"))
        at = span.end

    def moved(place: int) -> int:
        return place + sum(len(text) - span.end + span.start for span, text in changes if span.end <= place)

    kept = [replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in sentence.marks]
    marks = sorted([*kept, *(names if marked else ())], key=lambda mark: mark.start)
    index = {id(mark): number for number, mark in enumerate(marks)}
    return Sentence(
        "".join((*parts, sentence.text[at:])),
        tuple(
            replace(mark, partner=index[id(kept[mark.partner])]) if mark.partner >= 0 else mark
            for mark in marks
        ),
    )
