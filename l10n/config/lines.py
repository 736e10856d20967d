"""Where the keys of a TOML file stand: tomllib does not say."""

import re

from l10n import locale
from l10n.errors import LocaleError, Location


class KeyLines:
    """The lines of a TOML text's keys, of those within a table where one is given."""

    _HEADER = re.compile(r"\s*\[+\s*(?P<name>[^\]]*?)\s*\]+")
    _KEY = re.compile(r"\s*(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*'|\s*\.\s*)+?)\s*=")

    def __init__(self, text: str, table: tuple[str, ...], name: str) -> None:
        self._name = name
        self._table = table
        self._places: dict[tuple[str, ...], int] = {}
        section: tuple[str, ...] = ()
        for number, line in enumerate(text.splitlines(), 1):
            if header := self._HEADER.match(line):
                section = self._split(header["name"])
                self._places.setdefault(section, number)
            elif key := self._KEY.match(line):
                self._places.setdefault((*section, *self._split(key["name"])), number)

    def of(self, keys: tuple[str, ...]) -> Location:
        """The line of a key of the table, else of the nearest table that should hold it."""
        wanted = (*self._table, *keys)
        while wanted:
            for place, number in self._places.items():
                if _same(place, wanted):
                    return Location(self._name, number)
            wanted = wanted[:-1]
        return Location(self._name)

    @staticmethod
    def _split(name: str) -> tuple[str, ...]:
        return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", name))


def _same(place: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Equal keys; a locale may be written otherwise in the file than in the error."""
    if len(place) != len(wanted):
        return False
    return all(a == b or _tagged(a) == b for a, b in zip(place, wanted, strict=True))


def _tagged(text: str) -> str:
    try:
        return locale.parse(text)
    except LocaleError:
        return text
