"""The words of a translation that came from a term."""

import pytest

from l10n.engines.answers import Answer, Link
from l10n.engines.terms_places import count, renderings, replaced
from l10n.engines.terms_repair import repaired
from l10n.engines.terms_wanted import wanted
from l10n.glossary.schema import Glossary, Target, Term
from l10n.model import Tag


def answer(text: str, *links: tuple[int, int, int, int]) -> Answer:
    """A translation with links, each (source start, source end, target start, target end)."""
    return Answer(text, tuple(Link((a, b), (c, d)) for a, b, c, d in links))


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([(0, 5, 0, 7)], ("Triunfo",)),
        ([(0, 2, 0, 3), (2, 5, 3, 7)], ("Triunfo",)),
        ([(0, 5, 0, 7), (0, 5, 8, 10)], ("Triunfo de",)),
        ([(0, 5, 0, 7), (0, 5, 11, 13)], ("Triunfo", "él")),
        ([(0, 5, 0, 7), (6, 9, 3, 7)], ()),
        ([(6, 9, 0, 7)], ()),
        ([], ()),
    ],
)
def test_only_words_that_came_from_nowhere_else_count(
    links: list[tuple[int, int, int, int]], found: tuple[str, ...]
) -> None:
    assert renderings(answer("Triunfo de él", *links), (0, 5)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Estados Unidos", ("Estados Unidos",)),
        ("Vice-Presidente", ("Vice-Presidente",)),
        ("Estados, Unidos", ("Estados", "Unidos")),
    ],
)
def test_words_that_follow_upon_each_other_are_one(text: str, found: tuple[str, ...]) -> None:
    assert renderings(answer(text, (0, 5, 0, len(text))), (0, 5)) == found


def test_words_are_replaced_wherever_they_stand_but_not_in_code_or_within_words() -> None:
    text = "Triunfo, triunfo, el **Triunfo**, Triunfos y `Triunfo`"
    assert count(text, "Triunfo") == 2
    assert replaced(text, "Triunfo", "Trump") == "Trump, triunfo, el **Trump**, Triunfos y `Triunfo`"


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ("North Korea dijo que no.", "Corea del Norte dijo que no."),
        ("North Korea del Norte dijo que no.", "Corea del Norte dijo que no."),
        ("El Norte y North Korea Norte", "El Norte y Corea del Norte"),
        ("La Corea North Korea dijo que no.", "La Corea del Norte dijo que no."),
    ],
)
def test_what_a_name_has_is_not_said_twice(said: str, better: str) -> None:
    es = Tag("es")
    korea = Term(
        "korea", "North Korea", kind="place", targets={es: Target("Corea del Norte", inflect="none")}
    )
    found = wanted(Glossary("glossary.yml", Tag("en"), (korea,)), es, "North Korea said no.")
    assert found is not None
    assert repaired(found, said) == better
