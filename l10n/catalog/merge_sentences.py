"""Paragraphs that were split or joined, found and translated by their sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from l10n.catalog.merge_likeness import by_letters, normal_form, within
from l10n.model import Entry
from l10n.text.segment import rules_in_use, sentences

ALIKE = 80
"""How alike by letters a paragraph and its parts, one after the other, are at least."""
PART_ALIKE = 60
"""How alike by letters each part and its sentences of the paragraph are at least."""
PART_IN_WHOLE = 75
"""How alike by letters each part and the most similar stretch of a joined paragraph are at least."""
MOST_PARTS = 6
"""Parts of one paragraph that are looked for."""
SEEDS = 8
"""So many places of each sentence, and of parts that are alike, are looked at."""
NEAR = 0.08
"""How far from its place, as a share of the whole text, a cut through a translation may be; where source and
translation have as many sentences, twice that."""


@dataclass(frozen=True, slots=True)
class Division:
    """A paragraph, and the neighbouring paragraphs that have its sentences in their order."""

    whole: Entry
    parts: tuple[Entry, ...]
    cuts: tuple[int, ...]
    """Where a part of the whole ends that others follow: the number of sentences up to there, ascending.
    Empty where that was not asked."""


def divisions(
    wholes: Sequence[Entry],
    runs: Iterable[Sequence[Entry]],
    hints: Iterable[tuple[str, str]],
    locale: str,
    *,
    cut: bool,
) -> Iterator[Division]:
    """What of `wholes` stands in several entries of one of `runs`, in the order of `wholes`, nothing twice.

    A run is a sequence of entries that are neighbours. Only parts are looked at that share a sentence with
    the whole, or that `hints`, pairs of keys of a whole and a part, name, and their neighbours. With `cut` it
    must be clear which sentences of the whole are whose.
    """
    several = [run for run in runs if len(run) > 1]
    if not several:
        return
    finder = _Finder(several, locale)
    for hint in hints:
        finder.hint(*hint)
    for whole in wholes:
        if whole.msgid_plural is None and (found := finder.division(whole, cut=cut)):
            finder.used.update(part.key for part in found.parts)
            yield found


class _Finder:
    """The runs of possible parts, and where in them each sentence is."""

    def __init__(self, runs: Sequence[Sequence[Entry]], locale: str) -> None:
        self.used: set[str] = set()
        self._locale = locale
        self._runs = runs
        self._texts = [[normal_form(entry.msgid) for entry in run] for run in self._runs]
        self._places: dict[str, tuple[int, int]] = {}
        self._by_sentence: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._hints: dict[str, list[str]] = defaultdict(list)
        for number, run in enumerate(self._runs):
            for at, entry in enumerate(run):
                self._places[entry.key] = number, at
                for sentence in _cut(entry.msgid, locale):
                    self._by_sentence[normal_form(sentence)].append((number, at))

    def hint(self, whole: str, part: str) -> None:
        """Look at the part with this key when it is the turn of the whole with that one."""
        if part in self._places and len(self._hints[whole]) < SEEDS:
            self._hints[whole].append(part)

    def division(self, whole: Entry, *, cut: bool) -> Division | None:
        """The parts of `whole`, if they are there; with `cut` only if each has sentences of its own in it."""
        pieces = _cut(whole.msgid, self._locale)
        most = min(len(pieces), MOST_PARTS) if cut else MOST_PARTS
        if most < 2:
            return None
        text = normal_form(whole.msgid)
        best, found = float(ALIKE), None
        for number, start, end in self._windows(whole, pieces, most):
            texts = self._texts[number][start:end]
            likeness = by_letters(text, " ".join(texts), best)
            if likeness < best or (likeness == best and found) or not self._free(whole, number, start, end):
                continue
            cuts = _cuts(pieces, texts) if cut and len(texts) > 1 else _none_if_strange(text, texts)
            if cuts is not None:
                best, found = likeness, Division(whole, tuple(self._runs[number][start:end]), cuts)
        return found if found and len(found.parts) > 1 else None

    def _windows(self, whole: Entry, pieces: Sequence[str], most: int) -> list[tuple[int, int, int]]:
        """(run, start, end) of what may be the parts of `whole`, together about as long; short ones first."""
        seeds = {self._places[part] for part in self._hints[whole.key]}
        for piece in pieces:
            if len(seeds) < 2 * SEEDS:
                seeds.update(self._by_sentence.get(normal_form(piece), ())[:SEEDS])
        windows = {
            (size, number, start)
            for number, at in seeds
            for size in range(1, most + 1)
            for start in range(max(0, at - size + 1), at + 1)
            if start + size <= len(self._runs[number])
        }
        length = len(whole.msgid)
        return [
            (number, start, start + size)
            for size, number, start in sorted(windows)
            if 0.6 < sum(map(len, self._texts[number][start : start + size])) / length < 1.6
        ]

    def _free(self, whole: Entry, number: int, start: int, end: int) -> bool:
        return all(
            part.key not in self.used and part.msgctxt == whole.msgctxt and part.msgid_plural is None
            for part in self._runs[number][start:end]
        )


def shares(translation: str, division: Division, locale: str, source_locale: str) -> tuple[str, ...]:
    """`translation`, of the whole of a division, dealt out to its parts.

    Each part gets its own sentences where source and translation have as many, about as long. Otherwise the
    translation is cut where the sentence ends that is nearest to where the source is cut, by length. Where
    none is near, the longest part gets everything and the others nothing: were the whole in both halves, a
    reader would get it twice. Joined with spaces the shares are the translation.
    """
    translated = _cut(translation, locale)
    cuts = _cuts_through(translated, _cut(division.whole.msgid, source_locale), division.cuts)
    if cuts is None:
        longest = max(division.parts, key=lambda part: len(part.msgid))
        return tuple(translation if part is longest else "" for part in division.parts)
    bounds = (0, *cuts, len(translated))
    return tuple("".join(translated[start:end]).strip() for start, end in pairwise(bounds))


def concatenated(translations: Sequence[str]) -> str:
    """Translations one after the other, with a space between them where the script has spaces."""
    text = translations[0]
    for further in translations[1:]:
        text = f"{text.rstrip()}{'' if _unspaced(text.rstrip()[-1:]) else ' '}{further.lstrip()}"
    return text


def _unspaced(char: str) -> bool:
    # CJK punctuation, kana, Han, full-width forms.
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _cut(text: str, locale: str) -> tuple[str, ...]:
    """The sentences of `text`; kept, since an article's texts are cut again for every locale."""
    # What was cut by one project's rules must not reach another project.
    return _kept(text, locale) if rules_in_use() is None else _newly(text, locale)


def _newly(text: str, locale: str) -> tuple[str, ...]:
    return tuple([text[start:end] for start, end in sentences(text, locale)])


_kept = lru_cache(maxsize=1 << 12)(_newly)


def _cuts(pieces: Sequence[str], parts: Sequence[str]) -> tuple[int, ...] | None:
    """After which of the sentences `pieces` each of `parts` ends but the last; None where they do not fit.

    Each part takes as many sentences as make it most alike, and leaves one for each that follows.
    """
    cuts: list[int] = []
    start = 0
    for left, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        last = len(pieces) - left
        ends = range(start + 1, last + 1) if left else range(last, last + 1)
        fits = [(by_letters(normal_form("".join(pieces[start:end])), part), -end) for end in ends]
        if not fits or max(fits)[0] < PART_ALIKE:
            return None
        start = -max(fits)[1]
        cuts.append(start)
    return tuple(cuts[:-1])


def _cuts_through(
    translated: Sequence[str], pieces: Sequence[str], cuts: Sequence[int]
) -> Sequence[int] | None:
    """After which sentences to cut a translation whose source text, `pieces`, is cut after `cuts`."""
    places = _ends(pieces)
    ends = _ends(translated)
    wanted = [places[cut - 1] for cut in cuts]
    as_many = len(ends) == len(places)
    if as_many and all(abs(ends[cut - 1] - at) <= 2 * NEAR for cut, at in zip(cuts, wanted, strict=True)):
        return cuts
    inner = list(enumerate(ends[:-1], 1))
    found = [_nearest(inner, at) for at in wanted]
    near = [cut for cut in found if cut is not None]
    if len(set(near)) == len(wanted):
        return near
    return cuts if as_many else None


def _nearest(ends: Sequence[tuple[int, float]], wanted: float) -> int | None:
    """The number of the end nearest to `wanted`; None where none is near."""
    number, end = min(ends, key=lambda end: abs(end[1] - wanted), default=(0, -1.0))
    return number if abs(end - wanted) <= NEAR else None


def _none_if_strange(whole: str, parts: Sequence[str]) -> tuple[int, ...] | None:
    """No cuts; None where one of `parts` is nowhere in `whole`."""
    return () if all(within(part, whole, PART_IN_WHOLE) for part in parts) else None


def _ends(pieces: Sequence[str]) -> list[float]:
    """Where each of `pieces` ends, as a share of their length together."""
    ends = list(accumulate(map(len, pieces)))
    return [end / ends[-1] for end in ends]
