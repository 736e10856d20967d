"""Front matter: what becomes which unit is in tests/fixtures/frontmatter/, next to each article."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from data_files import NASTY, changed, described, edited, stands_where_it_says, texts, written
from l10n.formats.frontmatter import (
    end_of_front_matter,
    front_matter_replacement,
    front_matter_units,
    locale_edits,
    scalar,
)
from l10n.formats.lines import Lines
from l10n.formats.toml_reading import toml_values
from l10n.locale import parse
from l10n.model import Unit

CASES = sorted((Path(__file__).parent / "fixtures" / "frontmatter").glob("*.md"))
KEYS = ("title", "summary", "description", "keywords", "seo.title", "lang")
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)


def units(text: str, keys: tuple[str, ...] = KEYS) -> list[Unit]:
    lines = Lines(text)
    return list(front_matter_units(lines, end_of_front_matter(lines), keys))


def translated(text: str, translation: str, keys: tuple[str, ...] = KEYS) -> str:
    return written(text, units(text, keys), front_matter_replacement, lambda _: translation)


def loaded(text: str) -> object:
    front = "\n".join(re.split(r"\r\n|\n", text)[1:-2])
    return YAML(typ="safe", pure=True).load(front) if text[0] == "-" else tomllib.loads(front)


@every_case
def test_units(case: Path) -> None:
    assert described(units(case.read_text(encoding="utf-8"))) == case.with_suffix(".units").read_text("utf-8")


@every_case
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_endings_and_a_bom_change_no_unit(case: Path, ending: str, bom: str) -> None:
    text = bom + case.read_text(encoding="utf-8").replace("\n", ending)
    found = units(text)
    assert described(found) == case.with_suffix(".units").read_text("utf-8")
    assert all(stands_where_it_says(text, unit) for unit in found)


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ("title: |\n  Old\n  lines\n", "New\n\n  # more\n", "title: |\n  New\n\n    # more\n"),
        ("title: |-  # note\n    Old\n    lines\n\n", "N\nM", "title: |-  # note\n    N\n    M\n\n"),
        ("title: |2\n    Old\n  lines\n", "N\nM", "title: |2\n    N\n  M\n"),
        ("title: >\n  Old\n  lines\n\n  end\n", "N\nM\n\nO", "title: >\n  N\n\n  M\n\n\n  O\n"),
        ("title: >+\n  Old\n  lines\n\n", "N\nM", "title: >+\n  N M\n\n"),
        ("title: |  # note\n  Old\n  x\n", "N\x07\nM", 'title: "N\\u0007\\nM\\n"  # note\n'),
        ("title: >-\n  Old\n\n  x\n", "N\n   \nM", "title: >-\n  N\n     \n  M\n"),
        ("title: Old\n  lines\n", "New", "title: New\n"),
        ("title: Old\n\n  lines\n", "N\nM", 'title: "N\\nM"\n'),
        ("title: 'Old\n  lines'  # x\n", "it's", "title: 'it''s'  # x\n"),
        ("title: ' Old '\n", "it's", "title: ' it''s '\n"),
        ('title: "Old\\n"\n', "New\n", 'title: "New\\n"\n'),
        ("keywords: [Old, x]\n", "a, b", 'keywords: ["a, b", "a, b"]\n'),
        ("keywords: ['Old', x]\n", "{a}", "keywords: ['{a}', \"{a}\"]\n"),
        ("keywords:\n- Old\n", "a, b", "keywords:\n- a, b\n"),
        ("keywords:\n- Old\n", "- b", 'keywords:\n- "- b"\n'),
    ],
)
def test_yaml_keeps_its_style_where_it_can(old: str, translation: str, new: str) -> None:
    assert translated(f"---\n{old}x: 1\n---\n", translation) == f"---\n{new}x: 1\n---\n"


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ('title = """Old\nx"""', 'a"""\n"b"', 'title = """a""\\"\n"b\\""""'),
        ('title = """\r\nOld\r\nx"""', "a\nb", 'title = """\r\na\r\nb"""'),
        ('title = """Old\\n x"""', "a\n\x07", 'title = """a\n\\u0007"""'),
        ("title = '''\nOld\nx\n'''", "a\n'b", "title = '''\na\n'b\n'''"),
        ("title = '''Old\nx'''", "a\nb'", 'title = """a\nb\'"""'),
        ("title = '''\n\nOld\nx'''", "a\x07", 'title = """\n\na\\u0007"""'),
        ('title = """\\n\nOld\nx"""', "a\nb", 'title = """\n\n\na\nb"""'),
        ('keywords = ["Old"]', 'a, "b"', 'keywords = ["a, \\"b\\""]'),
    ],
)
def test_toml_keeps_its_style_where_it_can(old: str, translation: str, new: str) -> None:
    assert translated(f"+++\n{old}\nx = 1\n+++\n", translation) == f"+++\n{new}\nx = 1\n+++\n"


def test_a_block_by_itself_shows_its_indentation() -> None:
    assert scalar("|2-\n    Old\n  x", False, "New\ny") == "|2-\n    New\n  y"


YAML_CASES = [case for case in CASES if case.read_text("utf-8")[0] == "-" and "broken" not in case.name]
TOML_CASES = [case for case in CASES if case.read_text("utf-8")[0] == "+" and "broken" not in case.name]
TRANSLATIONS = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), min_size=1
)


def as_read(translation: str, source: str) -> str:
    """What a translation of `source` should be read as."""
    if "\n" not in source.strip():
        translation = re.sub(r"\s*[\r\n]\s*", " ", translation.strip())
    return translation.strip().replace("\r\n", "\n")


@given(st.sampled_from(YAML_CASES + TOML_CASES), st.sampled_from(["\n", "\r\n"]), TRANSLATIONS)
def test_a_parser_reads_every_translation_and_all_else_as_it_was(
    case: Path, ending: str, translation: str
) -> None:
    assume(translation.strip())
    text = case.read_text(encoding="utf-8").replace("\n", ending).replace("!text Left alone", "Right")
    msgids = {unit.msgid for unit in units(text)}

    def expected(value: str) -> str:
        stripped = value.strip()
        begin, _, end = value.partition(stripped)
        return f"{begin}{as_read(translation, value)}{end}" if stripped in msgids else value

    assert loaded(translated(text, translation)) == changed(loaded(text), expected)


@given(st.lists(st.sampled_from([*NASTY, "title", "\n", "  ", "+++", "---\n", "seo", "b = "])).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for fence in ("---", "+++"):
        front = f"{fence}\n{text}\n{fence}\n"
        assert translated(front, "x", ("**",)) is not None
        found = units(front, ("**",))
        assert written(front, found, front_matter_replacement, str) is not None
        assert locale_edits(front, parse("en"), parse("ar")) is not None


@pytest.mark.parametrize(
    ("front", "target", "expected"),
    [
        ("---\nlang: en\n---\n", "es", "---\nlang: es\n---\n"),
        ("---\nlanguage: 'en_US' # x\n---\n", "pt-BR", "---\nlanguage: 'pt_BR' # x\n---\n"),
        ('---\nlocale: "en-us"\n---\n', "pt-BR", '---\nlocale: "pt-br"\n---\n'),
        ("---\nlocale: en_US.UTF-8\n---\n", "sr-Latn", "---\nlocale: sr.UTF-8@latin\n---\n"),
        ("---\nlang: EN\n---\n", "es", "---\nlang: ES\n---\n"),
        ("---\nlang: fr\nseo:\n  lang: en\n---\n", "es", "---\nlang: fr\nseo:\n  lang: en\n---\n"),
        ("---\nlang: Language\n---\n", "es", "---\nlang: Language\n---\n"),
        ("---\ndir: ltr\nlang: en\n---\n", "ar", "---\ndir: rtl\nlang: ar\n---\n"),
        ("---\ndirection: rtl\n---\n", "es", "---\ndirection: ltr\n---\n"),
        ("---\ntext-direction: auto\n---\n", "ar", "---\ntext-direction: auto\n---\n"),
        ("---\r\nlang: en\r\nx: 1\r\n---\r\n", "he", "---\r\nlang: he\r\ndir: rtl\r\nx: 1\r\n---\r\n"),
        ("---\nlang: fr\n---\n", "ar", "---\nlang: fr\n---\n"),
        ('+++\nlang = "en"\n[dir]\n+++\n', "ar", '+++\nlang = "ar"\ndir = "rtl"\n[dir]\n+++\n'),
        ("---\ntitle: no locale\n---\n", "ar", "---\ntitle: no locale\n---\n"),
        ('{\n"lang": "en"\n}\n', "ar", '{\n"lang": "en"\n}\n'),
        ("lang: en\n", "ar", "lang: en\n"),
        ("---\n---\n", "ar", "---\n---\n"),
    ],
)
def test_an_article_says_its_own_locale(front: str, target: str, expected: str) -> None:
    assert edited(front, locale_edits(front, parse("en"), parse(target))) == expected


def test_a_scalar_that_is_not_understood_is_written_in_quotes() -> None:
    assert scalar("bare", True, "New") == '"New"'
    assert scalar('"\\q"', False, "two\nlines") == '"two lines"'


TOML_PIECES = st.lists(
    st.sampled_from(
        [
            "a = ", "b.c = ", '"d e" = ', "\n", "\n\n", "# note\n", "[t]\n", "[t.u]\n", "[[l]]\n", "[l.m]\n",
            '"x"', "'y'",
            '"""z\n"""', "'''\nq'''", '"\\u00e9"', '"""a \\\n  b"""', '""""c""""', "1",
            "2026-01-02 10:00:00Z", "[", "]",
            "{f = ", "}", ", ", "k = 'v'\n", "j = [1, 'w', {x = \"y\"}]\n", "inf",
            "true", "'", '"', '"\\q"', "\r\n",
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(TOML_PIECES)
def test_toml_is_read_as_a_parser_reads_it(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert sorted(value.reading.text for value in toml_values(text, 0, len(text))) == sorted(texts(data))


@pytest.mark.parametrize(
    "line",
    [
        "a", "a =", "= 1", "a = [1 2]", "a = {b}", "a = {b = 1", "a = 'x' y", "[a", "[a] b", "[[a]",
        'a = "\\q"',
        '"\\q" = 1', "a = {'b' = \"\\q\"}", "a = 'x", "a = '''x", 'a = "\\ud800"',
    ],
)  # fmt: skip
def test_toml_is_read_up_to_a_fault(line: str) -> None:
    assert [unit.msgid for unit in units(f"+++\ntitle = 'One'\n{line}\nsummary = 'Two'\n+++\n")] == ["One"]


def test_long_and_hostile_front_matter_is_read() -> None:
    for piece in (
        "[",
        "{",
        "'",
        '"',
        "- ",
        "? ",
        "&a ",
        "a: ",
        "  ",
        "\\",
        "|\n",
        "#",
        '"""\n',
        "x=[",
        "a.",
        "\ta",
    ):
        text = piece * (20_000 // len(piece))
        for fence in ("---", "+++"):
            assert units(f"{fence}\ntitle: {text}\n{fence}\n") is not None
            assert units(f"{fence}\n{text}\n{fence}\n") is not None
