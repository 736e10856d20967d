"""`build/index.json`: which articles were rendered in which locale, for site builders.

    {"version": 1, "source": "en", "locales": {"es": [
        {"path": "news/talks.md", "title": "Conversaciones en Tirana",
         "units": 12, "translated": 12, "reviewed": 4, "blake2b": "..."}, ...], ...}}

Locales and articles are sorted by name. `translated` counts the units that have a text of the locale's own on
the page, `reviewed` those of them that a person stands behind; `blake2b` is the page's digest (16 bytes).
There are no dates: the same pages make the same file.

It also tells which pages l10n made. One that is not rendered any more is removed, unless somebody changed it.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import locale
from l10n.errors import LocaleError
from l10n.model import Tag
from l10n.pipeline.manifest import digest
from l10n.pipeline.standing import Place
from l10n.pipeline.writing import Writer
from l10n.project import Workspace

FILE = "index.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the index says of a page."""

    title: str
    units: int
    translated: int
    reviewed: int
    blake2b: str

    def as_json(self, path: str) -> dict[str, object]:
        """The index's words for the page of the article `path`."""
        return {"path": path} | {name: getattr(self, name) for name in self.__slots__}


class Index:
    """The index of a project's pages, as it was read and changed since."""

    def __init__(
        self, workspace: Workspace, found: Mapping[str, Mapping[str, object]], *, there: bool
    ) -> None:
        self._workspace = workspace
        self._before = found
        self._found = {tag: dict(pages) for tag, pages in found.items()}
        self._there = there

    @classmethod
    def read(cls, workspace: Workspace) -> "Index":
        """The index as it stands on disk; an empty one where there is none that can be used."""
        try:
            data = (workspace.config.build / FILE).read_bytes()
        except OSError:
            return cls(workspace, {}, there=False)
        try:
            return cls(workspace, _pages(json.loads(data)), there=True)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, LocaleError):
            return cls(workspace, {}, there=True)

    def pages(self, tag: Tag) -> Set[str]:
        """The articles that there is a page of in the locale."""
        return self._found.get(tag, {}).keys()

    def remove(
        self, gone: Collection[Place], all_articles: Iterable[PurePosixPath], writer: Writer
    ) -> list[Place]:
        """Drop the pages `gone`, and those of removed articles and locales; returns what was in the index.

        Their files are removed where they hold what was rendered.
        """
        articles = set(map(str, all_articles))
        targets = set(self._workspace.config.every_target)
        lost = [(path, tag) for path, tag in gone if str(path) in self.pages(tag)]
        for tag, pages in self._found.items():
            without = pages.keys() - articles if tag in targets else pages.keys()
            lost += [(PurePosixPath(path), Tag(tag)) for path in sorted(without)]
        for path, tag in lost:
            listed = self._found[tag].pop(str(path))
            page = self._workspace.build_path(path, tag)
            if isinstance(listed, dict) and _holds(page, listed["blake2b"]):
                writer.remove(page)
        return lost

    def write(self, listed: Mapping[Place, Listed], writer: Writer) -> None:
        """Say of the pages in `listed` what is said there, and write the index unless it is the same."""
        for (path, tag), one in listed.items():
            self._found.setdefault(tag, {})[str(path)] = one.as_json(str(path))
        self._found = {tag: pages for tag, pages in self._found.items() if pages}
        if self._found != self._before or not (self._there or not self._found):
            writer.write(self._workspace.config.build / FILE, self._to_bytes(), aside=True)

    def _to_bytes(self) -> bytes:
        locales = {
            tag: [pages[path] for path in sorted(pages, key=lambda path: path.split("/"))]
            for tag, pages in sorted(self._found.items())
        }
        said = {"version": 1, "source": self._workspace.config.source_locale, "locales": locales}
        return (json.dumps(said, ensure_ascii=False) + "\n").encode()


def _pages(said: Any) -> dict[str, dict[str, object]]:  # noqa: ANN401 - whatever the file says
    """What the index says by locale and article. Raises what odd JSON makes Python raise."""
    found: dict[str, dict[str, object]] = {}
    for tag, pages in said["locales"].items():
        found[locale.parse(tag)] = {_checked(page["path"], page["blake2b"]): page for page in pages}
    return found


def _checked(path: str, content: str) -> str:
    """`path`, which leads to no place but below a locale's folder. Raises for others."""
    if path.startswith("/") or ".." in path.split("/") or "\x00" in path or len(content.encode()) != 32:
        raise ValueError(path)
    path.encode()
    return path


def _holds(path: Path, content: str) -> bool:
    try:
        return digest(path.read_bytes()) == content
    except OSError:
        return False
