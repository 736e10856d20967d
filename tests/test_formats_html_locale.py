"""What an HTML page says of its own locale, in the locale it is translated to."""

import pytest

from l10n import locale
from l10n.formats.html import HtmlFormat
from l10n.model import FormatOptions

FORMAT = HtmlFormat()


def edited(text: str, target: str, source: str = "en") -> str:
    parts, at = [], 0
    for edit in FORMAT.locale_edits(text, locale.parse(source), locale.parse(target)):
        assert edit.span.start >= at
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*parts, text[at:]))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ('<html lang="en">', "es", '<html lang="es">'),
        ('<html lang="en-US">', "sr@latin", '<html lang="sr-Latn">'),
        ("<html lang=en class=x>", "pt_BR", "<html lang=pt-BR class=x>"),
        ("<HTML LANG='EN'>", "es", "<HTML LANG='es'>"),
        ('<html xml:lang="en" lang="en">', "es", '<html xml:lang="es" lang="es">'),
        ('<html xml:lang="en">', "es", '<html xml:lang="es">'),
        ("<html>", "es", '<html lang="es">'),
        ('<html class="x">', "ar", '<html lang="ar" dir="rtl" class="x">'),
        ('<html lang="en">', "he", '<html dir="rtl" lang="he">'),
        ('<html dir="ltr" lang="en">', "he", '<html dir="rtl" lang="he">'),
        ('<html lang="en" dir="ltr">', "es", '<html lang="es" dir="ltr">'),
        ('<html lang="en" dir=auto>', "he", '<html lang="he" dir=auto>'),
        ('<html lang="fr" dir="ltr">', "he", '<html lang="fr" dir="ltr">'),
        ('<html lang="">', "es", '<html lang="">'),
        ("<html lang>", "es", "<html lang>"),
        ('<html lang="no locale">', "es", '<html lang="no locale">'),
        ('<body dir="ltr">', "he", '<body dir="rtl">'),
        ('<div dir="ltr">', "he", '<div dir="ltr">'),
        ('<div lang="en" dir="ltr">', "he", '<div lang="he" dir="rtl">'),
        ('<div lang="fr">x</div>', "es", '<div lang="fr">x</div>'),
        ('<meta http-equiv="Content-Language" content="en">', "es", None),
        ("<meta name=language content=en>", "es", "<meta name=language content=es>"),
        (
            '<meta property="og:locale" content="en_US">',
            "pt-BR",
            '<meta property="og:locale" content="pt_BR">',
        ),
        ('<meta property="og:locale" content="de_DE">', "es", '<meta property="og:locale" content="de_DE">'),
        ('<meta name="author" content="en">', "es", '<meta name="author" content="en">'),
        ('<meta property="og:locale">', "es", '<meta property="og:locale">'),
    ],
)
def test_a_page_says_its_own_locale(source: str, target: str, expected: str | None) -> None:
    wanted = source.replace('"en"', f'"{target}"') if expected is None else expected
    assert edited(source, target) == wanted


def test_a_page_from_the_right_is_turned_to_the_left() -> None:
    assert edited('<html lang="ar" dir="rtl">', "en", "ar") == '<html lang="en" dir="ltr">'
    assert edited('<html lang="ar" dir="rtl">', "he", "ar") == '<html lang="he" dir="rtl">'


def test_what_is_not_translated_keeps_its_locale() -> None:
    for text in (
        '<p translate="no" lang="en">x</p>',
        '<!-- l10n:off --><p lang="en">x</p>',
        '<p>text in <i lang="en">a sentence</i> here</p>',
        '<svg><text lang="en">x</text></svg>',
    ):
        assert edited(text, "es") == text


def test_edits_stay_outside_of_units() -> None:
    text = '\ufeff<html><b lang="en">one</b> <i lang="en">two</i><p><q lang="en">three</q>'
    (_, third) = FORMAT.units(text, FormatOptions())
    assert third.msgid == "three"
    wanted = '\ufeff<html lang="es"><b lang="en">one</b> <i lang="en">two</i><p><q lang="es">three</q>'
    assert edited(text, "es") == wanted
