"""An article: a file in some format, its units, and the file again with translations in their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n import registry
from l10n.errors import FormatError
from l10n.formats.lines import Lines
from l10n.model import FormatOptions, Location, Unit
from l10n.ports import Format

_DEFAULTS = FormatOptions()


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

    def render(self, translations: Mapping[str, str]) -> bytes:
        """The file with each unit replaced by what `translations` has for its `key`.

        A unit is copied where there is nothing or only white space for it, or its own text. So
        `render({})` is the file's own bytes.
        """
        parts: list[str] = []
        at = 0
        for unit in self.units:
            translation = translations.get(unit.key, "")
            if not translation.strip() or translation == unit.msgid:
                continue
            parts += [self.text[at : unit.span.start], self.format.replacement(self.text, unit, translation)]
            at = unit.span.end
        return "".join((*parts, self.text[at:])).encode()

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
