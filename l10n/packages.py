"""What holds of Argos packages for those who use them and those who get them."""

import re
from pathlib import Path

from l10n import locale
from l10n.model import Tag

PIVOT = Tag("en")
"""What two packages meet in where none translates a pair directly: nearly all are from or to English."""
METADATA = "metadata.json"
MODEL = "model/model.bin"
TOKENIZERS = ("sentencepiece.model", "bpe.model")
"""One of them is there."""
CODE = Path(__file__).resolve().parent
"""The folder of l10n itself."""


def shipped_directory() -> Path | None:
    """The folder of the packages that come with l10n; None where none do.

    `l10n/shipped` of an installed l10n, `models` beside `l10n` in a checkout of it.
    """
    if (inside := CODE / "shipped").is_dir():
        return inside
    root = CODE.parent
    # Of an installed l10n that is site-packages, and `models` there would be anybody's.
    if not (root / "models").is_dir():
        return None
    try:
        ours = b'\nname = "l10n-toolkit"\n' in (root / "pyproject.toml").read_bytes()
    except OSError:
        return None
    return root / "models" if ours else None


def may_pivot(source: Tag, target: Tag) -> bool:
    """True for a pair that can be translated through English. None within one language is."""
    english = locale.covers(PIVOT, source) or locale.covers(PIVOT, target)
    return not english and locale.language(source) != locale.language(target)


def version_order(version: str) -> tuple[int, ...]:
    """Sorts versions: `1.10` after `1.9`."""
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))


def lacking(folder: Path) -> str:
    """What translating takes and the package in a folder lacks: `no model/model.bin`; "" for nothing.

    Raises OSError.
    """
    if not (folder / MODEL).is_file():
        return f"no {MODEL}"
    if not any((folder / name).is_file() for name in TOKENIZERS):
        return f"neither {' nor '.join(TOKENIZERS)}"
    return ""
