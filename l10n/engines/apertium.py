"""Apertium, the rule-based translator: a pipeline of programs, asked over its own stream format."""

import re
import subprocess
from collections.abc import Sequence

from l10n.engines.apertium_modes import Mode, modes, route
from l10n.engines.apertium_session import ApertiumSession
from l10n.engines.batch import translate_units
from l10n.engines.pivot import PivotSession
from l10n.engines.session import Opening, Session, refuse_cluster
from l10n.errors import EngineError
from l10n.model import Tag


class ApertiumEngine:
    """Translates with the Apertium program and the language pairs that are installed."""

    name = "apertium"

    def serves(self, source: Tag, target: Tag) -> bool:
        """True where Apertium has the direction, or two that lead there by a third language."""
        return bool(route(modes(), source, target))

    def signature(self, source: Tag, target: Tag) -> str:
        """`apertium eng-spa 0.8.1`, with both directions of two in a row.

        Without versions where the distribution does not tell them. Raises EngineError where Apertium does not
        have the direction.
        """
        return " ".join(("apertium", *map(_named, self._required(source, target))))

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Raises EngineError where Apertium does not have the direction, or fails.
        """
        session = self.open(source, target, Opening())
        try:
            return [outcome.text for outcome in translate_units(texts, (source, target), session)]
        finally:
            session.close()

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        """The direction as a session, or two in a row. Raises EngineError where Apertium does not have it."""
        refuse_cluster(self.name, opening.cluster)
        legs = [opening.kept(ApertiumSession(mode)) for mode in self._required(source, target)]
        return legs[0] if len(legs) == 1 else PivotSession(*legs)

    def _required(self, source: Tag, target: Tag) -> tuple[Mode, ...]:
        found = route(modes(), source, target)
        if not found:
            raise EngineError(
                f"Apertium does not translate {source} to {target} here",
                hint="install Apertium and the pair from your distribution, for example apertium-eng-spa",
            )
        return found


def _named(mode: Mode) -> str:
    return f"{mode.name} {_version(mode)}".rstrip()


def _version(mode: Mode) -> str:
    """The version of a mode's data, without the distribution's part: `0.8.1`; "" where that is not known."""
    package = mode.package
    if package is None:
        return ""
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return ""
    found = re.match(r"(?:\d+:)?([\w.+~]+)", done.stdout)
    return found[1] if found and done.returncode == 0 else ""
