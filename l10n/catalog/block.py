"""A catalog's text cut into blocks, one per entry, each understood only when it is asked for.

Entries written as every tool writes them are recognised and read by one regular expression; anything else
goes through the exact reader of `l10n.catalog.grammar`, which also words the errors. Both give the same
entries. A block is a place in a text, not a copy of it: a catalog needs little more memory than its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from l10n.catalog.comments import notes_in
from l10n.catalog.grammar import parse_one
from l10n.catalog.lexer import CONTROLS, fail
from l10n.model import Entry, key_of

_COMMENT_LINES = r"(?>(?:#(?![~|\udc80-\udcff])[^\n\x00]*+(?<!\\)\n)*)"


@cache
def usual_entry(obsolete: bool) -> re.Pattern[str]:
    """An entry as tools write it, after any white space. Linear: nothing is tried twice.

    Its groups hold the comments, and the literals after each keyword: `id`, `str`, or `forms` with keywords.
    """
    mark, previous = ("#~ ", "#~[|] ") if obsolete else ("", "#[|] ")
    # Atomic groups, since possessive repeats of groups are wrong before Python 3.11.5 (CPython gh-106052).
    literal = r'"(?>(?:[^"\\\n\x00\x04\udc80-\udcff]++|\\[abfnrtv"\\])*)"[ \t]*+\r?\n'

    def lines(prefix: str) -> str:
        # A literal stands once in the pattern, since sets of characters take long to compile.
        before = rf"(?:(?<!\n)|(?<=\n){prefix})" if prefix else ""
        return rf"(?>(?:{before}{literal})+)"

    def strings(prefix: str, name: str) -> str:
        return rf"(?P<{name}>{lines(prefix)})"

    def optional(pattern: str) -> str:
        return f"(?>(?:{pattern})?)"

    before = optional(
        optional(rf"{previous}msgctxt {strings(previous, 'pctxt')}")
        + rf"{previous}msgid {strings(previous, 'pid')}"
        + optional(rf"{previous}msgid_plural {strings(previous, 'pplural')}")
    )
    form = rf"{mark}msgstr\[[0-9]\] {lines(mark)}"
    entry = (
        optional(rf"{mark}msgctxt {strings(mark, 'ctxt')}")
        + rf"{mark}msgid {strings(mark, 'id')}"
        + rf"(?:{mark}msgstr {strings(mark, 'str')}"
        + rf"|{mark}msgid_plural {strings(mark, 'plural')}(?P<forms>(?>(?:{form})+)))"
    )
    gap = r"(?P<gap>[ \t\r\f\v\n]*+)"
    comments = rf"(?P<comments>{_COMMENT_LINES})"
    # What follows must be sure not to belong to the entry, however oddly it is laid out.
    space = r"[ \t\r\f\v\n]*+"
    after = rf"(?={space}(?>(?:(?:#~\|?|#\|){space})*)(?:#|msg(?!str)|\Z))"
    return re.compile(gap + comments + before + entry + after)


_COMMENTS = re.compile(_COMMENT_LINES)
_GAP = re.compile(r"[ \t\r\f\v\n]*+")
_LINE_REST = re.compile(r"[ \t\r\f\v]*+\n")
# `#~` holds for the rest of its line, which the next block would not know.
_AFTER_OBSOLETE = re.compile(r"[ \t\r\f\v]*+(?:#(?!\|)|\Z)|(?<=\n)")
_SEAM = re.compile(r'"[ \t]*+\r?\n(?:#(?:~|\||~\|) )?"')
_FORM = re.compile(r"^(?:#~ )?msgstr\[(\d)\] ", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that blocks are parts of, and what is known of its file."""

    text: str
    name: str
    """The path as users see it in messages."""
    charset: str


@dataclass(slots=True)
class Block:
    """A stretch of a text that holds one entry, or what belongs to no entry (`key` is None).

    From code point `begin` on there is white space, from `start` to `end` the body: from the first comment to
    the end of the last line.
    """

    source: Source
    begin: int
    start: int
    end: int
    line: int
    """1-based line of the body's first character; 0 if it was not read from a file."""
    key: str | None
    obsolete: bool = False
    tricky: bool = False
    """Its entry has plural forms or newlines in its texts, so rules of their own."""
    domain: str | None = None
    """The domain that it begins, where it is a `domain` directive."""
    _entry: Entry | None = field(default=None, repr=False)

    @property
    def gap(self) -> str:
        """The white space before the body."""
        return self.source.text[self.begin : self.start]

    @property
    def body(self) -> str:
        """The entry as it is written, its comments included."""
        return self.source.text[self.start : self.end]

    @property
    def within_line(self) -> bool:
        """True where something else stands before the body on its line."""
        text = self.source.text
        return self.begin > 0 and text[self.begin - 1] != "\n" and "\n" not in self.gap

    @property
    def entry(self) -> Entry:
        """The entry, read when it is first asked for. Only for blocks with a key."""
        if self._entry is None:
            found = usual_entry(self.obsolete).match(self.source.text, self.begin)
            if found:
                self.read(found)
            else:
                self._entry = self._exactly()
        assert self._entry is not None
        return self._entry

    def read(self, usual: re.Match[str]) -> None:
        """Read the entry, which is as tools write it."""
        self._entry = _usual_entry(usual, self)

    def tells(self, template: Entry) -> bool:
        """True if the entry is active and tells of its unit all that `template`, of the same key, does.

        Nor has it a previous text that lost its meaning. Told by its comments alone, which is quick; False
        also where they are not enough.
        """
        if self._entry is not None or self.obsolete or self.tricky or template.msgid_plural is not None:
            return False
        text = self.source.text
        comments = _COMMENTS.match(text, self.start, self.end)
        assert comments is not None
        notes = notes_in(comments[0])
        return (
            notes.extracted == template.extracted
            and notes.references == template.references
            and ("fuzzy" in notes.flags or not text.startswith("#|", comments.end()))
        )

    def _exactly(self) -> Entry | None:
        source = self.source
        return parse_one(source.text, self.start, source.name, source.charset, self.line).entry

    def moved(self, gap: str) -> "Block":
        """The same block with other white space before it."""
        source = Source(gap + self.body, self.source.name, self.source.charset)
        start, end = len(gap), len(source.text)
        return replace(self, source=source, begin=0, start=start, end=end)


def written(gap: str, body: str, entry: Entry, name: str, charset: str) -> Block:
    """A block with a text of its own, for a new or changed entry."""
    source = Source(gap + body, name, charset)
    return Block(source, 0, len(gap), len(source.text), 0, entry.key, entry.obsolete, _entry=entry)


def joined(blocks: Iterable[Block]) -> str:
    """The text of `blocks`, verbatim; neighbours in one text are copied at once."""
    pieces: list[str] = []
    source: Source | None = None
    begin = end = 0
    for block in blocks:
        if block.source is not source or block.begin != end:
            if source is not None:
                pieces.append(source.text[begin:end])
            source, begin = block.source, block.begin
        end = block.end
    if source is not None:
        pieces.append(source.text[begin:end])
    return "".join(pieces)


def blocks(text: str, name: str, charset: str, *, entries: bool = False) -> Iterator[Block]:
    """The blocks of a catalog's text, in file order; joined they are the text. Raises CatalogError.

    With `entries` these are read at once, which is quicker than to read them later.
    """
    source = Source(text, name, charset)
    usual, begin, line = usual_entry(False), 0, 1
    while begin < len(text):
        found = usual.match(text, begin)
        obsolete = found is None
        if found is None:
            found = usual_entry(True).match(text, begin)
        block = _usual_block(found, source, line, obsolete) if found else None
        if block is None:
            block = _exact_block(source, begin, line)
        elif entries and found:
            block.read(found)
        yield block
        line = block.line + text.count("\n", block.start, block.end)
        begin = block.end


def _usual_block(usual: re.Match[str], source: Source, line: int, obsolete: bool) -> Block | None:
    """The block of a usual match; None where only the exact reader can tell whether it is right."""
    text = source.text
    begin, end = usual.span()
    start = usual.end("gap")
    msgid, context, forms = usual.group("id", "ctxt", "forms")
    if forms is not None and not _numbered_in_order(forms):
        return None
    key = _source(msgid) if context is None else key_of(_source(msgid), _text(context))
    line += text.count("\n", begin, start)
    # One character is found much sooner than two, and most entries have no backslash.
    escaped = text.find("\\", start, end)
    tricky = forms is not None or (escaped >= 0 and text.find("\\n", escaped, end) >= 0)
    return Block(source, begin, start, end, line, key, obsolete, tricky)


def _numbered_in_order(forms: str) -> bool:
    return all(int(number) == at for at, number in enumerate(_FORM.findall(forms)))


def _exact_block(source: Source, begin: int, line: int) -> Block:
    text = source.text
    gap = _GAP.match(text, begin)
    assert gap is not None
    start = gap.end()
    line += text.count("\n", begin, start)
    parsed = parse_one(text, start, source.name, source.charset, line)
    rest = _LINE_REST.match(text, parsed.end)
    end = rest.end() if rest else parsed.end
    if end == start:
        end = len(text)
    entry = parsed.entry
    if entry and entry.obsolete and not _AFTER_OBSOLETE.match(text, end):
        fail(text, end, source.name, "text after an obsolete entry on its line", "begin a new line before it")
    key, obsolete = (entry.key, entry.obsolete) if entry else (None, False)
    return Block(source, begin, start, end, line, key, obsolete, True, parsed.domain, entry)


def _text(literals: str) -> str:
    """The text of consecutive string literals of a usual entry, which has no numeric escapes."""
    text = literals[1:-2] if literals.endswith('"\n') else literals[1 : literals.rindex('"')]
    if "\n" in text:
        text = text.replace('"\n"', "")
        if "\n" in text:
            text = _SEAM.sub("", text)
    if "\\" in text:
        unquoted = text.replace('\\"', '"')
        return _ESCAPE.sub(_unescaped, text) if "\\" in unquoted else unquoted
    return text


@lru_cache(maxsize=1 << 12)
def _source(literals: str) -> str:
    """The same of a msgid: catalogs of one article in all locales, read in a row, have the same ones."""
    return _text(literals)


def _unescaped(found: re.Match[str]) -> str:
    char = found[1]
    return CONTROLS.get(char, char)


def _usual_entry(usual: re.Match[str], block: Block) -> Entry:
    _, comments, old_context, old_msgid, old_plural, context, msgid, msgstr, plural, forms = usual.groups()
    notes = notes_in(comments)
    key = block.key
    # By position, in the order of the fields: names make it half as slow again.
    return Entry(
        _source(msgid) if context or key is None else key,
        (_text(msgstr),) if msgstr is not None else tuple(map(_text, _FORM.split(forms)[2::2])),
        context and _text(context),
        plural and _text(plural),
        notes.comments,
        notes.extracted,
        notes.references,
        notes.flags,
        old_msgid and _text(old_msgid),
        old_context and _text(old_context),
        old_plural and _text(old_plural),
        block.obsolete,
        block.line + usual.string.count("\n", block.start, usual.start("id")),
    )
