"""Puts right what Apertium certainly gets wrong in what surrounds the words."""

import re

from l10n.locale import language
from l10n.model import Tag

_SPACE_BEFORE = re.compile(r"(?<=\w) (?=[,.)](?!\w))")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) (?=[?!;:](?!\w))")
_WORD = re.compile(r"[^\W\d_]+")


def repaired(source: str, answer: str, target: Tag) -> str:
    """`answer` without what is certainly wrong, and only where `source` has none of it.

    Words that Apertium leaves out leave their spaces; a space comes before a comma, another mark or a closing
    bracket; the first letter gains or loses its capital.
    """
    if "  " not in source:
        answer = re.sub(" {2,}", " ", answer)
    # French wants a space before a question mark.
    wrong = (_SPACE_BEFORE,) if language(target) == "fr" else (_SPACE_BEFORE, _SPACE_BEFORE_MARK)
    for space in wrong:
        if not space.search(source):
            answer = space.sub("", answer)
    return _capitalised(source, answer.strip(), target)


def _capitalised(source: str, answer: str, target: Tag) -> str:
    """`answer` with a capital on its first translated word, or not, as `source` has it there.

    Apertium begins every sentence with one, on the first word that it knows. German nouns and copied names
    keep theirs.
    """
    pairs = zip(_WORD.finditer(source), _WORD.finditer(answer), strict=False)
    for place, (first, now) in enumerate(pairs):
        if first.group() == now.group():
            continue
        was, letter = first.group()[0], now.group()[0]
        if place == 0 and was.isupper() and letter.islower():
            letter = letter.upper()
        elif was.islower() and letter.isupper() and language(target) != "de" and now.group() not in source:
            letter = letter.lower()
        return f"{answer[: now.start()]}{letter}{answer[now.start() + 1 :]}"
    return answer
