"""Finds what Apertium can translate on this machine: one file per direction, named by ISO 639 codes."""

import os
import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from l10n import locale
from l10n.errors import LocaleError
from l10n.folders import user_folder
from l10n.locale import covers
from l10n.model import Tag
from l10n.packages import PIVOT

_NAMES = {
    "hbs": "sr-Latn",
    "hbs_BS": "bs",
    "hbs_HR": "hr",
    "hbs_SR": "sr-Latn",
    "por_PTpre1990": "pt-PT-colb1945",
    "zlm": "ms",
}
"""What CLDR does not know by Apertium's name. All its Serbo-Croatian is in Latin script."""
_SERBO_CROATIAN = frozenset(map(Tag, ("bs", "cnr", "hr", "sr-Latn")))
"""What the analyser of Serbo-Croatian (`hbs`) reads, all of it with one dictionary."""
_CODE = re.compile(r"([a-z]{2,3})(?:_([A-Z]{2}|[a-z]{5,8}))?")
"""Regions, and variants as BCP 47 has them (`cat_valencia`); others (`oci_aran`) are Apertium's own."""
_DATA = re.compile(r"/(apertium-[a-z]{2,3}(?:-[a-z]{2,3})?)/")


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction that Apertium translates."""

    name: str
    """As Apertium and its programs call it: `eng-spa`, `spa-eng_US`."""
    source: Tag
    target: Tag
    file: Path
    """A pipeline of programs, as a shell reads it."""

    def reads(self, tag: Tag) -> bool:
        """True where texts in that locale can be translated from."""
        return covers(self.source, tag) or (self.name.startswith("hbs-") and tag in _SERBO_CROATIAN)

    def writes(self, tag: Tag) -> bool:
        """True where what is written will do for that locale."""
        return covers(self.target, tag)

    @property
    def package(self) -> str | None:
        """The package its data is from, as distributions call it: `apertium-eng-spa`. None if unknown."""
        found = _DATA.search(self._text())
        return found[1] if found else None

    @property
    def digest(self) -> str:
        """The sha256 of its programs and its data, in hexadecimal. Reads all of them (5 MB in 10 ms)."""
        text = self._text()
        found = sha256(text.encode("utf-8", "surrogatepass"))
        try:
            words = shlex.split(text.replace("|", " "))
        except ValueError:
            words = []
        for word in words:
            path = word if "/" in word else shutil.which(word)
            if path and Path(path).is_file():
                found.update(sha256(Path(path).read_bytes()).digest())
        return found.hexdigest()

    def _text(self) -> str:
        try:
            return self.file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""


def program() -> str | None:
    """The path of the Apertium program, None where it is not installed."""
    return shutil.which("apertium")


def modes() -> tuple[Mode, ...]:
    """Every direction between languages that CLDR knows, by name. Starts no program."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for file in sorted(Path(folder, "modes").glob("*.mode")):
            found.setdefault(file.stem, file)
    named = (_mode(name, file) for name, file in sorted(found.items()))
    return tuple(mode for mode in named if mode is not None)


def _folders() -> list[Path]:
    """Where directions are installed, the first found of several: what a user has before the system's.

    APERTIUM_DATADIR, where it is set, is the only one, as it is to Apertium itself.
    """
    apertium = program()
    if apertium is None:
        return []
    if named := os.environ.get("APERTIUM_DATADIR"):
        return [Path(named)]
    own = user_folder("XDG_DATA_HOME", ".local/share")
    prefixes = (Path("/usr/local"), Path(apertium).resolve().parent.parent)
    return [own / "apertium", *(prefix / "share" / "apertium" for prefix in prefixes)]


def _mode(name: str, file: Path) -> Mode | None:
    """The direction that a file is named for; None for other modes, which show stages of the work."""
    source, _, target = name.partition("-")
    try:
        return Mode(name, _tag(source), _tag(target), file)
    except LocaleError:
        return None


def _tag(code: str) -> Tag:
    """The locale that Apertium calls so. Raises LocaleError."""
    if code in _NAMES:
        return locale.parse(_NAMES[code])
    if _CODE.fullmatch(code) is None:
        raise LocaleError(f"{code!r} is no language of Apertium's")
    return locale.parse(code)


def route(found: Sequence[Mode], source: Tag, target: Tag) -> tuple[Mode, ...]:
    """One direction, else two that lead there by a third language; () where neither is among `found`.

    By English if that is possible, else by the first language in order of tags.
    """
    direct = _direct(found, source, target)
    if direct is not None:
        return (direct,)
    if locale.language(source) == locale.language(target):
        return ()
    reached = {mode.target for mode in found if mode.reads(source)}
    for between in sorted(reached, key=lambda tag: (tag != PIVOT, tag)):
        first, second = _direct(found, source, between), _direct(found, between, target)
        if first is not None and second is not None:
            return (first, second)
    return ()


def _direct(found: Sequence[Mode], source: Tag, target: Tag) -> Mode | None:
    """The mode for a direction: rather the one for exactly these locales."""
    serving = [mode for mode in found if mode.reads(source) and mode.writes(target)]
    exact = [mode for mode in serving if (mode.source, mode.target) == (source, target)]
    return next(iter(exact or serving), None)
