"""What lint says of a glossary; each objection is a file in tests/fixtures/checks/glossary-contradiction."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.lint import lint
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.glossary.targets import target_forms
from l10n.model import Severity, Tag

FORMS = st.sampled_from(
    ["Ђорђа", "Ђорђе", "Тирана", "Tirana", "Тиранa", "Мелони", "Ђорђа Мелони", "тирански", "`x`", "НАТО", "5"]
)
TARGETS = st.builds(
    Target,
    term=FORMS,
    short=st.none() | FORMS,
    admitted=st.lists(FORMS, max_size=2).map(tuple),
    forbidden=st.lists(FORMS, max_size=2).map(tuple),
    inflect=st.sampled_from(["auto", "none"]),
    do_not_translate=st.booleans(),
)
TERMS = st.builds(
    Term,
    id=st.integers(0, 99).map(str),
    source=FORMS,
    variants=st.lists(st.builds(Variant, FORMS, st.just("misspelling")), max_size=2).map(tuple),
    kind=st.sampled_from(["person", "place", "term"]),
    targets=st.dictionaries(st.sampled_from([Tag("sr"), Tag("sr-Latn"), Tag("es")]), TARGETS, max_size=2),
)


def glossary(*terms: Term) -> Glossary:
    return Glossary("glossary.yml", Tag("en"), terms)


@given(st.lists(TERMS, max_size=3))
def test_every_objection_names_a_form_of_the_glossary(terms: list[Term]) -> None:
    forms = {term.source for term in terms} | {one.text for term in terms for one in term.variants}
    for term in terms:
        for target in term.targets.values():
            forms |= {*target.right, *target.forbidden}
    for finding in lint(glossary(*terms)):
        assert finding.evidence in forms
        assert finding.evidence in finding.message


@given(TARGETS)
def test_without_an_error_or_warning_no_right_form_is_objected_to(target: Target) -> None:
    term = Term("a", "A", kind="person", targets={Tag("sr"): target})
    known = glossary(term)
    if all(finding.severity is Severity.NOTE for finding in lint(known)):
        for form in target.right:
            hits = target_forms(known, Tag("sr"), f"Рекла је {form} у петак.")
            assert all(hit.form.kind != "forbidden" for hit in hits)


def test_a_glossary_is_read_and_never_written(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yml"
    entry = "- {id: a,  source: A, targets: {es: {term: B, forbidden: [B]}}}"
    text = f"version:   1\nsource_locale: en\nterms:\n{entry}"
    path.write_text(text, encoding="utf-8")
    assert [finding.evidence for finding in lint(Glossary.read(path))] == ["B"]
    assert path.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [path]
