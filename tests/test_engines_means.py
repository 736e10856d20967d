"""Sentences that an engine does not translate well at once: asked again, or refused with the reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from copy_model import Kind, write_package
from function_session import FunctionSession
from l10n.engines import batch
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.argos import ArgosEngine
from l10n.engines.batch import Outcome, translate_units
from l10n.engines.sentences import Sentence
from l10n.engines.session import Ability, Opening, Session
from l10n.engines.terms import Terms
from l10n.glossary.schema import Glossary
from l10n.model import Tag

EN, ES = Tag("en"), Tag("es")
SOURCE = "The judges said so."
GOOD = "Los jueces lo dijeron."
LOOP = "Los jueces, los jueces, los jueces."
REPEATS = "it repeats “Los jueces, los jueces, los j…”"
EVERYTHING: frozenset[Ability] = frozenset({"alignment", "alternatives", "bans", "caution"})


class Engine:
    """Says what `say` says to each query, and keeps what it was asked."""

    def __init__(self, say: Callable[[Query], str | Sequence[str] | None]) -> None:
        self._say = say
        self.asked: list[Query] = []

    def __call__(self, queries: Sequence[Query]) -> list[Answer | None]:
        self.asked += queries
        return [self._answer(query) for query in queries]

    def _answer(self, query: Query) -> Answer | None:
        said = self._say(query)
        if said is None or isinstance(said, str):
            return said if said is None else Answer(said)
        best, *others = map(Answer, said)
        return replace(best, others=tuple(others))

    def outcomes(self, *texts: str, able: frozenset[Ability] = EVERYTHING) -> list[Outcome]:
        return translate_units(texts, (EN, ES), FunctionSession(self, "engine 1", able))


def test_a_good_translation_is_asked_for_once_and_repaired() -> None:
    engine = Engine(lambda query: "los jueces  lo dijeron")
    assert engine.outcomes(SOURCE, SOURCE) == [Outcome(GOOD), Outcome(GOOD)]
    assert engine.asked == [Query(SOURCE)]


def test_the_best_of_the_engines_alternatives_that_is_good_is_taken() -> None:
    engine = Engine(lambda query: (LOOP, "", SOURCE, GOOD, "Otra cosa.") if query.hypotheses > 1 else LOOP)
    assert engine.outcomes(SOURCE) == [Outcome(GOOD, retried=1)]
    assert engine.asked == [Query(SOURCE), Query(SOURCE, hypotheses=4)]


def test_then_a_way_that_cannot_repeat_itself() -> None:
    engine = Engine(lambda query: GOOD if query.cautious else LOOP)
    assert engine.outcomes(SOURCE) == [Outcome(GOOD, retried=1)]
    assert engine.asked == [Query(SOURCE), Query(SOURCE, hypotheses=4), Query(SOURCE, cautious=True)]


def test_an_engine_is_not_asked_for_what_it_is_not_able_to() -> None:
    engine = Engine(lambda query: LOOP)
    assert engine.outcomes(SOURCE, able=frozenset()) == [Outcome("", REPEATS)]
    assert engine.asked == [Query(SOURCE)]


def test_only_sentences_that_need_it_are_asked_again_and_each_is_counted_once() -> None:
    engine = Engine(lambda query: LOOP if query.text == SOURCE else "Vete.")
    units = engine.outcomes(f"Go. {SOURCE}", SOURCE, "Go.")
    assert units == [
        Outcome("", f"in sentence 2, {REPEATS}", 1),
        Outcome("", REPEATS),
        Outcome("Vete."),
    ]
    assert [query.text for query in engine.asked] == ["Go.", SOURCE, SOURCE, SOURCE]


@pytest.mark.parametrize(
    ("source", "said", "reason"),
    [
        (SOURCE, None, "there is no translation"),
        (SOURCE, SOURCE, "it is the source text itself"),
        ("See {name}.", "Ve.", "code, a link or a placeholder was lost or misplaced"),
        ("In 1984", "En 1894", "the number “1984” was lost"),
        ("1 <br> and <hr> two", "⟦1⟧ y ⟦0⟧ 1", "code, a link or a placeholder was lost or misplaced"),
    ],
)
def test_the_first_fault_is_the_reason(source: str, said: str | None, reason: str) -> None:
    engine = Engine(lambda query: said)
    assert engine.outcomes(source, able=frozenset()) == [Outcome("", reason, retried="{" in source)]


def test_a_heading_in_title_case_is_asked_for_as_a_sentence() -> None:
    title = "Getting Started With Python in Rome"
    spanish = {"Getting started with python in rome": "Cómo empezar con python en Roma"}
    engine = Engine(lambda query: spanish.get(query.text, query.text))
    assert engine.outcomes(title) == [Outcome("Cómo empezar con Python en Roma", retried=1)]


def test_a_heading_in_capitals_gets_them_back() -> None:
    spanish = {"Talks with ⟦0⟧ go on": "Siguen las conversaciones con ⟦0⟧"}
    engine = Engine(lambda query: spanish.get(query.text, query.text))
    assert engine.outcomes("TALKS WITH {name} GO ON") == [
        Outcome("SIGUEN LAS CONVERSACIONES CON {name}", retried=1)
    ]


def test_a_translated_heading_in_capitals_gets_all_of_them() -> None:
    engine = Engine(lambda query: "Qué HARÁ el gobierno con ⟦0⟧")
    assert engine.outcomes("WHAT THE GOVERNMENT WILL DO ABOUT {name}") == [
        Outcome("QUÉ HARÁ EL GOBIERNO CON {name}")
    ]


def test_a_translated_heading_is_not_asked_for_again() -> None:
    engine = Engine(lambda query: "Cómo empezar con Python")
    assert engine.outcomes("Getting Started With Python") == [Outcome("Cómo empezar con Python")]
    assert len(engine.asked) == 1


def test_a_name_that_stays_the_same_in_sentence_case_is_kept() -> None:
    engine = Engine(lambda query: query.text)
    assert engine.outcomes("The Who", "WARNEX") == [Outcome("The Who"), Outcome("WARNEX", retried=1)]


def test_marks_of_a_heading_go_around_the_same_words() -> None:
    def say(queries: Sequence[Query]) -> list[Answer | None]:
        links = (Link((0, 5), (0, 6)), Link((9, 12), (7, 13)))
        return [Answer("straße mieten" if one.text == "House to let" else one.text, links) for one in queries]

    session = FunctionSession(say, "engine 1")
    (outcome,) = translate_units(["**HOUSE** TO LET"], (EN, Tag("de")), session)
    assert outcome == Outcome("**STRASSE** MIETEN", retried=1)


def test_a_translation_whose_marks_have_no_sure_place_is_asked_for_with_markers() -> None:
    marked = {"⟦0⟧The judges⟦1⟧ said so.": "⟦0⟧Los jueces⟦1⟧ lo dijeron."}
    engine = Engine(lambda query: marked.get(query.text, GOOD))
    assert engine.outcomes("**The judges** said so.") == [Outcome("**Los jueces** lo dijeron.", retried=1)]


def test_the_marks_are_put_by_guess_into_what_is_good_without_them() -> None:
    engine = Engine(lambda query: f"⟦0⟧{LOOP}⟦1⟧" if "0" in query.text else GOOD)
    assert engine.outcomes("**The judges** said so.") == [Outcome("**Los jueces** lo dijeron.", retried=1)]


def test_a_sentence_is_asked_again_with_the_markers_that_it_keeps() -> None:
    def say(query: Query) -> str:
        if "[X0X]" not in query.text:
            return "Nada."
        return "Los jueces dijeron [X0X]." if query.cautious else f"[X0X] {LOOP}"

    engine = Engine(say)
    assert engine.outcomes("The judges said {n}.") == [Outcome("Los jueces dijeron {n}.", retried=1)]


def test_terms_are_asked_for_last_and_only_good_translations_replace_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def improved(
        said: dict[Sentence, str], terms: Terms, session: Session, sound: Callable[[Sentence, str], bool]
    ) -> dict[Sentence, str]:
        (sentence,) = said
        assert [sound(sentence, text) for text in (LOOP, "los magistrados lo dijeron")] == [False, True]
        return {sentence: "los magistrados lo dijeron"}

    monkeypatch.setattr(batch, "improved", improved)
    session = FunctionSession(Engine(lambda query: GOOD), "engine 1")
    terms = Terms(Glossary("terms", EN, ()), ES)
    assert translate_units([SOURCE], (EN, ES), session, terms) == [Outcome("Los magistrados lo dijeron.")]


@pytest.fixture
def open_package(packages: Path) -> Callable[[Kind], Session]:
    """Opens a real package of a kind."""

    def opened(kind: Kind) -> Session:
        write_package(packages / "x", kind)
        return ArgosEngine().open(EN, ES, Opening())

    return opened


def test_a_model_that_repeats_its_source_translates_nothing(open_package: Callable[[Kind], Session]) -> None:
    session = open_package(Kind())
    (outcome,) = translate_units(["The mayor sees the house."], (EN, ES), session)
    session.close()
    assert outcome == Outcome("", "it is the source text itself", 1)


def test_a_model_that_knows_small_letters_translates_capitals(
    open_package: Callable[[Kind], Session],
) -> None:
    session = open_package(Kind(swaps={"▁house": "▁casa", "▁river": "▁río"}))
    outcomes = translate_units(["THE HOUSE AND RIVER", "{n}: THE HOUSE AND RIVER"], (EN, ES), session)
    session.close()
    assert outcomes == [Outcome(text, retried=1) for text in ("THE CASA AND RÍO", "{n}: THE CASA AND RÍO")]
