"""The stages on a batch: fill, derive, write, check."""

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from l10n.atomic import Output
from l10n.model import Finding
from l10n.pipeline.batch import Batch
from l10n.pipeline.checking import Checker
from l10n.pipeline.known import part_key
from l10n.pipeline.standing import Place
from l10n.pipeline.writing import Writer

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.pipeline.merging import Merged
    from l10n.pipeline.options import Options
    from l10n.pipeline.translation import Filled

    Again = Callable[[Catalog], Catalog]


def write_templates(batch: Batch, writer: Writer) -> None:
    """Write the templates that differ."""
    templates = dict(batch.templates())
    place = batch.workspace.template_path
    writer.write_all([Output(place(path), template.to_bytes()) for path, template in templates.items()])
    for path in templates:
        batch.known.wrote(path)


def write_catalogs(batch: Batch, writer: Writer, places: "Mapping[Place, Again] | None" = None) -> None:
    """Write the catalogs that differ, of those read or of `places`.

    One that somebody saved meanwhile is read and merged again, and what was new in ours goes into what is
    empty in it: `places` says how.
    """
    wanted = [place for place, _ in batch.loaded()] if places is None else list(places)
    loaded = {place: batch.merged(place) for place in wanted}
    lost = writer.write_all([Output(m.file.path, m.data, m.file.data) for m in loaded.values()])
    for place, merged in loaded.items():
        current = merged
        if current.file.path in lost:
            current = derived(batch, place, batch.merge_again(place))
            if places is not None:
                current = current.with_catalog(places[place](current.catalog), batch.now)
            writer.write(current.file.path, current.data, expected=current.file)
        if current is not merged or not merged.unchanged:
            batch.replace(place, current.written())
            batch.known.wrote(*place)


def translate(
    batch: Batch, checker: Checker, writer: Writer, how: "Options | None", say: Callable[[str], None]
) -> "tuple[Filled, ...]":
    """Write templates and catalogs, filled by machine where they lack something; not at all without `how`."""
    write_templates(batch, writer)
    write_catalogs(batch, writer)
    filled = fill(batch, checker, writer, how, say) if how else ()
    derive_all(batch)
    write_catalogs(batch, writer)
    note_derived(batch)
    return filled


def fill(
    batch: Batch, checker: Checker, writer: Writer, options: "Options", say: Callable[[str], None]
) -> "tuple[Filled, ...]":
    """Machine-translate into the batch and its catalogs; one `Filled` for each locale that lacked something.

    With a dry `writer` no engine is asked. Derived locales lack nothing that an engine could give.
    """
    wanting = {
        tag: [(path, tag) for path in batch.paths if batch.standing((path, tag)).to_fill(options.redo)]
        for tag in batch.targets
        if not batch.workspace.config.origin(tag)
    }
    if not any(wanting.values()):
        return ()
    from l10n.pipeline.filling import Filler

    with closing(Filler(batch, checker, writer, options, say)) as filler:
        return tuple(filter(None, [filler.fill(tag, places) for tag, places in wanting.items() if places]))


def derive_all(batch: Batch) -> None:
    """Let derived locales follow from what their origins now have."""
    for place in batch.places():
        if not _follows(batch, place):
            batch.replace(place, derived(batch, place, batch.merged(place)))


def _follows(batch: Batch, place: Place) -> bool:
    """True where the catalog is derived from none, or known to follow from its origin."""
    path, tag = place
    origin = batch.workspace.config.origin(tag)
    if origin is None:
        return True
    inputs = batch.content(place), batch.content((path, origin))
    return batch.known.recall("derived", part_key(path, tag), *inputs) is not None


def derived(batch: Batch, place: Place, merged: "Merged") -> "Merged":
    """`merged` with what follows from the catalog's origin, where it has one."""
    path, tag = place
    origin = batch.workspace.config.origin(tag)
    if origin is None:
        return merged
    from l10n.pipeline.derivation import derive

    catalog = derive(merged.catalog, batch.merged((path, origin)).catalog, origin)
    return merged.with_catalog(catalog, batch.now)


def note_derived(batch: Batch) -> None:
    """Remember that derived catalogs, now written, follow from their origins."""
    for (path, tag), merged in batch.loaded():
        origin = batch.workspace.config.origin(tag)
        if origin is not None and merged.unchanged:
            inputs = batch.content((path, tag)), batch.content((path, origin))
            batch.known.note("derived", part_key(path, tag), [], *inputs)


def findings(batch: Batch, checker: Checker) -> list[Finding]:
    """What is wrong with the glossary, the articles and their catalogs."""
    found = checker.own_glossary()
    for path in batch.paths:
        found += checker.article(path, batch.source(path), partial(batch.article, path)).findings
    for place in batch.places():
        read = partial(_numbered, batch, place)
        found += checker.catalog(place, batch.content(place), read).findings
    return found


def _numbered(batch: Batch, place: Place) -> "Catalog":
    merged = batch.merged(place)
    return merged.numbered(batch.workspace.shown(merged.file.path))
