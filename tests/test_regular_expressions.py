"""Regular expressions mean the same on every Python that is supported."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_no_group_is_repeated_possessively() -> None:
    """Before Python 3.11.5 such a repeat may still backtrack (CPython gh-106052); Debian 12 has 3.11.2."""
    offending = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "l10n").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\)(?:[*+?]|\{[\d,{}]+\})\+", line)
    ]
    assert offending == []
