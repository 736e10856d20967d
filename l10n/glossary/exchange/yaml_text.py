"""Terms as the YAML of `glossary.yml`: what people would write, and nothing that goes without saying."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from l10n.glossary.schema import Inflection, Target, Term

Value = str | bool | None | list["Value"] | dict[str, "Value"]
WIDTH = 100
"""Columns that a mapping on one line may take."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w '’.()/&+%-]*[\w.)%])?")
_PLAIN_IN_BLOCK = re.compile(r"[^\W\d_](?:[\w '’.()/&+%,;-]*[\w.)%])?")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that some YAML reader takes for something else than a text."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the glossary says for all of its terms."""

    case: bool = False
    inflect: Inflection = "auto"


def term_value(term: Term, defaults: Defaults) -> dict[str, Value]:
    """The term's mapping."""
    said: dict[str, Value] = {
        "id": term.id,
        "source": term.source,
        "kind": "" if term.kind == "term" else term.kind,
        "gender": term.gender,
        "pos": term.pos,
        "status": "" if term.status == "approved" else term.status,
        "variants": [_said({"text": v.text, "status": v.status, "note": v.note}) for v in term.variants],
        "definition": term.definition,
        "domain": [*term.domain],
        "refs": [*term.refs],
        "note": term.note,
        "not_before": [*term.not_before],
        "not_after": [*term.not_after],
    }
    found = _said(said)
    if term.case != defaults.case:
        found["case"] = term.case
    targets: dict[str, Value] = {
        tag: target_value(target, term.source, defaults) for tag, target in term.targets.items()
    }
    targets |= dict.fromkeys(term.free)
    return {**found, "targets": targets} if targets else found


def target_value(target: Target, source: str, defaults: Defaults) -> Value:
    """One value of `targets`: the term alone where nothing more is to be said."""
    term = "" if target.do_not_translate and target.term == source else target.term
    said: dict[str, Value] = {
        "term": term,
        "short": target.short,
        "admitted": [*target.admitted],
        "forms": [*target.forms],
        "derived": [*target.derived],
        "forbidden": [*target.forbidden],
        "match": target.match,
        "inflect": "" if target.inflect == defaults.inflect else target.inflect,
        "required": target.required,
        "do_not_translate": target.do_not_translate,
        "check": "" if target.check else "off",
        "gender": target.gender,
        "note": target.note,
    }
    found = _said(said)
    return term if [*found] == ["term"] else found


def _said(value: Mapping[str, Value]) -> dict[str, Value]:
    return {key: inner for key, inner in value.items() if inner}


def block(value: Mapping[str, Value], indent: str) -> Iterator[str]:
    """The lines of a block mapping at `indent`, without line breaks."""
    for key, inner in value.items():
        written = scalar(inner, in_block=True) if isinstance(inner, str) else flow(inner)
        line = f"{indent}{scalar(key)}: {written}"
        if isinstance(inner, dict) and inner and (key == "targets" or len(line) > WIDTH):
            yield f"{indent}{scalar(key)}:"
            yield from block(inner, f"{indent}  ")
        else:
            yield line


def item(value: Mapping[str, Value], indent: str) -> list[str]:
    """The lines of a block mapping that is an item of a list whose dashes stand at `indent`."""
    first, *others = block(value, f"{indent}  ")
    return [f"{indent}- {first.lstrip(' ')}", *others]


def flow(value: Value) -> str:
    """`value` on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return scalar(value)
    return "null" if value is None else str(value).lower()


def scalar(text: str, *, in_block: bool = False) -> str:
    """`text` plain where no YAML reader can mistake it, else in double quotes."""
    pattern = _PLAIN_IN_BLOCK if in_block else _PLAIN
    if pattern.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
