"""`glossary`: the project's terminology."""

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, project

app = typer.Typer(
    name="glossary", help="Check the project's glossary itself.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def lint(config: ConfigFile = None) -> None:
    """Every fault of glossary.yml at once, and where it contradicts itself.

    Exit code 0 when there is nothing to mend, 1 for contradictions, 2 for a glossary that cannot be used.

    \b
    Example:
      l10n glossary lint
    """
    from l10n.errors import EXIT_FINDINGS, ConfigError
    from l10n.glossary.lint import lint as contradictions
    from l10n.report.text import findings_text, plural

    workspace = project(config).workspace
    glossary = workspace.read_glossary()
    if glossary is None:
        path = workspace.shown(workspace.config.glossary)
        raise ConfigError(f"there is no {path}", hint="`l10n init` writes one to start from")
    findings = contradictions(glossary)
    if findings:
        console.result(findings_text(findings, len(glossary.terms), console.style, noun="term"))
        raise typer.Exit(EXIT_FINDINGS)
    terms = plural(len(glossary.terms), "term")
    console.result(f"{workspace.shown(workspace.config.glossary)}: {terms}, no fault")
