"""Two readers of YAML give the same events, so that it does not matter which of them reads a glossary."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from l10n.glossary.events import exactly, quickly

LINES = (Path(__file__).parent.parent / "glossary.yml").read_text("utf-8").splitlines(keepends=True)
ODD = st.sampled_from([*"{}[]:,-#&*!|>'\"%@`? \n\\é😀~<=.\t\x85\u2028", "- ", ": ", "\\/", "<<: *a", "&a "])


def events(text: str) -> list[Any]:
    """The events as a glossary is read by them."""
    found = quickly(text)
    return list(exactly(text)) if found is None else found


def told(event: Any) -> tuple[Any, ...]:
    """What the glossary's reader asks of an event. Where nothing stands, the places differ by a line."""
    facts = [getattr(event, name, None) for name in ("value", "anchor")]
    tagged = getattr(event, "tag", None) is not None
    nowhere = facts[0] == "" or not hasattr(event, "anchor")
    place = None if nowhere else (event.start_mark.line, event.start_mark.column)
    plain = event.implicit[0] if hasattr(event, "value") else None
    return type(event).__name__, *facts, tagged, place, plain


def by_ruamel(text: str) -> list[Any] | None:
    try:
        return list(YAML(typ="safe", pure=True).parse(text))
    except YAMLError:
        return None


def ours(text: str) -> list[Any] | None:
    try:
        return events(text)
    except YAMLError:
        return None


@st.composite
def damaged(draw: st.DrawFn) -> str:
    start = draw(st.integers(0, len(LINES) - 1))
    text = "".join(LINES[start : start + draw(st.integers(1, 8))])
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(ODD) + text[at + draw(st.integers(0, 2)) :]
    return text


@given(damaged())
@settings(max_examples=500)
def test_both_libraries_read_the_same(text: str) -> None:
    slow, quick = by_ruamel(text), ours(text)
    assert (slow is None) == (quick is None)
    if slow is not None and quick is not None:
        assert [told(event) for event in quick] == [told(event) for event in slow]


def test_a_common_glossary_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruamel.yaml.YAML.parse", None)
    assert len(events("".join(LINES))) > 1000


def test_without_libyaml_the_other_reader_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(LINES[:20])
    quick = [told(event) for event in events(text)]
    monkeypatch.delattr(yaml, "CLoader")
    assert [told(event) for event in events(text)] == quick


@pytest.mark.parametrize("mark", ["*", "&", "*a", "&-", "a*"])
def test_names_of_anchors_are_looked_for_in_linear_time(mark: str) -> None:
    assert len(ours(f"a: x{mark * 300_000}") or ()) == 8


@pytest.mark.parametrize("text", ["a: !x b", "%YAML 1.1\n---\na: b", 'a: "\\/"', "a:\tb", "&a: b", "a\x85b"])
def test_what_they_read_differently_goes_to_ruamel(text: str) -> None:
    assert quickly(text) is None
