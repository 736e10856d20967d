"""What HTML tags within a text say to readers: the values of some attributes."""

import re
from collections.abc import Callable, Iterator

from l10n.model import Span

TEXTS = frozenset(
    {
        "alt",
        "aria-braillelabel",
        "aria-description",
        "aria-label",
        "aria-placeholder",
        "aria-roledescription",
        "aria-valuetext",
        "placeholder",
        "summary",
        "title",
    }
)
"""Names of attributes that are read by people, in whatever tag."""
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])(?P<name>(?>[^\s"'<>/=]+))\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|[^\s"'=<>`]+)"""
)


def attribute_texts(tag: str) -> Iterator[Span]:
    """Where in `tag` values of `TEXTS` stand, without their quotes, in order; nowhere in a comment."""
    if tag.startswith("<!"):
        return
    for found in _ATTRIBUTE.finditer(tag):
        group = found.lastgroup or "name"
        if group != "name" and found["name"].lower() in TEXTS:
            yield Span(*found.span(group))


def with_attribute_texts(tag: str, change: Callable[[str], str]) -> str:
    """`tag` with what `change` makes of each of its `attribute_texts`."""
    parts, at = [], 0
    for span in attribute_texts(tag):
        parts += [tag[at : span.start], change(tag[span.start : span.end])]
        at = span.end
    return "".join((*parts, tag[at:]))
