"""Every fault that a glossary can have, by one-fault files: tests/fixtures/glossary/<fault>.yml.

The first line states it: `# line:column: message | hint`. Files in `good` have none. All are tried with the
JSON Schema of docs/, too, which is to object to no good one.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from l10n.errors import GlossaryError
from l10n.glossary.json_schema import glossary_schema
from l10n.glossary.lint import lint
from l10n.glossary.schema import Glossary

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "glossary"
FAULTY = sorted(FIXTURES.glob("*.yml"))
GOOD = sorted((FIXTURES / "good").glob("*.yml"))
OWN = sorted(ROOT.glob("glossary.yml")) + sorted(ROOT.glob("docs/*/glossary.yml"))

BEYOND_A_SCHEMA = {
    "alias-bomb", "alias-without-anchor", "bracket-open", "colon-unquoted", "control-character",
    "derive-from-itself", "derive-in-a-chain", "derive-undeclared", "form-without-words", "id-twice",
    "key-a-list", "key-twice", "locale-twice", "merge-key", "pattern-broken", "pattern-of-anything",
    "quote-open", "second-document", "source-twice", "tab-as-indent", "tag", "tag-of-python",
    "target-locale-twice", "target-locale-undeclared", "too-deep",
}  # fmt: skip
"""Faults of the YAML itself, of words, and between one value and another."""


def faults(path: Path) -> list[str]:
    with pytest.raises(GlossaryError) as caught:
        Glossary.read(path, name=path.name)
    return [
        f"{one.where.line}:{one.where.column}: {one.message} | {one.hint}"
        for one in caught.value.faults
        if one.where
    ]


def plain(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "glossary.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_file_has_the_one_fault_that_it_states(path: Path) -> None:
    stated = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert faults(path) == [stated]


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_every_fault_says_what_to_write_instead(path: Path) -> None:
    message, hint = faults(path)[0].split(" | ")
    assert len(message) > 10
    assert hint not in ("", "None")


@pytest.mark.parametrize("path", [*GOOD, *OWN], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_good_file_has_none(path: Path, validator: Draft202012Validator) -> None:
    assert lint(Glossary.read(path)) == []
    assert list(validator.iter_errors(plain(path))) == []


@pytest.mark.parametrize(
    "path", [path for path in FAULTY if path.stem not in BEYOND_A_SCHEMA], ids=lambda path: path.stem
)
def test_an_editor_with_the_schema_shows_the_fault(path: Path, validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(plain(path))) != []


def test_what_is_beyond_a_schema_is_among_the_files() -> None:
    assert {path.stem for path in FAULTY} >= BEYOND_A_SCHEMA


def test_the_schema_in_the_documentation_is_that_of_the_code() -> None:
    written = (ROOT / "docs" / "glossary.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == glossary_schema()


def test_every_field_is_explained_to_editors() -> None:
    schema = glossary_schema()
    silent = [
        f"{model['title']}.{name}"
        for model in (schema, *schema["$defs"].values())
        for name, field in model["properties"].items()
        if "$ref" not in field and len(field.get("description", "")) < 10
    ]
    assert silent == []


def test_the_schema_tells_how_to_use_it(validator: Draft202012Validator) -> None:
    assert "# yaml-language-server: $schema=docs/glossary.schema.json" in str(validator.schema)
