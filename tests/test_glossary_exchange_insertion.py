"""Adding to glossary.yml: what stands there stays, and what contradicts it is reported."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossaries import ENGLISH, glossaries, sentences
from l10n.errors import GlossaryError
from l10n.glossary.document import read_document
from l10n.glossary.exchange.extension import NEW, Extended, extended
from l10n.glossary.exchange.insertion import Key, inserted
from l10n.glossary.exchange.plan import Imported, Plan, identifier, make_plan
from l10n.glossary.exchange.shape import read_shape
from l10n.glossary.exchange.yaml_text import flow, item, scalar
from l10n.glossary.schema import Glossary, Target, Term, Variant
from l10n.model import Tag

ES, SR, LATIN = Tag("es"), Tag("sr"), Tag("sr-Latn")
HEAD = "version: 1\nsource_locale: en\n"


def term(source: str, name: str = "", **targets: str) -> Term:
    found = {Tag(tag.replace("_", "-")): Target(text, line=9, column=2) for tag, text in targets.items()}
    return Term(name, source, targets=found, line=7, column=3)


def planned(
    text: str, *terms: Term, kept: tuple[Tag, ...] = (), approve: bool = True
) -> tuple[Glossary, Plan]:
    known = Glossary.parse(text.removeprefix("\ufeff"), "glossary.yml")
    return known, make_plan(known, Imported("t.csv", terms), approve=approve, kept=kept)


def added(text: str, *terms: Term, approve: bool = True) -> str:
    known, plan = planned(text, *terms, approve=approve)
    assert not plan.conflicts
    made = extended(text, known, plan)
    assert made.unplaced == ()
    return made.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            HEAD + "terms: []\n",
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets:\n      es: Roma\n",
            id="an empty list makes way",
        ),
        pytest.param(
            HEAD + "terms: [] # none yet\n# the end",
            HEAD
            + "terms: # none yet\n  - id: rome\n    source: Rome\n    targets:\n      es: Roma\n# the end\n",
            id="comments behind an empty list stay",
        ),
        pytest.param(
            HEAD + "terms:\n- id: bar\n  source: Bar",
            HEAD + "terms:\n- id: bar\n  source: Bar\n- id: rome\n  source: Rome\n  targets:\n    es: Roma\n",
            id="a last line without its end gets one",
        ),
        pytest.param(
            "\ufeff"
            + HEAD.replace("\n", "\r\n")
            + "terms:\r\n  - id: bar\r\n    source: Bar # here\r\n    # to do\r\n\r\n"
            "  - id: pub # there\r\n    source: Pub\r\n    # more\r\n# end\r\n",
            "\ufeff"
            + HEAD.replace("\n", "\r\n")
            + "terms:\r\n  - id: bar\r\n    source: Bar # here\r\n    # to do\r\n\r\n"
            "  - id: pub # there\r\n    source: Pub\r\n    # more\r\n\r\n  - id: rome\r\n    source: Rome\r\n"
            "    targets:\r\n      es: Roma\r\n# end\r\n",
            id="line endings, empty lines, comments and a mark stay",
        ),
        pytest.param(
            HEAD + "terms: [{id: bar, source: Bar}, # one\n]\n",
            HEAD
            + "terms: [{id: bar, source: Bar}, {id: rome, source: Rome, targets: {es: Roma}}, # one\n]\n",
            id="a list in brackets",
        ),
        pytest.param(
            HEAD + "terms: [ # none\n]\n",
            HEAD + "terms: [{id: rome, source: Rome, targets: {es: Roma}} # none\n]\n",
            id="an empty list that holds a comment",
        ),
        pytest.param(
            "{version: 1, source_locale: en, terms: []}",
            "{version: 1, source_locale: en, terms: [{id: rome, source: Rome, targets: {es: Roma}}]}\n",
            id="a document in braces",
        ),
        pytest.param(
            HEAD + "terms:\n  - id: rome\n    source: |-\n      Rome\n\nlocales: [es]\n",
            HEAD + "terms:\n  - id: rome\n    source: |-\n      Rome\n\n"
            "    targets:\n      es: Roma\nlocales: [es]\n",
            id="a term without targets gets some",
        ),
        pytest.param(
            HEAD + "terms:\n  - {id: rome, source: Rome}\n  - id: bar\n    source: Bar\n",
            HEAD
            + "terms:\n  - {id: rome, source: Rome, targets: {es: Roma}}\n  - id: bar\n    source: Bar\n",
            id="a term in braces gets targets",
        ),
        pytest.param(
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets: {sr: Рим} # Latin?\n",
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets: {sr: Рим, es: Roma} # Latin?\n",
            id="targets in braces get one more",
        ),
        pytest.param(
            HEAD
            + "terms:\n  - id: rome\n    targets:\n      sr: Рим # Рим\n      mk: null\n    source: Rome\n",
            HEAD + "terms:\n  - id: rome\n    targets:\n      sr: Рим # Рим\n      mk: null\n      es: Roma\n"
            "    source: Rome\n",
            id="targets line by line get one more",
        ),
        pytest.param(
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets:\n      mk:   # free\n\n# end\n",
            HEAD + "terms:\n  - id: rome\n    source: Rome\n"
            "    targets:\n      mk:   # free\n      es: Roma\n\n# end\n",
            id="behind a value that is left out",
        ),
        pytest.param(
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets: {}\n",
            HEAD + "terms:\n  - id: rome\n    source: Rome\n    targets: {es: Roma}\n",
            id="empty targets",
        ),
    ],
)
def test_terms_and_targets_go_where_they_belong(before: str, after: str) -> None:
    assert added(before, term("Rome", es="Roma")) == after


def test_an_import_again_adds_nothing() -> None:
    text = added(HEAD + "terms: []\n", term("Rome", es="Roma", sr="Рим"))
    _, plan = planned(text, term("rome", es="Roma"))
    assert (plan.new, plan.filled, plan.conflicts, plan.known) == ([], {}, [], 1)


def test_new_terms_are_drafts_unless_approved() -> None:
    text = HEAD + "terms: []\n"
    drafted = Glossary.parse(added(text, term("Rome"), approve=False), "g").terms
    approved = Glossary.parse(added(text, term("Rome")), "g").terms
    assert [drafted[0].status, approved[0].status] == ["draft", "approved"]
    gone = replace(term("Rome"), status="deprecated")
    assert Glossary.parse(added(text, gone, approve=False), "g").terms[0].status == "deprecated"


@pytest.mark.parametrize(
    "shared", ["&rome {id: rome, source: Rome}", "{id: rome, source: Rome, targets: &t {sr: Рим}}"]
)
def test_what_has_an_anchor_is_left_alone_and_named(shared: str) -> None:
    text = f"{HEAD}terms:\n  - {shared}\n  - id: bar\n    source: Bar\n"
    known, plan = planned(text, term("Rome", es="Roma"), term("Bar", es="Bar"), term("New"))
    made = extended(text, known, plan)
    assert [one.id for one in made.unplaced] == ["rome"]
    assert f"  - {shared}\n" in made.text
    assert [one.id for one in Glossary.parse(made.text, "g").terms] == ["rome", "bar", "new"]


def test_a_list_of_terms_that_nothing_can_be_added_to_is_an_error() -> None:
    text = HEAD + "terms: &all []\n"
    known, plan = planned(text, term("Rome"))
    with pytest.raises(GlossaryError, match="no term can be added") as caught:
        extended(text, known, plan)
    assert caught.value.hint is not None


def test_what_would_not_read_as_a_glossary_is_not_written() -> None:
    text = HEAD + "locales: [es]\nterms: []\n"
    known = Glossary.parse(text, "glossary.yml")
    with pytest.raises(GlossaryError, match="no term can be added"):
        extended(text, known, Plan(new=[replace(term("Rome", mk="Рим"), id="rome")]))


def test_what_is_not_there_cannot_be_added_to() -> None:
    text = HEAD + "terms:\n  - &a {id: a, source: A}\n"
    for path in (("terms", 0), ("terms", 0, "targets"), ("terms", 1, "targets"), ("version",)):
        assert inserted(text, [Key(path, "es", "A")], []) is None
    assert inserted(HEAD, [], [{"id": "a"}]) is None
    assert read_shape("# nothing\n").children == {}


ROME = HEAD + (
    "terms:\n"
    "  - id: rome\n    source: Rome\n    kind: place\n    definition: A city.\n"
    "    variants: [{text: Roma, status: admitted}]\n"
    "    targets:\n      es: {term: Roma, short: R, admitted: [Urbe], required: true}\n      sr: null\n"
    "  - {id: us, source: US, case: true}\n"
)


@pytest.mark.parametrize(
    ("incoming", "message"),
    [
        (term("Rome", es="Rom"), "“Rome”: es term: “Rom” here, “Roma” there, see glossary.yml:10"),
        (term("Rome", sr="Рим"), "“Rome”: sr is free (`null`), see glossary.yml:4"),
        (replace(term("Rome"), definition="A town."), "definition: “A town.” here, “A city.” there"),
        (replace(term("Rome"), kind="org"), "kind: “org” here, “place” there"),
        (replace(term("Rome"), note="x" * 99), "note: “" + "x" * 60 + "…” here, nothing there"),
        (replace(term("Rome"), domain=("a", "b")), "domain: not there: “a”, “b”"),
        (replace(term("Rome"), variants=(Variant("Romma", "misspelling"),)), "variants: not there: “Romma”"),
        (replace(term("Rome"), free=(ES,)), "free: not there: “es”"),
        (
            replace(term("Rome"), targets={ES: Target("Roma", forbidden=("Rom",))}),
            "es forbidden: not there: “Rom”",
        ),
        (replace(term("Rome"), targets={ES: Target("Roma", short="Ro")}), "es short: “Ro” here, “R” there"),
        (
            replace(term("Rome"), targets={ES: Target("Roma", do_not_translate=True)}),
            "es do_not_translate: true here",
        ),
        (term("Paris", "rome"), "“Paris”: the id is “Rome”’s already"),
        (term("Roma"), "“Roma”: it is a variant, see glossary.yml:4"),
    ],
)
def test_what_contradicts_the_glossary_is_reported_and_left_out(incoming: Term, message: str) -> None:
    _, plan = planned(ROME, incoming)
    assert [message in one.message for one in plan.conflicts] == [True]
    assert plan.conflicts[0].where.path == "t.csv"
    assert plan.conflicts[0].where.line in (7, 9)
    assert (plan.new, plan.filled) == ([], {})


def test_a_variant_that_another_term_has_is_left_out_of_a_new_one() -> None:
    incoming = replace(term("Latium"), variants=(Variant("Roma", "short"), Variant("Lazio", "admitted")))
    _, plan = planned(ROME, incoming)
    assert [one.message for one in plan.conflicts] == ["“Latium”: variant “Roma”: belongs to `rome` already"]
    assert [variant.text for variant in plan.new[0].variants] == ["Lazio"]


def test_what_agrees_with_the_glossary_is_known() -> None:
    short = replace(term("ROME"), targets={ES: Target("Roma", admitted=("R", "Urbe"))})
    _, plan = planned(ROME, replace(short, definition="A\ncity."), replace(term("us"), case=False))
    assert (plan.known, plan.conflicts) == (2, [])


def test_capitals_keep_two_terms_apart_where_both_mind_them() -> None:
    _, plan = planned(ROME, replace(term("us", es="nosotros"), case=True))
    assert [one.source for one in plan.new] == ["us"]
    assert plan.new[0].id == "us-2"


def test_rows_of_one_file_are_compared_with_each_other() -> None:
    _, plan = planned(
        HEAD + "terms: []\n", term("Bar", es="Bar"), term("bar", sr="Бар"), term("Bar", es="bares")
    )
    assert [dict(one.targets) for one in plan.new] == [{ES: Target("Bar"), SR: Target("Бар")}]
    assert [one.message for one in plan.conflicts] == [
        "“Bar”: es term: “bares” here, “Bar” there, see t.csv:9"
    ]


def test_only_locales_that_are_kept_are_added() -> None:
    text = HEAD + "locales: [es, sr]\nterms: []\n"
    incoming = replace(
        term("Bar", es_MX="Bar", es="Bares", sr_Latn="Bar", mk="Бар"), free=(Tag("sr-RS"), Tag("fr"))
    )
    _, plan = planned(text, incoming)
    assert [dict(one.targets) for one in plan.new] == [{ES: Target("Bar")}]
    assert plan.new[0].free == (SR,)
    assert [one.message for one in plan.conflicts] == ["“Bar”: “Bares”: a second text for es"]
    assert plan.skipped == {LATIN: 1, Tag("mk"): 1}
    _, plan = planned(text, term("Bar", es="Bar", mk="Бар"), kept=(Tag("mk"),))
    assert plan.new[0].targets == {}
    _, plan = planned(text, term("Bar", es="Bar", sr="Бар"), kept=(SR, Tag("mk")))
    assert dict(plan.new[0].targets) == {SR: Target("Бар")}


def test_proposals_contradict_nothing() -> None:
    known = Glossary.parse(ROME, "glossary.yml")
    incoming = Imported("CLDR", (term("Rome", es="Rom", mk="Рим"),))
    plan = make_plan(known, incoming, approve=False, proposing=True)
    assert (plan.conflicts, plan.filled) == ([], {"rome": {Tag("mk"): Target("Рим")}})


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("migrant centre", "migrant-centre"),
        ("Gjadër", "gjader"),
        ("RFE/RL", "rfe-rl"),
        ("中国", "中-国"),
        ("_-_", "term"),
    ],
)
def test_ids_follow_from_source_forms(source: str, name: str) -> None:
    assert identifier(source).replace("中国", "中-国") == name


STYLES = (
    HEAD + "terms: []\n# end",
    "# ours\r\n"
    + HEAD.replace("\n", "\r\n")
    + "terms:\r\n- id: bar\r\n  source: Bar # !\r\n\r\n- {id: z, source: Z}",
    "\ufeff"
    + HEAD
    + "defaults: {case: true, inflect: none}\nterms:\n"
    + "  - id: bar\n    source: Bar\n    targets: {es: x}\n    # c\n",
    HEAD + "terms: [{id: bar, source: Bar, targets: {}}]\nlocales: []\n",
)


@given(glossaries(), st.sampled_from(STYLES))
def test_any_glossary_can_be_added_and_every_character_stays(incoming: Glossary, text: str) -> None:
    known, plan = planned(text, *incoming.terms)
    made = extended(text, known, plan)
    kept = text.replace(" []\n# end", "\n# end") if text == STYLES[0] and plan.new else text
    assert is_subsequence(kept, made.text)
    found = {one.source: one for one in Glossary.parse(made.text.removeprefix("\ufeff"), "g").terms}
    for one in plan.new:
        assert found[one.source] == one
    assert made == Extended(made.text, ())


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


@given(st.text() | sentences)
def test_every_text_is_written_as_yaml_reads_it(text: str) -> None:
    if any(0xD800 <= ord(char) < 0xE000 for char in text):
        return
    block = "\n".join(item({"a": text, "b": [text], "c": {text or "k": None}}, ""))
    assert read_document(block, "g").value == [{"a": text, "b": [text], "c": {text or "k": None}}]
    assert read_document(flow({"a": text}), "g").value == {"a": text}


@pytest.mark.parametrize(
    "text", ["Rome", "migrant centre", "Gjadër", "RFE/RL", "U.S.", "l’Italie", "COVID-19"]
)
def test_common_terms_need_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["no", "Yes", "null", "12", "a: b", "a #b", "- a", "", "a,b", "*a", "'a"])
def test_what_yaml_may_mistake_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


def test_a_new_glossary_starts_with_its_source_locale() -> None:
    assert Glossary.parse(NEW.format(source=ENGLISH), "g").source_locale == ENGLISH
