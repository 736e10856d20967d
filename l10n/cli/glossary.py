"""`glossary`: the project's terminology."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import console
from l10n.cli.options import ConfigFile, DryRun, Locales, one_of, project

if TYPE_CHECKING:
    from l10n.locale import Subject
    from l10n.model import Tag
    from l10n.pipeline.terminology import Addition, Suggested

app = typer.Typer(
    name="glossary",
    help="Check the project's glossary, and exchange terms with other programs.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

To = Annotated[
    str | None,
    typer.Option("--to", "-t", help="The target locale of a file or format that has one.", metavar="TAG"),
]


@app.command()
def lint(config: ConfigFile = None) -> None:
    """Every fault of glossary.yml at once, and where it contradicts itself.

    Exit code 0 when there is nothing to mend, 1 for contradictions (notes are none), 2 for a glossary that
    cannot be used.

    \b
    Example:
      l10n glossary lint
    """
    from l10n.errors import EXIT_FINDINGS, EXIT_OK, ConfigError
    from l10n.glossary.lint import lint as contradictions
    from l10n.model import Severity
    from l10n.report.text import findings_text, plural

    workspace = project(config).workspace
    glossary = workspace.read_glossary()
    if glossary is None:
        path = workspace.shown(workspace.config.glossary)
        raise ConfigError(f"there is no {path}", hint="`l10n init` writes one to start from")
    findings = contradictions(glossary)
    if findings:
        console.result(findings_text(findings, len(glossary.terms), console.style, noun="term"))
        faulty = any(finding.severity is not Severity.NOTE for finding in findings)
        raise typer.Exit(EXIT_FINDINGS if faulty else EXIT_OK)
    terms = plural(len(glossary.terms), "term")
    console.result(f"{workspace.shown(workspace.config.glossary)}: {terms}, no fault")


@app.command()
def schema() -> None:
    """Print the JSON Schema of glossaries, for editors that complete and check YAML.

    \b
    Example:
      l10n glossary schema > glossary.schema.json
    and as the first line of glossary.yml:
      # yaml-language-server: $schema=glossary.schema.json
    """
    import json

    from l10n.glossary.json_schema import glossary_schema

    console.result(json.dumps(glossary_schema(), indent=2, ensure_ascii=False))


@app.command("import")
def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Tables (.csv, .tsv) and TBX files (.tbx).", metavar="[FILES]..."),
    ] = None,
    cldr: Annotated[
        str | None,
        typer.Option(
            "--cldr",
            help="Names that CLDR has in every locale: territories, languages, currencies.",
            metavar="SUBJECTS",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --cldr: all names, not only those that the articles hold.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", "-s", help="The locale of the source forms, where the file does not say.", metavar="TAG"
        ),
    ] = None,
    target: To = None,
    locales: Locales = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve new terms at once, instead of keeping them as drafts.")
    ] = False,
    dry_run: DryRun = False,
    config: ConfigFile = None,
) -> None:
    """Add terms from tables, from TBX files or from CLDR to glossary.yml. Nothing that stands there changes.

    A table is one that `export` wrote; or a header of locales, `en,es,sr-Latn`, with a row for every term; or
    two columns without a header, source and target, whose locale `--to` names. TBX may be of 2008 or 2019, in
    any dialect and style. New terms are drafts, new locales of a known term are added to it, and where a file
    says otherwise than the glossary, that is reported and left out.

    Exit code 0 when everything is in the glossary now, 1 when the glossary says otherwise somewhere, 2 for a
    file that cannot be used: then nothing is written.

    \b
    Examples:
      l10n glossary import terms.csv
      l10n glossary import iate.tbx --dry-run
      l10n glossary import deepl.tsv --to es --approve
      l10n glossary import --cldr territories,languages -l es -l sr
    """
    from l10n.errors import EXIT_FINDINGS
    from l10n.pipeline.terminology import GlossaryFile, cldr_terms, read_terms

    subjects = _subjects(cldr)
    if not files and not subjects:
        raise typer.BadParameter("name files to import, or --cldr", param_hint="FILES")
    opened = project(config, locales)
    file = GlossaryFile(opened.workspace)
    file.require_source(_tag(source))
    read = [read_terms(path, file.glossary.source_locale, _tag(target)) for path in files or ()]
    kept = opened.config.targets if locales else ()
    added = [file.extend(one, approve=approve, kept=kept) for one in read]
    if subjects:
        names = cldr_terms(opened.workspace, subjects, everything=everything)
        added.append(file.extend(names, approve=approve, kept=opened.config.targets, proposing=True))
    changed = file.save(dry_run=dry_run)
    for addition in added:
        _say_added(addition, dry=dry_run)
    console.changed([file.path] if changed else [], opened.config.root, dry=dry_run)
    if any(addition.contradicted for addition in added):
        raise typer.Exit(EXIT_FINDINGS)


@app.command()
def export(
    output: Annotated[
        Path | None,
        typer.Argument(
            help="The file to write: .csv, .tsv or .tbx; standard output when left out.", metavar="FILE"
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="csv, tsv, tbx or deepl; by the file's suffix when left out.", metavar="NAME"
        ),
    ] = None,
    tbx: Annotated[
        str, typer.Option("--tbx", help="The dialect of TBX: core or basic.", metavar="core|basic")
    ] = "basic",
    style: Annotated[
        str,
        typer.Option(
            "--style", help="TBX with categories as attributes (dca) or tags (dct).", metavar="dca|dct"
        ),
    ] = "dca",
    target: To = None,
    dry_run: DryRun = False,
    config: ConfigFile = None,
) -> None:
    """Write glossary.yml for other programs: as a table, as TBX, or as a DeepL glossary.

    Tables hold all of it, a row for every form. TBX (ISO 30042:2019) and DeepL hold less: what they have no
    place for is named. In tables, a cell that a spreadsheet would take for a formula begins with an
    apostrophe, which `import` takes off again.

    \b
    Examples:
      l10n glossary export terms.csv
      l10n glossary export terms.tbx --style dct
      l10n glossary export --format deepl --to es > deepl-en-es.tsv
    """
    from l10n.atomic import write_if_changed
    from l10n.pipeline.terminology import FORMATS, GlossaryFile, exported

    form = form or (output.suffix.lower().removeprefix(".") if output else "csv")
    one_of("--format", form, FORMATS)
    one_of("--tbx", tbx, ("core", "basic"))
    one_of("--style", style, ("dca", "dct"))
    glossary = GlossaryFile(project(config).workspace, required=True).glossary
    text, notes = exported(glossary, form, target=_tag(target), dialect=tbx, style=style)
    for note in notes:
        console.note(note)
    if output is None:
        typer.echo(text, nl=False)
        return
    data = text.encode()
    if dry_run:
        changed = not output.exists() or output.read_bytes() != data
    else:
        changed = write_if_changed(output.absolute(), data)
    console.changed([output] if changed else [], Path.cwd(), dry=dry_run)


@app.command()
def suggest(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most names to suggest.")] = 100,
    minimum: Annotated[
        int, typer.Option("--min-count", min=1, help="How often the articles must hold a name.")
    ] = 3,
    write: Annotated[bool, typer.Option("--write", help="Add the names to glossary.yml as drafts.")] = False,
    locales: Locales = None,
    dry_run: DryRun = False,
    config: ConfigFile = None,
) -> None:
    """Names in the articles that glossary.yml does not have, the most prominent first.

    What they are called in each locale comes from CLDR (countries, languages, currencies) or from reviewed
    translations, where these agree. What `--write` adds are drafts: look them over, forms may be inflected.

    \b
    Examples:
      l10n glossary suggest
      l10n glossary suggest --min-count 5 --write
    """
    from l10n.pipeline.terminology import GlossaryFile, suggested
    from l10n.report.text import plural

    opened = project(config, locales)
    file = GlossaryFile(opened.workspace)
    found = suggested(opened.workspace, file.glossary, minimum=minimum, limit=limit)
    if found:
        console.result(_suggestions_table(found, opened.config.targets))
    if not write:
        console.note(f"{plural(len(found), 'name')}; `l10n glossary suggest --write` adds them as drafts")
        return
    addition = file.propose(found)
    changed = file.save(dry_run=dry_run)
    _say_added(addition, dry=dry_run)
    console.changed([file.path] if changed else [], opened.config.root, dry=dry_run)


def _suggestions_table(found: "Sequence[Suggested]", targets: "Sequence[Tag]") -> str:
    from l10n.report.escape import visible
    from l10n.report.text import table

    rows = [
        (
            visible(one.name),
            str(one.count),
            *(visible(one.targets[tag].term if tag in one.targets else "") for tag in targets),
            visible(one.article),
        )
        for one in found
    ]
    return table(("name", "count", *targets, "first in"), rows, console.style)


def _say_added(addition: "Addition", *, dry: bool) -> None:
    """Say what came of a file: conflicts on stdout, which are its result, counts on stderr."""
    from l10n.report.escape import visible
    from l10n.report.text import plural

    for conflict in addition.plan.conflicts:
        console.result(f"{visible(str(conflict.where))}: conflict: {visible(conflict.message)}")
    for term in addition.unplaced:
        console.result(
            f"{visible(addition.glossary)}:{term.line}: no room: “{visible(term.source)}” is written with an "
            "anchor or an alias; add its new locales by hand"
        )
    plan, verb = addition.plan, "would add" if dry else "added"
    targets = sum(map(len, plan.filled.values()))
    counted = (
        f"{verb} {plural(len(plan.new), 'term')} and {plural(targets, 'target')} of known terms",
        f"{plan.known} known",
        plural(len(plan.conflicts), "conflict"),
    )
    console.note(f"{addition.name}: {', '.join(counted)}")
    for note in addition.notes:
        console.note(f"{addition.name}: {note}")


def _subjects(text: str | None) -> "tuple[Subject, ...]":
    from l10n.glossary.exchange.cldr import SUBJECTS

    wanted = [part.strip() for part in text.split(",")] if text is not None else []
    for part in wanted:
        one_of("--cldr", part, SUBJECTS)
    return tuple(subject for subject in SUBJECTS if subject in wanted)


def _tag(text: str | None) -> "Tag | None":
    from l10n import locale

    return None if text is None else locale.parse(text)
