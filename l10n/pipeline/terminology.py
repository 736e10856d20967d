"""The glossary's exchange with the world: what is read, what is written, and what the project's texts say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.atomic import write_if_changed
from l10n.errors import ConfigError, GlossaryError, Location
from l10n.model import Tag
from l10n.project import Workspace

if TYPE_CHECKING:
    from l10n.glossary.exchange.plan import Conflict, Imported, Plan
    from l10n.glossary.schema import Glossary, Term
    from l10n.glossary.suggestion import Pair
    from l10n.locale import Subject

FORMATS = ("csv", "tsv", "tbx", "deepl")
"""What `export` writes and, but for `deepl`, which is a `tsv` without header, `import` tells by the suffix."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added to the glossary, or would be."""

    path: Path
    """The glossary."""
    changed: bool
    plan: "Plan"
    unplaced: "tuple[Term, ...]"
    """Terms whose new targets found no room beside what stands there."""

    @property
    def conflicts(self) -> "tuple[Conflict, ...]":
        """Where the file says otherwise than the glossary."""
        return tuple(self.plan.conflicts)


class GlossaryFile:
    """The project's glossary as a file that terms can be added to."""

    def __init__(self, workspace: Workspace) -> None:
        """Reads it. Raises GlossaryError with every fault."""
        from l10n.glossary.exchange.extension import NEW
        from l10n.glossary.schema import Glossary

        self.path = workspace.config.glossary
        self.name = workspace.shown(self.path)
        self._data = self.path.read_bytes() if self.path.exists() else None
        source = workspace.config.source_locale
        if self._data is None:
            self._text = NEW.format(source=source)
            self.glossary = Glossary.parse(self._text, self.name)
        else:
            self.glossary = Glossary.read(self.path, name=self.name)
            self._text = self._data.decode("utf-8")

    def add(self, plan: "Plan", *, dry_run: bool) -> Addition:
        """Write what a plan adds. Raises ConflictError where somebody else changed the file meanwhile."""
        from l10n.glossary.exchange.extension import extended

        if not plan.new and not plan.filled:
            return Addition(self.path, False, plan, ())
        made = extended(self._text, self.glossary, plan)
        changed = made.text != self._text
        if changed and not dry_run:
            write_if_changed(self.path, made.text.encode(), expected=self._data)
        return Addition(self.path, changed, plan, made.unplaced)


def read_terms(path: Path, name: str, source: Tag, target: Tag | None) -> "Imported":
    """The terms of a table or a TBX file; `target` is the locale of a table of pairs.

    Raises GlossaryError with every fault, ConfigError for a file that is neither.
    """
    from l10n.glossary.exchange import columns, rows, table, tbx

    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"cannot be read: {error.strerror}", Location(name)) from error
    suffix = path.suffix.lower()
    if suffix in (".tbx", ".xml", ".tbxm"):
        return tbx.read(data, name, source)
    if suffix not in (".csv", ".tsv", ".tab", ".txt"):
        raise ConfigError(
            f"nothing here reads {suffix or 'a file without suffix'}",
            Location(name),
            hint="name it .csv, .tsv or .tbx; spreadsheets save as CSV in UTF-8",
        )
    text = table.decoded(data, name)
    cells = table.read_rows(text, name, table.delimiter_of(text, name))
    if not cells:
        raise GlossaryError("the table is empty", Location(name, 1, 1), hint="it needs a row for every term")
    if rows.REQUIRED.issubset(cell.text.casefold() for cell in cells[0]):
        return rows.read(cells, name, source)
    return columns.read(cells, name, source, target)


def cldr_terms(workspace: Workspace, subjects: "Sequence[Subject]", *, everything: bool) -> "Imported":
    """CLDR's names of those subjects in the project's locales, those in its articles unless `everything`."""
    from l10n.glossary.exchange.cldr import seed

    config = workspace.config
    texts = None if everything else [text for _, text in article_texts(workspace)]
    return seed(config.source_locale, config.targets, subjects, texts)


def exported(
    glossary: "Glossary", form: str, *, target: Tag | None, dialect: str, style: str
) -> tuple[str, list[str]]:
    """The glossary in one of FORMATS, and what of it that format has no place for, a line each."""
    from l10n.glossary.exchange import deepl, rows, table, tbx_write

    if form == "tbx":
        kind: tbx_write.Dialect = "core" if dialect == "core" else "basic"
        text = tbx_write.write(glossary, kind, "dct" if style == "dct" else "dca")
        return text, tbx_write.lost(glossary, kind)
    if form == "deepl":
        if target is None:
            raise ConfigError("DeepL's glossaries have one target", hint="name it: --to es")
        pairs, left_out = deepl.pairs(glossary, target)
        return "".join(f"{source}\t{term}\n" for source, term in pairs), left_out
    return table.written(rows.rows_of(glossary), "\t" if form == "tsv" else ","), []


def article_texts(
    workspace: Workspace, paths: Sequence[PurePosixPath] | None = None
) -> Iterator[tuple[PurePosixPath, str]]:
    """Every unit's text, with its article. Raises FormatError."""
    for path in workspace.article_paths() if paths is None else paths:
        for unit in workspace.read_article(path).units:
            yield path, unit.msgid


def reviewed_pairs(workspace: Workspace, paths: Sequence[PurePosixPath], tag: Tag) -> "list[Pair]":
    """Source texts with translations that a person stands behind, of the catalogs of those articles.

    Raises CatalogError.
    """
    from l10n.glossary.suggestion import Pair

    found: dict[tuple[str, str], None] = {}
    for path in paths:
        place = workspace.catalog_path(path, tag)
        catalog = workspace.read_catalog_file(place).parse(workspace.shown(place))
        for entry in catalog.active if catalog else ():
            if entry.state.reviewed and not entry.is_header and entry.msgid_plural is None:
                found[entry.msgid, entry.msgstr] = None
    return [Pair(source, translation) for source, translation in found]
