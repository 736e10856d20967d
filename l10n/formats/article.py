"""An article: a file in some format, its units, and the file again with translations in their places."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n import locale, registry
from l10n.errors import FormatError
from l10n.formats.lines import Lines
from l10n.model import Edit, FormatOptions, Location, Tag, Unit, UnitKind
from l10n.ports import Format
from l10n.text.bidi import isolated
from l10n.text.links import destinations
from l10n.text.splicing import spliced

_DEFAULTS = FormatOptions()
_WITHOUT_LINKS: frozenset[UnitKind] = frozenset({"comment", "string"})
"""Units that no reader of the article sees in their place."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an article is rendered for, besides its translations."""

    source: Tag
    """The locale of the article."""
    target: Tag
    """The locale of its readers."""
    link: Callable[[str], str] | None = None
    """What an address that the article links to becomes; None to keep every one."""
    isolates: bool = True
    """Put left-to-right words of translations into directional isolates, where `target` runs to the left."""

    def linked(self, text: str) -> str:
        """`text`, of a unit, with its links as they must be on this page."""
        if self.link is None:
            return text
        return spliced(text, [Edit(s, self.link(text[s.start : s.end])) for s in destinations(text)])

    def shown(self, unit: Unit, translation: str) -> str:
        """The translation of `unit` as it must be on this page."""
        text = translation if unit.kind in _WITHOUT_LINKS else self.linked(translation)
        return isolated(text) if self.isolates and locale.is_right_to_left(self.target) else text


@dataclass(frozen=True)
class Article:
    """A source article as it was read. Nothing outside its units is ever changed."""

    path: PurePosixPath
    """The article's name: its place under the source folder, or the path it was read from."""
    text: str
    """The whole file as decoded, with a BOM where it has one and line endings as they are."""
    units: tuple[Unit, ...]
    """In the order of the text, spans disjoint."""
    format: Format = field(repr=False, compare=False)

    @classmethod
    def read(
        cls, path: str | Path, *, name: PurePosixPath | None = None, options: FormatOptions = _DEFAULTS
    ) -> "Article":
        """The article in the file at `path`; its suffix chooses the format.

        Raises FormatError where the file cannot be read, is not UTF-8 text, or has a suffix of no format.
        """
        path = Path(path)
        format_ = registry.format_for(path)
        text = _decoded(_data(path), path)
        return cls(name or PurePosixPath(path.as_posix()), text, format_.units(text, options), format_)

    def render(self, translations: Mapping[str, str], page: Page | None = None) -> bytes:
        """The file with each unit replaced by what `translations` has for its `key`.

        A unit is copied where there is nothing or only white space for it, or its own text. So `render({})`
        is the file's own bytes. Where any unit is translated and `page` says what for, the article also says
        that it is in that language, and its links lead where they must from there.
        """
        new = {
            unit.span.start: text
            for unit in self.units
            if (text := translations.get(unit.key, "")).strip() and text != unit.msgid
        }
        edits = [
            self._edit(unit, new[unit.span.start], page) for unit in self.units if unit.span.start in new
        ]
        if edits and page:
            edits += self.format.locale_edits(self.text, page.source, page.target)
            edits += self._relinked(page, new)
        return spliced(self.text, edits).encode()

    def _edit(self, unit: Unit, translation: str, page: Page | None) -> Edit:
        shown = page.shown(unit, translation) if page else translation
        return Edit(unit.span, self.format.replacement(self.text, unit, shown))

    def _relinked(self, page: Page, translated: Container[int]) -> Iterator[Edit]:
        """The links as they must be on `page`, but for those in units that begin where `translated` says."""
        if page.link is None:
            return
        for span in self.format.destinations(self.text):
            yield Edit(span, page.link(self.text[span.start : span.end]))
        for unit in self.units:
            if unit.span.start not in translated and unit.kind not in _WITHOUT_LINKS:
                yield Edit(unit.span, page.linked(self.text[unit.span.start : unit.span.end]))

    def locate(self, unit: Unit, offset: int) -> tuple[int, int]:
        """Line and column in the file, both 1-based, of code point `offset` of the unit's msgid."""
        return self._lines.place(unit.source_offset(offset))

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FormatError("there is no such file", Location(path.as_posix())) from error
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", Location(path.as_posix())) from error


def _decoded(data: bytes, path: Path) -> str:
    """The text of a file, a BOM kept. Raises FormatError at the first byte that is no UTF-8 text."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        encoding = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "WINDOWS-1252"
        raise FormatError(
            f"is not UTF-8: byte 0x{data[error.start]:02x}",
            _place(data[: error.start].decode(), path),
            hint=f"convert it, for example: iconv -f {encoding} -t UTF-8 {path.name} > new-{path.name}",
        ) from error
    if "\x00" in text:
        raise FormatError(
            "is no text: it holds a NUL byte",
            _place(text[: text.index("\x00")], path),
            hint="articles are UTF-8 text; move other files out of the source folder",
        )
    return text


def _place(before: str, path: Path) -> Location:
    """The place in the file that comes right after the text `before`."""
    line, column = Lines(before).place(len(before))
    return Location(path.as_posix(), line, column)
