"""Tables with a row for every term: a column for each locale, or two columns for two locales.

Three layouts. *Wide*: a header of locales, among them the source locale or `source`; columns called `id`,
`definition`, `note`, `pos`, `kind`, `gender` and `domain` say more. *Strings*: TICO-19's columns
`sourceLang`, `targetLang`, `sourceString`, `targetString`. *Pairs*: no header, source and target, as DeepL
has them, perhaps followed by their two locales.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from l10n import locale
from l10n.errors import ConfigError, LocaleError, Location
from l10n.glossary.exchange.cells import GENDERS, Cells, is_acronym, part_of_speech, source_of
from l10n.glossary.exchange.plan import Imported
from l10n.glossary.exchange.table import Cell
from l10n.glossary.schema import Target, Term, frozen
from l10n.model import Tag

_STRINGS = frozenset({"sourcelang", "targetlang", "sourcestring", "targetstring"})
_ALIASES = {
    "stringid": "id",
    "sourcestring": "source",
    "description": "definition",
    "part of speech": "pos",
    "notes": "note",
    "comment": "note",
}
_FIELDS = frozenset({"id", "definition", "note", "pos", "kind", "gender", "domain"})
_READ = frozenset({"source", "source term", *_FIELDS, *_ALIASES})
_KINDS = ("place", "person", "org", "product", "term")


def read(rows: Sequence[Sequence[Cell]], name: str, source: Tag, target: Tag | None) -> Imported:
    """The terms of a table in one of the three layouts; `target` is the locale of pairs that do not say.

    Raises GlossaryError with every fault, ConfigError where nothing says what the columns are.
    """
    cells = Cells(name)
    names = [_name(cell) for cell in rows[0]]
    tags = [_tag(text) for text in names]
    notes: tuple[str, ...] = ()
    if _STRINGS.issubset(names):
        found = list(_strings(rows, cells, source))
    elif (column := _source_column(names, tags, source)) is not None:
        _require_one_each(rows[0], cells, tags)
        found = list(_wide(rows, cells, column, tags))
        notes = _unread(rows[0], tags)
    else:
        found = list(_pairs(rows, cells, source, target))
    cells.raise_faults()
    return Imported(name, tuple(found), notes)


def _require_one_each(header: Sequence[Cell], cells: Cells, tags: Sequence[Tag | None]) -> None:
    """Refuse a second column for a locale, whichever of its names it has."""
    for at, tag in enumerate(tags):
        if tag is not None and tag in tags[:at]:
            cells.fault(header[at], f"a second column for {tag}", "keep one of them")


def _unread(header: Sequence[Cell], tags: Sequence[Tag | None]) -> tuple[str, ...]:
    """Names the columns that are none of a locale, and of nothing else that is read: one may be misspelt."""
    others = [
        cell.text
        for cell, tag in zip(header, tags, strict=True)
        if tag is None and cell.text and _name(cell) not in _READ
    ]
    return (f"columns that are not read: {', '.join(others)}",) if others else ()


def _name(cell: Cell) -> str:
    return " ".join(cell.text.casefold().split())


def _tag(text: str) -> Tag | None:
    """The locale of a column's name; None for `id` and the like, which are languages too."""
    with suppress(LocaleError):
        if text not in _FIELDS and text not in _ALIASES:
            return locale.parse(text)
    return None


def _source_column(names: Sequence[str], tags: Sequence[Tag | None], source: Tag) -> int | None:
    """The column of the source form, where another names a locale; None where the first row is no header.

    Pairs may end with their two locales, as DeepL writes them.
    """
    if len(names) == 4 and not any(tags[:2]) and all(tags[2:]) and _FIELDS.isdisjoint(names[:2]):
        return None
    named = [at for at, text in enumerate(names) if text in ("source", "source term")]
    spoken = [at for at, tag in enumerate(tags) if tag is not None and source_of(tag, source)]
    first = next(iter((*named, *spoken)), None)
    others = [at for at, tag in enumerate(tags) if tag is not None and at not in spoken]
    return first if others else None


def _wide(
    rows: Sequence[Sequence[Cell]], cells: Cells, column: int, tags: Sequence[Tag | None]
) -> Iterator[Term]:
    header = [_ALIASES.get(_name(cell), _name(cell)) for cell in rows[0]]
    places = [(at, tag) for at, tag in enumerate(tags) if tag is not None and at != column]
    for row in rows[1:]:
        if len(row) > len(header):
            cells.fault(
                row[len(header)], "more cells than the header has", "quote cells that hold a delimiter"
            )
            continue
        if len(row) <= column or not row[column].text:
            cells.fault(row[0], "no source form in this row", "every row needs one")
            continue
        targets = {tag: row[at] for at, tag in places if at < len(row)}
        yield _term(cells, row[column], targets, dict(zip(header, row, strict=False)))


def _strings(rows: Sequence[Sequence[Cell]], cells: Cells, source: Tag) -> Iterator[Term]:
    header = [_name(cell) for cell in rows[0]]
    for row in rows[1:]:
        if len(row) != len(header):
            cells.fault(
                row[0], f"{len(row)} cells, the header has {len(header)}", "quote cells that hold a delimiter"
            )
            continue
        said = dict(zip(header, row, strict=True))
        if not said["sourcestring"].text and not said["targetstring"].text:
            continue
        if not said["sourcestring"].text:
            cells.fault(said["sourcestring"], "no source form in this row", "every row needs one")
            continue
        of, to = cells.tag(said["sourcelang"]), cells.tag(said["targetlang"])
        if of is not None and not source_of(of, source):
            cells.fault(said["sourcelang"], f"the glossary's source locale is {source}", "import other files")
        elif to is not None:
            more = {_ALIASES.get(key, key): cell for key, cell in said.items()}
            yield _term(cells, said["sourcestring"], {to: said["targetstring"]}, more)


def _pairs(rows: Sequence[Sequence[Cell]], cells: Cells, source: Tag, target: Tag | None) -> Iterator[Term]:
    for row in rows:
        if len(row) not in (2, 4):
            cells.fault(
                row[0],
                f"{len(row)} cells, where nothing says what they are",
                "begin with a header of locales, `en,es`, or give two cells a row: source and target",
            )
            continue
        to = target if len(row) == 2 else cells.tag(row[3])
        if to is None:
            if len(row) == 2:
                raise ConfigError(
                    "nothing says which locale the terms are in",
                    Location(cells.name, row[0].line, row[0].column),
                    hint="name it with --to, or begin the file with a header of locales: en,es",
                )
            continue
        of = cells.tag(row[2]) if len(row) == 4 else source
        if of is not None and not source_of(of, source):
            cells.fault(row[2], f"the glossary's source locale is {source}", "import other files")
            continue
        if not row[0].text:
            cells.fault(row[0], "no source form in this row", "every row needs one")
            continue
        yield _term(cells, row[0], {to: row[1]}, {})


def _term(cells: Cells, source: Cell, targets: Mapping[Tag, Cell], more: Mapping[str, Cell]) -> Term:
    text = cells.phrase(source)
    case = is_acronym(text) if text else False
    found = {
        tag: Target(term, case=case, line=cell.line, column=cell.column)
        for tag, cell in targets.items()
        if (term := cells.phrase(cell))
    }
    said: dict[str, Any] = {key: cell.text for key, cell in more.items() if key in _FIELDS and cell.text}
    name = said.get("id", "")
    kind = cells.one_of(more["kind"], _KINDS) if "kind" in said else "term"
    gender = cells.one_of(more["gender"], tuple(GENDERS)) if "gender" in said else ""
    return Term(
        id="" if name.isdigit() or len(name.split()) != 1 else name,
        source=text,
        kind=kind or "term",  # type: ignore[arg-type]
        gender=GENDERS.get(gender),
        pos=part_of_speech(said.get("pos", "")),
        definition=said.get("definition", ""),
        domain=(said["domain"],) if "domain" in said else (),
        note=said.get("note", ""),
        case=case,
        targets=frozen(found),
        line=source.line,
        column=source.column,
    )
