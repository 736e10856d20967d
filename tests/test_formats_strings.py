"""JSON and YAML files of strings: the units of each are in tests/fixtures/strings/, next to the file."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from data_files import NASTY, changed, described, edited, stands_where_it_says, texts, written
from l10n import registry
from l10n.formats.json_scan import read_json
from l10n.formats.json_strings import JsonFormat
from l10n.formats.lines import Lines
from l10n.formats.yaml_events import read_events
from l10n.formats.yaml_lines import read_lines
from l10n.formats.yaml_strings import YamlFormat
from l10n.locale import parse
from l10n.model import FormatOptions, Unit
from l10n.ports import Format

FOLDER = Path(__file__).parent / "fixtures" / "strings"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".units")
EVERY = FormatOptions()
JSON, YML = JsonFormat(), YamlFormat()

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def expected_units(case: Path) -> str:
    return case.with_name(f"{case.name}.units").read_text(encoding="utf-8")


def translated(format_: Format, text: str, translation: str, options: FormatOptions = EVERY) -> str:
    return written(text, format_.units(text, options), format_.replacement, lambda _: translation)


def yaml(text: str) -> object:
    return list(YAML(typ="safe", pure=True).load_all(text))


@every_case
def test_units(case: Path) -> None:
    format_ = registry.format_for(case)
    assert format_.name == {".json": "json", ".yml": "yaml"}[case.suffix]
    assert described(format_.units(case.read_text(encoding="utf-8"), EVERY)) == expected_units(case)


@every_case
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_endings_and_a_bom_change_no_unit(case: Path, ending: str, bom: str) -> None:
    text = bom + case.read_text(encoding="utf-8").replace("\n", ending)
    format_ = registry.format_for(case)
    found = format_.units(text, EVERY)
    assert described(found) == expected_units(case)
    assert written(text, found, format_.replacement, str) == text
    assert format_.destinations(text) == ()


@every_case
def test_what_a_unit_shows_stands_where_it_says(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    assert all(stands_where_it_says(text, unit) for unit in registry.format_for(case).units(text, EVERY))


KEYS = (
    '{"title": "a", "menu": {"title": "b", "open": "c", "sub": {"title": "d"}},'
    ' "list": ["e", ["f"], {"title": "g"}], "a.b": "h"}'
)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("**",), "abcdefgh"),
        (("title",), "a"),
        (("*",), "aef"),
        (("menu.title", "menu.open"), "bc"),
        (("menu.*",), "bc"),
        (("menu.**",), "bcd"),
        (("**.title",), "abdg"),
        (("**.sub.**.title",), "d"),
        (("**.**.title", "none"), "abdg"),
        (("list",), "ef"),
        (("list.*.title",), "g"),
        (("list.2.*",), "g"),
        (("a.b",), "h"),
        (("title.**.x", "menu", ""), ""),
        ((), ""),
    ],
)
def test_options_choose_keys(keys: tuple[str, ...], found: str) -> None:
    options = FormatOptions(string_keys=keys)
    assert "".join(unit.msgid for unit in JSON.units(KEYS, options)) == found
    assert "".join(unit.msgid for unit in YML.units(KEYS, options)) == found


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ('"Old"', 'é "x" \\ \n\t/😀\x7f', '"é \\"x\\" \\\\ \\n\\t/😀\\u007f"'),
        ('"Old \\u00e9"', "é😀\x07", '"\\u00e9\\ud83d\\ude00\\u0007"'),
        ('"Old é \\u00e9"', "é", '"é"'),
        ('"Old\\/"', "a/b", '"a\\/b"'),
        ('"Old\\r\\nx"', "a\nb", '"a\\r\\nb"'),
        ('" Old:\\n"', " New: ", '" New:\\n"'),
    ],
)
def test_json_keeps_its_style(old: str, translation: str, new: str) -> None:
    assert translated(JSON, f'{{"a":{old} , "b" : 1}}', translation) == f'{{"a":{new} , "b" : 1}}'


def test_a_translation_that_is_the_text_keeps_its_spelling() -> None:
    for format_, text in ((JSON, '{"a": "\\u0041b"}'), (YML, 'a: "\\u0041b"\n')):
        (unit,) = format_.units(text, EVERY)
        assert format_.replacement(text, unit, unit.msgid) == text[unit.span.start : unit.span.end]


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ("a: Old\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a: 'Old'\n", "no", "a: 'no'\n"),
        ("a: Old\n", "no", 'a: "no"\n'),
        ('a: "Name: "\n', "Ime:", 'a: "Ime: "\n'),
        ("a: |\n  Old\n  b\n", "New\n\nx", "a: |\n  New\n\n  x\n"),
        ("a: [Old, b]\n", "x, y", 'a: ["x, y", "x, y"]\n'),
    ],
)
def test_yaml_keeps_its_style(old: str, translation: str, new: str) -> None:
    assert translated(YML, old, translation) == new


TRANSLATIONS = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), min_size=1
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | TRANSLATIONS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def expected(units: tuple[Unit, ...], data: object, translation: str) -> object:
    """The data with the texts of `units` translated, white space around them as it was."""
    msgids = {unit.msgid for unit in units}

    def new(value: str) -> str:
        text = value.strip()
        if text.replace("\r\n", "\n") not in msgids:
            return value
        begin, _, end = value.partition(text)
        return f"{begin}{translation.strip()}{end}"

    return changed(data, new)


@given(VALUES, TRANSLATIONS, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_a_parser_reads_every_translation_in_json(
    data: object, translation: str, ascii_only: bool, indent: int | str | None
) -> None:
    assume(
        translation.strip() and "\r\n" not in translation and not any("\r\n" in text for text in texts(data))
    )
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    units = JSON.units(text, EVERY)
    assert written(text, units, JSON.replacement, str) == text
    new = translated(JSON, text, translation)
    assert json.loads(new) == expected(units, data, translation)
    if ascii_only and "\\u" in text:
        assert new.isascii()


YAML_CASES = [
    path for path in CASES if path.suffix == ".yml" and path.stem not in ("tags", "broken", "odd-keys")
]


@given(st.sampled_from(YAML_CASES), st.sampled_from(["\n", "\r\n"]), TRANSLATIONS)
def test_a_parser_reads_every_translation_in_yaml(case: Path, ending: str, translation: str) -> None:
    assume(translation.strip() and "\r" not in translation)
    text = case.read_text(encoding="utf-8").replace("\n", ending)
    units = YML.units(text, EVERY)
    assert yaml(translated(YML, text, translation)) == expected(units, yaml(text), translation)


HALF = re.compile("[\ud800-\udfff]")
"""Half of a character."""
PIECES = st.lists(
    st.sampled_from(
        [
            "a: ", "b:", "- ", "\n", "\n  ", "\n    ", "x y", "'it''s'", '"q\\n"', "[a, 'b']", "[]", "# c",
            " # c", "|", ">-", "|+", "12", "yes", "{a: b}", "&a ", "*a", "---", ":", "'", '"', " ",
            "é", ",", "]", "\r\n",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES)
def test_lines_are_read_as_a_parser_reads_them(text: str) -> None:
    lines = Lines(text)
    quick = read_lines(lines, 0, len(lines))
    full, whole = read_events(text, 0, len(text))
    if quick is not None and whole:
        assert quick == full


@pytest.mark.parametrize(
    "text",
    [
        'a: "b\n', "a: \"b\" c\n", 'a: "\\q"\n', "a: |2\n   b\n", "a: |\n\tb\n",
        "a: |\n    \n  b\n", "a: b\n  c\n",
        "a: &b c\n",
        "a: [b, {c: d}]\n", "a: [b] c\n", "- # b\n", "a:\n  b: c\n d: e\n", "a: b\x85c\n",
        f"{'a' * 1000}: b\n", "b\n",
    ],
)  # fmt: skip
def test_what_is_not_clear_by_lines_is_left_to_the_parser(text: str) -> None:
    lines = Lines(text)
    assert read_lines(lines, 0, len(lines)) is None


@pytest.mark.parametrize(
    "text",
    [
        "a: |\nb: c\n",
        "a: |\n\n\nb: c\n",
        "a: |\n",
        "a:\n- |\n  x\n- c\n",
        "a: >\n\n  b\n   c\n  d\n\n# e\n",
    ],
)
def test_blocks_are_read_as_a_parser_reads_them(text: str) -> None:
    lines = Lines(text)
    assert (read_lines(lines, 0, len(lines)), True) == read_events(text, 0, len(text))


@given(st.text() | PIECES | st.lists(st.sampled_from(NASTY)).map("".join))
def test_any_text_is_read_without_an_error_and_written_as_it_is(text: str) -> None:
    for format_ in (JSON, YML):
        assert written(text, format_.units(text, EVERY), format_.replacement, str) == text
        translated(format_, text, "x")
        edited(text, format_.locale_edits(text, parse("en"), parse("ar")))


@given(st.text(alphabet='{}[]:,"\\u1eE+-.truefalsn \n0/*') | VALUES.map(json.dumps))
def test_what_python_reads_as_json_is_read_and_nothing_else_but_comments(text: str) -> None:
    assume(
        "/" not in text and not any(mark in text.replace(" ", "").replace("\n", "") for mark in (",}", ",]"))
    )
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: [value for _, value in pairs])
    except ValueError:
        assert read_json(text) is None
        return
    assume("NaN" not in text and "Infinity" not in text)
    found = read_json(text)
    assert found is not None
    wanted = [part.replace("\r\n", "\n") for part in texts(data) if not HALF.search(part)]
    assert [value.reading.text for value in found.values] == wanted


@pytest.mark.parametrize(
    ("text", "target", "new"),
    [
        ('{"lang": "en", "a": {"lang": "en"}}', "ar", '{"lang": "ar", "a": {"lang": "en"}}'),
        ('{"@@locale": "en_US"}', "pt-BR", '{"@@locale": "pt_BR"}'),
        ('{"language": "English", "locale": "fr"}', "es", '{"language": "English", "locale": "fr"}'),
        ('{"en": {"a": "One"}}', "es", '{"es": {"a": "One"}}'),
        ('{"en": {"a": "One"}, "b": 1}', "es", '{"en": {"a": "One"}, "b": 1}'),
        ('{"dir": "ltr", "locale": "en"}', "he", '{"dir": "rtl", "locale": "he"}'),
        ('{"lang": "en"', "es", '{"lang": "en"'),
    ],
)
def test_json_says_its_own_locale(text: str, target: str, new: str) -> None:
    assert edited(text, JSON.locale_edits(text, parse("en"), parse(target))) == new


@pytest.mark.parametrize(
    ("text", "target", "new"),
    [
        ("---\n# x\nen: # y\n  a: One\n", "sr-Latn", "---\n# x\nsr-Latn: # y\n  a: One\n"),
        ("'en-US':\n  a: One\n", "es", "'es':\n  a: One\n"),
        ("en:\n  a: One\nb: Two\n", "es", "en:\n  a: One\nb: Two\n"),
        ("fr:\n  a: One\n", "es", "fr:\n  a: One\n"),
        ("lang: en # x\na: One\n", "es", "lang: es # x\na: One\n"),
        ("lang: en\n", "es", "lang: es\n"),
        ("# nothing\n", "es", "# nothing\n"),
        ("---", "es", "---"),
    ],
)
def test_yaml_says_its_own_locale(text: str, target: str, new: str) -> None:
    assert edited(text, YML.locale_edits(text, parse("en"), parse(target))) == new


def test_long_and_hostile_files_are_read() -> None:
    for piece in (
        "[",
        "{",
        '"',
        "'",
        "- ",
        "? ",
        ": ",
        "&a ",
        '{"a":',
        "[1,",
        "\\",
        "/*",
        "//",
        " ",
        "a.",
        '"\\',
        "a: ",
    ):
        text = piece * (20_000 // len(piece))
        for format_ in (JSON, YML):
            assert format_.units(text, EVERY) is not None
    for nested in ("[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000, "- " * 50_000 + "a"):
        assert JSON.units(nested, EVERY) == YML.units(nested, EVERY) == ()
    path = '{"' + "a." * 10_000 + 'x": "One"}'
    assert len(JSON.units(path, FormatOptions(string_keys=("**.a.**.b.**.a.**.x", "**.x")))) == 1
