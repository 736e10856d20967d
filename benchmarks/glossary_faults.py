"""Faults that the human translations of the measurements do have, each judged by hand.

One is listed only where a careful editor would correct the translation. The texts are the development half of
NTREX-128; on other data nothing here applies.
"""

ALWAYS_FAULTS = frozenset({"double-space", "script-mixed"})
"""Rules of which every finding is one: `srp-Cyrl` has thousands of words in mixed scripts."""

_LOST_STOPS = {
    "srp-Cyrl": (664, 803),
    "srp-Latn": (664,),
    "hrv": (19, 313, 367),
    "bos": (350, 587),
    "mkd": (322, 769),
    "sqi": (395,),
    "fra": (85, 324, 747, 748, 772, 774, 801),
    "ita": (59, 256),
}
"""Sentences without the full stop that the source text has."""

KNOWN_FAULTS: frozenset[tuple[str, int, str]] = frozenset(
    (name, line, "end-punctuation") for name, lines in _LOST_STOPS.items() for line in lines
)
"""File, line (1-based), rule."""
