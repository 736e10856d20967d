"""What holds for every article in every format, whatever it says and whatever its translation says."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from block_structure import blocks, readable_words
from l10n import registry
from l10n.engines.pseudo import pseudo
from l10n.formats.article import Article
from l10n.model import FormatOptions, Unit

_ENTITY = re.compile(r"&#?\w+;?")
_LABEL = re.compile(r"(?<=\])\[(?:\\.|[^\[\]\\])*\]")

MARK = "ж"
"""What stands for a translated unit where leftovers are looked for."""

HOSTILE = (
    "# no heading",
    "- no item",
    "* no item",
    "+ no item",
    "1. no item",
    "> no quote",
    "| no | cell |",
    "    no code",
    "\tno code",
    "---",
    "***",
    "===",
    "```",
    "~~~ no fence",
    "<div> no tag",
    "</div>",
    "<!-- no comment",
    "[no]: /def",
    "[^no]: note",
    ": no definition",
    "!!! no admonition",
    "::: no container",
    "$$",
    "+++",
    "a\n\nb",
    "a  \n- b",
    "a\\\n# b",
    "a | b",
    "|---|---|",
    "a `b",
    "a ``b` c",
    "a\nb\r\nc",
    "trailing \\",
    "trailing #",
    "trailing  ",
    "{% raw %}",
    "\u00a0no space",
    "&amp;",
    "<?php",
    "<script>",
    "no</p>",
)
"""Texts that begin, end or break a block where they are not escaped."""


def article(text: str, name: str = "a.md", options: FormatOptions = FormatOptions()) -> Article:  # noqa: B008
    """The article of that text, of the format of that name."""
    path = PurePosixPath(name)
    format_ = registry.format_for(path)
    return Article(path, text, format_.units(text, options), format_)


def forced(found: Article, change: Callable[[Unit], str]) -> str:
    """The article with every unit written anew, even where nothing changes."""
    parts, at = [], 0
    for unit in found.units:
        parts += [found.text[at : unit.span.start], found.format.replacement(found.text, unit, change(unit))]
        at = unit.span.end
    return "".join((*parts, found.text[at:]))


def broken_places(found: Article) -> Iterator[str]:
    """What is wrong with where the units stand."""
    if found.render({}) != found.text.encode():
        yield "untranslated, it is not the same"
    if forced(found, lambda unit: unit.msgid) != found.text:
        yield "translated to itself, it is not the same"
    at = 0
    for unit in found.units:
        if not at <= unit.span.start < unit.span.end <= len(found.text):
            yield f"the span of {unit.msgid!r} is out of order"
        at = unit.span.end
        if not unit.msgid.strip():
            yield "a unit is empty"
        if unit.kind != "metadata":
            yield from _misplaced(found.text, unit)


def _misplaced(text: str, unit: Unit) -> Iterator[str]:
    written = {
        offset
        for entity in _ENTITY.finditer(unit.msgid)
        if text.startswith(_spellings(entity.group()), unit.source_offset(entity.start()))
        for offset in range(*entity.span())
    }
    for offset, char in enumerate(unit.msgid):
        if offset in written:
            continue
        at = unit.source_offset(offset)
        there = text[at : at + 1]
        soft_break = char in " \n" and (not there or there.isspace())
        if there != char and not soft_break and not _stands_for(text[at : at + 40], char):
            yield f"{unit.msgid!r}: code point {offset} stands at {there!r}"
            return


def _spellings(entity: str) -> tuple[str, ...]:
    """What an entity of a msgid may be in its article: the character, or an entity without its end."""
    char = html.unescape(entity)
    return ("\n", "\r", entity.rstrip(";")) if char == "\n" else (char, entity.rstrip(";"))


def _stands_for(text: str, char: str) -> bool:
    """True if `text` begins with a way to write `char`: an entity, or an escape of a quoted string."""
    if entity := _ENTITY.match(text):
        return char in html.unescape(entity.group())
    return text[:1] in ("\\", "'", '"')


def changed_blocks(found: Article, change: Callable[[Unit], str], dialects: Sequence[str]) -> list[str]:
    """Those of the dialects in which the article has other blocks when its units are changed."""
    after = forced(found, change)
    return [dialect for dialect in dialects if blocks(after, dialect) != blocks(found.text, dialect)]


def hostile(start: int, texts: Sequence[str] = HOSTILE) -> Callable[[Unit], str]:
    """Translates each unit to another hostile text, the first to the one of that number."""
    count = start

    def change(_: Unit) -> str:
        nonlocal count
        count += 1
        return texts[(count - 1) % len(texts)]

    return change


def pseudo_translated(unit: Unit) -> str:
    """The pseudo-translation of a unit."""
    return pseudo(unit.msgid)


def left_over(found: Article) -> list[str]:
    """The words of the article that readers still see when each unit is replaced by a mark."""
    shown = readable_words(forced(found, lambda _: MARK))
    return [word for word in shown if word.strip(MARK) and word in found.text]


def lost_in_round_trip(found: Article, name: str = "a.md") -> list[str]:
    """What is different when the pseudo-translated article is read again.

    Links that are found by their text are told where they lead when that is translated: `[text][label]`. An
    image in pseudo-localization's brackets is a paragraph. A tag that begins a block comes before a bracket.
    """
    again = article(forced(found, pseudo_translated), name)
    before = [(_kind(unit), _unlabelled(pseudo(unit.msgid))) for unit in found.units]
    after = [(_kind(unit), _unlabelled(unit.msgid)) for unit in again.units]
    if len(before) != len(after):
        return [f"{len(before)} units become {len(after)}"]
    return [f"{old} becomes {new}" for old, new in zip(before, after, strict=True) if old != new]


def _kind(unit: Unit) -> str:
    return unit.label.replace("image", "paragraph")


def _unlabelled(text: str) -> str:
    """`text` without labels and blanks, and without what keeps it from beginning or ending a block."""
    return html.unescape(re.sub(r"[\s\[\]\\]", "", _LABEL.sub("", text)))
