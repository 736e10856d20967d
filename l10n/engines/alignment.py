"""Reads from a model's attention which parts of a translation came from which of the source."""

import unicodedata
from collections.abc import Sequence

from l10n.engines.answers import Link, Place

_LEAST_SEEN = 0.5
"""Of a token's attention. What is missing went to the end of the source, where a model looks when a token
comes from no word in particular."""


def nearest(attention: Sequence[Sequence[float]], source_length: int) -> tuple[int | None, ...]:
    """For each token of a translation the source token it looked at most, None for none in particular.

    `attention` has a row for each, with a weight for each token of the source, and perhaps for its end.
    """
    found: list[int | None] = []
    for weights in attention:
        seen = weights[:source_length]
        best = max(range(len(seen)), key=seen.__getitem__) if sum(seen) >= _LEAST_SEEN else None
        found.append(best)
    return tuple(found)


def links(
    source: str,
    source_tokens: Sequence[str],
    target: str,
    target_tokens: Sequence[str],
    sources: Sequence[int | None],
) -> tuple[Link, ...]:
    """The parts of `target` that came from parts of `source`; `sources` says from which token each came.

    None at all where the tokens do not spell their text.
    """
    from_places, to_places = places(source, source_tokens), places(target, target_tokens)
    if from_places is None or to_places is None:
        return ()
    found: list[Link] = []
    for to_place, origin in zip(to_places, sources, strict=True):
        from_place = None if origin is None else from_places[origin]
        if to_place and from_place:
            found.append(Link(from_place, to_place))
    return tuple(found)


def places(text: str, tokens: Sequence[str]) -> list[Place | None] | None:
    """Where each token stands in `text`; None for one of blanks only, and None if they do not spell it.

    Tokenizers compose letters, tell "…" as "...", and write white space their own way: none of that counts.
    """
    spelt: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text):
        letters = _letters(char)
        spelt.append(letters)
        origins += [at] * len(letters)
    pieces = [_letters(token) for token in tokens]
    if "".join(pieces) != "".join(spelt):
        return None
    found: list[Place | None] = []
    at = 0
    for piece in pieces:
        beyond = at + len(piece)
        found.append((origins[at], origins[beyond - 1] + 1) if piece else None)
        at = beyond
    return found


def _letters(text: str) -> str:
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if not char.isspace() and char != "▁")
