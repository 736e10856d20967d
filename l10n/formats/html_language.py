"""Whether a text of a page says anything, by HTML's own rules: to it Markdown's marks are text."""

import re

from l10n.text.scan import tokens

_PLAIN_WORD = re.compile(r"[^{$%&:\\]*?(?<!\S)[^\W\d_]++(?=\s|\Z)")
"""A word before anything that letters may be within and yet be no language: the usual case, told fast."""
_NO_LANGUAGE = frozenset({"email", "emoji", "entity", "math", "placeholder", "shortcode", "url"})
"""Of the tokens of texts, those that pages have as well: programs write them, or find them in a page."""


def says_something(text: str) -> bool:
    """True if `text` has a letter that is not part of an address, an entity, a placeholder or a formula.

    `text` is one without tags: what looks like one there is shown.
    """
    if _PLAIN_WORD.match(text):
        return True
    at = 0
    for token in tokens(text):
        if token.name in _NO_LANGUAGE:
            if any(map(str.isalpha, text[at : token.start])):
                return True
            at = token.end
    return any(map(str.isalpha, text[at:]))
