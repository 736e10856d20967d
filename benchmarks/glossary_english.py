"""What else English says for a territory: short names, older ones, demonyms and adjectives.

A translation that names the country where English has its adjective is no mistake. These words are not looked
for as terms; they only say which trials would prove nothing.
"""

import re
from functools import cache

_NAMES = {
    "China": ("PRC",),
    "Congo - Brazzaville": ("Congo",),
    "Congo - Kinshasa": ("Congo", "DRC"),
    "Côte d’Ivoire": ("Ivory Coast",),
    "Cape Verde": ("Cabo Verde",),
    "Czechia": ("Czech Republic",),
    "Eswatini": ("Swaziland",),
    "European Union": ("EU",),
    "Hong Kong SAR China": ("Hong Kong",),
    "Macao SAR China": ("Macao",),
    "North Macedonia": ("Macedonia",),
    "Palestinian Territories": ("Palestine",),
    "Timor-Leste": ("East Timor",),
    "Türkiye": ("Turkey",),
    "United Arab Emirates": ("UAE", "Emirates"),
    "United Kingdom": ("UK", "Britain", "Great Britain"),
    "United Nations": ("UN",),
    "United States": ("US", "USA", "America"),
    "Vatican City": ("Vatican",),
}
"""CLDR's short names and variants, which Babel leaves out, and names that newspapers use instead."""
_DEMONYMS = {
    "Côte d’Ivoire": "Ivorian",
    "Czechia": "Czech",
    "Denmark": "Danish Dane",
    "Finland": "Finnish Finn",
    "France": "French",
    "Germany": "German",
    "Greece": "Greek",
    "Hungary": "Hungarian Magyar",
    "Iceland": "Icelandic",
    "Ireland": "Irish",
    "Netherlands": "Dutch",
    "Norway": "Norwegian",
    "Philippines": "Filipino Filipina Philippine",
    "Poland": "Polish Pole",
    "Portugal": "Portuguese",
    "Slovakia": "Slovak",
    "Spain": "Spanish Spaniard",
    "Sweden": "Swedish Swede",
    "Switzerland": "Swiss",
    "Thailand": "Thai",
    "Türkiye": "Turkish Turk",
    "Ukraine": "Ukrainian",
    "United Kingdom": "British Briton",
    "United States": "American",
    "Wales": "Welsh",
}
"""Those that no rule gives."""
_ENDINGS = "[aeiou]{0,2}(?:n|ese|ish|i|ic|er)"
_LAST_VOWELS = re.compile("[aeiouy]+$")


def otherwise(name: str, english: str) -> bool:
    """True if the sentence speaks of the territory that CLDR calls `name` by another word than that."""
    return _words(name).search(english) is not None


@cache
def _words(name: str) -> re.Pattern[str]:
    """Other names, abbreviations with and without full stops; demonyms by rule and list; plurals of all."""
    names = (re.escape(other) for other in _NAMES.get(name, ()))
    dotted = (r"\.".join(other) for other in _NAMES.get(name, ()) if other.isupper())
    stems = (_LAST_VOWELS.sub("", one) for one in (name, *_NAMES.get(name, ())))
    regular = (re.escape(stem) + _ENDINGS for stem in stems if len(stem) > 2)
    choices = "|".join((*names, *dotted, *regular, *_DEMONYMS.get(name, "").split()))
    return re.compile(rf"\b(?:{choices})s?\b")
