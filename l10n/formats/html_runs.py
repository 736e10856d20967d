"""Which part of a run of text and inline tags is a sentence, and which is only around it.

Left outside are white space, and at both ends tags that hold no text (images, icons, boxes to tick) and
elements that hold all of it: `<p><b>All</b></p>` is `All`. What is opened or closed within stays whole.
"""

import re
from collections.abc import Sequence

from l10n.formats.html_scan import SPACE, Token

_SPACES = f"{SPACE}\u00a0"
_HARD_SPACES = ("&nbsp;", "&#160;", "&#xA0;", "&#xa0;")
_LEADING = re.compile(rf"(?:[{_SPACES}]|{'|'.join(_HARD_SPACES)})*")


def pairs(run: Sequence[Token]) -> dict[int, int]:
    """Which of the tags close which: from the place of each opening one in `run` to that of its closing one.

    Tags without a partner are left out. Wrongly nested ones have their partners, as browsers see it.
    """
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for at, token in enumerate(run):
        if token.kind == "open":
            opened.setdefault(token.name, []).append(at)
        elif token.kind == "close" and opened.get(token.name):
            found[opened[token.name].pop()] = at
    return found


def core(text: str, run: Sequence[Token]) -> range:
    """The places in `run` of what a translator needs; one of its texts at least must not be blank."""
    if len(run) == 1:
        return range(1)
    words = [at for at, token in enumerate(run) if token.kind == "text" and not _is_blank(text, token)]
    start, end = words[0], words[-1]
    paired = pairs(run)
    # Once is enough for what is properly nested, and twice for what is met in wrong nesting.
    for _ in range(2):
        start = min((at for at, closed in paired.items() if at < start <= closed <= end), default=start)
        end = max((closed for at, closed in paired.items() if start <= at <= end < closed), default=end)
    return range(start, end + 1)


def _is_blank(text: str, token: Token) -> bool:
    """True for a text that is white space and nothing else, hard spaces included."""
    start, end = trimmed(text, token.start, token.end)
    return start == end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` of the text between them without the spaces around it, hard ones included."""
    found = _LEADING.match(text, start, end)
    start = found.end() if found else start
    while start < end:
        if text[end - 1] in _SPACES:
            end -= 1
        elif text[end - 1] == ";" and (length := _hard_space(text, start, end)):
            end -= length
        else:
            break
    return start, end


def _hard_space(text: str, start: int, end: int) -> int:
    """The length of the reference to a hard space that ends the text; 0 where none does."""
    return next((len(space) for space in _HARD_SPACES if text.endswith(space, start, end)), 0)
