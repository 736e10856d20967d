"""Two sessions in a row, as one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from copy_model import Kind, write_package
from function_session import FunctionSession
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.argos import ArgosEngine
from l10n.engines.pivot import PivotSession
from l10n.engines.session import Ability, Opening, Session, ask
from l10n.errors import EngineError
from l10n.model import Tag

ES, FR, EN = Tag("es"), Tag("fr"), Tag("en")


Says = Mapping[str, Answer | None]


class Table:
    """An engine that says what a table says, and remembers what it was asked."""

    def __init__(self, answers: Says, *abilities: Ability) -> None:
        self.asked: list[Query] = []
        self.closed = 0
        self._answers = answers
        self._session = FunctionSession(self._translate, " ".join(answers), frozenset(abilities))
        self.identity, self.abilities = self._session.identity, self._session.abilities
        self.answers = self._session.answers

    def _translate(self, queries: Sequence[Query]) -> list[Answer | None]:
        self.asked += queries
        return [self._answers[query.text] for query in queries]

    def close(self) -> None:
        self.closed += 1


def told(first: Says, second: Says, query: Query) -> Answer | None:
    return ask(PivotSession(Table(first), Table(second)), [query])[query]


def test_what_the_first_says_the_second_translates() -> None:
    assert told({"uno": Answer("one")}, {"one": Answer("un")}, Query("uno")) == Answer("un")


def test_where_one_of_them_has_no_answer_there_is_none() -> None:
    assert told({"uno": None}, {}, Query("uno")) is None
    assert told({"uno": Answer(" ")}, {}, Query("uno")) is None
    assert told({"uno": Answer("one")}, {"one": None}, Query("uno")) is None


def test_each_text_is_asked_once_and_nothing_is_asked_in_vain() -> None:
    first = Table({"uno": Answer("one"), "un": Answer("one"), "dos": None})
    second = Table({"one": Answer("un")})
    queries = [Query("uno"), Query("un"), Query("dos")]
    answers = ask(PivotSession(first, second), queries)
    assert list(answers.values()) == [Answer("un"), Answer("un"), None]
    assert second.asked == [Query("one")]
    silent = Table({})
    assert ask(PivotSession(Table({"uno": None}), silent), [Query("uno")]) == {Query("uno"): None}
    assert silent.asked == []
    assert list(PivotSession(first, second).answers([])) == []


def test_texts_are_tidied_between_the_two() -> None:
    first = {"a ⟦0⟧": Answer(" One ⟦ 0 ⟧ ", (Link((0, 1), (1, 4)), Link((2, 5), (5, 10))))}
    second = {"One ⟦0⟧": Answer("Un ⟦0⟧", (Link((0, 3), (0, 2)), Link((4, 7), (3, 6))))}
    assert told(first, second, Query("a ⟦0⟧", aligned=True)) == Answer(
        "Un ⟦0⟧", (Link((0, 1), (0, 2)), Link((2, 5), (3, 6)))
    )


def test_links_meet_in_the_middle() -> None:
    first = {"la casa roja": Answer("the red house", (Link((3, 7), (8, 13)), Link((8, 12), (4, 7))))}
    second = {
        "the red house": Answer(
            "la maison rouge",
            (Link((0, 3), (0, 2)), Link((8, 13), (3, 9)), Link((4, 7), (10, 15)), Link((4, 5), (10, 15))),
            (Answer("maison", (Link((8, 13), (0, 6)),)),),
        )
    }
    query = Query("la casa roja", pairs=((8, 12),))
    assert told(first, second, query) == Answer(
        "la maison rouge",
        (Link((3, 7), (3, 9)), Link((8, 12), (10, 15))),
        (Answer("maison", (Link((3, 7), (0, 6)),)),),
    )


def test_what_is_wanted_of_the_translation_the_second_is_asked_for() -> None:
    first, second = Table({"uno": Answer("one")}), Table({"one": Answer("un")})
    query = Query("uno", ((0, 3),), hypotheses=3, banned=("une",), cautious=True)
    ask(PivotSession(first, second), [query])
    assert first.asked == [Query("uno", aligned=True, cautious=True)]
    assert second.asked == [Query("one", aligned=True, hypotheses=3, banned=("une",), cautious=True)]


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (("alignment",), ("alignment", "bans"), {"alignment", "bans"}),
        (("alignment", "caution"), ("alternatives",), {"alternatives", "caution"}),
        (("bans", "alternatives"), ("caution",), {"caution"}),
    ],
)
def test_it_is_able_to_what_makes_a_difference(
    first: tuple[Ability, ...], second: tuple[Ability, ...], both: set[Ability]
) -> None:
    session = PivotSession(Table({}, *first), Table({}, *second))
    assert session.abilities == both


def test_it_is_both_sessions() -> None:
    first, second = Table({"a": None}), Table({"b": None})
    session = PivotSession(first, second)
    assert session.identity == "a > b"
    session.close()
    assert (first.closed, second.closed) == (1, 1)


@pytest.fixture
def engine(packages: Path) -> ArgosEngine:
    """Spanish to English, with a `house` for each `casa`, and English to French, with a `river` for that."""
    write_package(packages / "es_en", Kind("es", "en", swaps={"▁casa": "▁house"}, turns={1: 2}))
    write_package(packages / "en_fr", Kind("en", "fr", swaps={"▁house": "▁river"}))
    return ArgosEngine()


def test_two_packages_lead_to_a_third_language(engine: ArgosEngine) -> None:
    assert engine.serves(ES, FR)
    assert [package.code for package in engine.route(ES, FR)] == ["translate-es_en", "translate-en_fr"]
    assert engine.signature(ES, FR) == "argos translate-es_en 1.9 translate-en_fr 1.9"
    texts = ["the **casa** near {name}. the boats", "the *near casa* carta", "12"]
    assert engine.translate(texts, ES, FR) == [
        "the near **river** {name}. the boats",
        "the *river near* carta",
        "12",
    ]


def test_each_model_is_verified_and_kept_by_itself(engine: ArgosEngine) -> None:
    kept: list[str] = []
    verified: list[str] = []

    def keep(session: Session) -> Session:
        kept.append(session.identity)
        return session

    def verify(folder: Path) -> str:
        verified.append(folder.name)
        return f"digest-of-{folder.name}"

    session = engine.open(ES, FR, Opening("careful", verified=verify, kept=keep))
    assert verified == ["es_en", "en_fr"]
    assert [identity.split()[1:4:2] for identity in kept] == [
        ["translate-es_en", "digest-of-es_en"],
        ["translate-en_fr", "digest-of-en_fr"],
    ]
    assert session.identity == " > ".join(kept)
    assert session.abilities == {"alignment", "alternatives", "bans", "caution"}
    session.close()


def test_a_package_for_the_pair_goes_before_two(engine: ArgosEngine, packages: Path) -> None:
    write_package(packages / "es_fr", Kind("es", "fr"))
    assert engine.signature(ES, FR) == "argos translate-es_fr 1.9"
    assert engine.translate(["the casa"], ES, FR) == ["the casa"]


def test_a_pair_that_no_packages_lead_to_is_an_error(engine: ArgosEngine) -> None:
    assert not engine.serves(FR, ES)
    with pytest.raises(EngineError, match="no Argos package translates fr to es"):
        engine.open(FR, ES, Opening())
