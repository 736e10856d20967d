"""Markdown: CommonMark with GitHub's additions, front matter, HTML, and what site generators add.

Texts are found by place (`markdown_blocks`), so that a translation can be put into exactly theirs. What
cannot be understood is left alone, as are code, formulas, and the tags of site generators.
"""

import re

from l10n.formats import escape, frontmatter
from l10n.formats.directives import directives
from l10n.formats.frontmatter import end_of_front_matter, front_matter_replacement, front_matter_units
from l10n.formats.html_units import html_destinations, html_replacement
from l10n.formats.lines import Lines, line_ending
from l10n.formats.markdown_blocks import Blocks
from l10n.formats.markdown_foreign import OPTION
from l10n.formats.markdown_parser import parse
from l10n.formats.markdown_references import referring
from l10n.formats.tables import makes_table
from l10n.model import Edit, FormatOptions, Span, Tag, Unit
from l10n.text.links import destinations

_BELOW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)(?P<next>[^\r\n]*)(?:(?:\r\n|\r|\n)(?P<after>[^\r\n]*))?")
_BREAK = re.compile(r"[\r\n]")
_BEFORE_WORD = re.compile(r" +(?=[^\W\d_]{2})")
_TAG_LINE = re.compile(r"(<[^<>]*>)[ \t]*[\r\n]")
_MEANING = re.compile(r"[:~][ \t]")
_MARK_IN_HTML = re.compile(rf"{_MEANING.pattern}|(?:---|\+\+\+|\.\.\.|\}})[ \t]*\Z")
"""What no text of HTML may begin its line with: the mark of a definition, or what ends front matter."""
_MARGIN = " \t>"
"""What may stand before a line of a block."""


class MarkdownFormat:
    """Reads Markdown."""

    name = "markdown"
    suffixes = frozenset({".md", ".markdown"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """The texts of all blocks, of tags in HTML, and of the front matter, in the order of the text."""
        lines = Lines(text)
        start = end_of_front_matter(lines)
        found = list(front_matter_units(lines, start, options.front_matter_keys)) if start else []
        if start < len(lines):
            blocks = Blocks(lines, start, parse(text[lines.span(start).start :]))
            found += blocks.units(options.code_comments)
            if "l10n:" in text:
                found = list(directives(text, blocks.html()).applied(found))
        return tuple(found)

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation on one line, or one more for each hard break, escaped so as to begin no block."""
        if translation == unit.msgid:
            return _source(text, unit)
        if unit.kind == "metadata":
            return front_matter_replacement(text, unit, translation)
        if unit.syntax.startswith("html"):
            new = _html_replacement(text, unit, translation)
            return f"&#{ord(new[0])};{new[1:]}" if _MARK_IN_HTML.match(new) else new
        writer, *numbers = unit.syntax.split(" ")
        if numbers:
            translation = referring(translation, unit.msgid, tuple(map(int, numbers)))
        before = text[unit.span.start - unit.column + 1 : unit.span.start]
        if write := escape.WRITERS.get(writer):
            new = write(translation)
            if writer.startswith("title") and not before.strip(_MARGIN):
                new = escape.guarded(new)
            return _without_table(text, unit, before, new)
        if writer == "cell":
            return escape.cell(translation, "|" not in before)
        return _fitted(text, unit, before, escape.lines(translation, unit.prefix, line_ending(text)))

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """What the front matter says of the language."""
        return frontmatter.locale_edits(text, source, target)

    def destinations(self, text: str) -> tuple[Span, ...]:
        """The addresses of link definitions, in tags of HTML blocks, and in blocks that hold no text."""
        if "](" not in text and "]:" not in text and "<" not in text:
            return ()
        lines = Lines(text)
        start = end_of_front_matter(lines)
        if start == len(lines):
            return ()
        blocks = Blocks(lines, start, parse(text[lines.span(start).start :]))
        found = [each.destination for each in blocks.definitions() if each.destination]
        for html in blocks.html():
            found += html_destinations(text, html.start, html.end)
        for at, block in blocks.outside_units():
            found += (Span(at + inside.start, at + inside.end) for inside in destinations(block))
        return tuple(sorted(found, key=lambda span: span.start))


def _fitted(text: str, unit: Unit, before: str, new: str) -> str:
    """`new`, the lines of a unit, so that they make no other block together with the lines around them."""
    line_at = unit.span.start - len(before)
    if new[0] in "\"'(:" and _goes_on(text[max(line_at - 1000, 0) : line_at].splitlines(), new):
        new = f"\\{new}"
    new = _without_table(text, unit, before, new)
    if _BREAK.search(_source(text, unit)) and not _BREAK.search(new):
        below = _BELOW.match(text, unit.span.end)
        meaning = (below["next"].lstrip(_MARGIN) or below["after"] or "") if below else ""
        if _MEANING.match(meaning.lstrip(_MARGIN)):
            return _on_two_lines(new, line_ending(text) + unit.prefix)
    return new


def _without_table(text: str, unit: Unit, before: str, new: str) -> str:
    """`new` without pipes where its last line would be the head of a table with the line below it."""
    if "|" not in new or not (below := _BELOW.match(text, unit.span.end)):
        return new
    under = below["next"].strip(_MARGIN)
    after = text[unit.span.end : below.start("next")].rstrip("\r\n")
    last = _BREAK.split(new)[-1] + after
    heads = (last.lstrip(_MARGIN), before.lstrip(_MARGIN) + last)
    return escape.without_pipes(new) if any(makes_table(head, under) for head in heads) else new


def _html_replacement(text: str, unit: Unit, translation: str) -> str:
    """The translation in HTML, so that the lines it is on make no other block.

    A tag on a line of its own, that may begin the block, stays there. A value of an attribute ends no table's
    cell, and stays on more than one line, for a tag on one line may be a block.
    """
    old, new = _source(text, unit), html_replacement(text, unit, translation)
    if not new.strip():
        return old
    if unit.syntax == "html" and (tag := _TAG_LINE.match(old)):
        rest = (new.removeprefix(tag[1]) if new.startswith(tag[1]) else new.replace(tag[1], "", 1)).lstrip()
        return f"{tag[1]}{line_ending(text)}{unit.prefix}{rest}" if rest else new
    if not unit.syntax.startswith("html-attribute"):
        return new
    new = new.replace("|", "&#124;")
    if not _BREAK.search(old) or _BREAK.search(new):
        return new
    at = space.start() if (space := _BEFORE_WORD.search(new)) else len(new)
    return f"{new[:at]}{line_ending(text)}{unit.prefix}{new[at:].lstrip(' ')}"


def _source(text: str, unit: Unit) -> str:
    return text[unit.span.start : unit.span.end]


def _goes_on(above: list[str], line: str) -> bool:
    """True if `line` would be a definition's title, or a container's option, below the lines `above`."""
    if line[0] == ":":
        return bool(OPTION.match(line) and above and above[-1].lstrip(_MARGIN).startswith(":"))
    return any("]:" in each for each in above[-2:])


def _on_two_lines(line: str, ending: str) -> str:
    """`line` with a soft break, so that it is no term although a definition follows."""
    first, _, rest = line.partition(" ")
    return f"{escape.guarded(first)}{ending}{escape.guarded(rest) if rest else '&#8203;'}"
