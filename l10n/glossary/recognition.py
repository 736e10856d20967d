"""Recognises a term in a translation, in whatever form its language wants.

Ways are tried from the surest to the weakest, and the first that succeeds is told. Likeness is none of them:
a damaged name is as like the right one as an inflected one is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import compress, count

from l10n.glossary.inflection.forms import abbreviation, compounds_of, derived_of, forms_of, particles_like
from l10n.glossary.inflection.language import Derived, Sort
from l10n.glossary.inflection.lemmas import installed, lemmas
from l10n.glossary.inflection.reading import reader
from l10n.glossary.inflection.words import WordsOf, gaps_of, words_of
from l10n.glossary.listed import TargetHit, as_it_stands, matched, right_forms
from l10n.glossary.schema import Target, Term, TermKind
from l10n.model import Span, Tag
from l10n.text.tokens import word_spans

_NAMED: frozenset[TermKind] = frozenset({"place", "person", "org", "product"})
_PROPER: frozenset[TermKind] = frozenset({"place", "person", "product"})
_LONG = 5
"""Letters of a word that is hardly another with a small letter."""


class Level(IntEnum):
    """How a term was recognised, the surest way first."""

    GIVEN = 1
    """As the glossary writes it: the term, its short form, an admitted or a listed form."""
    INFLECTED = 2
    """By the endings of the language."""
    LEMMA = 3
    """By a dictionary."""
    PATTERN = 4
    """By the term's own regular expression."""
    DERIVED = 5
    """As a word made of it: listed by the glossary, or by the rules of the language."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A term found in a translation."""

    level: Level
    form: str
    """The glossary's writing of what was found; for a pattern, the words that it matched."""
    span: Span
    """Where it stands in the text."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a term."""

    word: str
    sort: Sort
    forms: frozenset[str]
    capital: bool
    """Its forms have a capital."""

    def written_like(self, word: str) -> bool:
        """True if `word`, which is one of the forms but for capitals, has those it needs."""
        if abbreviation(self.word):
            return word.isupper()
        return word[:1].isupper() or not self.capital


@dataclass(frozen=True, slots=True)
class _Wording:
    """One of a term's writings."""

    text: str
    parts: tuple[_Part, ...]
    gaps: tuple[str, ...]
    case: bool
    """Small letters are kept too, but for the first letter."""
    level: Level
    """What finding it is: INFLECTED or DERIVED where it takes endings, GIVEN where it does not."""


def recognised(term: Term, locale: Tag, text: str) -> Recognition | None:
    """Where `text` holds the term, by the surest way, the first place; None where it does not.

    A locale that the term has no target for holds none. A term with `inflect: none`, and one that is not
    translated, is found as given or not at all.
    """
    target = term.targets.get(locale)
    if target is None:
        return None
    if span := as_it_stands(target, text):
        return Recognition(Level.GIVEN, target.term, span)
    words = words_of(text, locale)
    listed = () if _first_words(target, locale).isdisjoint(words.distinct) else right_forms(target, text)
    for hit in listed:
        if hit.form.kind != "derived" and _is_named(hit, term.kind, text):
            return Recognition(Level.GIVEN, hit.form.text, hit.span)
    wordings = _wordings(target, term.kind, locale)
    if found := _inflected(wordings, words) or _by_lemma(wordings, words, locale):
        return found
    if span := matched(target, text):
        return Recognition(Level.PATTERN, text[span.start : span.end], span)
    for hit in listed:
        if hit.form.kind == "derived":
            return Recognition(Level.DERIVED, hit.form.text, hit.span)
    return _inflected(_listed_derived(target, term.kind, locale), words) or _derived(wordings, words, locale)


def _is_named(hit: TargetHit, kind: TermKind, text: str) -> bool:
    """True unless a name has lost its capital, and is another word: `мали`, small, is no `Мали`."""
    capital = kind in _PROPER and hit.form.text[:1].isupper()
    return not capital or text[hit.span.start].isupper()


@lru_cache(maxsize=1 << 14)
def _first_words(target: Target, locale: Tag) -> frozenset[str]:
    """The first words of the listed right forms, as the locale reads them: without one, none is there."""
    key = reader(locale).key
    firsts = (word_spans(text)[0] for text in target.right)
    return frozenset(key(text[start:end]) for text, (start, end) in zip(target.right, firsts, strict=True))


def inflected_places(term: Term, locale: Tag, text: str) -> Iterator[Span]:
    """Where `text` holds the term by the endings of the language, every place of every wording."""
    target = term.targets.get(locale)
    if target is not None:
        words = words_of(text, locale)
        for wording in _wordings(target, term.kind, locale):
            yield from _inflected_places(wording, words)


def _inflected_places(wording: _Wording, words: WordsOf) -> Iterator[Span]:
    first = wording.parts[0].forms
    if not first.isdisjoint(words.distinct):
        starts = compress(count(), map(first.__contains__, words.keys))
        yield from _places(wording, words, starts, lambda part, at: words.keys[at] in part.forms)


def _inflected(wordings: tuple[_Wording, ...], words: WordsOf) -> Recognition | None:
    for wording in wordings:
        for span in _inflected_places(wording, words):
            return Recognition(wording.level, wording.text, span)
    return None


def _by_lemma(wordings: tuple[_Wording, ...], words: WordsOf, locale: Tag) -> Recognition | None:
    reads = reader(locale)
    code = reads.language.lemmatizer if reads.language else None
    if code is None or not installed():
        return None

    def one(part: _Part, at: int) -> bool:
        return not lemmas(reads.spelt(part.word), code).isdisjoint(lemmas(reads.spelt(words.word(at)), code))

    for wording in wordings:
        starts = range(len(words.keys)) if wording.level == Level.INFLECTED else ()
        for span in _places(wording, words, starts, one):
            return Recognition(Level.LEMMA, wording.text, span)
    return None


def _derived(wordings: tuple[_Wording, ...], words: WordsOf, locale: Tag) -> Recognition | None:
    for wording in wordings:
        made = _made_of(wording, locale) if wording.level == Level.INFLECTED else Derived()
        if made.isdisjoint(words.distinct):
            continue
        for at, key in enumerate(words.keys):
            if key in made and _capital_fits(made, key, wording, words, at):
                return Recognition(Level.DERIVED, wording.text, words.span(at, at + 1))
    return None


def _capital_fits(made: Derived, key: str, wording: _Wording, words: WordsOf, at: int) -> bool:
    """True where what is made of a name has the capital or the small letter that such words have."""
    if key in made.free or not wording.text[:1].isupper():
        return True
    if words.word(at)[:1].isupper():
        return key in made.capital or words.may_be_capital(at)
    return key in made.small


def _made_of(wording: _Wording, locale: Tag) -> Derived:
    """The single words that are made of a term of one word, or of an adjective and a noun."""
    *before, last = wording.parts
    if not before:
        return derived_of(last.word, locale, last.sort)
    if len(before) == 1:
        return compounds_of(before[0].word, last.word, locale, last.sort)
    return Derived()


def _places(
    wording: _Wording, words: WordsOf, starts: Iterable[int], one: Callable[[_Part, int], bool]
) -> Iterator[Span]:
    """Where the wording's parts stand, one after the other, of the `starts`.

    `one` tells if the word at an index is a form of a part.
    """
    parts = wording.parts
    for start in starts:
        end = start + len(parts)
        if (
            end <= len(words.keys)
            and all(one(part, at) for at, part in enumerate(parts, start))
            and words.gaps(start, end) == wording.gaps
            and _capitals_kept(wording, [words.word(at) for at in range(start, end)])
        ):
            yield words.span(start, end)


def _capitals_kept(wording: _Wording, written: list[str]) -> bool:
    """True if a name has its capital. Of several words the first needs it; in the others languages differ."""
    pairs = list(zip(wording.parts, written, strict=True))
    if wording.case and any(word[0].isupper() and not part.word[0].isupper() for part, word in pairs[1:]):
        return False
    first = wording.parts[0]
    return first.written_like(written[0]) and all(
        part.written_like(word) or not (wording.case or abbreviation(part.word)) for part, word in pairs[1:]
    )


@lru_cache(maxsize=1 << 14)
def _wordings(target: Target, kind: TermKind, locale: Tag) -> tuple[_Wording, ...]:
    """The right writings of a term: those that take endings, then those that stand in the text as they are.

    The latter are found here in letters that only look like theirs, and in Serbian in the other script. What
    is not translated is not: it is one string of letters.
    """
    if target.do_not_translate:
        return ()
    texts = (target.term, *((target.short,) if target.short else ()), *target.admitted)
    inflecting, fixed = (texts, target.forms) if target.inflect == "auto" else ((), (*texts, *target.forms))
    wordings = (
        *(_wording(text, target.case, kind, locale) for text in inflecting),
        *(_fixed(text, target.case, kind, locale) for text in fixed),
    )
    return tuple(wording for wording in wordings if wording.parts)


@lru_cache(maxsize=1 << 14)
def _listed_derived(target: Target, kind: TermKind, locale: Tag) -> tuple[_Wording, ...]:
    """What the glossary says is made of a term, which takes endings as the term does."""
    if target.do_not_translate or target.inflect == "none":
        return ()
    wordings = (_wording(text, target.case, kind, locale, Level.DERIVED) for text in target.derived)
    return tuple(wording for wording in wordings if wording.parts)


def _wording(text: str, case: bool, kind: TermKind, locale: Tag, level: Level = Level.INFLECTED) -> _Wording:
    spans = word_spans(text)
    single = len(spans) == 1
    parts = tuple(_part(text[start:end], case, kind, locale, single=single) for start, end in spans)
    return _Wording(text, parts, gaps_of(text, spans), case, level)


def _part(word: str, case: bool, kind: TermKind, locale: Tag, *, single: bool) -> _Part:
    """Names keep their capital. Of what may be none, a parliament, short words do: they are soon another.

    The words of an office, `Alto Comisionado`, take the endings of common words too.
    """
    language = reader(locale).language
    capital = word[:1].isupper()
    named = kind in _NAMED if language and language.capital_nouns else capital
    sort: Sort = "word" if not named else "name" if single else "part"
    keeps = capital and (case or kind in _PROPER or len(word) < _LONG)
    particles = frozenset() if single else particles_like(word, locale)
    forms = particles or forms_of(word, locale, sort)
    if kind not in _NAMED and sort == "part":
        forms |= forms_of(word, locale, "word")
    return _Part(word, sort, forms, keeps)


def _fixed(text: str, case: bool, kind: TermKind, locale: Tag) -> _Wording:
    spans = word_spans(text)
    key = reader(locale).key
    words = [text[start:end] for start, end in spans]
    keeps = case or kind in _PROPER
    parts = tuple(
        _Part(word, "word", frozenset((key(word),)), keeps and word[:1].isupper()) for word in words
    )
    return _Wording(text, parts, gaps_of(text, spans), case, Level.GIVEN)
