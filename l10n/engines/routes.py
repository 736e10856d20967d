"""Which packages lead from one language to another: one, or two with a language in between."""

from collections.abc import Sequence

from l10n.engines.installed import InstalledPackage
from l10n.locale import covers
from l10n.model import Tag

ENGLISH = Tag("en")
"""The first language to go through: most packages translate from or to it."""


def route(packages: Sequence[InstalledPackage], source: Tag, target: Tag) -> tuple[InstalledPackage, ...]:
    """One package, else two that lead there by a third language; () where neither is among `packages`.

    The same packages give the same route, whatever their order: by English if that is possible, else by the
    first language in order of tags.
    """
    direct = package_for(packages, source, target)
    if direct is not None:
        return (direct,)
    for between in _between(packages, source, target):
        first = package_for(packages, source, between)
        second = package_for(packages, between, target)
        if first is not None and second is not None:
            return (first, second)
    return ()


def package_for(packages: Sequence[InstalledPackage], source: Tag, target: Tag) -> InstalledPackage | None:
    """The package that translates a pair directly: rather one for exactly this pair, else the newest."""
    serving = [p for p in packages if covers(p.source, source) and covers(p.target, target)]
    exact = [p for p in serving if (p.source, p.target) == (source, target)]
    return max(exact or serving, key=lambda package: (package.order, package.path), default=None)


def _between(packages: Sequence[InstalledPackage], source: Tag, target: Tag) -> list[Tag]:
    """What the packages from `source` translate to, English first."""
    reached = {p.target for p in packages if covers(p.source, source)}
    return sorted(reached - {source, target}, key=lambda tag: (tag != ENGLISH, tag))
