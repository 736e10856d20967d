"""Headings in Title Case and in CAPITALS, which engines leave untranslated more often than sentences.

They are asked again in sentence case, and the answer gets back the capitals that its language would have:
all of them, or those of its first letter and of the names that it kept.
"""

from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from l10n import locale
from l10n.model import Tag
from l10n.text.capitals import capitalised, lowered, raised
from l10n.text.prose import prose
from l10n.text.protect import protected
from l10n.text.tokens import APOSTROPHES, word_key, word_spans


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUNCTION_WORDS = _listed(
    "a about after against all an and are as at be before between but by can could do does down during for"
    " from had has have he her his how if in into is it its may more most my near nor not of off on or our"
    " out over per she should so some than that the their them they this through till to under until up upon"
    " us via was we were what when where which while who why will with within without would you your"
)
"""Words of English that a heading may write small, and that no acronym is."""
_ACRONYMS = _listed("AIDS EU EUROPOL IOM NATO NGO NGOS OSCE UAE UEFA UK UN UNESCO UNHCR UNICEF USA")
"""Some with vowels, which headings in capitals would hide."""
_VOWELS = frozenset("AEIOUYАЕИОУЫЭЮЯІЄΑΕΗΙΟΥΩ")
_SHORTEST_TITLE = 4
"""Words. Shorter ones without a function word are as likely names: `Human Rights Watch`."""
_SHORTEST_SHOUT = 5
"""Letters. Shorter words in capitals are as likely acronyms."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and how to ask for it."""

    text: str
    """In sentence case, with every character in its place."""
    original: str
    capitals: bool
    """True if it is all in capitals."""

    def restored(self, answer: str, target: Tag) -> str:
        """A translation of `text` with the capitals that it would have as a heading."""
        if self.capitals:
            return raised(answer, target)
        return _with_names(answer, self.original, self.text)


def may_be_heading(text: str) -> bool:
    """False, quickly, for nearly every sentence: one has words in small letters."""
    return not any(
        word.islower() and word.isalpha() and word not in _FUNCTION_WORDS for word in text.split(" ")
    )


def heading(text: str, source: Tag) -> Heading | None:
    """`text` as a heading; None for what is none, or would not change in sentence case."""
    if not may_be_heading(text):
        return None
    lettered = _lettered(text)
    if not lettered or text.islower():
        return None
    capitals = text.isupper()
    if not (_shouts(lettered) if capitals else _is_title(lettered, source)):
        return None
    changed = _in_sentence_case(text, source, capitals=capitals)
    return Heading(changed, text, capitals) if changed != text and len(changed) == len(text) else None


def with_capitals(original: str, answer: str, target: Tag) -> str:
    """A translation, all in capitals if the original is; code, tags and placeholders stay."""
    if not may_be_heading(original):
        return answer
    written = prose(original)
    if not written.isupper() or not _shouts(_lettered(written)):
        return answer
    parts, at = [], 0
    for mask in protected(answer):
        parts += [raised(answer[at : mask.span.start], target), answer[mask.span.start : mask.span.end]]
        at = mask.span.end
    return "".join((*parts, raised(answer[at:], target)))


def _lettered(text: str) -> list[str]:
    return [
        text[start:end]
        for start, end in word_spans(text)
        if text[start].isalpha() and not (start and text[start - 1] in APOSTROPHES)
    ]


def _shouts(words: list[str]) -> bool:
    return any(len(word) >= _SHORTEST_SHOUT for word in words) or (
        len(words) > 1 and sum(map(len, words)) >= _SHORTEST_SHOUT
    )


def _is_title(words: list[str], source: Tag) -> bool:
    """Title Case is a custom of English: all words have a capital, function words perhaps."""
    if locale.language(source) != "en":
        return False
    small = [word.lower() in _FUNCTION_WORDS for word in words]
    if not all(not word.islower() or is_small for word, is_small in zip(words, small, strict=True)):
        return False
    return len(words) - sum(small) > 1 and (len(words) >= _SHORTEST_TITLE or any(small))


def _in_sentence_case(text: str, source: Tag, *, capitals: bool) -> str:
    parts, at, first = [], 0, True
    for start, end in word_spans(text):
        word = text[start:end]
        parts += [text[at:start], word if _stays(word, source, capitals) else _lowered(word, source, first)]
        first = first and not word[0].isalpha()
        at = end
    return "".join((*parts, text[at:]))


def _stays(word: str, source: Tag, capitals: bool) -> bool:
    if not capitals:
        return word == "I" or not word[1:].islower() or word_key(word) in _names(source)
    if word in _ACRONYMS or any(map(str.isdigit, word)) or _VOWELS.isdisjoint(normalize("NFD", word)):
        return True
    pronoun = word == "I" and locale.language(source) == "en"
    return pronoun or (len(word) == 2 and locale.language(source) == "en" and not _is_function(word))


def _is_function(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS or word in {"AM", "GO", "ME", "NO"}


def _lowered(word: str, source: Tag, first: bool) -> str:
    small = lowered(word, source)
    return capitalised(small, source) if first or word_key(word) in _names(source) else small


@cache
def _names(source: Tag) -> frozenset[str]:
    """Keys of the names of countries and languages of one word, which are names of peoples too."""
    found = (*locale.names(source, "territories").values(), *locale.names(source, "languages").values())
    return frozenset(word_key(name) for name in found if name.isalpha() and name[0].isupper())


def _with_names(answer: str, original: str, asked: str) -> str:
    """With a capital for each word of the original that the answer has and that was asked for without."""
    named = {
        original[start:end].lower(): original[start:end]
        for start, end in word_spans(original)
        if original[start:end] != asked[start:end]
    }
    parts, at = [], 0
    for start, end in word_spans(answer):
        parts += [answer[at:start], named.get(answer[start:end], answer[start:end])]
        at = end
    return "".join((*parts, answer[at:]))
