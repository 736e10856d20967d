"""Argos Translate packages, run with CTranslate2 directly.

argostranslate itself opens the packages (its `package` and `tokenizer` modules know every kind there is), but
does not translate: it makes one small batch of each paragraph, which is several times slower than batches of
the whole job, and its `translate` module needs torch.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from l10n.engines.answers import Query
from l10n.engines.argos_session import PackageSession
from l10n.engines.batch import translate_units
from l10n.engines.installed import InstalledPackage, described, installed, package_directory, route, shipped
from l10n.engines.pivot import PivotSession
from l10n.engines.session import Opening, Session, ask
from l10n.errors import EngineError, Location
from l10n.model import Tag


class ArgosEngine:
    """Translates with the Argos packages that lie where Argos Translate looks, or that come with l10n."""

    name = "argos"

    def __init__(self, admits: Callable[[InstalledPackage], bool] = lambda package: True) -> None:
        """Uses only packages that it `admits`; all, if it is left out."""
        self._admits = admits

    def package_directory(self) -> Path:
        """The folder of all installed packages, which need not exist."""
        return package_directory()

    def packages(self) -> tuple[InstalledPackage, ...]:
        """The usable packages, by pair, the newest version first; then those that come with l10n."""
        return tuple(filter(self._admits, (*installed(package_directory()), *shipped())))

    def serves(self, source: Tag, target: Tag) -> bool:
        """True where a package translates the pair, or two in a row do."""
        return bool(self.route(source, target))

    def route(self, source: Tag, target: Tag) -> tuple[InstalledPackage, ...]:
        """The packages that lead from `source` to `target`: one, two that meet in English, or none."""
        return route(self.packages(), source, target)

    def signature(self, source: Tag, target: Tag) -> str:
        """`argos translate-en_es 1.9`, with both packages of two in a row.

        Raises EngineError where no package serves the pair.
        """
        packages = self._required(source, target)
        return " ".join(("argos", *(f"{package.code} {package.version}".rstrip() for package in packages)))

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Raises EngineError where no package serves the pair, or it cannot be opened.
        """
        session = self.open(source, target, Opening())
        return [outcome.text for outcome in translate_units(texts, (source, target), session)]

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        """The package for the pair as a session, or two in a row. Raises L10nError where there is none."""
        legs = [self._leg(package, opening) for package in self._required(source, target)]
        return legs[0] if len(legs) == 1 else PivotSession(*legs)

    def probe(self, path: Path) -> None:
        """Translate a sentence with the package in a folder. Raises EngineError where that fails."""
        package = described(path)
        if package is None:
            raise EngineError("is no package that can be opened", Location(path.as_posix()))
        session, query = PackageSession(package, "fast", ""), Query("Test.")
        if ask(session, [query])[query] is None:
            raise EngineError("gives no sensible answer", Location(path.as_posix()))

    def _leg(self, package: InstalledPackage, opening: Opening) -> Session:
        sha256 = opening.verified(package.path)
        if not opening.cluster:
            return opening.kept(PackageSession(package, opening.quality, sha256))
        from l10n.engines.cluster import ClusterSession

        return opening.kept(ClusterSession(opening.cluster, package, opening.quality, sha256, opening.digest))

    def _required(self, source: Tag, target: Tag) -> tuple[InstalledPackage, ...]:
        packages = self.route(source, target)
        if not packages:
            raise EngineError(
                f"no Argos package translates {source} to {target}",
                hint=f"`l10n models install {source} {target}` gets one",
            )
        return packages
