"""Whole jobs translated with real Argos packages whose answers are known."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import copy_model
from copy_model import Kind, write_bpe_package, write_package
from l10n.engines.argos import ArgosEngine
from l10n.engines.argos_session import LONGEST_SENTENCE, ends_well
from l10n.errors import EngineError
from l10n.model import Tag
from l10n.text.protect import placeholders

EN, ES = Tag("en"), Tag("es")
SENTENCES = (
    "The mayor sees the house in the village.",
    "A doctor opens seven boats at noon!",
    "Our teacher paints the old bridge near the river, with care.",
    "Does my sister forget that letter?",
)


@pytest.fixture(autouse=True)
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes what a model says as it is: one that repeats its source would be refused."""
    monkeypatch.setattr("l10n.engines.means.fault", lambda source, text, pair: "")
    monkeypatch.setattr("l10n.engines.means.repaired", lambda source, text, pair: text)


@pytest.fixture
def engine(packages: Path, copy_package: Path) -> ArgosEngine:
    """An engine with one package, which repeats its source."""
    shutil.copytree(copy_package, packages / copy_package.name)
    return ArgosEngine()


def test_no_package_is_an_error_that_says_how_to_get_one(packages: Path) -> None:
    for ask in (
        lambda: ArgosEngine().signature(EN, ES),
        lambda: ArgosEngine().translate(["Hello."], EN, ES),
    ):
        with pytest.raises(EngineError, match="no Argos package translates en to es") as caught:
            ask()
        assert caught.value.hint == "`l10n models install en es` gets one"


def test_units_come_back_in_order_with_everything_between_sentences(engine: ArgosEngine) -> None:
    texts = [
        " ".join(SENTENCES),
        "\t" + "  ".join(SENTENCES[::-1]) + "\n",
        SENTENCES[1],
        "",
        "   ",
        "2024 – 12:30.",
        SENTENCES[1],
        *(f"{sentence} {other}" for sentence in SENTENCES for other in SENTENCES),
    ]
    assert engine.translate(texts, EN, ES) == texts


def test_marks_and_placeholders_stay_where_they_belong(engine: ArgosEngine) -> None:
    texts = [
        '**The mayor** sees *the house* near [the river](https://example.org/a_b?c=d_e "The river").',
        "{name} opens %(count)d boats at `noon_time`, and {name} <b>counts</b> ${total}.",
        "**The mayor sees the house. A doctor opens two lamps.**",
        "The crew  \nat noon.\\\nBefore winter.",
        "`code` and https://example.org/_x_ alone",
        "**{name}**",
    ]
    assert engine.translate(texts, EN, ES) == texts


def test_underscores_and_unknown_characters_survive(engine: ArgosEngine) -> None:
    texts = ["The house user_name and __init__ at noon.", "The crew sees Žižek, 東京 and 🙂 at noon."]
    assert engine.translate(texts, EN, ES) == texts


def test_a_job_with_nothing_to_translate_opens_no_package(engine: ArgosEngine, packages: Path) -> None:
    (packages / "translate-en_es-1_9" / "model" / "model.bin").write_bytes(b"broken")
    assert engine.translate(["", "12", "`code`"], EN, ES) == ["", "12", "`code`"]


def test_words_are_translated(packages: Path) -> None:
    words = {"▁house": "▁casa", "▁bridge": "▁puente", "▁river": "▁río"}
    write_package(packages / "x", Kind(swaps=words))
    texts = ["The mayor sees the house near the river.", "The crew **repairs the old bridge**."]
    assert ArgosEngine().translate(texts, EN, ES) == [
        "The mayor sees the casa near the río.",
        "The crew **repairs the old puente**.",
    ]


TURNED = Kind(swaps={"▁house": "▁casa", "▁red": "▁puerta"}, turns={4: 5})
"""The fifth word and the sixth change places."""


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("The mayor sees the **red** house.", "The mayor sees the casa **puerta**."),
        ("The mayor sees the red [house](a_b).", "The mayor sees the [casa](a_b) puerta."),
        ("The mayor *sees the red* house.", "The mayor *sees the casa puerta*."),
        ("The mayor sees **the red house**.", "The mayor sees **the casa puerta**."),
        ("The mayor sees [the **red** house](u).", "The mayor sees [the casa **puerta**](u)."),
        ("The mayor sees the *red* **house**.", "The mayor sees the **casa** *puerta*."),
        ("The mayor sees the <b>red</b>, house {n}.", "The mayor sees the, <b>puerta</b> casa {n}."),
        ("The mayor sees the **red house**", "The mayor sees the **casa puerta**"),
        ("**The mayor** sees the *red* house!", "**The mayor** sees the casa *puerta*!"),
    ],
)
def test_marks_follow_their_words(packages: Path, text: str, translation: str) -> None:
    write_package(packages / "x", TURNED)
    assert ArgosEngine().translate([text], EN, ES) == [translation]


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The texts of each batch that CTranslate2 gets, in order of their lengths; without fillers."""
    import ctranslate2

    seen: list[list[str]] = []

    class Watched(ctranslate2.Translator):  # type: ignore[misc]
        def translate_batch(self, source: Any, *args: Any, target_prefix: Any = None, **options: Any) -> Any:
            if options["beam_size"] == 1:
                return super().translate_batch(source, *args, **options)
            texts = [
                "".join(tokens).replace("▁", " ").strip()
                for tokens, prefix in zip(source, target_prefix, strict=True)
                if "</s>" not in prefix
            ]
            seen.append(sorted(texts, key=len))
            return super().translate_batch(source, *args, target_prefix=target_prefix, **options)

    monkeypatch.setattr(ctranslate2, "Translator", Watched)
    return seen


def test_a_model_sees_no_marker_for_marks_in_pairs(engine: ArgosEngine, batches: list[list[str]]) -> None:
    texts = ["The **mayor** sees.", "The mayor sees.", "the [house](u) at noon", "The crew."]
    assert engine.translate(texts, EN, ES) == texts
    seen = sorted(text for batch in batches for text in batch)
    assert seen == ["The crew.", "The mayor sees.", "the house at noon"]


def test_answers_are_those_of_ctranslate2_and_argos_tokenizer(packages: Path) -> None:
    import ctranslate2
    from argostranslate.package import Package

    folder = write_package(packages / "x", Kind(swaps={"▁house": "▁casa"}))
    tokenizer = Package(folder).tokenizer
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="int8")
    expected = []
    for sentence in SENTENCES:
        (result,) = translator.translate_batch([tokenizer.encode(sentence)], beam_size=2, length_penalty=0.2)
        expected.append(tokenizer.decode(result.hypotheses[0]).strip())
    assert ArgosEngine().translate(SENTENCES, EN, ES) == expected


def test_marks_follow_their_words_through_byte_pairs(packages: Path) -> None:
    write_bpe_package(packages / "x")
    texts = ["The mayor **does not** see [the house](u), at *noon*."]
    assert ArgosEngine().translate(texts, EN, ES) == texts


def test_a_marker_that_the_model_loses_is_written_another_way(packages: Path) -> None:
    write_package(packages / "x", Kind(symbols=("⟦",), swaps={"⟦": "▁puerta"}))
    texts = ["The mayor sees {name} at noon.", "The crew **counts** two lamps."]
    assert ArgosEngine().translate(texts, EN, ES) == texts


def test_a_unit_whose_marks_do_not_come_back_has_no_translation(packages: Path) -> None:
    symbols = ("⟦", "[", "#")
    swaps = {"⟦": "▁puerta", "[": "▁carta", "#": "▁barcos"}
    write_package(packages / "x", Kind(symbols=symbols, swaps=swaps))
    texts = ["The mayor sees {name} at noon. The crew counts.", "The crew counts.", "**The crew** {n}"]
    assert ArgosEngine().translate(texts, EN, ES) == ["", "The crew counts.", ""]


def test_a_sentence_too_long_for_the_model_is_never_cut_off(engine: ArgosEngine) -> None:
    fitting = " ".join(["the crew"] * (LONGEST_SENTENCE // 2 - 1))
    longer = " ".join(["the crew"] * LONGEST_SENTENCE)
    texts = [fitting, longer, f"The crew counts. {longer}", "The crew counts."]
    assert engine.translate(texts, EN, ES) == [fitting, "", "", "The crew counts."]


def test_a_target_prefix_is_given_and_taken_away(packages: Path) -> None:
    write_package(packages / "x", Kind(prefix=">>spa<<"))
    texts = ["the mayor sees the house", "seven boats"]
    # This model's prefix stands in the place of the first word (see copy_model.py).
    assert ArgosEngine().translate(texts, EN, ES) == ["mayor sees the house", "boats"]


def test_packages_with_byte_pair_encoding_are_translated(packages: Path) -> None:
    write_bpe_package(packages / "x")
    texts = ["The mayor sees the house, at noon.", "The crew **counts** two lamps."]
    assert ArgosEngine().translate(texts, EN, ES) == texts


def test_whole_jobs_go_to_the_model_at_once(
    engine: ArgosEngine, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.engines.argos_model._cores", lambda: 1)
    engine.translate([" ".join(SENTENCES)] * 3 + list(SENTENCES) * 5, EN, ES)
    assert len(batches) < len(SENTENCES)
    assert sorted(text for batch in batches for text in batch) == sorted(SENTENCES)


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model", "model/config.json"])
def test_a_package_that_cannot_be_opened_is_an_error(engine: ArgosEngine, packages: Path, file: str) -> None:
    (packages / "translate-en_es-1_9" / file).write_bytes(b"broken")
    with pytest.raises(EngineError, match=r"the package translate-en_es 1\.9 cannot be opened: \S") as caught:
        engine.translate(SENTENCES, EN, ES)
    assert caught.value.where is not None
    assert caught.value.where.path.endswith("translate-en_es-1_9")
    assert caught.value.hint == "install it again: `l10n models install en es`"


def test_a_model_that_fails_at_work_is_an_error(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_model, "POSITIONS", 8)
    write_package(packages / "x")
    with pytest.raises(EngineError, match=r"the package translate-en_es 1\.9 failed: No position encodings"):
        ArgosEngine().translate([" ".join(["the crew"] * 9)], EN, ES)


def test_systems_that_do_not_tell_a_process_its_processors_are_served(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    assert engine.translate(SENTENCES, EN, ES) == list(SENTENCES)


def test_a_home_that_cannot_be_written_is_an_error(
    engine: ArgosEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "argostranslate"]:
        monkeypatch.delitem(sys.modules, name)
    (tmp_path / "home").write_text("a file")
    with pytest.raises(EngineError, match=r"argostranslate cannot be loaded: .*home") as caught:
        engine.translate(SENTENCES, EN, ES)
    assert caught.value.hint is not None
    assert "XDG_DATA_HOME" in caught.value.hint


def test_a_probe_translates_a_sentence(engine: ArgosEngine, packages: Path) -> None:
    folder = packages / "translate-en_es-1_9"
    engine.probe(folder)
    (folder / "model" / "model.bin").write_bytes(b"broken")
    with pytest.raises(EngineError, match="cannot be opened"):
        engine.probe(folder)
    (folder / "metadata.json").unlink()
    with pytest.raises(EngineError, match="no package"):
        engine.probe(folder)


def test_a_probe_refuses_a_model_that_comes_to_no_end(packages: Path) -> None:
    folder = write_package(packages / "x", Kind(swaps={"▁casa": "</s>"}))
    with pytest.raises(EngineError, match="no sensible answer"):
        ArgosEngine().probe(folder)


@pytest.mark.parametrize(
    ("source", "answer", "good"),
    [
        ("a b c", "x y z", True),
        ("a b c", "", False),
        ("a", "x " * 21, True),
        ("a", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22", False),
        ("a b c d", "x x x x x", False),
        ("a b c d e f g h", "x y x y x y x y", False),
        ("no no no no no", "x x x x x", True),
        ("a b c d", "x x x y y y", True),
    ],
)
def test_answers_that_ran_away_are_known(source: str, answer: str, good: bool) -> None:
    if answer == "x " * 21:
        answer = " ".join(str(number) for number in range(21))
    assert ends_well(source.split(), answer.split()) is good


PIECES = [*"abzAB. !?*_`~[](){}<>&\\/#%1⟦⟧\n▁é東🙂", "the house ", "{name}", "**", "](u)"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES)).map("".join), max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_no_text_loses_a_placeholder_or_its_place(engine: ArgosEngine, texts: list[str]) -> None:
    answers = engine.translate(texts, EN, ES)
    assert len(answers) == len(texts)
    for text, answer in zip(texts, answers, strict=True):
        assert answer == "" or placeholders(answer) == placeholders(text)
