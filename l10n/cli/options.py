"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from l10n.pipeline import Project

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Articles, catalogs or folders to work on; everything when left out.", metavar="[PATHS]..."
    ),
]
Locales = Annotated[
    list[str] | None,
    typer.Option(
        "--locale", "-l", help="Only this target locale, in any spelling; may be repeated.", metavar="TAG"
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", help="The pyproject.toml or .l10n.toml to use instead of the nearest one upwards."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")]
NoWait = Annotated[
    bool, typer.Option("--no-wait", help="Fail at once (exit 4) when another l10n works on this project.")
]
ReviewedOnly = Annotated[
    bool,
    typer.Option("--reviewed-only", help="Leave unreviewed machine translations out of rendered articles."),
]
Redo = Annotated[
    bool, typer.Option("--redo", help="Translate unreviewed machine units again; nothing a person touched.")
]

Since = Annotated[
    str | None,
    typer.Option(
        "--since", help="Only articles that changed since this revision of git: main, HEAD~3.", metavar="REV"
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        help="Translate at most so many units of each locale; run again for more.",
        metavar="N",
    ),
]
QualityOption = Annotated[
    str | None,
    typer.Option(
        "--quality",
        help="How much time to take for a better translation; otherwise as the settings have it, or normal.",
        metavar="fast|normal|careful",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster", help="Translate on the workers of this Dask scheduler.", metavar="tcp://HOST:8786"
    ),
]


def project(config: Path | None, locales: list[str] | None = None, *, no_wait: bool = False) -> "Project":
    """The project around the working directory, narrowed to `locales`."""
    from l10n import locale
    from l10n.cli import console
    from l10n.pipeline import Project

    tags = [locale.parse(text) for text in locales or ()]
    return Project.open(Path.cwd(), config=config, locales=tags, say=console.note, wait=not no_wait)


def one_of(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Refuse a value that is none of the choices, as typer refuses its own."""
    if value not in choices:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(choices)}", param_hint=option)
