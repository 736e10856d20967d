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

_DAMAGED_NAMES = {
    "srp-Cyrl": (201,),
    "mkd": (226, 745, 746, 747, 750, 752, 753, 760, 764, 766, 767, 768),
}
"""Names in translations that are spelt wrong: Максика for Мексико, Бред for Брет, Кореа for Кореја."""

_NEAR_NAMES = (46, 56, 254, 309, 502, 503, 721, 736, 931)
"""English sentences with one of two writings of a name, of which one is wrong: Ecinitas, Teresa May, Kenny
Miler, Kavardarkov, Moliwood."""

KNOWN_FAULTS: frozenset[tuple[str, int, str]] = frozenset(
    (name, line, rule)
    for rule, places in (
        ("end-punctuation", _LOST_STOPS),
        ("term-near-miss", _DAMAGED_NAMES),
        ("source-near-names", {"eng": _NEAR_NAMES}),
    )
    for name, lines in places.items()
    for line in lines
)
"""File, line (1-based), rule."""
