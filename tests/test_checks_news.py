"""Rules that compare numbers, lengths and names, held to news and its human translations in nine locales.

What people wrote is right but for a handful of faults, so that what is found there is a false alarm; damage
is seeded into it to see that it is found.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.glossary_terms import LOCALES
from l10n.checks import consistency, length, names, numbers, repetition
from l10n.checks.context import CatalogContext, SourceContext
from l10n.checks.run import check_catalog, check_project, observe
from l10n.model import Entry, Finding, Span, Tag, Unit

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(params=sorted(LOCALES))
def news(
    request: pytest.FixtureRequest, shared_data: Callable[[str], Path]
) -> tuple[Tag, list[tuple[str, str]]]:
    """The locale, and each English line with its translation."""
    folder = shared_data("ntrex-dev")
    english, translated = (
        (folder / f"{name}.txt").read_text("utf-8").splitlines() for name in ("eng", request.param)
    )
    return LOCALES[request.param], list(zip(english, translated, strict=True))


def catalog(locale: Tag, pairs: list[tuple[str, str]], path: str = "a.po") -> CatalogContext:
    return CatalogContext(
        locale=locale,
        source_locale=Tag("en"),
        path=path,
        header={},
        entries=tuple(Entry(source, (text,), line=at) for at, (source, text) in enumerate(pairs)),
        glossary=None,
        expected_plural_forms=None,
    )


def flagged(findings: list[Finding]) -> set[int]:
    return {found.where.line or 0 for found in findings}


def test_correct_numbers_are_left_alone(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    locale, pairs = news
    assert len(flagged(check_catalog(catalog(locale, pairs), numbers.RULES))) < 0.015 * len(pairs)


def changed(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each pair once for every number of two digits or more that both texts have: another digit in it."""
    chance = random.Random(7)
    for source, text in pairs:
        for found in FIGURE.finditer(text):
            written = found[0]
            if sum(map(str.isdigit, written)) > 1 and not set(re.findall(r"\d+", written)).isdisjoint(
                re.findall(r"\d+", source)
            ):
                at = chance.choice([place for place, char in enumerate(written) if char.isdigit()])
                digit = chance.choice(sorted(set("123456789") - {written[at]}))
                start = found.start() + at
                yield source, f"{text[:start]}{digit}{text[start + 1 :]}"


def test_changed_digits_are_found(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    locale, pairs = news
    damaged = list(changed(pairs))
    found = flagged(check_catalog(catalog(locale, damaged), numbers.RULES))
    assert len(damaged) > 200
    assert len(found) >= 0.95 * len(damaged)


def test_dropped_numbers_are_found(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    locale, pairs = news
    damaged = [
        (source, FIGURE.sub("", text))
        for source, text in pairs
        if re.search(r"\d\d", source) and re.search(r"\d\d", text)
    ]
    found = flagged(check_catalog(catalog(locale, damaged), numbers.RULES))
    assert len(found) >= 0.95 * len(damaged)


def test_lengths_and_repetitions_of_people_are_left_alone(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    locale, pairs = news
    context = catalog(locale, pairs)
    assert len(check_catalog(context, length.RULES)) <= 0.0035 * len(pairs)
    assert not check_catalog(context, repetition.RULES)


def test_halves_and_loops_are_found(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    locale, pairs = news
    long = [(source, text) for source, text in pairs if len(text.split()) > 12]
    cut = [(source, text[: len(text) // 4]) for source, text in long]
    stuck = [(source, " ".join((*text.split()[:9], *text.split()[6:9] * 2))) for source, text in long]
    assert len(check_catalog(catalog(locale, cut), length.RULES)) >= 0.95 * len(long)
    assert len(check_catalog(catalog(locale, stuck), repetition.RULES)) >= 0.99 * len(long)


def test_one_text_in_two_translations(news: tuple[Tag, list[tuple[str, str]]]) -> None:
    """Two catalogs of the same translations differ in nothing; with one word more in each, in everything."""
    locale, pairs = news
    pairs = list(dict(pairs).items())
    other = [(source, f"{text} x") for source, text in pairs]
    for second, expected in (
        (pairs, 0),
        (other, sum(" " in source or len(source) > 2 for source, _ in pairs)),
    ):
        contexts = (catalog(locale, pairs, "a.po"), catalog(locale, second, "b.po"))
        seen = [observe(context, consistency.RULES) for context in contexts]
        assert len(check_project(seen, consistency.RULES)) == expected


def articles(folder: Path) -> Iterator[SourceContext]:
    documents: dict[str, list[Unit]] = {}
    english = (folder / "eng.txt").read_text("utf-8").splitlines()
    for number, (text, document) in enumerate(
        zip(english, (folder / "document-ids.txt").read_text("utf-8").split(), strict=True), 1
    ):
        documents.setdefault(document, []).append(Unit(text, Span(0, 0), "paragraph", number, 1))
    for document, units in documents.items():
        yield SourceContext(document, tuple(units), lambda unit, at: (unit.line, 1 + at), None, Tag("en"))


def test_near_names_of_the_news_are_those_that_editors_missed(shared_data: Callable[[str], Path]) -> None:
    """All but `Theresa` and `Moliwood`, which stand in two articles, are slips within one."""
    seen = [observe(context, names.RULES) for context in articles(shared_data("ntrex-dev"))]
    assert {found.evidence for found in check_project(seen, names.RULES)} == {
        "Ecinitas",
        "Encinitas",
        "Kavadarkov",
        "Kavardarkov",
        "Moliwood",
        "Molliwood",
        "Teresa",
        "Theresa",
    }


@pytest.mark.parametrize("unit", ["a ", "aa", "1 ", "1,000 ", "ab ab ", "A ", "x1", "5 miles "])
def test_hostile_repetition_takes_no_time(unit: str) -> None:
    text = unit * 20_000
    rules = (*numbers.RULES, *length.RULES, *repetition.RULES)
    assert len(check_catalog(catalog(Tag("es"), [(text, text[: len(text) // 3]), (text, text)]), rules)) <= 2
    context = SourceContext(
        "a", (Unit(text, Span(0, 0), "paragraph", 1, 1),), lambda *_: (1, 1), None, Tag("en")
    )
    assert not check_project([observe(context, names.RULES)], names.RULES)
