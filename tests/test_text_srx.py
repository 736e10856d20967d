"""SRX files: what they mean, and what is refused with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ConfigError
from l10n.text.segment import sentences
from l10n.text.srx import MOST_BYTES, SrxRules
from l10n.text.srx_regex import translated

ENGLISH = r"""
<rule break="no"><beforebreak>\b(?:Dr|Prof)\.</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="no"><beforebreak>\be\.g\.\s</beforebreak><afterbreak></afterbreak></rule>
"""
EVERY = r"<rule break='yes'><beforebreak>[.?!]+\h</beforebreak><afterbreak>\p{Lu}</afterbreak></rule>"


def srx(body: str, cascade: str = "yes") -> str:
    return (
        f'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="{cascade}"/>'
        f"<body>{body}</body></srx>"
    )


def whole(cascade: str = "yes") -> str:
    return srx(
        f'<languagerules><languagerule languagerulename="English">{ENGLISH}</languagerule>'
        f'<languagerule languagerulename="Every">{EVERY}</languagerule></languagerules>'
        '<maprules><languagemap languagepattern="EN.*" languagerulename="English"/>'
        '<languagemap languagepattern=".*" languagerulename="Every"/></maprules>',
        cascade,
    )


def read(folder: Path, text: str) -> SrxRules:
    path = folder / "rules.srx"
    path.write_text(text, encoding="utf-8")
    return SrxRules.read(path)


def cut(rules: SrxRules, text: str, locale: str) -> str:
    return "|".join(text[start:end] for start, end in sentences(text, locale, rules))


TEXT = "Dr. Lee met Prof. Roe. He left. to go, e.g. There. "


def test_the_first_rule_that_fits_decides(tmp_path: Path) -> None:
    rules = SrxRules({}, (), True)
    assert cut(rules, TEXT, "en") == TEXT
    rules = read(
        tmp_path, whole().replace(r"\.</beforebreak><afterbreak>\s<", r"\.\s</beforebreak><afterbreak><")
    )
    assert cut(rules, TEXT, "en_GB") == "Dr. Lee met Prof. Roe. |He left. to go, e.g. There. "


def test_rules_of_other_languages_do_not_count(tmp_path: Path) -> None:
    assert cut(read(tmp_path, whole()), TEXT, "sr@latin") == (
        "Dr. |Lee met Prof. |Roe. |He left. to go, e.g. |There. "
    )


def test_without_cascade_only_the_first_map_counts(tmp_path: Path) -> None:
    rules = read(tmp_path, whole("no"))
    assert cut(rules, TEXT, "en") == TEXT
    assert cut(rules, "One. Two.", "not a locale") == "One. |Two."
    assert rules.sentences("", "en") == []


@given(st.text(alphabet="aB.?! \nDr", max_size=60))
def test_spans_tile_any_text(text: str) -> None:
    from l10n.text.srx import Rule

    rules = SrxRules({"x": (Rule(False, r"\bDr\.+", ""), Rule(True, r"[.?!]", r"\s?"))}, ((".*", "x"),), True)
    assert "".join(text[start:end] for start, end in rules.sentences(text, "en")) == text
    assert all(start < end for start, end in rules.sentences(text, "en"))


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        (r"\p{Lu}", "Ж", "ж"),
        (r"\P{Lu}", "ж", "Ж"),
        (r"\p{^Lu}", "ж", "Ж"),
        (r"\pL", "ж", "5"),
        (r"[\p{Ll}5]", "5", "Ж"),
        (r"[^\p{L}]", "5", "Ж"),
        (r"[\P{L}]", "5", "Ж"),
        (r"\p{Ps}", "(", ")"),
        (r"\p{Uppercase_Letter}", "A", "a"),
        (r"\x{1F600}", "😀", "x"),
        (r"[\h]", "\u00a0", "\n"),
        (r"\h", "\t", "\n"),
        (r"\H", "\n", "\t"),
        (r"(?<name>a)\z", "a", "b"),
        (r"a\Z", "a", "b"),
        (r"\R", "\r\n", "a"),
        (r"[ab]++\.", "ab.", "."),
        (r"\[", "[", "]"),
    ],
)
def test_expressions_of_icu(pattern: str, fits: str, fails: str) -> None:
    import re

    assert re.match(translated(pattern), fits)
    assert not re.match(translated(pattern), fails)


@pytest.mark.parametrize(
    "pattern",
    [r"[a[b]]", r"[a&amp;&amp;b]", r"\Qa\E", r"(ab)*+", r"\p{Nonsense}", r"\x{110000}", r"[\R]", "(", "[]"],
)
def test_what_cannot_be_translated_is_refused_with_its_line(tmp_path: Path, pattern: str) -> None:
    rule = f"<rule><beforebreak>{pattern}</beforebreak></rule>"
    rule = f"<languagerule languagerulename='x'>\n{rule}</languagerule>"
    with pytest.raises(
        ConfigError, match=r"rules\.srx:2:\d+: .* (cannot be used|is no regular expression)"
    ) as error:
        read(tmp_path, srx(rule))
    assert error.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE srx [<!ENTITY a "b">]>\n<srx/>', "1:15: a document type is not allowed"),
        ("<srx>\n<header>", "2:9: not XML: no element found"),
        ("<tmx/>", "1:1: <tmx> is no SRX file"),
        (srx("<languagerule/>"), "languagerulename is missing"),
        (srx("<languagerule languagerulename='x'><rule break='No'/></languagerule>"), "break is 'No'"),
        (srx("<languagemap languagepattern='.*' languagerulename='x'/>"), "there are no rules named 'x'"),
        (f"<srx>{' ' * MOST_BYTES}</srx>", "larger than 16 MiB"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
    assert str(error.value).startswith((tmp_path / "rules.srx").as_posix())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        SrxRules.read(tmp_path / "none.srx")
