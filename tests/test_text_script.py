"""Serbian Cyrillic to Latin."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.protect import protected
from l10n.text.script import to_latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    {
        "": "",
        "Ђорђа Мелони је била у Шенђину.": "Đorđa Meloni je bila u Šenđinu.",
        "Љубав, Његош, Џеп, њен, љут, џем": "Ljubav, Njegoš, Džep, njen, ljut, džem",
        "ЊЕГОШ, ЏЕП, АЊА, УЉ": "NJEGOŠ, DŽEP, ANJA, ULJ",
        "Њ": "Nj",
        "Љ. Њ. Петровић": "Lj. Nj. Petrović",
        "надживети инјекција Танјуг": "nadživeti injekcija Tanjug",
        "САД и ЕУ-а (ICE)": "SAD i EU-a (ICE)",
        "код `њ` и {name} на https://пример.срб/ћ": "kod `њ` i {name} na https://пример.срб/ћ",
        "Москва: Ельцын, щи": "Moskva: Elьcыn, щi",
    }.items(),
)
def test_latin_follows_from_cyrillic(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@given(st.text("абвгдђежзијклљмнњопрстћуфхцчџшАЉЊЏЂ .,!'", max_size=40))
def test_nothing_serbian_is_left_in_cyrillic_and_latin_text_stays(text: str) -> None:
    latin = to_latin(text)
    if not protected(text):
        assert not any("\u0400" <= char <= "\u04ff" for char in latin)
    assert to_latin(latin) == latin


def test_real_news_agree_where_the_wording_does(shared_data: Callable[[str], Path]) -> None:
    """Words of the Cyrillic edition of NTREX-128 against the Latin one, line by line."""
    folder = shared_data("ntrex-dev")
    cyrillic, latin = (
        (folder / f"srp-{script}.txt").read_text("utf-8").splitlines() for script in ("Cyrl", "Latn")
    )
    pairs = [
        (a, b)
        for line, other in zip(cyrillic, latin, strict=True)
        if len(line.split()) == len(other.split())
        for a, b in zip(line.split(), other.split(), strict=True)
    ]
    same = sum(to_latin(a) == b for a, b in pairs)
    # The two editions word some sentences differently, so this is a floor for gross faults only.
    assert len(pairs) > 8000
    assert same / len(pairs) > 0.9
