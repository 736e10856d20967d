"""`run --watch`: the main job again whenever a file of the project changes."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.cli import console
from l10n.cli.options import project
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.pipeline.watching import Places


def watch_project(
    paths: Sequence[Path], locales: list[str] | None, config: Path | None, *, reviewed_only: bool
) -> None:
    """Run, and run again on every change, until Ctrl-C between two runs. What is wrong is told.

    Raises ConfigError where there is no project or nothing to watch it with.
    """
    from l10n.config import Config, find
    from l10n.pipeline.watching import Places, Watch

    file = find(Path.cwd()) if config is None else config.absolute()
    watch = Watch(Places((), (file,)))
    with suppress(L10nError):
        watch.places = Places.of(Config.load(Path.cwd(), config))
    runs = _Runs(paths, locales, config, reviewed_only)
    try:
        for _ in watch.moments():
            watch.places = runs.again() or watch.places
    except KeyboardInterrupt:
        if runs.working:
            raise
        console.note("stopped watching")


class _Runs:
    """One run after another, of which those that find nothing new say nothing."""

    def __init__(
        self, paths: Sequence[Path], locales: list[str] | None, config: Path | None, reviewed_only: bool
    ) -> None:
        self._paths = paths
        self._locales = locales
        self._config = config
        self._reviewed_only = reviewed_only
        self._last: object = None
        self._told = False
        self.working = False
        """True where an interruption leaves work undone."""

    def again(self) -> "Places | None":
        """Run, and say what is new; the places to watch from now on, None where the settings are faulty."""
        from l10n.cli.stages import tell
        from l10n.pipeline.watching import Places

        places = None
        try:
            work = project(self._config, self._locales)
            places = Places.of(work.config)
            self.working = True
            done = work.run(self._paths, reviewed_only=self._reviewed_only)
            self.working = False
            outcome = (done.status, done.findings, done.kept_back)
            if done.changed or done.removed or outcome != self._last:
                tell(work, done)
            self._last = outcome
        except L10nError as error:
            self.working = False
            console.error(error)
            self._last = None
        if places and not self._told:
            watched = ", ".join(path.name for path in (*places.folders, *places.files))
            console.note(f"watching {watched}; Ctrl-C ends it")
            self._told = True
        return places
