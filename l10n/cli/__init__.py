"""The `l10n` command: parses options, calls the pipeline, prints reports. Imports are lazy."""

import gc
import os
import signal
import sys
from typing import Annotated

import typer

from l10n.cli import check, compiling, console, git, glossary, init, models, stages

app = typer.Typer(
    name="l10n",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        console.result(f"l10n {version('l10n-toolkit')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False,
) -> None:
    """Turn source articles into reviewed translations, on one machine, offline.

    Articles in source/ become gettext catalogs in locales/, filled by offline machine translation, checked
    against glossary.yml, and rendered to build/. Nothing a person wrote is ever overwritten.

    \b
    Start here:
      l10n run       the whole job, then a summary
      l10n check     the gate for CI

    Exit codes: 0 fine, 1 findings or out of date, 2 wrong usage or unreadable input, 3 a translation engine
    failed, 4 somebody else is writing, 130 interrupted.
    """


app.command()(stages.run)
app.command()(init.init)
app.command()(stages.extract)
app.command()(stages.merge)
app.command()(stages.translate)
app.command()(check.check)
app.command()(stages.render)
app.command()(stages.status)
app.command("compile")(compiling.compile_)
app.command("merge-driver")(git.merge_driver)
app.add_typer(models.app)
app.add_typer(glossary.app)


COLLECTING = (1_000_000, 50, 100)
"""When to look for garbage. A command keeps most of what it reads and makes next to no cycles of it; looking
through it as often as Python does by itself takes a tenth of the time of a merge."""


def main() -> None:
    """Run the command line; errors become messages and exit codes, tracebacks only with `--debug`."""
    from l10n.errors import EXIT_INTERRUPTED, EXIT_USAGE, L10nError

    gc.set_threshold(*COLLECTING)
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except L10nError as error:
        if "--debug" in sys.argv:
            raise
        console.error(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, SystemExit) as stop:
        # typer turns the one into the other.
        if isinstance(stop, SystemExit) and stop.code != EXIT_INTERRUPTED:
            raise
        console.note("interrupted: every file written so far is whole; run again to go on")
        if _is_busy():
            # What a model is at cannot be cancelled, and Python would wait for it.
            sys.stdout.flush()
            os._exit(EXIT_INTERRUPTED)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # Of a file, commands say themselves that it cannot be read or written: this is the standard output.
        if error.filename is not None or "--debug" in sys.argv:
            raise
        console.note(f"error: the output cannot be written: {error.strerror or error}")
        # Python would try once more on its way out, and choose another exit code.
        os._exit(EXIT_USAGE)
    finally:
        signal.signal(signal.SIGTERM, before)
        # What is left goes with the process. Python would first look through all of it for garbage.
        gc.freeze()


def _terminated(number: int, frame: object) -> None:
    """Whoever asks a process to end gets the same as whoever presses Ctrl-C."""
    raise KeyboardInterrupt


def _is_busy() -> bool:
    from l10n.pipeline.background import is_busy

    return is_busy()
