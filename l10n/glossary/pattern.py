"""The `match:` regular expressions of a glossary: whole words, or nothing."""

import re
from functools import lru_cache

MAX_LENGTH = 500
"""Code points; a pattern longer than this is a list of forms, and belongs into `forms`."""


class PatternError(ValueError):
    """A pattern that cannot be used, with what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, *, case: bool) -> re.Pattern[str]:
    r"""`pattern` so that it matches whole words only; without `case`, capitals do not matter.

    Raises PatternError for what `re` cannot compile, and for a pattern that matches the empty text, as it
    would accept every translation.
    """
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"a pattern of more than {MAX_LENGTH} characters", "list the words as `forms`")
    try:
        re.compile(pattern)
        compiled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", 0 if case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(
            f"not a regular expression: {error}", r"escape what is meant literally: `\.` `\(` `\+`"
        ) from error
    if re.compile(pattern).fullmatch(""):
        raise PatternError(
            "a pattern that matches an empty text", r"it would accept anything: write `\w+`, not `\w*`"
        )
    return compiled
