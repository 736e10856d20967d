"""Text that was decoded wrongly on its way: replacement and control characters, mojibake."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.context import CatalogContext, SourceContext
from l10n.model import Certainty, Finding, Severity
from l10n.ports import Rule
from l10n.text.encoding import Damage, damages, may_be_damaged
from l10n.text.prose import touches
from l10n.text.protect import protected


def _damaged(context: CatalogContext) -> Iterator[Finding]:
    if not may_be_damaged(context.together):
        return
    for pair in context.pairs:
        text, known = pair.translation.text, dict[str, bool]()
        for damage, meant in _damages(text):
            written = text[damage.span.start : damage.span.end]
            if written not in known:
                known[written] = written in pair.source.text
            if not known[written]:
                message = _explained(text, damage)
                yield context.finding(DAMAGED, pair, message, span=damage.span, fix=meant)


def _source_damaged(context: SourceContext) -> Iterator[Finding]:
    for unit in context.units:
        for damage, meant in _damages(unit.msgid):
            finding = context.finding(SOURCE, unit, damage.span, _explained(unit.msgid, damage))
            yield replace(finding, fix=meant)


def _damages(text: str) -> Iterator[tuple[Damage, str | None]]:
    """The damages of a text, each with what is certain to belong there.

    Nothing is where code, an address or a tag stands: nobody but a person corrects those.
    """
    found = damages(text)
    masks = protected(text) if found else ()
    for damage in found:
        yield damage, None if damage.meant is None or touches(masks, damage.span) else damage.meant


def _visible(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def _explained(text: str, damage: Damage) -> str:
    written = text[damage.span.start : damage.span.end]
    if damage.meant is not None:
        shown = "".join(map(_visible, written))
        return f"“{shown}” was “{damage.meant}” before it was decoded wrongly"
    if written == "\ufffd":
        return "a character was lost here when the text was decoded (U+FFFD): write it again"
    return f"a control character (U+{ord(written):04X}) does not belong into a text: remove it"


DAMAGED = Rule(
    id="encoding-damaged",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The translation holds what was decoded wrongly: UTF-8 read as another encoding, a replacement "
    "character, or a control character. Write what was meant; the message says it where it can be told.",
    example="msgstr “el pueblo de GjadÃ«r”",
    check=_damaged,
)
SOURCE = Rule(
    id="source-encoding",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="source",
    help="The article holds what was decoded wrongly: UTF-8 read as another encoding, a replacement "
    "character, or a control character. Write what was meant, and save the article as UTF-8.",
    example="the village of GjadÃ«r",
    check=_source_damaged,
)

RULES = (DAMAGED, SOURCE)
