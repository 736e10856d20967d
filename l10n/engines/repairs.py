"""What can be put right for certain in a machine's translation of a sentence, instead of refusing it.

White space, a word that stands twice, the first letter's case and the last mark, as the source text has them
and the language of the translation writes them. Code, addresses, tags and placeholders keep every character.
"""

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from l10n import locale
from l10n.engines.inverted import LEAD, opened
from l10n.model import Edit, Span, Tag
from l10n.text.abbreviations import abbreviations
from l10n.text.capitals import capitalised, lowered
from l10n.text.doubling import doubled, may_be_doubled
from l10n.text.endings import NO_QUESTION_MARK, STOPS, Ending, ending
from l10n.text.prose import prose, touches
from l10n.text.protect import protected
from l10n.text.splicing import spliced

Pair = tuple[Tag, Tag]
"""The languages: of the source, of the translation."""


def repaired(source: str, translation: str, pair: Pair) -> str:
    """`translation`, a sentence with all its marks, with everything put right that is certain."""
    french = _is_french(pair[1])
    text = _respaced(source, translation.strip())
    # Twice: where its spaces are, words begin and end; and marks may come.
    text = _with_french_spaces(text) if french else text
    text = _without_doubles(source, text, pair)
    text = with_first_letter(source, text, pair[1])
    text = _ended(source, text, pair)
    if locale.language(pair[1]) == "es":
        text = opened(text)
    return _with_french_spaces(text) if french else text


_BREAKS = re.compile(r"[^\S\n\u00a0\u202f]*[\n\r\t\v\f\u2028\u2029]\s*")
_RUNS = re.compile(" {2,}")
_BEFORE = re.compile(r" (?=[,.;:?!](?:[^\S\u00a0]|\Z))(?:(?<=[^\W\d_] )|(?<=\d )(?!:))")
"""Spaces before marks; results of matches have them around a colon: `10 : 6`."""
_AFTER = re.compile(r" (?<=[¿¡(\[] )(?=\w)")
_OPENS = re.compile(r"(?<![^\s(\[])\"(?=\S)")
_CLOSES = re.compile(r"(?<=\S)\"(?!\w)")
_OPENS_LOOSELY = re.compile(r"(?<!\S)\" (?=\w)")
_CLOSES_LOOSELY = re.compile(r"(?<=[\w.,!?…]) \"(?!\w)")


def _respaced(source: str, text: str) -> str:
    """Without line breaks, runs of spaces, and spaces on the wrong side of marks that the source has not."""
    if not text.isprintable() and text.split() != text.split(" ") and not _BREAKS.search(source):
        text = _outside_code(text, _BREAKS, " ")
    if "  " in text and "  " not in source:
        text = _outside_code(text, _RUNS, " ")
    if not _BEFORE.search(source):
        text = _outside_code(text, _BEFORE, "")
    if not _AFTER.search(source):
        text = _outside_code(text, _AFTER, "")
    return _with_tight_quotes(source, text) if '"' in source else text


def _with_tight_quotes(source: str, text: str) -> str:
    """Without spaces within straight quotation marks that open and close the same things in both texts."""
    asked, said = ([at for at, char in enumerate(one) if char == '"'] for one in (source, text))
    if len(asked) != len(said):
        return text
    spaces: list[Span] = []
    for here, there in zip(asked, said, strict=True):
        if _OPENS.match(source, here) and _OPENS_LOOSELY.match(text, there):
            spaces.append(Span(there + 1, there + 2))
        elif _CLOSES.match(source, here) and _CLOSES_LOOSELY.match(text, there - 1):
            spaces.append(Span(there - 1, there))
    masks = protected(text)
    return spliced(text, [Edit(span, "") for span in spaces if not touches(masks, span)])


def _outside_code(text: str, pattern: re.Pattern[str], replacement: str) -> str:
    found = [Span(*one.span()) for one in pattern.finditer(text)]
    if not found:
        return text
    masks = protected(text)
    return spliced(text, [Edit(span, replacement) for span in found if not touches(masks, span)])


def _without_doubles(source: str, text: str, pair: Pair) -> str:
    """With single words where one stands twice, unless the language or the source doubles some."""
    if not may_be_doubled(text.lower().split()):
        return text
    found = list(doubled(prose(text), locale.language(pair[1])))
    if not found or any(doubled(prose(source), locale.language(pair[0]))):
        return text
    edits = [(span, text[span.start : span.end].split()) for span in found]
    return spliced(text, [Edit(span, same[0]) for span, same in edits if _is_slip(same)])


def _is_slip(same: Sequence[str]) -> bool:
    """True for a word and itself, without the capital perhaps that it has at a beginning: no `grade a A`."""
    first = same[0]
    return all(word in (first, first[:1].lower() + first[1:]) for word in same[1:])


_WORD = re.compile(r"\w[\w'’.-]*")
_ORDINARY = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
"""No identifier, and no number."""
_PLAIN = re.compile(r"\w(?:['’]?[^\W\d_]+['’.-]*)?")
"""A word, perhaps behind an elided article: `L'ora`. `T-shirt` and `A.` are none."""
_PRONOUN = re.compile(r"I(?![^\W\d_])")
_SHORTEST_NAME = 3
"""Letters. Shorter words at a beginning are articles, prepositions and pronouns."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which a word with a capital may be no name."""


def with_first_letter(source: str, text: str, target: Tag) -> str:
    """`text` with a capital or a small letter at its beginning, as `source` has it.

    Behind code or another mark at the beginning of both, a capital that the source has not is made small.
    """
    if source[:1].isupper() and text[:1].isupper():
        return text
    asked, said = _first_word(source), _first_word(text)
    behind = asked is None and said is None
    if behind:
        asked, said = _word_behind_mark(source), _word_behind_mark(text)
    if asked is None or said is None:
        return text
    capital, own = asked[0][0], said[0][0]
    if capital.isupper() == own.isupper() or _bare(said[0]) in map(_bare, _WORD.findall(source)):
        return text
    if own.isupper():
        small = asked[0].islower() and not _may_be_name(said[0], source)
        return _with_small_letter(text, said, target) if small else text
    if behind or not own.islower():
        return text
    return spliced(text, [Edit(Span(said.start(), said.end()), capitalised(said[0], target))])


def _bare(word: str) -> str:
    """A word without a full stop, an apostrophe or a hyphen at its end."""
    return word.rstrip(".'’-")


def _may_be_name(word: str, source: str) -> bool:
    """True for a word that may be a form of a name in the source: of one initial, or in other letters."""
    names = (found for found in _WORD.findall(source) if found[0].isupper())
    initials = {normalize("NFD", name)[0] for name in names}
    own = normalize("NFD", word)[0]
    alike = own in initials or any(one.isascii() != own.isascii() for one in initials)
    return alike and len(word) >= _SHORTEST_NAME


def _with_small_letter(text: str, word: re.Match[str], target: Tag) -> str:
    """`text` with a small letter at the beginning of a word, unless that may be a name or an acronym."""
    language = locale.language(target)
    pronoun = language == "en" and _PRONOUN.match(word[0])
    small = not word[0][1:] or word[0][1:].islower()
    if pronoun or not small or not _PLAIN.fullmatch(word[0]) or language in _CAPITAL_NOUNS:
        return text
    return f"{text[: word.start()]}{lowered(word[0][0], target)}{text[word.start() + 1 :]}"


def _first_word(text: str) -> re.Match[str] | None:
    lead = LEAD.match(text)
    found = _ordinary_word(text, lead.end()) if lead else None
    masks = protected(text)
    return None if found and masks and masks[0].span.start < found.end() else found


def _word_behind_mark(text: str) -> re.Match[str] | None:
    """The first word of a text that begins with code, a placeholder or the like."""
    masks = protected(text)
    if not masks or masks[0].span.start > 0:
        return None
    end = masks[0].span.end
    return _ordinary_word(text, end + 1) if text[end : end + 1] == " " else None


def _ordinary_word(text: str, at: int) -> re.Match[str] | None:
    found = _WORD.match(text, at)
    return found if found and _ORDINARY.fullmatch(found[0]) else None


_ARABIC = dict.fromkeys(("ar", "ckb", "fa", "ps", "ur"), "؟")
_WIDE = ("ja", "yue", "zh")
_MARKS: Mapping[Ending, Mapping[str, str | None]] = {
    Ending.STOP: STOPS,
    Ending.QUESTION: {**_ARABIC, **dict.fromkeys(_WIDE, "？"), "el": ";", "hy": None},
    Ending.EXCLAMATION: {**dict.fromkeys(_WIDE, "！"), "hy": None},
    Ending.COLON: {**dict.fromkeys(_WIDE, "："), "hy": None},
    Ending.ELLIPSIS: {},
}
"""The marks at the end by language, where they are not those of English; None where they stand elsewhere."""
_ENGLISH = {
    Ending.STOP: ".",
    Ending.QUESTION: "?",
    Ending.EXCLAMATION: "!",
    Ending.COLON: ":",
    Ending.ELLIPSIS: "…",
}
_DOTS = ("..", "…")
"""How sentences end that were broken off, or that an engine did not know how to end."""
_QUOTES = "\"”“»«’'"
_AROUND = f"{_QUOTES}*_~"
_LAST_WORD = re.compile(r"[^\s(\[“„«\"]*\Z")


def _ended(source: str, text: str, pair: Pair) -> str:
    """`text` with the mark at its end that the source has, in the way of its language."""
    if source[-1:] == text[-1:] == "." and not source.endswith("..") and not text.endswith(".."):
        return text
    language = locale.language(pair[1])
    meant, _ = ending(source, protected(source), locale.language(pair[0]))
    own, end = ending(text, protected(text), language)
    if Ending.OTHER in (meant, own):
        return text
    if meant is Ending.NONE:
        return _without_stop(text, end, pair[1]) if own is Ending.STOP else text
    mark = _mark(source, meant, language)
    if mark is None or (meant is Ending.QUESTION and language in NO_QUESTION_MARK):
        return text
    if own is Ending.NONE:
        at = _place(source, text, meant, end, language)
        return f"{text[:at]}{mark}{text[at:]}"
    if meant is Ending.STOP and text[:end].endswith(_DOTS):
        return f"{text[:end].rstrip('.…')}{mark}{text[end:]}"
    if own is meant and meant not in (Ending.STOP, Ending.ELLIPSIS) and text[end - 1] == _ENGLISH[meant]:
        return f"{text[: end - 1]}{mark}{text[end:]}"
    if own is Ending.STOP and meant is not Ending.STOP and not _is_abbreviated(text, end, pair[1]):
        return f"{text[: end - 1]}{mark}{text[end:]}"
    return text


def _mark(source: str, meant: Ending, language: str) -> str | None:
    if meant is Ending.ELLIPSIS and "…" not in source:
        return "..."
    return _MARKS[meant].get(language, _ENGLISH[meant])


def _place(source: str, text: str, meant: Ending, end: int, language: str) -> int:
    """Where a mark that is missing belongs, if what comes behind `end` are quotation marks and brackets."""
    rest = text[end:]
    if ")" in rest and not source.rstrip(_AROUND).endswith(")"):
        return end + rest.rindex(")") + 1
    if not rest.strip(_QUOTES) and rest.strip():
        whole = source[0] in _QUOTES and language != "es"
        return end if source[-1] in _QUOTES and (whole or meant is not Ending.STOP) else len(text)
    return end


def _without_stop(text: str, end: int, target: Tag) -> str:
    return text if _is_abbreviated(text, end, target) else text[: end - 1] + text[end:]


def _is_abbreviated(text: str, end: int, target: Tag) -> bool:
    """True if the full stop before `end` may belong to an abbreviation, or to a number."""
    found = _LAST_WORD.search(text, 0, end - 1)
    word = found[0] if found else ""
    short = len(word) <= 2 or word.isupper() or "." in word or any(map(str.isdigit, word))
    return short or word.lower() in abbreviations(target).listed


_HIGH_MARKS = re.compile(r"(?<=[\w)\]»”\"%*`]) ?(?=[;:?!]+(?:[\s»”\")*]|\Z))")
_ANGLES = re.compile(r"(?<=«) ?(?=\S)|(?<=\S) ?(?=»)")
_NO_BREAK = "\u00a0"


def _is_french(tag: Tag) -> bool:
    """True for the French of Europe: that of Canada has no spaces before question marks."""
    return locale.language(tag) == "fr" and not tag.endswith("-CA")


def _with_french_spaces(text: str) -> str:
    """With no-break spaces before high marks and within guillemets."""
    for pattern in (_HIGH_MARKS, _ANGLES):
        text = _outside_code(text, pattern, _NO_BREAK)
    return text
