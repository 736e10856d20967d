"""A catalog's text cut into blocks, one per entry, each understood only when it is asked for.

Entries written as every tool writes them are recognised and read by one regular expression; anything else
goes through the exact reader of `l10n.catalog.grammar`, which also words the errors. Both give the same
entries.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from l10n.catalog.comments import read_comments
from l10n.catalog.grammar import parse_one
from l10n.catalog.lexer import fail, unescape
from l10n.model import Entry, key_of


def _pattern() -> re.Pattern[str]:
    # Atomic groups, since possessive repeats of groups are wrong before Python 3.11.5 (CPython gh-106052).
    literal = r'"(?>(?:[^"\\\n\x00\x04\udc80-\udcff]|\\[abfnrtv"\\])*)"[ \t]*\r?\n'

    def strings(prefix: str, name: str) -> str:
        return rf"(?P<{name}>{literal}(?>(?:{prefix}{literal})*))"

    def optional(pattern: str) -> str:
        return f"(?>(?:{pattern})?)"

    def entry(tag: str, mark: str, previous: str) -> str:
        before = (
            optional(rf"{previous}msgctxt {strings(previous, f'{tag}pctxt')}")
            + rf"{previous}msgid {strings(previous, f'{tag}pid')}"
            + optional(rf"{previous}msgid_plural {strings(previous, f'{tag}pplural')}")
        )
        form = rf"{mark}msgstr\[[0-9]\] {literal}(?>(?:{mark}{literal})*)"
        return (
            optional(before)
            + rf"(?P<{tag}at>)"
            + optional(rf"{mark}msgctxt {strings(mark, f'{tag}ctxt')}")
            + rf"{mark}msgid {strings(mark, f'{tag}id')}"
            rf"(?:{mark}msgid_plural {strings(mark, f'{tag}plural')}(?P<{tag}strs>(?>(?:{form})+))"
            rf"|{mark}msgstr {strings(mark, f'{tag}str')})"
        )

    comments = r"(?P<comments>(?>(?:#(?![~|\udc80-\udcff])[^\n\x00]*+(?<!\\)\n)*))"
    # What follows must be sure not to belong to the entry, however oddly it is laid out.
    after = r"(?=(?>(?:[ \t\r\f\v\n]|#~\|?|#\|)*)(?:#|msg(?!str)|\Z))"
    return re.compile(f"{comments}(?:{entry('', '', '#[|] ')}|{entry('o', '#~ ', '#~[|] ')}){after}")


_USUAL = _pattern()
_GAP = re.compile(r"[ \t\r\f\v\n]*")
_LINE_REST = re.compile(r"[ \t\r\f\v]*\n")
_LITERAL = re.compile(r'"(?>(?:[^"\\]|\\.)*)"', re.DOTALL)
_FORM = re.compile(r"msgstr\[(\d)\] ")


@dataclass(slots=True)
class Block:
    """The text of one entry, verbatim, or of what belongs to no entry (`key` is None)."""

    gap: str
    """White space before it."""
    body: str
    """From its first comment to the end of its last line."""
    line: int
    """1-based line of the body's first character."""
    key: str | None
    obsolete: bool
    charset: str
    name: str
    domain: str | None = None
    """The domain that it begins, where it is a `domain` directive."""
    _entry: Entry | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """Everything, verbatim."""
        return self.gap + self.body

    @property
    def entry(self) -> Entry:
        """The entry, read when it is first asked for. Only for blocks with a key."""
        if self._entry is None:
            usual = _USUAL.match(self.body)
            if usual:
                self._entry = _usual_entry(usual, self)
            else:
                self._entry = parse_one(self.body, 0, self.name, self.charset, self.line).entry
        assert self._entry is not None
        return self._entry


def blocks(text: str, name: str, charset: str) -> Iterator[Block]:
    """The blocks of a catalog's text, in file order; joined they are the text. Raises CatalogError."""
    at, line = 0, 1
    while at < len(text):
        gap = _GAP.match(text, at)
        assert gap is not None
        start = gap.end()
        line += text.count("\n", at, start)
        usual = _USUAL.match(text, start)
        if usual and (block := _usual_block(usual, gap[0], line, charset, name)):
            end = usual.end()
        else:
            end, block = _exact_block(text, start, gap[0], line, charset, name)
        yield block
        line += text.count("\n", start, end)
        at = end


def _usual_block(usual: re.Match[str], gap: str, line: int, charset: str, name: str) -> Block | None:
    """The block of a usual match; None where only the exact reader can tell whether it is right."""
    tag = "" if usual["at"] is not None else "o"
    msgid, msgstr = usual[f"{tag}id"], usual[f"{tag}str"]
    if msgstr is None:
        numbers = [int(n) for n in _FORM.findall(usual[f"{tag}strs"])]
        if numbers != list(range(len(numbers))):
            return None
    context = usual[f"{tag}ctxt"]
    key = key_of(_joined(msgid), None if context is None else _joined(context))
    return Block(gap, usual[0], line, key, tag == "o", charset, name)


def _exact_block(text: str, start: int, gap: str, line: int, charset: str, name: str) -> tuple[int, Block]:
    parsed = parse_one(text, start, name, charset)
    rest = _LINE_REST.match(text, parsed.end)
    end = rest.end() if rest else parsed.end
    if end == start:
        end = len(text)
    entry = parsed.entry
    if entry and entry.obsolete and not rest and end < len(text):
        fail(text, end, name, "text after an obsolete entry on its line", "begin a new line before it")
    key, obsolete = (entry.key, entry.obsolete) if entry else (None, False)
    return end, Block(gap, text[start:end], line, key, obsolete, charset, name, parsed.domain, entry)


def _joined(literals: str) -> str:
    """The text of consecutive string literals of a usual block, which has no numeric escapes."""
    found = _LITERAL.findall(literals)
    return "".join([unescape(literal, "utf-8") for literal in found])


def _usual_entry(usual: re.Match[str], block: Block) -> Entry:
    tag = "" if usual["at"] is not None else "o"

    def text(name: str) -> str | None:
        literals = usual[tag + name]
        return None if literals is None else _joined(literals)

    forms = usual[f"{tag}strs"]
    if forms is None:
        msgstrs: tuple[str, ...] = (_joined(usual[f"{tag}str"]),)
    else:
        msgstrs = tuple(_joined(form) for form in re.split(r"^(?:#~ )?msgstr\[\d\]", forms, flags=re.M)[1:])
    notes = read_comments(usual["comments"].split("\n")[:-1])
    return Entry(
        msgid=_joined(usual[f"{tag}id"]),
        msgstrs=msgstrs,
        msgctxt=text("ctxt"),
        msgid_plural=text("plural"),
        comments=notes.comments,
        extracted=notes.extracted,
        references=notes.references,
        flags=notes.flags,
        previous_msgid=text("pid"),
        previous_msgctxt=text("pctxt"),
        previous_msgid_plural=text("pplural"),
        obsolete=block.obsolete,
        line=block.line + block.body.count("\n", 0, usual.start(f"{tag}id")),
    )
