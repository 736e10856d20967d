"""Apertium: finding what it translates, and what the real one makes of texts."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apertium_prefix import RESERVED, TEXT, Install, installer, mode, program
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.apertium_modes import modes, route
from l10n.engines.batch import translate_units
from l10n.engines.pivot import PivotSession
from l10n.engines.session import Opening, Session, ask
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.text.protect import placeholders

EN, ES = Tag("en"), Tag("es")
needs_apertium = pytest.mark.needs_apertium


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    return installer(tmp_path, monkeypatch)


# What Apertium translates


def test_modes_are_found_by_the_names_of_their_files(install: Install) -> None:
    names = ("eng-spa", "spa-eng_US", "en-eo", "hbs_HR-eng", "hbs-mkd", "por_BR-spa", "ast-spa")
    install(*names, "spa-cat_valencia", "spa-por_PTpre1990", "ind-zlm")
    assert [(mode.name, mode.source, mode.target) for mode in modes()] == [
        ("ast-spa", "ast", "es"),
        ("en-eo", "en", "eo"),
        ("eng-spa", "en", "es"),
        ("hbs-mkd", "sr-Latn", "mk"),
        ("hbs_HR-eng", "hr", "en"),
        ("ind-zlm", "id", "ms"),
        ("por_BR-spa", "pt-BR", "es"),
        ("spa-cat_valencia", "es", "ca-valencia"),
        ("spa-eng_US", "es", "en-US"),
        ("spa-por_PTpre1990", "es", "pt-PT-colb1945"),
    ]


def test_modes_that_are_no_direction_between_languages_are_passed_over(install: Install) -> None:
    install("eng-spa-morph", "eng", "xyz-spa", "oci_aran-cat", "eng-spa")
    assert [mode.name for mode in modes()] == ["eng-spa"]


def test_a_direction_serves_regions_of_its_languages(install: Install) -> None:
    install("eng-spa", "spa-eng", "spa-eng_US", "hbs-eng")
    engine = ApertiumEngine()
    assert engine.serves(EN, ES)
    assert engine.serves(EN, Tag("es-MX"))
    assert engine.serves(Tag("en-GB"), ES)
    assert engine.serves(Tag("sr-Latn"), EN)
    assert not engine.serves(Tag("sr"), EN)
    assert not engine.serves(EN, Tag("ca"))
    assert engine.signature(ES, Tag("en-US")).startswith("apertium spa-eng_US")
    assert engine.signature(ES, Tag("en-GB")).split()[1] == "spa-eng"


def test_all_that_is_serbo_croatian_is_read_by_one_direction_in_latin_script(install: Install) -> None:
    install("hbs-eng", "slv-hbs_HR", "slv-hbs_SR")
    engine = ApertiumEngine()
    assert all(engine.serves(Tag(tag), EN) for tag in ("hr", "bs", "cnr", "sr-Latn"))
    assert not engine.serves(Tag("sr"), EN)
    assert engine.signature(Tag("sl"), Tag("hr")).startswith("apertium slv-hbs_HR")
    assert engine.signature(Tag("sl"), Tag("sr-Latn")).startswith("apertium slv-hbs_SR")
    assert not engine.serves(Tag("sl"), Tag("sr"))


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("es", "ca", ["spa-cat"]),
        ("fr", "ca", ["fra-spa", "spa-cat"]),
        ("gl", "ca", ["glg-eng", "eng-cat"]),
        ("gl", "es-MX", ["glg-spa"]),
        ("fr", "en-US", ["fra-spa", "spa-eng_US"]),
        ("fr", "en", []),
        ("ca", "es", []),
        ("es", "es", []),
        ("gl", "gl-ES", []),
        ("en", "en-US", []),
    ],
)
def test_two_directions_lead_where_one_does_not(
    install: Install, source: str, target: str, names: list[str]
) -> None:
    """By English rather than Spanish, where both would do."""
    install("eng-cat", "eng-spa", "fra-spa", "glg-eng", "glg-spa", "spa-cat", "spa-eng_US", "spa-eng")
    found = [mode for mode in modes() if mode.name != "spa-eng"]
    assert [mode.name for mode in route(found, Tag(source), Tag(target))] == names


def test_two_directions_are_one_session(install: Install) -> None:
    install("eng-spa", "spa-cat", data="own-data", pipeline="sed -zu 's/white/whiter/'")
    engine, pair = ApertiumEngine(), (EN, Tag("ca"))
    assert engine.signature(*pair) == "apertium eng-spa spa-cat"
    assert engine.translate(["The **white** house. {x} is."], *pair) == ["The **whiterr** house. {x} is."]
    kept: list[str] = []

    def keeping(session: Session) -> Session:
        kept.append(session.identity.split()[1])
        return session

    assert engine.open(*pair, Opening(kept=keeping)).identity.split()[1::3] == ["eng-spa", "apertium"]
    assert kept == ["eng-spa", "spa-cat"]


def test_what_a_user_installed_comes_before_the_systems(install: Install, tmp_path: Path) -> None:
    install("eng-spa", "spa-eng")
    mode(tmp_path / "home" / "apertium", "eng-spa", "cat")
    mode(tmp_path / "home" / "apertium", "eng-cat", "cat")
    assert [(mode.name, "home" in mode.file.parts) for mode in modes()] == [
        ("eng-cat", True),
        ("eng-spa", True),
        ("spa-eng", False),
    ]


def test_a_user_without_a_home_has_what_the_system_has(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in containers that run as a number."""
    install("eng-spa")
    monkeypatch.delenv("XDG_DATA_HOME")

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert [mode.name for mode in modes()] == ["eng-spa"]


def test_the_folder_of_the_data_can_be_named(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("eng-spa")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path / "nowhere"))
    assert modes() == ()


def test_without_apertium_nothing_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ApertiumEngine().serves(EN, ES)
    with pytest.raises(EngineError, match="Apertium does not translate en to es here") as caught:
        ApertiumEngine().signature(EN, ES)
    assert caught.value.hint is not None
    assert "apertium-eng-spa" in caught.value.hint


@pytest.mark.parametrize(
    ("answer", "signature"),
    [
        ("printf 0.8.1-2", "apertium eng-spa 0.8.1"),
        ("printf 1:0.9.0~rc1-2+b1", "apertium eng-spa 0.9.0~rc1"),
        ("printf ''", "apertium eng-spa"),
        ("echo 'no packages found' >&2; exit 1", "apertium eng-spa"),
        ("[ $3 = apertium-eng-spa ] && printf 7", "apertium eng-spa 7"),
    ],
)
def test_the_version_is_what_the_distribution_says(
    install: Install, tmp_path: Path, answer: str, signature: str
) -> None:
    install("eng-spa")
    program(tmp_path / "bin" / "dpkg-query", answer)
    assert ApertiumEngine().signature(EN, ES) == signature


def test_opening_asks_for_no_version(install: Install, tmp_path: Path) -> None:
    """The digest of programs and data tells more."""
    install("eng-spa")
    program(tmp_path / "bin" / "dpkg-query", f"touch {tmp_path / 'asked'}; printf 0.8.1-2")
    session = ApertiumEngine().open(EN, ES, Opening())
    assert not (tmp_path / "asked").exists()
    assert session.identity.startswith("apertium eng-spa ")


def test_the_version_is_left_out_where_nobody_knows_it(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("eng-spa", "spa-eng", data="own-data")
    assert ApertiumEngine().signature(EN, ES) == "apertium eng-spa"
    (tmp_path / "share" / "apertium" / "modes" / "spa-eng.mode").write_text("'/x/apertium-eng-spa/y'")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert ApertiumEngine().signature(ES, EN) == "apertium spa-eng"


def test_a_mode_that_is_gone_has_no_package(install: Install) -> None:
    install("eng-spa")
    (mode,) = modes()
    assert mode.package == "apertium-eng-spa"
    mode.file.unlink()
    assert mode.package is None


def test_the_digest_is_of_the_pipeline_its_programs_and_its_data(install: Install, tmp_path: Path) -> None:
    data = tmp_path / "x.bin"
    data.write_bytes(b"1")
    install("eng-spa")
    mode(tmp_path / "share" / "apertium", "eng-spa", f"cat '{data}' | rework")
    program(tmp_path / "bin" / "rework", "cat")

    def digest() -> str:
        (mode,) = modes()
        return mode.digest

    first = digest()
    assert first == digest()
    data.write_bytes(b"2")
    second = digest()
    program(tmp_path / "bin" / "rework", "cat -")
    third = digest()
    mode(tmp_path / "share" / "apertium", "eng-spa", "'never closed")
    assert len({first, second, third, digest()}) == 4


# The real one


@needs_apertium
def test_apertium_lists_the_modes_that_are_found() -> None:
    listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True).stdout.split()
    assert {mode.name for mode in modes()} <= set(listed)
    assert [name for name in listed if name.count("-") == 1] == [mode.name for mode in modes()]


@pytest.fixture(scope="session")
def apertium() -> ApertiumEngine:
    engine = ApertiumEngine()
    if not engine.serves(EN, ES):
        pytest.skip("apertium-eng-spa is not installed")
    return engine


@needs_apertium
@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_apertium_translates(apertium: ApertiumEngine, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    texts = [
        "I saw a **white house**.",
        "The {name} of the [town](https://x.org/a_b)",
        "12",
        "Žižek sees the houses.",
    ]
    assert apertium.translate(texts, EN, ES) == [
        "Vi una **casa blanca**.",
        "El {name} de la [ciudad](https://x.org/a_b)",
        "12",
        "Žižek ve las casas.",
    ]
    assert apertium.signature(EN, ES).startswith("apertium eng-spa")


@needs_apertium
@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("The **white** house is [red](u).", "La casa **blanca** es [roja](u)."),
        ("**White** house", "Casa **blanca**"),
        ("I saw [the *red* car](u) and `x`.", "Vi [el coche *rojo*](u) y `x`."),
        ("A *red* **big** car, **see `code` now**.", "Un coche **grande** *rojo*, **ve `code` ahora**."),
        ("The <b>old man</b>'s car (**very old**)", "El coche del <b>hombre viejo</b> (**muy viejo**)"),
        ("I take care of the **white houses**: now.", "Cuido de las **casas blancas**: ahora."),
        ("**Note:** the house is red.", "**Nota:** la casa es roja."),
        ("The *white house. The red* car.", "La *casa blanca. El coche* rojo."),
    ],
)
def test_marks_follow_their_words_through_apertium(
    apertium: ApertiumEngine, text: str, translation: str
) -> None:
    assert apertium.translate([text], EN, ES) == [translation]


@needs_apertium
def test_apertium_ends_a_heading_where_it_ends(apertium: ApertiumEngine) -> None:
    """Without ends, `please` and `take care of` would be read together."""
    apart = [answer for text in ("Please", "take care of") for answer in apertium.translate([text], EN, ES)]
    assert apertium.translate(["Please", "take care of"], EN, ES) == apart


@pytest.fixture(scope="module")
def session(apertium: ApertiumEngine) -> Iterator[Session]:
    """English to Spanish, while it answers these tests."""
    opened = apertium.open(EN, ES, Opening())
    yield opened
    opened.close()


@needs_apertium
@settings(max_examples=50)
@given(texts=st.lists(TEXT, min_size=1, max_size=12))
def test_apertium_keeps_count_and_placeholders(session: Session, texts: list[str]) -> None:
    outcomes = translate_units(texts, (EN, ES), session)
    assert len(outcomes) == len(texts)
    for text, outcome in zip(texts, outcomes, strict=True):
        assert outcome.text == "" or placeholders(outcome.text) == placeholders(text)
        if not any(map(str.isalpha, text)):
            assert outcome.text == text


@needs_apertium
@settings(max_examples=50)
@given(asked=st.lists(st.builds(Query, TEXT, aligned=st.booleans()), min_size=1, max_size=12))
def test_no_mark_of_apertiums_gets_out_and_none_of_the_texts_gets_lost(
    session: Session, asked: list[Query]
) -> None:
    for query, answer in ask(session, asked).items():
        assert answer is not None
        assert _reserved(answer.text) == _reserved(query.text)


def _reserved(text: str) -> Counter[str]:
    return Counter(char for char in text if char in RESERVED)


@needs_apertium
@pytest.mark.parametrize("text", ["x" * 100_000, "the dogs " * 3_000, "{x} " * 3_000, "日本" * 5_000])
def test_apertium_is_not_upset_by_long_texts(session: Session, text: str) -> None:
    (answer,) = ask(session, [Query(text.strip())]).values()
    assert answer is not None
    assert len(answer.text) > len(text) / 2


SENTENCES = [
    Query("I know that Merriweather said so."),
    Query("Figures for PBS, C-SPAN and the Fox Business Network, Nielsen said."),
    Query("Mr. Merriweather said that St. Martin's did not replace him."),
    Query("CBS had 3.1 million and MSNBC had 2.89 million, Nielsen said."),
    Query("It will remain closed until Oct."),
    Query("President Joko Widodo was scheduled to visit."),
    Query("Please"),
    Query("take care of"),
]
"""Before the third and the fourth of them, a tagger must not have read the first or the second."""


@needs_apertium
def test_a_sentence_has_the_same_translation_in_any_company(session: Session) -> None:
    together = ask(session, SENTENCES)
    assert ask(session, SENTENCES[::-1]) == together
    assert _alone(SENTENCES) == together


def _alone(queries: Sequence[Query]) -> dict[Query, Answer | None]:
    """The answers to queries, each asked of an Apertium that is asked nothing else."""
    answers: dict[Query, Answer | None] = {}
    for query in queries:
        session = ApertiumEngine().open(EN, ES, Opening())
        answers |= ask(session, [query])
        session.close()
    return answers


@needs_apertium
def test_a_sentence_has_the_same_translation_in_any_company_of_news(
    session: Session, shared_data: Callable[[str], Path]
) -> None:
    lines = shared_data("ntrex-dev/eng.txt").read_text(encoding="utf-8").split("\n")
    queries = [Query(line) for line in dict.fromkeys(lines) if line.strip()][:300]
    together = ask(session, queries)
    assert ask(session, queries[::-1]) == together
    some = queries[9::30]
    assert _alone(some) == {query: together[query] for query in some}


@needs_apertium
def test_words_are_aligned_without_translating_them_otherwise(session: Session) -> None:
    text = "I take care of the white house."
    (plain,) = ask(session, [Query(text)]).values()
    (answer,) = ask(session, [Query(text, aligned=True)]).values()
    assert plain == Answer("Cuido de la casa blanca.")
    assert answer is not None
    assert answer.text == plain.text
    linked = {(text[slice(*link.source)], answer.text[slice(*link.target)]) for link in answer.links}
    assert {("house", "casa"), ("white", "blanca")} <= linked


@needs_apertium
def test_there_and_back_is_a_pivot(apertium: ApertiumEngine) -> None:
    legs = [apertium.open(EN, ES, Opening()), apertium.open(ES, EN, Opening())]
    session = PivotSession(*legs)
    query = Query("The white house has ⟦0⟧ doors.", ((4, 15),))
    (answer,) = ask(session, [query]).values()
    session.close()
    assert answer is not None
    assert answer.text == "The white house has ⟦0⟧ doors."
    assert Link((10, 15), (10, 15)) in answer.links
