"""How the command line speaks: results on stdout, everything else on stderr, colours only for people."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from l10n.errors import L10nError
    from l10n.pipeline.forecast import Forecast
    from l10n.pipeline.progress import Work
    from l10n.pipeline.translation import Filled

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.CYAN}
MOST_FILES = 8
"""How many written files are named before the rest is counted."""


def style(text: str, role: str) -> str:
    """`text` in the colour of its role, where stdout is a terminal and NO_COLOR (no-color.org) is unset."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return typer.style(text, fg=_COLOURS.get(role), bold=role in ("bold", "error"))


def result(text: str) -> None:
    """Print what the command was asked for."""
    typer.echo(text)


def note(text: str) -> None:
    """Print what happens meanwhile."""
    from l10n.report.escape import visible

    typer.echo(visible(text), err=True)


def error(fault: "L10nError") -> None:
    """Print every fault of an error as `error: path:line:column: message`, with its hint below."""
    from l10n.report.escape import visible

    for each in fault.faults:
        place = f"{each.where}: " if each.where else ""
        typer.echo(f"error: {visible(place + each.message)}", err=True)
        if each.hint:
            typer.echo(f"hint: {visible(each.hint)}", err=True)


def changed(paths: Sequence[Path], root: Path, *, dry: bool) -> None:
    """Name the files that were written, or would be."""
    verb = "would write" if dry else "wrote"
    if not paths:
        note("nothing to write: everything is up to date")
        return
    for path in paths[:MOST_FILES]:
        note(f"{verb} {path.relative_to(root) if path.is_relative_to(root) else path}")
    if len(paths) > MOST_FILES:
        note(f"{verb} {len(paths) - MOST_FILES} more files")


def filled(outcomes: "Iterable[Filled]", source: str) -> None:
    """Say for each locale what the engine did or would do, and what to do where there is none."""
    from l10n.report.text import plural

    for outcome in outcomes:
        locale, asked = outcome.locale, plural(outcome.asked, "unit")
        if outcome.engine is None:
            note(
                f"{locale}: {asked} without translation, and no engine translates {source} "
                f"to {locale} here: translate them in locales/, or try `l10n models install "
                f"{source} {locale}`"
            )
        elif outcome.forecast is not None:
            words = outcome.forecast.words
            note(f"{locale}: would translate {asked} ({plural(words, 'word')}) with {outcome.engine}")
            _foreseen(locale, outcome.forecast)
        else:
            note(f"{locale}: {outcome.filled} of {asked} translated by {outcome.engine}")
            _worked(locale, outcome.work)


def _foreseen(locale: str, forecast: "Forecast") -> None:
    from l10n.report.text import plural

    if not forecast.sentences:
        return
    line = f"{locale}: {plural(forecast.sentences, 'sentence')}, {forecast.remembered} of them remembered"
    if forecast.seconds is None:
        note(f"{line}; how long the others take is not known before a first run")
    elif forecast.speed and forecast.words_left:
        note(f"{line}; about {clock(forecast.seconds)} at {forecast.speed:.0f} words/s, as in the last run")
    else:
        note(line)


def _worked(locale: str, work: "Work") -> None:
    from l10n.report.text import plural

    note(
        f"{locale}: {plural(work.words, 'word')} in {work.seconds:.1f} s, {work.speed:.0f} words/s; "
        f"{work.recalled} remembered, {work.retries} asked again, {work.refused} refused"
    )
    if terms := work.terms.terms:
        right, after = work.terms.right, work.terms.after
        again = f", {after} after asking again" if after > right else ""
        note(f"{locale}: {plural(terms, 'term')} of the glossary, {right} of them right{again}")
    if work.refused:
        note(f"{locale}: {plural(work.refused, 'unit')} without a sound translation: translate by hand")


def clock(seconds: float) -> str:
    """`2:05`, `1:00:00`: minutes and seconds, and hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
