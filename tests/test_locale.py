"""Locales in every spelling that tools write, and the plural rules of new catalogs."""

import contextlib
import re
import shutil
import subprocess
from gettext import c2py
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import locale
from l10n.errors import LocaleError
from l10n.model import Tag

SPELLINGS = {
    # written: (tag, POSIX spelling, script)
    "sr": ("sr", "sr", "Cyrl"),
    "sr-Cyrl": ("sr", "sr", "Cyrl"),
    "sr-Latn": ("sr-Latn", "sr@latin", "Latn"),
    "sr_Latn": ("sr-Latn", "sr@latin", "Latn"),
    "sr@latin": ("sr-Latn", "sr@latin", "Latn"),
    "SR_latn": ("sr-Latn", "sr@latin", "Latn"),
    "sh": ("sr-Latn", "sr@latin", "Latn"),
    "sr_RS@latin": ("sr-Latn-RS", "sr_RS@latin", "Latn"),
    "sr_RS.UTF-8@latin": ("sr-Latn-RS", "sr_RS@latin", "Latn"),
    "sr_RS": ("sr-RS", "sr_RS", "Cyrl"),
    "sr_ME": ("sr-ME", "sr_ME", "Cyrl"),
    "sr-Latn-ME": ("sr-Latn-ME", "sr_ME@latin", "Latn"),
    "cnr": ("cnr", "cnr", "Latn"),
    "zh": ("zh-Hans", "zh_CN", "Hans"),
    "zh_CN": ("zh-Hans", "zh_CN", "Hans"),
    "zh-Hant": ("zh-Hant", "zh_TW", "Hant"),
    "zh_TW": ("zh-Hant", "zh_TW", "Hant"),
    "zh_TW.UTF-8": ("zh-Hant", "zh_TW", "Hant"),
    "zt": ("zh-Hant", "zh_TW", "Hant"),
    "pb": ("pt-BR", "pt_BR", "Latn"),
    "zh_HK": ("zh-Hant-HK", "zh_HK", "Hant"),
    "zh-Hans-TW": ("zh-Hans-TW", "zh_Hans_TW", "Hans"),
    "zh-Latn": ("zh-Latn", "zh@latin", "Latn"),
    "pt-BR": ("pt-BR", "pt_BR", "Latn"),
    "pt_BR": ("pt-BR", "pt_BR", "Latn"),
    "pt_br.utf8": ("pt-BR", "pt_BR", "Latn"),
    "ca@valencia": ("ca-valencia", "ca@valencia", "Latn"),
    "ca-valencia": ("ca-valencia", "ca@valencia", "Latn"),
    "iw": ("he", "he", "Hebr"),
    "no": ("nb", "nb", "Latn"),
    "uz@cyrillic": ("uz-Cyrl", "uz@cyrillic", "Cyrl"),
    "tt@iqtelif": ("tt-Latn", "tt@latin", "Latn"),
    "de_DE@euro": ("de-DE", "de_DE", "Latn"),
    "es-419": ("es-419", "es_419", "Latn"),
    "en-XA": ("en-XA", "en_XA", "Latn"),
    "pa_PK": ("pa-PK", "pa_PK", "Arab"),
    "sr-Latn-ekavsk": ("sr-Latn-ekavsk", "sr@latin-ekavsk", "Latn"),
    "tlh": ("tlh", "tlh", None),
}


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_spelling_has_one_tag_one_posix_name_and_a_script(written: str) -> None:
    tag = locale.parse(written)
    assert (tag, locale.to_posix(tag), locale.script(tag)) == SPELLINGS[written]


@pytest.mark.parametrize("written", SPELLINGS)
def test_both_canonical_spellings_come_back(written: str) -> None:
    tag = locale.parse(written)
    assert locale.parse(tag) == tag
    assert locale.parse(locale.to_posix(tag)) == tag


@given(
    st.builds(
        lambda *parts: "-".join(filter(None, parts)),
        st.sampled_from(["sr", "zh", "pt", "uz", "az", "pa", "en", "cnr", "hi", "yue"]),
        st.sampled_from(["", "Latn", "Cyrl", "Hans", "Hant", "Arab", "Deva", "Guru"]),
        st.sampled_from(["", "RS", "ME", "TW", "CN", "SG", "HK", "BR", "PK", "IR", "419"]),
        st.sampled_from(["", "valencia", "tarask", "1996"]),
    )
)
def test_any_tag_survives_the_way_to_gettext_and_back(written: str) -> None:
    tag = locale.parse(written)
    assert locale.parse(tag) == tag
    assert locale.parse(locale.to_posix(tag)) == tag


@pytest.mark.parametrize(
    ("written", "said"),
    {
        "": "is no locale",
        "english": "is no locale",
        "en-": "is no locale",
        "C": "is no locale",
        "qq-Nowhere": "there is no language 'qq'",
        "en-Qqqq": "there is no script 'Qqqq'",
        "en_QQ": "there is no region 'QQ'",
        "sr@nonsense": "there is no variant 'nonsense'",
        "en-x-private": "is no locale",
    }.items(),
)
def test_what_nobody_can_mean_is_refused_with_an_example(written: str, said: str) -> None:
    with pytest.raises(LocaleError, match=said) as caught:
        locale.parse(written)
    assert caught.value.hint is not None
    assert "sr-Latn" in caught.value.hint


@given(st.text(max_size=12))
def test_any_text_is_a_locale_or_a_locale_error(text: str) -> None:
    try:
        tag = locale.parse(text)
    except LocaleError:
        return
    assert locale.parse(tag) == tag


def test_babel_alone_would_get_these_wrong() -> None:
    """Why this module exists; when one of these fails, Babel has learnt and a workaround can go."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.plurals import get_plural

    assert str(Locale.parse("sr_RS@latin")).startswith("sr_Cyrl_RS")
    with pytest.raises(ValueError, match="expected only letters"):
        Locale.parse("sr-Latn")
    with pytest.raises(UnknownLocaleError):
        Locale.parse("sh")
    assert tuple(get_plural("ar")) != (6, locale._PLURALS["ar"][1])
    assert tuple(get_plural("tr")) == (1, "0")
    assert tuple(get_plural("id")) == (2, "(n != 1)")


def test_language_is_the_first_part() -> None:
    assert locale.language(Tag("sr-Latn-RS")) == "sr"


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        ("es", "es", True),
        ("es", "es-MX", True),
        ("es-MX", "es", False),
        ("es-MX", "es-AR", False),
        ("sr", "sr-Latn", False),
        ("sr-Latn", "sr-Latn-ME", True),
        ("sr", "hr", False),
        ("zh-Hans", "zh-Hans-SG", True),
        ("ca", "ca-ES-valencia", False),
    ],
)
def test_a_region_may_be_added_and_nothing_else(offered: str, wanted: str, expected: bool) -> None:
    assert locale.covers(Tag(offered), Tag(wanted)) is expected


@pytest.mark.parametrize(
    ("tag", "above"),
    {
        "es": "",
        "es-MX": "es-419 es",
        "pt-BR": "pt",
        "pt-AO": "pt-PT pt",
        "sr-Latn": "sr",
        "sr-Latn-ME": "sr-Latn sr",
        "zh-Hant-HK": "zh-Hant zh-Hans",
        "zh-Hans": "",
        "nb": "",
        "hi-Latn": "",
        "ca-valencia": "ca",
    }.items(),
)
def test_above_a_locale_stand_the_more_general_ones_of_its_language(tag: str, above: str) -> None:
    assert " ".join(locale.parents(Tag(tag))) == above


RIGHT_TO_LEFT = "ar ar-XB az-IR ckb dv en-Arab fa ff-Adlm he ku-Arab nqo pa-PK ps rhg sd syr ug ur uz-AF yi"
LEFT_TO_RIGHT = "ar-Latn az en en-XA es ff he-Latn ja ku pa sd-IN sr sr-Latn tlh uz zh-Hant"


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT.split())
def test_these_run_from_right_to_left(tag: str) -> None:
    assert locale.is_right_to_left(locale.parse(tag))


@pytest.mark.parametrize("tag", LEFT_TO_RIGHT.split())
def test_these_run_from_left_to_right(tag: str) -> None:
    assert not locale.is_right_to_left(locale.parse(tag))


def test_every_language_with_letters_that_run_to_the_left_is_known() -> None:
    """CLDR says which locales are written that way by its `characterOrder`."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    for name in (name for name in locale_identifiers() if not re.search("_(?:[A-Z]{2}|[0-9]{3})$", name)):
        expected = Locale.parse(name).character_order == "right-to-left"
        with contextlib.suppress(LocaleError):
            assert locale.is_right_to_left(locale.parse(name)) is expected, name


@pytest.mark.parametrize(
    ("tag", "forms"),
    {
        "es": "nplurals=2; plural=(n != 1);",
        "fr": "nplurals=2; plural=(n > 1);",
        "pt-BR": "nplurals=2; plural=(n > 1);",
        "pt": "nplurals=2; plural=(n != 1);",
        "sq": "nplurals=2; plural=(n != 1);",
        "zh-Hant": "nplurals=1; plural=0;",
        "id": "nplurals=1; plural=0;",
    }.items(),
)
def test_plural_forms_are_gettexts(tag: str, forms: str) -> None:
    assert locale.plural_forms(Tag(tag)) == forms


def test_serbian_in_both_scripts_bosnian_croatian_and_montenegrin_count_alike() -> None:
    assert len({locale.plural_forms(Tag(t)) for t in ("sr", "sr-Latn", "sr-Latn-ME", "hr", "bs", "cnr")}) == 1


def test_unknown_plural_forms_are_not_invented() -> None:
    assert locale.plural_forms(Tag("tlh")) is None


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (11, 4), (99, 4), (100, 5), (102, 5)]
)
def test_arabic_forms_are_in_gettexts_order(number: int, form: int) -> None:
    expression = (locale.plural_forms(Tag("ar")) or "").split("plural=")[1].rstrip(";")
    assert c2py(expression)(number) == form


@pytest.mark.needs_gettext
@pytest.mark.skipif(shutil.which("msginit") is None, reason="msginit is not installed and could not be")
def test_plural_forms_agree_with_msginit(tmp_path: Path) -> None:
    template = tmp_path / "t.pot"
    template.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr ""\n'
    )
    names = "bg cs da de el es et fi fr he hr hu it ja lt lv nb nl pl pt pt_BR ro ru sk sl sr sv tr uk"
    for name in names.split():
        command = ["msginit", "--no-translator", "-l", name, "-i", str(template), "-o", "-"]
        made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        forms = made.replace('"\n"', "").partition("Plural-Forms: ")[2].partition("\\n")[0]
        assert _values(forms) == _values(locale.plural_forms(locale.parse(name)) or ""), name


def _values(forms: str) -> tuple[str, list[int]]:
    count, _, expression = forms.partition("; plural=")
    form = c2py(expression.rstrip(";"))
    return count, [form(number) for number in range(1001)]
