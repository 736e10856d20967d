"""How a locale's words are read: without capitals, in one script, lookalike letters of others put right."""

from collections.abc import Callable
from functools import cache

from l10n import locale as locales
from l10n.glossary.inflection.language import Language
from l10n.glossary.inflection.loading import language_of
from l10n.model import Tag
from l10n.text.homoglyphs import Script, fold, letters_of_others, script_of
from l10n.text.script import to_latin
from l10n.text.tokens import Readings, spelling, word_key


class Reader:
    """Reads the words of one locale. One for all locales of a language and a script: see `reader`."""

    def __init__(self, language: Language | None, script: str | None) -> None:
        self.language = language
        self._romanised = language is not None and language.romanised
        self._same = language.same if language else ()
        self._script: Script | None = next((one for one in ("Latn", "Cyrl", "Grek") if one == script), None)
        self.key: Callable[[str], str] = Readings(self._key).__getitem__
        """What two writings of one word share, as the rules of the language want it; remembered."""

    def _key(self, word: str) -> str:
        read = word_key(self.spelt(word))
        for letter, other in self._same:
            read = read.replace(letter, other)
        return read

    def spelt(self, word: str) -> str:
        """`word`, capitals kept, in the one script that the rules of the language are in."""
        if word.isascii() and self._script in ("Latn", None):
            return word
        word = spelling(word)
        if self._script and letters_of_others(self._script).search(word):
            scripts = {script_of(char) for char in word} - {None}
            if not (self._romanised and scripts == {"Latn"}):
                word = fold(word, self._script) or word
        return to_latin(word) if self._romanised else word


@cache
def reader(locale: Tag) -> Reader:
    """What reads the words of `locale`."""
    return _reader(locales.language(locale), locales.script(locale))


@cache
def _reader(language: str, script: str | None) -> Reader:
    return Reader(language_of(language), script)
