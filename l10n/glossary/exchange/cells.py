"""What cells of a table mean: locales, phrases, parts of speech. Faults are collected, not raised."""

import re
from collections.abc import Sequence
from typing import Literal

from l10n import locale
from l10n.errors import Fault, GlossaryError, LocaleError, Location
from l10n.glossary.exchange.table import Cell
from l10n.model import Tag
from l10n.text.tokens import has_word, spellings

PartOfSpeech = Literal["noun", "proper-noun", "verb", "adjective", "adverb", "other"]
_POS: dict[str, PartOfSpeech] = {
    "noun": "noun",
    "proper noun": "proper-noun",
    "proper-noun": "proper-noun",
    "propernoun": "proper-noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
}
GENDERS: dict[str, Literal["m", "f", "n"]] = {
    "m": "m", "masculine": "m", "f": "f", "feminine": "f", "n": "n", "neuter": "n",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


class Cells:
    """Reads cells of the file called `name`, and collects what is wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, cell: Cell, message: str, hint: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(message, cell.where(self.name), hint))

    def raise_faults(self) -> None:
        """Raise GlossaryError with every fault noted, if there are any."""
        if self.faults:
            raise GlossaryError.of(sorted(self.faults, key=_order))

    def phrase(self, cell: Cell) -> str:
        """The words of a term, spaces as single spaces; "" for an empty cell, or after a fault."""
        if found := _CONTROL.search(cell.text):
            self.fault(cell, f"a control character, U+{ord(found[0]):04X}", "remove it")
            return ""
        text = " ".join(cell.text.split())
        if text and not has_word(text):
            self.fault(
                cell, f"“{text}” has no letter or digit", "leave the cell empty where there is no term"
            )
            return ""
        return text

    def tag(self, cell: Cell) -> Tag | None:
        """The locale of a cell; None after a fault."""
        try:
            return locale.parse(cell.text)
        except LocaleError as error:
            self.fault(cell, error.message, error.hint or "write a locale, for example `sr-Latn`")
            return None

    def one_of(self, cell: Cell, choices: Sequence[str]) -> str:
        """The choice that a cell names in any capitals; "" for an empty one, or after a fault."""
        text = cell.text.casefold()
        if text and text not in choices:
            self.fault(cell, f"“{cell.text}” is unknown here", f"write one of: {', '.join(choices)}")
            return ""
        return text


def part_of_speech(text: str) -> PartOfSpeech | None:
    """The part of speech as a glossary has it; what it has no word for is `other`."""
    return _POS.get(text.strip().casefold(), "other") if text.strip() else None


def is_acronym(source: str) -> bool:
    """True for a term in capitals, `WHO`, which is another word in small letters."""
    found = spellings(source)
    return all(word == word.upper() for word in found) and any(len(w) > 1 and w != w.lower() for w in found)


def source_of(tag: Tag, source: Tag) -> bool:
    """True where `tag` is the glossary's source locale, in whatever region."""
    return locale.covers(source, tag) or locale.covers(tag, source)


def _order(fault: Fault) -> tuple[int, int]:
    where = fault.where or Location("")
    return where.line or 0, where.column or 0
