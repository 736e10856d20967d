"""The nouns everything else speaks of: units of articles, entries of catalogs, findings of checks.

Frozen, slotted, comparable by value; sequences are tuples. Text positions are code points (Python string
indices), half-open; lines and columns are 1-based.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import Literal, NewType

from l10n.entry import CONFLICT, MACHINE_COMMENT, REFUSED, Entry, Refusal, State, key_of
from l10n.errors import Location

__all__ = [
    "CONFLICT",
    "MACHINE_COMMENT",
    "REFUSED",
    "Certainty",
    "Edit",
    "Entry",
    "Finding",
    "FormatOptions",
    "Location",
    "Refusal",
    "Severity",
    "Span",
    "State",
    "Tag",
    "Unit",
    "UnitKind",
    "key_of",
]

Tag = NewType("Tag", str)
"""A locale as a canonical BCP 47 tag (`sr-Latn`, `pt-BR`). Only `l10n.locale` makes one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points `start` to `end`, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a text: what stands at `span` becomes `text`."""

    span: Span
    text: str


UnitKind = Literal[
    "heading",
    "paragraph",
    "item",
    "cell",
    "term",
    "image",
    "caption",
    "attribute",
    "comment",
    "string",
    "metadata",
]
"""What a unit is in its article. `term` is the head of a definition, `attribute` a text in a tag (`alt`),
`comment` one in a program's code, `string` a value of a string file, `metadata` one of the front matter."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One block of an article that translators see as one entry: a heading, a paragraph, a cell."""

    msgid: str
    """The text to translate, never empty. Soft line breaks are one space, none between Chinese or Japanese
    characters; hard breaks stay as written."""
    span: Span
    """The bytes' place in the article's text: what rendering replaces."""
    kind: UnitKind
    line: int
    """1-based line of `span.start`."""
    column: int
    """1-based column of `span.start`, in code points."""
    detail: str = ""
    """What `kind` leaves open: a heading's level (`2`), a front-matter key (`title`)."""
    context: str | None = None
    """The entry's msgctxt, only where equal texts must be translated apart."""
    notes: tuple[str, ...] = ()
    """Notes of the author to translators, one line each (`#.` comments)."""
    syntax: str = ""
    """How the text is written in its place, where an article mixes ways (HTML in Markdown); its format's own
    business."""
    prefix: str = ""
    """What further lines of a translation must begin with: quote marks, indentation."""
    anchors: tuple[tuple[int, int], ...] = ()
    """(offset in msgid, offset in article text) pairs, ascending, the first at offset 0 (after a quote that
    the span includes): from each on, both advance together. See `source_offset`."""

    @property
    def key(self) -> str:
        """What finds this unit's entry in a catalog."""
        return key_of(self.msgid, self.context)

    @property
    def label(self) -> str:
        """What translators are told the unit is: `heading 2`, `metadata title`."""
        return f"{self.kind} {self.detail}".rstrip()

    def source_offset(self, offset: int) -> int:
        """The place in the article's text of code point `offset` of the msgid."""
        before = bisect_right(self.anchors, offset, key=itemgetter(0))
        at, text_at = self.anchors[before - 1] if before else (0, self.span.start)
        return text_at + offset - at


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What a project says about reading its articles."""

    front_matter_keys: tuple[str, ...] = ("title", "summary", "description")
    """Front-matter keys whose values are translated, top level only."""
    string_keys: tuple[str, ...] = ("**",)
    """Which values of JSON and YAML string files are translated: paths of keys joined by full stops, `*` for
    any one key, `**` for any number of them."""
    code_comments: bool = False
    """Translate the comments in code blocks."""


class Severity(StrEnum):
    """How much a finding matters. Only errors fail `l10n check` unless told otherwise."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Certainty(StrEnum):
    """How sure a rule can be that what it reports is a fault."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found."""

    rule: str
    severity: Severity
    where: Location
    message: str
    """One sentence: what is wrong and, where that is known, what is right."""
    locale: Tag | None = None
    """The target locale; None for what is wrong with a source article or the glossary."""
    msgid: str = ""
    msgstr: str = ""
    evidence: str = ""
    """The very characters that were objected to, as they stand in the text."""
    span: Span | None = None
    """Where `evidence` stands: in `msgstr`, for an article in `msgid`. None where that is no one place."""
    form: int = 0
    """Which of the entry's plural forms `msgstr` is."""
    fix: str | None = None
    """What belongs in the place of `span`; None where that is not certain."""

    @property
    def fingerprint(self) -> str:
        """Stays the same when lines move: rule, locale, file, msgid and evidence, hashed (16 hex digits)."""
        parts = (self.rule, self.locale or "", self.where.path, self.msgid, self.evidence)
        return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
