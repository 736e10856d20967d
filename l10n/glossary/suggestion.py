"""Suggests terms: the names that articles hold, and what translations call them.

A translation is believed only where it is nearly always there when the name is, and nearly never when it is
not (Dice's coefficient over entries). Inflected forms of a word count as one word: those that share all but
their last letters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from l10n.glossary.exchange.cells import is_acronym
from l10n.glossary.names import candidates
from l10n.glossary.schema import Glossary, Target, Term, frozen
from l10n.model import Tag
from l10n.text.homoglyphs import mixed_words
from l10n.text.prose import prose
from l10n.text.tokens import keys, spelling, word_key, word_spans

LEAST_ENTRIES = 3
"""In fewer entries than that a likeness is chance."""
LEAST_DICE = 0.7
"""How well a translation's words must go with the name's entries, from 0 to 1."""
MOST_ENDING = 3
"""Letters that inflection may add or change at the end of a word."""
LEAST_STEM = 3
"""Letters that two forms of a word share, at least."""
STEM_SHARE = 0.6
"""The part of the longer form that they share, at least."""
LEAST_AGREEMENT = 0.6
"""The part of the name's entries that have one and the same rendering, at least."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the glossary does not have."""

    name: str
    count: int
    """How often it stands in the articles."""
    first: int
    """The index of the first text it stands in."""
    targets: Mapping[Tag, Target]
    """What reviewed translations call it, where they agree."""


def suggestions(
    texts: Sequence[str],
    glossary: Glossary | None,
    pairs: Mapping[Tag, Sequence[Pair]],
    *,
    minimum: int = 3,
    limit: int | None = None,
) -> tuple[Suggestion, ...]:
    """The names in `texts`, the most prominent first, that `glossary` has neither as source nor as variant.

    At most `limit`, each of which stands there at least `minimum` times. `pairs` are the reviewed
    translations of each locale.
    """
    known = _known(glossary)
    names = [one for one in candidates(texts, minimum=minimum) if keys(one.text) not in known][:limit]
    found: dict[str, dict[Tag, Target]] = {one.text: {} for one in names}
    for tag, listed in pairs.items():
        aligned = _Aligned(listed)
        for one in names:
            if text := aligned.translation(one.text):
                found[one.text][tag] = Target(text, case=is_acronym(one.text))
    return tuple(Suggestion(one.text, one.count, one.places[0].text, found[one.text]) for one in names)


def with_targets(found: Sequence[Suggestion], named: Sequence[Term]) -> tuple[Suggestion, ...]:
    """The suggestions with the targets of terms that have their name, as source form or as variant."""
    known: dict[tuple[str, ...], Term] = {}
    for term in named:
        for text in (term.source, *(variant.text for variant in term.variants)):
            known.setdefault(keys(text), term)
    filled = []
    for one in found:
        same = known.get(keys(one.name))
        told = same.targets if same is not None and _agrees(same, one.name) else {}
        case = is_acronym(one.name)
        named_so = {tag: replace(target, case=case) for tag, target in told.items()}
        filled.append(replace(one, targets={**one.targets, **named_so}))
    return tuple(filled)


def _agrees(term: Term, name: str) -> bool:
    """True where capitals do not tell the two apart: `US` is the country, `Us` is not."""
    return not is_acronym(term.source) or is_acronym(name)


def as_term(name: str, targets: Mapping[Tag, Target]) -> Term:
    """A suggestion as a draft without an id."""
    return Term("", name, case=is_acronym(name), status="draft", targets=frozen(dict(targets)))


def _known(glossary: Glossary | None) -> frozenset[tuple[str, ...]]:
    """The words of every source form and variant."""
    return frozenset(
        keys(text)
        for term in (glossary.terms if glossary else ())
        for text in (term.source, *(variant.text for variant in term.variants))
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a translation."""

    key: str
    start: int
    end: int


class _Aligned:
    """The entries of one locale, ready to be asked what a name is called in them."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._sources = [keys(prose(pair.source)) for pair in pairs]
        self._texts = [prose(pair.translation) for pair in pairs]
        self._words = [
            [_Word(word_key(text[start:end]), start, end) for start, end in word_spans(text)]
            for text in self._texts
        ]
        self._with_source: defaultdict[str, set[int]] = defaultdict(set)
        self._with_word: defaultdict[str, set[int]] = defaultdict(set)
        for at, (source, words) in enumerate(zip(self._sources, self._words, strict=True)):
            for key in source:
                self._with_source[key].add(at)
            for word in words:
                self._with_word[word.key].add(at)
        self._known_families: dict[str, tuple[list[str], set[int]]] = {}
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._with_word:
            self._by_stem[key[:LEAST_STEM]].append(key)

    def translation(self, name: str) -> str | None:
        """What nearly all translations call the name; None where they do not agree."""
        entries = self._holding(keys(name))
        if len(entries) < LEAST_ENTRIES:
            return None
        length = len(keys(name))
        families = self._families_by_word(keys(name)) or self._families(entries, length)
        runs = [run for at in entries for run in self._runs(at, families) if len(run[0]) == length]
        if not runs:
            return None
        (words, number), *_ = Counter(words for words, _ in runs).most_common(1)
        if number < LEAST_AGREEMENT * len(entries):
            return None
        written = Counter(text for own, text in runs if own == words and _is_name(text))
        text = _plainest(written)
        return None if text is None or self._is_of_another(text, name, entries) else text

    def _is_of_another(self, text: str, name: str, entries: set[int]) -> bool:
        """True where the rendering is a word that most of the sources have beside the name."""
        others = set(keys(text)).difference(keys(name))
        beside = sum(not others.isdisjoint(self._sources[at]) for at in entries)
        return 2 * beside > len(entries)

    def _holding(self, name: tuple[str, ...]) -> set[int]:
        """The entries whose source has the words of a name, one after the other."""
        found = set.intersection(*(self._with_source.get(key, set()) for key in name))
        if len(name) == 1:
            return found
        return {at for at in found if _stands_in(name, self._sources[at])}

    def _families_by_word(self, name: tuple[str, ...]) -> dict[str, int]:
        """The forms of the word that goes best with each word of a name, wherever that stands, numbered.

        Empty where one of them has none.
        """
        found: dict[str, int] = {}
        for number, key in enumerate(name):
            forms = self._families(self._with_source[key], 1)
            if not forms:
                return {}
            found |= dict.fromkeys(forms, number)
        return found

    def _families(self, entries: set[int], length: int) -> dict[str, int]:
        """The forms of the `length` words that go best with those entries, numbered by word.

        Empty where it is not clear which these are.
        """
        ranked = sorted(self._scored(entries), key=lambda one: -one[0])
        best, rest = ranked[:length], ranked[length:]
        if not best or (rest and rest[0][0] == best[-1][0]):
            return {}
        return {form: number for number, (_, forms) in enumerate(best) for form in forms}

    def _scored(self, entries: set[int]) -> Iterator[tuple[float, list[str]]]:
        """The words that nearly always go with those entries: Dice's coefficient, and their forms."""
        seen = Counter(key for at in entries for key in dict.fromkeys(word.key for word in self._words[at]))
        taken: set[str] = set()
        for key, _ in seen.most_common():
            if key in taken or key.isdigit():
                continue
            forms, holding = self._family(key)
            dice = 2 * len(holding & entries) / (len(holding) + len(entries))
            if dice >= LEAST_DICE:
                yield dice, [form for form in forms if form not in taken]
                taken.update(forms)

    def _family(self, key: str) -> tuple[list[str], set[int]]:
        """The forms of a word, itself first, and the entries that have one of them."""
        if key not in self._known_families:
            forms = [key, *(other for other in self._by_stem[key[:LEAST_STEM]] if _akin(key, other))]
            holding = set().union(*(self._with_word[form] for form in forms))
            self._known_families[key] = (forms, holding)
        return self._known_families[key]

    def _runs(self, at: int, families: Mapping[str, int]) -> Iterator[tuple[tuple[int, ...], str]]:
        """Stretches of such words in a translation: their numbers, and how it is written there."""
        text = self._texts[at]
        run: list[_Word] = []
        for word in (*self._words[at], None):
            goes_on = word is not None and word.key in families
            if run and (not goes_on or word is None or not _joined(text[run[-1].end : word.start])):
                written = spelling(" ".join(text[run[0].start : run[-1].end].split()))
                yield tuple(families[one.key] for one in run), written
                run = []
            if goes_on and word is not None:
                run.append(word)


def _plainest(written: Counter[str]) -> str | None:
    """The form most likely to have no ending: the most frequent, or what it begins with and is as common."""
    if not written:
        return None
    frequent = max(written, key=lambda text: (written[text], -len(text), text))
    shorter = (
        text
        for text, number in written.items()
        if 4 * number >= written[frequent] and _begins(frequent.split(), text.split())
    )
    text = min(shorter, key=len)
    return text if len(text) > 1 else None


def _is_name(text: str) -> bool:
    """True for what begins with a capital and is all in one script."""
    return text[0] != text[0].lower() and not mixed_words(text)


def _begins(words: Sequence[str], stems: Sequence[str]) -> bool:
    """True where every word begins with its stem."""
    return len(words) == len(stems) and all(map(str.startswith, words, stems))


def _stands_in(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(name)] == name for at, key in enumerate(words) if key == name[0])


def _akin(word: str, other: str) -> bool:
    """True where the two may be forms of one word."""
    if word == other:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    longer = max(len(word), len(other))
    return shared >= max(LEAST_STEM, STEM_SHARE * longer, longer - MOST_ENDING)


def _joined(gap: str) -> bool:
    return gap.isspace() or gap in ("-", "\u2010", "\u2011")
