"""The use cases: where formats, catalogs, engines, checks and rendering meet.

`Project` is the public face. Each of its methods is one stage; `run` is all of them in order. Everything is
read and understood before anything is written, so bad input leaves a project as it was. What is known to be
up to date is not read at all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.atomic import project_lock, write_if_changed
from l10n.config import Config
from l10n.errors import ConfigError
from l10n.model import Finding, Tag
from l10n.pipeline import rendering, stages
from l10n.pipeline.baseline import written
from l10n.pipeline.batch import Batch, CheckResult, RunResult
from l10n.pipeline.changes import Changes, changed, touched
from l10n.pipeline.checking import Checker
from l10n.pipeline.examination import Narrowed, against_baseline, examine, with_places
from l10n.pipeline.findings import ordered
from l10n.pipeline.known import FOLDER, Known
from l10n.pipeline.moment import clock
from l10n.pipeline.options import Options
from l10n.pipeline.places import placed
from l10n.pipeline.writing import Writer
from l10n.project import Workspace
from l10n.status import Status

if TYPE_CHECKING:
    from l10n.pipeline.fixing import Fixed
    from l10n.pipeline.options import Watch
    from l10n.ports import Quality

__all__ = ["CheckResult", "Project", "RunResult", "clock"]


def _silent(_: str) -> None:
    """Say nothing."""


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
        watch: "Watch | None" = None,
    ) -> RunResult:
        """Every stage in order. `dry_run` writes nothing; `frozen` neither writes nor asks an engine.

        `frozen` also believes in no file's size and time: it reads every file. `watch` is told how far
        machine translation is, from any thread.
        """
        self.config.require_targets()
        drafts = self.config.drafts and not reviewed_only
        with self._writing(dry_run or frozen) as writer:
            known = Known(self.workspace, trusting=not frozen)
            checker = Checker(self.workspace, known)
            checker.require_glossary()
            batch = self._batch(known, paths)
            how = None if frozen else Options(redo=redo, watch=watch)
            filled = stages.translate(batch, checker, writer, how, self._say)
            kept_back = rendering.render(batch, writer, drafts=drafts, only_existing=frozen)
            findings = checker.reported(stages.findings(batch, checker), compared=False)
            self._remember(batch, writer)
        told = CheckResult(tuple(ordered(findings)), units=0, readable=True)
        left = against_baseline(self.workspace, told, None).findings
        return RunResult(batch.status(), left, writer.changed, writer.removed, filled, kept_back)

    def extract(self, paths: Sequence[Path] = (), *, dry_run: bool = False) -> RunResult:
        """Write the template of every article."""
        with self._writing(dry_run) as writer:
            batch = self._batch(Known(self.workspace), paths, targets=())
            stages.write_templates(batch, writer)
            self._remember(batch, writer)
        return RunResult(batch.status(), changed=writer.changed)

    def merge(self, paths: Sequence[Path] = (), *, dry_run: bool = False) -> RunResult:
        """Bring templates and catalogs up to date with the articles; loses no translation."""
        self.config.require_targets()
        with self._writing(dry_run) as writer:
            batch = self._batch(Known(self.workspace), paths)
            stages.write_templates(batch, writer)
            stages.write_catalogs(batch, writer)
            self._remember(batch, writer)
        return RunResult(batch.status(), changed=writer.changed)

    def translate(
        self,
        paths: Sequence[Path] = (),
        *,
        dry_run: bool = False,
        redo: bool = False,
        since: str | None = None,
        limit: int | None = None,
        quality: "Quality | None" = None,
        cluster: str = "",
        watch: "Watch | None" = None,
    ) -> RunResult:
        """Fill what has no translation by machine, after merging.

        `since` a revision of git: only articles that are different since. `limit` in units of each locale;
        `quality` instead of the configured one; `cluster` the address of a Dask scheduler; `watch` as in
        `run`. Finished articles are on disk, and finished sentences are remembered, whatever ends this.
        """
        self.config.require_targets()
        with self._writing(dry_run) as writer:
            known = Known(self.workspace)
            checker = Checker(self.workspace, known)
            checker.require_glossary()
            batch = self._batch(known, paths, since=since)
            how = Options(redo=redo, limit=limit, quality=quality, cluster=cluster, watch=watch)
            filled = stages.translate(batch, checker, writer, how, self._say)
            self._remember(batch, writer)
        return RunResult(batch.status(), changed=writer.changed, filled=filled)

    def render(
        self, paths: Sequence[Path] = (), *, dry_run: bool = False, reviewed_only: bool = False
    ) -> RunResult:
        """Write the translated articles, from articles and catalogs as they are."""
        self.config.require_targets()
        drafts = self.config.drafts and not reviewed_only
        with self._writing(dry_run) as writer:
            batch = self._batch(Known(self.workspace), paths)
            kept_back = rendering.render(batch, writer, drafts=drafts)
            self._remember(batch, writer)
        return RunResult(batch.status(), changed=writer.changed, removed=writer.removed, kept_back=kept_back)

    def status(self, paths: Sequence[Path] = ()) -> Status:
        """How far the translation is, as it would be after merging; writes no file of the project."""
        with self._sentences():
            batch = self._batch(Known(self.workspace), paths)
            found = batch.status()
            batch.note()
        batch.known.save()
        return found

    def check(self, paths: Sequence[Path] = (), *, rules: Sequence[str] = ()) -> list[Finding]:
        """What is wrong with articles, catalogs and glossary, ordered by file and place.

        Without what the configuration, comments and the baseline say is not to be reported.
        """
        return list(self.examine(paths, rules=rules).findings)

    def examine(
        self,
        paths: Sequence[Path] = (),
        *,
        rules: Sequence[str] = (),
        changed_since: str | None = None,
        baseline: Path | None = None,
        source_only: bool = False,
        quotes: bool = True,
    ) -> CheckResult:
        """As `check`, with what was looked at. Catalogs are read as they stand on disk, not merged.

        `changed_since` a revision of git: only what is different since. `baseline` is the file to use instead
        of the project's own, which may be absent. With `source_only` only articles are looked at. Without
        `quotes` the lines to show may be missing. Raises ConfigError.
        """
        found = self._examined(paths, rules, changed_since, source_only=source_only)
        found = against_baseline(self.workspace, found, baseline)
        whole = not (paths or rules or changed_since or source_only)
        if not whole or self.config.targets != self.config.every_target:
            found = replace(found, gone=0)
        return with_places(self.workspace, found, quotes=quotes)

    def write_baseline(self, file: Path | None = None) -> CheckResult:
        """Make the errors and warnings of now the project's baseline, so that they are reported no more.

        What is wrong is returned. Nothing is written where a catalog cannot be read.
        """
        place = self.config.root / self.config.check.baseline if file is None else file
        found = self._examined((), (), None)
        if found.readable:
            write_if_changed(place, written(found.findings))
        return with_places(self.workspace, found)

    def fix(
        self,
        paths: Sequence[Path] = (),
        *,
        rules: Sequence[str] = (),
        source_only: bool = False,
        by_hand: bool = False,
        dry_run: bool = False,
    ) -> "Fixed":
        """Write the corrections that `check` is certain of into articles and catalogs.

        Again until nothing is left to correct, as one correction may let another be seen. Translations that a
        person stands behind only with `by_hand`. Raises ConflictError for a file that is saved meanwhile.
        """
        from l10n.pipeline.fixing import fix_in_rounds

        find = partial(self._correctable, paths, rules, source_only=source_only)
        with self._writing(dry_run) as writer:
            return fix_in_rounds(self.workspace, paths, find, writer, self._now, by_hand=by_hand)

    def _correctable(
        self, paths: Sequence[Path], rules: Sequence[str], *, source_only: bool
    ) -> list[Finding]:
        """The findings that have a correction, each with the place of what it is about."""
        found = self._examined(paths, rules, None, source_only=source_only).findings
        certain = [one for one in found if one.fix is not None]
        return [shown.finding for shown in placed(self.workspace, certain)]

    def _examined(
        self,
        paths: Sequence[Path],
        rules: Sequence[str],
        changed_since: str | None,
        *,
        source_only: bool = False,
    ) -> CheckResult:
        known = Known(self.workspace)
        chosen = self.workspace.select(paths, known.articles)
        narrowed: Narrowed = list
        if changed_since is not None:
            changes = Changes.since(self.config.root, changed_since)
            narrowed = partial(changed, self.workspace, chosen, changes)
        found = examine(self.workspace, known, chosen, rules, narrowed, source_only=source_only)
        known.save()
        return found

    def articles_of(self, paths: Sequence[Path]) -> tuple[PurePosixPath, ...]:
        """The articles whose template, catalog or rendered form is among `paths`, in the project's order."""
        wanted = set(paths)
        return tuple(
            article
            for article in self.workspace.article_paths()
            if wanted.intersection(self.workspace.files_of(article))
        )

    def _batch(
        self,
        known: Known,
        paths: Sequence[Path],
        targets: Sequence[Tag] | None = None,
        since: str | None = None,
    ) -> Batch:
        """The chosen articles; what is out of date is read, so that it raises before anything is written."""
        tags = self.config.targets if targets is None else targets
        chosen = self.workspace.select(paths, known.articles)
        if since is not None:
            chosen = touched(self.workspace, chosen, Changes.since(self.config.root, since))
        return Batch(self.workspace, known, self._now, chosen, tags)

    def _remember(self, batch: Batch, writer: Writer) -> None:
        if not writer.dry:
            batch.note()
            batch.known.save()

    def _sentences(self) -> AbstractContextManager[None]:
        """Within it sentences are cut by the project's own rules, if it has any."""
        from l10n.text.segment import using

        return using(self.workspace.read_rules())

    @contextmanager
    def _writing(self, dry: bool) -> Iterator[Writer]:
        with self._sentences():
            if dry:
                yield Writer(dry=True)
                return
            with project_lock(self.config.root / FOLDER, wait=self._wait, notify=self._say):
                yield Writer(dry=False)
