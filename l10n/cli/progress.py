"""Shows how far machine translation is: a bar on a terminal, nothing anywhere else."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from l10n.cli.console import clock

if TYPE_CHECKING:
    from rich.progress import TaskID

    from l10n.pipeline.options import Progress, Watch

FINENESS = 10_000
"""Steps of a bar."""
ENOUGH = 70
"""Columns of a terminal that has room for a bar and everything beside it."""


@contextmanager
def shown() -> "Iterator[Watch | None]":
    """What is to be told of the progress while it is shown, a bar a locale; None where nobody looks."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    narrow = console.width < ENOUGH
    columns = (
        TextColumn("{task.description}"),
        *(() if narrow else (BarColumn(),)),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
    )
    bars = Bars(*columns, console=console, transient=True)
    tasks: dict[str, TaskID] = {}

    def watch(progress: "Progress") -> None:
        locale, done = progress.locale, round(progress.share * FINENESS)
        told = told_of(progress, narrow=narrow)
        if locale not in tasks:
            tasks[locale] = bars.add_task(locale, total=FINENESS, told=told)
            bars.start()
        bars.update(tasks[locale], completed=done, told=told)

    try:
        yield watch
    finally:
        bars.stop()


def told_of(progress: "Progress", *, narrow: bool = False) -> str:
    """`1,234 sentences, 350 words/s, 2:05 left`; without the sentences where it is `narrow`."""
    sentences = "" if narrow else f"{progress.sentences:,} sentences, "
    left = "" if progress.left is None else f", {clock(progress.left)} left"
    return f"{sentences}{progress.speed:,.0f} words/s{left}"
