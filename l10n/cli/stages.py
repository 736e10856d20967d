"""`run`, and each of its stages by itself."""

from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import typer

from l10n.cli import console, progress
from l10n.cli.options import (
    Cluster,
    ConfigFile,
    DryRun,
    Limit,
    Locales,
    NoWait,
    Paths,
    QualityOption,
    Redo,
    ReviewedOnly,
    Since,
    one_of,
    project,
)

if TYPE_CHECKING:
    from l10n.pipeline import Project, RunResult
    from l10n.ports import Quality

FrozenOption = Annotated[
    bool,
    typer.Option(
        "--frozen", help="Write nothing; exit 1 and name the articles when catalogs or pages are out of date."
    ),
]
WatchOption = Annotated[
    bool,
    typer.Option(
        "--watch", help="Run again whenever an article, a catalog, the glossary or settings change."
    ),
]


def run(
    paths: Paths = None,
    locale: Locales = None,
    frozen: FrozenOption = False,
    redo: Redo = False,
    reviewed_only: ReviewedOnly = False,
    watch: WatchOption = False,
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    config: ConfigFile = None,
) -> None:
    """The main job: extract, merge, translate, check and render, then a summary.

    Findings are counted, and do not fail the run: gating is `l10n check`'s work.

    \b
    Examples:
      l10n run                      every article, every locale
      l10n run source/news -l sr    one folder, one locale
      l10n run --frozen             in CI: are the committed catalogs up to date?
      l10n run --watch              again whenever an article or a catalog is saved; Ctrl-C ends it
    """
    if watch:
        if frozen or dry_run or redo:
            raise typer.BadParameter("goes with neither --frozen, --dry-run nor --redo", param_hint="--watch")
        from l10n.cli.watch import watch_project

        watch_project(paths or (), locale, config, reviewed_only=reviewed_only)
        return
    work = project(config, locale, no_wait=no_wait)
    with progress.shown() as watched:
        done = work.run(
            paths or (), dry_run=dry_run, frozen=frozen, redo=redo, reviewed_only=reviewed_only, watch=watched
        )
    tell(work, done, dry=dry_run, frozen=frozen)
    if frozen and (done.changed or done.removed):
        stale = _out_of_date(work, done)
        console.note(f"out of date: {', '.join(stale)}; `l10n run` brings them up to date")
        raise typer.Exit(1)


def tell(work: "Project", done: "RunResult", *, dry: bool = False, frozen: bool = False) -> None:
    """Say what a run did or would do, and what is to be done next."""
    console.filled(done.filled, work.config.source_locale)
    console.changed(done.changed, work.config.root, dry=dry or frozen)
    _removed(work, done, dry=dry or frozen)
    _orphans(work)
    _kept_back(done)
    _summary(work, done)


def extract(
    paths: Paths = None, dry_run: DryRun = False, no_wait: NoWait = False, config: ConfigFile = None
) -> None:
    """Write each article's units to its template, locales/templates/ARTICLE.pot.

    \b
    Example:
      l10n extract --dry-run
    """
    work = project(config, no_wait=no_wait)
    console.changed(work.extract(paths or (), dry_run=dry_run).changed, work.config.root, dry=dry_run)


def merge(
    paths: Paths = None,
    locale: Locales = None,
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    config: ConfigFile = None,
) -> None:
    """Bring the catalogs up to date with the articles. Loses no translation.

    An edited unit keeps its translation as fuzzy, with the old source text beside it; a unit that vanished
    becomes obsolete (#~) and comes back with its text.

    \b
    Example:
      l10n merge -l sr source/news.md
    """
    work = project(config, locale, no_wait=no_wait)
    console.changed(work.merge(paths or (), dry_run=dry_run).changed, work.config.root, dry=dry_run)


def translate(
    paths: Paths = None,
    locale: Locales = None,
    redo: Redo = False,
    since: Since = None,
    limit: Limit = None,
    quality: QualityOption = None,
    cluster: Cluster = "",
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    config: ConfigFile = None,
) -> None:
    """Fill what has no translation by machine; each text is marked fuzzy until a person approves it.

    Every sentence is remembered as soon as it is translated, and finished articles are written at once:
    however this ends, with Ctrl-C or without power, run it again and it goes on from there.

    \b
    Examples:
      l10n translate -l es            with the first engine that serves the pair
      l10n translate --dry-run        how much there is to translate, and how long that may take
      l10n translate --since main     only the articles that this branch changes
      l10n translate --limit 50       a sample, to see how good a model is
      l10n translate --redo           after a better model was installed
    """
    from l10n.ports import QUALITIES

    if quality is not None:
        one_of("--quality", quality, QUALITIES)
    work = project(config, locale, no_wait=no_wait)
    with progress.shown() as watched:
        done = work.translate(
            paths or (),
            dry_run=dry_run,
            redo=redo,
            since=since,
            limit=limit,
            quality=cast("Quality | None", quality),
            cluster=cluster,
            watch=watched,
        )
    console.filled(done.filled, work.config.source_locale)
    console.changed(done.changed, work.config.root, dry=dry_run)


def render(
    paths: Paths = None,
    locale: Locales = None,
    reviewed_only: ReviewedOnly = False,
    dry_run: DryRun = False,
    no_wait: NoWait = False,
    config: ConfigFile = None,
) -> None:
    """Write the translated articles to build/LOCALE/.

    What has no current translation stays in the source language.

    \b
    Example:
      l10n render --reviewed-only -l sr
    """
    work = project(config, locale, no_wait=no_wait)
    done = work.render(paths or (), dry_run=dry_run, reviewed_only=reviewed_only)
    console.changed(done.changed, work.config.root, dry=dry_run)
    _removed(work, done, dry=dry_run)
    _kept_back(done)


def status(
    paths: Paths = None,
    locale: Locales = None,
    output: Annotated[str, typer.Option("--format", help="text or json.", metavar="text|json")] = "text",
    config: ConfigFile = None,
) -> None:
    """How far each locale and article is: words, and units by what was done to them.

    \b
    Example:
      l10n status --format json | jq .locales.sr
    """
    import json

    from l10n.report.text import status_table

    one_of("--format", output, ("text", "json"))
    work = project(config, locale)
    found = work.status(paths or ())
    if output == "json":
        console.result(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return
    rows = {str(tag): counts for tag, counts in found.locales.items()}
    for path, by_locale in found.articles.items():
        rows |= {f"{tag} {path}": counts for tag, counts in by_locale.items()}
    console.result(status_table(rows, console.style))


def _orphans(work: "Project") -> None:
    for path in chain.from_iterable(work.workspace.catalogs_without_article().values()):
        console.note(
            f"{work.workspace.shown(path)}: its article is gone or renamed; its texts serve where "
            "they are needed, and it may be removed when they are not"
        )


def _removed(work: "Project", done: "RunResult", *, dry: bool) -> None:
    for path in done.removed:
        console.note(f"{'would remove' if dry else 'removed'} {work.workspace.shown(path)}: rendered no more")


def _out_of_date(work: "Project", done: "RunResult") -> list[str]:
    """The articles whose files would change, and the files whose articles are gone."""
    files = (*done.changed, *done.removed)
    articles = work.articles_of(files)
    theirs = {file for article in articles for file in work.workspace.files_of(article)}
    gone = {work.workspace.shown(file) for file in files if file not in theirs}
    return sorted({*map(str, articles), *gone})


def _kept_back(done: "RunResult") -> None:
    for path, tag in done.kept_back:
        console.note(f"{path}: not rendered in {tag}, less of it is translated than keep asks for")


def _summary(work: "Project", done: "RunResult") -> None:
    from l10n.model import Severity
    from l10n.report.text import plural, summary_table

    counts = done.status.locales
    console.result(summary_table(work.config.source_locale, counts, done.findings, console.style))
    serious = sum(f.severity is not Severity.NOTE for f in done.findings)
    drafts = [tag for tag, c in counts.items() if c.machine]
    if serious:
        console.result(f"next: l10n check     shows the {plural(serious, 'finding')}")
    elif any(c.stale or c.untranslated for c in counts.values()):
        console.result("next: l10n status    shows which articles lack translations")
    elif drafts:
        console.result(f"next: review locales/{drafts[0]}/ in Poedit, Weblate or OmegaT, then: l10n run")
    else:
        console.result("next: nothing, every unit is reviewed")
