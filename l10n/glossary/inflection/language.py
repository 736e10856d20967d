"""A language's endings: which words take which, how stems change before them, what is made of words.

Words are given folded (`word_key`), and in the script of the language's rules.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

SHORTEST_STEM = 3
"""In letters. Of less there is too little left to know a word by."""

Sort = Literal["name", "part", "word"]
"""A proper name, a word of a name of several, which may be an adjective, or a common word."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` for `re`, made when it is first needed: most of a language's rules are for other words."""
    return re.compile(pattern, re.DOTALL)


class Shape(NamedTuple):
    """What words or stems look like."""

    pattern: str
    """A regular expression: of a whole word, its group the stem, or of the end of a stem."""
    finals: frozenset[str]
    """The letters that such a word or stem may end with; none where it may be any."""

    def may_match(self, final: str) -> bool:
        """False, sooner than its expression tells, for what ends with a letter that it cannot end with."""
        return final in self.finals or not self.finals


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a stem's end before some endings: `k` to `c` before `i`."""

    before: str
    """A regular expression that matches the beginning of the endings that it is made before."""
    rewrites: tuple[tuple[Shape, str], ...]
    """(end of a stem, template of what stands there instead)."""

    def stems(self, stem: str) -> list[str]:
        """The stems that `stem` becomes."""
        stems = []
        for shape, template in self.rewrites:
            if shape.may_match(stem[-1:]) and (found := _compiled(shape.pattern).search(stem)):
                new = found.expand(template) if "\\" in template else template
                stems.append(stem[: found.start()] + new)
        return stems


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Words that end alike and take the same endings."""

    words: tuple[Shape, ...]
    exceptions: tuple[Shape, ...]
    endings: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    sort: Sort | None = None
    """The only sort of words that it holds for; None where it holds for both."""
    capital: bool | None = None
    """Of a derivation: if what it makes of a name has a capital; None where it may be either way."""
    example: str = ""
    """`headword: form form`, for readers and tests."""

    def stems(self, word: str, sort: Sort) -> tuple[str, ...]:
        """The stems of `word`, one for each way to part it; none where this paradigm does not hold."""
        if self.sort not in (None, sort) and (self.sort, sort) != ("name", "part"):
            return ()
        found = [found[1] for shape in self.words if (found := _compiled(shape.pattern).fullmatch(word))]
        if not found or any(_compiled(shape.pattern).fullmatch(word) for shape in self.exceptions):
            return ()
        return tuple(stem for stem in dict.fromkeys(found) if len(stem) >= SHORTEST_STEM)

    def may_hold(self, final: str) -> bool:
        """False where no word that ends with that letter is one of its words."""
        return any(shape.may_match(final) for shape in self.words)

    def forms(self, word: str, sort: Sort) -> list[str]:
        """The forms of `word`, in the order of the endings; none where this paradigm does not hold for it."""
        forms: list[str] = []
        for stem in self.stems(word, sort):
            forms += [stem + ending for ending in self.endings]
            for change in self.changes:
                if changed := change.stems(stem):
                    before = _compiled(change.before)
                    endings = [ending for ending in self.endings if before.match(ending)]
                    forms += [other + ending for ending in endings for other in changed]
        return forms


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language's words."""

    name: str
    paradigms: tuple[Paradigm, ...]
    """How words are inflected. All that hold for a word add their forms."""
    derivations: tuple[Paradigm, ...]
    """How other words are made of words; what they yield is inflected in its turn."""
    romanised: bool = False
    """The rules are in Latin letters, and Serbian Cyrillic is read as such."""
    capital_nouns: bool = False
    """Every noun has a capital, so that it does not tell a name."""
    lemmatizer: str | None = None
    """simplemma's code for the language."""
    joint: str | None = None
    """What joins an adjective and a noun in the adjective made of both: `o` in `južnoafrički`."""
    particles: frozenset[str] = frozenset()
    """Words that stand for each other in terms of several words, by the case of the term."""
    same: tuple[tuple[str, str], ...] = ()
    """(letter, the one it is read as)."""
    _by_final: dict[str, tuple[Paradigm, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The paradigms that may hold for words that end with a letter, of those that were asked for."""

    def inflected(self, word: str, sort: Sort) -> frozenset[str]:
        """Every form of `word`, itself included."""
        forms = {word}
        for paradigm in self._for_final(word[-1:]):
            forms.update(paradigm.forms(word, sort))
        return frozenset(forms)

    def _for_final(self, final: str) -> Sequence[Paradigm]:
        if final not in self._by_final:
            self._by_final[final] = tuple(one for one in self.paradigms if one.may_hold(final))
        return self._by_final[final]

    def derived(self, word: str, sort: Sort) -> "Derived":
        """Every form of every word that is made of `word`."""
        made: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
        for derivation in self.derivations:
            if derivation.may_hold(word[-1:]):
                made[derivation.capital].update(derivation.forms(word, sort))
        capital, small, free = (
            frozenset(form for other in made[kind] for form in self.inflected(other, "word"))
            for kind in (True, False, None)
        )
        return Derived(capital, small, free)


@dataclass(frozen=True, slots=True)
class Derived:
    """Forms of the words that are made of a word."""

    capital: frozenset[str] = frozenset()
    """Those that are written with a capital if the word is."""
    small: frozenset[str] = frozenset()
    """Those that have a capital only where a sentence begins."""
    free: frozenset[str] = frozenset()
    """Those that may be written either way."""

    def __contains__(self, form: str) -> bool:
        return form in self.free or form in self.small or form in self.capital

    def isdisjoint(self, words: Set[str]) -> bool:
        """True where none of `words` is one of the forms."""
        return self.free.isdisjoint(words) and self.small.isdisjoint(words) and self.capital.isdisjoint(words)
