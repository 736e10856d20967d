"""Fills untranslated units by machine: chooses the engine, guards what it says, marks it as a draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n import registry
from l10n.catalog.po import Catalog
from l10n.config import Config
from l10n.errors import EngineError
from l10n.glossary.repair import canonical_source, repair_target
from l10n.glossary.schema import Glossary
from l10n.glossary.shield import shielded
from l10n.model import Tag
from l10n.pipeline.standing import wanted
from l10n.ports import Engine
from l10n.text.protect import placeholders

AUTO = ("argos", "apertium")
"""The order in which `engine = "auto"` asks: neural before rule-based."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What machine translation did for one locale."""

    locale: Tag
    asked: int = 0
    """Units that had no translation, or were to be done again."""
    filled: int = 0
    engine: str | None = None
    """The engine's signature; None where no engine serves the pair."""
    said: Mapping[str, str] = field(default_factory=dict)
    """The sound translations, by source text."""
    redo: bool = False

    def apply(self, catalog: Catalog) -> Catalog:
        """`catalog` with every wanted unit that has a sound translation filled."""
        signature = self.engine or ""
        updates = {
            entry.key: entry.with_machine_text(text, signature)
            for entry in catalog.active
            if wanted(entry, self.redo) and (text := self.said.get(entry.msgid))
        }
        return catalog.with_entries(updates) if updates else catalog


def engine_for(config: Config, tag: Tag) -> Engine | None:
    """The engine that translates into `tag`, None where "auto" finds none.

    Raises EngineError where the configuration names an engine that cannot serve the pair.
    """
    settings = config.locale.get(tag)
    name = settings.engine if settings and settings.engine else config.engine
    if name != "auto":
        engine = registry.engine(name)
        if engine.serves(config.source_locale, tag):
            return engine
        raise EngineError(
            f"the engine {name} cannot translate {config.source_locale} to {tag}",
            hint='install what it needs (`l10n models list` shows what is there), or set engine = "auto"',
        )
    for name in AUTO:
        engine = registry.engine(name)
        if engine.serves(config.source_locale, tag):
            return engine
    return None


def fill(
    catalogs: Iterable[Catalog],
    engine: Engine,
    pair: tuple[Tag, Tag],
    glossary: Glossary | None,
    redo: bool,
) -> Filled:
    """Every wanted unit of `catalogs` translated, as one job for the engine. Raises EngineError."""
    asked = [entry.msgid for catalog in catalogs for entry in catalog.active if wanted(entry, redo)]
    said = _translate(asked, engine, pair, glossary)
    return Filled(
        pair[1], len(asked), sum(msgid in said for msgid in asked), engine.signature(*pair), said, redo
    )


def _translate(
    texts: Sequence[str], engine: Engine, pair: tuple[Tag, Tag], glossary: Glossary | None
) -> dict[str, str]:
    """The sound translations by source text; names are put right before, and after where that is certain."""
    if glossary is None:
        answers = _asked(texts, engine, pair)
        return {text: answer for text, answer in answers.items() if sound(text, answer)}
    canonical = {text: canonical_source(glossary, text) for text in texts}
    answers = _asked(canonical.values(), engine, pair)
    hidden = {
        text: shield
        for text in dict.fromkeys(canonical.values())
        if (shield := shielded(glossary, text, answers[text], pair[1]))
    }
    again = _asked([shield.text for shield in hidden.values()], engine, pair)
    for text, shield in hidden.items():
        if sound(shield.text, again[shield.text]):
            answers[text] = shield.restored(again[shield.text])
    good = {}
    for text, asked in canonical.items():
        repaired = repair_target(glossary, text, answers[asked], pair[1])
        for candidate in (repaired, answers[asked]):
            if sound(text, candidate):
                good[text] = candidate
                break
    return good


def _asked(texts: Iterable[str], engine: Engine, pair: tuple[Tag, Tag]) -> dict[str, str]:
    """What the engine says to each text, all in one job. Raises EngineError."""
    distinct = list(dict.fromkeys(texts))
    answers = engine.translate(distinct, *pair) if distinct else []
    if len(answers) != len(distinct):
        raise EngineError(
            f"the engine {engine.name} gave {len(answers)} translations for {len(distinct)} units"
        )
    return dict(zip(distinct, answers, strict=True))


def sound(source: str, translation: str) -> bool:
    """True if a machine translation may stand as a draft: not blank, and it kept every placeholder."""
    return bool(translation.strip()) and placeholders(source) == placeholders(translation)
