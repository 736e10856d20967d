"""One source text, several translations: compared within each locale, across all articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from l10n.checks.context import CatalogContext, Observation, SourceContext
from l10n.model import Certainty, Finding, Severity, Tag
from l10n.ports import Rule
from l10n.text.tokens import keys

_SHORTEST_NAME = 3
"""Code points of a single word. Shorter ones are abbreviations, which may stand for many things."""


@dataclass(frozen=True, slots=True)
class _Translated(Observation):
    """A translation of a source text at one place."""

    reviewed: bool
    """True where a person stands behind it."""


def _translations(context: CatalogContext | SourceContext) -> Iterator[_Translated]:
    if isinstance(context, SourceContext):
        return
    for pair in context.pairs:
        entry = pair.entry
        if entry.msgid_plural is None and _is_compared(entry.msgid):
            yield _Translated(
                subject=" ".join(entry.key.split()),
                said=pair.translation.text,
                finding=context.finding(INCONSISTENT, pair, "", pair.translation.text),
                reviewed=entry.state.reviewed,
            )


def _is_compared(msgid: str) -> bool:
    """True for two words or more, and for a single one with a capital: a name, a heading.

    Other single words mean this here and that there.
    """
    first, *rest = msgid.split(maxsplit=1) or ("",)
    return bool(rest) or (len(first) >= _SHORTEST_NAME and first[0].isupper())


def _differences(observed: Iterable[_Translated]) -> Iterator[Finding]:
    places: defaultdict[tuple[Tag | None, str], list[_Translated]] = defaultdict(list)
    for one in observed:
        places[one.finding.locale, one.subject].append(one)
    for same in places.values():
        if len({one.said for one in same}) > 1:
            yield from _minorities(same)


def _minorities(same: Sequence[_Translated]) -> Iterator[Finding]:
    """Findings at the places whose translation is not the one that most places have.

    What people stand behind outweighs drafts; of equally frequent ones the first holds.
    """
    by_words: defaultdict[tuple[str, ...], list[_Translated]] = defaultdict(list)
    for one in same:
        by_words[keys(one.said)].append(one)
    usual = max(
        by_words, key=lambda words: (sum(one.reviewed for one in by_words[words]), len(by_words[words]))
    )
    first = next((one for one in by_words[usual] if one.reviewed), by_words[usual][0])
    times = len(by_words[usual])
    where = f"{first.finding.where.path}:{first.finding.where.line}" + (
        f" and {times - 1} more" if times > 1 else ""
    )
    for words, others in by_words.items():
        if words != usual:
            for one in others:
                yield replace(
                    one.finding, message=f"the same text is translated “{first.said}” elsewhere ({where})"
                )


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
)

RULES = (INCONSISTENT,)
