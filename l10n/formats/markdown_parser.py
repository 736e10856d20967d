"""markdown-it-py, set up to tell which lines of an article are which block, and no more.

CommonMark with GitHub's tables, footnotes, definition lists and the blocks of `markdown_foreign`: those are
tokens `foreign_open` and `foreign_close`, with the text of their first line as `foreign_text` between them.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from l10n.formats.markdown_foreign import OPTION, Opening, opening

if TYPE_CHECKING:
    import re

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token as Token  # noqa: PLC0414 -- what `parse` gives, for its callers


@dataclass(frozen=True, slots=True)
class ForeignText:
    """`meta["text"]` of a `foreign_text` token: how its line begins, and where the text is."""

    opening: Opening
    start: int
    """Code points from the start of the text to the end of the line."""
    end: int


def parse(text: str) -> "list[Token]":
    """The blocks of `text` as tokens with lines counted from 0; the inline text is not parsed."""
    return _parser().parse(text)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"inline_definitions": True}).enable("table")
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("table", "foreign", _foreign, {"alt": ends})
    return parser.disable(["inline", "text_join"])


def _foreign(state: "StateBlock", line: int, end: int, silent: bool) -> bool:
    """The rule for all of `markdown_foreign`."""
    at = state.bMarks[line] + state.tShift[line]
    line_end = state.eMarks[line]
    if at >= line_end or state.is_code_block(line):
        return False
    found = opening(state.src[at:line_end])
    if found is None or (found.first_in and silent):
        return False
    if found.first_in == "quote" and state.parentType != "blockquote":
        return False
    if silent and found.body != "opaque":
        return True
    after = _after(state, line, end, found) or (line + 1 if found.alone else 0)
    if silent or not after:
        return bool(after)
    state.push("foreign_open", "", 1).map = [line, after]
    if found.text:
        token = state.push("foreign_text", "", 0)
        token.map = [line, line + 1]
        start, stop = (line_end - at - column for column in found.text)
        token.meta = {"text": ForeignText(found, start, stop)}
    if found.body == "indented":
        _blocks_within(state, line + 1, after)
    state.push("foreign_close", "", -1)
    state.line = after
    return True


def _after(state: "StateBlock", line: int, end: int, found: Opening) -> int:
    """The line after the block that begins at `line`; 0 where nothing ends it."""
    if found.body == "none":
        return line + 1
    if found.body == "opaque":
        return _after_opaque(state, line, end, found.closing)
    after = at = line + 1
    if found.body == "options":
        while at < end and OPTION.match(state.src, state.bMarks[at] + state.tShift[at], state.eMarks[at]):
            at += 1
        return at
    while at < end and (state.isEmpty(at) or state.sCount[at] >= state.blkIndent + 4):
        at += 1
        after = after if state.isEmpty(at - 1) else at
    return after


def _after_opaque(state: "StateBlock", line: int, end: int, closing: "re.Pattern[str] | None") -> int:
    unclosed: dict[object, tuple[int, int]] = state.env.setdefault("unclosed", {})
    searched_from, searched_to = unclosed.get(closing, (0, 0))
    if searched_from <= line < searched_to:
        return 0
    at = line + 1
    # Lines that belong to a quote without its mark have the indentation -1.
    while at < end and (state.isEmpty(at) or state.sCount[at] >= state.blkIndent or state.sCount[at] < 0):
        if closing is None and state.isEmpty(at):
            return at
        if closing and closing.search(state.src, state.bMarks[at] + state.tShift[at], state.eMarks[at]):
            return at + 1
        at += 1
    if closing is None:
        return at
    unclosed[closing] = line, at
    return 0


def _blocks_within(state: "StateBlock", start: int, end: int) -> None:
    """Parses the body of an admonition, that nothing goes on lazily."""
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "foreign", end
    state.blkIndent += 4
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= 4
    state.parentType, state.lineMax = parent, line_max
