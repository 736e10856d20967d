"""Puts pairs of marks around the words of a translation that came from the words between them.

    The **white house** is [here](u).  ->  La **casa blanca** está [aquí](u).

Needs to know which words came from which, as `Answer.links` says. The marks go around whole words, all those
from the first to the last that came from within; punctuation is within the marks where it is in the source.
"""

from collections.abc import Iterator, Sequence

from l10n.engines.answers import Answer, Link, Place, Query
from l10n.text.tokens import word_spans

_INVERTED = "¿¡"


def aligned(query: Query, answer: Answer, markers: Sequence[str]) -> list[Place] | None:
    """Where in the answer what stood within each pair is, in the order of `query.pairs`.

    `markers` stand for words in both texts, once each. None where a pair has no words in the answer, or words
    from elsewhere would be the greater part of what it encloses, or a marker would change sides, or pairs
    would cross.
    """
    words = _words(answer.text, markers)
    links = [*answer.links, *_marker_links(query.text, answer.text, markers)]
    origins = [[link.source for link in links if _overlap(link.target, word)] for word in words]
    kept = {answer.text.index(marker) for marker in markers}
    fixed = {index for index, word in enumerate(words) if word[0] in kept}
    spoken = [word for word in _words(query.text, markers) if query.text[slice(*word)] not in markers]
    places: list[Place] = []
    for pair in query.pairs:
        inside = {index for index, found in enumerate(origins) if _mostly(found, pair)}
        known = inside - fixed if any(_overlap(word, pair) for word in spoken) else inside
        if not known:
            return None
        first, last = min(inside), max(inside)
        strange = set(range(first, last + 1)) - inside
        if len(strange) > len(inside) or strange & fixed:
            return None
        places.append((words[first][0], words[last][1]))
    return _settled(query, answer, places, markers)


def _mostly(origins: Sequence[Place], pair: Place) -> bool:
    """True for what came from within a pair, if only by half, as contractions may."""
    return bool(origins) and 2 * sum(_overlap(origin, pair) for origin in origins) >= len(origins)


def guessed(query: Query, answer: Answer, markers: Sequence[str]) -> list[Place] | None:
    """As `aligned`, by the share of the sentence's words that stand before and within each pair."""
    asked, words = _words(query.text, markers), _words(answer.text, markers)
    if not words:
        return None
    places: list[Place] = []
    for pair in query.pairs:
        inside = [index for index, word in enumerate(asked) if _overlap(word, pair)]
        if not inside:
            return None
        first = min(round(inside[0] * len(words) / len(asked)), len(words) - 1)
        last = max(first, round((inside[-1] + 1) * len(words) / len(asked)) - 1)
        held = [query.text[start:end] for start, end in asked[inside[0] : inside[-1] + 1]]
        kept = [answer.text.index(marker) for marker in markers if marker in held]
        start = min([words[first][0], *kept])
        end = max([words[last][1], *(end for start, end in words if start in kept)])
        places.append((start, end))
    return _settled(query, answer, places, markers)


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


def _settled(query: Query, answer: Answer, places: list[Place], markers: Sequence[str]) -> list[Place] | None:
    """The places with their punctuation, or None if they are not nested as the pairs are."""
    asked = _words(query.text, markers)
    wide = [
        _widened(query.text, pair, asked, answer.text, place, markers)
        for pair, place in zip(query.pairs, places, strict=True)
    ]
    parents = _parents(wide)
    return wide if parents is not None and parents == _parents(query.pairs) else None


def _words(text: str, markers: Sequence[str]) -> list[Place]:
    """The places of words and markers, in order."""
    kept = sorted((text.index(marker), text.index(marker) + len(marker)) for marker in markers)
    words = [word for word in word_spans(text) if not any(_overlap(word, place) for place in kept)]
    return sorted((*words, *kept))


def _marker_links(source: str, target: str, markers: Sequence[str]) -> Iterator[Link]:
    for marker in markers:
        at, now_at = source.index(marker), target.index(marker)
        yield Link((at, at + len(marker)), (now_at, now_at + len(marker)))


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _widened(
    source: str, pair: Place, asked: Sequence[Place], text: str, place: Place, markers: Sequence[str]
) -> Place:
    """`place` with as much punctuation on each side as `pair` has within it."""
    inside = [word for word in asked if _overlap(word, pair)]
    head = source[pair[0] : max(inside[0][0], pair[0])].strip()
    tail = source[min(inside[-1][1], pair[1]) : pair[1]].strip()
    starts = {text.index(marker) for marker in markers}
    ends = {text.index(marker) + len(marker) for marker in markers}
    start, end = place
    for char in tail:
        # French puts a space before a colon.
        step = 2 if text[end : end + 1].isspace() and text[end + 1 : end + 2] == char else 1
        if end + step - 1 in starts or not _is_punctuation(text[end + step - 1 : end + step]):
            break
        end += step
    for _ in head:
        if start in ends or not _is_punctuation(text[max(start - 1, 0) : start]):
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
