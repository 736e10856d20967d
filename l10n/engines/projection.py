"""Puts pairs of marks around the words of a translation that came from the words between them.

    The **white house** is [here](u).  ->  La **casa blanca** está [aquí](u).

Needs to know which words came from which, as `Answer.links` says. The marks go around whole words, all those
from the first to the last that came from within; punctuation is within the marks where it is in the source.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from l10n.engines.answers import Answer, Link, Place, Query, overlap
from l10n.engines.markers import Style
from l10n.text.tokens import word_spans

_INVERTED = "¿¡"


def aligned(query: Query, answer: Answer, style: Style) -> list[Place] | None:
    """Where in the answer what stood within each pair is, in the order of `query.pairs`.

    Both texts have the same markers, once each. None where a pair has no words in the answer, or words from
    elsewhere would be the greater part of what it encloses, or a marker would change sides, or pairs would
    cross.
    """
    asked, said = _Words(query.text, style), _Words(answer.text, style)
    links = sorted([*answer.links, *asked.markers_to(said)], key=lambda link: link.source)
    origins: list[list[Place]] = [[] for _ in said.places]
    for link in links:
        for index in said.within(link.target):
            origins[index].append(link.source)
    longest = max((link.source[1] - link.source[0] for link in links), default=0)
    places: list[Place] = []
    for pair in query.pairs:
        near = links[_first(links, pair[0] - longest) : _first(links, pair[1])]
        from_near = {index for link in near for index in said.within(link.target)}
        inside = {index for index in from_near if _mostly(origins[index], pair)}
        enclosed = asked.within(pair)
        spoken = any(index not in asked.markers for index in enclosed)
        if not enclosed or not (inside - said.markers if spoken else inside):
            return None
        first, last = min(inside), max(inside)
        strange = set(range(first, last + 1)) - inside
        if len(strange) > len(inside) or strange & said.markers:
            return None
        places.append((said.places[first][0], said.places[last][1]))
    return _settled(query, answer, places, asked, said)


def _first(links: Sequence[Link], source: int) -> int:
    """The index of the first of the links, in order of their sources, whose source begins there or later."""
    return bisect_left(links, source, key=lambda link: link.source[0])


def _mostly(origins: Sequence[Place], pair: Place) -> bool:
    """True for what came from within a pair, if only by half, as contractions may."""
    return bool(origins) and 2 * sum(overlap(origin, pair) for origin in origins) >= len(origins)


def guessed(query: Query, answer: Answer, style: Style) -> list[Place] | None:
    """As `aligned`, by the share of the sentence's words that stand before and within each pair."""
    asked, said = _Words(query.text, style), _Words(answer.text, style)
    if not said.places:
        return None
    share = len(said.places) / max(len(asked.places), 1)
    homes = {asked.text_of(index): index for index in asked.markers}
    moved = {homes[said.text_of(index)]: index for index in said.markers}
    places: list[Place] = []
    for pair in query.pairs:
        inside = asked.within(pair)
        if not inside:
            return None
        first = min(round(inside.start * share), len(said.places) - 1)
        last = max(first, round(inside.stop * share) - 1)
        held = [moved[index] for index in inside if index in moved]
        first, last = min([first, *held]), max([last, *held])
        places.append((said.places[first][0], said.places[last][1]))
    return _settled(query, answer, places, asked, said)


def wrapped(text: str, places: Sequence[Place], marks: Sequence[tuple[str, str]]) -> str:
    """`text` with the opening and closing mark of each place around it; places do not cross."""
    ranks = {index: rank for rank, index in enumerate(_nested(places))}
    events: list[tuple[int, int, int, str]] = []
    for index, (start, end) in enumerate(places):
        opening, closing = marks[index]
        events += [(end, 0, -ranks[index], closing), (start, 1, ranks[index], opening)]
    parts: list[str] = []
    at = 0
    for place, _, _, mark in sorted(events):
        parts += [text[at:place], mark]
        at = place
    return "".join((*parts, text[at:]))


class _Words:
    """The words and the markers of a text, in order, by number."""

    def __init__(self, text: str, style: Style) -> None:
        found = [marker.span() for marker in style.pattern.finditer(text)]
        hidden = style.pattern.sub(lambda marker: " " * len(marker.group()), text)
        self._text = text
        self.places = sorted([*word_spans(hidden), *found])
        self.starts, self.ends = {start for start, _ in found}, {end for _, end in found}
        """Of markers."""
        self.markers = {index for index, (start, _) in enumerate(self.places) if start in self.starts}

    def text_of(self, index: int) -> str:
        """What a word is."""
        return self._text[slice(*self.places[index])]

    def within(self, place: Place) -> range:
        """The numbers of the words that are in a stretch, if only in part."""
        first = bisect_right(self.places, place[0], key=lambda word: word[1])
        return range(first, max(first, bisect_left(self.places, place[1], key=lambda word: word[0])))

    def markers_to(self, other: "_Words") -> Iterator[Link]:
        """Each marker linked to itself in another text."""
        homes = {other.text_of(index): other.places[index] for index in other.markers}
        return (Link(self.places[index], homes[self.text_of(index)]) for index in self.markers)


def _settled(
    query: Query, answer: Answer, places: Sequence[Place], asked: _Words, said: _Words
) -> list[Place] | None:
    """The places with their punctuation, or None if they are not nested as the pairs are."""
    wide: list[Place] = []
    for pair, place in zip(query.pairs, places, strict=True):
        inside = asked.within(pair)
        first, last = asked.places[inside[0]], asked.places[inside[-1]]
        head = query.text[pair[0] : max(first[0], pair[0])].strip()
        tail = query.text[min(last[1], pair[1]) : pair[1]].strip()
        wide.append(_widened(answer.text, place, head, tail, said))
    parents = _parents(wide)
    return wide if parents is not None and parents == _parents(query.pairs) else None


def _widened(text: str, place: Place, head: str, tail: str, said: _Words) -> Place:
    """`place` with as much punctuation before and after it as `head` and `tail` have."""
    start, end = place
    for char in tail:
        # French puts a space before a colon.
        step = 2 if text[end : end + 1].isspace() and text[end + 1 : end + 2] == char else 1
        if end + step - 1 in said.starts or not _is_punctuation(text[end + step - 1 : end + step]):
            break
        end += step
    for _ in head:
        if start in said.ends or not _is_punctuation(text[max(start - 1, 0) : start]):
            break
        start -= 1
    if "?" in tail or "!" in tail:
        start -= text[max(start - 1, 0) : start] in (*_INVERTED,)
    return start, end


def _is_punctuation(char: str) -> bool:
    return bool(char) and not char.isalnum() and not char.isspace()


def _nested(places: Sequence[Place]) -> list[int]:
    """The indices of places, those around others before them; of equal ones, the first is around."""
    return sorted(range(len(places)), key=lambda index: (places[index][0], -places[index][1], index))


def _parents(places: Sequence[Place]) -> list[int | None] | None:
    """The index of the place around each; None where two of them cross."""
    parents: list[int | None] = [None] * len(places)
    around: list[int] = []
    for index in _nested(places):
        start, end = places[index]
        while around and places[around[-1]][1] <= start:
            around.pop()
        if around:
            if places[around[-1]][1] < end:
                return None
            parents[index] = around[-1]
        around.append(index)
    return parents
