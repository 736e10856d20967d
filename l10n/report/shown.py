"""A finding with what its reader gets to see of the file."""

from dataclasses import dataclass

from l10n.model import Finding


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a file, as far as it is one line of it that a finding is about."""

    number: int
    """1-based."""
    text: str
    """Without its end."""
    start: int = 0
    """The code points of `text` from here on are meant..."""
    end: int = 0
    """...to here; none where both are equal."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as reports show it."""

    finding: Finding
    end: tuple[int, int] | None = None
    """Line and column, 1-based, right after what is objected to; None where `finding.where` has no column."""
    quote: Quote | None = None
    """None where the file has no such line any more, and where nobody asked for lines."""
