"""From the text of `glossary.yml` to a `Glossary`, or to every fault in it."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from l10n import locale
from l10n.errors import Fault, GlossaryError, Location
from l10n.glossary import declared
from l10n.glossary.consistency import Consistency
from l10n.glossary.document import Node, read_document
from l10n.glossary.faults import faults_of
from l10n.glossary.schema import (
    Derivation,
    Glossary,
    Inflection,
    Severities,
    Target,
    Term,
    Variant,
    frozen,
)
from l10n.model import Severity, Tag

Path = tuple[str | int, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)


def read_glossary(text: str, name: str) -> Glossary:
    """The glossary that `text` is. Raises GlossaryError with every fault, in the order of the file."""
    root = read_document(text, name)
    if root.value is None:
        raise GlossaryError(
            "the glossary is empty",
            Location(name, 1, 1),
            hint="write `version: 1`, `source_locale: en` and `terms: []`",
        )
    faults: list[Fault] = []
    header = _validated(declared.Header, root.value, (), root, name, faults)
    raw_terms = root.value.get("terms") if isinstance(root.value, dict) else None
    raw_terms = raw_terms if isinstance(raw_terms, list) else []
    terms = [
        _validated(declared.Term, raw, ("terms", index), root, name, faults)
        for index, raw in enumerate(raw_terms)
    ]
    locales = frozenset(map(Tag, header.locales)) if header else frozenset()
    faults.extend(Consistency(root, name).faults(raw_terms, locales))
    if faults or header is None:
        faults.sort(key=lambda fault: _order(fault.where))
        raise GlossaryError.of(faults)
    made = tuple(_term(term, header, root, index) for index, term in enumerate(terms) if term is not None)
    return _glossary(name, header, made)


def _order(where: Location | None) -> tuple[int, int]:
    return (where.line or 0, where.column or 0) if where else (0, 0)


def _validated(
    model: type[ModelT], value: object, path: Path, root: Node, name: str, faults: list[Fault]
) -> ModelT | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults.extend(faults_of(error, model, path, root, name))
        return None


def _glossary(name: str, header: declared.Header, terms: tuple[Term, ...]) -> Glossary:
    severity = header.defaults.severity
    return Glossary(
        name=name,
        source_locale=Tag(header.source_locale),
        terms=terms,
        locales=tuple(map(Tag, header.locales)),
        severities=Severities(
            absent=Severity(severity.absent),
            near=Severity(severity.near),
            forbidden=Severity(severity.forbidden),
            source_variant=Severity(severity.source_variant),
        ),
        derive=tuple(
            Derivation(Tag(tag), Tag(derived.from_), derived.method) for tag, derived in header.derive.items()
        ),
    )


def _term(term: declared.Term, header: declared.Header, root: Node, index: int) -> Term:
    line, column = root.place(("terms", index))
    case = header.defaults.case if term.case is None else term.case
    places = {
        locale.parse(written): root.key_place(("terms", index, "targets", written))
        for written in root.children["terms"].children[index].value.get("targets", {})
    }
    targets = {
        Tag(tag): _target(target, term.source, header.defaults.inflect, case, places[Tag(tag)])
        for tag, target in term.targets.items()
        if target is not None
    }
    return Term(
        id=term.id,
        source=term.source,
        variants=tuple(Variant(v.text, v.status, v.note) for v in term.variants),
        kind=term.kind,
        gender=term.gender,
        pos=term.pos,
        definition=term.definition,
        domain=tuple(term.domain),
        status=term.status,
        refs=tuple(term.refs),
        note=term.note,
        case=case,
        not_before=tuple(term.not_before),
        not_after=tuple(term.not_after),
        targets=frozen(targets),
        free=tuple(Tag(tag) for tag, target in term.targets.items() if target is None),
        line=line,
        column=column,
    )


def _target(
    target: declared.Target, source: str, inflect: Inflection, case: bool, place: tuple[int, int]
) -> Target:
    return Target(
        term=target.term or source,
        short=target.short,
        admitted=tuple(target.admitted),
        forms=tuple(target.forms),
        derived=tuple(target.derived),
        forbidden=tuple(target.forbidden),
        match=target.match,
        inflect=target.inflect or inflect,
        required=target.required,
        do_not_translate=target.do_not_translate,
        gender=target.gender,
        note=target.note,
        case=target.do_not_translate or (case if target.case is None else target.case),
        check=target.check == "on",
        line=place[0],
        column=place[1],
    )
