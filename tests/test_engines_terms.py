"""The glossary's terms in machine translation: how engines that can more or less are asked again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from function_session import FunctionSession
from l10n.engines.answers import Answer, Link, Place, Query
from l10n.engines.batch import translate_units
from l10n.engines.sentences import Sentence, held, parts
from l10n.engines.session import Ability
from l10n.engines.terms import TermReport, Terms, improved
from l10n.engines.terms_wanted import wanted
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.model import Tag
from l10n.text.tokens import word_spans

EN, ES, SR = Tag("en"), Tag("es"), Tag("sr")
EVERY: tuple[Ability, ...] = get_args(Ability)

TRUMP = Term("trump", "Trump", kind="person", gender="m", targets={ES: Target("Trump", inflect="none")})
MELONI = Term(
    "meloni",
    "Giorgia Meloni",
    (Variant("Meloni", "short"),),
    kind="person",
    gender="f",
    targets={ES: Target("Giorgia Meloni", short="Meloni", inflect="none", forbidden=("Giorgio Meloni",))},
)
SKOPJE = Term("skopje", "Skopje", kind="place", targets={ES: Target("Skopie")})
ICE = Term("ice", "ICE", case=True, targets={ES: Target("ICE", do_not_translate=True, case=True)})
CAMP = Term("camp", "camp", targets={ES: Target("campo", forbidden=("campamento",))})
JUDGE = Term("judge", "judge", targets={ES: Target("juez")})
FREE = Term("free", "freedom", targets={SR: Target("слобода")})
KNOWN = Glossary("glossary.yml", EN, (TRUMP, MELONI, SKOPJE, ICE, CAMP, JUDGE, FREE))

LEXICON: Mapping[str, tuple[str, ...]] = {
    "trump": ("triunfo", "supera"),
    "ice": ("hielo",),
    "camp": ("acampada", "campamento", "campo"),
    "judge": ("juzgar", "juez"),
    "the": ("el",),
    "a": ("un",),
    "in": ("en",),
    "sees": ("ve",),
    "freedom": ("libertad",),
    "house": ("casa",),
}
"""What a word may be in Spanish, the likeliest first; other words are copied."""
CHANGED: Mapping[str, tuple[str, ...]] = {
    **LEXICON,
    **{name.lower(): (f"{name}o",) for name in ("Clinton", "Obama", "Reagan", "Google", "Microsoft")},
}
"""With no name that can stand in for another."""
MARKERS = ("⟦", "[X", "#")


class Wordwise:
    """An engine that translates word by word, and remembers what it was asked."""

    def __init__(
        self, *abilities: Ability, lexicon: Mapping[str, Sequence[str]] = LEXICON, lost: Sequence[str] = ()
    ) -> None:
        self.lexicon = lexicon
        self.lost = lost
        self.asked: list[Query] = []
        self.session = FunctionSession(self._answers, "wordwise", frozenset(abilities))

    def _answers(self, queries: Sequence[Query]) -> list[Answer | None]:
        self.asked += queries
        return [self._answer(query) for query in queries]

    def _answer(self, query: Query) -> Answer | None:
        if any(marker in query.text for marker in self.lost):
            return None
        spans = word_spans(query.text)
        choices = [self._choices(query.text[start:end], query.banned) for start, end in spans]
        wanted = query.hypotheses if "alternatives" in self.session.abilities else 1
        ranked = sorted(product(*map(enumerate, choices)), key=lambda chosen: sum(rank for rank, _ in chosen))
        said = [self._joined(query, spans, [word for _, word in chosen]) for chosen in ranked[:wanted]]
        return replace(said[0], others=tuple(said[1:]))

    def _choices(self, word: str, banned: Sequence[str]) -> list[str]:
        known = self.lexicon.get(word.lower(), (word,))
        written = [one[0].upper() + one[1:] if word[0].isupper() else one for one in known]
        if "bans" in self.session.abilities:
            return [one for one in written if one not in banned] or ["nada"]
        return written

    def _joined(self, query: Query, spans: Sequence[Place], words: Sequence[str]) -> Answer:
        text, links, at = "", [], 0
        for (start, end), word in zip(spans, words, strict=True):
            text += query.text[at:start]
            links.append(Link((start, end), (len(text), len(text) + len(word))))
            text += word
            at = end
        known = tuple(links) if query.pairs and "alignment" in self.session.abilities else ()
        return Answer(text + query.text[at:], known)


def marks_held(sentence: Sentence, text: str) -> bool:
    return held(sentence.text) == held(text)


class Retried:
    """Texts, each a sentence, that an engine translated, and what `improved` made of that."""

    def __init__(
        self,
        texts: Sequence[str],
        engine: Wordwise,
        glossary: Glossary = KNOWN,
        sound: Callable[[Sentence, str], bool] = marks_held,
    ) -> None:
        sentences = [part.sentence for text in texts for part in parts(text, EN)]
        outcomes = translate_units(texts, (EN, ES), engine.session)
        self.plain = [outcome.text for outcome in outcomes]
        said = dict(zip(sentences, self.plain, strict=True))
        engine.asked.clear()
        reports: list[TermReport] = []
        better = improved(said, Terms(glossary, ES, reports.append), engine.session, sound)
        self.texts = [better.get(sentence, said[sentence]) for sentence in sentences]
        self.changed = len(better)
        (self.report,) = reports
        self.asked = [query.text for query in engine.asked]


def retried(text: str, engine: Wordwise, glossary: Glossary = KNOWN) -> str:
    """The translation in the end."""
    (better,) = Retried([text], engine, glossary).texts
    return better


def test_sentences_without_terms_or_with_right_ones_are_not_asked_again() -> None:
    texts = ["The house.", "Meloni sees the house.", "Freedom."]
    done = Retried(texts, Wordwise(*EVERY))
    assert (done.texts, done.changed, done.asked) == (done.plain, 0, [])
    assert done.report == TermReport(sentences=1, terms=1, right=1, after=1)


def test_a_name_that_was_left_untranslated_is_put_right_without_asking() -> None:
    done = Retried(["The house in Skopje."], Wordwise(*EVERY))
    assert (done.plain, done.texts) == (["El casa en Skopje."], ["El casa en Skopie."])
    assert (done.asked, done.report.repaired) == ([], 1)


def test_a_forbidden_form_gives_way_to_the_name_without_asking() -> None:
    done = Retried(["Giorgia Meloni."], Wordwise(lexicon={"giorgia": ["giorgio"]}))
    assert (done.plain, done.texts, done.asked) == (["Giorgio Meloni."], ["Giorgia Meloni."], [])


def test_another_name_stands_in_for_a_name_that_an_engine_translates() -> None:
    done = Retried(["Trump sees the house."], Wordwise())
    assert (done.plain, done.texts) == (["Triunfo ve el casa."], ["Trump ve el casa."])
    assert done.asked == ["Reagan sees the house."]
    assert (done.report.asked_again, done.report.stand_ins) == (1, 1)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Trump and Trump's house", "Reagan and Reagan's house"),
        ("Trump sees Reagan", "Clinton sees Reagan"),
        ("Giorgia Meloni, or Meloni", "Merkel, or Thatcher"),
        ("Skopje", "Toronto"),
        ("Ivy", "Obama"),
        ("the ICE house", "the Google house"),
        ("the Trump plan", "the Google plan"),
        ("**Trump** and `code`", "Reagan and ⟦0⟧"),
    ],
)
def test_the_name_that_stands_in_is_of_the_same_sort_and_not_in_the_sentence(text: str, asked: str) -> None:
    lexicon = {word: ["x"] for word in ("trump", "giorgia", "meloni", "skopje", "ice", "ivy")}
    ivy = Term("ivy", "Ivy", kind="person", targets={ES: Target("Ivy", do_not_translate=True)})
    known = replace(KNOWN, terms=(*KNOWN.terms, ivy))
    done = Retried([text], Wordwise("alignment", lexicon=lexicon), known)
    assert done.asked == [asked]
    assert done.report.after == done.report.terms


@pytest.mark.parametrize(
    "text",
    [
        "**Giorgia** Meloni sees the house",
        "Giorgia Meloni, Merkel, Indira and Thatcher",
        "TRUMP sees the house",
    ],
)
def test_no_name_stands_in_within_marks_for_lack_of_names_or_in_capitals(text: str) -> None:
    engine = Wordwise(lexicon={"giorgia": ["x"], "meloni": ["x"], "trump": ["x"]}, lost=MARKERS)
    done = Retried([text], engine)
    assert (done.changed, done.report.stand_ins) == (0, 0)
    assert all(any(marker in asked for marker in MARKERS) for asked in done.asked)


def test_the_term_may_be_in_another_translation_of_the_engine() -> None:
    done = Retried(["A judge sees the camp."], Wordwise("alternatives"))
    assert (done.plain, done.texts) == (["Un juzgar ve el acampada."], ["Un juez ve el acampada."])
    assert done.report.alternatives == 1


def test_an_alternative_with_a_forbidden_form_is_no_better() -> None:
    one = replace(CAMP, targets={ES: Target("campo", forbidden=("campamento",))})
    engine = Wordwise("alternatives", lexicon={"camp": ["acampada", "campamento"]})
    assert retried("camp", engine, replace(KNOWN, terms=(one,))) == "acampada"


def test_the_words_that_came_from_the_term_are_banned() -> None:
    engine = Wordwise("bans", "alignment")
    done = Retried(["The judge."], engine)
    assert (done.texts, done.report.bans) == (["El juez."], 1)
    assert engine.asked[-1].banned == ("juzgar",)


def test_the_words_of_all_its_translations_are_banned() -> None:
    lexicon = {"camp": ["tienda", "cabaña", "refugio", "parque", "campo"]}
    engine = Wordwise("bans", "alignment", "alternatives", lexicon=lexicon)
    assert retried("a camp", engine) == "a campo"
    assert engine.asked[-1].banned == ("cabaña", "parque", "refugio", "tienda")


def test_two_sentences_that_look_alike_in_disguise_are_asked_each_in_its_own_way() -> None:
    rose = Term("rose", "Rose", kind="person", targets={ES: Target("Rose", inflect="none")})
    known = replace(KNOWN, terms=(TRUMP, rose, CAMP, JUDGE))
    lexicon = {
        "trump": ["triunfo"],
        "rose": ["rosa"],
        "judge": ["juzgar", "juzgue", "juez"],
        "camp": ["acampada", "campo"],
    }
    engine = Wordwise("alternatives", "bans", "alignment", lexicon=lexicon)

    def sound(sentence: Sentence, text: str) -> bool:
        return not all(word in text for word in ("Trump", "juzg", "campo"))

    done = Retried(["Trump, judge, camp", "Rose, judge, camp"], engine, known, sound)
    assert done.texts == ["Trump, juez, campo", "Rose, juez, campo"]
    assert set(done.asked) == {"Reagan, judge, camp"}
    *_, one, other = engine.asked
    assert one.pairs != other.pairs


def test_only_names_are_asked_about_that_could_be_replaced() -> None:
    assert Retried(["The judge."], Wordwise("alignment")).asked == []


def test_a_forbidden_form_is_banned_wherever_it_came_from() -> None:
    engine = Wordwise("bans", lexicon={"camp": ["campamento", "campo"]})
    assert retried("the camp", engine) == "the campo"
    assert engine.asked[-1].banned == ("campamento",)


@pytest.mark.parametrize(
    ("text", "lexicon"),
    [
        ("judge", {"judge": ["la"]}),
        ("judge and jury", {"judge": ["jurado"], "jury": ["jurado"]}),
        ("Embassy", {"embassy": ["Embajada"]}),
    ],
)
def test_words_that_are_needed_elsewhere_are_not_banned(text: str, lexicon: Mapping[str, list[str]]) -> None:
    embassy = Term("embassy", "Embassy", targets={ES: Target("Embajada de Estados Unidos")})
    engine = Wordwise("bans", "alignment", lexicon=lexicon)
    retried(text, engine, replace(KNOWN, terms=(JUDGE, embassy)))
    assert engine.asked
    assert not any(query.banned for query in engine.asked)


def test_all_that_a_sentence_needs_is_tried_on_top_of_each_other() -> None:
    done = Retried(["Trump sees the judge's camp in Skopje and `Skopje`."], Wordwise(*EVERY))
    assert done.texts == ["Trump ve el juez's campo en Skopie and `Skopje`."]
    report = TermReport(1, 4, 0, 4, asked_again=1, repaired=1, stand_ins=1, alternatives=1, bans=1)
    assert done.report == report


def test_a_name_replaces_the_words_that_came_from_it() -> None:
    done = Retried(["Trump sees Trump's house."], Wordwise("alignment", lexicon=CHANGED))
    assert (done.plain, done.texts) == (["Triunfo ve Triunfo's casa."], ["Trump ve Trump's casa."])
    assert done.report.replaced == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trump sees the Triunfo.", "Triunfo ve el Triunfo."),
        ("A judge.", "Un juzgar."),
        ("Trumps", "Trumps"),
    ],
)
def test_nothing_is_replaced_that_came_from_elsewhere_too_or_is_no_name(text: str, said: str) -> None:
    engine = Wordwise("alignment", lexicon=CHANGED, lost=MARKERS)
    assert retried(text, engine, KNOWN) == said


def test_a_marker_stands_in_where_no_name_can() -> None:
    done = Retried(["Trump sees **the ICE** house."], Wordwise("alternatives", "alignment", lexicon=CHANGED))
    assert done.texts == ["Trump ve **el ICE** casa."]


def test_a_stand_in_that_has_no_answer_is_passed_over() -> None:
    done = Retried(["Trump sees the house."], Wordwise(lost=["Reagan"]))
    assert (done.texts, done.report.masks) == (["Trump ve el casa."], 1)


def test_a_sentence_of_a_name_alone_is_that_name() -> None:
    done = Retried(["ICE"], Wordwise(lexicon=CHANGED))
    assert (done.texts, done.asked) == (["ICE"], ["Google"])


def test_no_marker_stands_in_before_a_possessive() -> None:
    done = Retried(["Trump's house"], Wordwise(lexicon=CHANGED))
    assert (done.texts, done.asked) == (["Triunfo's casa"], ["Reagan's house"])


def test_another_style_of_markers_is_tried_where_one_is_lost() -> None:
    done = Retried(["Trump sees `it`."], Wordwise("alignment", lost=["⟦"]))
    assert done.texts == ["Trump ve `it`."]
    assert done.asked == ["Reagan sees ⟦0⟧.", "Reagan sees [X0X]."]


def test_pairs_of_marks_stay_around_their_words() -> None:
    done = Retried(["The **Trump** [house](u)."], Wordwise("alignment"))
    assert done.texts == ["El **Trump** [casa](u)."]


def test_pairs_of_marks_that_cannot_be_placed_leave_the_translation_as_it_was() -> None:
    done = Retried(["The **Trump** house."], Wordwise(lost=MARKERS))
    assert done.texts == done.plain


def test_what_is_not_sound_is_not_taken() -> None:
    texts = ["Trump sees a judge in Skopje."]
    done = Retried(texts, Wordwise(*EVERY), sound=lambda sentence, text: False)
    assert (done.texts, done.report.asked_again) == (done.plain, 1)


def test_a_repair_that_is_not_sound_does_not_spoil_what_is() -> None:
    done = Retried(["Trump in Skopje."], Wordwise(), sound=lambda sentence, text: "Skopie" not in text)
    assert done.texts == ["Trump en Skopje."]


@pytest.mark.parametrize("status", ["approved", "draft"])
def test_no_term_is_lost_for_another(status: Literal["approved", "draft"]) -> None:
    def says(queries: Sequence[Query]) -> list[Answer | None]:
        return [Answer("juez acampada", others=(Answer("juzgar campo"),)) for _ in queries]

    known = replace(KNOWN, terms=(replace(JUDGE, status=status), CAMP))
    session = FunctionSession(says, "", frozenset({"alternatives"}))
    sentence = Sentence("judge camp", ())
    assert improved({sentence: "juez acampada"}, Terms(known, ES), session, marks_held) == {}


def test_drafts_are_no_reason_to_ask_again() -> None:
    drafts = replace(KNOWN, terms=(replace(JUDGE, status="draft"), CAMP))
    done = Retried(["judge", "a judge in a camp"], Wordwise("alternatives"), drafts)
    assert (done.texts, done.asked) == (["juzgar", "un juzgar en un campo"], ["a judge in a camp"])
    assert done.report == TermReport(1, 1, 0, 1, asked_again=1, alternatives=1)


def test_reports_add_up() -> None:
    one, other = TermReport(1, 2, 1, 2, 1, repaired=1), TermReport(3, 3, 3, 3, masks=2)
    assert one + other == TermReport(4, 5, 4, 5, 1, repaired=1, masks=2)


WORDS = (
    "Trump",
    "Meloni",
    "ICE",
    "camp",
    "judge",
    "Skopje",
    "the",
    "in",
    "**house**",
    "`x`",
    "Obama",
    "sees",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(st.sets(SENTENCES, min_size=1, max_size=4), st.sets(st.sampled_from(sorted(EVERY))))
def test_what_becomes_of_a_sentence_depends_on_no_other_and_is_never_worse(
    texts: set[str], abilities: set[Ability]
) -> None:
    together = Retried(sorted(texts), Wordwise(*abilities))
    alone = [Retried([text], Wordwise(*abilities)) for text in sorted(texts)]
    assert together.texts == [text for one in alone for text in one.texts]
    assert together.report == sum((one.report for one in alone), TermReport())
    for text, one in zip(sorted(texts), alone, strict=True):
        known = wanted(KNOWN, ES, text)
        before, after = (known.faults(said[0]) if known else frozenset() for said in (one.plain, one.texts))
        assert after <= before
        assert (after == before) == (one.plain == one.texts)
