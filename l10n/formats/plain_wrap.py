"""Breaks a translation into lines where its source was broken by hand, in columns of a terminal or editor."""

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"://|@|www\.")
_LEADER = re.compile(r"""[-*+•◦▪‣>|#=_~^"]+\Z|>|\(?\d{1,3}[.)]\Z|[a-z]\)\Z""")
"""A word that would make something else of the line it begins: a list item, a quotation, an underline."""
_NOT_FIRST = frozenset("、。，．：；！？）」』】》〉〕”’…ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々")
_NOT_LAST = frozenset("（「『【《〈〔“‘")
"""Characters that East Asian lines do not begin or end with (JIS X 4051, kinsoku)."""


def columns(text: str) -> int:
    """How wide `text` is shown, in columns: wide and full-width characters (UAX 11) take two, marks none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, first: int, prefix: str, width: int, ending: str) -> str:
    """`text` in lines of at most `width` columns, `prefix` before all but the first.

    `first` columns stand before the first line. Nothing is broken but at blanks and between East Asian
    characters, so that a long word or address may be wider; a non-breaking space holds.
    """
    lines: list[str] = []
    line, used = "", first
    for gap, part in _parts(text):
        wide = columns(part)
        if line and used + len(gap) + wide > width:
            lines.append(line)
            line, used = part, columns(prefix) + wide
        else:
            line, used = f"{line}{gap}{part}", used + len(gap) + wide
    return f"{ending}{prefix}".join((*lines, line))


def _parts(text: str) -> list[tuple[str, str]]:
    """The stretches of `text` that are not broken, each with what stands before it on the same line."""
    found: list[tuple[str, str]] = []
    for word in _BLANKS.split(text.strip(" \t\r\n")):
        if found and _LEADER.match(word):
            gap, before = found.pop()
            found.append((gap, f"{before} {word}"))
        else:
            first, *others = _characters(word)
            found += [(" " if found else "", first), *(("", part) for part in others)]
    return found


def _characters(word: str) -> list[str]:
    """`word` cut where East Asian text may be broken; whole where it has none."""
    if word.isascii() or _ADDRESS.search(word):
        return [word]
    cuts = [0]
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        wide = _width(before) == 2 or _width(after) == 2
        if wide and _width(after) and before not in _NOT_LAST and after not in _NOT_FIRST:
            cuts.append(at)
    return [word[start:end] for start, end in zip(cuts, [*cuts[1:], len(word)], strict=True)]
