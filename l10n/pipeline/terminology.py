"""The glossary's exchange with the world: what is read, what is written, and what the project's texts say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.atomic import write_if_changed
from l10n.errors import ConfigError, GlossaryError, Location
from l10n.model import Tag
from l10n.project import Workspace
from l10n.report.text import plural

if TYPE_CHECKING:
    from l10n.glossary.exchange.plan import Imported, Plan
    from l10n.glossary.schema import Glossary, Target, Term
    from l10n.glossary.suggestion import Pair
    from l10n.locale import Subject

FORMATS = ("csv", "tsv", "tbx", "deepl")
"""What `export` writes; `import` tells them by suffix and header."""
_TBX = (".tbx", ".tbxm", ".xml")
_TABLES = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True, slots=True)
class Addition:
    """What one source of terms adds to the glossary."""

    name: str
    """The file, as the user typed it; `CLDR`, `suggestions`."""
    glossary: str
    """The glossary, as the user would type it."""
    plan: "Plan"
    unplaced: "tuple[Term, ...]"
    """Terms whose new targets found no room beside what stands there."""
    notes: tuple[str, ...]
    """What was left out, a line each."""

    @property
    def contradicted(self) -> bool:
        """True where not all could be added."""
        return bool(self.plan.conflicts or self.unplaced)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A name of the articles, with what it is called in the project's locales."""

    name: str
    count: int
    article: str
    """Where it stands first: the article's path under the source folder."""
    targets: "Mapping[Tag, Target]"
    """By locale, where CLDR or the catalogs say."""


class GlossaryFile:
    """The project's glossary as a file that terms are added to; nothing is written before `save`."""

    def __init__(self, workspace: Workspace, *, required: bool = False) -> None:
        """Reads it; starts one where there is none, unless it is `required`.

        Raises GlossaryError with every fault, ConfigError for one that is required and missing.
        """
        from l10n.glossary.exchange.extension import NEW
        from l10n.glossary.schema import Glossary

        self.path = workspace.config.glossary
        self.name = workspace.shown(self.path)
        self._data = self.path.read_bytes() if self.path.exists() else None
        if self._data is not None:
            self.glossary = Glossary.read(self.path, name=self.name)
            self._text = self._data.decode("utf-8")
        elif required:
            raise ConfigError(f"there is no {self.name}", hint="`l10n init` writes one to start from")
        else:
            self._text = NEW.format(source=workspace.config.source_locale)
            self.glossary = Glossary.parse(self._text, self.name)

    def require_source(self, tag: Tag | None) -> None:
        """Raise ConfigError where `tag` is another language than that of the glossary's source forms."""
        from l10n.glossary.exchange.cells import source_of

        if tag is not None and not source_of(tag, self.glossary.source_locale):
            raise ConfigError(
                f"the source locale of {self.name} is {self.glossary.source_locale}, not {tag}",
                hint="swap the columns, or import into a project that has that source locale",
            )

    def extend(
        self, imported: "Imported", *, approve: bool, kept: Sequence[Tag] = (), proposing: bool = False
    ) -> Addition:
        """Add terms in memory, see `make_plan`. Raises GlossaryError where nothing can be added."""
        from l10n.glossary.exchange.extension import extended
        from l10n.glossary.exchange.plan import make_plan
        from l10n.glossary.schema import Glossary

        plan = make_plan(self.glossary, imported, approve=approve, kept=kept, proposing=proposing)
        unplaced: tuple[Term, ...] = ()
        if plan.new or plan.filled:
            made = extended(self._text, self.glossary, plan)
            self._text, unplaced = made.text, made.unplaced
            self.glossary = Glossary.parse(self._text.removeprefix("\ufeff"), self.name)
        notes = list(imported.notes)
        if plan.skipped:
            number, tags = plural(plan.skipped.total(), "target"), ", ".join(plan.skipped)
            notes.append(f"{number} left out in locales that the glossary is not kept for: {tags}")
        return Addition(imported.name, self.name, plan, unplaced, tuple(notes))

    def propose(self, found: Sequence[Suggested]) -> Addition:
        """Add suggestions as drafts, in memory."""
        from l10n.glossary.exchange.plan import Imported
        from l10n.glossary.suggestion import as_term

        terms = tuple(as_term(one.name, one.targets) for one in found)
        return self.extend(Imported("suggestions", terms), approve=False, proposing=True)

    def save(self, *, dry_run: bool) -> bool:
        """Write the file if anything was added; True if it was, or would be.

        Raises ConflictError where somebody else changed it meanwhile.
        """
        data = self._text.encode()
        if data == self._data or (self._data is None and not self.glossary.terms):
            return False
        if not dry_run:
            write_if_changed(self.path, data, expected=self._data)
        return True


def read_terms(path: Path, source: Tag, target: Tag | None) -> "Imported":
    """The terms of a table or a TBX file; `target` is the locale of a table of pairs.

    Raises GlossaryError with every fault, ConfigError for a file that is neither.
    """
    from l10n.glossary.exchange import columns, rows, table, tbx

    name = path.as_posix()
    suffix = path.suffix.lower()
    if suffix not in (*_TBX, *_TABLES):
        raise ConfigError(
            f"nothing here reads {suffix or 'a file without suffix'}",
            Location(name),
            hint="name it .csv, .tsv or .tbx; spreadsheets save as CSV in UTF-8",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"cannot be read: {error.strerror}", Location(name), hint="is it the right path?"
        ) from error
    if suffix in _TBX:
        return tbx.read(data, name, source)
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


def suggested(
    workspace: Workspace, glossary: "Glossary", *, minimum: int, limit: int
) -> tuple[Suggested, ...]:
    """Names of the articles that `glossary` does not have, the most prominent first, at most `limit`.

    CLDR's names go before what the catalogs say. Raises FormatError and CatalogError.
    """
    from l10n.glossary.suggestion import suggestions, with_targets

    listed = workspace.article_paths()
    texts = list(article_texts(workspace, listed))
    pairs = {tag: reviewed_pairs(workspace, listed, tag) for tag in workspace.config.targets}
    found = suggestions([text for _, text in texts], glossary, pairs, minimum=minimum, limit=limit)
    named = cldr_terms(workspace, ("territories", "languages", "currencies"), everything=True)
    return tuple(
        Suggested(one.name, one.count, str(texts[one.first][0]), one.targets)
        for one in with_targets(found, named.terms)
    )


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
