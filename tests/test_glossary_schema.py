"""Reading a glossary: what it holds, and every fault at its line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import GlossaryError
from l10n.glossary import document
from l10n.glossary.schema import Derivation, Glossary, Target, Variant
from l10n.model import Severity, Tag

HEAD = "version: 1\nsource_locale: en\n"

FULL = """\
version: 1
source_locale: en
locales: [sr, sr@latin, es, fr]
defaults:
  inflect: none
  case: true
  severity: {absent: note, forbidden: warning, source_variant: error}
derive: {sr@latin: {from: sr, method: cyrl2latn}}
terms:
  - id: meloni
    source: Giorgia Meloni
    variants:
      - {text: Giorgio Meloni, status: misspelling, note: a man's name}
      - {text: Meloni, status: short}
    kind: person
    gender: f
    pos: proper-noun
    definition: Head of the Italian government.
    domain: [politics]
    status: draft
    refs: [https://example.org/meloni]
    note: seen in wire reports
    case: false
    not_before: [Street]
    not_after: [Saint]
    targets:
      es: &latin
        term: Giorgia Meloni
        short: Meloni
        admitted: [G. Meloni]
        forms: [Melonis]
        derived: [melonista]
        forbidden: [Giorgio Meloni]
        match: 'Melon\\w+'
        inflect: auto
        required: true
        gender: f
        note: as she writes it
      fr: *latin
      sr_Latn: null
  - id: rferl
    source: RFE/RL
    targets: {es: {do_not_translate: true}, fr: RFE}
"""


def faults(text: str) -> list[tuple[str, str, str | None]]:
    with pytest.raises(GlossaryError) as caught:
        Glossary.parse(text, "glossary.yml")
    return [(str(fault.where), fault.message, fault.hint) for fault in caught.value.faults]


def fault(text: str) -> tuple[str, str, str | None]:
    (only,) = faults(text)
    return only


def at(text: str, where: str) -> str:
    """The word that a place in the glossary points at."""
    line, column = map(int, where.removeprefix("glossary.yml:").split(":"))
    return text.splitlines()[line - 1][column - 1 :].split()[0]


def terms(text: str) -> str:
    return f"{HEAD}terms:\n{text}"


def test_a_term_keeps_every_field() -> None:
    term = Glossary.parse(FULL, "glossary.yml").terms[0]
    assert (term.id, term.source, term.kind, term.gender) == ("meloni", "Giorgia Meloni", "person", "f")
    assert term.variants == (
        Variant("Giorgio Meloni", "misspelling", "a man's name"),
        Variant("Meloni", "short"),
    )
    assert (term.pos, term.status, term.note) == ("proper-noun", "draft", "seen in wire reports")
    assert (term.definition, term.domain) == ("Head of the Italian government.", ("politics",))
    assert term.refs == ("https://example.org/meloni",)
    assert (term.case, term.not_before, term.not_after) == (False, ("Street",), ("Saint",))
    assert (term.line, term.column) == (10, 5)


def test_a_target_keeps_every_field_and_its_place() -> None:
    term = Glossary.parse(FULL, "glossary.yml").terms[0]
    spanish, french = term.targets[Tag("es")], term.targets[Tag("fr")]
    assert spanish == Target(
        term="Giorgia Meloni",
        short="Meloni",
        admitted=("G. Meloni",),
        forms=("Melonis",),
        derived=("melonista",),
        forbidden=("Giorgio Meloni",),
        match=r"Melon\w+",
        inflect="auto",
        required=True,
        gender="f",
        note="as she writes it",
    )
    assert spanish.right == ("Giorgia Meloni", "Meloni", "G. Meloni", "Melonis", "melonista")
    assert french == spanish
    assert [at(FULL, f"{one.line}:{one.column}") for one in (spanish, french)] == ["es:", "fr:"]


def test_a_target_may_be_a_text_null_or_kept_as_it_is() -> None:
    meloni, rferl = Glossary.parse(FULL, "glossary.yml").terms
    assert rferl.targets[Tag("fr")] == Target("RFE", inflect="none", case=True)
    assert rferl.targets[Tag("es")] == Target("RFE/RL", inflect="none", do_not_translate=True, case=True)
    assert meloni.free == ("sr-Latn",)
    assert "sr-Latn" not in meloni.targets


def test_defaults_and_locales_are_those_of_the_file() -> None:
    glossary = Glossary.parse(FULL, "glossary.yml")
    assert glossary.source_locale == "en"
    assert glossary.locales == ("sr", "sr-Latn", "es", "fr")
    assert glossary.derive == (Derivation(Tag("sr-Latn"), Tag("sr"), "cyrl2latn"),)
    severities = glossary.severities
    assert (severities.absent, severities.near) == (Severity.NOTE, Severity.WARNING)
    assert (severities.forbidden, severities.source_variant) == (Severity.WARNING, Severity.ERROR)


def test_a_glossary_may_have_no_terms() -> None:
    assert Glossary.parse(f"{HEAD}terms: []\n", "glossary.yml").terms == ()


def test_targets_cannot_be_written_to() -> None:
    targets = Glossary.parse(FULL, "glossary.yml").terms[0].targets
    with pytest.raises(TypeError):
        targets[Tag("it")] = Target("x")  # type: ignore[index]


def test_norwegian_is_no_boolean() -> None:
    glossary = Glossary.parse(terms("  - {id: a, source: A, targets: {nb: 'on', es: no}}\n"), "glossary.yml")
    assert {tag: target.term for tag, target in glossary.terms[0].targets.items()} == {"nb": "on", "es": "no"}


def test_every_fault_is_reported_at_once_in_the_order_of_the_file() -> None:
    text = terms(
        "  - id: a b\n"
        "    sorce: Foo\n"
        "    variants: [{text: X, status: mispelling}, Y]\n"
        "    targets: {es: {trem: A}, fr: {match: '('}, it: {short: Q}, qqq: R}\n"
        "  - {id: u, source: 1984, case: yes}\n"
        "  - 3\n"
    ).replace("version: 1", "version: 2\nlocal: [en]")
    found = faults(text)
    assert [at(text, where) for where, _, _ in found] == [
        "2", "local:", "id:", "a", "sorce:", "mispelling},", "Y]", "trem:", "'('},", "{short:", "qqq:",
        "1984,", "yes}", "3",
    ]  # fmt: skip
    hints = {message: hint for _, message, hint in found}
    assert (hints["unknown key `local`"] or "").startswith("did you mean `locales`?")
    assert hints["`version` cannot be `2`"] == "known: 1"
    assert hints["`source` is missing"] == "add `source: migrant centre`"
    assert (hints["unknown key `sorce`"] or "").startswith("did you mean `source`?")
    assert (hints["`status` cannot be `mispelling`"] or "").startswith("did you mean `misspelling`?")
    assert hints["`source` must be a text"] == 'write it in quotes: "1984"'
    assert hints["`case` must be true or false"] == "write `true` or `false`"
    assert hints["the target has no `term`"] == "add `term`, or `do_not_translate: true`"


@pytest.mark.parametrize(
    ("term", "pointed", "message"),
    [
        ("{id: a, source: ' A'}", "'", "`source`: begins or ends with a space"),
        ("{id: a, source: '--'}", "'--'}", "`source`: has no letter or digit"),
        ("{id: a, source: A, domain: x}", "x}", "`domain` must be a list"),
        ("{id: a, source: A, domain: [x, 1]}", "1]}", "an item of `domain` must be a text"),
        ("{id: a, source: A, targets: x}", "x}", "`targets` must be a mapping"),
        ("{id: a, source: A, targets: {es: [x]}}", "[x]}}", "`es` must be a mapping"),
        ("{id: null, source: A}", "null,", "`id` must be a text"),
    ],
)
def test_a_fault_has_a_place_and_a_name(term: str, pointed: str, message: str) -> None:
    text = terms(f"  - {term}\n")
    where, said, hint = fault(text)
    assert (at(text, where), said) == (pointed, message)
    assert hint


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "not a regular expression: missing ), unterminated subpattern at position 0"),
        (r"\w*", "a pattern that matches an empty text"),
        ("x" * 501, "a pattern of more than 500 characters"),
    ],
)
def test_a_pattern_must_be_usable(pattern: str, message: str) -> None:
    text = terms(f"  - {{id: a, source: A, targets: {{es: {{term: B, match: '{pattern}'}}}}}}\n")
    where, said, hint = fault(text)
    assert at(text, where).startswith(f"'{pattern}'")
    assert said == f"`match`: {message}"
    assert hint


def test_locales_are_taken_in_every_spelling_but_once() -> None:
    text = terms("  - {id: a, source: A, targets: {sr@latin: B, sr_Latn: C}}\n")
    where, message, hint = fault(text)
    assert (at(text, where), message) == ("sr_Latn:", "`sr_Latn` and `sr@latin` are one locale")
    assert hint == "keep one of the two"


def test_a_target_for_a_locale_that_the_glossary_is_not_kept_for() -> None:
    text = terms("  - {id: a, source: A, targets: {es: B, fr: C}}\n").replace(
        "terms:", "locales: [es]\nterms:"
    )
    where, message, hint = fault(text)
    assert (at(text, where), message) == ("fr:", "`fr` is not among the glossary's `locales`")
    assert hint == "add it there, or use one of: es"


def test_ids_and_sources_are_unique() -> None:
    text = terms("  - {id: a, source: May}\n  - {id: a, source: 'MAY'}\n  - {id: b, source: Q, case: 3}\n")
    assert [(where, message) for where, message, _ in faults(text)] == [
        ("glossary.yml:5:10", "two terms have the id `a`"),
        ("glossary.yml:5:21", "two terms have the source `MAY`"),
        ("glossary.yml:6:30", "`case` must be true or false"),
    ]


def test_capitals_keep_two_sources_apart_where_both_mind_them() -> None:
    both = terms("  - {id: a, source: US, case: true}\n  - {id: b, source: us, case: true}\n")
    assert len(Glossary.parse(both, "glossary.yml").terms) == 2
    _, _, hint = fault(both.replace("us, case: true", "us"))
    assert hint is not None
    assert "`case: true`" in hint


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("", "1:1", "the glossary is empty"),
        ("# nothing\n", "1:1", "the glossary is empty"),
        ("- a\n", "1:1", "the glossary must be a mapping"),
        (
            "a: [1\nb: 2\n",
            "2:2",
            "broken YAML: expected ',' or ']', but got ':' while parsing a flow sequence",
        ),
        ("a: 1\nb: \tc: d\n\t- x\n", "2:4", "broken YAML: "),
        ("a: 1\nb: x\x07y\n", "2:5", "broken YAML: the character U+0007 is not allowed"),
        ("a: *x\n", "1:4", "no anchor `&x` stands before this alias"),
        ("a: 1\na: 2\n", "2:1", "the key `a` stands twice"),
        ("a: !!python/object:os.system x\n", "1:4", "a YAML tag (tag:yaml.org,2002:python/object:os.system)"),
        ("a: &x {b: c}\nd: {<<: *x}\n", "2:5", "a merge key (`<<`)"),
        ("? [a]\n: b\n", "1:3", "a key that is not a word"),
        ("a: b\n---\nc: d\n", "2:1", "a second YAML document"),
        ("[" * 60 + "]" * 60, "1:42", "more than 40 collections within each other"),
    ],
)
def test_broken_yaml_has_a_line_and_a_column(text: str, where: str, message: str) -> None:
    found = fault(text)
    assert found[0] == f"glossary.yml:{where}"
    assert found[1].startswith(message)


def test_aliases_that_multiply_are_refused_before_they_are_written_out() -> None:
    levels = "".join(f"l{at}: &l{at} [{', '.join([f'*l{at - 1}'] * 10)}]\n" for at in range(1, 30))
    where, message, _ = fault(f"l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n{levels}")
    assert where == "glossary.yml:7:5"
    assert message == "more than 2,000,000 values once every alias is written out"


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    glossary = Glossary.read(path)
    assert (glossary.name, len(glossary.terms)) == (path.as_posix(), 2)
    assert Glossary.read(path, name="glossary.yml").name == "glossary.yml"


def test_a_file_that_is_not_utf8_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    with pytest.raises(GlossaryError) as missing:
        Glossary.read(path, name="glossary.yml")
    assert str(missing.value).startswith("glossary.yml: cannot be read: ")
    path.write_bytes(FULL.encode() + b"# Gjad\xebr\n")
    with pytest.raises(GlossaryError) as caught:
        Glossary.read(path, name="glossary.yml")
    assert str(caught.value) == f"glossary.yml:{FULL.count(chr(10)) + 1}: not UTF-8: byte 0xeb"


@given(st.text())
def test_any_text_is_a_glossary_or_a_glossary_error(text: str) -> None:
    unplaced: list[str] = []
    try:
        Glossary.parse(text, "glossary.yml")
    except GlossaryError as error:
        unplaced = [one.message for one in error.faults if one.where is None or one.where.line is None]
    assert unplaced == []


LEAVES = st.none() | st.booleans() | st.integers(0, 99999) | st.text("ab c:#é", max_size=6)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abé", min_size=1), inner, max_size=3)
    ),
)


@given(VALUES)
def test_json_is_read_as_it_was_meant(value: object) -> None:
    assert document.read_document(json.dumps(value, ensure_ascii=False), "a.yml").value == value
