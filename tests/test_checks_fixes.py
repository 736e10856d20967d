"""Corrections that rules are certain of: written into the text, they leave nothing to object to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from l10n.checks import doubling, encoding, punctuation, script
from l10n.checks.context import CatalogContext
from l10n.checks.run import check_catalog
from l10n.model import Entry, Finding, Tag
from l10n.text.protect import protected

RULES = (*script.RULES, *encoding.RULES, *doubling.RULES, *punctuation.RULES)
FIXTURES = Path(__file__).parent / "fixtures" / "checks"


def found(msgid: str, msgstr: str, locale: str) -> list[Finding]:
    context = CatalogContext(Tag(locale), Tag("en"), "a.po", {}, (Entry(msgid, (msgstr,)),), None, None)
    return check_catalog(context, RULES)


def corrected(msgstr: str, findings: list[Finding]) -> str:
    """The text with every certain correction, from its end to its beginning, but for those that overlap."""
    at = len(msgstr)
    for one in sorted(findings, key=lambda one: one.span.start if one.span else 0, reverse=True):
        if one.fix is not None and one.span is not None and one.span.end <= at:
            msgstr = msgstr[: one.span.start] + one.fix + msgstr[one.span.end :]
            at = one.span.start
    return msgstr


def settled(msgid: str, msgstr: str, locale: str) -> str:
    """The text after as many rounds as there are corrections to write."""
    for _ in range(9):
        again = corrected(msgstr, found(msgid, msgstr, locale))
        if again == msgstr:
            break
        msgstr = again
    return msgstr


def mojibake(codec: str) -> Callable[[str], str]:
    def damage(text: str) -> str:
        return "".join(_misread(char, codec) for char in text)

    return damage


def _misread(char: str, codec: str) -> str:
    if char.isascii():
        return char
    data = char.encode()
    return "".join(bytes((code,)).decode(codec, "ignore") or chr(code) for code in data)


SENTENCES = {
    "es": "El año pasado, Gjadër no existía, y el niño “vivió” allí {n} días con <b>su tío</b>.",
    "sr-Latn": "Štaviše, žena iz Đakova čeka „ćerku“ već {n} dana kod <b>kuće</b>.",
    "hr": "Žene čekaju kćer u Đakovu, a „muževi“ već {n} sati šute.",
    "sq": "Më shumë se {n} fshatarë në Gjadër thanë “jo” në një çast.",
}
DAMAGES: dict[str, Callable[[str], str]] = {
    "windows-1252": mojibake("cp1252"),
    "windows-1250": mojibake("cp1250"),
    "twice": lambda text: mojibake("cp1252")(mojibake("cp1252")(text)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("locale", SENTENCES)
def test_mojibake_of_whole_sentences_is_undone(locale: str, damage: str) -> None:
    text = SENTENCES[locale]
    damaged = DAMAGES[damage](text)
    assert damaged != text
    assert settled("x {n} <b></b>.", damaged, locale) == text


def test_cyrillic_read_as_latin_or_as_another_cyrillic_is_undone() -> None:
    text = "Српска влада је одбила предлог."
    for codec in ("cp1252", "cp1250", "cp1251"):
        assert settled("The government refused.", mojibake(codec)(text), "sr") == text


CYRILLIC = "Влада је одбила предлог, а Београд и „комесари“ чекају {n} дана."
LIKE = dict(zip("аеосрјАВЕКМНОТ", "aeocpjABEKMHOT", strict=True))


@given(st.lists(st.integers(0, len(CYRILLIC) - 1), unique=True), st.sets(st.integers(0, 7)))
def test_lookalikes_and_spaces_are_corrected_together(letters: list[int], spaces: set[int]) -> None:
    """Where a word keeps one letter of its own, which tells the script; words of one letter do not."""
    words = "".join(
        LIKE.get(char, char) if at in letters else char for at, char in enumerate(CYRILLIC)
    ).split(" ")
    whole = CYRILLIC.split(" ")
    mixed = [
        word if any(char >= "\u0400" for char in word) else own
        for word, own in zip(words, whole, strict=True)
    ]
    text = "".join(word + ("  " if at in spaces else " ") for at, word in enumerate(mixed)).rstrip()
    assert settled("They waited {n} days.", text, "sr") == CYRILLIC


PIECES = st.sampled_from(
    [
        "El",
        "gobierno",
        "Gjad\u0435r",
        "GjadÃ«r",
        "  ",
        " ",
        "\n",
        "{n}",
        "`a  b`",
        "„no“",
        "“sí”",
        "«a»",
        "?",
        ".",
        ":",
        "(",
        "[^1]",
        "<b>",
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES), st.lists(PIECES), st.sampled_from(["es", "fr", "sr", "sr-Latn", "hr", "ja", "ar"]))
def test_corrections_vanish_and_leave_what_is_no_language(
    source: list[str], translation: list[str], locale: str
) -> None:
    """A word that mixed two scripts may turn out to be one of several in the wrong one."""
    msgid, msgstr = "".join(source), "".join(translation)
    before = found(msgid, msgstr, locale)
    text = settled(msgid, msgstr, locale)
    after = found(msgid, text, locale)
    assert all(one.fix is None for one in after)
    assert {one.rule for one in after} <= {one.rule for one in before} | {"script-wrong"}
    assert kept(text) == kept(msgstr)


def kept(text: str) -> list[str]:
    return [text[mask.span.start : mask.span.end] for mask in protected(text)]


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*.yml")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_what_is_certain_vanishes_in_every_example(path: Path) -> None:
    case = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    for catalog in [case["catalog"]] if "catalog" in case else case.get("catalogs", ()):
        for entry in catalog.get("entries", ()):
            msgid, msgstr, locale = entry["msgid"], entry.get("msgstr", ""), catalog.get("locale", "es")
            text = settled(msgid, msgstr, locale)
            assert all(one.fix is None for one in found(msgid, text, locale))
            assert kept(text) == kept(msgstr)
