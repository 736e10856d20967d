"""Names that may stand in a translation where another stood."""

from dataclasses import replace

import pytest

from l10n.glossary.match import find_terms
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.glossary.unchanging import begins_with_vowel, settled, unchanging
from l10n.model import Tag

EN, ES, SR = Tag("en"), Tag("es"), Tag("sr")
TERMS = (
    Term(
        "trump",
        "Trump",
        (Variant("Donald Trump", "admitted"),),
        targets={ES: Target("Trump", inflect="none")},
    ),
    Term(
        "meloni",
        "Giorgia Meloni",
        (Variant("Meloni", "short"), Variant("Giorgio Meloni", "misspelling")),
        targets={ES: Target("Giorgia Meloni", short="Meloni", inflect="none")},
    ),
    Term(
        "rferl",
        "RFE/RL",
        (Variant("Radio Free Europe", "admitted"),),
        targets={ES: Target("RFE/RL", admitted=("Radio Free Europe",), do_not_translate=True)},
    ),
    Term(
        "google", "Google", targets={ES: Target("Google"), SR: Target("Google"), Tag("de"): Target("Google")}
    ),
    Term("park", "park", targets={Tag("fr"): Target("park"), ES: Target("park")}),
    Term("haiti", "Haiti", kind="place", targets={ES: Target("Haití"), SR: Target("Хаити")}),
    Term("lebanon", "Lebanon", kind="place", targets={ES: Target("el Líbano")}),
    Term("hague", "Hague", kind="place", targets={ES: Target("Haya")}),
    Term("senate", "Senate", kind="org", targets={ES: Target("Senado")}),
)


def called(
    text: str, locale: Tag = ES, *, source: Tag = EN, draft: bool = False
) -> tuple[str | None, str | None]:
    """What the first term in `text` is called in every sentence, and in the place of another name."""
    terms = tuple(replace(term, status="draft") for term in TERMS) if draft else TERMS
    hit, *_ = find_terms(Glossary("glossary.yml", source, terms), text)
    return unchanging(hit, text, locale), settled(hit, text, (source, locale))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Trump plan", "Trump"),
        ("Meloni's plan", "Meloni"),
        ("by RFE/RL", "RFE/RL"),
        ("on Radio Free Europe", "Radio Free Europe"),
        ("the Google plan", "Google"),
    ],
)
def test_names_without_endings_never_change(text: str, name: str) -> None:
    assert called(text) == (name, name)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Donald Trump", ES),
        ("Giorgio Meloni", ES),
        ("Trumps", ES),
        ("TRUMP", ES),
        ("a park", ES),
        ("Trump", SR),
        ("Google", SR),
        ("Google", Tag("de")),
        ("Haiti", SR),
        ("Haitis", ES),
        ("the Senate", ES),
        ("Senate", ES),
    ],
)
def test_what_takes_endings_or_is_in_doubt_is_left_alone(text: str, locale: Tag) -> None:
    assert called(text, locale) == (None, None)


def test_drafts_are_left_alone() -> None:
    assert called("Trump", draft=True) == (None, None)


def test_a_place_may_stand_where_another_stood_but_not_after_an_article() -> None:
    assert called("in Haiti") == (None, "Haití")
    assert called("in the Hague") == (None, None)


def test_prepositions_merge_with_articles_of_names() -> None:
    assert called("in Lebanon") == (None, None)


def test_articles_are_known_of_english_only() -> None:
    assert called("Haiti", source=Tag("fr")) == (None, None)


def test_sounds_that_change_the_word_before() -> None:
    assert [
        name
        for name in ("Irak", "África", "Haití", "Óscar", "Roma", "Yakarta", "")
        if begins_with_vowel(name)
    ] == [
        "Irak",
        "África",
        "Haití",
        "Óscar",
    ]
