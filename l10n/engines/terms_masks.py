"""Hides names that never change from an engine that would translate them: Trump is no triumph.

A name becomes a mark of its sentence, with the locale's name as its text. Engines give markers back as they
are, so the name comes to stand where its marker does.
"""

from collections.abc import Sequence

from l10n.engines.sentences import Mark, Sentence
from l10n.model import Span


def masked(sentence: Sentence, names: Sequence[tuple[Span, str]]) -> Sentence | None:
    """`sentence` with names in the place of spans of its text, in order, each a mark of its own.

    None where a span reaches into a mark.
    """
    parts: list[str] = []
    marks: list[Mark] = []
    moved: list[int] = []
    """The new index of each of the sentence's marks."""
    at = shift = 0
    waiting = list(sentence.marks)

    def keep(before: int) -> None:
        while waiting and waiting[0].start < before:
            mark = waiting.pop(0)
            moved.append(len(marks))
            marks.append(Mark(mark.start + shift, mark.end + shift, mark.role, mark.partner))

    for span, name in names:
        if any(mark.start < span.end and span.start < mark.end for mark in sentence.marks):
            return None
        keep(span.start)
        parts += [sentence.text[at : span.start], name]
        marks.append(Mark(span.start + shift, span.start + shift + len(name), "noun"))
        shift += len(name) - (span.end - span.start)
        at = span.end
    keep(len(sentence.text))
    settled = (
        Mark(mark.start, mark.end, mark.role, moved[mark.partner]) if mark.partner >= 0 else mark
        for mark in marks
    )
    return Sentence("".join((*parts, sentence.text[at:])), tuple(settled))
