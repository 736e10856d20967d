"""Words that stand twice in a row."""

import pytest

from l10n.text.doubling import doubled


def found(text: str, language: str = "es") -> list[str]:
    return [text[span.start : span.end] for span in doubled(text, language)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("de la del que que dijo", ["que que"]),
        ("Las las\u00a0 casas", ["Las las"]),
        ("el, el perro", []),
        ("el\nel perro", []),
        ("20 20 años", []),
        ("a a b", []),
        ("eso eso-mismo, lo-eso eso", []),
        ("ven ven ven", []),
        ("casi casi", []),
        ("La la", []),
        ("que que, que que.", ["que que", "que que"]),
    ],
)
def test_doubled_words(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nous nous voyons", "fr"),
        ("yavaş yavaş", "tr"),
        ("të të thotë", "sq"),
        ("зато да да", "sr"),
        ("die die", "de"),
    ],
)
def test_words_that_a_language_doubles(text: str, language: str) -> None:
    assert found(text, language) == []
    assert found(text, "xx") != []
