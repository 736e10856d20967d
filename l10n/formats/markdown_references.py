"""Links by their own text (`[text]`, `[text][]`): they would lose their definition where it is translated."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from l10n.text.scan import tokens


@dataclass(frozen=True, slots=True)
class _Bracketed:
    """A text in brackets that may be its own label: its place, and the end of the whole."""

    start: int
    end: int
    whole_end: int
    label: str


def normalised(label: str) -> str:
    """The form in which labels are compared (CommonMark 0.31, section 4.7)."""
    return " ".join(label.split()).casefold()


def references(msgid: str, labels: Collection[str]) -> tuple[int, ...]:
    """Which of the texts in brackets of `msgid`, counted from 0, are one of the normalised `labels`."""
    return tuple(
        number for number, found in enumerate(_bracketed(msgid)) if normalised(found.label) in labels
    )


def referring(translation: str, msgid: str, numbers: Collection[int]) -> str:
    """`translation` with those labels of `msgid` added that have these numbers, each after its text.

    Left as it is where it has not as many texts in brackets as `msgid`.
    """
    sources, targets = list(_bracketed(msgid)), list(_bracketed(translation))
    if len(sources) != len(targets):
        return translation
    parts: list[str] = []
    at = 0
    for target, source in zip(targets, _matched(sources, targets), strict=True):
        parts.append(translation[at : target.end + 1])
        at = target.whole_end
        is_link = source in numbers and normalised(sources[source].label) != normalised(target.label)
        parts.append(f"[{sources[source].label}]" if is_link else translation[target.end + 1 : at])
    return "".join((*parts, translation[at:]))


def _matched(sources: Sequence[_Bracketed], targets: Sequence[_Bracketed]) -> Iterator[int]:
    """For each of `targets` the number of its source: one with the same label, else the next one left."""
    waiting: dict[str, deque[int]] = {}
    for number, source in enumerate(sources):
        waiting.setdefault(normalised(source.label), deque()).append(number)
    queues = [waiting.get(normalised(target.label)) for target in targets]
    same = [queue.popleft() if queue else None for queue in queues]
    left = iter(sorted({*range(len(sources))} - {number for number in same if number is not None}))
    return (next(left) if number is None else number for number in same)


def _bracketed(text: str) -> Iterator[_Bracketed]:
    """The texts in brackets that are no link yet and hold no brackets themselves, in order."""
    opened: int | None = None
    for token in tokens(text):
        if token.name == "opening":
            opened = token.end
        elif token.name in ("closing", "link", "labelled", "labelled_as"):
            alone = token.name == "closing" or (token.name == "labelled" and not token.kind)
            if opened is not None and alone and text[opened : token.start].strip():
                yield _Bracketed(opened, token.start, token.end, text[opened : token.start])
            opened = None
