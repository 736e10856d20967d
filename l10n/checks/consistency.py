"""One source text, several translations: compared within each locale, across all articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from l10n.checks.context import REMEMBERED, CatalogContext, SourceContext
from l10n.errors import Location
from l10n.model import Certainty, Entry, Finding, Severity, Span, Tag
from l10n.ports import Rule
from l10n.text.tokens import keys

_SHORTEST_NAME = 3
"""Code points of a single word. Shorter ones are abbreviations, which may stand for many things."""


@dataclass(frozen=True, slots=True)
class _Translated:
    """A translation of a source text at one place."""

    subject: tuple[Tag, str]
    """The locale, and the entry's key whatever its white space."""
    entry: Entry
    path: str

    def finding(self, message: str) -> Finding:
        text = self.entry.msgstr
        return Finding(
            rule=INCONSISTENT.id,
            severity=INCONSISTENT.severity,
            where=Location(self.path, self.entry.line or None),
            message=message,
            locale=self.subject[0],
            msgid=self.entry.msgid,
            msgstr=text,
            evidence=text,
            span=Span(0, len(text)),
        )


def _translations(context: CatalogContext | SourceContext) -> Iterator[_Translated]:
    if isinstance(context, CatalogContext):
        for entry in context.rendered:
            if entry.msgid_plural is None and _is_compared(entry.msgid):
                yield _Translated((context.locale, " ".join(entry.key.split())), entry, context.path)


def _is_compared(msgid: str) -> bool:
    """True for two words or more, and for a single one with a capital: a name, a heading.

    Other single words mean this here and that there.
    """
    return " " in msgid or (len(msgid) >= _SHORTEST_NAME and msgid[0].isupper())


def _sketch(context: CatalogContext | SourceContext) -> Iterator[str]:
    """Of each translation the checksums of what is translated and of itself: eight digits each.

    Two that are equal by chance cost a comparison too much, or once in four thousand millions one too few.
    """
    if isinstance(context, CatalogContext):
        locale = _checksum(context.locale)
        for entry in context.rendered:
            if entry.msgid_plural is None and _is_compared(entry.msgid):
                yield f"{locale ^ _subject(entry.key):08x}{_checksum(entry.msgstr):08x}"


@lru_cache(maxsize=REMEMBERED)
def _subject(key: str) -> int:
    """The checksum of what is translated; remembered, as all locales translate the same."""
    return _checksum(" ".join(key.split()))


def _checksum(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _concerned(sketches: Sequence[Sequence[str]]) -> set[int]:
    """The catalogs that have a text which is translated in two ways."""
    said: dict[str, str] = {}
    differing = set()
    for sketch in sketches:
        for one in sketch:
            subject = one[:8]
            if said.setdefault(subject, one) != one:
                differing.add(subject)
    return {at for at, sketch in enumerate(sketches) if any(one[:8] in differing for one in sketch)}


def _differences(observed: Iterable[_Translated]) -> Iterator[Finding]:
    places: defaultdict[tuple[Tag, str], list[_Translated]] = defaultdict(list)
    for one in observed:
        places[one.subject].append(one)
    for same in places.values():
        if len({one.entry.msgstr for one in same}) > 1:
            yield from _minorities(same)


def _minorities(same: Sequence[_Translated]) -> Iterator[Finding]:
    """Findings at the places whose translation is not the one that most places have.

    What people stand behind outweighs drafts; of equally frequent ones the first holds.
    """
    by_words: defaultdict[tuple[str, ...], list[_Translated]] = defaultdict(list)
    for one in same:
        by_words[keys(one.entry.msgstr)].append(one)
    usual = max(by_words.values(), key=_weight)
    model = next((one for one in usual if one.entry.state.reviewed), usual[0])
    more = f" and {len(usual) - 1} more" if len(usual) > 1 else ""
    where = f"{model.path}:{model.entry.line}{more}"
    message = f"the same text is translated “{model.entry.msgstr}” elsewhere ({where})"
    for others in by_words.values():
        if others is not usual:
            yield from (one.finding(message) for one in others)


def _weight(places: Sequence[_Translated]) -> tuple[int, int]:
    return sum(one.entry.state.reviewed for one in places), len(places)


INCONSISTENT: Rule[Any] = Rule(
    id="translation-inconsistent",
    severity=Severity.WARNING,
    certainty=Certainty.POSSIBLE,
    scope="project",
    help="The same source text is translated in different ways in one language. Take the translation that "
    "the message names, change that one, or give the entries a context (msgctxt) if they must differ. "
    "Capitals, spaces and punctuation may differ.",
    example="msgid “Border Police” msgstr “Policía de Fronteras”, elsewhere msgstr “Policía Fronteriza”",
    check=_differences,
    observe=_translations,
    sketch=_sketch,
    concerned=_concerned,
)

RULES = (INCONSISTENT,)
