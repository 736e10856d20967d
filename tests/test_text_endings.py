"""The class of a text's last mark, whatever closes behind it."""

import pytest

from l10n.text.endings import Ending, asks, ending
from l10n.text.protect import protected


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("They refused.", "en", Ending.STOP),
        ("“They refused.”", "en", Ending.STOP),
        ("They refused (“again.”)**", "en", Ending.STOP),
        ("They refused.[^1]", "en", Ending.STOP),
        ("<b><i>They refused.</i></b> ", "en", Ending.STOP),
        ("他们拒绝了。」", "zh", Ending.STOP),
        ("Նրանք մերժեցին։", "hy", Ending.STOP),
        ("They refused…", "en", Ending.ELLIPSIS),
        ("They refused...", "en", Ending.ELLIPSIS),
        ("Ont-ils refusé\u202f?\u00a0»", "fr", Ending.QUESTION),
        ("Αρνήθηκαν;", "el", Ending.QUESTION),
        ("They refused;", "en", Ending.OTHER),
        ("هل رفضوا؟", "ar", Ending.QUESTION),
        ("¡No!", "es", Ending.EXCLAMATION),
        ("He says :", "fr", Ending.COLON),
        ("They refused", "en", Ending.NONE),
        ("in 2018", "en", Ending.NONE),
        ("उन्होंने कहा", "hi", Ending.NONE),
        ("They refused,", "en", Ending.OTHER),
        ("They have {n}", "en", Ending.OTHER),
        ("See https://example.org", "en", Ending.OTHER),
        ("at 8 p.m.", "en", Ending.OTHER),
        ("in the U.S.”", "en", Ending.OTHER),
        ("John Smith Jr.", "en", Ending.OTHER),
        ("“”", "en", Ending.OTHER),
        ("", "en", Ending.OTHER),
    ],
)
def test_endings(text: str, language: str, wanted: Ending) -> None:
    assert ending(text, protected(text), language)[0] is wanted


def test_the_place_is_behind_the_mark() -> None:
    text = "“They <b>refused.</b>”[^1]"
    assert text[: ending(text, protected(text), "en")[1]] == "“They <b>refused."


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [("So? Yes.", "en", True), ("Έτσι; Ναι.", "el", True), ("So; yes.", "en", False), ("No.", "el", False)],
)
def test_questions_anywhere(text: str, language: str, wanted: bool) -> None:
    assert asks(text, language) is wanted
