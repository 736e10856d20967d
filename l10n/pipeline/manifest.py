"""What earlier runs found out, in one file that may be deleted or damaged at any time.

A manifest is a row of named sections, a line each. Each section maps keys to small records of JSON values and
holds on one *basis*: whatever else its records follow from, as one digest. A section with another basis, or
with a checksum that is not its own, is as good as empty. Sections are parsed when they are first asked for,
since most commands need few.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

Record = list[Any]
"""JSON values; the first is what the record was made from, so that who asks can tell if it still holds."""
_MAGIC = b"l10n manifest 1"


def digest(data: bytes) -> str:
    """What stands for the content `data`: 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def together(*parts: str) -> str:
    """What stands for all `parts` in this order: 16 hexadecimal digits."""
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Section:
    """Records by key, which were true of one basis."""

    __slots__ = ("basis", "changed", "records")

    def __init__(self, basis: str, records: dict[str, Record] | None = None) -> None:
        self.basis = basis
        self.records: dict[str, Record] = {} if records is None else records
        self.changed = False

    def put(self, key: str, record: Record) -> None:
        """Remember a record instead of an older one."""
        if self.records.get(key) != record:
            self.records[key] = record
            self.changed = True

    def drop(self, key: str) -> None:
        """Forget a record."""
        if self.records.pop(key, None) is not None:
            self.changed = True

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Forget every record whose key is not wanted."""
        for key in [key for key in self.records if not wanted(key)]:
            self.drop(key)


class Manifest:
    """Sections by name, as they were read and changed since."""

    def __init__(self, lines: Mapping[str, bytes] | None = None) -> None:
        self._lines = dict(lines or {})
        self._sections: dict[str, Section] = {}

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """The manifest in the file at `path`; an empty one where there is none that can be used."""
        try:
            magic, *lines = path.read_bytes().split(b"\n")
        except OSError:
            return cls()
        if magic != _MAGIC:
            return cls()
        return cls({line.partition(b" ")[0].decode("ascii", "replace"): line for line in lines if line})

    @property
    def changed(self) -> bool:
        """True where the file no longer says what this manifest does."""
        return any(section.changed for section in self._sections.values())

    def section(self, name: str, basis: str) -> Section:
        """The section of that name, empty unless it holds on `basis`."""
        if name not in self._sections:
            self._sections[name] = Section(basis, _records(self._lines.get(name, b""), basis))
        return self._sections[name]

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Forget the records in use whose keys are not wanted."""
        for section in self._sections.values():
            section.keep(wanted)

    def to_bytes(self) -> bytes:
        """The file's bytes; sections that nobody changed are copied."""
        for name, section in self._sections.items():
            if section.changed:
                self._lines[name] = _line(name, section)
        return b"\n".join((_MAGIC, *self._lines.values(), b""))


def _records(line: bytes, basis: str) -> dict[str, Record] | None:
    """The records of a section's line; None unless it is whole and holds on `basis`."""
    _, _, rest = line.partition(b" ")
    told, _, rest = rest.partition(b" ")
    checksum, _, data = rest.partition(b" ")
    if told != basis.encode() or checksum != digest(data).encode():
        return None
    records: dict[str, Record] = json.loads(data)
    return records


def _line(name: str, section: Section) -> bytes:
    data = json.dumps(section.records, separators=(",", ":")).encode()
    return b" ".join((name.encode(), section.basis.encode(), digest(data).encode(), data))
