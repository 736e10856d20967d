"""What a page is told apart into: texts to translate, and the tags that are part of none."""

from typing import NamedTuple

from l10n.formats.html_scan import Token
from l10n.model import UnitKind

ATTRIBUTE = "html-attribute"
"""What the syntax of a text in an attribute begins with."""


class Text(NamedTuple):
    """A text to translate."""

    parts: tuple[Token, ...]
    """What it is made of, adjacent."""
    kind: UnitKind
    detail: str
    syntax: str
    """`html`; `html-plain` where tags do not count; `ATTRIBUTE` and the quote around the value, if any."""
    keeps_space: bool = False

    @property
    def start(self) -> int:
        """Its first code point."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The code point after it."""
        return self.parts[-1].end


class Outside(NamedTuple):
    """A tag that is part of no text."""

    tag: Token
    translate: bool
    """False where its page says that it is not to be translated."""
