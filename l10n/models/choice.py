"""Chooses from an index what translates a pair."""

from collections.abc import Callable

from l10n import locale
from l10n.errors import Location, PackageError
from l10n.model import Tag
from l10n.models.index import Index, IndexEntry
from l10n.models.lock import CHANGE_OVER, LOCK_FILE, Lock
from l10n.packages import PIVOT, may_pivot


class NoPackageError(PackageError):
    """An index that offers nothing for a pair."""


def _none(source: Tag, target: Tag) -> bool:
    """True for no pair."""
    return False


def choose(
    index: Index,
    source: Tag,
    target: Tag,
    lock: Lock | None = None,
    *,
    have: Callable[[Tag, Tag], bool] = _none,
) -> tuple[IndexEntry, ...]:
    """What to install for a pair: one package, or those of two that meet in English.

    Of the two, only those that are not there yet, as `have` says. Of several packages that fit, it is the one
    for exactly the pair, else the newest. A lock allows what it does not name: that translates nothing before
    it is locked.

    Raises NoPackageError where there are no such packages; PackageError where the lock has other versions.
    """
    if direct := _offered(index, source, target, lock):
        return (direct,)
    if not may_pivot(source, target):
        raise _missing(index, source, target)
    found = []
    for leg in ((source, PIVOT), (PIVOT, target)):
        if have(*leg):
            continue
        entry = _offered(index, *leg, lock)
        if entry is None:
            raise _missing(index, source, target)
        found.append(entry)
    return tuple(found)


def _offered(index: Index, source: Tag, target: Tag, lock: Lock | None) -> IndexEntry | None:
    """The newest package of the best fit for a pair, of those that the lock allows; None where there is none.

    Raises PackageError where there are only others.
    """
    fitting = [entry for entry in index.entries if fits(entry, source, target)]
    locked = {entry.code: lock.of(entry.code) if lock else None for entry in fitting}
    allowed = [e for e in fitting if (pin := locked[e.code]) is None or pin.version == e.version]
    if allowed or not fitting:
        return max(allowed, key=lambda entry: (entry.pair == (source, target), entry.order), default=None)
    newest = max(fitting, key=lambda entry: entry.order)
    pin = locked[newest.code]
    raise PackageError(
        f"{LOCK_FILE} has {newest.code} {pin.version if pin else ''}, and the index offers {newest.version}",
        Location(index.shown),
        hint=CHANGE_OVER,
    )


def fits(entry: IndexEntry, source: Tag, target: Tag) -> bool:
    """True for a package that will do for a pair."""
    return locale.covers(entry.pair[0], source) and locale.covers(entry.pair[1], target)


def _missing(index: Index, source: Tag, target: Tag) -> NoPackageError:
    """That there is no package for a pair, and what there is."""
    targets = sorted({entry.pair[1] for entry in index.entries if locale.covers(entry.pair[0], source)})
    through = ", nor two that meet in English" if may_pivot(source, target) else ""
    return NoPackageError(
        f"the index has no package {source} to {target}{through}",
        Location(index.shown),
        hint=f"from {source} it has {', '.join(targets)}" if targets else f"it has nothing from {source}",
    )
