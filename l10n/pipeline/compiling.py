"""Catalogs compiled for programs: a .mo file beside each .po file."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from l10n.atomic import project_lock
from l10n.catalog.mo import compiled
from l10n.pipeline.writing import Writer
from l10n.project import Workspace


def compile_catalogs(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    *,
    fuzzy: bool = False,
    dry_run: bool = False,
    wait: bool = True,
    say: Callable[[str], None],
) -> tuple[Path, ...]:
    """Compile the catalogs of the articles that `paths` name, as they stand on disk; the files written.

    With `fuzzy` unsure translations are compiled too. A file is written only where its bytes differ, and none
    where a catalog cannot be read. `say` and `wait` are those of `Project.open`. Raises CatalogError.
    """
    lock = nullcontext() if dry_run else project_lock(workspace.config.root / ".l10n", wait=wait, notify=say)
    writer = Writer(dry=dry_run)
    with lock:
        files = {}
        for article in workspace.select(paths):
            for tag in workspace.config.targets:
                path = workspace.catalog_path(article, tag)
                catalog = workspace.read_catalog_file(path).parse(workspace.shown(path))
                if catalog is not None:
                    files[path.with_suffix(".mo")] = compiled(catalog, fuzzy=fuzzy)
        for path, data in files.items():
            writer.write(path, data)
    return writer.changed
