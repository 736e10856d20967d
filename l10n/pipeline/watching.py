"""Tells when files of a project change, so that work on them can be done again at once."""

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from l10n.config import Config
from l10n.errors import ConfigError

_PATIENCE = 0.25
"""Seconds between looks at single files, which editors replace, so that nothing can be told to watch them."""
_QUIET = 50
"""Milliseconds without a change after which a row of changes counts as over."""
_LONGEST = 400
"""Milliseconds after which changes are told even if more come."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where changes count: in folders with all they hold, and in single files. None of them need exist."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]

    @classmethod
    def of(cls, config: Config) -> "Places":
        """Where articles, catalogs, glossary, rules and configuration of a project lie."""
        rules = () if config.srx is None else (config.srx,)
        return cls((config.source, config.locales), (config.glossary, config.file, *rules))

    def there(self) -> tuple[Path, ...]:
        """The folders that exist."""
        return tuple(folder for folder in self.folders if folder.is_dir())

    def stamps(self) -> list[tuple[int, int] | None]:
        """Sizes and times of the single files, None for those that do not exist."""
        return list(map(_stamp, self.files))


class Watch:
    """A look-out for changes. What is written while they are worked on counts as the next change."""

    def __init__(self, places: Places) -> None:
        """Raises ConfigError where watchfiles is not installed."""
        try:
            import watchfiles  # noqa: F401
        except ImportError as error:
            raise ConfigError(
                "--watch needs watchfiles, which is not installed",
                hint="pip install 'l10n-toolkit[watch]'",
            ) from error
        self.places = places
        """May be set to others at any time."""

    def moments(self) -> Iterator[None]:
        """Comes back at once, and then whenever something has changed since it came back.

        Raises KeyboardInterrupt where a signal interrupts the waiting.
        """
        while True:
            places, there = self.places, self.places.there()
            with closing(_events(there)) as events:
                next(events)
                while (self.places, self.places.there()) == (places, there):
                    stamps = places.stamps()
                    yield
                    self._wait(events, places, there, stamps)

    def _wait(
        self,
        events: Iterator[bool],
        places: Places,
        there: tuple[Path, ...],
        stamps: list[tuple[int, int] | None],
    ) -> None:
        for changed in events:
            if changed or places.stamps() != stamps or self.places != places or places.there() != there:
                return


def _events(folders: tuple[Path, ...]) -> Generator[bool, None, None]:
    """Every quarter of a second, or at once after a change, whether there was one. Nothing gets lost."""
    from watchfiles import watch

    if folders:
        for changes in watch(
            *folders,
            watch_filter=lambda _, path: _counts(Path(path).name),
            step=_QUIET,
            debounce=_LONGEST,
            rust_timeout=round(_PATIENCE * 1000),
            yield_on_timeout=True,
        ):
            yield bool(changes)
    while True:
        yield False
        time.sleep(_PATIENCE)


def _counts(name: str) -> bool:
    """False for the files that editors and l10n itself make for a moment."""
    return not name.startswith(".") and not name.endswith(("~", ".swp", ".tmp"))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
