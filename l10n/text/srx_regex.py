"""Regular expressions of SRX files, which are ICU's, as Python's; what has no equal is refused."""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

_BLANKS = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_TOKEN = re.compile(
    r"""
      \\(?P<property>[pP])(?:\{(?P<not>\^)?(?P<long>\w+)\}|(?P<short>[A-Z]))
    | \\x\{(?P<hex>[0-9A-Fa-f]{1,6})\}
    | \\(?P<letter>.)
    | (?P<group>\(\?<(?=[A-Za-z]))
    | (?P<possessive>\)[*+?]\+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OUTSIDE = {
    "h": f"[{_BLANKS}]",
    "H": f"[^{_BLANKS}]",
    "R": r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
}
_INSIDE = {"h": _BLANKS}
_REFUSED = frozenset("QEGXKCck")
_LONG_NAMES = {
    "letter": "L",
    "uppercase_letter": "Lu",
    "lowercase_letter": "Ll",
    "number": "N",
    "punctuation": "P",
    "upper": "Lu",
    "lower": "Ll",
    "alpha": "L",
    "alphabetic": "L",
    "digit": "Nd",
    "punct": "P",
    "space": "Z",
    "uppercase": "Lu",
    "lowercase": "Ll",
}


def translated(pattern: str) -> str:
    """`pattern` for `re`. Raises ValueError that says what cannot be translated."""
    parts: list[str] = []
    in_class = False
    before = ""
    for token in _TOKEN.finditer(pattern):
        part, in_class = _translated(token, in_class, before)
        before = token[0]
        parts.append(part)
    return "".join(parts)


def _translated(token: re.Match[str], in_class: bool, before: str) -> tuple[str, bool]:
    """One token's translation, and whether the next one stands in a class of characters."""
    if token["property"]:
        negated = (token["property"] == "P") != bool(token["not"])
        return _property(token["long"] or token["short"], negated, in_class), in_class
    if token["hex"]:
        return _code_point(token["hex"]), in_class
    if token["letter"]:
        return _escape(token["letter"], in_class), in_class
    if in_class:
        return _in_class(token[0], before)
    if token["possessive"]:
        raise ValueError(f"a possessive group, {token[0]}")
    return ("(?P<" if token["group"] else token[0]), token[0] == "["


def _in_class(text: str, before: str) -> tuple[str, bool]:
    if text == "[" or (text == "&" and before == "&"):
        raise ValueError("a set within a set of characters")
    if text == "]" and before in ("[", "^"):
        raise ValueError("an empty set of characters")
    return text, not text.endswith("]")


def _code_point(digits: str) -> str:
    if int(digits, 16) > sys.maxunicode:
        raise ValueError(f"no character has the number {digits}")
    return f"\\U{int(digits, 16):08x}"


def _escape(letter: str, in_class: bool) -> str:
    if letter in _REFUSED or (in_class and letter in "RHXBzZ"):
        raise ValueError(f"\\{letter}" + (" in a set of characters" if in_class else ""))
    return (_INSIDE if in_class else _OUTSIDE).get(letter, f"\\{letter}")


def _property(name: str, negated: bool, in_class: bool) -> str:
    category = _LONG_NAMES.get(name.lower(), name)
    ranges = _categories()
    inside = "".join(text for known, text in ranges.items() if known.startswith(category))
    if not inside:
        raise ValueError(f"\\p{{{name}}}")
    if not in_class:
        return f"[{'^' if negated else ''}{inside}]"
    if negated:
        return "".join(text for known, text in ranges.items() if not known.startswith(category))
    return inside


@cache
def _categories() -> Mapping[str, str]:
    """Unicode's general categories (`Lu`), each as the ranges of a class."""
    ranges: defaultdict[str, list[str]] = defaultdict(list)
    first, current = 0, unicodedata.category("\0")
    for number in range(1, sys.maxunicode + 2):
        category = unicodedata.category(chr(number)) if number <= sys.maxunicode else ""
        if category != current:
            ranges[current].append(f"\\U{first:08x}-\\U{number - 1:08x}")
            first, current = number, category
    return {name: "".join(parts) for name, parts in ranges.items()}
