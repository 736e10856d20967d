"""`models`: Argos packages, and what translates which target."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, DryRun, one_of

if TYPE_CHECKING:
    from l10n.pipeline.installing import Installed
    from l10n.pipeline.packages import Packages

app = typer.Typer(
    name="models",
    help="List, install, remove and lock offline translation packages.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

IndexOption = Annotated[
    str | None,
    typer.Option(
        "--index",
        help="Where to get packages: the URL or file of an index, or a folder with packages.",
    ),
]


@app.command("list")
def list_models(
    available: Annotated[
        bool, typer.Option("--available", help="Fetch the index, and list what it has.")
    ] = False,
    index: IndexOption = None,
    output: Annotated[str, typer.Option("--format", help="text or json.", metavar="text|json")] = "text",
    config: ConfigFile = None,
) -> None:
    """What translates each target of the project, and which packages there are.

    The network is asked only with --available or --index; else what can be installed is told from the index
    that was fetched last.

    \b
    Examples:
      l10n models list
      l10n models list --available
    """
    from l10n.cli.models_text import listed
    from l10n.pipeline.routes import overview

    one_of("--format", output, ("text", "json"))
    with _packages(config, index, warn=False) as packages:
        found = overview(packages, fetch=available or index is not None)
    if output == "json":
        console.result(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return
    for line in listed(found, all_of_index=available or index is not None):
        console.result(line)
    if found.index is None:
        console.note("what can be installed is not known yet: `l10n models list --available` asks the index")


@app.command()
def install(
    what: Annotated[
        str | None,
        typer.Argument(
            help="The language to translate from; or a package: a file, a folder or a URL.",
            metavar="SOURCE|PACKAGE",
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(help="The language to translate to, with a language before.", metavar="TARGET"),
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="What the project's lock and targets need and is not there.")
    ] = False,
    index: IndexOption = None,
    no_lock: Annotated[
        bool,
        typer.Option("--no-lock", help="Also what models.lock forbids; `l10n models lock` then locks it."),
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Install packages from an index, a file or a folder; each must translate a sentence first.

    Where an index has no package for a pair, two that meet in English are installed. Packages go where Argos
    Translate and LibreTranslate look too (ARGOS_PACKAGES_DIR, XDG_DATA_HOME).

    \b
    Examples:
      l10n models install en es
      l10n models install --missing
      l10n models install translate-en_es-1_9.argosmodel
      l10n models install en sq --index /media/usb/packages
    """
    from l10n.pipeline.installing import install_missing

    if missing == (what is not None):
        message = "not with --missing" if missing else "name two languages, a package, or --missing"
        raise typer.BadParameter(message, param_hint="SOURCE|PACKAGE")
    with _packages(config, index, locking=not no_lock, required=missing) as packages:
        done = install_missing(packages) if what is None else _install(packages, what, target)
        if not done:
            console.note("nothing to install")
        for one in done:
            _tell(packages, one)


@app.command()
def remove(
    what: Annotated[
        str,
        typer.Argument(
            help="A package's code or folder, as `list` shows it; or the language it is from.",
            metavar="SOURCE|PACKAGE",
        ),
    ],
    target: Annotated[
        str | None,
        typer.Argument(help="The language it translates to, with a language before.", metavar="TARGET"),
    ] = None,
    dry_run: DryRun = False,
    config: ConfigFile = None,
) -> None:
    """Remove installed packages, for every program that uses them.

    \b
    Examples:
      l10n models remove en es
      l10n models remove translate-en_es-1_0
    """
    from l10n.pipeline import installing, locking

    with _packages(config, warn=False) as packages:
        for path in packages.named(what, target):
            if not dry_run:
                installing.remove(packages, path)
            console.result(_visible(f"{'would remove' if dry_run else 'removed'} {path}"))
        for name in locking.lacking(packages):
            console.note(f"models.lock still has {name}: `l10n models install --missing` gets it back")


@app.command()
def lock(dry_run: DryRun = False, config: ConfigFile = None) -> None:
    """Write models.lock: the versions and contents of the packages that translate this project.

    From then on every run compares them, and `l10n models install` installs nothing else under their names.

    \b
    Example:
      l10n models lock
    """
    from l10n.cli.models_text import pinned_line
    from l10n.pipeline import locking

    with _packages(config, required=True) as packages:
        pinned = locking.pinned(packages)
        for each in pinned:
            console.result(pinned_line(each))
        console.changed(locking.write_lock(packages, pinned, dry=dry_run), packages.project.root, dry=dry_run)


def _install(packages: "Packages", what: str, target: str | None) -> "tuple[Installed, ...]":
    from l10n import locale
    from l10n.models.connection import is_url
    from l10n.pipeline import installing

    if target is not None:
        return installing.install_pair(packages, locale.parse(what), locale.parse(target))
    if what.endswith(".json"):
        message = f"{what!r} is an index: name two languages, and the index with --index"
        raise typer.BadParameter(message, param_hint="SOURCE|PACKAGE")
    if is_url(what):
        return (installing.install_link(packages, what),)
    if not Path(what).exists() and not Path(what).suffix and Path(what).name == what:
        message = f"{what!r} is no file or folder; of languages, name two: en es"
        raise typer.BadParameter(message, param_hint="SOURCE|PACKAGE")
    return (installing.install_path(packages, Path(what)),)


def _tell(packages: "Packages", one: "Installed") -> None:
    """Say what was installed, and what that leaves to do."""
    from l10n.pipeline.locking import wants_locking

    console.result(_visible(f"{'installed' if one.fresh else 'already installed:'} {one.path}"))
    for other in packages.other_versions(one.path):
        console.note(f"{other.name} is still there: `l10n models remove {other.name}`")
    if wants_locking(packages, one.path):
        console.note("models.lock does not have it: `l10n models lock` locks the newest that is installed")


def _visible(line: str) -> str:
    from l10n.report.escape import visible

    return visible(line)


@contextmanager
def _packages(
    config: Path | None,
    index: str | None = None,
    *,
    locking: bool = True,
    required: bool = False,
    warn: bool = True,
) -> "Iterator[Packages]":
    """The packages as the project around the working directory sees them, if there is one."""
    from l10n.cli.downloading import Downloading
    from l10n.config import Config, find
    from l10n.errors import ConfigError
    from l10n.pipeline.packages import Packages

    try:
        file = config or find(Path.cwd())
    except ConfigError:
        if required:
            raise
        file = None
    project = Config.load(Path.cwd(), file) if file else None
    with Downloading() as reporter:
        packages = Packages(project, index, locking=locking, reporter=reporter)
        for each in packages.unusable() if warn else ():
            console.note(f"{each.path} is skipped: {each.reason}")
        yield packages
