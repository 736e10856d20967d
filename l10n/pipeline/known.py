"""What need not be done again: facts about the files of a project that held for their content.

Every fact names, as one digest, the contents that it follows from. It holds wherever those contents are the
same again, whatever happened in between; so facts that a killed or a narrowed run left are as true as any.
What all facts follow from besides (this program and the configuration) is the basis of the manifest.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from l10n.atomic import write_if_changed
from l10n.config import Config
from l10n.errors import ConfigError
from l10n.model import Tag
from l10n.pipeline.contents import Contents, tick
from l10n.pipeline.manifest import Manifest, Record, Section, digest, together
from l10n.pipeline.standing import Standing
from l10n.project import Workspace
from l10n.status import Counts

FOLDER = ".l10n"
FILE = "manifest"
_COUNTED = len(Counts.__slots__)
_STAMPED = ("sources", "templates", "catalogs", "pages", "glossaries")
"""The kinds of files that are told by digest."""


def part_key(article: PurePosixPath, tag: Tag | None = None) -> str:
    """What an article, or what it has in a locale, is known by."""
    return f"{tag or ''}:{article}"


class Known:
    """What earlier commands found out about the articles, catalogs and pages of one project."""

    def __init__(self, workspace: Workspace, *, trusting: bool = True) -> None:
        """`trusting` takes a file whose size and time are the same for unchanged; else every file is read."""
        self._workspace = workspace
        self._folder = workspace.config.root / FOLDER
        self._manifest = Manifest.read(self._folder / FILE)
        self._contents = Contents(tick(self._folder), trusting=trusting and "CI" not in os.environ)
        self._files = {name: _Files(self._contents, partial(self._section, name)) for name in _STAMPED}
        self._written: dict[tuple[PurePosixPath, Tag | None], None] = {}
        rules = workspace.config.srx
        said = (meaning(workspace.config), digest(rules.read_bytes()) if rules and rules.exists() else "")
        self._basis = together(installation(), *said)

    @property
    def basis(self) -> str:
        """What all facts follow from besides files of the project: this program and the configuration."""
        return self._basis

    @cached_property
    def keeps(self) -> bool:
        """True where later commands get to know what is noted: where the project has a folder for that."""
        return self._folder.is_dir()

    @cached_property
    def articles(self) -> tuple[PurePosixPath, ...]:
        """Every article of the project, sorted, as they were when first asked for."""
        return self._workspace.article_paths()

    def source(self, article: PurePosixPath) -> str:
        """The digest of an article, "" where it is gone; so are the next three."""
        return self._files["sources"].digest(part_key(article), self._workspace.source_path, article)

    def template(self, article: PurePosixPath) -> str:
        """The digest of an article's template."""
        return self._files["templates"].digest(part_key(article), self._workspace.template_path, article)

    def catalog(self, article: PurePosixPath, tag: Tag) -> str:
        """The digest of an article's catalog."""
        return self._files["catalogs"].digest(
            part_key(article, tag), self._workspace.catalog_name, article, tag
        )

    def read_catalog(self, article: PurePosixPath, tag: Tag) -> tuple[bytes, str]:
        """What an article's catalog holds, and its digest. Raises OSError."""
        return self._contents.read(self._workspace.catalog_name(article, tag))

    def page(self, article: PurePosixPath, tag: Tag) -> str:
        """The digest of a rendered article."""
        return self._files["pages"].digest(part_key(article, tag), self._workspace.build_path, article, tag)

    def glossary(self, *, again: bool = False) -> str:
        """The digest of the glossary, "" where there is none; with `again` as it is now."""
        if again:
            self._files["glossaries"].forget(":")
        return self._files["glossaries"].digest(":", lambda: self._workspace.config.glossary)

    def wrote(self, article: PurePosixPath, tag: Tag | None = None) -> None:
        """An article's template was written; or, with a locale, its catalog or its page."""
        for name in ("templates",) if tag is None else ("catalogs", "pages"):
            self._files[name].forget(part_key(article, tag))
        self._written[article, tag] = None

    def recall(self, fact: str, key: str, *inputs: str) -> Record | None:
        """What was found out for `key` from these inputs, without the inputs."""
        record = self._section(fact).records.get(key)
        return record[1:] if record is not None and record[0] == together(*inputs) else None

    def note(self, fact: str, key: str, found: Record, *inputs: str) -> None:
        """Remember what was found out for `key` from these inputs."""
        self._section(fact).put(key, [together(*inputs), *found])

    def extracted(self, article: PurePosixPath) -> bool:
        """True where the article's template is up to date."""
        inputs = self.source(article), self.template(article)
        return self.recall("extracted", part_key(article), *inputs) is not None

    def standings(self, article: PurePosixPath, tags: Iterable[Tag]) -> dict[Tag, Standing]:
        """How the article's catalogs stand that are up to date with the article and its template."""
        made_of = self.source(article), self.template(article)
        found = {}
        for tag in tags:
            record = self.recall("merged", part_key(article, tag), *made_of, self.catalog(article, tag))
            if record is not None:
                found[tag] = Standing(Counts(*record[:_COUNTED]), *record[_COUNTED:])
        return found

    def standing(self, article: PurePosixPath, tag: Tag) -> Standing | None:
        """The same of one catalog."""
        return self.standings(article, (tag,)).get(tag)

    def note_standing(self, article: PurePosixPath, tag: Tag, standing: Standing, *inputs: str) -> None:
        """Remember how a catalog stands that is up to date; `inputs` as in `standing`."""
        counts = [getattr(standing.counts, name) for name in Counts.__slots__]
        found = [*counts, standing.wanted, standing.redone, standing.lacks, standing.spares]
        self.note("merged", part_key(article, tag), found, *inputs)

    def save(self) -> None:
        """Write down what is new. A manifest that cannot be written costs time and nothing else."""
        if not self.keeps:
            return
        self._contents.settle(tick(self._folder))
        for article, tag in self._written:
            _ = (
                self.template(article)
                if tag is None
                else (self.catalog(article, tag), self.page(article, tag))
            )
        if not self._manifest.changed:
            return
        articles = set(map(str, self.articles))
        self._manifest.keep(lambda key: key.partition(":")[2] in articles or key == ":")
        with contextlib.suppress(ConfigError):
            write_if_changed(self._folder / FILE, self._manifest.to_bytes())

    def _section(self, name: str) -> Section:
        return self._manifest.section(name, self._basis)


class _Files:
    """The digests of the files of one kind, each looked at once."""

    def __init__(self, contents: Contents, stamps: Callable[[], Section]) -> None:
        self._contents = contents
        self._section = stamps
        self._digests: dict[str, str] = {}

    def digest(self, key: str, place: Callable[..., Path | str], *names: str | PurePosixPath) -> str:
        """The digest of the file at `place(*names)`, known by `key`."""
        known = self._digests.get(key)
        if known is None:
            known = self._contents.digest(self._stamps, key, os.fspath(place(*names)))
            self._digests[key] = known
        return known

    def forget(self, key: str) -> None:
        """Look at the file again when somebody asks."""
        self._digests.pop(key, None)

    @cached_property
    def _stamps(self) -> Section:
        """Read when first asked for: most commands look at few kinds of files."""
        return self._section()


def meaning(config: Config) -> str:
    """What the configuration says, however it is written; not where it lies, nor which targets are chosen."""

    def inside(path: object) -> str:
        return os.path.relpath(str(path), config.root)

    said = config.model_dump(exclude={"root", "file", "targets"})
    return json.dumps(said, sort_keys=True, default=inside)


def installation() -> str:
    """This program and what is installed beside it: what may give another result after an upgrade."""
    package = Path(__file__).resolve().parent.parent
    code = (digest(path.read_bytes()) for path in sorted(package.rglob("*.py")))
    folders = (Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages")))
    installed = (path.name for folder in folders for path in sorted(folder.glob("*.dist-info")))
    return together(sys.version, *code, *installed)
