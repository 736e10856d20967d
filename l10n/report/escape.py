"""Text from files, made safe to print."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Control characters, line separators and bidirectional marks: they can forge what is shown
(CVE-2021-42574)."""


def visible(text: str) -> str:
    """`text` on one line, with what a terminal would obey instead of show written as `\\x1b`, `\\u202e`."""
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return _CONTROL.sub(_spelled, flat)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
