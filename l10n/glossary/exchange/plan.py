"""Compares terms from elsewhere with a glossary: what is new, what is missing, what contradicts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from l10n import locale
from l10n.errors import Location
from l10n.glossary.schema import Glossary, Target, Term, frozen
from l10n.model import Tag
from l10n.text.tokens import keys, spelling, spellings


@dataclass(frozen=True, slots=True)
class Imported:
    """The terms of a file. One without an id gets its own from its source form."""

    name: str
    """The file, as the user would type it."""
    terms: tuple[Term, ...]
    """In file order, each with its line and column; targets with theirs."""
    notes: tuple[str, ...] = ()
    """What the file says that a glossary cannot hold."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that the glossary says otherwise; the glossary is left as it is."""

    where: Location
    """In the file that was imported."""
    message: str


@dataclass(slots=True)
class Plan:
    """What an import adds."""

    new: list[Term] = field(default_factory=list)
    """In the order of the file."""
    filled: dict[str, dict[Tag, Target]] = field(default_factory=dict)
    """Targets that terms of the glossary do not have yet, by the term's id."""
    conflicts: list[Conflict] = field(default_factory=list)
    known: int = 0
    """Terms that the glossary has just so."""
    skipped: Counter[Tag] = field(default_factory=Counter)
    """How many targets are in locales that the glossary is not kept for."""


def fitting(tag: Tag, kept: Sequence[Tag] | None) -> Tag | None:
    """The locale among `kept` that stands for `tag`: itself, or the language without its region.

    `tag` itself where all are kept (None); None where none of them fits.
    """
    if kept is None or tag in kept:
        return tag
    return next((one for one in kept if locale.covers(one, tag)), None)


def make_plan(
    glossary: Glossary,
    imported: Imported,
    *,
    approve: bool,
    kept: Sequence[Tag] = (),
    proposing: bool = False,
) -> Plan:
    """What `imported` adds to `glossary`, and where the two contradict each other.

    `kept` are the locales to import, all for none; of those the glossary's own, where it names any. New terms
    are drafts unless `approve`. What is only proposed (`proposing`) contradicts nothing: where the glossary
    says otherwise, it is passed over.
    """
    planner = _Planner(glossary, imported, approve)
    wanted = kept or glossary.locales or None
    if wanted and glossary.locales:
        wanted = tuple(tag for tag in wanted if tag in glossary.locales)
    for term in imported.terms:
        planner.add(planner.narrowed(term, wanted))
    if proposing:
        planner.plan.conflicts.clear()
        planner.plan.skipped.clear()
    return planner.plan


class _Planner:
    def __init__(self, glossary: Glossary, imported: Imported, approve: bool) -> None:
        self.plan = Plan()
        self._glossary = glossary
        self._file = imported.name
        self._approve = approve
        self._own = {term.id: term for term in glossary.terms}
        self._by_id: dict[str, Term] = {}
        self._new: dict[str, int] = {}
        self._by_source: dict[tuple[str, ...], list[str]] = {}
        self._variants: dict[tuple[str, ...], str] = {}
        for term in glossary.terms:
            self._note(term)

    def narrowed(self, term: Term, kept: Sequence[Tag] | None) -> Term:
        """`term` in the locales that are kept; of two that come to the same one, the first."""
        targets: dict[Tag, Target] = {}
        for tag, target in term.targets.items():
            fit = fitting(tag, kept)
            if fit is None:
                self.plan.skipped[tag] += 1
            elif fit in targets:
                self._conflict(term, target, f"“{target.term}”: a second text for {fit}")
            else:
                targets[fit] = target
        free = [fit for tag in term.free if (fit := fitting(tag, kept)) and fit not in targets]
        return replace(term, targets=frozen(targets), free=tuple(free))

    def add(self, term: Term) -> None:
        """Plan what `term` adds."""
        there = self._same(term)
        if there is None:
            self._add_new(term)
            return
        conflicts = len(self.plan.conflicts)
        for what, said in _contradictions(there, term):
            self._conflict(term, None, f"{what}: {said}, {self._place(there)}")
        missing = {tag: target for tag, target in term.targets.items() if tag not in there.targets}
        for tag in [tag for tag in missing if tag in there.free]:
            self._conflict(term, missing.pop(tag), f"{tag} is free (`null`), {self._place(there)}")
        for tag, target in term.targets.items():
            if tag in there.targets:
                for what, said in _differences(there.targets[tag], target):
                    self._conflict(term, target, f"{tag} {what}: {said}, {self._place(there, tag)}")
        if missing:
            self._fill(there, missing)
        elif conflicts == len(self.plan.conflicts):
            self.plan.known += 1

    def _add_new(self, term: Term) -> None:
        if term.id in self._by_id:
            self._conflict(term, None, f"the id is “{self._by_id[term.id].source}”’s already")
            return
        owner = self._variants.get(keys(term.source))
        if owner is not None:
            self._conflict(term, None, f"it is a variant, {self._place(self._by_id[owner])}")
            return
        status = term.status if self._approve or term.status == "deprecated" else "draft"
        variants = tuple(one for one in term.variants if self._is_free(term, one.text))
        new = replace(term, id=term.id or self._new_id(term.source), status=status, variants=variants)
        self._new[new.id] = len(self.plan.new)
        self.plan.new.append(new)
        self._note(new)

    def _is_free(self, term: Term, variant: str) -> bool:
        """True for a variant that no term has; else a conflict."""
        form = keys(variant)
        owners = self._by_source.get(form) or [o for o in (self._variants.get(form),) if o]
        if owners and form != keys(term.source):
            self._conflict(term, None, f"variant “{variant}”: belongs to `{owners[0]}` already")
        return not owners and form != keys(term.source)

    def _fill(self, there: Term, missing: dict[Tag, Target]) -> None:
        missing = {
            tag: replace(target, case=there.case or target.do_not_translate)
            for tag, target in missing.items()
        }
        whole = replace(there, targets=frozen({**there.targets, **missing}))
        self._by_id[there.id] = whole
        if there.id in self._new:
            self.plan.new[self._new[there.id]] = whole
            return
        self.plan.filled.setdefault(there.id, {}).update(missing)

    def _same(self, term: Term) -> Term | None:
        """The term of the glossary with the same source form, or the same but for capitals."""
        found = [self._by_id[name] for name in self._by_source.get(keys(term.source), ())]
        exact = [one for one in found if spellings(one.source) == spellings(term.source)]
        alike = [one for one in found if not (one.case and term.case)]
        return next(iter((*exact, *alike)), None)

    def _note(self, term: Term) -> None:
        self._by_id[term.id] = term
        self._by_source.setdefault(keys(term.source), []).append(term.id)
        for variant in term.variants:
            self._variants.setdefault(keys(variant.text), term.id)

    def _new_id(self, source: str) -> str:
        name = identifier(source)
        numbered = (f"{name}-{number}" for number in count(2))
        return next(one for one in chain((name,), numbered) if one not in self._by_id)

    def _place(self, term: Term, tag: Tag | None = None) -> str:
        """Where the glossary says it, or the file itself said it before."""
        target = term.targets.get(tag) if tag else None
        line = (target.line if target else 0) or term.line
        own = self._own.get(term.id)
        there = own is not None and (tag is None or tag in own.targets)
        return f"see {self._glossary.name if there else self._file}:{line}"

    def _conflict(self, term: Term, target: Target | None, message: str) -> None:
        at = target if target is not None and target.line else term
        place = Location(self._file, at.line or None, at.column or None)
        self.plan.conflicts.append(Conflict(place, f"“{term.source}”: {message}"))


SHOWN = 60
"""Characters of a text that a message shows."""
_SCALARS = ("kind", "gender", "pos", "definition", "note")
_LISTS = ("domain", "refs", "not_before", "not_after")
_TARGET_SCALARS = ("short", "match", "gender", "note")
_TARGET_LISTS = ("forms", "derived", "forbidden")
_TARGET_FLAGS = ("required", "do_not_translate")


def _contradictions(there: Term, term: Term) -> Iterator[tuple[str, str]]:
    """What `term` says and the glossary's does not, targets aside: the field, and both texts."""
    for name in _SCALARS:
        old, new = getattr(there, name), getattr(term, name)
        if new and new != "term" and new.split() != (old or "").split():
            yield name, f"{_quoted(new)} here, {_quoted(old)} there"
    for name in _LISTS:
        yield from _absent(name, getattr(term, name), getattr(there, name))
    yield from _absent("variants", [v.text for v in term.variants], [v.text for v in there.variants])
    yield from _absent("free", term.free, there.free)


def _differences(there: Target, target: Target) -> Iterator[tuple[str, str]]:
    """As `_contradictions`, for one locale."""
    if spelling(there.term) != spelling(target.term):
        yield "term", f"“{target.term}” here, “{there.term}” there"
    for name in _TARGET_SCALARS:
        old, new = getattr(there, name), getattr(target, name)
        if new and new.split() != (old or "").split():
            yield name, f"{_quoted(new)} here, {_quoted(old)} there"
    yield from _absent("admitted", target.admitted, there.right)
    for name in _TARGET_LISTS:
        yield from _absent(name, getattr(target, name), getattr(there, name))
    for name in _TARGET_FLAGS:
        if getattr(target, name) and not getattr(there, name):
            yield name, "true here, false there"


def _absent(name: str, here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, str]]:
    missing = [text for text in here if text not in there]
    if missing:
        yield name, f"not there: {', '.join(f'“{text}”' for text in missing)}"


def _quoted(text: str | None) -> str:
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN].rstrip()}…”"


def identifier(source: str) -> str:
    """An id made from a source form: `migrant-centre`, `gjader`."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", source.casefold()) if not unicodedata.combining(c)
    )
    return "-".join(re.findall(r"[^\W_]+", bare)) or "term"
