"""From a plan to the new text of `glossary.yml`."""

from dataclasses import dataclass, replace

from l10n.errors import GlossaryError, Location
from l10n.glossary.document import read_document
from l10n.glossary.exchange.insertion import Key, inserted
from l10n.glossary.exchange.plan import Plan
from l10n.glossary.exchange.shape import read_shape
from l10n.glossary.exchange.yaml_text import Defaults, Value, target_value, term_value
from l10n.glossary.schema import Glossary, Term, frozen

NEW = "version: 1\nsource_locale: {source}\nterms: []\n"
"""The text of a glossary that is not there yet."""


@dataclass(frozen=True, slots=True)
class Extended:
    """A glossary's text with what a plan adds."""

    text: str
    unplaced: tuple[Term, ...]
    """Terms whose missing targets could not be put in without touching what stands there."""


def extended(text: str, glossary: Glossary, plan: Plan) -> Extended:
    """`text`, which is what `glossary` was read from, with what `plan` adds, every character of it kept.

    The result was read again and says what the two say together. Raises GlossaryError where nothing can be
    added to the text.
    """
    places = _Places(text, glossary)
    fills = {term.id: term for term in glossary.terms if term.id in plan.filled}
    placed = {name: term for name, term in fills.items() if places.has_room(term)}
    for attempt in (placed, {}) if placed else ({},):
        keys = [key for term in attempt.values() for key in places.keys(term, plan)]
        made = inserted(text, keys, [term_value(term, places.defaults) for term in plan.new])
        if made is not None and _says(made, glossary, plan, set(attempt)):
            return Extended(made, tuple(term for name, term in fills.items() if name not in attempt))
    raise GlossaryError(
        "no term can be added without rewriting what stands here",
        Location(glossary.name),
        hint="write `terms` as a list of its own, without anchor: one `- id: ...` below the other",
    )


def _says(text: str, glossary: Glossary, plan: Plan, filled: set[str]) -> bool:
    """True if `text` reads as the terms of the glossary with those of the plan."""
    wanted = [
        replace(term, targets=frozen({**term.targets, **plan.filled[term.id]})) if term.id in filled else term
        for term in glossary.terms
    ]
    try:
        return list(Glossary.parse(text.removeprefix("\ufeff"), glossary.name).terms) == [*wanted, *plan.new]
    except GlossaryError:
        return False


class _Places:
    """Where the terms of a glossary stand in its text."""

    def __init__(self, text: str, glossary: Glossary) -> None:
        value = read_document(text.removeprefix("\ufeff"), glossary.name).value
        said = value.get("defaults", {})
        self.defaults = Defaults(said.get("case", False), said.get("inflect", "auto"))
        self._terms = value["terms"]
        self._index = {term.id: index for index, term in enumerate(glossary.terms)}
        self._root = read_shape(text)

    def has_room(self, term: Term) -> bool:
        """True where the term's mapping, or that of its targets, can be added to."""
        return self._root.at(*self._path(term)) is not None

    def keys(self, term: Term, plan: Plan) -> list[Key]:
        """The keys that give the term its missing targets."""
        path = self._path(term)
        targets: dict[str, Value] = {
            tag: target_value(target, term.source, self.defaults)
            for tag, target in plan.filled[term.id].items()
        }
        if path[-1] == "targets":
            return [Key(path, tag, value) for tag, value in targets.items()]
        return [Key(path, "targets", targets)]

    def _path(self, term: Term) -> tuple[str | int, ...]:
        index = self._index[term.id]
        path: tuple[str | int, ...] = ("terms", index)
        return (*path, "targets") if "targets" in self._terms[index] else path
