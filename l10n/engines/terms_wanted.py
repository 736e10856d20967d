"""The terms of a sentence, and what is wrong with them in a translation of it: as the check will see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from l10n.glossary.match import TermHit, find_terms
from l10n.glossary.recognition import recognised
from l10n.glossary.schema import Glossary, Target
from l10n.glossary.targets import target_forms
from l10n.model import Span, Tag
from l10n.text.tokens import keys


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a term."""

    term: str
    """Its id."""
    forbidden: str = ""
    """The forbidden form that stands in the translation; "" where it holds no right one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms of a sentence that have a target in the locale; at least one."""

    glossary: Glossary
    locale: Tag
    text: str
    """The sentence."""
    hits: tuple[TermHit, ...]
    """Where they stand in it, in order; a term may stand more than once."""

    def target(self, hit: TermHit) -> Target:
        """What the hit is to be called."""
        return hit.term.targets[self.locale]

    def faults(self, translation: str) -> frozenset[Fault]:
        """What is wrong in a translation: terms of which it holds no right form, and forbidden forms."""
        firsts = {hit.term.id: hit for hit in self.hits}
        found = {name: recognised(hit.term, self.locale, translation) for name, hit in firsts.items()}
        taken = tuple(one.span for one in found.values() if one)
        missing = (Fault(name) for name, one in found.items() if one is None)
        return frozenset((*missing, *self._forbidden(translation, taken)))

    def _forbidden(self, translation: str, taken: tuple[Span, ...]) -> Iterator[Fault]:
        owners = {hit.term.id for hit in self.hits if self.target(hit).forbidden}
        for hit in target_forms(self.glossary, self.locale, translation) if owners else ():
            if hit.form.kind == "forbidden" and hit.form.owner in owners and not _within(hit.span, taken):
                yield Fault(hit.form.owner, hit.form.text)

    def better(self, faults: frozenset[Fault], than: frozenset[Fault]) -> bool:
        """True where nothing else is wrong, and less with approved terms."""
        return faults <= than and any(fault.term in self.approved for fault in than - faults)

    @property
    def approved(self) -> frozenset[str]:
        """The ids of the terms that count; nobody has approved of drafts."""
        return frozenset(hit.term.id for hit in self.hits if hit.term.status == "approved")

    def untranslated(self, translation: str) -> int:
        """How many words of the sentence stand in a translation as they are, but for those of right forms."""
        right = {key for hit in self.hits for form in self.target(hit).right for key in keys(form)}
        return len((set(keys(self.text)) - right).intersection(keys(translation)))

    def to_mend(self, faults: frozenset[Fault]) -> tuple[TermHit, ...]:
        """The hits of the approved terms that something is wrong with."""
        wrong = self.approved & {fault.term for fault in faults}
        return tuple(hit for hit in self.hits if hit.term.id in wrong)


def wanted(glossary: Glossary, locale: Tag, text: str) -> Wanted | None:
    """The terms of a sentence; None where it has none that the locale has a target for."""
    hits = find_terms(glossary, text)
    if not hits:
        return None
    hits = tuple([hit for hit in hits if locale in hit.term.targets])
    return Wanted(glossary, locale, text, hits) if hits else None


def _within(span: Span, others: tuple[Span, ...]) -> bool:
    """True for a part of one of the others."""
    return any(other != span and other.start <= span.start and span.end <= other.end for other in others)
