"""The letters of scripts (ISO 15924), to tell words that are not in the right one."""

import re
from functools import lru_cache

LETTERS = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    "Cyrl": "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d",
    "Grek": "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff",
    "Armn": "\u0531-\u058f",
    "Hebr": "\u0591-\u05f4",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Thai": "\u0e00-\u0e7f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Jpan": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
    "Hans": "\u3400-\u4dbf\u4e00-\u9fff",
    "Hant": "\u3400-\u4dbf\u4e00-\u9fff",
    "Kore": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u4e00-\u9fff",
}
"""By script, as character classes. The micro sign is none of Greek's."""
_OWN = LETTERS | {"Latn": LETTERS["Latn"] + "\u02b0-\u02ff\uff21-\uff5a"}
"""With modifier letters, of which words of other scripts have some too, and fullwidth ones."""
LATIN = re.compile(f"[{_OWN['Latn']}]")
"""A letter of the Latin script."""


@lru_cache
def strangers(script: str) -> re.Pattern[str] | None:
    """Finds words of which no letter is of that script; None where its letters are not known."""
    own = _OWN.get(script)
    return re.compile(rf"(?<![^\W\d_])(?:(?![{own}])[^\W\d_])+(?![^\W\d_])") if own else None
