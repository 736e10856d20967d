"""The use cases: where formats, catalogs, engines, checks and rendering meet.

`Project` is the public face. Each of its methods is one stage; `run` is all of them in order. Everything is
read and understood before anything is written, so bad input leaves a project as it was.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from l10n.atomic import project_lock
from l10n.catalog.po import Catalog
from l10n.config import Config
from l10n.errors import CatalogError, ConfigError, ConflictError
from l10n.glossary.schema import Glossary
from l10n.model import Finding, Tag
from l10n.pipeline.batch import Batch, CheckResult, RunResult
from l10n.pipeline.checking import Checker, ordered, rules_named, unreadable
from l10n.pipeline.derivation import derive
from l10n.pipeline.merging import Merged, entries_for, merge_article, template_for
from l10n.pipeline.rendering import enough, texts
from l10n.pipeline.translation import Filled, engine_for, fill, wanted
from l10n.pipeline.writing import Writer
from l10n.project import Workspace
from l10n.report.text import plural
from l10n.status import Status, count

__all__ = ["CheckResult", "Project", "RunResult"]


def _silent(_: str) -> None:
    """Say nothing."""


def clock() -> datetime:
    """Now, or the moment SOURCE_DATE_EPOCH names (reproducible-builds.org), in UTC to the minute."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.replace(second=0, microsecond=0)


class Project:
    """A folder of articles, their catalogs and their glossary.

    >>> Project.open(".").run().status.locales  # doctest: +SKIP
    """

    def __init__(self, config: Config, *, say: Callable[[str], None] = _silent, wait: bool = True) -> None:
        self.config = config
        self.workspace = Workspace(config)
        self._say = say
        self._wait = wait
        self._now = clock()

    @classmethod
    def open(
        cls,
        start: str | Path = ".",
        *,
        config: Path | None = None,
        locales: Sequence[Tag] = (),
        say: Callable[[str], None] = _silent,
        wait: bool = True,
    ) -> "Project":
        """The project that `start` lies in, found upwards by its configuration; `locales` narrows targets.

        `say` is told in a line what takes long; `wait` decides what happens where another l10n works on the
        project. Raises ConfigError.
        """
        loaded = Config.load(Path(start), config)
        for tag in locales:
            if tag not in loaded.targets:
                known = ", ".join(loaded.targets)
                raise ConfigError(f"{tag} is no target of this project", hint=f"targets: {known}")
        if locales:
            loaded = loaded.model_copy(update={"targets": tuple(t for t in loaded.targets if t in locales)})
        return cls(loaded, say=say, wait=wait)

    def run(
        self,
        paths: Sequence[Path] = (),
        *,
        dry_run: bool = False,
        frozen: bool = False,
        redo: bool = False,
        reviewed_only: bool = False,
    ) -> RunResult:
        """Every stage in order. `dry_run` writes nothing; `frozen` neither writes nor asks an engine."""
        self.config.require_targets()
        glossary = self.workspace.read_glossary()
        with self._writing(dry_run or frozen) as writer:
            batch = self._load(paths)
            self._write_merged(batch, writer, templates=True)
            filled = () if frozen else self._fill(batch, glossary, redo, ask=not dry_run)
            self._derive(batch)
            self._write_merged(batch, writer, filled=filled)
            kept_back = self._render(batch, writer, reviewed_only, only_existing=frozen)
            findings = self._findings(batch, Checker(self.workspace, glossary, rules_named(())))
        return RunResult(batch.status(), tuple(ordered(findings)), writer.changed, filled, kept_back)

    def extract(self, paths: Sequence[Path] = (), *, dry_run: bool = False) -> RunResult:
        """Write the template of every article."""
        with self._writing(dry_run) as writer:
            batch = self._load(paths, targets=())
            for path, template in batch.templates.items():
                writer.write(self.workspace.template_path(path), template.to_bytes())
        return RunResult(batch.status(), changed=writer.changed)

    def merge(self, paths: Sequence[Path] = (), *, dry_run: bool = False) -> RunResult:
        """Bring templates and catalogs up to date with the articles; loses no translation."""
        self.config.require_targets()
        with self._writing(dry_run) as writer:
            batch = self._load(paths)
            self._write_merged(batch, writer, templates=True)
        return RunResult(batch.status(), changed=writer.changed)

    def translate(
        self, paths: Sequence[Path] = (), *, dry_run: bool = False, redo: bool = False
    ) -> RunResult:
        """Fill what has no translation by machine, after merging."""
        self.config.require_targets()
        glossary = self.workspace.read_glossary()
        with self._writing(dry_run) as writer:
            batch = self._load(paths)
            self._write_merged(batch, writer, templates=True)
            filled = self._fill(batch, glossary, redo, ask=not dry_run)
            self._derive(batch)
            self._write_merged(batch, writer, filled=filled)
        return RunResult(batch.status(), changed=writer.changed, filled=filled)

    def render(
        self, paths: Sequence[Path] = (), *, dry_run: bool = False, reviewed_only: bool = False
    ) -> RunResult:
        """Write the translated articles, from articles and catalogs as they are."""
        self.config.require_targets()
        with self._writing(dry_run) as writer:
            batch = self._load(paths)
            kept_back = self._render(batch, writer, reviewed_only)
        return RunResult(batch.status(), changed=writer.changed, kept_back=kept_back)

    def status(self, paths: Sequence[Path] = ()) -> Status:
        """How far the translation is, as it would be after merging; writes nothing."""
        return self._load(paths).status()

    def check(self, paths: Sequence[Path] = (), *, rules: Sequence[str] = ()) -> list[Finding]:
        """What is wrong with articles, catalogs and glossary, ordered by file and place."""
        return list(self.examine(paths, rules=rules).findings)

    def examine(self, paths: Sequence[Path] = (), *, rules: Sequence[str] = ()) -> CheckResult:
        """As `check`, with what was looked at. Catalogs are read as they stand on disk, not merged."""
        checker = Checker(self.workspace, self.workspace.read_glossary(), rules_named(rules))
        findings = checker.own_glossary()
        units, readable = 0, True
        for path in self.workspace.select(paths):
            article = self.workspace.read_article(path)
            units += len(article.units)
            findings += checker.article(article)
            for tag in self.config.targets:
                file = self.workspace.read_catalog_file(self.workspace.catalog_path(path, tag))
                try:
                    catalog = file.parse(self.workspace.shown(file.path))
                except CatalogError as error:
                    findings += unreadable(error, tag)
                    readable = False
                    continue
                if catalog is not None:
                    units += len(catalog.active)
                    findings += checker.catalog(catalog, tag)
        return CheckResult(tuple(ordered(findings)), units, readable)

    def articles_of(self, paths: Sequence[Path]) -> tuple[PurePosixPath, ...]:
        """The articles whose template, catalog or rendered form is among `paths`, in the project's order."""
        wanted = set(paths)
        return tuple(
            article
            for article in self.workspace.article_paths()
            if wanted.intersection(self.workspace.files_of(article))
        )

    def _load(self, paths: Sequence[Path], targets: Sequence[Tag] | None = None) -> Batch:
        """Read and merge in memory everything a stage needs; raises before anything is written."""
        batch = Batch()
        for path in self.workspace.select(paths):
            article = self.workspace.read_article(path)
            entries = entries_for(self.workspace, article)
            template = template_for(self.workspace, path, entries, self._now)
            batch.articles.append(article)
            batch.templates[path] = template
            for tag in self.config.targets if targets is None else targets:
                batch.merged[tag, path] = self._merge(batch, tag, path)
        return batch

    def _fill(self, batch: Batch, glossary: Glossary | None, redo: bool, *, ask: bool) -> tuple[Filled, ...]:
        """Machine-translate into the batch; one `Filled` for each locale that lacked something.

        Without `ask` the engine is only named. Derived locales lack nothing that an engine could give.
        """
        done = []
        source = self.config.source_locale
        for tag in self.config.targets:
            catalogs = [m.catalog for (t, _), m in batch.merged.items() if t == tag]
            missing = sum(wanted(e, redo) for c in catalogs for e in c.active)
            if not missing or self.config.origin(tag):
                continue
            engine = engine_for(self.config, tag)
            if engine is None:
                done.append(Filled(tag, missing))
                continue
            if not ask:
                done.append(Filled(tag, missing, engine=engine.signature(source, tag)))
                continue
            self._say(f"{tag}: translating {plural(missing, 'unit')} with {engine.signature(source, tag)}")
            filled = fill(catalogs, engine, (source, tag), glossary, redo)
            for place, merged in batch.merged.items():
                if place[0] == tag:
                    batch.merged[place] = merged.with_catalog(filled.apply(merged.catalog), self._now)
            done.append(filled)
        return tuple(done)

    def _derive(self, batch: Batch) -> None:
        """Let derived locales follow from what their origins now have."""
        for (tag, path), merged in batch.merged.items():
            batch.merged[tag, path] = self._derived(batch, tag, path, merged)

    def _derived(self, batch: Batch, tag: Tag, path: PurePosixPath, merged: Merged) -> Merged:
        origin = self.config.origin(tag)
        if origin is None:
            return merged
        known = batch.merged.get((origin, path)) or self._merge(batch, origin, path)
        return merged.with_catalog(derive(merged.catalog, known.catalog, origin), self._now)

    def _merge(self, batch: Batch, tag: Tag, path: PurePosixPath) -> Merged:
        return merge_article(self.workspace, path, batch.templates[path], tag, self._now)

    def _write_merged(
        self, batch: Batch, writer: Writer, *, templates: bool = False, filled: Sequence[Filled] = ()
    ) -> None:
        if templates:
            for path, template in batch.templates.items():
                writer.write(self.workspace.template_path(path), template.to_bytes())
        for (tag, path), merged in batch.merged.items():
            current = merged
            try:
                writer.write(current.file.path, current.data, expected=current.file)
            except ConflictError:
                # Somebody saved the catalog meanwhile: their text stands, ours goes into what is still empty.
                current = self._derived(batch, tag, path, self._merge(batch, tag, path))
                for one in filled:
                    if one.locale == tag:
                        current = current.with_catalog(one.apply(current.catalog), self._now)
                writer.write(current.file.path, current.data, expected=current.file)
            batch.merged[tag, path] = current.written()

    def _render(
        self, batch: Batch, writer: Writer, reviewed_only: bool, *, only_existing: bool = False
    ) -> tuple[tuple[PurePosixPath, Tag], ...]:
        drafts = self.config.drafts and not reviewed_only
        kept_back = []
        for article in batch.articles:
            for tag in self.config.targets:
                catalog = batch.merged[tag, article.path].catalog
                if not enough(count(catalog.active), drafts, self.config.keep):
                    kept_back.append((article.path, tag))
                    continue
                path = self.workspace.build_path(article.path, tag)
                if not only_existing or path.exists():
                    fallback = self._fallback(batch, article.path, tag, drafts)
                    writer.write(path, article.render(texts(catalog, drafts, fallback)))
        return tuple(kept_back)

    def _fallback(self, batch: Batch, article: PurePosixPath, tag: Tag, drafts: bool) -> dict[str, str]:
        """What the locales that `tag` falls back to have to show, the nearest winning."""
        settings = self.config.locale.get(tag)
        if settings is None or settings.fallback is None or (settings.fallback, article) not in batch.merged:
            return {}
        return texts(batch.merged[settings.fallback, article].catalog, drafts)

    def _findings(self, batch: Batch, checker: Checker) -> list[Finding]:
        findings = checker.own_glossary()
        for article in batch.articles:
            findings += checker.article(article)
        for (tag, _), merged in batch.merged.items():
            named = Catalog.parse(merged.data, self.workspace.shown(merged.file.path))
            findings += checker.catalog(named, tag)
        return findings

    @contextmanager
    def _writing(self, dry: bool) -> Iterator[Writer]:
        if dry:
            yield Writer(dry=True)
            return
        with project_lock(self.config.root / ".l10n", wait=self._wait, notify=self._say):
            yield Writer(dry=False)
