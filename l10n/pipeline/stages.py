"""The stages on a batch: fill, derive, write, check."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from l10n.errors import ConflictError
from l10n.model import Finding
from l10n.pipeline.batch import Batch
from l10n.pipeline.checking import Checker
from l10n.pipeline.standing import Place
from l10n.pipeline.writing import Writer

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.pipeline.merging import Merged
    from l10n.pipeline.translation import Filled


def write_templates(batch: Batch, writer: Writer) -> None:
    """Write the templates that differ."""
    for path, template in batch.templates():
        writer.write(batch.workspace.template_path(path), template.to_bytes())
        batch.known.wrote(path)


def write_catalogs(batch: Batch, writer: Writer, filled: "Sequence[Filled]" = ()) -> None:
    """Write the catalogs that differ. What somebody saved meanwhile stands, ours goes into what is empty."""
    for place, merged in batch.loaded():
        current = merged
        try:
            writer.write(current.file.path, current.data, expected=current.file)
        except ConflictError:
            current = derived(batch, place, batch.merge_again(place))
            for one in filled:
                if one.locale == place[1]:
                    current = current.with_catalog(one.apply(current.catalog), batch.now)
            writer.write(current.file.path, current.data, expected=current.file)
        if current is not merged or not merged.unchanged:
            batch.replace(place, current.written())
            batch.known.wrote(*place)


def fill(
    batch: Batch, checker: Checker, redo: bool, *, ask: bool, say: Callable[[str], None]
) -> "tuple[Filled, ...]":
    """Machine-translate into the batch; one `Filled` for each locale that lacked something.

    Without `ask` the engine is only named. Derived locales lack nothing that an engine could give.
    """
    done = []
    for tag in batch.targets:
        places = [(path, tag) for path in batch.paths if batch.standing((path, tag)).to_fill(redo)]
        if places and not batch.workspace.config.origin(tag):
            done.append(_filled(batch, checker, places, redo, ask=ask, say=say))
    return tuple(done)


def _filled(
    batch: Batch,
    checker: Checker,
    places: Sequence[Place],
    redo: bool,
    *,
    ask: bool,
    say: Callable[[str], None],
) -> "Filled":
    from l10n.pipeline.translation import Filled, engine_for, fill
    from l10n.report.text import plural

    tag = places[0][1]
    source = batch.workspace.config.source_locale
    missing = sum(batch.standing(place).to_fill(redo) for place in places)
    engine = engine_for(batch.workspace.config, tag)
    if engine is None:
        return Filled(tag, missing)
    if not ask:
        return Filled(tag, missing, engine=engine.signature(source, tag))
    say(f"{tag}: translating {plural(missing, 'unit')} with {engine.signature(source, tag)}")
    catalogs = [batch.merged(place).catalog for place in places]
    filled = fill(catalogs, engine, (source, tag), checker.glossary, redo)
    for place in places:
        merged = batch.merged(place)
        batch.replace(place, merged.with_catalog(filled.apply(merged.catalog), batch.now))
    return filled


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
    return batch.known.recall("derived", f"{tag}:{path}", *inputs) is not None


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
            batch.known.note("derived", f"{tag}:{path}", [], *inputs)


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
