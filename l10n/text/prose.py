"""A text without what is no language."""

from l10n.text.protect import protected


def prose(text: str) -> str:
    """`text` with a space for every code point of what is `protected`: words stand where they stood."""
    parts, at = [], 0
    for mask in protected(text):
        parts += [text[at : mask.span.start], " " * (mask.span.end - mask.span.start)]
        at = mask.span.end
    return "".join((*parts, text[at:])) if parts else text
