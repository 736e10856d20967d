"""Hides names that never change from an engine that would translate them: Trump is no triumph.

Another name stands in for one that the engine has wrong: a well-known name of the same sort, which most
engines copy and know how to build a sentence around. A marker says less: neither that there is a name, nor
whose, so that "Trump said" may become "Trump dicho".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.engines.sentences import Mark, Sentence
from l10n.engines.terms_places import count, replaced
from l10n.glossary.match import TermHit
from l10n.glossary.unchanging import after_article, begins_with_vowel, settled, unchanging
from l10n.model import Span, Tag
from l10n.text.tokens import APOSTROPHES, keys

_MEN: Sequence[str] = ("Reagan", "Obama", "Clinton")
_WOMEN: Sequence[str] = ("Merkel", "Indira", "Thatcher")
_PLACES: Sequence[str] = ("Toronto", "Oslo", "Chicago")
_OTHERS: Sequence[str] = ("Google", "Microsoft")
"""Written alike in English and most languages with Latin letters, and in Apertium's dictionaries as names."""
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s\b")


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


def with_stand_ins(disguise: Disguise, hits: Sequence[TermHit], pair: tuple[Tag, Tag]) -> Disguise | None:
    """`disguise` with others in the place of the names among `hits`, which are in order.

    None where there are none, one stands within a mark, or there are more than stand-ins for them.
    """
    asked = disguise.sentence.text
    used = {*keys(asked), *(key for _, name in disguise.names for key in keys(name))}
    given: dict[tuple[str, str], str] = {}
    changes: list[tuple[Span, str]] = []
    for hit in hits:
        name = settled(hit, asked, pair)
        if name is None:
            continue
        known = hit.form.text, name
        if known not in given:
            free = [one for one in _like(hit, name, asked) if used.isdisjoint(keys(one))]
            if not free:
                return None
            given[known] = free[0]
            used.update(keys(free[0]))
        changes.append((hit.span, given[known]))
    sentence = _changed(disguise.sentence, changes, marked=False)
    if sentence is None:
        return None
    return Disguise(sentence, (*disguise.names, *((one, name) for (_, name), one in given.items())))


def _like(hit: TermHit, name: str, asked: str) -> list[str]:
    """Names of the same sort, those first before which the word before is the same as before `name`.

    Somebody's name after an article tells of whom something is: the Trump administration.
    """
    term = hit.term
    if term.kind == "person" and not after_article(hit, asked):
        names = _WOMEN if term.gender == "f" else _MEN
    else:
        names = _PLACES if term.kind == "place" else _OTHERS
    return sorted(names, key=lambda one: begins_with_vowel(one) != begins_with_vowel(name))


def with_masks(disguise: Disguise, hits: Sequence[TermHit], locale: Tag) -> Disguise | None:
    """`disguise` with markers in the place of the names among `hits` that never change, which are in order.

    None where there are none, or one stands within a mark. Possessives have none: of `⟦0⟧'s` engines make
    that something is.
    """
    asked = disguise.sentence.text
    names = ((hit.span, unchanging(hit, asked, locale)) for hit in hits)
    changes = [
        (span, name) for span, name in names if name is not None and not _POSSESSIVE.match(asked, span.end)
    ]
    sentence = _changed(disguise.sentence, changes, marked=True)
    return None if sentence is None else Disguise(sentence, disguise.names)


def _changed(sentence: Sentence, changes: Sequence[tuple[Span, str]], *, marked: bool) -> Sentence | None:
    """`sentence` with other text in the place of spans, in order, each perhaps a mark of its own.

    None where there are no changes, or a span reaches into a mark.
    """
    if not changes or any(
        mark.start < span.end and span.start < mark.end for mark in sentence.marks for span, _ in changes
    ):
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
