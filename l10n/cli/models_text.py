"""What `models` prints, line by line."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.report.escape import visible

if TYPE_CHECKING:
    from l10n.engines.installed import InstalledPackage
    from l10n.models.index import Index
    from l10n.models.lock import Locked
    from l10n.pipeline.locking import Pinned
    from l10n.pipeline.routes import Overview, Route

_LOCKED = {None: "", True: "  locked", False: "  not as locked"}


def listed(found: "Overview", *, all_of_index: bool) -> Iterator[str]:
    """Routes, installed packages, and what the index has: a line each, or with the index in brief."""
    from l10n.report.text import plural

    yield from map(visible, map(_route, found.routes))
    shipped = [package for package in found.packages if package.shipped]
    installed = [package for package in found.packages if not package.shipped]
    yield visible(f"{plural(len(installed), 'Argos package')} in {found.directory}")
    yield from _packages(installed, found)
    for each in found.unusable:
        yield visible(f"  {each.path.name} is skipped: {each.reason}")
    if shipped:
        yield f"{plural(len(shipped), 'Argos package')} shipped with l10n"
        yield from _packages(shipped, found)
    if found.index is not None:
        day = f", fetched {found.day}" if found.day else ""
        count = plural(len(found.index.entries), "package")
        yield visible(f"{count} to install from {found.index.shown}{day}")
        yield from _entries(found.index) if all_of_index else _pairs(found.index)


def _route(route: "Route") -> str:
    pair = f"{route.source} -> {route.target}:"
    match route.kind:
        case "derived":
            return f"{pair} derived by script conversion"
        case "pivot":
            return f"{pair} {route.engine}, through English"
        case "direct" | "engine":
            return f"{pair} {route.engine}"
    if route.offered:
        codes = " and ".join(f"{entry.code} {entry.version}" for entry in route.offered)
        return f"{pair} no engine; `l10n models install {route.source} {route.target}` gets {codes}"
    return f"{pair} no engine" + (f"; {route.reason}" if route.reason else "")


def _packages(packages: "Iterable[InstalledPackage]", found: "Overview") -> Iterator[str]:
    for package in packages:
        row = _row(package.source, package.target, package.version, package.size, package.path.name)
        yield visible(row + _LOCKED[(found.locked or {}).get(package.path)])


def _row(source: str, target: str, version: str, size: int | None, name: str) -> str:
    return f"  {f'{source} -> {target}':18} {version:6} {_size(size):>8}  {name}"


def _size(size: int | None) -> str:
    """Megabytes of 1,000,000 bytes; "?" where nobody knows."""
    return "?" if size is None else f"{size / 1e6:.{0 if size >= 1e7 else 1}f} MB"


def _entries(index: "Index") -> Iterator[str]:
    for entry in sorted(index.entries, key=lambda entry: (entry.pair, entry.order)):
        yield visible(_row(*entry.pair, entry.version, entry.size, entry.code))


def _pairs(index: "Index") -> Iterator[str]:
    """Every pair, those of the same targets on one line."""
    pairs = sorted({entry.pair for entry in index.entries})
    targets = {
        source: [pair[1] for pair in some] for source, some in groupby(pairs, key=lambda pair: pair[0])
    }
    for some in sorted({tuple(found) for found in targets.values()}, key=lambda some: (len(some), some)):
        sources = ", ".join(source for source in targets if tuple(targets[source]) == some)
        yield f"  {sources} -> {', '.join(some)}"


def pinned_line(pinned: "Pinned") -> str:
    """What becomes of a package in the lock."""
    if pinned.now is None:
        return visible(f"{pinned.name} is no longer locked")
    return visible(
        f"{_name(pinned.now)}  sha256 {pinned.now.sha256[:12]}…  {_change(pinned.now, pinned.before)}"
    )


def _name(locked: "Locked") -> str:
    return f"{locked.name} {locked.version}".rstrip()


def _change(now: "Locked", before: "Locked | None") -> str:
    if before is None:
        return "new"
    if before.version != now.version:
        return f"was {before.version}"
    return "unchanged" if before.sha256 == now.sha256 else "has other contents than before"
