"""Units taken apart into sentences and put together again, around engines that do known things to text."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from function_session import FunctionSession
from l10n.engines.answers import Answer, Link, Query
from l10n.engines.batch import translate_units as outcomes_of
from l10n.engines.markers import STYLES, Style
from l10n.engines.projection import wrapped
from l10n.engines.sentences import held, parts
from l10n.model import Tag
from l10n.text.protect import placeholders
from l10n.text.tokens import word_spans

EN, ES, ZH = Tag("en"), Tag("es"), Tag("zh")


Say = Callable[[str], str | None]
Linked = Callable[[str, str], tuple[Link, ...]]


class Recorder:
    """An engine that keeps what it was asked. Without links, it does not know which words came from which."""

    def __init__(
        self, say: Say, linked: Callable[[str, str], tuple[Link, ...]] = lambda asked, said: ()
    ) -> None:
        self.say = say
        self.linked = linked
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, queries: Sequence[Query]) -> list[Answer | None]:
        self.asked.append(tuple(query.text for query in queries))
        answers = ((query.text, self.say(query.text)) for query in queries)
        return [None if said is None else Answer(said, self.linked(asked, said)) for asked, said in answers]


def in_order(asked: str, said: str) -> tuple[Link, ...]:
    """The words of an engine that leaves every word in its place."""
    sources, targets = word_spans(asked), word_spans(said)
    return tuple(Link(*pair) for pair in zip(sources, targets, strict=False))


def reversed_order(asked: str, said: str) -> tuple[Link, ...]:
    """Those of an engine that turns a sentence round."""
    return tuple(Link(*pair) for pair in zip(word_spans(asked), word_spans(said)[::-1], strict=False))


def translate_units(texts: Sequence[str], engine: Recorder, target: Tag = ES) -> list[str]:
    """The translations alone."""
    return [outcome.text for outcome in outcomes_of(texts, (EN, target), FunctionSession(engine, "recorder"))]


def translate(text: str, say: Say) -> str:
    (answer,) = translate_units([text], Recorder(say))
    return answer


def test_an_engine_is_asked_once_for_each_distinct_sentence() -> None:
    engine = Recorder(str, in_order)
    texts = [
        "One house. Two boats.",
        "Two boats. One house.",
        "**One house.**",
        "See [it](a).",
        "See [it](b).",
    ]
    assert translate_units(texts, engine) == texts
    assert engine.asked == [("One house.", "Two boats.", "See it.")]


def test_an_engine_does_not_see_what_is_no_language() -> None:
    engine = Recorder(str, in_order)
    translate_units(
        ["**Bold** and `code`.", "[Read more](https://x.org/a)", "- {n} of &nbsp;it <br>", "12:30", "A  \nb"],
        engine,
    )
    assert engine.asked == [("Bold and ⟦0⟧.", "Read more", "⟦0⟧ of ⟦1⟧it", "A", "b")]


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
        pytest.param("See {a}.", {"See ⟦0⟧.": "Ve ⟦٠⟧."}, "Ve {a}.", id="other digits in a marker"),
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


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("1. Open it.", "1. ", "Open it."),
        ("• Open it.", "• ", "Open it."),
        ("- open it", "- ", "open it"),
        ("(a) Open it.", "(a) ", "Open it."),
        ("iv) **Open** it.", "iv) ", "**Open** it."),
        ("**b) Open it.**", "**b) ", "Open it."),
        ("* `a` b", "* ", "`a` b"),
        # No bullets: initials, ordinals, negative numbers, emphasis.
        ("A. Smith left.", "", "A. Smith left."),
        ("3. maja", "", "3. maja"),
        ("-5 degrees", "", "-5 degrees"),
        ("*Open* it", "", "*Open* it"),
    ],
)
def test_an_engine_does_not_see_bullets(text: str, before: str, asked: str) -> None:
    (part,) = parts(text, EN)
    assert (part.before, part.sentence.text) == (before, asked)


def test_a_number_with_a_full_stop_is_an_ordinal_in_german() -> None:
    assert parts("3. Mai 2024", Tag("de"))[0].sentence.text == "3. Mai 2024"
    assert parts("3) Mai 2024", Tag("de"))[0].sentence.text == "Mai 2024"


def test_only_what_failed_is_asked_again() -> None:
    engine = Recorder(lambda text: None if "⟦" in text or "Go" in text else text)
    assert translate_units(["See {a}.", "Go.", "Run."], engine) == ["See {a}.", "", "Run."]
    assert engine.asked == [("See ⟦0⟧.", "Go.", "Run."), ("See [X0X].",)]


def test_a_sentence_that_holds_a_marker_itself_is_written_with_another() -> None:
    text = "Type ⟦0⟧ for {name}."
    assert translate(text, str) == text


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("The **white** house", "La casa blanca", "La casa **blanca**"),
    ],
)
def test_marks_go_around_the_words_they_belong_to(text: str, answer: str, expected: str) -> None:
    links = (Link((0, 3), (0, 2)), Link((4, 9), (8, 14)), Link((10, 15), (3, 7)))
    engine = Recorder(lambda asked: answer, lambda asked, said: links)
    assert translate_units([text], engine) == [expected]
    assert engine.asked == [("The white house",)]


def test_an_engine_that_does_not_tell_which_words_are_which_places_markers() -> None:
    engine = Recorder({"A b c.": "X y z.", "A ⟦0⟧b⟦1⟧ c.": "Y ⟦0⟧x⟦1⟧ z."}.get)
    assert translate_units(["A **b** c."], engine) == ["Y **x** z."]
    assert engine.asked == [("A b c.",), ("A ⟦0⟧b⟦1⟧ c.",)]


def test_marks_whose_words_nobody_knows_stand_in_the_same_part_of_the_sentence() -> None:
    engine = Recorder({"A b, {c} of [d](e).": "", "A b, ⟦0⟧ of d.": "W x, ⟦0⟧ y z."}.get)
    assert translate_units(["A **b**, {c} of [d](e)."], engine) == ["W **x**, {c} y [z](e)."]
    assert engine.asked == [
        ("A b, ⟦0⟧ of d.",),
        ("A ⟦0⟧b⟦1⟧, ⟦2⟧ of ⟦3⟧d⟦4⟧.",),
        ("A [X0X]b[X1X], [X2X] of [X3X]d[X4X].",),
        ("A #0#b#1#, #2# of #3#d#4#.",),
    ]


def test_a_lost_placeholder_leaves_the_unit_without_translation() -> None:
    engine = Recorder(lambda asked: "nada de nada", in_order)
    assert translate_units(["A **b** {c} d."], engine) == [""]


def test_marks_that_would_be_none_in_their_new_place_are_not_put_there() -> None:
    """`**` is no emphasis between a letter and a quotation mark."""
    links = (Link((4, 9), (1, 4)),)

    def engine(answer: str) -> Recorder:
        return Recorder(lambda asked: None if "0" in asked else answer, lambda asked, said: links)

    assert translate_units(["The **“red”** car"], engine("这“红”车"), ZH) == ["这 **“红”** 车"]
    assert translate_units(["The-**“red”**-car"], engine("这“红”车"), ZH) == [""]
    assert translate_units(["The-**“red”**-car"], engine("这-“红”-车"), ZH) == ["这-**“红”**-车"]


MARKED = ["*", "**", "_", "<b>", "</b>", "[", "](u)", " ", "a ", "b", "{n}", ". C"]


@pytest.mark.parametrize("linked", [in_order, reversed_order])
@given(
    text=st.lists(
        st.sampled_from(["*", "**", "_", "<b>", "</b>", "[", "](u)", " ", "a ", "b", "{n}", ". C"])
    ).map("".join)
)
def test_a_translation_has_every_mark_of_its_source_once(linked: Linked, text: str) -> None:
    def say(asked: str) -> str:
        return " ".join(asked.split()[:: -1 if linked is reversed_order else 1])

    (answer,) = translate_units([text], Recorder(say, linked))
    assert answer == "" or held(answer) == held(text)


PIECES = [*"abAB. !?*_`~[](){}<>&\\#%1⟦⟧\n\t", "Go. ", "{n}", "**", "](u)", "`x. Y`", "<b>", "</b>"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_parts_of_a_unit_tile_it(text: str) -> None:
    assert "".join(part.before + part.sentence.text + part.after for part in parts(text, EN)) == text


@pytest.mark.parametrize("style", STYLES)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_an_engine_does_not_see_comes_back(style: Style, text: str) -> None:
    for sentence in (part.sentence for part in parts(text, EN)):
        if not style.numbers(sentence.text):
            assert sentence.restored(sentence.marked(style.marker), style) == sentence.text
        query, count = sentence.plain(style), len(sentence.unpaired)
        marks = [
            (style.marker(count + n), style.marker(count + n + 1)) for n in range(0, 2 * len(query.pairs), 2)
        ]
        closings = [closing.start for _, closing in sentence.pairs]
        nested = all(
            opening.start > closings[at] or closing.start < closings[at]
            for at in range(len(closings))
            for opening, closing in sentence.pairs[at + 1 :]
        )
        filled = all(start < end for start, end in query.pairs)
        if style.numbers(query.text) == tuple(range(count)) and filled and nested:
            assert sentence.completed(wrapped(query.text, query.pairs, marks), style) == sentence.text


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_an_engine_that_repeats_gives_the_text_back_or_nothing(text: str) -> None:
    (answer,) = translate_units([text], Recorder(str), Tag("it"))
    # White space may be on the other side of a tag.
    assert answer == "" or "".join(answer.split()) == "".join(text.split())


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_answer_loses_a_placeholder(text: str) -> None:
    answer = translate(text, lambda asked: " ".join(asked.swapcase().split()[::-1]))
    assert answer == "" or placeholders(answer) == placeholders(text)


@pytest.mark.parametrize("style", STYLES)
def test_markers_are_not_part_of_each_other_and_have_no_underscore(style: Style) -> None:
    assert style.marker(1) not in style.marker(11)
    assert "_" not in style.marker(1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("%s gave %s", False),
        ("%d of {:d}", False),
        ("{} and {!r}", False),
        ("%(who)s gave %(what)s", True),
        ("%1$s gave %2$s", True),
        ("{who} gave {what}", True),
        ("%s gave `%s`", True),
    ],
)
def test_placeholders_that_only_their_place_tells_apart_keep_their_order(text: str, kept: bool) -> None:
    def turned(asked: str) -> str:
        return " ".join(asked.split()[::-1])

    assert translate(text, turned) == (turned(text) if kept else "")


def test_a_unit_is_refused_whose_sentences_make_a_mark_together() -> None:
    spanish = {"Go.": "Ve *ya.", "Run.": "Corre* ya."}
    session = FunctionSession(Recorder(lambda asked: spanish[asked]), "recorder")
    (outcome,) = outcomes_of(["Go. Run."], (EN, ES), session)
    assert outcome.text == ""
    assert outcome.refused == "a mark would mean something else beside the words of the translation"


@pytest.mark.parametrize("style", STYLES)
def test_a_number_without_end_is_no_markers(style: Style) -> None:
    stutter = f"{style.before}{'1' * 10_000}{style.after}"
    assert style.tidied(stutter) == stutter
    assert style.numbers(stutter) == ()
