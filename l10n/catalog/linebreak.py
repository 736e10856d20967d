"""Where GNU gettext may end a line within a string.

The method is the pair table of Unicode Standard Annex 14 (Line Breaking), as GNU gettext 0.21 has it: the
table below is what `msgcat` does for every pair of classes. Classes are those of the annex; `OW` are the wide
ones of its `OP`, and `IS` holds its `SY` too, which gettext treats alike. Rare classes count as the nearest
of these.
"""

import re
from collections.abc import Container
from functools import lru_cache
from unicodedata import category, east_asian_width

# Before the break: rows; after it: columns. `_` a line may end here, `%` only if there are spaces, `^` never.
_TABLE = """
    OP OW CL CP QU GL NS EX IS PR PO NU AL ID IN HY BA BB B2
OP   ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^
OW   ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^  ^
CL   _  _  ^  ^  %  %  ^  ^  ^  %  %  _  _  _  %  %  %  _  _
CP   _  _  ^  ^  %  %  %  ^  ^  %  %  %  %  _  %  %  %  _  _
QU   ^  ^  ^  ^  %  %  %  ^  ^  %  %  %  %  %  %  %  %  %  %
GL   %  %  ^  ^  %  %  %  ^  ^  %  %  %  %  %  %  %  %  %  %
NS   _  _  ^  ^  %  %  %  ^  ^  _  _  _  _  _  %  %  %  _  _
EX   _  _  ^  ^  %  %  %  ^  ^  _  _  _  _  _  %  %  %  _  _
IS   _  _  ^  ^  %  %  %  ^  ^  _  _  %  _  _  %  %  %  _  _
PR   %  %  ^  ^  %  %  %  ^  ^  _  _  %  %  %  %  %  %  _  _
PO   %  %  ^  ^  %  %  %  ^  ^  _  _  %  %  _  %  %  %  _  _
NU   %  _  ^  ^  %  %  %  ^  ^  %  %  %  %  _  %  %  %  _  _
AL   %  _  ^  ^  %  %  %  ^  ^  %  %  %  %  _  %  %  %  _  _
ID   _  _  ^  ^  %  %  %  ^  ^  _  %  _  _  _  %  %  %  _  _
IN   _  _  ^  ^  %  %  %  ^  ^  _  _  _  _  _  %  %  %  _  _
HY   _  _  ^  ^  %  _  %  ^  ^  _  _  %  _  _  %  %  %  _  _
BA   _  _  ^  ^  %  _  %  ^  ^  _  _  _  _  _  %  %  %  _  _
BB   %  %  ^  ^  %  %  %  ^  ^  %  %  %  %  %  %  %  %  %  %
B2   _  _  ^  ^  %  %  %  ^  ^  _  _  _  _  _  %  %  %  _  ^
"""

_CHARS = {
    "CP": ")]",
    "CL": "}、。，．｡､",
    "OP": "¡¿",
    "QU": "\"'",
    "GL": "\u00a0\u2007\u2011\u202f",
    "NS": "々〜〻〼゛゜ゝゞ゠・ーヽヾ：；･ｰﾞﾟ‼‽⁇⁈⁉ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯ",
    "EX": "!?！？؛؟۔❢❣",
    "IS": ",./:;،",
    "PR": "+\\±№−∓",
    "PO": "%¢°‰‱′″‴‵‶‷₧℃℉％￠٪",
    "IN": "․‥…",
    "HY": "-",
    "BA": "|֊־।॥‐‒–‧\u00ad",
    "BB": "´",
    "B2": "—",
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
    "SP": " ",
}
_CLASSES = {char: name for name, chars in _CHARS.items() for char in chars}
_BY_CATEGORY = {
    "Pe": "CL", "Ps": "OP", "Pi": "QU", "Pf": "QU", "Nd": "NU", "Sc": "PR", "Zs": "BA",
    "Mn": "CM", "Mc": "CM", "Me": "CM", "Cf": "CM",
}  # fmt: skip


def _rules() -> dict[tuple[str, str], str]:
    head, *rows = (line.split() for line in _TABLE.strip().splitlines())
    return {(row[0], after): rule for row in rows for after, rule in zip(head, row[1:], strict=True)}


_RULES = _rules()
_ESCAPE = re.compile(r"\\.")


def unbreakable(text: str) -> frozenset[int]:
    """Places in `text`, as it stands between the quotes, within escapes and before the newline at its end."""
    if "\\" not in text:
        return frozenset()
    within = {found.end() - 1 for found in _ESCAPE.finditer(text)}
    if text.endswith("\\n") and len(text) - 1 in within:
        within.add(len(text) - 2)
    return frozenset(within)


def may_end(text: str, at: int, never: Container[int]) -> bool:
    """True if a line may end before code point `at` of `text`, which is not its first.

    Spaces stay at the end of a line. `text` is escaped, as it stands between the quotes; `never` is what
    `unbreakable` says of it.
    """
    spaced = text[at - 1] == " "
    if at in never or at == spaced:
        return False
    known = _between(text[at - 1 - spaced], text[at], spaced)
    return _may_end(text, at) if known is None else known


@lru_cache(maxsize=1 << 14)
def _between(before: str, after: str, spaced: bool) -> bool | None:
    """True if a line may end between two characters, `spaced` or not; None where others decide, too."""
    first, second = _class_of(before), _class_of(after)
    if second in ("SP", "ZW", "WJ"):
        return False
    if first in ("SP", "CM", "ZW", "WJ") or second == "CM":
        return None
    rule = _RULES[first, second]
    return rule == "_" or (rule == "%" and spaced)


def _may_end(text: str, at: int) -> bool:
    """The same by all that stands before, where neither space nor joiner follows."""
    after = _class_of(text[at])
    end = at
    while end and text[end - 1] == " ":
        end -= 1
    if end == 0:
        return False
    spaced = end < at
    before = _class_before(text, end)
    if before == "ZW":
        return True
    if after == "CM" and not spaced:
        return False
    rule = _RULES["GL" if before == "WJ" else before, "AL" if after == "CM" else after]
    return rule == "_" or (rule == "%" and spaced)


def _class_before(text: str, end: int) -> str:
    """The class of the last character before `end`, marks on it apart; marks on no letter are an `AL`."""
    for at in range(end - 1, -1, -1):
        name = _class_of(text[at])
        if name != "CM":
            marked = at < end - 1
            return "AL" if marked and name in ("SP", "ZW") else name
    return "AL"


@lru_cache(maxsize=4096)
def _class_of(char: str) -> str:
    known = _CLASSES.get(char)
    if known:
        return known
    if "\u0e00" <= char <= "\u0eff" and not char.isdigit():
        # Thai and Lao, which need a dictionary.
        return "AL"
    wide = east_asian_width(char) in "WF"
    named = _BY_CATEGORY.get(category(char))
    if named is None:
        return "ID" if wide else "AL"
    return "OW" if named == "OP" and wide else named
