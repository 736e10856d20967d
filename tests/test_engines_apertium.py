"""Apertium: finding what it translates, its stream format, and the program itself."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.answers import Answer, Link, Query
from l10n.engines.apertium import ApertiumEngine, repaired
from l10n.engines.apertium_modes import modes
from l10n.engines.apertium_stream import decode, encode
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.text.protect import placeholders

EN, ES = Tag("en"), Tag("es")
needs_apertium = pytest.mark.needs_apertium

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """`install("eng-spa", ..., script="...")`: an Apertium in a prefix of its own, with those modes."""

    def made(*names: str, script: str = "cat", data: str = "apertium-eng-spa") -> None:
        monkeypatch.delenv("APERTIUM_DATADIR", raising=False)
        program = tmp_path / "bin" / "apertium"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        folder = tmp_path / "share" / "apertium" / "modes"
        folder.mkdir(parents=True)
        for name in names:
            (folder / f"{name}.mode").write_text(f"lt-proc '/usr/share/apertium/{data}/{name}.bin'\n")
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    return made


# What Apertium translates


def test_modes_are_found_by_the_names_of_their_files(install: Install) -> None:
    install("eng-spa", "spa-eng_US", "en-eo", "hbs_HR-eng", "hbs-mkd", "por_BR-spa", "ast-spa")
    assert [(mode.name, mode.source, mode.target) for mode in modes()] == [
        ("ast-spa", "ast", "es"),
        ("en-eo", "en", "eo"),
        ("eng-spa", "en", "es"),
        ("hbs-mkd", "sr-Latn", "mk"),
        ("hbs_HR-eng", "hr", "en"),
        ("por_BR-spa", "pt-BR", "es"),
        ("spa-eng_US", "es", "en-US"),
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
    query = tmp_path / "bin" / "dpkg-query"
    query.write_text(f"#!/bin/sh\n{answer}\n")
    query.chmod(0o755)
    assert ApertiumEngine().signature(EN, ES) == signature


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


# The stream


def test_what_is_no_language_travels_in_superblanks() -> None:
    texts = ["Hello ⟦0⟧, how?", "A heading", "km/h\t{x}  *"]
    assert encode(list(map(Query, texts))) == (
        "Hello [0], how?[u0]\nA heading.[][u1]\nkm[0]h[1]x[2].[][u2]\n"
    )


def test_a_stream_comes_back_as_texts() -> None:
    queries = [Query("Hello ⟦0⟧, how?"), Query("A heading"), Query("50 $ a/b")]
    stream = " Hola [0], cómo?[u0]\nUn *encabezado.[][u1]\n50 [0] @a[1]#b\\..[][u2]\n"
    assert decode(stream, queries) == [
        Answer(" Hola ⟦0⟧, cómo?"),
        Answer("Un encabezado"),
        Answer("50 $ a/b."),
    ]


def test_words_between_marks_are_bound_to_what_they_come_from() -> None:
    query = Query("The white (house) ⟦0⟧ of all.", ((4, 21), (11, 16)))
    assert encode([query]) == "The [[0]]white[[/]] ([[1]]house[[/]]) [0] of all.[u0]\n"
    stream = "La [[1]]casa[[/]] [[0; 1]]blanca[[/]] ([[9]]x[[/]]) [0] de todo.[u0]\n"
    assert decode(stream, [query]) == [
        Answer(
            "La casa blanca (x) ⟦0⟧ de todo.",
            (Link((11, 16), (3, 7)), Link((4, 9), (8, 14)), Link((11, 16), (8, 14))),
        )
    ]
    heading = Query("A house", ((2, 7),))
    assert encode([heading]) == "A [[0]]house[[/]].[][u0]\n"
    assert decode("Una [[0]]casa[[/]].[][u0]\n", [heading]) == [Answer("Una casa", (Link((2, 7), (4, 8)),))]


def test_what_cannot_handle_bound_words_is_asked_without(install: Install, tmp_path: Path) -> None:
    log = tmp_path / "log"
    install("eng-spa", script=f"sed '/\\[\\[/d' | tee -a {log}")
    texts = ["A **white** house.", "Two."]
    assert ApertiumEngine().translate(texts, EN, ES) == texts
    assert log.read_text() == "Two.[u1]\nA white house.[u0]\nTwo.[u1]\nA [0]white[1] house.[u0]\n"


def test_words_that_lost_what_they_are_bound_to_have_markers(install: Install) -> None:
    install("eng-spa", script="sed 's/\\[\\[[^]]*\\]\\]//g'")
    assert ApertiumEngine().translate(["A **white** house."], EN, ES) == ["A **white** house."]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("Hola.[u0]", id="lost"),
        pytest.param("Hola [0] [1] [0].[u0]", id="twice"),
        pytest.param("Hola [1] [0].[u0]", id="other order"),
        pytest.param("Hola [0] [1] [2].[u0]", id="made up"),
    ],
)
def test_a_text_without_its_superblanks_is_no_answer(answer: str) -> None:
    assert decode(answer, [Query("Hello {x}.")]) == [None]


def test_a_stream_that_lacks_texts_is_no_answer_at_all() -> None:
    assert decode("Hola.[u0]", [Query("Hello."), Query("There.")]) is None
    assert decode("Hola.[u1]", [Query("Hello.")]) is None
    assert decode("Hola.[u0]", []) is None


MARKS = "[]{}^$/\\<>@*~#+|=_`\"'%&.,!?-"
ODD = "\n\t\x01\x1b\x7f\u2028\u200b\ufeff日é😀\ud800"
NASTY = [*"ab Z", *MARKS, *ODD, "⟦0⟧", "⟦12⟧", "the dogs "]
TEXT = st.lists(st.sampled_from(NASTY)).map("".join)


@given(st.lists(TEXT))
def test_a_stream_that_nobody_translated_gives_the_texts_back(texts: list[str]) -> None:
    queries = list(map(Query, texts))
    assert decode(encode(queries), queries) == list(map(Answer, texts))


@given(TEXT, st.data())
def test_bound_words_come_back_linked_to_themselves(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (answer,) = decode(encode([Query(text, ((start, end),))]), [Query(text, ((start, end),))]) or [None]
    assert answer is not None
    assert answer.text == text
    assert all(link.source == link.target for link in answer.links)
    assert all(start <= link.source[0] < link.source[1] <= end for link in answer.links)


@given(TEXT)
def test_the_stream_holds_no_reserved_characters(text: str) -> None:
    assert not set("{}^$/\\<>@*~#+\n\x01\ud800") & set(encode([Query(text)]).removesuffix("\n"))


# What is repaired


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("The dogs", "los  perros", "Los perros"),
        ("So, go.", "Así , va .", "Así, va."),
        ("So , go", "Así , va", "Así , va"),
        ("A name?", "Un nombre ?", "Un nombre?"),
        ("a  b", "x  y", "x  y"),
        ("(the dog)", "(el perro )", "(el perro)"),
        ("The .5 rule", "La .5 regla", "La .5 regla"),
        ("“Is it?”", "“¿es eso?”", "“¿Es eso?”"),
        ("is it", "Es eso", "es eso"),
        ("of Paris", "Paris de", "Paris de"),
        ("Bloomberg mentions it", "Bloomberg Menciona lo", "Bloomberg menciona lo"),
        ("Bloomberg News says", "Bloomberg noticias dice", "Bloomberg noticias dice"),
        ("Reuters London", "Reuters Londres", "Reuters Londres"),
        ("12", "12", "12"),
        ("Go", "12", "12"),
        (" x ", " y ", "y"),
    ],
)
def test_certain_faults_are_repaired(source: str, answer: str, expected: str) -> None:
    assert repaired(source, answer, ES) == expected


def test_french_keeps_the_space_before_a_question_mark() -> None:
    assert repaired("A name?", "Un nom ?", Tag("fr")) == "Un nom ?"


def test_german_nouns_keep_their_capitals() -> None:
    assert repaired("dogs bark", "Hunde bellen", Tag("de")) == "Hunde bellen"


# The program


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'Error: no such file' >&2; exit 1", "Apertium's eng-spa failed: Error: no such file"),
        ("echo 'Error: Install an UTF-8 locale'; exit 1", "failed: Error: Install an UTF-8 locale"),
        ("cat >/dev/null; exit 3", "Apertium's eng-spa failed: exit code 3"),
        ("echo nothing", "lost count of its texts"),
    ],
)
def test_a_program_that_fails_is_an_error(install: Install, script: str, message: str) -> None:
    install("eng-spa", script=script)
    with pytest.raises(EngineError, match=message) as caught:
        ApertiumEngine().translate(["Hello."], EN, ES)
    assert caught.value.hint is not None
    assert "apertium -l" in caught.value.hint


def test_a_program_that_cannot_be_run_is_an_error(install: Install, tmp_path: Path) -> None:
    install("eng-spa")
    (tmp_path / "bin" / "apertium").write_text("#!/no/such/interpreter\n")
    with pytest.raises(EngineError, match="Apertium cannot be run"):
        ApertiumEngine().translate(["Hello."], EN, ES)


def test_one_process_translates_the_whole_job(install: Install, tmp_path: Path) -> None:
    log = tmp_path / "log"
    install("eng-spa", script=f'echo "$@ LC_ALL=$LC_ALL" >>{log}; cat')
    texts = ["Hello {name}.", "A **heading**", "Hello {name}. Two.", "12", "The **white** house."]
    assert ApertiumEngine().translate(texts, EN, ES) == texts
    assert log.read_text() == "-f none -u eng-spa LC_ALL=\n"


@needs_apertium
def test_apertium_lists_the_modes_that_are_found() -> None:
    import subprocess

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


@needs_apertium
@settings(max_examples=25)
@given(texts=st.lists(TEXT, min_size=1, max_size=12))
def test_apertium_keeps_count_and_placeholders(texts: list[str]) -> None:
    if shutil.which("apertium-destxt") is None or not ApertiumEngine().serves(EN, ES):
        pytest.skip("apertium-eng-spa is not installed")
    answers = ApertiumEngine().translate(texts, EN, ES)
    assert len(answers) == len(texts)
    for text, answer in zip(texts, answers, strict=True):
        assert answer == "" or placeholders(answer) == placeholders(text)
        if not any(map(str.isalpha, text)):
            assert answer == text
