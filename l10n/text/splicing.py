"""Texts that are changed at several places at once."""

from bisect import bisect, insort
from collections.abc import Iterable

from l10n.model import Edit, Span


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """`text` after all `edits`, in whatever order; one that would change what another changed is left out."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start >= at:
            parts += [text[at : edit.span.start], edit.text]
            at = edit.span.end
    return "".join((*parts, text[at:]))


class Disjoint:
    """Stretches of a text of which none overlap: who comes first has the place."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def take(self, span: Span) -> bool:
        """True where nothing of `span` is taken yet; then it is. Takes time in the logarithm of their number.

        An empty stretch is in the way only within another one, not at its ends.
        """
        mine = (span.start, span.end)
        at = bisect(self._taken, mine)
        # Those further away lie beyond these two.
        if any(span.start < end and start < span.end for start, end in self._taken[max(at - 1, 0) : at + 1]):
            return False
        insort(self._taken, mine)
        return True
