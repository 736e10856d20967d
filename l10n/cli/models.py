"""`models`: Argos packages, and what translates which target."""

import json
from pathlib import Path
from typing import Annotated

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, one_of, project

app = typer.Typer(
    name="models",
    help="List and install offline translation packages.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def list_models(
    output: Annotated[str, typer.Option("--format", help="text or json.", metavar="text|json")] = "text",
    config: ConfigFile = None,
) -> None:
    """Installed Argos packages, and the engine that serves each target of the project.

    \b
    Example:
      l10n models list
    """
    from l10n.pipeline.packages import overview

    one_of("--format", output, ("text", "json"))
    found = overview(project(config).config)
    if output == "json":
        console.result(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return
    for route in found.routes:
        console.result(f"{route.source} -> {route.target}: {route.engine or 'no engine'}")
    console.result(f"{len(found.packages)} Argos packages in {found.directory}")
    for package in found.packages:
        size = f"{package.size / 1e6:.0f} MB"
        console.result(f"  {package.source} -> {package.target}  {package.version}  {size}  {package.path}")


@app.command()
def install(
    source: Annotated[
        str, typer.Argument(help="A package file or folder; or the language to translate from.")
    ],
    target: Annotated[
        str | None, typer.Argument(help="The language to translate to, with a language before.")
    ] = None,
    index: Annotated[
        str | None, typer.Option("--index", help="URL or file of a package index instead of Argos' own.")
    ] = None,
) -> None:
    """Install an Argos package from a file, a folder or an index.

    Packages go where Argos Translate and LibreTranslate look too (ARGOS_PACKAGES_DIR, XDG_DATA_HOME).

    \b
    Examples:
      l10n models install en es
      l10n models install translate-en_es-1_9.argosmodel
      l10n models install en sq --index mirror/index.json
    """
    from l10n.pipeline.packages import install_from_file, install_pair

    if target is None:
        path = install_from_file(Path(source))
    else:
        console.note(f"looking for a package {source} -> {target}")
        path = install_pair(source, target, index, console.note)
    console.result(f"installed {path}")
