"""Units taken apart into sentences and put together again, around engines that do known things to text."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.batch import STYLES, Style, sensible, translate_units
from l10n.engines.sentences import parts
from l10n.model import Tag
from l10n.text.protect import placeholders

EN = Tag("en")


class Recorder:
    """An engine that keeps what it was asked."""

    def __init__(self, say: Callable[[str], str | None]) -> None:
        self.say = say
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, sentences: Sequence[str]) -> list[str | None]:
        self.asked.append(tuple(sentences))
        return [self.say(sentence) for sentence in sentences]


def translate(text: str, say: Callable[[str], str | None]) -> str:
    (answer,) = translate_units([text], EN, say_each(say))
    return answer


def say_each(say: Callable[[str], str | None]) -> Callable[[Sequence[str]], list[str | None]]:
    return lambda sentences: [say(sentence) for sentence in sentences]


def test_an_engine_is_asked_once_for_each_distinct_sentence() -> None:
    engine = Recorder(str)
    texts = [
        "One house. Two boats.",
        "Two boats. One house.",
        "**One house.**",
        "See [it](a).",
        "See [it](b).",
    ]
    assert translate_units(texts, EN, engine) == texts
    assert engine.asked == [("One house.", "Two boats.", "See ⟦0⟧it⟦1⟧.")]


def test_an_engine_does_not_see_what_is_no_language() -> None:
    engine = Recorder(str)
    translate_units(
        ["**Bold** and `code`.", "[Read more](https://x.org/a)", "- {n} of &nbsp;it <br>", "12:30", "A  \nb"],
        EN,
        engine,
    )
    assert engine.asked == [("Bold⟦0⟧ and ⟦1⟧.", "Read more", "- ⟦0⟧ of ⟦1⟧it", "A", "b")]


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve ⟦0⟧."}, "Ve {a}.", id="kept"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve."}, "", id="lost"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve ⟦0⟧ ⟦0⟧."}, "", id="twice"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve ⟦0⟧ ⟦1⟧."}, "", id="made up"),
        pytest.param("See {a}.", {"See [X0X].": "Ve [X0X]."}, "Ve {a}.", id="second marker"),
        pytest.param("See {a}.", {"See #0#.": "Ve #0#."}, "Ve {a}.", id="third marker"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve ⟦ 0 ⟧."}, "Ve {a}.", id="spaces in a marker"),
        pytest.param("See {a}.", {"See [X0X].": "Ve [ x0 X]."}, "Ve {a}.", id="small letters in a marker"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "انظر ⟦٠⟧."}, "انظر {a}.", id="other digits in a marker"),
        pytest.param("{a} of {b}.", {"⟦0⟧ of ⟦1⟧.": "⟦1⟧ de ⟦0⟧."}, "{b} de {a}.", id="words change places"),
        pytest.param("A **b** c.", {"A ⟦0⟧b⟦1⟧ c.": "A ⟦1⟧b⟦0⟧ c."}, "", id="marks do not"),
        pytest.param("A **b** c.", {"A ⟦0⟧b⟦1⟧ c.": "A ⟦0⟧ b ⟦1⟧ c."}, "A **b** c.", id="spaces inside"),
        pytest.param("A **b** c.", {"A ⟦0⟧b⟦1⟧ c.": "A⟦0⟧b⟦1⟧c."}, "A **b** c.", id="no spaces outside"),
        pytest.param("A **b**, c.", {"A ⟦0⟧b⟦1⟧, c.": "A ⟦0⟧b⟦1⟧ , c."}, "A **b**, c.", id="before a comma"),
        pytest.param("See {a}.", {"See ⟦0⟧.": "  "}, "", id="blank"),
        pytest.param("Go.", {"Go.": "x" * 100}, "", id="ran away"),
        pytest.param("Go.", {"Go.": " Ve. "}, "Ve.", id="white space around"),
        pytest.param("Go. Run.", {"Go.": "Ve."}, "", id="a sentence without"),
        pytest.param(
            " Go.\tRun. ", {"Go.": "Ve.", "Run.": "Corre."}, " Ve.\tCorre. ", id="white space between"
        ),
    ],
)
def test_answers_are_taken_only_with_all_their_marks(
    text: str, answers: dict[str, str], expected: str
) -> None:
    assert translate(text, answers.get) == expected


def test_only_what_failed_is_asked_again() -> None:
    engine = Recorder(lambda text: None if "⟦" in text or "Go" in text else text)
    assert translate_units(["See {a}.", "Go.", "Run."], EN, engine) == ["See {a}.", "", "Run."]
    assert engine.asked == [("See ⟦0⟧.", "Go.", "Run."), ("See [X0X].",)]


def test_a_sentence_that_holds_a_marker_itself_is_written_with_another() -> None:
    text = "Type ⟦0⟧ for {name}."
    assert translate(text, str) == text


PIECES = [*"abAB. !?*_`~[](){}<>&\\#%1⟦⟧\n\t", "Go. ", "{n}", "**", "](u)", "`x. Y`", "<b>", "</b>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_parts_of_a_unit_tile_it(text: str) -> None:
    assert "".join(part.before + part.sentence.text + part.after for part in parts(text, EN)) == text


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_an_engine_that_repeats_gives_the_text_back_or_nothing(text: str) -> None:
    assert translate(text, str) in (text, "")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_answer_loses_a_placeholder(text: str) -> None:
    answer = translate(text, lambda asked: " ".join(asked.swapcase().split()[::-1]))
    assert answer == "" or placeholders(answer) == placeholders(text)


@pytest.mark.parametrize("style", STYLES)
def test_markers_are_not_part_of_each_other_and_have_no_underscore(style: Style) -> None:
    assert style.marker(1) not in style.marker(11)
    assert "_" not in style.marker(1)


@pytest.mark.parametrize(
    ("asked", "answer", "good"),
    [
        ("Go.", "Ve.", True),
        ("Go.", " \n", False),
        ("Go.", "x" * 39, True),
        ("Go.", "x" * 40, False),
        (
            "新华社的记者们今天早上到达了北京。" * 4,
            "Xinhua reporters arrived in Beijing this morning. " * 5,
            True,
        ),
    ],
)
def test_an_answer_is_as_long_as_its_source_may_need(asked: str, answer: str, good: bool) -> None:
    assert sensible(asked, answer) is good
