"""Serbian in both scripts: Cyrillic is the master, Latin follows from it without loss.

The same letters serve Bosnian and Montenegrin. The other way is no function: `nj` may be one letter or two
(`конјункција`), and foreign words stay Latin.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from l10n.model import Span
from l10n.text.attributes import with_attribute_texts
from l10n.text.homoglyphs import mixed_words
from l10n.text.prose import prose
from l10n.text.protect import protected

_PLAIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_ACCENTED = dict(zip("ѐѝӣӯ", "èìīū", strict=True))
"""The letters that Unicode has with their accent as one character; others have combining marks."""
_SMALL = _PLAIN | _DIGRAPHS | _ACCENTED
_LETTERS = _SMALL | {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _SMALL.items()}
_LATIN = str.maketrans(_LETTERS)
_CAPITAL_DIGRAPH = re.compile("[ЉЊЏ]")

_OWN = "".join(_LETTERS)
_OTHERS = "".join(char for char in map(chr, range(0x400, 0x530)) if char.isalpha() and char not in _LETTERS)
_FOREIGN = re.compile(f"[{_OTHERS}]|[{_OWN}][\u0306\u0308]|[гкГК]\u0301")
"""Letters of other languages, also those made with a breve, a diaeresis or Macedonian's acute."""
_FOREIGN_HINTS = re.compile(f"[{_OTHERS}\u0301\u0306\u0308]")
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_HINT_OF_ADDRESS = ".срб"
_ADDRESS = re.compile(r"(?<![\w.+@-])[\w.+@-]+\.срб(?![\w-])(?:/[^\s<>()\"„“”]*)?")
"""Sites and mailboxes in the domain that Serbia has in Cyrillic, which no Latin letters reach."""
_WOULD_BE_TAG = re.compile(r"</?[^\W\d_][^<>]{0,200}>")
"""Text in Cyrillic, which in Latin letters would be a tag, and gone from the page."""
_PLAIN_WORD = re.compile(f"[{_OWN.translate(dict.fromkeys(map(ord, 'ЉЊЏ')))}]+")
"""A word in letters of its own, each of which has one in Latin."""
_SPECIAL = re.compile(f"[<ЉЊЏ{_OTHERS}\u0300-\u036f]")
"""What takes more than replacing letter by letter."""
_NEAR = 40
"""How far from a letter that stands alone words are looked for, in code points."""


def to_latin(text: str) -> str:
    """Serbian Cyrillic `text` in Latin letters; code, addresses, tags and placeholders stay as they are.

    What tags say to readers (`title`, `alt`) is text.

    Љ, Њ and Џ become two capitals in words of capitals (`ЊЕГОШ` is `NJEGOŠ`) and where they stand alone among
    such words, else a capital and a small letter. Accents stay, composed (NFC) with their letters: `с́` is
    Montenegrin `ś`. A word in which letters of another script were typed for lookalikes is read as it looks.
    A Cyrillic word with a letter that Serbian does not have is another language's, and left alone.
    """
    if text.isascii():
        return text
    if _PLAIN_WORD.fullmatch(text):
        return text.translate(_LATIN)
    text = _put_right(text)
    if not (_SPECIAL.search(text) or protected(text) or _HINT_OF_ADDRESS in text):
        return text.translate(_LATIN)
    parts, at = [], 0
    for span, latin in sorted(_special(text), key=lambda found: (found[0].start, -found[0].end)):
        if span.start >= at:
            parts += [text[at : span.start].translate(_LATIN), latin]
            at = span.end
    return "".join((*parts, text[at:].translate(_LATIN)))


def _put_right(text: str) -> str:
    """`text` with each word in one script that looks as if it were."""
    parts, at = [], 0
    for word in mixed_words(text):
        if word.suggestion and "-" not in word.suggestion:
            parts += [text[at : word.span.start], word.suggestion]
            at = word.span.end
    return "".join((*parts, text[at:]))


def _special(text: str) -> Iterator[tuple[Span, str]]:
    """What is not replaced letter by letter, in Latin; of two that start together the longer holds."""
    for mask in protected(text):
        kept = text[mask.span.start : mask.span.end]
        yield mask.span, with_attribute_texts(kept, to_latin) if mask.kind == "tag" else kept
    plain = prose(text)
    for span in _kept(plain):
        yield span, plain[span.start : span.end]
    for marks in _MARKS.finditer(plain):
        if plain[marks.start() - 1 : marks.start()] in _LETTERS:
            span = Span(marks.start() - 1, marks.end())
            yield span, normalize("NFC", plain[span.start : span.end].translate(_LATIN))
    for letter in _CAPITAL_DIGRAPH.finditer(plain):
        if _among_capitals(plain, letter.start()):
            yield Span(*letter.span()), _LETTERS[letter[0]].upper()


def _kept(text: str) -> Iterator[Span]:
    """What stays Cyrillic: words of other languages, and what other letters would make another thing of."""
    for tag in _WOULD_BE_TAG.finditer(text):
        yield Span(*tag.span())
    if _HINT_OF_ADDRESS in text:
        for address in _ADDRESS.finditer(text):
            yield Span(*address.span())
    if _FOREIGN_HINTS.search(text):
        for word in _WORD.finditer(text):
            if _FOREIGN.search(word[0]):
                yield Span(*word.span())


def _among_capitals(text: str, at: int) -> bool:
    """True if the capital at `at` stands in a word of capitals, or alone with none but such words near it."""
    after = _letter(text, at, 1)
    before = _letter(text, at, -1)
    if after or before:
        return (after or before).isupper()
    words = (
        *_LONG_WORD.findall(text[max(0, at - _NEAR) : at])[-1:],
        *_LONG_WORD.findall(text[at + 1 : at + 1 + _NEAR])[:1],
    )
    return bool(words) and all(map(str.isupper, words))


def _letter(text: str, at: int, step: int) -> str:
    """The letter next to the one at `at`, beyond marks; "" where there is none."""
    at += step
    while 0 <= at < len(text) and _MARKS.match(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) and text[at].isalpha() else ""
