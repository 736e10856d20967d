"""Where sentences end. In the cases below `|` marks each boundary."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.abbreviations import abbreviations
from l10n.text.segment import sentences


def cut(text: str, locale: str) -> str:
    return "|".join(text[start:end] for start, end in sentences(text, locale))


@pytest.mark.parametrize(
    ("locale", "marked"),
    [
        ("en", "One. |Two? |Three! |Four"),
        ("en", "Wait… |What?! |No... |Yes."),
        ("en", "It rose to 3.5 percent. |In May it fell."),
        ("en", "He left in 2020. |Nobody knew."),
        ("en", "There were 12. |5 came back."),
        ("en", "see example.org. |It is there."),
        ("en", "One.\nstill one. |Two.\t\n|Three."),
        ("en", "A heading\n\n|A paragraph"),
        ("en", "the end. and no capital. ¿or this? \\* no"),
        ("en", "“One.” |“Two,” he said. |(Three.) |[Four](x)"),
        ("en", "**Bold.** |*It.* |`Code`."),
        ("en", "He said: “One.” |— Two. |– Three."),
        ("en", "“Stop!” he said. |“Why?” asked Ana."),
        ("en", "It was late (see p. 5. And more). |Then it ended."),
        ("en", "Mr. Lee met Gov. Poe, Dr. J. K. Roe and Prof. Doe."),
        ("en", "John F. Kennedy, e.g. Boston, i.e. The Hub, vs. Rome."),
        ("en", "See No. 5, p. 12 and Sept. 11. |No. |He said no. |Nobody came."),
        ("en", "The U.S. Embassy is in the U.S. |The rest is abroad."),
        ("en", "Apple Inc. Chief Lee left Apple Inc. |He came at 5 p.m. |But Ann was late."),
        ("en", "1. First of all. |Then. |2. Second."),
        ("es", "El Sr. Paz y la Dra. Ruiz. |¿Quién? |¡Nadie! |El núm. 5."),
        ("es", "La embajada de EE. UU. en Tirana. |Fue en EE. UU. |Según él, sí."),
        ("es", "Lo dijo. |«Nada», añadió."),
        ("sr-Latn", "Dana 5. maja 2020. godine došao je dr Petrović. |Rekao je 5. 10. 2020. da ide."),
        ("sr-Latn", "Prof. dr Ana, npr. Tirana, tzv. Država. |Br. 5 i čl. 12."),
        ("sr", "Дана 5. маја 2020. године дошао је г. Петровић. |„Не.“ |Рекао је проф. Јовић, тзв. Краљ."),
        ("sr", "Ђ. П. Марковић. |Љ. Н. Џонић, npr. Ана."),
        ("sr@latin", "To je mr. Jović."),
        ("hr", "U 21. stoljeću, 1. siječnja. |Gosp. Horvat"),
        ("bs", "Dr. Begić, 3. maja. |Da."),
        ("sq", "Z. Rama, p.sh. Tirana, etj. |Më 5 maj. |Prof. Hoxha."),
        ("mk", "Д-р Петров, т.н. Влада. |Во 2018 г. |На крајот."),
        ("it", "Il sig. Rossi e l'on. Bianchi. |La S.p.A. |Il n. 5. |«Sì.» |Poi no."),
        ("fr", "M. Roy et Mme. Lee. |« Oui. » |Le n. 5, p. 3. |« Non ! », dit-il."),
        ("de", "Am 3. Oktober 1990. |Der 1. FC. |Dr. Bauer, z.B. Berlin, Nr. 5. |Er kam."),
        ("pt_BR", "O Sr. Lima, a Dra. Reis. |O núm. 5. |Ltda. Nova. |Fim."),
        ("xx", "Mr. Lee. |J. K. Roe. |The U.S. The"),
        ("zh", "他来了。|「他走了。」|真的吗？|是！"),
        ("ja", "雨です。|「そうですか？」と言った。|はい！"),
        ("hi", "वह आया। |वह गया।"),
        ("ar", "ماذا؟ |نعم."),
        ("el", "Ναι. |Όχι."),
        ("hy", "Նա եկավ։ |Նա գնաց։"),
        ("ka", "ის მოვიდა. |ის წავიდა."),
        ("en", "A (?) Mark stays. |[...] Then more."),
        ("en", "Ann (!) Lee [...] Bob. |**Dr.** Lee."),
        ("en", "5.1. Title here. |Text.\n\n|small. |Next"),
        ("sr", "Cena je 12. |To je malo."),
    ],
)  # fmt: skip
def test_boundaries(locale: str, marked: str) -> None:
    assert cut(marked.replace("|", ""), locale) == marked


DATA = Path(str(files("l10n.text.abbreviations")))
SECTIONS = {
    *("inside", "before numbers", "before names", "starters", "speech"),
    *("ordinals", "dates", "terminators", "like", "scripts"),
}
CASES = [
    pytest.param(path.stem, line, id=f"{path.stem}:{number}")
    for path in sorted((Path(__file__).parent / "fixtures" / "sentences").glob("*.txt"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    if not line.startswith("#")
]


@pytest.mark.parametrize(("locale", "marked"), CASES)
def test_hard_cases(locale: str, marked: str) -> None:
    assert cut(marked.replace("|", ""), locale) == marked


@pytest.mark.parametrize("language", sorted(path.stem for path in DATA.glob("*.txt")))
def test_data_of_a_language_is_well_formed(language: str) -> None:
    known = abbreviations(language)
    assert known.inside
    assert not any(word.endswith(".") or not word for word in known.listed)
    assert not known.inside & known.names
    assert language == "any" or len(known.starters) > 60
    headings = {
        line for line in (DATA / f"{language}.txt").read_text("utf-8").splitlines() if line[:1] == "["
    }
    assert {heading.strip("[]") for heading in headings} <= SECTIONS


def test_latin_serbian_follows_from_cyrillic() -> None:
    known = abbreviations("sr")
    assert {"нпр", "npr", "lj", "Lj", "Љ"} <= known.inside
    assert {"После", "Posle"} <= known.starters


@pytest.mark.parametrize(
    "hostile",
    [". ", "(", "(Aa. Bb ", "A. B. C. ", "x", ".", "!", '."', "\n", "\r\n \r\n", '. "', "。", "a.", "Dr. "],
)
def test_long_repetitions_are_cut(hostile: str) -> None:
    text = hostile * (200_000 // len(hostile))
    spans = sentences(text, "en")
    assert (spans[0][0], spans[-1][1]) == (0, len(text))


def test_other_rules_are_asked_instead() -> None:
    class Halves:
        def sentences(self, text: str, locale: str) -> list[tuple[int, int]]:
            return [(0, len(text) // 2), (len(text) // 2, len(text))]

    assert sentences("One. Two.", "en", Halves()) == [(0, 4), (4, 9)]


def test_spans_of_nothing_and_of_white_space() -> None:
    assert sentences("", "en") == []
    assert sentences("  \n", "en") == [(0, 3)]


def test_every_spelling_of_a_locale_means_its_language() -> None:
    for locale in ("sr", "sr-Latn", "sr_RS", "sr@latin", "SR", "hr-HR", "bs", "cnr"):
        assert len(sentences("Tzv. Ustav je čl. 5 sporazuma.", locale)) == 1


PIECES = st.lists(
    st.sampled_from([*" \n.!?…。()\"“”»'aBčЖ5", "Mr.", " U.S. ", "\r\n", "\n\n", "」", "。」", ". "]),
    max_size=40,
).map("".join)  # fmt: skip


@given(PIECES | st.text(), st.sampled_from(["en", "sr", "fr", "de", "ja", "tlh"]))
def test_spans_tile_any_text(text: str, locale: str) -> None:
    spans = sentences(text, locale)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]


@given(PIECES, st.sampled_from(["en", "sr", "de"]))
def test_no_sentence_begins_with_a_lower_case_letter(text: str, locale: str) -> None:
    assert not any(
        text[start].islower()
        for start, _ in sentences(text, locale)[1:]
        if "。" not in text and "\n" not in text
    )


TERMINAL = re.compile(r"[.!?…](?:\s»|[\"'“”‘’»«)\]])*$")


def documents(folder: Path, name: str) -> Iterator[list[str]]:
    by_document: dict[str, list[str]] = {}
    numbers = (folder / "document-ids.txt").read_text(encoding="utf-8").splitlines()
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in zip(numbers, lines, strict=True):
        by_document.setdefault(number, []).append(line)
    yield from by_document.values()


@pytest.mark.parametrize(
    ("name", "locale", "floor"),
    [
        ("eng", "en", 0.997),
        ("spa", "es", 0.98),  # the reference often has two sentences in a line, here and in French
        ("srp-Latn", "sr-Latn", 0.998),
        ("srp-Cyrl", "sr", 0.998),
        ("hrv", "hr", 0.988),
        ("bos", "bs", 0.997),
        ("sqi", "sq", 0.995),
        ("mkd", "mk", 0.996),
        ("ita", "it", 0.998),
        ("fra", "fr", 0.964),
    ],
)
def test_agreement_with_people_on_news(
    name: str, locale: str, floor: float, shared_data: Callable[[str], Path]
) -> None:
    """F1 over the boundaries of NTREX-128 after terminal punctuation; a document's lines joined by spaces."""
    hits = misses = extra = 0
    for lines in documents(shared_data("ntrex-dev"), name):
        text = " ".join(lines)
        ends = {end for _, end in sentences(text, locale)[:-1]}
        gold, at = set(), 0
        for line in lines[:-1]:
            at += len(line) + 1
            if TERMINAL.search(line.rstrip()):
                gold.add(at)
        hits += len(gold & ends)
        misses += len(gold - ends)
        extra += len(ends - gold)
    assert 2 * hits / (2 * hits + misses + extra) >= floor
