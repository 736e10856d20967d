"""Terms asked again for with a real Argos package, whose model wavers between words."""

from pathlib import Path

import pytest

from copy_model import Kind, write_package
from l10n.engines.argos import ArgosEngine
from l10n.engines.batch import translate_units
from l10n.engines.session import Opening
from l10n.engines.terms import TermReport, Terms
from l10n.glossary.schema import Glossary, Target, Term
from l10n.model import Tag

EN, ES = Tag("en"), Tag("es")
LIKELY = {
    "▁farmer": {"▁granja": 1.0, "▁granjero": 0.98},
    "▁door": {"▁portal": 1.0, "▁cancela": 0.98, "▁postigo": 0.96, "▁reja": 0.94, "▁puerta": 0.92},
    "▁Trump": {"▁Triunfo": 1.0, "▁supera": 0.98},
    "▁crew": {"▁banda": 1.0},
}
"""What words become in the translation, and how likely each is beside the first."""
GLOSSARY = Glossary(
    "glossary.yml",
    EN,
    (
        Term("farmer", "farmer", targets={ES: Target("granjero")}),
        Term("door", "door", targets={ES: Target("puerta")}),
        Term("trump", "Trump", kind="person", targets={ES: Target("Trump", inflect="none")}),
        Term("crew", "crew", targets={ES: Target("tripulación")}),
    ),
)


@pytest.fixture(scope="module")
def wavering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package that copies all but a few words."""
    folder = tmp_path_factory.mktemp("packages")
    pieces = {*LIKELY, *(piece for others in LIKELY.values() for piece in others)}
    write_package(folder / "translate-en_es", Kind(symbols=tuple(sorted(pieces)), likely=LIKELY))
    return folder


@pytest.fixture(autouse=True)
def unguarded(monkeypatch: pytest.MonkeyPatch, wavering: Path) -> None:
    """Takes what the model says as it is, although it copies most of its source."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(wavering))
    monkeypatch.setattr("l10n.engines.means.fault", lambda source, text, pair: "")
    monkeypatch.setattr("l10n.engines.means.repaired", lambda source, text, pair: text)


def translated(*texts: str) -> tuple[list[str], list[str], TermReport]:
    """Units translated without terms and with them, and what became of these."""
    session = ArgosEngine().open(EN, ES, Opening())
    reports: list[TermReport] = []
    plain = translate_units(texts, (EN, ES), session)
    better = translate_units(texts, (EN, ES), session, Terms(GLOSSARY, ES, reports.append))
    return [one.text for one in plain], [one.text for one in better], reports[0]


def test_the_right_word_is_in_another_translation() -> None:
    plain, better, report = translated("the **farmer** paints the house. Our teacher sees the farmer.")
    assert plain == ["the **granja** paints the house. Our teacher sees the granja."]
    assert better == ["the **granjero** paints the house. Our teacher sees the granjero."]
    assert report == TermReport(2, 2, 0, 2, asked_again=2, alternatives=2)


def test_the_right_word_is_said_once_the_likelier_ones_are_banned() -> None:
    plain, better, report = translated("a red door", "the **mayor** opens a red door, at noon")
    assert plain == ["a red portal", "the **mayor** opens a red portal, at noon"]
    assert better == ["a red puerta", "the **mayor** opens a red puerta, at noon"]
    assert report.bans == 2


def test_another_name_stands_in_for_one_that_is_translated() -> None:
    plain, better, report = translated("Trump sees the house.")
    assert (plain, better) == (["Triunfo sees the house."], ["Trump sees the house."])
    assert report.stand_ins == 1


def test_what_the_model_never_says_is_left_to_the_check() -> None:
    plain, better, report = translated("the crew sees the house")
    assert plain == better == ["the banda sees the house"]
    assert (report.terms, report.after) == (1, 0)
