"""HTML elements within a text: which tags belong together, and which elements no translation may touch."""

import re
from collections import Counter
from collections.abc import Sequence

from l10n.text.scan import Token

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_CODE = frozenset({"code", "math", "pre", "samp", "script", "style", "svg"})
_KEPT = re.compile(
    r"""\stranslate\s*=\s*["']?no["'\s/>]"""
    r"""|\sclass\s*=\s*(?:"(?:[^"]*\s)?notranslate[\s"]|'(?:[^']*\s)?notranslate[\s']|notranslate[\s/>])""",
    re.IGNORECASE,
)
"""HTML's own attribute, and the class that Google made common."""


def tag_pairs(text: str, found: Sequence[Token]) -> list[tuple[int, int]]:
    """Which of the tags among `found` begin and end the same element, as pairs of indices, by no order.

    As in HTML an end tag closes the nearest element of its name, and leaves open what began since without an
    end: that has no partner.
    """
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for index, token in enumerate(found):
        name = _NAME.match(text, token.start) if token.name == "tag" else None
        if name is None or text[token.end - 2] == "/":
            continue
        lowered = name[1].lower()
        if text[token.start + 1] != "/":
            waiting.append((lowered, index))
            names[lowered] += 1
        elif names[lowered]:
            opener, opened_at = waiting.pop()
            while opener != lowered:
                names[opener] -= 1
                opener, opened_at = waiting.pop()
            names[lowered] -= 1
            pairs.append((opened_at, index))
    return pairs


def with_kept_elements(text: str, found: Sequence[Token]) -> Sequence[Token]:
    """`found` with one token for each element that stays as it is: `translate="no"`, `notranslate`, code."""
    if not any(token.name == "tag" and _is_kept(text, token) for token in found):
        return found
    ends = {start: end for start, end in tag_pairs(text, found) if _is_kept(text, found[start])}
    tokens: list[Token] = []
    at = 0
    while at < len(found):
        start, at = found[at].start, ends.get(at, at)
        end = found[at].end
        tokens.append(
            Token("element", start, end, "untranslated", (start, end))
            if start < found[at].start
            else found[at]
        )
        at += 1
    return tokens


def _is_kept(text: str, token: Token) -> bool:
    name = _NAME.match(text, token.start)
    if name is None or text[token.start + 1] == "/":
        return False
    return name[1].lower() in _CODE or _KEPT.search(text, token.start, token.end) is not None
