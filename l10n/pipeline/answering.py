"""Asks an engine for whole units: names are put right before and after, and what is not sound is refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from l10n.engines.batch import Outcome, translate_units
from l10n.engines.session import Session
from l10n.engines.terms import TermReport, Terms
from l10n.errors import EngineError
from l10n.glossary.repair import canonical_source, repair_target
from l10n.glossary.schema import Glossary
from l10n.glossary.shield import shielded
from l10n.model import Tag
from l10n.ports import Engine
from l10n.text.protect import placeholders

Pair = tuple[Tag, Tag]
"""Source and target."""
Ask = Callable[[Sequence[str], Glossary | None], list[Outcome]]
"""Translates distinct units, one outcome per text, in order. Raises EngineError."""


def by_sentences(session: Session, pair: Pair, reported: Callable[[TermReport], None]) -> Ask:
    """Asks an open engine sentence by sentence, and again where terms of the glossary are missing.

    `reported` is told what became of the terms.
    """

    def ask(texts: Sequence[str], glossary: Glossary | None) -> list[Outcome]:
        terms = Terms(glossary, pair[1], reported) if glossary else None
        return translate_units(texts, pair, session, terms)

    return ask


def by_units(engine: Engine, pair: Pair) -> Ask:
    """Asks an engine for whole units, and again with the names hidden that it would not leave alone."""

    def ask(texts: Sequence[str], glossary: Glossary | None) -> list[Outcome]:
        answers = _asked(texts, engine, pair)
        if glossary is not None:
            answers |= _shielded(answers, engine, pair, glossary)
        return [Outcome(answers[text]) for text in texts]

    return ask


def outcomes(texts: Sequence[str], ask: Ask, target: Tag, glossary: Glossary | None) -> dict[str, Outcome]:
    """What became of each distinct text; what the engine is asked for has the right names in it."""
    canonical = {text: canonical_source(glossary, text) if glossary else text for text in texts}
    asked = list(dict.fromkeys(canonical.values()))
    answers = dict(zip(asked, ask(asked, glossary), strict=True))
    return {text: _guarded(text, answers[canonical[text]], target, glossary) for text in texts}


def _shielded(answers: Mapping[str, str], engine: Engine, pair: Pair, glossary: Glossary) -> dict[str, str]:
    """Better answers to some of the texts."""
    hidden = {
        text: shield
        for text, answer in answers.items()
        if (shield := shielded(glossary, text, answer, pair[1]))
    }
    again = _asked([shield.text for shield in hidden.values()], engine, pair)
    return {
        text: shield.restored(again[shield.text])
        for text, shield in hidden.items()
        if not unsound(shield.text, again[shield.text])
    }


def _guarded(text: str, outcome: Outcome, target: Tag, glossary: Glossary | None) -> Outcome:
    """The outcome, its uninflected names put right where that is certain; refused where it may not stand."""
    if outcome.refused:
        return outcome
    if glossary is not None:
        repaired = repair_target(glossary, text, outcome.text, target)
        if not unsound(text, repaired):
            return Outcome(repaired)
    reason = unsound(text, outcome.text)
    return Outcome("", reason) if reason else outcome


def _asked(texts: Iterable[str], engine: Engine, pair: Pair) -> dict[str, str]:
    """What the engine says to each text, all in one job. Raises EngineError."""
    distinct = list(dict.fromkeys(texts))
    answers = engine.translate(distinct, *pair) if distinct else []
    if len(answers) != len(distinct):
        raise EngineError(
            f"the engine {engine.name} gave {len(answers)} translations for {len(distinct)} units"
        )
    return dict(zip(distinct, answers, strict=True))


def unsound(source: str, translation: str) -> str:
    """Why a machine translation may not stand as a draft, in a few words; "" where it may."""
    if not translation.strip():
        return "the engine has no translation"
    return "" if placeholders(source) == placeholders(translation) else "a placeholder was lost"
