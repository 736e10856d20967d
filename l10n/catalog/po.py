"""Gettext catalogs: read, changed and written without touching a byte that nobody meant to change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from l10n.catalog.block import Block, blocks, joined, written
from l10n.catalog.charset import decode, encode, named_charset
from l10n.catalog.header import fields_of, replaced_in_place, with_fields
from l10n.catalog.rules import require_charset, require_sound
from l10n.catalog.wrap import PAGE_WIDTH
from l10n.catalog.write import entry_text
from l10n.errors import CatalogError, Location
from l10n.model import Entry

if TYPE_CHECKING:
    import polib

# A string broken elsewhere than after a newline, and a line that msgcat would have broken.
_WRAPPED = re.compile(r'(?:[^n"\n]|[^\\\n]n)"\r?\n(?:#~ )?"')
_LONG = re.compile(r'(?:#~ )?(?:msg[a-z_]+(?:\[\d\])? )?"(?=[^\n]{0,70} )[^\n]{78,}"\r?\Z')


class Catalog:
    """One .po or .pot file as a sequence of raw blocks, one per entry.

    Immutable: every change gives a new catalog, which shares the blocks that did not change. What was not
    changed is written back verbatim; what was is written as GNU `msgcat` writes it, in the file's own line
    ends and wrapping.
    """

    def __init__(
        self, blocks: Sequence[Block], name: str, charset: str, *, eol: str, no_wrap: bool | None = None
    ) -> None:
        self.name = name
        """The path as users see it in messages."""
        self._blocks = tuple(blocks)
        self._charset = charset
        self._eol = eol
        self._no_wrap = no_wrap

    @classmethod
    def read(cls, path: Path, *, name: str | None = None, entries: bool = False) -> "Catalog":
        """The catalog in the file at `path`, called `name` in messages. Raises CatalogError.

        With `entries` all of them are read at once, for those who will ask for all.
        """
        shown = path.as_posix() if name is None else name
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise CatalogError(
                f"cannot be read: {reason}", Location(shown), hint="is the path right?"
            ) from error
        return cls.parse(data, shown, entries=entries)

    @classmethod
    def parse(cls, data: bytes, name: str, *, entries: bool = False) -> "Catalog":
        """The catalog whose file holds `data`. Raises CatalogError for what GNU `msgfmt` refuses.

        `entries` as in `read`.
        """
        named = named_charset(data, name)
        charset = named or "utf-8"
        text = decode(data, charset, name)
        found = tuple(blocks(text, name, charset, entries=entries))
        require_sound(found)
        if named is None and not name.endswith(".pot") and not text.isascii():
            require_charset(found)
        eol = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
        return cls(found, name, charset, eol=eol)

    @classmethod
    def new(
        cls,
        fields: Mapping[str, str],
        comments: Sequence[str] = (),
        entries: Sequence[Entry] = (),
        *,
        fuzzy: bool = False,
        wrap: bool = True,
    ) -> "Catalog":
        """A catalog with these header fields, `comments` above them, and `entries`.

        `fuzzy` marks the header as one to fill in, as in templates. Strings are wrapped at 79 columns, or
        with `wrap` false not at all.
        """
        flags = ("fuzzy",) if fuzzy else ()
        header = Entry("", (with_fields("", fields),), comments=tuple(comments), flags=flags)
        empty = cls((), "", "utf-8", eol="\n", no_wrap=not wrap)
        catalog = empty._with_blocks([empty._written(header)])
        return catalog.arranged(entries) if entries else catalog

    @cached_property
    def no_wrap(self) -> bool:
        """True where long lines are left long, as `msgcat --no-wrap` does."""
        if self._no_wrap is not None:
            return self._no_wrap
        text = joined(self._blocks)
        long = len([line for line in text.split("\n") if len(line) > PAGE_WIDTH and _LONG.match(line)])
        return long > 0 and long > sum(1 for _ in _WRAPPED.finditer(text))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry but the header, obsolete ones too, in file order."""
        return tuple([block.entry for block in self.entry_blocks])

    @cached_property
    def active(self) -> tuple[Entry, ...]:
        """The entries that are not obsolete, without the header, in file order."""
        return tuple([block.entry for block in self.entry_blocks if not block.obsolete])

    @cached_property
    def entry_blocks(self) -> tuple[Block, ...]:
        """The blocks of `entries`, for those who can do without most of the entries."""
        return tuple([block for block in self._blocks if block.key is not None and not _is_header(block)])

    @cached_property
    def header_entry(self) -> Entry | None:
        """The entry that carries the header fields, if there is one."""
        return self._header_block.entry if self._header_block else None

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The header's fields in file order."""
        return MappingProxyType(fields_of(self.header_entry.msgstr) if self.header_entry else {})

    @cached_property
    def domain_line(self) -> int | None:
        """1-based line where the first `domain` directive, or the comment above it, stands."""
        return next((block.line for block in self._blocks if block.domain is not None), None)

    def get(self, key: str) -> Entry | None:
        """The active entry of that key (see `l10n.model.key_of`), if there is one."""
        block = self._by_key.get((key, False))
        return block.entry if block and not _is_header(block) else None

    def to_bytes(self) -> bytes:
        """The file's bytes. Raises CatalogError for a new character that the file's charset lacks."""
        return encode(joined(self._blocks), self._charset, self.name)

    def with_entries(self, updates: Mapping[str, Entry]) -> "Catalog":
        """Active entries replaced by key; only the blocks of those that differ change.

        Raises KeyError for a key that no active entry has.
        """
        changed = {}
        for key, entry in updates.items():
            block = self._by_key[key, False]
            if entry != block.entry:
                changed[id(block)] = self._written(entry, block)
        return self._with_changed(changed)

    def with_header(self, fields: Mapping[str, str]) -> "Catalog":
        """These header fields set, in place or at the end; all others, and the order, stay as they are."""
        old = self._header_block
        if old is None:
            top = self._written(Entry("", (with_fields("", fields),)))
            return self._with_blocks([top, *self._blocks])
        body = old.body
        left = {}
        for name, value in fields.items():
            if self.header.get(name) == value:
                continue
            replaced = replaced_in_place(body, name, value, wrap=not self.no_wrap, eol=self._eol)
            if replaced is None:
                left[name] = value
            else:
                body = replaced
        new = replace(written(old.gap, body, old.entry, self.name, self._charset), _entry=None)
        if left:
            entry = new.entry
            new = self._written(replace(entry, msgstrs=(with_fields(entry.msgstr, left),)), old)
        return self._with_changed({id(old): new})

    def arranged(self, entries: Sequence[Entry | Block]) -> "Catalog":
        """The catalog with exactly these entries in this order, header and closing comments kept.

        Blocks of this catalog, and entries equal to what the file had, keep their bytes.
        """
        wanted: list[Block] = [self._header_block] if self._header_block else []
        for entry in entries:
            if isinstance(entry, Block):
                wanted.append(entry)
                continue
            block = self._by_key.get((entry.key, entry.obsolete))
            wanted.append(block if block and block.entry == entry else self._written(entry))
        wanted += [block for block in self._blocks if block.key is None]
        return self._with_blocks(wanted)

    def to_polib(self) -> "polib.POFile":
        """The catalog as polib has it, for scripts that know polib. Changes to it do not come back."""
        import polib

        file = polib.POFile(encoding=self._charset, wrapwidth=0 if self.no_wrap else 78)
        file.metadata = dict(self.header)
        if self.header_entry:
            file.header = "\n".join(self.header_entry.comments)
            file.metadata_is_fuzzy = self.header_entry.fuzzy
        for entry in self.entries:
            file.append(_polib_entry(entry))
        return file

    @cached_property
    def _header_block(self) -> Block | None:
        return next((block for block in self._blocks if _is_header(block)), None)

    @cached_property
    def _by_key(self) -> dict[tuple[str, bool], Block]:
        return {(block.key, block.obsolete): block for block in self._blocks if block.key is not None}

    def _written(self, entry: Entry, old: Block | None = None) -> Block:
        body = entry_text(entry, wrap=not self.no_wrap, eol=self._eol)
        gap = old.gap if old else self._eol
        if old and old.within_line:
            gap += self._eol
        new = replace(entry, line=0) if entry.line else entry
        return written(gap, body, new, self.name, self._charset)

    def _with_changed(self, changed: Mapping[int, Block]) -> "Catalog":
        """The catalog with blocks replaced, by the `id` of the old ones; self if there are none."""
        if not changed:
            return self
        blocks = [changed.get(id(block), block) for block in self._blocks]
        return Catalog(blocks, self.name, self._charset, eol=self._eol, no_wrap=self.no_wrap)

    def _with_blocks(self, wanted: Iterable[Block]) -> "Catalog":
        new = tuple(wanted)
        if list(map(id, new)) == list(map(id, self._blocks)):
            return self
        spaced = _spaced(self._blocks, new, self._eol)
        return Catalog(spaced, self.name, self._charset, eol=self._eol, no_wrap=self.no_wrap)


def _is_header(block: Block) -> bool:
    return block.key == "" and not block.obsolete


def _spaced(old: Sequence[Block], new: Sequence[Block], eol: str) -> list[Block]:
    """`new` with white space between blocks that were not neighbours in `old`."""
    before = {id(block): id(previous) for previous, block in pairwise((None, *old))}
    spaced: list[Block] = []
    for previous, block in zip((None, *new), new, strict=False):
        if before.get(id(block)) == id(previous):
            spaced.append(block)
            continue
        gap = ""
        if previous is not None:
            gap = block.gap if "\n" in block.gap else eol
            if not previous.body.endswith("\n"):
                gap = eol + gap
        spaced.append(block if gap == block.gap else block.moved(gap))
    return spaced


def _polib_entry(entry: Entry) -> "polib.POEntry":
    import polib

    plural = entry.msgid_plural is not None
    return polib.POEntry(
        msgid=entry.msgid,
        msgstr="" if plural else entry.msgstr,
        msgid_plural=entry.msgid_plural or "",
        msgstr_plural=dict(enumerate(entry.msgstrs)) if plural else {},
        msgctxt=entry.msgctxt,
        tcomment="\n".join(entry.comments),
        comment="\n".join(entry.extracted),
        occurrences=[_occurrence(reference) for reference in entry.references],
        flags=list(entry.flags),
        previous_msgid=entry.previous_msgid,
        previous_msgctxt=entry.previous_msgctxt,
        previous_msgid_plural=entry.previous_msgid_plural,
        obsolete=entry.obsolete,
        linenum=entry.line,
    )


def _occurrence(reference: str) -> tuple[str, str]:
    path, colon, number = reference.rpartition(":")
    return (path, number) if colon and number.isdigit() else (reference, "")
