"""Faults that the human translations of the measurements do have, each judged by hand.

One is listed only where a careful editor would correct the translation. The texts are the development half of
NTREX-128; on other data nothing here applies.
"""

KNOWN_FAULTS: frozenset[tuple[str, int, str]] = frozenset()
"""File, line (1-based), rule."""
