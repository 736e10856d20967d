"""Shows how downloads come along: a bar on a terminal, else a line for each tenth."""

import os
import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from l10n.cli import console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from l10n.models.download import Reporter


class Downloading(AbstractContextManager["Reporter"]):
    """Gives a reporter, and takes the bar away at the end."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._shown = ""
        self._tenths = 0

    def __enter__(self) -> "Reporter":
        from l10n.models.download import Reporter

        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            self._bar = _bar()
            return Reporter(self._say, self._draw)
        return Reporter(console.note, self._count)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _say(self, line: str) -> None:
        self._stop()
        console.note(line)

    def _stop(self) -> None:
        if self._bar and self._task is not None:
            self._bar.stop()
            self._bar.remove_task(self._task)
            self._task = None

    def _draw(self, name: str, done: int, total: int | None) -> None:
        assert self._bar is not None
        if self._task is None:
            self._task = self._bar.add_task(name, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)
        if done == total:
            self._stop()

    def _count(self, name: str, done: int, total: int | None) -> None:
        if name != self._shown:
            self._shown, self._tenths = name, 0
        if total and done * 10 // total > self._tenths:
            self._tenths = done * 10 // total
            console.note(f"downloaded {self._tenths * 10} %")


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
