"""Lemmas by simplemma, a dictionary of word forms that may or may not be installed."""

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module


def installed() -> bool:
    """True where there is a dictionary to ask."""
    return _lemmatizer() is not None


@lru_cache(maxsize=1 << 15)
def lemmas(word: str, code: str) -> frozenset[str]:
    """What `word`, capitals kept, may be a form of in the language that simplemma calls `code`.

    The word itself without capitals is among them. The dictionary knows one lemma a writing, so the word is
    looked up with its capitals and without (see adbar/simplemma issue 94). To be asked where there is
    simplemma.
    """
    lemmatize = _lemmatizer()
    assert lemmatize is not None
    small = word.lower()
    return frozenset((small, lemmatize(word, code).lower(), lemmatize(small, code).lower()))


@cache
def _lemmatizer() -> Callable[[str, str], str] | None:
    """simplemma's function, which loads a language's dictionary when it is first asked for one."""
    try:
        simplemma = import_module("simplemma")
    except ImportError:
        return None
    return lambda word, code: str(simplemma.lemmatize(word, lang=code))
