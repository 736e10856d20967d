"""Serbian Cyrillic to Latin."""

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.homoglyphs import mixed_words
from l10n.text.protect import protected
from l10n.text.script import to_latin

SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"


def cases(**groups: dict[str, str]) -> list[object]:
    return [
        pytest.param(cyrillic, latin, id=f"{group.replace('_', ' ')}: {cyrillic}")
        for group, pairs in groups.items()
        for cyrillic, latin in pairs.items()
    ]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    cases(
        text={
            "": "",
            "Ђорђа Мелони је била у Шенђину.": "Đorđa Meloni je bila u Šenđinu.",
            "Љубав, Његош, Џеп, њен, љут, џем": "Ljubav, Njegoš, Džep, njen, ljut, džem",
            "надживети инјекција Танјуг": "nadživeti injekcija Tanjug",
            "„Чежња“ – 5. маја\u00a02020": "„Čežnja“ – 5. maja\u00a02020",
        },
        capitals={
            "ЊЕГОШ, ЏЕП, АЊА, УЉ": "NJEGOŠ, DŽEP, ANJA, ULJ",
            "ЉУБАВ Љубав": "LJUBAV Ljubav",
            "НОВИ САД–ЉУБЉАНА": "NOVI SAD–LJUBLJANA",
            "КОЊ-а КОЊА": "KONJ-a KONJA",
            "ПОЉ2 БЉ.": "POLJ2 BLJ.",
            "А\u0301ЊА": "ÁNJA",
            "ЗемЉа": "ZemLja",
        },
        a_letter_alone={
            "Њ": "Nj",
            "Љ. Њ. Петровић": "Lj. Nj. Petrović",
            "Џ. Петровић": "Dž. Petrović",
            "Љ. ПЕТРОВИЋ": "LJ. PETROVIĆ",
            "слово Љ": "slovo Lj",
            "СЛОВО Љ ДАНАС": "SLOVO LJ DANAS",
            "председник САД Џ. Буш": "predsednik SAD Dž. Buš",
            "Џ-зрак, Љ-2": "Dž-zrak, Lj-2",
            "Џ-БОМБА": "DŽ-BOMBA",
            "**Љ**УБАВ и **Љ**убав": "**LJ**UBAV i **Lj**ubav",
            "<b>Њ</b>ЕГОШ": "<b>NJ</b>EGOŠ",
        },
        foreign={
            "САД и ЕУ-а (ICE)": "SAD i EU-a (ICE)",
            "Windows 11, iPhone-а и XIV век": "Windows 11, iPhone-a i XIV vek",
            "Москва: Ельцын, щи": "Moskva: Ельцын, щи",
            "Ельцын\u0301 и ЩЊ": "Ельцын\u0301 i ЩЊ",
            "ѓавол, ќерка и Андре\u0438\u0306, г\u0301авол": "ѓавол, ќерка i Андре\u0438\u0306, г\u0301авол",
            "café č ß": "café č ß",
        },
        accents={
            "да\u0304на\u0304 ра\u030fдӣ Ѐ ѐ ѝ ӯ": "dānā rȁdī È è ì ū",
            "з\u0301еница С\u0301екира": "źenica Śekira",
            "cafe\u0301": "cafe\u0301",
        },
        protected={
            "код `њ` и {name} на https://пример.срб/ћ": "kod `њ` i {name} na https://пример.срб/ћ",
            "[веза](слике/њ.png) %(name)s": "[veza](слике/њ.png) %(name)s",
            "<a href='њ' title='њ'>њ</a>": "<a href='њ' title='nj'>nj</a>",
            '<b lang=њ data-x=" title=њ" alt="Њ">': '<b lang=њ data-x=" title=њ" alt="Nj">',
            "Пишите на љ.њ@пример.срб.": "Pišite na љ.њ@пример.срб.",
            "пример.срб/њ је на „ћ.срб“, не крај.србија": "пример.срб/њ je na „ћ.срб“, ne kraj.srbija",
            "упишите <име> или </крај>, 2 < њ": "upišite <име> ili </крај>, 2 < nj",
            "&нш; &nbsp;њ": "&nš; &nbsp;nj",
        },
        lookalikes={
            "Pепублика cтрана Xрватска": "Republika strana Hrvatska",
            "Нaпaд oдбиjeн": "Napad odbijen",
            "ХIХ век": "XIX vek",
            "Аmsterdam, Сanada": "Amsterdam, Canada",
            "PCом и iPhoneом": "PCom i iPhoneom",
        },
    ),
)
def test_latin_follows_from_cyrillic(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@given(st.text(SERBIAN + SERBIAN.upper() + " .,!'-*2", max_size=40))
def test_nothing_serbian_is_left_in_cyrillic_and_latin_text_stays(text: str) -> None:
    latin = to_latin(text)
    if not protected(text):
        assert not re.search("[\u0400-\u04ff]", latin)
    assert to_latin(latin) == latin


@given(st.text(SERBIAN, max_size=20))
def test_capitals_are_the_capitals_of_the_same_word(word: str) -> None:
    assert to_latin(word.upper() + "А") == to_latin(word).upper() + "A"
    assert to_latin(word.title()) == to_latin(word).capitalize()


@given(st.text(st.sampled_from(SERBIAN + "aex\u0301\u0304ьѓ` *_[]()@./:ЉЊ1"), max_size=40))
def test_composed_text_stays_composed_and_protected_text_stays(text: str) -> None:
    latin = to_latin(text)
    kept = [text[mask.span.start : mask.span.end] for mask in protected(text)]
    assert [latin[mask.span.start : mask.span.end] for mask in protected(latin)] == kept
    assert to_latin(latin) == latin
    if is_normalized("NFC", text) and not kept:
        assert is_normalized("NFC", latin)


@pytest.mark.parametrize(
    "piece", ["Љ", "Љ ", "ь", "Љ\u0301", "a\u0301", "аa", "\u0301", "`", ".срб", "а.", "<а", "Љ" + " " * 50]
)
def test_long_texts_take_no_longer_by_the_letter(piece: str) -> None:
    """Would take many minutes if any step looked at all of the text for every letter."""
    text = piece * (60_000 // len(piece))
    assert len(to_latin(text)) >= len(text)


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
        for a, b in zip(to_latin(line).split(), other.split(), strict=True)
    ]
    # Some sentences were edited in one of the two only, so not all can be the same.
    assert len(pairs) > 19_000
    assert sum(a == b for a, b in pairs) / len(pairs) > 0.995
    assert not any(re.search("[\u0400-\u04ff]", to_latin(line)) for line in cyrillic)


def test_lookalikes_in_real_news_make_no_difference(shared_data: Callable[[str], Path]) -> None:
    """Lines in which somebody typed Latin letters are as Latin as those put right by hand would be."""
    lines = (shared_data("ntrex-dev") / "srp-Cyrl.txt").read_text("utf-8").splitlines()
    for line in lines:
        right = line
        for word in reversed(mixed_words(line)):
            assert word.suggestion
            right = right[: word.span.start] + word.suggestion + right[word.span.end :]
        assert mixed_words(right) == ()
        assert normalize("NFC", to_latin(right)) == to_latin(line)
