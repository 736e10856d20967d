"""What stands for a mark in what an engine sees."""

import re
from dataclasses import dataclass
from functools import cache

_DIGITS = 9
"""Of a marker's number: a model that stutters writes more."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way to write markers: a number between two strings."""

    before: str
    after: str

    def marker(self, index: int) -> str:
        """The marker of the mark with that number."""
        return f"{self.before}{index}{self.after}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds markers; its group is the number."""
        return _pattern(self)

    def numbers(self, text: str) -> tuple[int, ...]:
        """The numbers of the markers in `text`, ascending."""
        return tuple(sorted(map(int, self.pattern.findall(text))))

    def tidied(self, answer: str) -> str:
        """`answer` with its markers as they were, where the engine changed capitals or put in spaces."""
        before, after = (r"\s*".join(map(re.escape, side)) for side in (self.before, self.after))
        pattern = rf"{before}\s*(\d{{1,{_DIGITS}}})\s*{after}"
        return re.sub(pattern, lambda found: self.marker(int(found[1])), answer, flags=re.IGNORECASE)


STYLES = (Style("⟦", "⟧"), Style("[X", "X]"), Style("#", "#"))
"""Tried in this order on the sentences whose marks did not all come back.

Which one a model copies depends on what it was trained on. White brackets are in no text by chance, and reach
the translation as unknown pieces; the second is what Weblate gives to translation services; the third is
short. None has an underscore, which sentencepiece models may take for a space."""


@cache
def _pattern(style: Style) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(style.before)}([0-9]{{1,{_DIGITS}}}){re.escape(style.after)}")
