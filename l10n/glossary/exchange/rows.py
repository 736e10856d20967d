"""The table that holds all of a glossary: a row for every form, with its term's id, locale and status.

| status | locale | the cell `term` holds |
|---|---|---|
| `source` | source | the canonical writing, in the row of what is said of the term itself |
| `misspelling`, `wrong-language`, `deprecated`, `admitted`, `short` | source | a variant |
| `not-before`, `not-after`, `domain`, `ref` | source | one of those |
| `preferred` | target | the term; flags: `no-inflection`, `required`, ... |
| `short`, `admitted`, `form`, `derived`, `forbidden`, `match` | target | one more form, or the pattern |
| `free` | target | nothing: the translation is free |
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from l10n.glossary.exchange.cells import GENDERS, Cells, part_of_speech, source_of
from l10n.glossary.exchange.plan import Imported
from l10n.glossary.exchange.table import Cell
from l10n.glossary.pattern import PatternError, compile_pattern
from l10n.glossary.schema import Glossary, Target, Term, Variant, frozen
from l10n.model import Tag

COLUMNS = (
    "id", "locale", "status", "term", "kind", "gender", "pos", "state", "flags", "definition", "note",
)  # fmt: skip
REQUIRED = frozenset({"id", "locale", "status", "term"})
"""The columns that tell this table from others."""

_KINDS = ("place", "person", "org", "product", "term")
_STATES = ("draft", "approved", "deprecated")
_VARIANTS = ("misspelling", "wrong-language", "deprecated", "admitted", "short")
_SOURCE_LISTS = {"not-before": "not_before", "not-after": "not_after", "domain": "domain", "ref": "refs"}
_SOURCE_STATUSES = ("source", *_VARIANTS, *_SOURCE_LISTS)
_TARGET_LISTS = {"admitted": "admitted", "form": "forms", "derived": "derived", "forbidden": "forbidden"}
_TARGET_STATUSES = ("preferred", "short", *_TARGET_LISTS, "match", "free")
_TARGET_FLAGS = ("no-inflection", "required", "do-not-translate", "unchecked")


def rows_of(glossary: Glossary) -> Iterator[tuple[str, ...]]:
    """The whole glossary as such a table, its header first."""
    yield COLUMNS
    for term in glossary.terms:
        for row in _rows(term, glossary.source_locale):
            yield tuple(row.get(column, "") for column in COLUMNS)


def _rows(term: Term, source: Tag) -> Iterator[dict[str, str]]:
    shared = {"id": term.id, "locale": source}
    yield shared | {
        "status": "source",
        "term": term.source,
        "kind": term.kind,
        "gender": term.gender or "",
        "pos": term.pos or "",
        "state": term.status,
        "flags": "case" if term.case else "",
        "definition": term.definition,
        "note": term.note,
    }
    for variant in term.variants:
        yield shared | {"status": variant.status, "term": variant.text, "note": variant.note}
    for status, name in _SOURCE_LISTS.items():
        yield from (shared | {"status": status, "term": text} for text in getattr(term, name))
    for tag, target in term.targets.items():
        yield from ({"id": term.id, "locale": tag} | row for row in _target_rows(target))
    yield from ({"id": term.id, "locale": tag, "status": "free"} for tag in term.free)


def _target_rows(target: Target) -> Iterator[dict[str, str]]:
    said = (target.inflect == "none", target.required, target.do_not_translate, not target.check)
    yield {
        "status": "preferred",
        "term": target.term,
        "gender": target.gender or "",
        "flags": " ".join(flag for flag, is_so in zip(_TARGET_FLAGS, said, strict=True) if is_so),
        "note": target.note,
    }
    if target.short is not None:
        yield {"status": "short", "term": target.short}
    for status, name in _TARGET_LISTS.items():
        yield from ({"status": status, "term": text} for text in getattr(target, name))
    if target.match is not None:
        yield {"status": "match", "term": target.match}


def read(rows: Sequence[Sequence[Cell]], name: str, source: Tag) -> Imported:
    """The terms of such a table, whose first row is its header. Raises GlossaryError with every fault."""
    reader = _Reader(name, source, [cell.text.casefold() for cell in rows[0]])
    for row in rows[1:]:
        reader.row(row)
    return Imported(name, reader.terms())


@dataclass(slots=True)
class _Draft:
    """A term while its rows are read."""

    first: Cell
    term: Term | None = None
    broken: bool = False
    """A row of it could not be read."""
    targets: dict[Tag, Target] = field(default_factory=dict)
    more: list[tuple[Cell, Tag, str, str]] = field(default_factory=list)
    """Status and text of further forms, which need their `preferred` row first."""


class _Reader:
    def __init__(self, name: str, source: Tag, header: Sequence[str]) -> None:
        self._cells = Cells(name)
        self._source = source
        self._header = header
        self._drafts: dict[str, _Draft] = {}

    def row(self, row: Sequence[Cell]) -> None:
        """Take in one row."""
        cells = dict(zip(self._header, row, strict=False))
        missing = [column for column in ("id", "locale", "status") if not cells.get(column, _EMPTY).text]
        if missing or len(row) > len(self._header):
            what = f"no {missing[0]}" if missing else "more cells than the header has"
            self._cells.fault(row[0], f"the row has {what}", f"columns: {', '.join(COLUMNS)}")
            return
        draft = self._drafts.setdefault(cells["id"].text, _Draft(cells["id"]))
        tag = self._cells.tag(cells["locale"])
        if any(char.isspace() for char in cells["id"].text):
            self._cells.fault(cells["id"], "an id must be one word", "for example `migrant-centre`")
        elif tag is not None and source_of(tag, self._source):
            self._source_row(draft, cells)
        elif tag is not None:
            self._target_row(draft, tag, cells)

    def _text(self, cells: Mapping[str, Cell]) -> str:
        cell = cells.get("term", _EMPTY)
        text = self._cells.phrase(cell)
        if not cell.text:
            self._cells.fault(cells["status"], "the row has no term", "write it, or remove the row")
        return text

    def _source_row(self, draft: _Draft, cells: Mapping[str, Cell]) -> None:
        status = self._cells.one_of(cells["status"], _SOURCE_STATUSES)
        if not status:
            draft.broken = True
            return
        if status in ("domain", "ref"):
            draft.more.append((cells["status"], self._source, status, cells.get("term", _EMPTY).text))
            return
        text = self._text(cells)
        if status != "source":
            note = cells.get("note", _EMPTY).text
            draft.more.append(
                (cells["status"], self._source, status, text if not note else f"{text}\n{note}")
            )
            return
        if draft.term is not None:
            self._cells.fault(cells["status"], "a second row of status source", "give it an id of its own")
            return
        draft.term = Term(
            id=cells["id"].text,
            source=text,
            kind=self._choice(cells, "kind", _KINDS) or "term",
            gender=self._choice(cells, "gender", tuple(GENDERS.values())) or None,
            pos=part_of_speech(cells.get("pos", _EMPTY).text),
            status=self._choice(cells, "state", _STATES) or "approved",
            definition=cells.get("definition", _EMPTY).text,
            note=cells.get("note", _EMPTY).text,
            case="case" in self._flags(cells, ("case",)),
            line=cells["id"].line,
            column=cells["id"].column,
        )

    def _target_row(self, draft: _Draft, tag: Tag, cells: Mapping[str, Cell]) -> None:
        status = self._cells.one_of(cells["status"], _TARGET_STATUSES)
        if not status:
            return
        if status == "free":
            draft.more.append((cells["status"], tag, status, ""))
            return
        if status != "preferred":
            draft.more.append((cells["status"], tag, status, self._form(cells, status)))
            return
        if tag in draft.targets:
            self._cells.fault(cells["status"], f"a second preferred term in {tag}", "make it `admitted`")
            return
        flags = self._flags(cells, _TARGET_FLAGS)
        draft.targets[tag] = Target(
            term=self._text(cells),
            inflect="none" if "no-inflection" in flags else "auto",
            required="required" in flags,
            do_not_translate="do-not-translate" in flags,
            check="unchecked" not in flags,
            gender=self._choice(cells, "gender", tuple(GENDERS.values())) or None,
            note=cells.get("note", _EMPTY).text,
            line=cells["id"].line,
            column=cells["id"].column,
        )

    def _form(self, cells: Mapping[str, Cell], status: str) -> str:
        if status != "match":
            return self._text(cells)
        pattern = cells.get("term", _EMPTY)
        try:
            compile_pattern(pattern.text, case=True)
        except PatternError as error:
            self._cells.fault(pattern, str(error), error.hint)
        return pattern.text

    def _choice(self, cells: Mapping[str, Cell], column: str, choices: Sequence[str]) -> Any:  # noqa: ANN401
        return self._cells.one_of(cells.get(column, _EMPTY), choices)

    def _flags(self, cells: Mapping[str, Cell], known: Sequence[str]) -> frozenset[str]:
        cell = cells.get("flags", _EMPTY)
        said = frozenset(cell.text.casefold().split())
        for flag in sorted(said.difference(known)):
            self._cells.fault(cell, f"the flag “{flag}” is unknown here", f"known: {', '.join(known)}")
        return said

    def terms(self) -> tuple[Term, ...]:
        """The terms of all rows, in the order of their first. Raises GlossaryError."""
        found = []
        for name, draft in self._drafts.items():
            if draft.term is not None:
                found.append(self._finished(draft, draft.term))
            elif not draft.broken:
                self._cells.fault(draft.first, f"`{name}` has no row of status source", "add one")
        self._cells.raise_faults()
        return tuple(found)

    def _finished(self, draft: _Draft, term: Term) -> Term:
        free: list[Tag] = []
        for cell, tag, status, text in draft.more:
            if tag == self._source:
                term = _with_source(term, status, text)
            elif status == "free":
                free.append(tag)
            elif tag in draft.targets:
                draft.targets[tag] = _with_target(draft.targets[tag], status, text)
            else:
                self._cells.fault(cell, f"`{term.id}` has no preferred term in {tag}", "add its row")
        targets = {
            tag: replace(target, case=term.case or target.do_not_translate)
            for tag, target in draft.targets.items()
        }
        return replace(term, targets=frozen(targets), free=tuple(free))


_EMPTY = Cell("", 0, 0)


def _with_source(term: Term, status: str, text: str) -> Term:
    if status in _SOURCE_LISTS:
        name = _SOURCE_LISTS[status]
        return replace(term, **{name: (*getattr(term, name), text)})  # type: ignore[arg-type]
    written, _, note = text.partition("\n")
    variant: Any = Variant(written, status, note)  # type: ignore[arg-type]
    return replace(term, variants=(*term.variants, variant))


def _with_target(target: Target, status: str, text: str) -> Target:
    if status in _TARGET_LISTS:
        name = _TARGET_LISTS[status]
        return replace(target, **{name: (*getattr(target, name), text)})  # type: ignore[arg-type]
    return replace(target, short=text) if status == "short" else replace(target, match=text)
