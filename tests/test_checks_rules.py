"""Every rule, by one-defect files: tests/fixtures/checks/<rule>/<name>.yml states text and expected findings.

A file holds `terms` (glossary terms; `header` adds fields before them), `article` (each line a unit) or
`catalog` (with a `derivation` where it follows from another), or several in `articles` and `catalogs`, and in
`expect` all that every rule together finds. Entries stand at lines 10, 20, 30 of their catalog. Files
are named in order: source/a.md, source/b.md, locales/a.po, locales/b.po.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from l10n import registry
from l10n.checks import (
    catalogs,
    completeness,
    consistency,
    derived,
    doubling,
    encoding,
    glossaries,
    length,
    names,
    numbers,
    placeholders,
    punctuation,
    repetition,
    script,
    suppression,
    term_consistency,
    terms,
    variants,
)
from l10n.checks.context import CatalogContext, Derivation, SourceContext
from l10n.checks.run import check_catalog, check_glossary, check_project, check_source, observe
from l10n.glossary.schema import Glossary
from l10n.model import Entry, Finding, Location, Span, State, Tag, Unit
from l10n.ports import Rule

FIXTURES = Path(__file__).parent / "fixtures" / "checks"
FILES = sorted(FIXTURES.glob("*/*.yml"))
RULES: tuple[Rule[Any], ...] = (
    *terms.RULES,
    *term_consistency.RULES,
    *variants.RULES,
    *placeholders.RULES,
    *completeness.RULES,
    *catalogs.RULES,
    *derived.RULES,
    *glossaries.RULES,
    *numbers.RULES,
    *length.RULES,
    *repetition.RULES,
    *consistency.RULES,
    *names.RULES,
    *script.RULES,
    *encoding.RULES,
    *doubling.RULES,
    *punctuation.RULES,
    *suppression.RULES,
)
DECLARED = {rule.id for rule in RULES}
SPANISH = "nplurals=2; plural=(n != 1);"


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return loaded


def glossary_of(case: dict[str, Any]) -> Glossary | None:
    if "terms" not in case:
        return None
    text = f"version: 1\nsource_locale: en\n{case.get('header', '')}terms:\n{case['terms']}"
    return Glossary.parse(text, "glossary.yml")


def source_context(article: str, glossary: Glossary | None, name: str = "a") -> SourceContext:
    units = tuple(
        Unit(line, Span(0, 0), "paragraph", number, 1) for number, line in enumerate(article.splitlines(), 1)
    )
    return SourceContext(
        f"source/{name}.md", units, lambda unit, offset: (unit.line, 1 + offset), glossary, Tag("en")
    )


def entry_of(fields: dict[str, Any], line: int) -> Entry:
    entry = Entry(
        fields["msgid"],
        tuple(fields.get("msgstrs", [fields.get("msgstr", "")])),
        msgctxt=fields.get("msgctxt"),
        msgid_plural=fields.get("msgid_plural"),
        comments=tuple(fields.get("comments", [])),
        flags=tuple(fields.get("flags", [])),
        previous_msgid=fields.get("previous_msgid"),
        line=line,
    )
    if fields.get("machine"):
        entry = replace(entry.with_machine_text(entry.msgstr, "argos"), line=line)
        assert entry.state is State.MACHINE
    return entry


def catalog_context(catalog: dict[str, Any], glossary: Glossary | None, name: str = "a") -> CatalogContext:
    locale = catalog.get("locale", "es")
    plural_forms = catalog.get("plural_forms", SPANISH)
    derivation = catalog.get("derivation")
    header = {"Language": locale, "Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_forms}
    return CatalogContext(
        locale=Tag(locale),
        source_locale=Tag("en"),
        path=f"locales/{name}.po",
        header=catalog.get("header", header),
        entries=tuple(entry_of(fields, 10 * at) for at, fields in enumerate(catalog.get("entries", []), 1)),
        glossary=glossary,
        expected_plural_forms=plural_forms,
        derivation=Derivation(**derivation) if derivation else None,
    )


def findings_of(case: dict[str, Any]) -> list[Finding]:
    glossary = glossary_of(case)
    listed = case.get("articles") or [case["article"]] if "article" in case or "articles" in case else []
    articles = [source_context(text, glossary, name) for text, name in zip(listed, "abc", strict=False)]
    listed = case.get("catalogs") or [case["catalog"]] if "catalog" in case or "catalogs" in case else []
    catalogs = [catalog_context(fields, glossary, name) for fields, name in zip(listed, "abc", strict=False)]
    if not articles and not catalogs:
        assert glossary is not None
        return check_glossary(glossary, RULES)
    found = [one for context in articles for one in check_source(context, RULES)]
    found += [one for context in catalogs for one in check_catalog(context, RULES)]
    contexts: list[SourceContext | CatalogContext] = [*articles, *catalogs]
    return found + check_project([observe(context, RULES) for context in contexts], RULES)


def shown(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a finding that the file speaks of."""
    facts = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "locale": finding.locale,
        "path": finding.where.path,
        "line": finding.where.line,
        "column": finding.where.column,
        "evidence": finding.evidence,
        "fix": finding.fix,
        "message": finding.message,
    }
    return {name: facts[name] for name in wanted}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_gives_the_findings_it_states(path: Path) -> None:
    case = read(path)
    found = findings_of(case)
    assert [finding.rule for finding in found] == [wanted["rule"] for wanted in case["expect"]]
    assert [shown(one, wanted) for one, wanted in zip(found, case["expect"], strict=True)] == case["expect"]


def test_every_file_says_what_it_shows() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in FILES)


def test_what_is_declared_is_what_the_files_emit() -> None:
    emitted = {finding.rule for path in FILES for finding in findings_of(read(path))}
    assert emitted == DECLARED


@pytest.mark.parametrize("rule", sorted(DECLARED))
def test_a_rule_has_a_file_that_it_objects_to_and_one_that_it_does_not(rule: str) -> None:
    states = {
        any(wanted["rule"] == rule for wanted in read(path)["expect"])
        for path in FILES
        if path.parent.name == rule
    }
    assert states == {True, False}


def test_every_folder_is_a_rule() -> None:
    assert {path.parent.name for path in FILES} == DECLARED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_documented(rule: Rule[Any]) -> None:
    assert rule.help.endswith(".")
    assert len(rule.help) > 40
    assert rule.example.strip()


def test_what_is_declared_is_what_is_installed_and_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text("utf-8")
    documented = {line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")}
    assert {rule.id for rule in registry.rules()} == DECLARED
    assert documented == DECLARED


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_rules_of_the_other_scope_are_not_run() -> None:
    source_only = [rule for rule in RULES if rule.scope == "source"]
    context = CatalogContext(Tag("es"), Tag("en"), "a.po", {}, (), None, None)
    assert check_catalog(context, source_only) == []


def test_findings_come_by_place_then_by_rule() -> None:
    glossary = glossary_of(
        {"terms": "  - {id: a, source: Rome, targets: {es: {term: Roma, forbidden: [Rome]}}}\n"}
    )
    entries = [
        {"msgid": "Rome saw the four {n} long words", "msgstr": "Rome saw the four {m} long words"},
        {"msgid": "{n} Rome", "msgstr": "Rome"},
        {"msgid": "x", "msgstr": ""},
    ]
    catalog = {"entries": entries}
    found = [(one.where, one.rule) for one in check_catalog(catalog_context(catalog, glossary), RULES)]
    assert found == [
        (Location("locales/a.po", 10), "placeholder-mismatch"),
        (Location("locales/a.po", 10), "term-forbidden"),
        (Location("locales/a.po", 20), "placeholder-mismatch"),
        (Location("locales/a.po", 20), "term-forbidden"),
        (Location("locales/a.po", 30), "untranslated"),
    ]


def test_without_a_glossary_terms_are_not_checked() -> None:
    assert check_source(source_context("Xhader", None), RULES) == []
