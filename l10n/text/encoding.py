"""Text that was decoded wrongly: replacement characters, control characters, and mojibake (`GjadÃ«r`).

Mojibake is UTF-8 that was read as if it were Windows-1252, Windows-1250 or Windows-1251. Encoding it back and
decoding it as UTF-8 gives the text that was meant; that it decodes at all is no proof, since `Ä“` may be a
letter with a closing quotation mark. What is wanted besides: that the result is a letter or mark in use for
European languages, and that the sequence stands where the capital with a mark behind it could not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.model import Edit, Span
from l10n.text.splicing import spliced

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""C0 without tab and line breaks, delete, and C1 (ISO 6429)."""
_LOST = re.compile(f"[{_CONTROLS}\ufffd\ufffe\uffff\ud800-\udfff]")


def _decoded(codec: str, codes: Iterable[int]) -> str:
    """What a codec has for these bytes, as a character class; where it has nothing, the C1 control."""
    return re.escape("".join(_char(codec, code) for code in codes))


def _char(codec: str, code: int) -> str:
    return bytes((code,)).decode(codec, "ignore") or chr(code)


_CODECS = ("cp1252", "cp1250")
_LONG = (0xE2, 0xF0)
"""First bytes of three and of four: punctuation and currencies, emoji."""


def _sequences(codec: str) -> re.Pattern[str]:
    """UTF-8 sequences as `codec` shows them: Latin, Greek and Cyrillic letters, punctuation, emoji."""
    tail = f"[{_decoded(codec, range(0x80, 0xC0))}]"
    two = f"[{_decoded(codec, range(0xC2, 0xD3))}]{tail}"
    three, four = (f"{_char(codec, code)}{tail}{{{more}}}" for code, more in zip(_LONG, (2, 3), strict=True))
    return re.compile(f"(?:{two}|{three}|{four})+")


_SEQUENCES = {codec: _sequences(codec) for codec in _CODECS} | {
    "cp1251": re.compile(f"(?:[РС][{_decoded('cp1251', range(0x80, 0xC0))}])+")
}
_SURE_LETTERS = 3
"""As Windows-1251 shows Cyrillic, both characters of a sequence are letters: only several are certain."""
_LEADS = "".join(_decoded(codec, codes) for codec in _CODECS for codes in (range(0xC2, 0xD3), _LONG))
_TAILS = "".join(_decoded(codec, range(0x80, 0xC0)) for codec in (*_CODECS, "cp1251"))
_HINT = re.compile(f"[{_LEADS}РС][{_TAILS}]")
"""One of these is in every text with mojibake."""
_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u01cd-\u01dc\u0218-\u021b\u0370-\u045f\u0490\u0491\u04d8\u04d9"
    "\u2010-\u2027\u202f-\u203a\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\U0001f000-\U0001faff]+"
)
"""What the sequences of a text stand for: letters in use, punctuation, currencies, arrows, emoji."""
_AFTER_CAPITALS = re.compile(
    "[\u00a0\u00ad\u00bb\u2013\u2014\u2018-\u201e\u2026\u2039\u203aŁĄŞŻĽŠŚŤŽŹłąşżľšśťžź€²³·]"
)
"""Second characters of a sequence that may well follow a capital letter: quotation marks, spaces, letters."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of a text that was decoded wrongly."""

    span: Span
    meant: str | None
    """What belongs there; None where it is lost."""


def may_be_damaged(text: str) -> bool:
    """False, quickly, for nearly every text without damage, of whatever number of lines."""
    return _LOST.search(text) is not None or (not text.isascii() and _HINT.search(text) is not None)


def damages(text: str) -> tuple[Damage, ...]:
    """The damaged places of `text`, in order, disjoint."""
    if text.isascii() and text.isprintable():
        return ()
    found = list(_mojibake(text)) if _HINT.search(text) else []
    if not found and text.isprintable() and "\ufffd" not in text:
        return ()
    found += [
        Damage(Span(*lost.span()), _of_windows(lost[0])) for lost in _LOST.finditer(_without(text, found))
    ]
    return tuple(sorted(found, key=lambda one: one.span.start))


def _without(text: str, found: Sequence[Damage]) -> str:
    """`text` with spaces in the place of what was found, which is in order and disjoint."""
    return spliced(text, [Edit(one.span, " " * (one.span.end - one.span.start)) for one in found])


def _of_windows(char: str) -> str | None:
    """The punctuation that Windows code pages have where ISO 8859 has C1 controls; None where they differ."""
    if not "\x80" <= char <= "\x9f":
        return None
    meant = {bytes((ord(char),)).decode(codec, "ignore") for codec in _CODECS}
    return meant.pop() or None if len(meant) == 1 else None


def _mojibake(text: str) -> Iterator[Damage]:
    """What encodes and decodes to something better, in the code page that explains most of it."""
    readings = [[*_readings(text, codec)] for codec in _SEQUENCES]
    best = max(readings, key=lambda reading: sum(one.span.end - one.span.start for one, _ in reading))
    if any(sure for _, sure in best):
        yield from (damage for damage, _ in best)


def _readings(text: str, codec: str) -> Iterator[tuple[Damage, bool]]:
    """What may be mojibake of that code page, and whether it cannot be anything else."""
    for found in _SEQUENCES[codec].finditer(text):
        meant = _meant(found[0], codec)
        if meant is not None and _PLAUSIBLE.fullmatch(meant):
            yield Damage(Span(*found.span()), meant), _is_sure(text, found, codec, meant)


def _meant(text: str, codec: str) -> str | None:
    """What a damaged stretch was before this happened to it, once or several times."""
    meant = _redecoded(text, codec)
    while meant is not None and _SEQUENCES[codec].fullmatch(meant):
        again = _redecoded(meant, codec)
        if again is None:
            break
        meant = again
    return meant


def _redecoded(text: str, codec: str) -> str | None:
    data = b"".join(char.encode(codec, "ignore") or char.encode("latin-1", "ignore") for char in text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_sure(text: str, found: re.Match[str], codec: str, meant: str) -> bool:
    """False for what may be a capital letter with a mark behind it, or two Cyrillic letters."""
    if codec == "cp1251":
        return len(meant) >= _SURE_LETTERS
    if len(found[0]) > 2:
        return True
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if before.islower() or (after.islower() and found[0][1] != "\u00a0"):
        return True
    beside = before.isalpha() or after.isalpha()
    return not _AFTER_CAPITALS.match(found[0][1]) and (beside or meant < "\u00c0")
