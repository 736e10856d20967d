"""How machine translation is asked for, and what those who wait for it are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Tag

if TYPE_CHECKING:
    from l10n.ports import Quality


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the translation into one locale is."""

    locale: Tag
    units: int
    """All that are to be translated."""
    share: float
    """Of the units that are done: 0 to 1. Those of a window count by the length of its sentences."""
    sentences: int
    """Done so far."""
    words: int
    """Done so far."""
    seconds: float
    """Since the beginning."""

    @property
    def speed(self) -> float:
        """Words per second."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until the end, as far as can be told; None at the very beginning."""
        return self.seconds * (1 - self.share) / self.share if self.share else None


Watch = Callable[[Progress], None]
"""Told of progress, from any thread."""


@dataclass(frozen=True, slots=True)
class Options:
    """How units are to be translated by machine."""

    redo: bool = False
    """Also where machine text stands that nobody has reviewed."""
    limit: int | None = None
    """Units in each locale; None for all."""
    quality: "Quality | None" = None
    """None for the configured one."""
    cluster: str = ""
    """The address of a Dask scheduler whose workers translate; "" for this machine."""
    watch: Watch | None = None
