"""What must agree across a whole glossary: ids, source forms, locales."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from l10n import locale
from l10n.errors import Fault, LocaleError, Location
from l10n.glossary.document import Node
from l10n.model import Tag
from l10n.text.tokens import keys, spelling

Path = tuple[str | int, ...]


class Consistency:
    """Compares what was read as it was read, so that other faults of an entry hide none of these."""

    def __init__(self, root: Node, name: str) -> None:
        self.root = root
        self.name = name

    def faults(self, terms: Sequence[Any], locales: frozenset[Tag]) -> Iterator[Fault]:
        """The faults of `terms`, as plain data; `locales` those it is kept for, if it says so."""
        yield from self._doubled_ids(terms)
        yield from self._doubled_sources(terms)
        yield from self._repeated_locales()
        yield from self._derivations(locales)
        for index, term in enumerate(terms):
            targets = self._mapping(term, "targets")
            path: Path = ("terms", index, "targets")
            yield from self._doubled_locales(targets, path)
            yield from self._undeclared(targets, path, locales)

    def _fault(self, message: str, place: tuple[int, int], hint: str) -> Fault:
        return Fault(message, Location(self.name, *place), hint)

    @staticmethod
    def _mapping(value: object, key: str) -> Mapping[str, Any]:
        found = value.get(key) if isinstance(value, dict) else None
        return found if isinstance(found, dict) else {}

    @staticmethod
    def _texts(terms: Sequence[Any], key: str) -> Iterator[tuple[int, str]]:
        for index, term in enumerate(terms):
            text = term.get(key) if isinstance(term, dict) else None
            if isinstance(text, str):
                yield index, text

    def _doubled_ids(self, terms: Sequence[Any]) -> Iterator[Fault]:
        seen: dict[str, int] = {}
        for index, name in self._texts(terms, "id"):
            place = self.root.place(("terms", index, "id"))
            if name in seen:
                yield self._fault(
                    f"two terms have the id `{name}`", place, f"rename one; the first is in line {seen[name]}"
                )
            seen.setdefault(name, place[0])

    def _doubled_sources(self, terms: Sequence[Any]) -> Iterator[Fault]:
        """Two terms with one source form; those that differ in capitals are two where both mind capitals."""
        default = self._mapping(self.root.value, "defaults").get("case") is True
        seen: dict[tuple[str, ...], list[tuple[str, bool, int]]] = {}
        for index, source in self._texts(terms, "source"):
            case = terms[index].get("case", default) is True
            place = self.root.place(("terms", index, "source"))
            others = seen.setdefault(keys(source), [])
            for other, other_case, line in others:
                if spelling(other) == spelling(source) or not (case and other_case):
                    yield self._fault(
                        f"two terms have the source `{source}`",
                        place,
                        f"merge them; the first is in line {line}"
                        + ("" if other == source else " (`case: true` in both keeps them apart by capitals)"),
                    )
                    break
            others.append((source, case, place[0]))

    def _doubled_locales(self, mapping: Mapping[str, Any], path: Path) -> Iterator[Fault]:
        seen: dict[Tag, str] = {}
        for written, tag in _tags(mapping):
            if tag in seen:
                yield self._fault(
                    f"`{written}` and `{seen[tag]}` are one locale",
                    self.root.key_place((*path, written)),
                    "keep one of the two",
                )
            seen.setdefault(tag, written)

    def _repeated_locales(self) -> Iterator[Fault]:
        listed = self.root.value.get("locales") if isinstance(self.root.value, dict) else None
        seen: dict[Tag, str] = {}
        for index, written in enumerate(listed if isinstance(listed, list) else ()):
            for _, tag in _tags({written: None} if isinstance(written, str) else {}):
                if tag in seen:
                    yield self._fault(
                        f"`{written}` and `{seen[tag]}` are one locale",
                        self.root.place(("locales", index)),
                        "keep one of the two",
                    )
                seen.setdefault(tag, written)

    def _derivations(self, locales: frozenset[Tag]) -> Iterator[Fault]:
        derive = self._mapping(self.root.value, "derive")
        yield from self._doubled_locales(derive, ("derive",))
        yield from self._undeclared(derive, ("derive",), locales)
        derived = dict(_tags(derive))
        for written, tag in derived.items():
            for given, origin in _tags({self._mapping(derive, written).get("from"): None}):
                place = self.root.place(("derive", written, "from"))
                if origin == tag:
                    yield self._fault(f"`{written}` follows from itself", place, "name the other locale")
                elif origin in derived.values():
                    hint = "name the locale that both follow from"
                    yield self._fault(f"`{given}`, from which `{written}` follows, follows too", place, hint)

    def _undeclared(self, targets: Mapping[str, Any], path: Path, locales: frozenset[Tag]) -> Iterator[Fault]:
        for written, tag in _tags(targets):
            if locales and tag not in locales:
                known = ", ".join(sorted(locales))
                yield self._fault(
                    f"`{written}` is not among the glossary's `locales`",
                    self.root.key_place((*path, written)),
                    f"add it there, or use one of: {known}",
                )


def _tags(mapping: Mapping[Any, Any]) -> Iterator[tuple[str, Tag]]:
    """The keys that are locales, with their tags; the others are reported by validation."""
    for written in mapping:
        try:
            if isinstance(written, str):
                yield written, locale.parse(written)
        except LocaleError:
            continue
