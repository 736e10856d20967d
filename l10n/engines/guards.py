"""What is wrong with a machine's translation of a sentence: faults that only machines make, and lost marks.

A guard says in a few words what it found, for the translator who gets to see the source text instead. None
objects to what people write: `tests/test_engines_guards.py` holds them to human translations of news.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import eq

from l10n import locale
from l10n.engines.casing import heading
from l10n.engines.repairs import Pair
from l10n.engines.sentences import held
from l10n.model import Span
from l10n.text.alphabets import LATIN, strangers
from l10n.text.amounts import TranslatedFigures, lost, source_figures
from l10n.text.encoding import damages, may_be_damaged
from l10n.text.loops import loop, may_loop
from l10n.text.prose import prose
from l10n.text.quotes import quoted
from l10n.text.tokens import keys, words


@dataclass(frozen=True, slots=True)
class Both:
    """A sentence and its translation, with all marks."""

    source: str
    translation: str
    pair: Pair
    source_prose: str = field(init=False)
    """With spaces for code, addresses, tags and placeholders, as in `prose`."""
    prose: str = field(init=False)
    """The translation, likewise."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_prose", prose(self.source))
        object.__setattr__(self, "prose", prose(self.translation))


Guard = Callable[[Both], str]
"""Says what is wrong; "" where nothing is."""


def fault(source: str, translation: str, pair: Pair) -> str:
    """What is wrong with the translation of a sentence, in words for translators; "" where nothing is."""
    if not translation.strip() or (_says(source) and not _says(translation)):
        return "there is no translation"
    both = Both(source, translation, pair)
    for guard in GUARDS:
        if found := guard(both):
            return found
    return ""


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


_SHOWN = 30
"""Code points of a text that a reason shows."""


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[: _SHOWN - 1]}…”" if len(text) > _SHOWN else f"“{text}”"


_ARTICLE = 1
"""Words beside code that some languages need not say: “the `key`” is “`key`” in Serbian."""


def _nothing_said(both: Both) -> str:
    if _says(both.prose) or not _says(both.source_prose):
        return ""
    return "there is no translation" if len(words(both.source_prose)) > _ARTICLE else ""


def _marks(both: Both) -> str:
    asked, said = held(both.source), held(both.translation)
    if asked == said:
        return ""
    # A mark that has a partner in one of the texts only is in both.
    here, there = ({text for _, text, _ in marks} for marks in (asked - said, said - asked))
    if lost_ones := here - there:
        return f"{_shown(min(lost_ones))} was lost"
    return f"{_shown(min(there))} does not belong into it"


_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
"""How a message in ICU's syntax begins that has a text for each of several cases."""
_CASE = re.compile(r"[\w=]+(?=\s*\{)|\{\s*\w+\s*,\s*\w+\s*,|#")


def _cases(both: Both) -> str:
    if (
        "{" in both.source
        and _CHOICE.search(both.source)
        and _skeleton(both.source) != _skeleton(both.translation)
    ):
        return "the names of its cases are code, and are not as they were"
    return ""


def _skeleton(text: str) -> list[str]:
    return ["".join(found.split()) for found in _CASE.findall(text)]


_RESIDUE = re.compile(
    r"<unk>|\[UNK\]|⁇|\u2581|⟦\d*|\d*⟧|\[X\d+X\]|#\d+#|(?<=\w)@@(?!\S)|</?s>|<pad>"
    r"|__[a-z]{2,3}(?:_[A-Z][a-z]{3})?__|>>[a-z]{2,3}<<"
)
"""What models and tokenizers write for themselves: unknown and special tokens, word pieces, markers."""
_MAY_BE_RESIDUE = re.compile("[<>⁇\u2581⟦⟧\\[#@_]")


def _residue(both: Both) -> str:
    if not _MAY_BE_RESIDUE.search(both.translation):
        return ""
    for found in _RESIDUE.finditer(both.translation):
        if found[0] not in both.source:
            return f"{_shown(found[0])} is no word: the engine did not know one"
    return ""


def _damage(both: Both) -> str:
    if may_be_damaged(both.translation):
        for one in damages(both.translation):
            if both.translation[one.span.start : one.span.end] not in both.source:
                return "it has characters that belong in no text"
    return ""


def _numbers(both: Both) -> str:
    asked = source_figures(both.source_prose, both.pair[0])
    if asked is None or asked.as_they_stand(both.prose):
        return ""
    for figure, missing in lost(asked, TranslatedFigures(both.prose, both.pair[1], asked)):
        if missing:
            return f"the number {_shown(both.source[figure.span.start : figure.span.end])} was lost"
    return ""


_STUTTER = re.compile(r"(\S)(?:\s*\1){5,}|([A-Za-z\u00c0-\u052f])\2{3,}")
"""One character again and again; a letter four times in a row, which no word of these alphabets has."""
_PHRASE = 4
"""Words in a phrase that nobody says twice in a row."""


def _loops(both: Both) -> str:
    found = _stutter(both.translation)
    if found and not _stutter(both.source):
        return f"it repeats {_shown(found)}"
    emphasised = "*" in both.prose or "_" in both.prose
    written = keys(both.prose) if emphasised else both.prose.lower().split()
    if not written or not (may_loop(written) or _says_twice(written)):
        return ""
    spans = words(both.prose)
    span = loop(both.prose, spans) or _said_twice(both.prose, spans)
    if span is None or _repeats(both.source_prose):
        return ""
    return f"it repeats {_shown(both.prose[span.start : span.end])}"


def _stutter(text: str) -> str:
    found = _STUTTER.search(text)
    return found[0] if found and not found[0].isdigit() else ""


def _repeats(text: str) -> bool:
    spans = words(text)
    return loop(text, spans) is not None or _said_twice(text, spans) is not None


def _says_twice(written: Sequence[str]) -> bool:
    """A quick look at a text cut at white space: False for nearly every one."""
    if len(written) - len(set(written)) < _PHRASE - 1:
        return False
    longest = len(written) // 2 + 1
    return any(sum(map(eq, written, written[size:])) >= size - 1 for size in range(_PHRASE, longest))


def _said_twice(text: str, spans: Sequence[Span]) -> Span | None:
    """The first phrase that follows itself, both times."""
    said = keys(text)
    for size in range(_PHRASE, len(said) // 2 + 1):
        run = 0
        for at, same in enumerate(map(eq, said, said[size:])):
            run = run + 1 if same else 0
            if run == size:
                return Span(spans[at - size + 1].start, spans[at + size].end)
    return None


_LEAST, _MOST = 0.4, 2.2
"""Of the usual length: less or more is no translation of the whole sentence and nothing else."""
_FEWER, _MORE = 15, 30
"""Letters that do not count: an abbreviation spelled out, or a word for a phrase."""
_DENSE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]")
_WIDE = 3
"""Letters that say about as much as one character of Chinese, Japanese or Korean."""


def _length(both: Both) -> str:
    asked, said = _letters(both.source_prose), _letters(both.prose)
    if said > _MOST * asked + _MORE:
        return "it is much too long"
    return "it is much too short" if said < _LEAST * asked - _FEWER else ""


def _letters(text: str) -> int:
    return len(text) + (_WIDE - 1) * (0 if text.isascii() else len(_DENSE.findall(text)))


_CLOSE = (
    frozenset({"hr", "sr", "bs", "cnr", "sh"}),
    frozenset({"nb", "nn", "no", "da", "sv"}),
    frozenset({"es", "gl", "pt", "ca", "oc", "an", "ast", "it"}),
    frozenset({"cs", "sk"}),
    frozenset({"bg", "mk"}),
    frozenset({"ru", "uk", "be"}),
    frozenset({"id", "ms"}),
    frozenset({"zh", "yue"}),
    frozenset({"nl", "af"}),
)
"""Languages in which a sentence may be the same."""
_COMMON = 3
"""Words in small letters that a sentence may have and be the same in another language: `en route`."""
COPIED = "it is the source text itself"
_PUNCTUATION = ".,;:!?…()[]\"'“”„‘’«»*_"
_TITLE = 3
"""Words of a quotation that may stay as it is."""


def _copied(both: Both) -> str:
    if copies(both.source_prose, both.prose) and not _is_close(both.pair):
        title = heading(both.source_prose, both.pair[0])
        asked = title.text if title else both.source_prose
        for one in quoted(asked):
            if len(one.words.split()) <= _TITLE:
                asked = asked.replace(one.words, " ")
        written = [word.strip(_PUNCTUATION) for word in asked.split()]
        if sum(len(word) > 1 and word.isalpha() and word.islower() for word in written) >= _COMMON:
            return COPIED
    return ""


def copies(source: str, translation: str) -> bool:
    """True if the prose of a translation has the words of its source, and no others."""
    return source[:1].lower() == translation[:1].lower() and keys(source) == keys(translation)


def _is_close(pair: Pair) -> bool:
    both = set(map(locale.language, pair))
    return len(both) == 1 or any(both <= languages for languages in _CLOSE)


_NAMES = {"Cyrl": "Cyrillic", "Grek": "Greek"}
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u2c00-\uffff]")


def _script(both: Both) -> str:
    """A word in a script that the language has no use for, or most words in another than its own.

    Names may stay in Latin letters anywhere; single letters are symbols, and the source's words its own.
    """
    script = locale.script(both.pair[1]) or ""
    words_of_others = strangers(script)
    if words_of_others is None or (script == "Latn" and not _BEYOND_LATIN.search(both.prose)):
        return ""
    source = both.source_prose.lower()
    found = [word for word in words_of_others.findall(both.prose) if word.lower() not in source]
    for word in found:
        if len(word) > 1 and (script == "Latn" or not LATIN.match(word)):
            return f"{_shown(word)} is in another script"
    if 2 * sum(map(len, found)) > sum(map(str.isalpha, both.prose)):
        return f"it is not in the {_NAMES.get(script, 'right')} script"
    return ""


GUARDS: Sequence[Guard] = (
    _nothing_said, _residue, _cases, _marks, _damage, _script, _copied, _loops, _length, _numbers,
)  # fmt: skip
"""In the order in which a fault is named, where there are several."""
