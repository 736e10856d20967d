"""The files of a project: which articles and catalogs there are, and where each belongs.

Reads and names files; decides nothing about their content. `l10n.pipeline` brings the stages together.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n import locale, registry
from l10n.config import Config
from l10n.errors import CatalogError, ConfigError, LocaleError, Location
from l10n.model import FormatOptions, Tag

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.formats.article import Article
    from l10n.glossary.schema import Glossary
    from l10n.text.srx import SrxRules

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
MESSAGES = "LC_MESSAGES"
"""The folder between locale and catalog that gettext's own tools look for."""


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A catalog's place on disk and what stood there when it was read."""

    path: Path
    data: bytes | None
    """None where there is no file yet."""

    def parse(self, name: str) -> "Catalog | None":
        """The catalog, None where there is none yet. Raises CatalogError."""
        from l10n.catalog.po import Catalog

        return None if self.data is None else Catalog.parse(self.data, name)


@dataclass(frozen=True)
class Workspace:
    """A project's folder, seen through its configuration."""

    config: Config

    def shown(self, path: Path) -> str:
        """`path` as a user of this project names it: relative to the project, with forward slashes."""
        try:
            return path.relative_to(self.config.root).as_posix()
        except ValueError:
            return path.as_posix()

    def article_paths(self) -> tuple[PurePosixPath, ...]:
        """Every article, relative to the source folder, sorted.

        What begins with an underscore is none, nor what lies in such a folder: `_addenda/`, `_includes/`.
        Only the `_index` that Hugo's sections have is.

        Raises ConfigError where the folder is missing, where two articles would share a catalog, and for a
        name with control characters, that no catalog could hold as a reference.
        """
        source = self.config.source
        if not source.is_dir():
            raise ConfigError(
                f"there is no folder {self.shown(source)}/ with articles",
                hint="make it, or name another with source = ...; `l10n init` starts a project",
            )
        suffixes = registry.suffixes()
        named = (n for n in _names(source) if _suffix(n).lower() in suffixes)
        found = sorted((n for n in named if not _set_aside(n)), key=_parts)
        by_stem: dict[str, str] = {}
        for name in found:
            if not name.isprintable() and _CONTROL.search(name):
                raise ConfigError(
                    "there is a line break or another control character in the name",
                    Location(self.shown(source / name)),
                    hint="rename the file or its folder",
                )
            other = by_stem.setdefault(name.removesuffix(_suffix(name)), name)
            if other is not name:
                raise ConfigError(
                    f"{name} and {other} would share one catalog",
                    Location(self.shown(source / name)),
                    hint="rename one of them: a catalog is named after its article without the suffix",
                )
        return tuple(map(PurePosixPath, found))

    def read_article(self, path: PurePosixPath) -> "Article":
        """The article at `path` under the source folder. Raises FormatError."""
        from l10n.formats.article import Article

        return Article.read(self.source_path(path), name=path, options=self.format_options)

    @property
    def format_options(self) -> FormatOptions:
        """What the project says about reading its articles."""
        return FormatOptions(
            front_matter_keys=self.config.front_matter_keys,
            string_keys=self.config.string_keys,
            code_comments=self.config.code_comments,
        )

    def read_glossary(self) -> "Glossary | None":
        """The project's glossary, None where it has none. Raises GlossaryError with every fault."""
        from l10n.glossary.schema import Glossary

        path = self.config.glossary
        return Glossary.read(path, name=self.shown(path)) if path.exists() else None

    def read_rules(self) -> "SrxRules | None":
        """The project's own rules for cutting sentences, None where it has none. Raises ConfigError."""
        from l10n.text.srx import SrxRules

        return None if self.config.srx is None else SrxRules.read(self.config.srx)

    def source_path(self, article: PurePosixPath) -> Path:
        """Where the article lies."""
        return self.config.source / article

    def template_path(self, article: PurePosixPath) -> Path:
        """Where the article's template (.pot) belongs."""
        return Path(f"{self.config.locales}/templates/{_stem(article)}.pot")

    def catalog_path(self, article: PurePosixPath, tag: Tag) -> Path:
        """Where the article's catalog of a locale belongs."""
        return Path(self.catalog_name(article, tag))

    def catalog_name(self, article: PurePosixPath, tag: Tag) -> str:
        """The same as a string: making ten thousand paths takes its time."""
        return f"{self._messages_folder(tag)}/{_stem(article)}.po"

    def shown_catalog(self, article: PurePosixPath, tag: Tag) -> str:
        """The same as `shown` names it."""
        return self.catalog_name(article, tag).removeprefix(self._prefix)

    def build_path(self, article: PurePosixPath, tag: Tag) -> Path:
        """Where the rendered article of a locale belongs."""
        return Path(f"{self.config.build}/{tag}/{article}")

    def read_catalog_file(self, path: Path) -> CatalogFile:
        """The bytes of a catalog, or that there is none yet."""
        try:
            return CatalogFile(path, path.read_bytes())
        except FileNotFoundError:
            return CatalogFile(path, None)
        except OSError as error:
            raise CatalogError(f"cannot be read: {error.strerror}", Location(self.shown(path))) from error

    def catalogs_without_article(
        self, articles: Sequence[PurePosixPath] | None = None
    ) -> dict[Tag, tuple[Path, ...]]:
        """Catalogs on disk whose article is gone or renamed, by locale, sorted; `articles` if known are all.

        l10n takes translations from them, and leaves them alone.
        """
        wanted = {f"{_stem(path)}.po" for path in (self.article_paths() if articles is None else articles)}
        return {
            tag: tuple(
                folder / MESSAGES / name
                for name in sorted(_names(folder / MESSAGES), key=_parts)
                if name.endswith(".po") and name not in wanted
            )
            for tag, folder in self._locale_folders.items()
        }

    def select(
        self, paths: Sequence[Path], articles: Sequence[PurePosixPath] | None = None
    ) -> tuple[PurePosixPath, ...]:
        """The articles that `paths` name: articles, their catalogs, or folders of either; all for none.

        `articles` are all of the project, where they are known. Raises ConfigError for a path that is none of
        the project's.
        """
        articles = self.article_paths() if articles is None else articles
        if not paths:
            return tuple(articles)
        chosen: set[PurePosixPath] = set()
        for path in paths:
            absolute = path.absolute()
            hits = [a for a in articles if any(_within(p, absolute) for p in self.files_of(a))]
            if not hits:
                raise ConfigError(
                    "is no article, catalog or folder of this project",
                    Location(path.as_posix()),
                    hint=f"articles live in {self.shown(self.config.source)}/; `l10n status` lists them",
                )
            chosen.update(hits)
        return tuple(a for a in articles if a in chosen)

    def files_of(self, article: PurePosixPath) -> Iterable[Path]:
        """The article, and every file that is made from it."""
        yield self.source_path(article)
        yield self.template_path(article)
        for tag in self.config.targets:
            yield self.catalog_path(article, tag)
            yield self.build_path(article, tag)

    def _messages_folder(self, tag: Tag) -> str:
        if tag not in self._messages:
            folder = self._locale_folders.get(tag) or self.config.locales / locale.to_posix(tag)
            self._messages[tag] = f"{folder}/{MESSAGES}"
        return self._messages[tag]

    @cached_property
    def _prefix(self) -> str:
        """What the names of all files of the project begin with."""
        return os.path.join(self.config.root, "")  # noqa: PTH118 - a Path cannot end with a slash

    @cached_property
    def _messages(self) -> dict[Tag, str]:
        """The folders of catalogs that were asked for."""
        return {}

    @cached_property
    def _locale_folders(self) -> Mapping[Tag, Path]:
        """The folders under `locales` by what they mean; two spellings of one locale are a ConfigError."""
        if not self.config.locales.is_dir():
            return {}
        found: dict[Tag, Path] = {}
        for folder in sorted(p for p in self.config.locales.iterdir() if (p / MESSAGES).is_dir()):
            try:
                tag = locale.parse(folder.name)
            except LocaleError:
                continue
            if tag in found:
                raise ConfigError(
                    f"{found[tag].name} and {folder.name} are two spellings of one locale, {tag}",
                    Location(self.shown(folder)),
                    hint="move the catalogs of one into the other and remove it",
                )
            found[tag] = folder
        return found


def _names(folder: Path) -> Iterator[str]:
    """The plain files below `folder`, named from there with forward slashes; hidden ones are left out.

    Names, not paths: a project may have ten thousand files, and making a `Path` of each takes its time.
    """
    top = os.fspath(folder)
    for here, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = here[len(top) :].replace(os.sep, "/").lstrip("/")
        prefix = f"{below}/" if below else ""
        yield from (prefix + name for name in names if not name.startswith("."))


def _set_aside(name: str) -> bool:
    """True for what begins with an underscore, or lies in a folder that does."""
    if not name.startswith("_") and "/_" not in name:
        return False
    *folders, file = name.split("/")
    hidden = file.startswith("_") and file.removesuffix(_suffix(file)) != "_index"
    return hidden or any(folder.startswith("_") for folder in folders)


def _parts(name: str) -> list[str]:
    """What sorts names as their paths sort: folder by folder."""
    return name.split("/")


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1]  # noqa: PTH122 - see _names


def _stem(article: PurePosixPath) -> str:
    """The article's name without its suffix, folders included."""
    return str(article).rpartition(".")[0]


def _within(path: Path, folder_or_file: Path) -> bool:
    return path == folder_or_file or folder_or_file in path.parents
